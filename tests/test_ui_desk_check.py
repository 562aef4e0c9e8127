"""The page "Check" in each of its states, run without a browser."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import samples
from fakes_desk import backend, cite, held, judged, record
from streamlit.testing.v1 import AppTest

from corpus.errors import LibraryBusy, NoSpace
from index.passage import Filters
from rag.answer import Searched
from rag.claims import claims_of
from rag.kept.check_history import CheckHistory
from rag.quotations.traced import Edit, Exactness, QuoteMatch, Traced, Voice
from rag.reading.fault import FaultKind, Match, Mismatch
from rag.verdicts.checked import Label, SentenceKind, Stance
from ui import desk_backend, desk_check_state, desk_draft
from ui.checks import Checks
from ui.desk_backend import Backend
from ui.serve import APP

pytestmark = pytest.mark.usefixtures("no_packaged_components")

TEXT = "The kiosk stood by the harbour. It was closed because the roof leaked. Repairs cost nearly $12 billion."
ROOF, COST, PAID = "The roof leaked", "Repairs cost $20 billion", "The mayor paid"
DRAFT = f"{ROOF}. {COST}. {PAID}. A shame, I think."
HOSTILE = '<img src=x onerror=alert(1)> **b** $x^2$ "q" \u202e'
SHOWN = "&lt;img src=x onerror=alert(1)&gt; **b** $x^2$ &quot;q&quot; ‹U+202E›"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Backend:
    """Give a backend that knows one article and how its words stand to four sentences."""
    made = backend(tmp_path)
    known = record(TEXT, title="The kiosk", publisher="Harbour News", published="2024-03-05")
    made.shelf.put(known, TEXT)
    roof = cite(1, known, TEXT, "It was closed because the roof leaked.")
    cost = cite(2, known, TEXT, "Repairs cost nearly $12 billion.")
    where = cite(3, known, TEXT, "The kiosk stood by the harbour.")
    agrees = Match(FaultKind.NAME, 0, 7, "Repairs", 0, 7, "Repairs")
    differs = Mismatch(Match(FaultKind.FIGURE, 13, 24, "$20 billion", 13, 31, "nearly $12 billion"), True, "figure")
    against = held(cost, Stance.AGAINST, matched=(agrees,), mismatched=(differs,), source=2)
    made.desk.claims |= {
        ROOF: judged(ROOF, Label.SUPPORTED, held(roof, Stance.FOR)),
        COST: judged(COST, Label.REFUTED, against),
        PAID: judged(PAID, Label.NOT_ENOUGH_INFO, held(where, Stance.OPEN)),
        "A shame, I think": judged("A shame, I think", Label.NOT_ENOUGH_INFO, kind=SentenceKind.OPINION),
    }
    monkeypatch.setattr(desk_backend, "load", lambda: made)
    return made


@pytest.fixture
def page(made: Backend) -> AppTest:
    return opened("Check")


def opened(view: str, **address: str) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=60)
    for name, value in {"page": view, **address}.items():
        page.query_params[name] = value
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def check(page: AppTest, draft: str) -> AppTest:
    page.text_area(key="draft-words").set_value(draft)
    return ended(press(page, "Check"))


def identity(page: AppTest) -> str:
    found = page.query_params["check"]
    return found[0] if isinstance(found, list) else found


def ended(page: AppTest) -> AppTest:
    """Wait until the check has ended, and draw the page anew."""
    desk_backend.load().checks.wait(identity(page), 60)
    return run(page)


def press(page: AppTest, label: str) -> AppTest:
    next(found for found in page.button if found.label == label).click()
    return run(page)


def panes(page: AppTest) -> dict[str, str]:
    """Give the HTML of every pane by the first word of its key."""
    return {one.key.split("-")[0]: json.loads(one.proto.json)["html"] for one in page.get("bidi_component")}


def html(page: AppTest) -> str:
    return "\n".join([*(element.proto.body for element in page.get("html")), *panes(page).values()])


def pick(page: AppTest, value: str) -> AppTest:
    kind, number = value[0], int(value[1:])
    page.session_state["check-claim" if kind == "k" else "check-evidence"] = number
    if kind == "k":
        page.session_state["check-evidence"] = None
    return run(page)


def test_an_empty_field_says_what_it_takes(page: AppTest) -> None:
    assert not panes(page)
    press(page, "Check")
    assert "there is nothing to check" in html(page)


def test_an_empty_library_checks_nothing(made: Backend) -> None:
    made.shelf.held.clear()
    page = opened("Check")
    assert "add articles under “Library” in the side bar first" in html(page)
    assert all(one.disabled for one in page.button if one.label in ("Check", "Find these words"))


def test_verdicts_are_marked_in_the_draft_with_a_sign_and_a_word_each(page: AppTest) -> None:
    drawn = panes(check(page, DRAFT))["draft"]
    for style, words, chip in (
        ("supported", ROOF, "✓</span> Supported"),
        ("refuted active", COST, "✗</span> Refuted"),
        ("unsettled", PAID, "?</span> Not enough"),
        ("unjudged", "A shame, I think", "○</span> opinion"),
    ):
        assert f'<mark class="claim {style}"' in drawn
        assert f">{words}</mark>" in drawn
        assert chip in drawn
    assert '<li class="count unjudged">1 not judged</li>' in drawn


def test_the_refuted_claim_is_opened_first_with_what_differs_and_its_source(page: AppTest) -> None:
    check(page, DRAFT)
    claim = panes(page)["claim"]
    assert "Claim 2 of 4" in claim
    assert "Refuted" in claim and "70% sure" in claim
    assert '<span class="part agrees">Repairs</span> cost <span class="part differs">$20 billion</span>' in claim
    assert 'cost <span class="part differs">nearly $12 billion</span>' in claim
    assert "claim says “$20 billion”, source says “nearly $12 billion”" in claim
    assert "Harbour News, 2024-03-05 · source 2" in claim
    assert "For: nothing found" in claim and "<h4>Against (1)</h4>" in claim
    assert "Searched 2 articles, 9 passages" in claim
    assert '<mark data-cite="2" class="active">Repairs cost nearly $12 billion.</mark>' in panes(page)["check"]


def test_what_settles_nothing_is_called_so(page: AppTest) -> None:
    pick(check(page, DRAFT), "k2")
    assert "Nearest words, which decide nothing" in panes(page)["claim"]
    assert '<span class="badge">decides nothing</span> words near the claim' in panes(page)["check"]
    assert 'class="source near"' in panes(page)["check"]


def test_an_opinion_is_marked_and_not_judged(page: AppTest) -> None:
    pick(check(page, DRAFT), "k3")
    claim = panes(page)["claim"]
    assert "Not judged: opinion" in claim
    assert "sure" not in claim and "Searched" not in claim
    assert "check" not in panes(page)


def test_a_draft_of_opinions_only_says_so(made: Backend, page: AppTest) -> None:
    made.desk.notes = ("the draft holds no claim that can be checked: opinion",)
    check(page, "A shame, I think.")
    assert "The draft holds no claim that can be checked: opinion." in html(page)
    assert "Not judged: opinion" in panes(page)["claim"]


def test_an_error_is_one_line_and_the_draft_stays(page: AppTest) -> None:
    page.text_area(key="draft-words").set_value("Nothing of the sort.")
    ended(press(page, "Check"))
    assert "no claim is prepared for this draft; prepare one" in html(page)
    assert page.text_area(key="draft-words").value == "Nothing of the sort."


def test_a_check_under_way_shows_what_is_judged_and_can_be_stopped(
    made: Backend, page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.desk_draft.MOMENT", 0.0)
    made.desk.held.clear()
    page.text_area(key="draft-words").set_value(DRAFT)
    press(page, "Check")
    assert "Reading" in html(page)
    press(page, "Stop")
    made.desk.held.set()
    ended(page)
    assert "Stopped while its claims were read: the draft is not checked." in html(page)
    assert DRAFT.split(".")[0] in panes(page)["draft"]


def test_a_check_is_found_again_by_its_address_and_a_lost_one_is_said(made: Backend, page: AppTest) -> None:
    check(page, DRAFT)
    again = opened("Check", check=identity(page))
    assert panes(again)["draft"] == panes(page)["draft"]
    assert "This check is not kept" in html(opened("Check", check="lost"))


def test_a_check_is_listed_by_its_first_words_and_found_again_after_a_restart(
    made: Backend, page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(page, f"\n# Of **kiosks**\n\n{DRAFT}")
    assert 'aria-current="page" dir="auto" title="Of kiosks"' in panes(page)["checks"]
    restarted = replace(made, checks=Checks(made.desk, CheckHistory(made.settings.home, lambda: datetime.now(UTC))))
    monkeypatch.setattr(desk_backend, "load", lambda: restarted)
    again = opened("Check", check=identity(page))
    assert panes(again) == panes(page)
    assert "Delete this check" not in [one.label for one in opened("Check").button]
    assert identity(page) in panes(opened("Check"))["checks"]


def test_a_deleted_check_is_gone(made: Backend, page: AppTest) -> None:
    check(page, DRAFT)
    lost = identity(page)
    press(page, "Delete this check")
    assert not panes(page) and "check" not in page.query_params
    assert made.checks.get(lost) is None


def test_a_check_that_could_not_be_kept_says_so(made: Backend, page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: CheckHistory, identity: str, check: object) -> None:
        raise NoSpace("the disk is full; free some space")

    monkeypatch.setattr(CheckHistory, "keep", full)
    check(page, DRAFT)
    assert "this check is not kept: the disk is full; free some space" in html(page)
    assert ROOF in panes(page)["draft"]


def test_one_claim_is_reworded_and_the_rest_is_known(made: Backend, page: AppTest) -> None:
    check(page, DRAFT)
    cheaper = "Repairs cost $12 billion"
    made.desk.claims[cheaper] = judged(cheaper, Label.SUPPORTED)
    area = next(one for one in page.text_area if one.label == "In the draft it shall say")
    assert area.value == COST
    area.set_value(cheaper)
    ended(press(page, "Check again"))
    draft, asked = made.desk.checked[-1]
    assert draft.text == DRAFT.replace(COST, cheaper)
    assert [one.claim for one in asked["known"].claims][:2] == [ROOF, COST]
    assert cheaper in panes(page)["draft"] and COST not in panes(page)["draft"]


def test_the_draft_is_edited_whole_and_a_new_one_is_begun(page: AppTest) -> None:
    check(page, DRAFT)
    press(page, "Edit the draft")
    assert page.text_area(key="draft-words").value == DRAFT
    press(page, "Check")
    press(page, "New")
    assert page.text_area(key="draft-words").value == ""
    assert "check" not in page.query_params


def test_the_filters_and_the_day_reach_the_check(made: Backend, page: AppTest) -> None:
    page.multiselect(key="scope-publishers").set_value(["Harbour News"])
    page.date_input(key="scope-as-of").set_value(date(2024, 5, 1))
    check(page, DRAFT)
    asked = made.desk.checked[-1][1]
    assert (asked["filters"], asked["as_of"]) == (Filters(publishers=("Harbour News",)), date(2024, 5, 1))


def test_nothing_of_a_hostile_draft_or_article_is_markup(made: Backend, page: AppTest) -> None:
    text = f"{HOSTILE} The roof leaked."
    known = record(text, key="h.txt", title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    made.shelf.put(known, text)
    made.desk.notes = (HOSTILE,)
    claim = judged(HOSTILE, Label.REFUTED, held(cite(1, known, text, text), Stance.AGAINST, why=HOSTILE))
    made.desk.claims = {HOSTILE: replace(claim, notes=(HOSTILE,), said_by=HOSTILE, why=HOSTILE)}
    check(page, f"So it is said: {HOSTILE}, today.")
    assert html(page).count(SHOWN) > 10
    for forbidden in ("<img", "href=", "<script"):
        assert forbidden not in html(page)
    assert HOSTILE[-1] not in page.code[0].value
    assert r"\<img src=x onerror=alert\(1\)\> \*\*b\*\*" in page.code[0].value


def place(made: Backend, **changes: object) -> QuoteMatch:
    known = made.records()[0]
    match = QuoteMatch(cite(1, known, TEXT, "because the roof leaked"), Exactness.NEAR, "The council", Voice.QUOTED)
    return replace(match, **changes)  # type: ignore[arg-type]


def test_a_quotation_is_found_with_its_speaker_what_differs_and_what_changes_it(made: Backend, page: AppTest) -> None:
    found = place(made, edits=(Edit("changed", "roofs", "roof"),), context=("it is denied there",))
    made.desk.traced["the roofs leaked"] = Traced("the roofs leaked", (found,), Searched(2, 9, 0, {}))
    page.text_area(key="quotation-words").set_value("the roofs leaked")
    press(page, "Find these words")
    drawn = panes(page)["quotation"]
    assert "≈</span> Nearly" in drawn and "Said by <bdi>The council</bdi>" in drawn
    assert "changed: “roofs”, source “roof”" in drawn
    assert "Mind: It is denied there." in drawn
    assert '<mark data-cite="1" class="active">because the roof leaked</mark>' in panes(page)["check"]


def test_a_quotation_that_stands_nowhere_is_said_and_an_error_too(made: Backend, page: AppTest) -> None:
    made.desk.traced["gone"] = Traced("gone", (), Searched(2, 9, 0, {}))
    page.text_area(key="quotation-words").set_value("gone")
    press(page, "Find these words")
    assert "in none of the articles searched" in panes(page)["quotation"]
    page.text_area(key="quotation-words").set_value("other")
    press(page, "Find these words")
    assert "no places are prepared" in html(page)


def test_an_article_is_opened_without_asking_and_removed_when_that_is_confirmed(made: Backend) -> None:
    page = opened("Articles")
    known = made.records()[0]
    assert "The kiosk</button>" in panes(page)["articles"]
    page.query_params["article"] = known.article_id
    run(page)
    assert TEXT in panes(page)["article"]
    assert "<mark" not in panes(page)["article"]
    press(page, "Remove it for good")
    assert not made.shelf.held
    assert "article" not in panes(page)
    assert "0 articles" in panes(page)["articles"]


def test_an_article_that_cannot_be_removed_now_stays_and_says_why(
    made: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(article_id: str) -> None:
        raise LibraryBusy("another process is writing; try again when it is done")

    monkeypatch.setattr(desk_backend, "load", lambda: replace(made, remove=busy))
    page = opened("Articles", article=made.records()[0].article_id)
    press(page, "Remove it for good")
    assert "another process is writing" in html(page)
    assert made.shelf.held


def test_a_long_list_of_articles_tells_which_of_them_it_shows(made: Backend) -> None:
    before = len(made.records())
    for number in range(150):
        made.shelf.put(record("Words.", key=f"n{number}.txt", title=f"Note {number}"), "Words.")
    drawn = panes(opened("Articles"))["articles"]
    assert f"{before + 150} articles" in drawn
    assert ">1 to 100</span>" in drawn
    assert "Note 149" not in drawn


def test_the_list_of_articles_follows_the_filters_and_the_words_looked_for(made: Backend) -> None:
    made.shelf.put(record("Else.", key="two.txt", collection="harbour"), "Else.")
    page = opened("Articles")
    assert "2 articles" in panes(page)["articles"]
    page.text_input(key="articles-find").set_value("KIOSK harbour")
    run(page)
    assert "1 article<" in panes(page)["articles"]
    page.multiselect(key="scope-collections").set_value(["harbour"])
    run(page)
    assert "0 articles" in panes(page)["articles"]


@pytest.mark.parametrize("value", ["k", "kx", "z1", "k-1", ""])
def test_a_pick_that_names_nothing_is_ignored(value: str, page: AppTest) -> None:
    before = desk_check_state.clicks()
    desk_check_state.pick(value)
    assert desk_check_state.clicks() == before


def test_the_day_reaches_a_question_too(made: Backend) -> None:
    page = opened("Ask")
    page.date_input(key="scope-as-of").set_value(date(2024, 5, 1))
    page.chat_input[0].set_value("who paid last year?")
    run(page)
    assert made.desk.asked[-1][3] == date(2024, 5, 1)
    assert "Asking only: as of 2024-05-01" in html(page)


def test_a_page_that_does_not_exist_is_the_first(made: Backend) -> None:
    assert opened("Nowhere").chat_input[0].key == "question"


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("txt", b"The mill fell in 2019."),
        ("md", b"The mill **fell** in 2019."),
        ("html", b"<html><body><article><p>The mill fell in 2019.</p></article></body></html>"),
        ("pdf", samples.pdf([["The mill fell", "in 2019."]])),
        ("docx", samples.word(samples.paragraph("The mill fell in 2019."))),
    ],
)
def test_a_draft_of_every_kind_that_the_page_takes_is_read(ending: str, content: bytes) -> None:
    assert ending in desk_draft.ENDINGS
    read = desk_draft._read(f"draft.{ending}", content, 100_000)
    (claim,) = claims_of(read)
    assert claim.text == "The mill fell in 2019."
