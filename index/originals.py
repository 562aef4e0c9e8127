"""The original bytes of articles, compressed, once each, in the catalog itself: they come and go with its commits."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator

from corpus.errors import LibraryDamaged

_PART = 4_000_000  # bytes before compression; SQLite holds no value above 1 GB, and memory should stay small
_FAST = 1


def keep(connection: sqlite3.Connection, data: bytes) -> int | None:
    """Store bytes unless they are there; give the catalog's ref, or None for no bytes."""
    if not data:
        return None
    sha256 = hashlib.sha256(data).hexdigest()
    found = connection.execute("SELECT ref FROM originals WHERE sha256 = ?", [sha256]).fetchone()
    if found is not None:
        return int(found[0])
    ref = int(connection.execute("INSERT INTO originals (sha256) VALUES (?)", [sha256]).lastrowid or 0)
    connection.executemany(
        "INSERT INTO original_parts VALUES (?, ?, ?)",
        ((ref, number, zlib.compress(part, _FAST)) for number, part in enumerate(_parts(data))),
    )
    return ref


def load(connection: sqlite3.Connection, ref: int) -> bytes:
    """Give the bytes back; raises LibraryDamaged when they are not what they were."""
    sha256: str = connection.execute("SELECT sha256 FROM originals WHERE ref = ?", [ref]).fetchone()[0]
    parts = connection.execute("SELECT body FROM original_parts WHERE original = ? ORDER BY number", [ref])
    try:
        data = b"".join(zlib.decompress(part) for (part,) in parts)
    except zlib.error as error:
        raise LibraryDamaged(f"the original {sha256[:16]} cannot be read; ingest its source again") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LibraryDamaged(f"the original {sha256[:16]} was altered; ingest its source again")
    return data


def drop_unused(connection: sqlite3.Connection, refs: Iterable[tuple[int]]) -> None:
    """Forget those of the originals that no version refers to any more."""
    connection.executemany(
        "DELETE FROM originals WHERE ref = ? AND NOT EXISTS (SELECT 1 FROM versions WHERE original = originals.ref)",
        refs,
    )


def _parts(data: bytes) -> Iterator[memoryview]:
    view = memoryview(data)
    for at in range(0, len(view), _PART):
        yield view[at : at + _PART]
