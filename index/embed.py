"""The seam of the encoder: texts -> unit vectors, and spans of them from the same forward pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
Offsets = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the vectors of an index depend on. `sha256` is that of the weights; `max_tokens` counts special tokens."""

    model: str
    sha256: str
    dimension: int
    max_tokens: int


class Encoder(Protocol):
    """Texts in, vectors out: float32, one unit row a text, so that a dot product is the cosine.

    `progress(done, total)` counts tokens. Texts longer than `manifest.max_tokens` lose their tail: cut them first.
    """

    @property
    def manifest(self) -> Manifest:
        """Name the model, its weights, its dimension and its limit."""
        ...

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Give the vectors of texts, shape `(len(texts), dimension)`."""
        ...

    def encode_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Give the vectors of texts and, from the same pass, those of character spans in each: `(k_i, dimension)`.

        A span's vector is the mean of its tokens' states; a span without a token gets zeros.
        """
        ...

    def token_offsets(self, text: str) -> Offsets:
        """Give the character span of every token of the whole text: no special tokens, nothing cut off."""
        ...


def unit(vectors: NDArray[np.float32]) -> Vectors:
    """Scale rows to length one; a row of zeros stays. The one place where vectors are normalised."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
    return scaled
