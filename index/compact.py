"""Removing for real, and keeping segments few: segments are written anew without the rows nobody refers to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from index.segments import Segment, open_rows, open_sentences
from index.stored_vectors import SEGMENT_ROWS, put_segment

SMALL_ROWS = 2_048
MANY_SMALL = 12
_WASTE = 0.25

_LIVE = """
    SELECT s.ref, s.rows, count(v.ref) FROM segments s LEFT JOIN vectors v ON v.segment = s.ref GROUP BY s.ref
"""
_VECTORS = """
    SELECT ref, segment, position, sentence_at, sentence_count FROM vectors WHERE segment = ? ORDER BY position
"""


def with_dead_rows(connection: sqlite3.Connection) -> list[int]:
    """Name the segments that hold any vector nobody refers to."""
    return [ref for ref, rows, live in connection.execute(_LIVE) if live < rows]


def untidy(connection: sqlite3.Connection) -> list[int]:
    """Name the segments worth writing anew: mostly waste, or small ones once they are many."""
    segments = connection.execute(_LIVE).fetchall()
    small = [ref for ref, rows, _ in segments if rows < SMALL_ROWS]
    wasteful = [ref for ref, rows, live in segments if live < (1 - _WASTE) * rows]
    return sorted({*wasteful, *(small if len(small) >= MANY_SMALL else ())})


def rewrite(home: Path, connection: sqlite3.Connection, refs: Sequence[int]) -> None:
    """Copy the live rows of segments into new ones, in the open transaction; the old files go when it is settled."""
    chosen = [_segment(connection, ref) for ref in refs]
    for model, group in groupby(sorted(chosen, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        segments = [segment for _, segment in group]
        for part in _parts(connection, segments):
            _copy(home, connection, model, segments, part)
    connection.executemany("DELETE FROM segments WHERE ref = ?", ([ref] for ref in refs))


_Row = tuple[int, int, int, int, int]  # vector, segment, position, sentence_at, sentence_count


def _segment(connection: sqlite3.Connection, ref: int) -> tuple[int, Segment]:
    model, dimension, rows, sentences = connection.execute(
        "SELECT s.model, m.dimension, s.rows, s.sentences FROM segments s JOIN models m ON m.ref = s.model"
        " WHERE s.ref = ?",
        [ref],
    ).fetchone()
    return model, Segment(ref, dimension, rows, sentences)


def _parts(connection: sqlite3.Connection, segments: Sequence[Segment]) -> Iterator[list[_Row]]:
    """Give the live rows of segments, a new segment's worth at a time."""
    part: list[_Row] = []
    for segment in segments:
        for row in connection.execute(_VECTORS, [segment.ref]).fetchall():
            part.append(row)
            if len(part) == SEGMENT_ROWS:
                yield part
                part = []
    if part:
        yield part


def _copy(
    home: Path, connection: sqlite3.Connection, model: int, segments: Sequence[Segment], part: list[_Row]
) -> None:
    needed = {row[1] for row in part}
    mapped = {s.ref: (open_rows(home, s), open_sentences(home, s)) for s in segments if s.ref in needed}
    rows = np.stack([mapped[segment][0][position] for _, segment, position, _, _ in part])
    sentences = np.concatenate([mapped[segment][1][at : at + count] for _, segment, _, at, count in part])
    new = put_segment(home, connection, model, rows, sentences)
    starts = np.cumsum([0, *(row[4] for row in part)]).tolist()
    connection.executemany(
        "UPDATE vectors SET segment = ?, position = ?, sentence_at = ? WHERE ref = ?",
        ([new, position, starts[position], row[0]] for position, row in enumerate(part)),
    )
