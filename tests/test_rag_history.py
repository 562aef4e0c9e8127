"""Conversations: kept, listed, exported, and gone from the disk when deleted."""

from __future__ import annotations

import json
import sqlite3
import stat
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError, NotFound
from rag.answer import Answer, AnswerSentence, Citation, LeadIn, Nearest, Searched, Support
from rag.kept import history, history_file
from rag.kept.exported import as_json, markdown
from rag.kept.history import History
from rag.kept.plain import restored

SEARCHED = Searched(3, 9, 1, {"collections": ["examples"]})


def ticking() -> Callable[[], datetime]:
    """Give a clock that moves on a minute at each look."""
    now = datetime(2023, 7, 20, 12, 0, tzinfo=UTC)

    def look() -> datetime:
        nonlocal now
        now += timedelta(minutes=1)
        return now

    return look


@pytest.fixture
def kept(tmp_path: Path) -> History:
    return History(tmp_path / "home", ticking())


def answered(question: str = "Why is the bridge shut?") -> Answer:
    text = "The Courier, undated: The bridge is shut for repairs."
    return Answer(
        question=question,
        resolved_question=question,
        answer=text,
        abstained=False,
        reason="",
        generator="extractive",
        searched=SEARCHED,
        sentences=(AnswerSentence(text[22:], 22, len(text), (1,), Support.VERBATIM, "the article's own words"),),
        lead_ins=(LeadIn(0, 21),),
        citations=(
            Citation(
                1, "a" * 16, "b" * 64, "Bridge *shut*", "The Courier", "byline", ("Ann Lee",), None, None,
                "https://courier.example/a_b", 4, text[22:], 100, 131, "before ", " after", ("c" * 16,),
            ),
        ),
        timings_ms={"retrieve": 1.5},
    )  # fmt: skip


def abstained() -> Answer:
    nearest = (Nearest("a" * 16, None, 0, 5, "near 😀", 0.25),)
    return Answer("Who?", "Who?", "", True, "the articles do not say", "extractive", SEARCHED, nearest=nearest)


def test_answers_come_back_as_they_went_in(kept: History):
    talk = kept.start()
    kept.add(talk, answered())
    kept.add(talk, abstained())
    assert kept.turns(talk) == (answered(), abstained())


def test_conversations_survive_the_process(kept: History, tmp_path: Path):
    talk = kept.start()
    kept.add(talk, answered())
    assert History(tmp_path / "home", ticking()).turns(talk) == (answered(),)


def test_list_is_ordered_by_the_last_turn_and_named_by_the_first_question(kept: History):
    first, second, third = kept.start(), kept.start(), kept.start()
    kept.add(second, answered("What  is\nsecond?"))
    kept.add(first, answered("What is first?"))
    kept.add(first, answered("And then?"))
    listed = kept.conversations()
    assert [(one.id, one.title, one.turns) for one in listed] == [
        (first, "What is first?", 2),
        (second, "What is second?", 1),
        (third, "New conversation", 0),
    ]
    assert listed[0].created == "2023-07-20T12:01:00.000000+00:00"
    assert listed[0].updated == "2023-07-20T12:06:00.000000+00:00"


def test_long_title_is_cut(kept: History):
    talk = kept.start()
    kept.add(talk, answered("why " * 200))
    (listed,) = kept.conversations()
    assert len(listed.title) <= 120 and listed.title.endswith("…")


def test_reading_an_empty_home_creates_nothing(kept: History, tmp_path: Path):
    assert kept.conversations() == () and kept.turns("none") == ()
    assert not (tmp_path / "home").exists()


def test_unknown_conversation_is_said_to_be_missing(kept: History):
    assert kept.turns("none") == ()
    for act in (lambda: kept.add("none", answered()), lambda: kept.delete("none"), lambda: kept.export("none")):
        with pytest.raises(NotFound, match="no conversation none"):
            act()


def test_deleted_words_are_gone_from_the_disk(kept: History, tmp_path: Path):
    secret = "zanzibar-" * 3_000  # more than one page of the file
    talk, other = kept.start(), kept.start()
    kept.add(talk, answered(secret))
    kept.add(other, answered("Still here?"))
    assert any(b"zanzibar" in path.read_bytes() for path in (tmp_path / "home").iterdir())
    kept.delete(talk)
    assert not any(b"zanzibar" in path.read_bytes() for path in (tmp_path / "home").iterdir())
    assert [one.id for one in kept.conversations()] == [other]
    assert kept.turns(talk) == ()
    assert kept.turns(other) == (answered("Still here?"),)


def test_deleted_while_another_reads_is_gone_once_that_one_closes(
    kept: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(history_file, "_BUSY_SECONDS", 0.2)  # what a deletion waits for the reader
    talk = kept.start()
    kept.add(talk, answered("zanzibar?"))
    reader = sqlite3.connect(tmp_path / "home" / history_file.NAME, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM turns").fetchone()
    kept.delete(talk)
    reader.close()
    assert not any(b"zanzibar" in path.read_bytes() for path in (tmp_path / "home").iterdir())


def test_file_is_for_its_owner_alone(kept: History, tmp_path: Path):
    kept.start()
    assert stat.S_IMODE((tmp_path / "home" / history_file.NAME).stat().st_mode) == 0o600


def test_export_is_the_whole_conversation(kept: History):
    talk = kept.start()
    kept.add(talk, answered())
    kept.add(talk, abstained())
    exported = json.loads(kept.export(talk))
    assert (exported["id"], exported["title"]) == (talk, "Why is the bridge shut?")
    assert tuple(restored(Answer, one) for one in exported["turns"]) == (answered(), abstained())
    with pytest.raises(ValueError, match="no such form"):
        kept.export(talk, "docx")


def test_markdown_names_questions_numbers_and_sources(kept: History):
    talk = kept.start()
    kept.add(talk, answered())
    kept.add(talk, abstained())
    assert kept.export(talk, "markdown") == (
        "# Why is the bridge shut?\n\n"
        "Begun 2023-07-20T12:01:00.000000+00:00.\n\n"
        "## Why is the bridge shut?\n\n"
        "The Courier, undated: The bridge is shut for repairs. [1]\n\n"
        "- [1] Bridge \\*shut\\*, Ann Lee, The Courier, undated, https://courier.example/a\\_b, page 4, "
        "characters 100 to 131: “The bridge is shut for repairs.”\n\n"
        "## Who?\n\n"
        "No answer: the articles do not say\n"
    )


@pytest.mark.parametrize(
    "hostile",
    ["<script>x</script>", "# head", "- item", "1. item", "[a](b)", "![a](b)", "`x`", "&lt;", "a\n# b", "\\<b>"],
)
def test_markdown_of_a_hostile_question_is_text(hostile: str):
    from markdown_it import MarkdownIt

    shown = MarkdownIt().parse(markdown(hostile, "then", [answered(hostile)]))
    kinds = {token.type for token in shown} | {c.type for token in shown for c in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "ordered_list_open"}
    headings = [shown[i + 1].children for i, token in enumerate(shown) if token.type == "heading_open"]
    assert ["".join(c.content for c in children or ()) for children in headings] == [" ".join(hostile.split())] * 2


texts = st.text(max_size=40)


@given(st.text(alphabet=st.characters(), max_size=60), texts)
def test_any_answer_survives_json(question: str, why: str):
    answer = Answer(question, why, why, True, why, "extractive", Searched(1, 1, 0, {}))
    plain = as_json({"question": question})
    assert json.loads(plain.encode("utf-8")) == {"question": question}
    assert restored(Answer, json.loads(as_json(asdict(answer)))) == answer
    markdown(question, "then", [answer]).encode("utf-8")


def test_lone_surrogate_is_kept(kept: History):
    talk = kept.start()
    kept.add(talk, answered("why \udc80?"))
    assert kept.turns(talk)[0].question == "why \udc80?"
    assert kept.conversations()[0].title == "why ??"
    kept.export(talk).encode("utf-8")


def test_field_of_a_later_citedesk_is_passed_over():
    plain = asdict(answered()) | {"mood": "sunny"}
    assert restored(Answer, json.loads(as_json(plain))) == answered()


def test_many_threads_write_and_none_is_lost(kept: History):
    talk = kept.start()
    failures: list[Exception] = []

    def speak(number: int) -> None:
        try:
            for turn in range(5):
                kept.add(talk, answered(f"{number}-{turn}"))
        except Exception as error:  # told by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=speak, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    questions = [answer.question for answer in kept.turns(talk)]
    assert sorted(questions) == sorted(f"{number}-{turn}" for number in range(6) for turn in range(5))
    assert [q for q in questions if q.startswith("3-")] == [f"3-{turn}" for turn in range(5)]


def test_first_words_of_many_threads_create_one_file(tmp_path: Path):
    shared = History(tmp_path, ticking())
    failures: list[Exception] = []

    def begin() -> None:
        try:
            shared.start()
        except Exception as error:  # told by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(shared.conversations()) == 8


def test_failed_turn_leaves_the_conversation_as_it_was(kept: History, monkeypatch: pytest.MonkeyPatch):
    talk = kept.start()
    kept.add(talk, answered())
    monkeypatch.setattr(history, "as_json", lambda *_, **__: object())  # SQLite cannot bind it
    with pytest.raises(LibraryError):
        kept.add(talk, answered("lost"))
    assert kept.turns(talk) == (answered(),)


def test_damaged_file_is_said_to_be_damaged(tmp_path: Path):
    (tmp_path / history_file.NAME).write_bytes(b"not a database at all" * 100)
    with pytest.raises(LibraryDamaged, match="move the file away"):
        History(tmp_path, ticking()).conversations()


def test_file_of_a_later_citedesk_is_refused(kept: History, tmp_path: Path):
    kept.start()
    connection = sqlite3.connect(tmp_path / "home" / history_file.NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match="later citedesk"):
        kept.conversations()


def test_locked_file_is_said_to_be_busy(kept: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kept.start()
    monkeypatch.setattr(history_file, "_BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(tmp_path / "home" / history_file.NAME, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy, match="in use by another process"):
        kept.start()
    holder.close()


def test_home_that_is_a_file_is_refused_in_words(tmp_path: Path):
    (tmp_path / "home").write_text("")
    with pytest.raises(LibraryError, match="cannot be written"):
        History(tmp_path / "home", ticking()).start()
