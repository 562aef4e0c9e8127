"""The vectors a library holds: one a key, named in the catalog and kept in segments; equal words are embedded once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from index.embed import Vectors
from index.embedded import Embedded
from index.prepare import Embeddable
from index.segments import Segment, write_segment

SEGMENT_ROWS = 8_192  # 12 MB of float32 at 384 dimensions, some 45 MB with the sentences


def missing(connection: sqlite3.Connection, pieces: Iterable[Embeddable]) -> tuple[Embeddable, ...]:
    """Give the pieces whose vectors the library has not got, of those with equal words one."""
    wanted = {piece.key: piece for piece in pieces}
    for key in refs(connection, wanted):
        del wanted[key]
    return tuple(wanted.values())


def refs(connection: sqlite3.Connection, keys: Iterable[bytes]) -> dict[bytes, int]:
    """Give the catalog's ref of every key that has a vector."""
    found = (connection.execute("SELECT key, ref FROM vectors WHERE key = ?", [key]).fetchone() for key in keys)
    return dict(row for row in found if row is not None)


def put(home: Path, connection: sqlite3.Connection, model: int, embedded: Embedded) -> None:
    """Write new vectors into segments of their own and name them in the open transaction."""
    for at in range(0, len(embedded.keys), SEGMENT_ROWS):
        part = slice(at, at + SEGMENT_ROWS)
        counts = [len(rows) for rows in embedded.sentences[part]]
        segment = put_segment(home, connection, model, embedded.rows[part], np.concatenate(embedded.sentences[part]))
        starts = np.cumsum([0, *counts]).tolist()
        connection.executemany(
            "INSERT INTO vectors (key, segment, position, sentence_at, sentence_count) VALUES (?, ?, ?, ?, ?)",
            (
                (key, segment, position, starts[position], count)
                for position, (key, count) in enumerate(zip(embedded.keys[part], counts, strict=True))
            ),
        )


def put_segment(home: Path, connection: sqlite3.Connection, model: int, rows: Vectors, sentences: Vectors) -> int:
    """Write a segment to the disk and name it in the open transaction; give its ref."""
    cursor = connection.execute(
        "INSERT INTO segments (model, rows, sentences, sha256) VALUES (?, ?, ?, '')",
        [model, len(rows), len(sentences)],
    )
    ref = int(cursor.lastrowid or 0)
    checksums = write_segment(home, Segment(ref, rows.shape[1], len(rows), len(sentences)), rows, sentences)
    connection.execute(
        "UPDATE segments SET sha256 = ?, sentences_sha256 = ? WHERE ref = ?",
        [checksums.rows, checksums.sentences, ref],
    )
    return ref


def drop_unused(connection: sqlite3.Connection, vectors: Sequence[int]) -> list[int]:
    """Forget those of the vectors that no passage refers to any more, and name them."""
    unused = "ref = ? AND NOT EXISTS (SELECT 1 FROM passages WHERE vector = vectors.ref)"
    query = f"DELETE FROM vectors WHERE {unused} RETURNING ref"
    return [ref for vector in vectors for (ref,) in connection.execute(query, [vector]).fetchall()]
