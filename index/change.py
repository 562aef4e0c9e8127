"""The order of a write: what must be on the disk before the commit that names it, and what is cleared away after.

    rows reserved and owed -> files and postings synced -> catalog commit, debt struck -> old postings and files go

A crash before the commit leaves the old state, after it the new one. What the crash left over (postings of rows that
never came to be, files that nothing names) is invisible and goes when the library is next opened for writing.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index import catalog
from index.files import sync_folder
from index.lexical import Lexical
from index.segments import FOLDER as VECTORS
from index.segments import Segment


@contextmanager
def change(connection: sqlite3.Connection, postings: Lexical, rows: int = 0) -> Iterator[int]:
    """Open the one transaction of a write and give the first of `rows` fresh row numbers.

    Whatever ends the block other than its end rolls the catalog back; the postings must then be closed.
    """
    first = _reserve(connection, rows)
    with catalog.transaction(connection):
        yield first
        if rows:
            postings.commit()
            connection.execute("DELETE FROM debts WHERE first = ?", [first])
        connection.execute("UPDATE state SET generation = generation + 1")


def owe(connection: sqlite3.Connection, article: int) -> None:
    """Note that the postings of an article's present rows must go once the change is committed."""
    connection.execute("INSERT INTO debts SELECT row, row FROM passages WHERE article = ?", [article])


def settle(home: Path, connection: sqlite3.Connection, postings: Lexical) -> None:
    """Clear away what the catalog no longer names: postings first, then files, then what stands in the log."""
    if not is_unclean(connection):
        return
    owed = connection.execute("SELECT first, last FROM debts").fetchall()
    if owed:
        postings.remove(row for first, last in owed for row in range(first, last + 1))
        postings.commit()
        connection.execute("DELETE FROM debts")
    for path in unnamed(home, connection):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        sync_folder(path.parent)
    connection.execute("PRAGMA incremental_vacuum").fetchall()
    connection.execute("UPDATE state SET unclean = 0")
    # A reader that holds on to an older state keeps the log; the next write tries again.
    if not catalog.checkpoint(connection):
        connection.execute("UPDATE state SET unclean = 1")


def is_unclean(connection: sqlite3.Connection) -> bool:
    """Say whether a write ended before it had cleared away what it left over."""
    return bool(connection.execute("SELECT unclean FROM state").fetchone()[0])


def unnamed(home: Path, connection: sqlite3.Connection) -> list[Path]:
    """Give the files of vectors and the folders of postings that the catalog does not name."""
    named: set[Path] = set()
    for ref in connection.execute("SELECT ref FROM segments"):
        segment = Segment(ref[0], 0, 0, 0)
        named |= {segment.path(home), segment.sentence_path(home)}
    named |= {home / VECTORS / row[0] for row in connection.execute("SELECT name FROM derived")}
    named.add(catalog.postings_folder(connection, home))
    return [path for path in (*(home / VECTORS).glob("*"), *home.glob("postings-*")) if path not in named]


def _reserve(connection: sqlite3.Connection, rows: int) -> int:
    """Take row numbers for good, in a commit of its own, and owe their postings until the change is committed."""
    with catalog.transaction(connection):
        first: int = connection.execute("SELECT next_row FROM state").fetchone()[0]
        connection.execute("UPDATE state SET next_row = next_row + ?, unclean = 1", [rows])
        if rows:
            connection.execute("INSERT INTO debts VALUES (?, ?)", [first, first + rows - 1])
    return first
