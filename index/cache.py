"""Vectors by key: what is stored under the same model and the same embedded words is not computed again."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import ModelMismatch
from index.embed import Encoder, Manifest, Progress, Vectors
from index.prepare import Embeddable
from index.segments import Segment, write_segment

KEEP_SENTENCE_VECTORS = True
"""Off: two thirds of the disk saved, and the sentences of candidates are encoded when a question needs them."""
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
    keys, texts = tuple(piece.key for piece in pieces), [piece.text for piece in pieces]
    empty = np.empty((0, encoder.manifest.dimension), np.float32)
    if not pieces:
        return Embedded((), empty, ())
    if not KEEP_SENTENCE_VECTORS:
        return Embedded(keys, encoder.encode(texts, progress), (empty,) * len(pieces))
    parts = list(_embed(encoder, pieces, progress))
    rows = np.concatenate([vectors for vectors, _ in parts])
    return Embedded(keys, rows, tuple(part for _, pooled in parts for part in pooled))


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
        sentences = np.concatenate(embedded.sentences[part]) if sum(counts) else None
        segment = put_segment(home, connection, model, embedded.rows[part], sentences)
        starts = np.cumsum([0, *counts]).tolist()
        connection.executemany(
            "INSERT INTO vectors (key, segment, position, sentence_at, sentence_count) VALUES (?, ?, ?, ?, ?)",
            (
                (key, segment, position, starts[position], count)
                for position, (key, count) in enumerate(zip(embedded.keys[part], counts, strict=True))
            ),
        )


def put_segment(
    home: Path, connection: sqlite3.Connection, model: int, rows: Vectors, sentences: Vectors | None
) -> int:
    """Write a segment to the disk and name it in the open transaction; give its ref."""
    count = 0 if sentences is None else len(sentences)
    cursor = connection.execute(
        "INSERT INTO segments (model, rows, sentences, sha256) VALUES (?, ?, ?, '')", [model, len(rows), count]
    )
    ref = int(cursor.lastrowid or 0)
    checksums = write_segment(home, Segment(ref, rows.shape[1], len(rows), count), rows, sentences)
    connection.execute(
        "UPDATE segments SET sha256 = ?, sentences_sha256 = ? WHERE ref = ?",
        [checksums.rows, checksums.sentences, ref],
    )
    return ref


def model_ref(connection: sqlite3.Connection, manifest: Manifest) -> int:
    """Give the catalog's ref of a model, entered if it is new."""
    values = [manifest.model, manifest.sha256, manifest.dimension, manifest.max_tokens]
    connection.execute(
        "INSERT OR IGNORE INTO models (model, sha256, dimension, max_tokens) VALUES (?, ?, ?, ?)", values
    )
    query = "SELECT ref FROM models WHERE model = ? AND sha256 = ? AND dimension = ? AND max_tokens = ?"
    ref: int = connection.execute(query, values).fetchone()[0]
    return ref


def drop_unused(connection: sqlite3.Connection, vectors: Sequence[int]) -> list[int]:
    """Forget those of the vectors that no passage refers to any more, and name them."""
    unused = "ref = ? AND NOT EXISTS (SELECT 1 FROM passages WHERE vector = vectors.ref)"
    query = f"DELETE FROM vectors WHERE {unused} RETURNING ref"
    return [ref for vector in vectors for (ref,) in connection.execute(query, [vector]).fetchall()]


def require_model(connection: sqlite3.Connection, manifest: Manifest) -> None:
    """Raise ModelMismatch when the library's vectors are of another model; a library without any takes every model."""
    built = built_with(connection)
    if built is None or built == manifest:
        return
    if connection.execute("SELECT 1 FROM passages LIMIT 1").fetchone():
        same = " (other weights or limits)" if built.model == manifest.model else ""
        raise ModelMismatch(
            f"the index was built with {built.model}, settings say {manifest.model}{same};"
            " run `citedesk doctor --repair`"
        )


def built_with(connection: sqlite3.Connection) -> Manifest | None:
    """Give the model of the library's vectors, None before there are any."""
    found = connection.execute(
        "SELECT m.model, m.sha256, m.dimension, m.max_tokens FROM models m JOIN state ON state.model = m.ref"
    ).fetchone()
    return Manifest(*found) if found else None
