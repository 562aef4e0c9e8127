"""Rows and the approximate index together: which rows it names, and which are too new for it to know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors
from index.fastscan import Scan, bitmap
from index.vectors import Ints


@dataclass(frozen=True, slots=True)
class ScannedRows:
    """Rows in the order of one state; `vectors[i]` is the ref of the vector of row `i`.

    `by_vector` puts rows in the order of their vectors, `ordered` being these, `newer` are those whose vector the index
    does not know, and `everything` has a bit for each vector that any row refers to.
    """

    name: str
    scan: Scan
    vectors: Ints
    by_vector: Ints
    ordered: Ints
    newer: Ints
    everything: NDArray[np.uint8]

    @classmethod
    def of(cls, scan: Scan, vectors: Ints, name: str = "") -> ScannedRows:
        """Put the rows of a state and an index together."""
        known = vectors[vectors <= scan.last_vector]
        order = np.argsort(vectors, kind="stable")
        everything = bitmap(known, scan.last_vector)
        return cls(name, scan, vectors, order, vectors[order], np.flatnonzero(vectors > scan.last_vector), everything)

    def likely(self, query: Vectors, limit: int, kept: NDArray[np.bool_] | None) -> Ints:
        """Give the places of rows that may be among the `limit` nearest, of those that `kept` says (all, for None)."""
        if kept is None:
            return np.concatenate([self._places(self.scan.candidates(query, limit, self.everything)), self.newer])
        vectors = self.vectors[kept]
        allowed = bitmap(vectors[vectors <= self.scan.last_vector], self.scan.last_vector)
        places = np.concatenate([self._places(self.scan.candidates(query, limit, allowed)), self.newer])
        wanted: Ints = places[kept[places]]
        return wanted

    def _places(self, refs: Ints) -> Ints:
        """Give the places of every row of these vectors: equal words of several articles share one."""
        first, last = np.searchsorted(self.ordered, refs, "left"), np.searchsorted(self.ordered, refs, "right")
        found = [self.by_vector[a:b] for a, b in zip(first, last, strict=True)]
        return np.concatenate(found) if found else np.empty(0, np.int64)
