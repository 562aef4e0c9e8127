"""The whole way, as a person goes it: files in, a question, a click, the words."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

REASON = "The harbour council closed the red kiosk because its roof had begun to leak in the spring storms."
LATER = "The council said that the red kiosk would stay closed until a new roof had been paid for."
FILLER = "The ferry left on time and the market sold fish, bread and flowers as on any other day of the week. "
ARTICLE = (
    "Title: The red kiosk 👩‍💻\nPublisher: Harbour News\nDate: 2024-03-05\n\n"
    + "🇯🇵👩‍👩‍👧‍👦 A morning by the water.\n\n"
    + f"{FILLER * 4}\n\n" * 10
    + f"{REASON}\n\n"
    + f"{FILLER * 4}\n\n" * 10
    + f"{LATER}\n\n"
    + f"{FILLER * 4}\n\n" * 5
)
HOSTILE_TITLE = "![x](http://evil.invalid/a.png) <img src=http://evil.invalid/b.png onerror=alert(1)> :red[boo] $x^2$"
HOSTILE = (
    f"Title: {HOSTILE_TITLE}\nPublisher: <script>alert(2)</script>\n\n"
    "The blue lighthouse was painted by <b>Ingrid</b> <img src=http://evil.invalid/c.png onerror=alert(3)> in May.\n"
)
QUESTION = "why did the council close the red kiosk?"


def upload(page: Page, **files: str) -> None:
    """Add files through the page and wait until they are in."""
    page.locator("input[type=file]").set_input_files(
        [{"name": f"{name}.txt", "mimeType": "text/plain", "buffer": text.encode()} for name, text in files.items()]
    )
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_text(f"{len(files)} added")).to_be_visible(timeout=180_000)
    page.get_by_role("button", name="Dismiss").click()


def ask(page: Page, question: str) -> None:
    field = page.get_by_test_id("stChatInputTextArea")
    expect(field).to_be_enabled(timeout=30_000)
    field.fill(question)
    field.press("Enter")
    expect(page.locator(".answer").last).to_be_visible(timeout=60_000)


def active(page: Page) -> Locator:
    return page.locator("mark.active")


def marked(page: Page) -> str:
    return "".join(active(page).all_text_contents())


def test_the_example_question_is_answered_and_each_quote_marked_in_its_source(page: Page) -> None:
    """With SCREENSHOT=docs/screenshot.png it leaves the picture that the README shows."""
    page.get_by_role("button", name="Add the example articles").click(timeout=60_000)
    page.get_by_role("button", name="why did France block the Tokyo office?").click(timeout=180_000)
    cites = page.locator(".answer p .cite")
    expect(cites.first).to_be_visible(timeout=60_000)
    for number in reversed(range(cites.count())):
        cites.nth(number).click()
        expect(active(page).first).to_have_attribute("data-cite", cites.nth(number).inner_text())
        expect(active(page).first).to_be_in_viewport()
        assert marked(page).split() == page.locator(".answer .sentence").nth(number).inner_text().split()
    if picture := os.environ.get("SCREENSHOT"):
        page.get_by_role("button", name="Dismiss").click()
        expect(page.get_by_role("button", name="Dismiss")).to_have_count(0)
        page.mouse.move(640, 790)
        page.screenshot(path=picture)


def test_the_marked_words_are_the_quote_and_are_in_view_at_every_click(page: Page) -> None:
    expect(page.get_by_text("The library is empty")).to_be_visible(timeout=60_000)
    upload(page, kiosk=ARTICLE)
    ask(page, QUESTION)
    expect(page.locator(".answer")).to_contain_text(REASON)
    sentences = page.locator(".answer .sentence")
    for number in range(sentences.count()):
        cite = page.locator(".answer p .cite").nth(number)
        for _ in range(2):
            page.locator(".source .text").evaluate("text => text.scrollTo(0, text.scrollHeight)")
            cite.click()
            expect(cite).to_have_attribute("aria-pressed", "true")
            expect(active(page).first).to_have_attribute("data-cite", cite.inner_text())
            expect(active(page).first).to_be_in_viewport()
            assert marked(page) == sentences.nth(number).inner_text()
    expect(page.locator("dl")).to_contain_text("2024-03-05 from file header")
    expect(page.locator("dl")).to_contain_text("Harbour News from file header")


def test_on_a_narrow_window_the_answer_stays_in_view_until_a_citation_is_clicked(page: Page) -> None:
    upload(page, kiosk=ARTICLE)
    page.set_viewport_size({"width": 420, "height": 800})
    ask(page, QUESTION)
    expect(active(page).first).to_be_attached(timeout=30_000)
    expect(page.locator(".answer .sentence").first).to_be_in_viewport()
    page.locator(".answer p .cite").first.click()
    expect(active(page).first).to_be_in_viewport()


def test_a_citation_is_reached_and_opened_from_the_keyboard(page: Page) -> None:
    upload(page, kiosk=ARTICLE)
    ask(page, QUESTION)
    page.locator(".source .text").evaluate("text => text.scrollTo(0, 0)")
    cite = page.get_by_role("button", name="Citation 1, The red kiosk").first
    cite.focus()
    page.keyboard.press("Enter")
    expect(active(page).first).to_be_in_viewport()
    expect(cite).to_be_focused()


def test_a_conversation_and_its_source_survive_a_reload(page: Page) -> None:
    upload(page, kiosk=ARTICLE)
    ask(page, QUESTION)
    answer, words = page.locator(".answer p").first.inner_text(), marked(page)
    page.reload()
    expect(page.locator(".answer p").first).to_have_text(answer, timeout=30_000, use_inner_text=True)
    expect(active(page).first).to_be_in_viewport()
    assert marked(page) == words


def test_markup_in_an_article_is_shown_and_never_obeyed(page: Page) -> None:
    page.get_by_test_id("stSidebar").get_by_text("What to ask").click()
    upload(page, lighthouse=HOSTILE)
    ask(page, "who painted the blue lighthouse?")
    expect(page.locator(".source h2")).to_have_text(HOSTILE_TITLE)
    expect(page.locator(".source .text")).to_contain_text("<b>Ingrid</b> <img src=http://evil.invalid/c.png")
    expect(page.locator(".source .text img, .source .text b, .source script")).to_have_count(0)
    page.get_by_role("combobox", name="Articles").fill("evil")
    expect(page.get_by_role("option").filter(has_text=HOSTILE_TITLE)).to_be_visible()
    expect(page.locator("img[src*=evil]")).to_have_count(0)


def test_a_question_the_articles_are_silent_on_gets_no_answer(page: Page) -> None:
    upload(page, kiosk=ARTICLE)
    ask(page, "what is the boiling point of tungsten in kelvin?")
    expect(page.locator(".silence")).to_contain_text("No answer")
    expect(page.locator(".nearest")).to_be_visible()
    expect(page.locator(".cite")).to_have_count(0)
