"""Checks kept in the home: the same again, listed, private, and really deleted."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from fakes_desk import cite, held, judged, record
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LibraryDamaged, NotFound
from index.passage import Filters
from rag.answer import Searched
from rag.kept.check_history import CheckHistory, KeptCheck
from rag.kept.history import History
from rag.kept.history_file import MIGRATIONS, NAME
from rag.kept.plain import restored
from rag.reading.fault import FaultKind, Match, Mismatch
from rag.verdicts.checked import Checked, Label, SentenceKind, Stance
from rag.verdicts.draft import Draft

TEXT = "Repairs cost nearly $12 billion. The roof leaked."
SECRET = "unrepeatable-words"


def history(home: Path) -> CheckHistory:
    ticks = count()
    return CheckHistory(home, lambda: datetime(2024, 5, 6, tzinfo=UTC) + timedelta(seconds=next(ticks)))


def a_check(words: str = "Repairs cost $20 billion.", name: str = "draft.md") -> KeptCheck:
    known = record(TEXT, title="The kiosk", published="2024-03-05", authors=("A. B.",))
    figure = Match(FaultKind.FIGURE, 13, 24, "$20 billion", 13, 31, "nearly $12 billion")
    quote = cite(1, known, TEXT, "Repairs cost nearly $12 billion.")
    against = held(replace(quote, also_in=("x",)), Stance.AGAINST, mismatched=(Mismatch(figure, True, "figure"),))
    claims = (
        replace(judged(words, Label.REFUTED, against), end=len(words), notes=("a note",), said_by="The mayor"),
        judged("A shame.", Label.NOT_ENOUGH_INFO, kind=SentenceKind.OPINION),
    )
    searched = Searched(2, 9, 1, {"collections": ["a"], "since": "2024-01-01"})
    checked = Checked(words, claims, searched, "en", ("markup was left out",), {"judge": 1.5})
    filters = Filters(collections=("a",), since=date(2024, 1, 1))
    return KeptCheck(name, filters, date(2024, 2, 3), Draft(words, "en", 3, ("a note",)), checked)


def test_a_check_comes_back_as_it_was(tmp_path: Path) -> None:
    history(tmp_path).keep("one", a_check())
    assert history(tmp_path).get("one") == a_check()


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(categories=None), min_size=1), st.text(st.characters(categories=None)))
def test_any_words_come_back_lone_surrogates_too(
    tmp_path_factory: pytest.TempPathFactory, words: str, name: str
) -> None:
    kept = history(tmp_path_factory.mktemp("home"))
    kept.keep("one", a_check(words, name))
    assert kept.get("one") == a_check(words, name)


def test_checks_are_listed_the_latest_first_and_beside_conversations(tmp_path: Path) -> None:
    kept = history(tmp_path)
    assert kept.listed() == () and kept.get("one") is None
    assert not (tmp_path / NAME).exists()
    for identity in ("one", "two"):
        kept.keep(identity, a_check(name=identity))
    assert [(one.id, one.name) for one in kept.listed()] == [("two", "two"), ("one", "one")]
    assert kept.listed()[1].done.startswith("2024-05-06T00:00:00")
    assert History(tmp_path, lambda: datetime.now(UTC)).conversations() == ()


def test_a_deleted_check_leaves_no_word_on_the_disk(tmp_path: Path) -> None:
    kept = history(tmp_path)
    kept.keep("one", a_check(SECRET))
    assert any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())
    kept.delete("one")
    assert kept.get("one") is None
    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())
    with pytest.raises(NotFound, match="may have been deleted"):
        kept.delete("one")


def test_conversations_kept_before_there_were_checks_stay(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / NAME) as earlier:
        earlier.executescript(MIGRATIONS[0])
        earlier.execute("INSERT INTO conversations (id, created) VALUES ('talk', '2024-01-01T00:00:00+00:00')")
        earlier.execute("PRAGMA user_version = 1")
    earlier.close()
    history(tmp_path).keep("one", a_check())
    assert [one.id for one in History(tmp_path, lambda: datetime.now(UTC)).conversations()] == ["talk"]


def test_a_check_that_is_none_is_said_to_be_damaged(tmp_path: Path) -> None:
    kept = history(tmp_path)
    kept.keep("one", a_check())
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("UPDATE checks SET kept = '{}'")
    connection.close()
    with pytest.raises(LibraryDamaged, match="move the file away"):
        kept.get("one")


def test_fields_of_a_later_citedesk_are_passed_over_and_those_of_an_earlier_take_their_default() -> None:
    plain = {"articles": 1, "passages": 2, "excluded_undated": 0, "filters": {}, "later": True}
    assert restored(Searched, plain) == Searched(1, 2, 0, {})
    assert restored(Filters, {}) == Filters()
    with pytest.raises(TypeError):
        restored(Searched, {})
