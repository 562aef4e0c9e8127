"""Exact dense search: every vector of a library, segment after segment, addressed by slot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors

Ints = NDArray[np.int64]

# Below this share of all slots the wanted rows are copied out; above it whole segments are multiplied in place.
_GATHER_SHARE = 0.2
# Copied rows are multiplied so many at a time, to bound memory: 8,192 x 384 float32 are 12 MB.
_GATHER_ROWS = 8_192


@dataclass(frozen=True, slots=True)
class Matrix:
    """Memory-mapped segments as one matrix of unit rows; slot `s` is row `s - bases[i]` of segment `i`."""

    segments: tuple[Vectors, ...]
    bases: Ints
    dimension: int

    @classmethod
    def of(cls, segments: tuple[Vectors, ...], dimension: int) -> Matrix:
        """Put segments one after another."""
        sizes = [len(segment) for segment in segments]
        return cls(segments, np.cumsum([0, *sizes], dtype=np.int64), dimension)

    def __len__(self) -> int:
        return int(self.bases[-1])

    def rows(self, slots: Ints) -> Vectors:
        """Copy out the vectors of slots, in their order, shape `(len(slots), dimension)`."""
        out = np.empty((len(slots), self.dimension), np.float32)
        owner = np.searchsorted(self.bases, slots, side="right") - 1
        for number in set(owner.tolist()):  # `np.unique` loads `numpy.ma`, a twentieth of a second of a cold question
            mine = owner == number
            out[mine] = self.segments[number][slots[mine] - self.bases[number]]
        return out

    def cosines(self, query: Vectors, slots: Ints) -> NDArray[np.float32]:
        """Give the cosine in [-1, 1] of a unit query to the vector of every slot asked for."""
        if len(slots) < _GATHER_SHARE * len(self):
            parts = [self.rows(slots[at : at + _GATHER_ROWS]) @ query for at in range(0, len(slots), _GATHER_ROWS)]
            return np.concatenate(parts) if parts else np.empty(0, np.float32)
        everything = np.concatenate([segment @ query for segment in self.segments] or [np.empty(0, np.float32)])
        wanted: NDArray[np.float32] = everything[slots]
        return wanted


def nearest(matrix: Matrix, query: Vectors, rows: Ints, slots: Ints, limit: int) -> list[tuple[int, float]]:
    """Give the `limit` rows nearest to a unit query as (row, cosine), best first, equal ones by row.

    `slots[i]` is where the vector of `rows[i]` stands. Exact: every slot is scored.
    """
    if not len(slots):  # a library that never held a vector has no dimension either
        return []
    cosines = matrix.cosines(query, slots)
    if 0 < limit < len(cosines):
        floor = np.partition(cosines, len(cosines) - limit)[len(cosines) - limit]
        # Rows within rounding of the last place are kept for the second, finer look.
        close = np.flatnonzero(cosines >= floor - 1e-5)
    else:
        close = np.arange(len(cosines))
    # In float64 a vector scores the same whichever way it was reached, so that equal vectors stay equal.
    finest = matrix.rows(slots[close]).astype(np.float64) @ query.astype(np.float64)
    order = np.lexsort((rows[close], -finest))[:limit]
    return [(int(rows[close[at]]), float(finest[at])) for at in order]
