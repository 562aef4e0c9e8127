"""The report of a run in Chromium: nothing is obeyed, nothing is loaded, and the list does what it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from run_records import answer, citation, claim, evidence, ranking, run, sentence, silence

from eval.reporting.html import report_html

pytestmark = pytest.mark.browser

EVIL = (
    "</script><script>alert(1)</script><!-- <img src=https://evil.example/x onerror=alert(2)> </style>\u2028\u202e"
    "<svg onload=alert(3)><a href=javascript:alert(4)>x</a>"
)
ARABIC = "أُغلقت المكتبة في عام 2021"


@pytest.fixture(scope="module")
def html() -> str:
    """Give a report of hostile words."""
    gold = {"answers": [EVIL], "nuggets": [], "nuggets_found": [], "evidence": [evidence(EVIL, 0)]}
    cited = [citation(1, quote=EVIL, title=EVIL), citation(2, "museum")]
    said = {"sentences": [sentence(EVIL, [1, 2], support="partial", why=EVIL)], "gold": gold, "question": EVIL}
    made = run(
        answers=[
            answer("q0", EVIL, cited, **said, flags=["wrong"], type="who"),
            answer("q1", ARABIC, [citation(quote=ARABIC)], question=ARABIC, type="why"),
            silence("q2", flags=["refused_in_vain"], answerable=True),
            *(answer(f"q{number}") for number in range(3, 12)),
        ],
        claims=[claim("c0", "REFUTED", claim="Zürich paid.")],
        retrieval=[ranking("r0")],
    )
    return report_html(made)


@pytest.fixture
def page(browser: Browser, html: str, tmp_path: Path) -> Iterator[Page]:
    """Give the report, opened from its file; it fails the test that made it throw, ask or load."""
    file = tmp_path / "report.html"
    file.write_text(html, "utf-8")
    noted: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    opened = context.new_page()
    opened.on("request", lambda request: noted.append(request.url) if request.url != file.as_uri() else None)
    opened.on("pageerror", lambda error: noted.append(str(error)))
    opened.on("dialog", lambda dialog: (noted.append(dialog.message), dialog.dismiss()))
    opened.on("console", lambda line: noted.append(line.text) if line.type in ("error", "warning") else None)
    opened.goto(file.as_uri())
    yield opened
    context.close()
    assert noted == []


def test_hostile_words_are_shown_when_everything_is_opened(page: Page) -> None:
    page.get_by_role("button", name="Open all shown").click()
    expect(page.locator(".item[open]")).to_have_count(14)
    assert EVIL[:20] in page.locator(".answer").first.inner_text()
    assert page.locator("img, iframe, link, a[href^=javascript]").count() == 0
    assert page.locator("script").count() == 2


def test_a_citation_is_picked_by_keyboard(page: Page) -> None:
    page.locator(".item summary").first.focus()
    page.keyboard.press("Enter")
    second = page.locator(".item").first.locator(".cite", has_text="2")
    second.focus()
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-card='2']").first).to_have_class("card picked")
    expect(page.locator("[data-card='1']").first).to_have_class("card")


def test_the_list_is_narrowed_by_fault_type_part_and_words(page: Page) -> None:
    shown = page.locator("#shown")
    expect(shown).to_have_text("14 of 14 shown")
    page.locator("[data-flag=refused_in_vain]").click()
    expect(shown).to_have_text("1 of 14 shown")
    page.locator("[data-flag=wrong]").click()
    expect(shown).to_have_text("3 of 14 shown")  # either fault: an answer, a silence and a claim
    page.get_by_label("Everything").select_option("claims")
    expect(shown).to_have_text("1 of 14 shown")
    page.get_by_label("Find words").fill("zurich")
    expect(shown).to_have_text("1 of 14 shown")
    page.get_by_label("Find words").fill("nowhere")
    expect(page.get_by_text("Nothing fits these filters.")).to_be_visible()


def test_a_count_of_faults_leads_to_its_questions(page: Page) -> None:
    page.locator("[data-show=wrong]").click()
    expect(page.locator("#shown")).to_have_text("2 of 14 shown")
    expect(page.locator("[data-flag=wrong]")).to_have_attribute("aria-pressed", "true")


def test_words_run_in_their_own_direction(page: Page) -> None:
    asked = page.locator(".asked", has_text=ARABIC)
    assert asked.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_colours_follow_the_system_until_told_otherwise(page: Page) -> None:
    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    page.emulate_media(color_scheme="dark")
    dark = ground()
    assert dark != light
    page.get_by_role("button", name="Light colours").click()
    assert ground() == light
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="Dark colours").click()
    assert ground() == dark


def test_a_narrowed_list_prints_its_details(page: Page) -> None:
    page.locator("[data-flag=refused_in_vain]").click()
    expect(page.locator("#shown")).to_have_text("1 of 14 shown")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".item[open]")).to_have_count(1)
    assert "nothing found bears on it" in page.locator(".item[open] .silence").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".item[open]")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground_by_the_ratio_of_wcag_aa(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.get_by_role("button", name="Open all shown").click()
    low = page.evaluate(CONTRAST)
    assert low == []


CONTRAST = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = rgba(getComputedStyle(at).backgroundColor);
      if (found[3] > 250) return found;
    }
    throw new Error("no ground");
  };
  const words = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const low = new Set();
  for (const element of document.querySelectorAll("body *")) {
    if (!words(element) || element.matches("script, style, noscript, title, desc")) continue;
    const style = getComputedStyle(element);
    const own = light(rgba(element.ownerSVGElement ? style.fill : style.color));
    const [dim, bright] = [own, light(ground(element))].sort((a, b) => a - b);
    const ratio = (bright + 0.05) / (dim + 0.05);
    if (ratio < 4.5) low.add(`${element.tagName} ${element.getAttribute("class")} ${ratio.toFixed(2)}`);
  }
  return [...low];
}"""
