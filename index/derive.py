"""When the approximate index of a library is built, rebuilt, thinned and dropped."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.errors import LibraryDamaged
from index import catalog, fastscan
from index.view import load_view

FLAT_UP_TO = 30_000
"""Vectors up to which every one is scored: at 30,000 x 384 that takes some 10 ms, and nothing has to be built."""
_STALE_SHARE = 0.2

_COUNTS = """
    SELECT count(*), coalesce(sum(v.ref > ?), 0) FROM vectors v JOIN segments s ON s.ref = v.segment
    JOIN state ON state.model = s.model
"""


def is_stale(connection: sqlite3.Connection) -> bool:
    """Say whether the index should be built, built anew because a fifth of its vectors changed, or dropped."""
    found = _stored(connection)
    last, built = (found[2], found[3]) if found else (0, 0)
    live, newer = connection.execute(_COUNTS, [last]).fetchone()
    if live <= FLAT_UP_TO or found is None:
        return bool((live > FLAT_UP_TO) != (found is not None))
    changed = newer + built - (live - newer)
    return bool(changed > _STALE_SHARE * built)


def rebuild(home: Path, connection: sqlite3.Connection) -> None:
    """Build the index in the open transaction, or drop it when the library has become small."""
    view = load_view(connection, home, catalog.generation(connection))
    refs, at = np.unique(view.vectors, return_index=True)
    connection.execute("DELETE FROM derived")
    if len(refs) > FLAT_UP_TO:
        _enter(home, connection, fastscan.build(view.matrix, refs, view.slots[at]), len(refs))


def forget(home: Path, connection: sqlite3.Connection, vectors: Sequence[int]) -> None:
    """Take vectors out of the index, in the open transaction: its codes, too, tell of the words they stand for."""
    found = _stored(connection)
    if found is None or not vectors:
        return
    connection.execute("DELETE FROM derived")
    try:
        scan = fastscan.load(home, *found[:3]).without(np.array(vectors, np.int64))
    except (LibraryDamaged, FileNotFoundError):
        return  # the next `add` builds it anew; a removal must not wait for that
    _enter(home, connection, scan, scan.index.ntotal)


def _stored(connection: sqlite3.Connection) -> tuple[str, str, int, int] | None:
    found: tuple[str, str, int, int] | None = connection.execute(
        "SELECT name, d.sha256, last_vector, vectors FROM derived d JOIN state ON state.model = d.model"
    ).fetchone()
    return found


def _enter(home: Path, connection: sqlite3.Connection, scan: fastscan.Scan, vectors: int) -> None:
    name = f"scan-{catalog.generation(connection) + 1}.faiss"
    sha256 = fastscan.save(home, name, scan)
    connection.execute(
        "INSERT INTO derived SELECT ?, model, ?, ?, ? FROM state", [name, sha256, scan.last_vector, vectors]
    )
