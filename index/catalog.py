"""The catalog: one SQLite file that decides what exists. Everything else in a library follows it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from corpus.errors import LibraryDamaged, LibraryError, NoSpace

NAME = "catalog.db"
_BUSY_SECONDS = 10.0
_LEAST_FREE = 65_536  # bytes
_CHECKPOINT_MS = 500  # longer than a question holds its snapshot

# One entry a version of the form, applied in order; an entry is never edited once released, the next is appended.
MIGRATIONS: tuple[str, ...] = (
    """
CREATE TABLE models (
    ref INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    dimension INTEGER NOT NULL,
    max_tokens INTEGER NOT NULL,
    UNIQUE (model, sha256, dimension, max_tokens)
) STRICT;
-- generation counts the states a reader can see; next_row is never taken back, so that a posting left behind by a
-- crash can never be mistaken for a later passage; unclean is 1 from the first step of a write until all is tidy;
-- postings names the folder of the lexical index.
CREATE TABLE state (
    generation INTEGER NOT NULL,
    next_row INTEGER NOT NULL,
    unclean INTEGER NOT NULL,
    postings TEXT NOT NULL,
    model INTEGER REFERENCES models
) STRICT;
INSERT INTO state VALUES (0, 1, 1, 'postings-1', NULL);
CREATE TABLE texts (
    ref INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL,
    characters INTEGER NOT NULL
) STRICT;
CREATE TABLE articles (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    text INTEGER NOT NULL REFERENCES texts,
    title TEXT, title_origin TEXT,
    publisher TEXT, publisher_origin TEXT, publisher_key TEXT,
    authors TEXT NOT NULL, authors_origin TEXT,
    published TEXT, published_origin TEXT, day INTEGER,
    url TEXT,
    language TEXT NOT NULL,
    media_type TEXT NOT NULL,
    notes TEXT NOT NULL,
    body_start INTEGER NOT NULL
) STRICT;
CREATE INDEX articles_by_text ON articles (text);
CREATE TABLE originals (ref INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE original_parts (
    original INTEGER NOT NULL REFERENCES originals ON DELETE CASCADE,
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (original, number)
) STRICT;
CREATE TABLE versions (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text INTEGER NOT NULL REFERENCES texts,
    original INTEGER REFERENCES originals,
    source_map BLOB,
    PRIMARY KEY (article, number),
    UNIQUE (article, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX versions_by_text ON versions (text);
CREATE INDEX versions_by_original ON versions (original);
CREATE TABLE segments (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL REFERENCES models,
    rows INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    sentences_sha256 TEXT
) STRICT;
CREATE TABLE vectors (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    segment INTEGER NOT NULL REFERENCES segments,
    position INTEGER NOT NULL,
    sentence_at INTEGER NOT NULL,
    sentence_count INTEGER NOT NULL
) STRICT;
CREATE INDEX vectors_by_segment ON vectors (segment, position);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    text INTEGER NOT NULL REFERENCES texts,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    byte_start INTEGER NOT NULL,
    byte_end INTEGER NOT NULL,
    sentences BLOB NOT NULL,
    vector INTEGER NOT NULL REFERENCES vectors
) STRICT;
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX passages_by_text ON passages (text);
CREATE INDEX passages_by_vector ON passages (vector);
-- Rows, first to last, whose postings are still to be taken out of the lexical index.
CREATE TABLE debts (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE derived (
    name TEXT PRIMARY KEY,
    model INTEGER NOT NULL REFERENCES models,
    sha256 TEXT NOT NULL,
    last_vector INTEGER NOT NULL,
    vectors INTEGER NOT NULL
) STRICT;
""",
    # The file an article was read from, NULL where that is not known.
    "ALTER TABLE articles ADD COLUMN source TEXT;",
)


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
            f"{home / NAME} cannot be read ({error}); restore it, or ingest into a new home"
        ) from error
    return connection


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
