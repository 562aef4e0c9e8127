"""A draft is checked as a person does it: pasted, each claim clicked, its words read in their article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CLAIMS = Path(__file__).parents[2] / "eval" / "sets" / "desk" / "claims.jsonl"
LABELS = ("SUPPORTED", "REFUTED", "NOT_ENOUGH_INFO")
WAIT = 180_000


def sentences() -> Iterator[str]:
    """Give the first development claim of each kind of verdict."""
    rows = [json.loads(line) for line in CLAIMS.read_text("utf-8").splitlines()]
    for label in LABELS:
        yield next(row["claim"] for row in rows if row["label"] == label and row["split"] == "dev")


@pytest.fixture
def checked(page: Page) -> Page:
    """Give the page with three sentences checked against the example articles."""
    page.get_by_role("button", name="Add the example articles").click(timeout=60_000)
    page.get_by_role("button", name="Dismiss").click(timeout=WAIT)
    page.get_by_test_id("stSidebar").get_by_text("Check", exact=True).click()
    page.get_by_role("textbox", name="A claim or a draft").fill(" ".join(sentences()))
    page.get_by_role("button", name="Check", exact=True).last.click()
    expect(page.get_by_role("button", name="Edit and check again")).to_be_visible(timeout=WAIT)
    expect(page.locator(".draft .chip")).to_have_count(len(LABELS), timeout=WAIT)  # drawn on its own
    return page


def words(found: Locator) -> str:
    return "".join(found.all_text_contents())


def shows_its_words(page: Page) -> None:
    """Fail unless the words marked in the source are those of the pressed evidence, and in view."""
    opened = page.locator(".testimony", has=page.locator(".open[aria-pressed=true]"))
    expect(opened).to_have_count(1)
    due, active = words(opened.locator("blockquote")).split(), page.locator(".source mark.active")
    for _ in range(300):  # the source is drawn after the claim
        if words(active).split() == due:
            break
        page.wait_for_timeout(100)
    assert words(active).split() == due
    expect(active.first).to_be_in_viewport()


def test_each_claim_is_clicked_and_its_evidence_is_marked_in_its_article(checked: Page) -> None:
    page = checked
    chips = page.locator(".draft .chip")
    for number, claim in enumerate(sentences()):
        assert words(page.locator(f'.draft mark[data-claim="{number + 1}"]')) == claim
        chips.nth(number).click()
        expect(chips.nth(number)).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".wording")).to_have_text(claim)
        for evidence in range(page.locator(".testimony .open").count()):
            opener = page.locator(".testimony .open").nth(evidence)
            opener.click()
            expect(opener).to_have_attribute("aria-pressed", "true")
            shows_its_words(page)


def test_claims_and_evidence_are_reached_and_opened_from_the_keyboard(checked: Page) -> None:
    page = checked
    chip = page.locator(".draft .chip").first
    chip.focus()
    page.keyboard.press("Enter")
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(chip).to_be_focused()
    on = page.get_by_role("button", name="Next claim")
    on.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".detail .steps")).to_have_text("‹Claim 2 of 3›")
    expect(on).to_be_focused()
    page.locator(".testimony .open").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".testimony .open").last).to_have_attribute("aria-pressed", "true")
    shows_its_words(page)


def test_one_claim_is_reworded_and_the_draft_is_exported_and_found_again(checked: Page) -> None:
    page = checked
    first, second, third = sentences()
    page.locator(".draft .chip").nth(1).click()
    expect(page.locator(".wording")).to_have_text(second)
    page.get_by_role("button", name="Edit and check again").click()
    page.get_by_role("textbox", name="In the draft it shall say").fill("France is a member of NATO.")
    page.get_by_role("button", name="Check again", exact=True).click()
    expect(page.locator(".wording")).to_have_text("France is a member of NATO.", timeout=WAIT)
    assert words(page.locator(".draft mark")) == f"{first}France is a member of NATO.{third}"
    shows_its_words(page)  # of the new evidence, which no click has opened
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Annotated draft (HTML)").click()
    assert "France is a member of NATO." in Path(download.value.path()).read_text("utf-8")
    page.reload()
    expect(page.locator(".draft mark").nth(1)).to_have_text("France is a member of NATO.", timeout=60_000)


def test_the_first_verdict_is_shown_while_the_rest_is_still_checked(page: Page) -> None:
    page.get_by_role("button", name="Add the example articles").click(timeout=60_000)
    page.get_by_role("button", name="Dismiss").click(timeout=WAIT)
    page.get_by_test_id("stSidebar").get_by_text("Check", exact=True).click()
    draft = "\n".join(f"{claim} It was so in {1900 + number}." for number in range(40) for claim in sentences())
    page.get_by_role("textbox", name="A claim or a draft").fill(draft)
    page.get_by_role("button", name="Check", exact=True).last.click()
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^[1-9]\d* of \d+ sentences"))).to_be_visible(
        timeout=WAIT
    )
    expect(page.locator(".draft .chip").first).to_be_visible()
    chips = page.locator(".draft .chip").count()
    page.get_by_role("button", name="Stop").click()
    told = page.get_by_role("alert").filter(has_text="the rest of the draft is not checked")
    expect(told).to_be_visible(timeout=WAIT)
    stopped, total = map(int, re.findall(r"\d+", told.inner_text()))
    assert 0 < chips <= stopped < total


def test_a_check_is_found_in_the_list_and_deleted(checked: Page) -> None:
    page = checked
    row = page.locator(".talks button")
    expect(row).to_have_attribute("aria-current", "page")
    page.get_by_role("button", name="New", exact=True).click()
    expect(page.locator(".draft")).to_have_count(0)
    row.click()
    expect(page.locator(".draft .chip").first).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete this check").click()
    expect(page.locator(".talks, .draft")).to_have_count(0)
