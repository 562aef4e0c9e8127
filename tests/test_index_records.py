"""Passages as the catalog holds them: what is read of a text to give them."""

import sqlite3
from pathlib import Path

import pytest
from shelves import article, fill, opened

from index.snapshot import Snapshot

_WORDS = "".join(f"Sentence {number} names the gräben of Åland and 🙂 the mill.\n\n" for number in range(400))


def _limited(state: Snapshot, most: int) -> sqlite3.Connection:
    """Forbid SQLite to load a value of more than `most` bytes."""
    state._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, most)
    return state._connection


def test_a_passage_is_read_without_reading_the_whole_text_it_stands_in(tmp_path: Path) -> None:
    assert len(_WORDS.encode()) > 20_000
    with opened(tmp_path) as library:
        fill(library, [article("long", _WORDS), article("short", "A note of one sentence.")])
        with library.snapshot() as state:
            texts = {one.sha256: state.text(one.sha256) for one in state.articles()}
            rows = [row for row, _ in state.lexical("gräben mill note sentence", 1_000)]
            connection = _limited(state, 10_000)
            with pytest.raises(sqlite3.DataError):
                connection.execute("SELECT substr(body, 1, 9) FROM texts WHERE length(body) > 20000").fetchone()
            passages = state.passages(rows)
            state._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000_000)
    assert len(passages) > 10 and len({one.sha256 for one in passages}) == 2
    assert [one.row for one in passages] == rows
    assert all(texts[one.sha256][one.start : one.end] == one.text for one in passages)


def test_a_text_that_is_cited_many_times_is_decoded_once(tmp_path: Path) -> None:
    with opened(tmp_path) as library:
        fill(library, [article("first", "The mill stands."), article("second", "The mill fell.")])
        with library.snapshot() as state:
            first, second = (one.sha256 for one in state.articles())
            kept = state.text(first)
            assert state.text(first) is kept
            assert (state.text(second), state.text(first)) == ("The mill fell.", "The mill stands.")
