"""Vectors by key: what is stored under the same model and the same embedded words is not computed again."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embed import Encoder, Progress, Vectors
from index.prepare import Embeddable
from index.segments import Segment, write_segment

_EMBEDDED_AT_ONCE = 512  # pieces: more than a usual batch holds, a small part of a book
SEGMENT_ROWS = 8_192  # 12 MB of float32 at 384 dimensions, some 45 MB with the sentences


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors that are new to the library: one row a key, and the sentence rows of each, `(k_i, dimension)`."""

    keys: tuple[bytes, ...]
    rows: Vectors
    sentences: tuple[Vectors, ...]

    def of(self, keys: Container[bytes]) -> Embedded:
        """Give those of some keys, in their order here."""
        at = [position for position, key in enumerate(self.keys) if key in keys]
        if len(at) == len(self.keys):
            return self
        return Embedded(tuple(self.keys[p] for p in at), self.rows[at], tuple(self.sentences[p] for p in at))

    def and_(self, other: Embedded) -> Embedded:
        """Give these and others behind them."""
        if not other.keys:
            return self
        rows = np.concatenate([self.rows, other.rows])
        return Embedded(self.keys + other.keys, rows, self.sentences + other.sentences)


def embed_missing(connection: sqlite3.Connection, encoder: Encoder, pieces: Iterable[Embeddable]) -> Embedded:
    """Compute the vectors the library has not got, equal words once."""
    return embed(encoder, missing(connection, pieces))


def missing(connection: sqlite3.Connection, pieces: Iterable[Embeddable]) -> tuple[Embeddable, ...]:
    """Give the pieces whose vectors the library has not got, of those with equal words one."""
    wanted = {piece.key: piece for piece in pieces}
    for key in stored(connection, wanted):
        del wanted[key]
    return tuple(wanted.values())


def embed(encoder: Encoder, pieces: Sequence[Embeddable], progress: Progress | None = None) -> Embedded:
    """Compute the vectors of pieces, no two of the same key; `progress` counts pieces."""
    if not pieces:
        return Embedded((), np.empty((0, encoder.manifest.dimension), np.float32), ())
    parts = list(_embed(encoder, pieces, progress))
    rows = np.concatenate([vectors for vectors, _ in parts])
    return Embedded(tuple(piece.key for piece in pieces), rows, tuple(part for _, pooled in parts for part in pooled))


def _embed(
    encoder: Encoder, pieces: Sequence[Embeddable], progress: Progress | None
) -> Iterator[tuple[Vectors, list[Vectors]]]:
    """Embed some pieces at a time, so that a book shows progress from its beginning; `progress` counts pieces."""
    for at in range(0, len(pieces), _EMBEDDED_AT_ONCE):
        some = pieces[at : at + _EMBEDDED_AT_ONCE]

        def within(done: int, total: int, at: int = at, count: int = len(some)) -> None:
            if progress is not None:
                progress(at + count * done // max(total, 1), len(pieces))

        yield encoder.encode_with_spans([piece.text for piece in some], [piece.spans for piece in some], within)


def stored(connection: sqlite3.Connection, keys: Iterable[bytes]) -> dict[bytes, int]:
    """Give the catalog's ref of every key that has a vector."""
    found = (connection.execute("SELECT key, ref FROM vectors WHERE key = ?", [key]).fetchone() for key in keys)
    return dict(row for row in found if row is not None)


def store(home: Path, connection: sqlite3.Connection, model: int, embedded: Embedded) -> None:
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
