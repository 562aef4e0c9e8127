"""The page in each of its states, run without a browser."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from fakes_desk import answer, backend, cite, record, silence
from streamlit.testing.v1 import AppTest

from corpus import html as html_reader
from corpus import mail, plain, table
from corpus.errors import ModelError, NoSpace
from index.ingest import Progress, Remark, Report
from index.passage import Filters
from index.records import Outcome
from rag.answer import Nearest
from rag.kept.reviews import Mistake, Reviews
from ui import desk_backend, desk_state, desk_upload
from ui.desk_backend import Backend
from ui.serve import APP

pytestmark = pytest.mark.usefixtures("no_packaged_components")

QUESTION = "why was the kiosk closed?"
TEXT = "👩‍💻 The kiosk stood by the harbour. It was closed because the roof leaked. Nobody was hurt."
HOSTILE = (
    "![x](http://evil.invalid/a.png) <img src=x onerror=alert(1)> :red[boo] $x^2$ :material/home: :smile: **b** \u202e"
)
SHOWN = HOSTILE.replace("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;").replace(
    "\u202e", "‹U+202E›"
)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Backend:
    """Give a backend that knows one article and one question."""
    made = backend(tmp_path)
    known = record(TEXT, title="The kiosk", publisher="Harbour News", publisher_origin="byline")
    made.shelf.put(known, TEXT)
    quotes = ("It was closed because the roof leaked.", "Nobody was hurt.")
    made.desk.answers[QUESTION] = answer(QUESTION, [cite(n, known, TEXT, q) for n, q in enumerate(quotes, 1)])
    monkeypatch.setattr(desk_backend, "load", lambda: made)
    return made


@pytest.fixture
def page(made: Backend) -> AppTest:
    return run(AppTest.from_file(APP, default_timeout=60))


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def ask(page: AppTest, question: str) -> AppTest:
    page.chat_input[0].set_value(question)
    return run(page)


def panes(page: AppTest) -> dict[str, str]:
    """Give the HTML of every pane by its key."""
    return {element.key: json.loads(element.proto.json)["html"] for element in page.get("bidi_component")}


def html(page: AppTest) -> str:
    """Give all HTML of the page."""
    return "\n".join([*(element.proto.body for element in page.get("html")), *panes(page).values()])


def source(page: AppTest) -> str:
    return panes(page)["source-text"]


def pick(page: AppTest, value: str, turn: int = 0) -> AppTest:
    page.session_state["pick"] = desk_state.Pick(turn, value[0], int(value[1:]))
    return run(page)


def test_an_answer_has_a_button_for_each_citation_and_shows_the_first_in_its_source(page: AppTest) -> None:
    ask(page, QUESTION)
    drawn = panes(page)["answer-talk1-0"]
    assert 'data-pick="c1" aria-pressed="true"' in drawn
    assert 'data-pick="c2" aria-pressed="false"' in drawn
    assert 'aria-label="Citation 2, The kiosk: show the words in the source"' in drawn
    assert "Searched 2 articles, 9 passages" in drawn
    assert '<mark data-cite="1" class="active">It was closed because the roof leaked.</mark>' in source(page)
    assert '<mark data-cite="2">Nobody was hurt.</mark>' in source(page)


def test_a_question_that_a_click_elsewhere_broke_off_is_not_lost(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object, **__: object) -> None:
        st.stop()  # what a click does to the run that is under way

    with monkeypatch.context() as patched:
        patched.setattr("fakes_desk.FakeDesk.ask", broken_off)
        ask(page, QUESTION)
    run(page)
    assert QUESTION in html(page)
    assert "broke this off before it was answered" in html(page)
    ask(page, QUESTION)
    assert "broke this off" not in html(page)
    assert "It was closed because the roof leaked." in html(page)


def test_an_answer_that_cannot_be_kept_is_shown_with_the_reason(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise NoSpace("the disk is full; free some space")

    with monkeypatch.context() as patched:
        patched.setattr("fakes_desk.FakeHistory.add", full)
        ask(page, QUESTION)
    drawn = panes(page)["failure"]
    assert "this answer is not kept: the disk is full; free some space" in drawn
    assert "It was closed because the roof leaked." in drawn
    ask(page, QUESTION)
    assert "failure" not in panes(page)


def test_adding_no_file_says_what_to_do(page: AppTest) -> None:
    button(page, "Add to the library").click()
    run(page)
    assert "there is no file to add; choose some" in html(page)


def test_the_field_takes_any_length_so_that_the_desk_can_say_what_is_too_long(page: AppTest) -> None:
    run(page)
    assert page.chat_input[0].proto.max_chars == 0


def test_every_citation_can_be_picked_and_picking_again_scrolls_again(page: AppTest) -> None:
    ask(page, QUESTION)
    pick(page, "c2")
    assert '<mark data-cite="2" class="active">Nobody was hurt.</mark>' in source(page)
    assert 'data-pick="c2" aria-pressed="true"' in panes(page)["answer-talk1-0"]


def test_metadata_is_shown_with_its_origin_or_as_unknown(page: AppTest) -> None:
    ask(page, QUESTION)
    assert "<dt>Publisher</dt><dd><bdi>Harbour News</bdi> " in source(page)
    assert "from byline" in source(page)
    assert '<dt>Published</dt><dd><span class="unknown">unknown</span></dd>' in source(page)


def test_a_silence_is_shown_as_one_and_its_passages_as_no_answer(page: AppTest, made: Backend) -> None:
    held = made.records()[0]
    start = TEXT.index("Nobody")
    near = Nearest(held.article_id, held.title, start, len(TEXT), TEXT[start:], 0.3)
    made.desk.answers["who paid?"] = silence("who paid?", [near], "No passage names a payer.")
    ask(page, "who paid?")
    drawn = panes(page)["answer-talk1-0"]
    assert "<h3>No answer</h3>" in drawn
    assert "No passage names a payer." in drawn
    assert "not an answer" in drawn
    assert "data-cite" not in drawn and 'data-pick="c' not in drawn
    assert "not an answer" in source(page)
    assert ">Nobody was hurt.</mark>" in source(page)


def test_a_passage_of_an_article_that_changed_since_is_shown_without_a_mark(page: AppTest, made: Backend) -> None:
    held = made.records()[0]
    made.desk.answers["who paid?"] = silence("who paid?", [Nearest(held.article_id, None, 0, 9, "old words", 0.3)])
    ask(page, "who paid?")
    assert "The kiosk stood" in source(page)
    assert "<mark" not in source(page)


def test_an_error_is_one_line_and_the_question_stays(page: AppTest) -> None:
    ask(page, HOSTILE)
    assert SHOWN in html(page)
    assert "no answer is prepared" in panes(page)["failure"]
    assert 'role="alert"' in panes(page)["failure"]
    assert "Traceback" not in html(page)
    ask(page, QUESTION)
    assert "failure" not in panes(page)


def test_a_library_that_cannot_be_opened_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Backend:
        raise ModelError("the model was altered; run `citedesk doctor`")

    monkeypatch.setattr(desk_backend, "load", broken)
    page = run(AppTest.from_file(APP, default_timeout=60))
    assert "the model was altered; run `citedesk doctor`" in html(page)


def test_an_empty_library_says_what_to_do(made: Backend) -> None:
    made.shelf.held.clear()
    page = run(AppTest.from_file(APP, default_timeout=60))
    assert "The library is empty" in html(page)
    assert "citedesk ingest" in html(page)
    assert page.chat_input[0].disabled
    assert "Add the example articles" in [button.label for button in page.button]


def test_a_day_beside_arabic_keeps_its_order(made: Backend) -> None:
    text = "بدأ العمال إضرابا يوم الأربعاء."
    known = record(text, key="port.txt", title="إضراب", published="2024-02-14")
    made.shelf.put(known, text)
    made.desk.answers["لماذا؟"] = answer("لماذا؟", [cite(1, known, text, text)], lead="“إضراب”, 2024-02-14:")
    page = ask(run(AppTest.from_file(APP, default_timeout=60)), "لماذا؟")
    assert '<span class="lead">“إضراب”, <bdi>2024-02-14</bdi>:</span>' in html(page)
    assert "publisher unknown, <bdi>2024-02-14</bdi>" in html(page)


def test_nothing_of_a_hostile_article_is_markup_anywhere(made: Backend) -> None:
    text = f"{HOSTILE} The roof leaked.\n<script>alert(1)</script>"
    known = record(
        text,
        key=f"{HOSTILE}.txt",
        collection=HOSTILE,
        title=HOSTILE,
        publisher=HOSTILE,
        publisher_origin="byline",
        published=HOSTILE,
        authors=(HOSTILE,),
        url="javascript:alert(1)",
        notes=(HOSTILE,),
        language='en" onload="alert(1)',
    )
    made.shelf.put(known, text)
    cited = answer(HOSTILE, [cite(1, known, text, "The roof leaked.")], lead=HOSTILE)
    made.desk.answers[HOSTILE] = replace(cited, resolved_question=f"{HOSTILE}?")
    page = ask(run(AppTest.from_file(APP, default_timeout=60)), HOSTILE)
    assert html(page).count(SHOWN) > 12
    for forbidden in ("<img", "<script", "href=", 'onload="'):
        assert forbidden not in html(page)
    assert "javascript:alert(1)" in source(page)
    for element in _read_as_markdown(page):
        assert "evil.invalid" not in element


def _read_as_markdown(page: AppTest) -> Iterator[str]:
    """Give every text that Streamlit draws as Markdown: bodies, and the labels of widgets and containers."""
    for kind in ("markdown", "caption", "error", "warning", "info", "success", "toast"):
        yield from (element.value for element in page.get(kind))
    for node in page._tree:
        proto = getattr(node, "proto", None)
        for holder in (proto, getattr(proto, "expandable", None), getattr(proto, "popover", None)):
            for name in ("label", "help", "text"):
                value = getattr(holder, name, "")
                if isinstance(value, str):
                    yield value


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&c=2", "http://example.org"])
def test_a_web_address_is_a_link_that_tells_its_target_nothing(url: str, made: Backend, page: AppTest) -> None:
    held, text = next(iter(made.shelf.held.values()))
    made.shelf.put(replace(held, url=url), text)
    ask(page, QUESTION)
    escaped = url.replace("&", "&amp;")
    assert f'<a href="{escaped}" target="_blank" rel="noopener noreferrer nofollow">' in source(page)


def test_a_removed_article_leaves_the_quote_and_says_so(made: Backend, page: AppTest) -> None:
    ask(page, QUESTION)
    made.shelf.held.clear()
    made.shelf.put(record("Another text."), "Another text.")
    run(page)
    assert "no longer in the library" in source(page)
    assert "It was closed because the roof leaked." in source(page)
    assert "<mark" not in source(page)


def test_words_that_do_not_stand_where_they_are_cited_are_not_marked(made: Backend, page: AppTest) -> None:
    wrong = made.desk.answers[QUESTION].citations[0]
    made.desk.answers[QUESTION] = answer(QUESTION, [replace(wrong, start=wrong.start + 1, end=wrong.end + 1)])
    ask(page, QUESTION)
    assert "is not the one cited" in html(page)
    assert "source-text" not in panes(page)


def test_a_follow_up_carries_the_turns_before_it_and_shows_how_it_was_read(made: Backend, page: AppTest) -> None:
    known = made.desk.answers[QUESTION]
    made.desk.answers["and who was hurt?"] = replace(
        known, question="and who was hurt?", resolved_question="who was hurt when the kiosk was closed?"
    )
    ask(page, QUESTION)
    ask(page, "and who was hurt?")
    assert made.desk.asked[-1][2] == (known,)
    assert "Read as: <q>who was hurt when the kiosk was closed?</q>" in html(page)
    assert len(page.chat_message) == 4


def test_the_resolved_question_can_be_edited_and_asked_again(made: Backend, page: AppTest) -> None:
    known = made.desk.answers[QUESTION]
    made.desk.answers["and who?"] = replace(known, question="and who?", resolved_question="and who closed it?")
    ask(page, "and who?")
    page.text_area(key="edited-talk1-0").set_value(QUESTION)
    page.button(key=next(b.key for b in page.button if b.label == "Ask again")).click()
    run(page)
    assert made.desk.asked[-1][0] == QUESTION
    assert len(page.chat_message) == 4


def test_the_filters_reach_the_desk_and_are_named_beside_the_field(made: Backend, page: AppTest) -> None:
    other = record("Else.", key="two.txt", collection="harbour", publisher="Other", published="2024-01-02")
    made.shelf.put(other, "Else.")
    run(page)
    page.multiselect(key="scope-collections").set_value(["harbour"])
    run(page)
    assert page.multiselect(key="scope-publishers").options == ["Other"]
    page.multiselect(key="scope-publishers").set_value(["Other"])
    page.multiselect(key="scope-articles").set_value([other.article_id])
    page.date_input(key="scope-since").set_value(date(2024, 1, 1))
    page.date_input(key="scope-until").set_value(date(2024, 12, 31))
    ask(page, QUESTION)
    wanted = Filters(("harbour",), (other.article_id,), ("Other",), date(2024, 1, 1), date(2024, 12, 31))
    assert made.desk.asked[-1][1] == wanted
    assert "Asking only: collection harbour, publisher Other, 1 chosen article, from 2024-01-01" in html(page)


def test_a_chosen_collection_that_vanished_no_longer_filters(made: Backend, page: AppTest) -> None:
    other = record("Else.", key="two.txt", collection="harbour")
    made.shelf.put(other, "Else.")
    run(page)
    page.multiselect(key="scope-collections").set_value(["harbour"])
    run(page)
    del made.shelf.held[other.article_id]
    ask(page, QUESTION)
    assert made.desk.asked[-1][1] == Filters()


def test_a_conversation_is_found_again_by_its_address_after_a_reload(made: Backend, page: AppTest) -> None:
    ask(page, QUESTION)
    assert page.query_params == {"conversation": "talk1"}
    again = AppTest.from_file(APP, default_timeout=60)
    again.query_params["conversation"] = "talk1"
    run(again)
    assert panes(again)["answer-talk1-0"] == panes(page)["answer-talk1-0"]
    assert source(again) == source(page)


def test_an_address_of_no_conversation_is_a_new_one(made: Backend) -> None:
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params["conversation"] = "no-such"
    ask(run(page), QUESTION)
    assert page.query_params == {"conversation": "talk1"}


def test_conversations_are_listed_and_a_new_one_starts_empty(page: AppTest) -> None:
    ask(page, QUESTION)
    assert f">{QUESTION}</button>" in panes(page)["talks"]
    button(page, "New conversation").click()
    run(page)
    assert len(page.chat_message) == 0
    assert f">{QUESTION}</button>" in panes(page)["talks"]


def test_a_conversation_is_deleted_and_its_articles_stay(made: Backend, page: AppTest) -> None:
    ask(page, QUESTION)
    button(page, "Delete this conversation").click()
    run(page)
    assert made.history.conversations() == []
    assert len(page.chat_message) == 0
    assert made.shelf.held


def test_every_kind_of_file_that_is_read_may_be_uploaded() -> None:
    named = (*html_reader._SUFFIXES, *mail._SUFFIXES, *table._JSON_LINES, *table._CSV, *plain.MARKDOWN, ".json", ".txt")
    assert {ending.removeprefix(".") for ending in named} | {"pdf", "docx"} <= set(desk_upload.ENDINGS)


def test_an_upload_shows_what_went_in_and_why_the_rest_did_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    went_in = Outcome("added", "0" * 16, "a.txt", HOSTILE)
    refused = Remark(f"/somewhere/private/{HOSTILE.replace('/', '|')}.pdf", f"no text layer in {HOSTILE}")
    go_on = threading.Event()

    def take_in(sources: Sequence[Path], collection: str, progress: Progress) -> Report:
        progress(1, 4, HOSTILE)
        assert go_on.wait(30)
        return Report((went_in,), (), (), (refused,), tuple(Remark("t.csv", f"row {n}") for n in range(40)))

    made = backend(tmp_path, take_in)
    monkeypatch.setattr(desk_backend, "load", lambda: made)
    made.worker.paths([tmp_path], HOSTILE, HOSTILE)
    while made.worker.jobs()[0].done == 0:
        time.sleep(0.005)
    page = run(AppTest.from_file(APP, default_timeout=60))
    assert f"25% taken in, now at {SHOWN}" in html(page)
    go_on.set()
    while made.worker.jobs()[0].active:
        time.sleep(0.005)
    run(page)
    assert "1 added, 1 not taken in" in html(page)
    assert f"{SHOWN.replace('/', '|')}.pdf</strong>: no text layer in {SHOWN}" in html(page)
    assert "private" not in html(page)
    assert html(page).count("<strong>t.csv</strong>") == 4 and "and 37 more notes" in html(page)
    assert all("evil.invalid" not in text for text in _read_as_markdown(page))
    button(page, "Dismiss").click()
    run(page)
    assert "1 added" not in html(page)


def test_a_very_long_article_is_drawn_around_the_clicked_words(made: Backend, page: AppTest) -> None:
    filler = "The ferry left on time. " * 20_000
    text = f"{filler}The roof leaked.{filler}"
    known = record(text, key="long.txt")
    made.shelf.put(known, text)
    made.desk.answers["why?"] = answer("why?", [cite(1, known, text, "The roof leaked.")])
    ask(page, "why?")
    assert '<mark data-cite="1" class="active">The roof leaked.</mark>' in source(page)
    assert "330,000 characters before this part are not drawn" in source(page)
    assert len(source(page)) < 310_000


def button(page: AppTest, label: str):
    return next(found for found in page.button if found.label == label)


def test_an_answer_marked_as_wrong_is_kept_with_the_right_words(page: AppTest, made: Backend) -> None:
    ask(page, QUESTION)
    page.text_area(key="right-talk1-0").set_value("It burned down.")
    (button,) = [one for one in page.button if one.label == "Keep for the evaluation"]
    button.click()
    run(page)
    (review,) = Reviews(made.settings.home).all()
    assert (review.mistake, review.right, review.history) == (Mistake.WRONG, "It burned down.", ())
    assert review.answer == made.desk.answers[QUESTION]
    assert "Marked as wrong" in html(page)
    assert not [one for one in page.button if one.label == "Keep for the evaluation"]


def test_a_reader_says_that_nothing_should_have_been_answered_or_something_should(page: AppTest, made: Backend) -> None:
    made.desk.answers["and then?"] = silence("and then?")
    ask(page, QUESTION)
    ask(page, "and then?")
    page.radio(key="mistake-talk1-0").set_value("It should not have been answered")
    for _ in range(2):
        next(one for one in page.button if one.label == "Keep for the evaluation").click()
        run(page)
    kept = Reviews(made.settings.home).all()
    assert [review.mistake for review in kept] == [Mistake.SHOULD_HAVE_REFUSED, Mistake.REFUSED_IN_VAIN]
    assert kept[1].history == (QUESTION,)
