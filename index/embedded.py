"""Vectors that are new to a library: computed for the pieces it has none of."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.embed import Encoder, Progress, Vectors
from index.prepare import Embeddable

_EMBEDDED_AT_ONCE = 512  # pieces: more than a usual batch holds, a small part of a book


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
