"""The encoder's seam: texts -> unit vectors, and spans of them from the same forward pass; what encoders share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.export import MODEL

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
Offsets = list[tuple[int, int]]
Spans = Sequence[tuple[int, int]]


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

    def encode_query(self, question: str) -> Vectors:
        """Give the vector of a question, shape `(dimension,)`; some models read questions unlike passages."""
        ...

    def encode_with_spans(
        self, texts: Sequence[str], spans: Sequence[Spans], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Give the vectors of texts and, from the same pass, those of character spans in each: `(k_i, dimension)`.

        A span's vector is the mean of the states of the tokens it touches; a span without a token gets zeros.
        """
        ...

    def token_offsets(self, text: str) -> Offsets:
        """Give the character span of every token of the whole text: no special tokens, nothing cut off."""
        ...

    def letters_per_token(self, text: str) -> float:
        """Give the characters that a token covers on average, an unknown one none: high where the model reads well."""
        ...


def load(models: Path, model: str = MODEL) -> Encoder:
    """Give the encoder of a setting: the embedded model, or any sentence-transformers folder or hub id."""
    if model == MODEL:
        from index.onnx import OnnxEncoder

        return OnnxEncoder.load(models)
    from index.transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder.load(model)


def unit(vectors: NDArray[np.float32]) -> Vectors:
    """Scale rows to length one; a row of zeros stays. The one place where vectors are normalised."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
    return scaled


def pool_spans(states: Vectors, offsets: NDArray[np.int32], spans: Spans) -> Vectors:
    """Give the unit mean of the token states that each span touches; `offsets` are the tokens' own, `(n, 2)`."""
    starts, ends = offsets[:, 0], offsets[:, 1]
    pooled = np.zeros((len(spans), states.shape[-1]), np.float32)
    for row, (start, end) in enumerate(spans):
        first, last = np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left")
        if first < last:
            pooled[row] = states[first:last].mean(axis=0)
    return unit(pooled)


def mean_letters(offsets: Offsets, known: Iterable[bool]) -> float:
    """Give the characters that a token covers on average, unknown tokens covering none; 0 without tokens."""
    covered = sum(end - start for (start, end), is_known in zip(offsets, known, strict=True) if is_known)
    return covered / max(len(offsets), 1)


# Tokens, padding included, of one forward pass. Batches run side by side, one a core, each on one thread.
# `python -m eval.bench.encode corpus/articles --budgets`, 2026-11-22: 2,330 tokens a processor second up to 1,024,
# 1,860 from 4,096 on (smaller batches stay in the processor's cache and are padded less).
BATCH_TOKENS = 1024
# Batches that a core gets of a few texts at least: halves are shared out more evenly than wholes. The seven texts of a
# question: median 122 to 113 ms, p95 226 to 179 (one run on two cores, news-2022, 2026-11-22).
BATCHES_A_CORE = 2


def batches(lengths: Sequence[int], threads: int = 1) -> Iterator[list[int]]:
    """Give rows of like length together, the longest first: little is padded, and memory peaks at once."""
    budget = min(BATCH_TOKENS, -(-sum(lengths) // (BATCHES_A_CORE * threads)))
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > budget:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
