"""One state of the catalog in arrays: which rows are live, whose they are and where their vectors stand."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import fastscan
from index.embed import Vectors
from index.scanned import ScannedRows
from index.segments import Segment, open_rows, open_sentences
from index.vectors import Ints, Matrix, nearest

EXACT_UP_TO = 10_000
"""Rows up to which what a filter keeps is scored row by row, scan or no scan."""
_ROWS = """
    SELECT p.row, p.article, p.vector, v.segment, v.position
    FROM passages p JOIN vectors v ON v.ref = p.vector ORDER BY p.row
"""
_SEGMENTS = """
    SELECT s.ref, m.dimension, s.rows, s.sentences FROM segments s JOIN models m ON m.ref = s.model
    JOIN state ON state.model = s.model ORDER BY s.ref
"""
_SCAN = "SELECT name, d.sha256, last_vector FROM derived d JOIN state ON state.model = d.model"


@dataclass(frozen=True, slots=True)
class Mapped:
    """The mapped files of a segment: float32 passage vectors and float16 sentence vectors."""

    rows: Vectors
    sentences: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class View:
    """The live rows of one generation, in order.

    `articles` and `vectors` (refs of the catalog) and `slots` (places in the matrix) run along them.
    """

    generation: int
    rows: Ints
    articles: Ints
    vectors: Ints
    slots: Ints
    matrix: Matrix
    segments: dict[int, Mapped]
    scan: ScannedRows | None = None

    def dense(self, query: Vectors, limit: int, articles: Ints | None) -> list[tuple[int, float]]:
        """Give the nearest rows as (row, cosine), best first, among those of the articles (all, for None).

        The cosines are exact; with a scan, a row that belongs among the nearest may now and then be missed.
        """
        kept = None if articles is None else self._of(articles)
        at: Ints | None = None
        if self.scan is not None and (len(self.rows) if kept is None else np.count_nonzero(kept)) > EXACT_UP_TO:
            likely = self.scan.likely(query, limit, kept)
            at = likely if len(likely) >= limit else None
        if at is None:
            at = np.arange(len(self.rows)) if kept is None else np.flatnonzero(kept)
        return nearest(self.matrix, query, self.rows[at], self.slots[at], limit)

    def _of(self, articles: Ints) -> NDArray[np.bool_]:
        """Say for each row whether it belongs to the articles."""
        wanted = np.zeros(self.articles.max(initial=0) + 1, bool)
        wanted[articles[articles < len(wanted)]] = True
        kept: NDArray[np.bool_] = wanted[self.articles]
        return kept

    def live(self, rows: list[int]) -> NDArray[np.bool_]:
        """Say for each row whether it exists in this state."""
        asked = np.asarray(rows, np.int64)
        at = np.minimum(np.searchsorted(self.rows, asked), max(len(self.rows) - 1, 0))
        return self.rows[at] == asked if len(self.rows) else np.zeros(len(asked), bool)


def load_view(connection: sqlite3.Connection, home: Path, generation: int, known: View | None = None) -> View:
    """Read the state a connection sees in its transaction; segments that `known` has mapped stay mapped.

    Raises FileNotFoundError when a segment was replaced in the meantime: begin the transaction anew.
    """
    known_segments = known.segments if known else {}
    segments: dict[int, Mapped] = {}
    dimension = 0
    for row in connection.execute(_SEGMENTS):
        segment = Segment(*row)
        dimension = segment.dimension
        segments[segment.ref] = known_segments.get(segment.ref) or _map(home, segment)
    matrix = Matrix.of(tuple(mapped.rows for mapped in segments.values()), dimension)
    columns = np.array(connection.execute(_ROWS).fetchall(), np.int64).reshape(-1, 5)
    rows, articles, vectors, owners, positions = (np.ascontiguousarray(column) for column in columns.T)
    order = np.fromiter(segments, np.int64, len(segments))
    slots = matrix.bases[np.searchsorted(order, owners)] + positions
    scan = _scan(connection, home, vectors, known.scan if known else None)
    return View(generation, rows, articles, vectors, slots, matrix, segments, scan)


def _scan(connection: sqlite3.Connection, home: Path, vectors: Ints, known: ScannedRows | None) -> ScannedRows | None:
    found = connection.execute(_SCAN).fetchone()
    if found is None:
        return None
    same = known is not None and known.name == found[0]
    return ScannedRows.of(known.scan if known and same else fastscan.load(home, *found), vectors, found[0])


def _map(home: Path, segment: Segment) -> Mapped:
    return Mapped(open_rows(home, segment), open_sentences(home, segment))
