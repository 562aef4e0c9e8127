"""The catalog: one SQLite file that decides what exists. Everything else in a library follows it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryDamaged, LibraryError, NoSpace
from index.migrations import MIGRATIONS

NAME = "catalog.db"
_BUSY_SECONDS = 10.0
_LEAST_FREE = 65_536  # bytes
_CHECKPOINT_MS = 500  # longer than a question holds its snapshot


def open_writer(home: Path) -> sqlite3.Connection:
    """Open the catalog for writing, created or brought to the present form where need be. Hold the writer's lock."""
    connection = _connect(f"{(home / NAME).absolute().as_uri()}?mode=rwc")
    try:
        # Takes effect at creation alone: what a removal frees can be given back to the disk.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: files are unlinked once a commit no longer names them, so that commit must outlive a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_reader(home: Path) -> sqlite3.Connection:
    """Open the catalog for reading, also in a folder that cannot be written."""
    address = (home / NAME).absolute().as_uri()
    try:
        connection = _connect(_still(home, address) if is_still(home) else f"{address}?mode=rw")
        connection.execute("PRAGMA query_only = ON")
        _known_form(connection)
    except sqlite3.DatabaseError as error:
        # Even a reader makes a file for its locks.
        if isinstance(error, sqlite3.OperationalError) and shutil.disk_usage(home).free < _LEAST_FREE:
            raise NoSpace(f"the disk of {home} is full; nothing in the library is lost: free some space") from error
        raise LibraryDamaged(
            f"{home / NAME} cannot be read ({error}); allow it, restore it, or ingest into a new home"
        ) from error
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep all that a block writes, or nothing where it ends other than at its end."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def exists(home: Path) -> bool:
    """Say whether a catalog stands in the folder."""
    return (home / NAME).is_file()


def is_current(home: Path) -> bool:
    """Say whether the catalog has the present form, neither half created nor of an older citedesk."""
    connection = open_reader(home)
    try:
        return _known_form(connection) == len(MIGRATIONS)
    finally:
        connection.close()


def generation(connection: sqlite3.Connection) -> int:
    """Give the number of the state a connection sees; a later one has a higher number."""
    number: int = connection.execute("SELECT generation FROM state").fetchone()[0]
    return number


def postings_folder(connection: sqlite3.Connection, home: Path) -> Path:
    """Give the folder of the lexical index that belongs to the state a connection sees."""
    name: str = connection.execute("SELECT postings FROM state").fetchone()[0]
    return home / name


def is_still(home: Path) -> bool:
    """Say whether the folder cannot be written by this process, and so is read without any lock."""
    return not os.access(home, os.W_OK)


def checkpoint(connection: sqlite3.Connection) -> bool:
    """Move the log into the catalog and empty it; False when a reader holds an older state for too long."""
    connection.execute(f"PRAGMA busy_timeout = {_CHECKPOINT_MS}")
    busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000:.0f}")
    return not busy


def _still(home: Path, address: str) -> str:
    """Give the address for a folder that cannot be written.

    `immutable` needs no lock but passes over the log: where there is one, SQLite must read it with its `-shm`.
    """
    log = home / f"{NAME}-wal"
    return f"{address}?mode=ro" if log.exists() and log.stat().st_size else f"{address}?immutable=1"


def _connect(address: str) -> sqlite3.Connection:
    # Connections are pooled and used by one thread at a time, not always the one that made them.
    return sqlite3.connect(
        address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )


def _known_form(connection: sqlite3.Connection) -> int:
    form: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if form > len(MIGRATIONS):
        connection.close()
        raise LibraryError("the library was written by a newer citedesk; update citedesk")
    return form


def _migrate(connection: sqlite3.Connection) -> None:
    form = _known_form(connection)
    for number, script in enumerate(MIGRATIONS[form:], start=form + 1):
        # One transaction with its version, so that a crash leaves the form before or the form after.
        connection.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")
