"""The SQLite file in which conversations and checks are kept."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError, NoSpace, NotFound
from rag.kept.plain import restored

NAME = "conversations.db"
_BUSY_SECONDS = 10.0

# One entry a version of the form, applied in order; an entry is never edited once released, the next is appended.
MIGRATIONS: tuple[str, ...] = (
    """
CREATE TABLE conversations (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    created TEXT NOT NULL
) STRICT;
CREATE TABLE turns (
    conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
    number INTEGER NOT NULL,
    asked TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
) STRICT, WITHOUT ROWID;
""",
    """
CREATE TABLE checks (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    done TEXT NOT NULL,
    kept TEXT NOT NULL
) STRICT;
""",
)


Kept = TypeVar("Kept")


class HistoryFile:
    """A connection for each use, so that threads and processes share nothing but the file.

    `clock` gives the time an entry is listed under, and nothing else is derived from it.
    """

    def __init__(self, home: Path, clock: Callable[[], datetime]) -> None:
        self._home = home
        self._clock = clock

    def now(self) -> str:
        """Give the time in ISO 8601, in UTC."""
        return self._clock().astimezone(UTC).isoformat(timespec="microseconds")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Give a connection, or None where nothing was ever kept: reading creates no file."""
        if not (self._home / NAME).exists():
            yield None
            return
        with self._open() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are all kept, or none where an exception is raised."""
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def restored(self, kind: type[Kept], kept: str) -> Kept:
        """Give a value as it was kept; raises LibraryDamaged where it cannot be read."""
        try:
            return restored(kind, json.loads(kept))
        except (ValueError, KeyError, TypeError) as error:
            raise self.refused(error) from error

    def forget(self, table: str, identity: str, what: str) -> None:
        """Delete an entry: its words are overwritten on the disk. Raises NotFound where there is none."""
        with self.writing() as connection:
            if not connection.execute(f"DELETE FROM {table} WHERE id = ?", (identity,)).rowcount:
                raise missing(what, identity)
        self._wipe()

    def _wipe(self) -> None:
        """Empty the log, in which deleted pages still stand.

        Should another process read just now, the log is emptied when the last one closes the file, as every use does
        at its end.
        """
        with self._open() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def refused(self, error: Exception) -> LibraryError:
        """Put a refusal of SQLite or of the disk in words for a person."""
        said = str(error)
        if "locked" in said:
            return LibraryBusy(f"the conversations in {self._home} are in use by another process; try again")
        if isinstance(error, OSError) or any(word in said for word in ("full", "readonly", "unable to open")):
            remedy = "free some space or set CITEDESK_HOME"
            return NoSpace(f"the conversations in {self._home} cannot be written ({said}); {remedy}")
        damaged = f"the conversations in {self._home / NAME} cannot be read ({said})"
        return LibraryDamaged(f"{damaged}; move the file away to start anew")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._home / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))  # for its owner alone
            connection = sqlite3.connect(self._home / NAME, timeout=_BUSY_SECONDS, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self.refused(error) from error
        try:
            _prepare(connection)
            yield connection
        except sqlite3.Error as error:
            raise self.refused(error) from error
        finally:
            connection.close()  # what was not committed is rolled back


def missing(what: str, identity: str) -> NotFound:
    """Say that an entry is not there."""
    return NotFound(f"there is no {what} {identity}; it may have been deleted")


def storable(words: str) -> str:
    """Give words in letters that SQLite can hold: a lone surrogate has no UTF-8."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _prepare(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    version = _version(connection)  # another process may have been quicker
    if version > len(MIGRATIONS):
        raise LibraryError("the conversations were kept by a later citedesk; update citedesk")
    for step in MIGRATIONS[version:]:
        for statement in step.split(";"):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
