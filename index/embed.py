"""The encoder: texts -> unit vectors, and spans of them from the same forward pass, on ONNX Runtime."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from index import export

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


def load(models: Path, model: str = export.MODEL) -> Encoder:
    """Give the encoder of a setting: the embedded model, or any sentence-transformers folder or hub id."""
    if model == export.MODEL:
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


def batches(lengths: Sequence[int], threads: int = 1) -> Iterator[list[int]]:
    """Give rows of like length together, the longest first: little is padded, and memory peaks at once."""
    budget = min(_BUDGET, -(-sum(lengths) // threads))
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > budget:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A text as the model reads it: ids with the special ones, and the character spans of those between them."""

    ids: NDArray[np.int32]
    offsets: NDArray[np.int32]


# Tokens, padding included, of one forward pass. Batches run side by side, one a core, each on one thread.
# `python eval/bench/encode.py --budgets`, 2026-11-22.
_BUDGET = 4096
_TOKENIZED_AT_ONCE = 512
_UNKNOWN = "[UNK]"


class OnnxEncoder:
    """The embedded model on ONNX Runtime: no torch, a mapped weights file, a tenth of a second to load."""

    def __init__(self, manifest: Manifest, session: Any, tokenizer: Any, threads: int = 1) -> None:  # noqa: ANN401
        self.manifest = manifest
        self._session = session
        self._tokenizer = tokenizer
        self._threads = threads

    @classmethod
    def load(cls, models: Path, model: str = export.MODEL) -> OnnxEncoder:
        """Load the model from the models folder, exporting it there first where it is missing.

        Raises ModelError when the weights or the export are not what they should be.
        """
        if model != export.MODEL:
            raise ModelError(f"{model} is not embedded; only {export.MODEL} is")
        folder = export.ready(models)
        stated = export.check_export(folder)
        manifest = Manifest(stated["model"], stated["sha256"], stated["dimension"], stated["max_tokens"])
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        return cls(manifest, _session(folder / "model.onnx"), tokenizer, len(os.sched_getaffinity(0)))

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Give the vectors of texts, shape `(len(texts), dimension)`."""
        return self.encode_with_spans(texts, [()] * len(texts), progress)[0]

    def encode_query(self, question: str) -> Vectors:
        """Give the vector of a question, shape `(dimension,)`."""
        vector: Vectors = self.encode([question])[0]
        return vector

    def encode_with_spans(
        self, texts: Sequence[str], spans: Sequence[Spans], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Give the vectors of texts and, from the same pass, those of character spans in each."""
        tokens = list(self._tokenize(texts))
        total = sum(len(one.ids) for one in tokens)
        rows = np.zeros((len(texts), self.manifest.dimension), np.float32)
        parts: list[Vectors] = [np.zeros((0, self.manifest.dimension), np.float32)] * len(texts)
        done = 0

        def run(batch: list[int]) -> tuple[list[int], Vectors, list[Vectors]]:
            return batch, *self._forward([tokens[row] for row in batch], [spans[row] for row in batch])

        for batch, vectors, pooled in self._side_by_side(
            run, list(batches([len(one.ids) for one in tokens], self._threads))
        ):
            rows[batch] = vectors
            for row, part in zip(batch, pooled, strict=True):
                parts[row] = part
            done += sum(len(tokens[row].ids) for row in batch)
            if progress is not None:
                progress(done, total)
        return rows, parts

    def token_offsets(self, text: str) -> Offsets:
        """Give the character span of every token of the whole text."""
        offsets: Offsets = self._tokenizer.encode(text, add_special_tokens=False).offsets
        return offsets

    def letters_per_token(self, text: str) -> float:
        """Give the characters that a token covers on average, an unknown one none."""
        read = self._tokenizer.encode(text, add_special_tokens=False)
        return mean_letters(read.offsets, (token != _UNKNOWN for token in read.tokens))

    def _tokenize(self, texts: Sequence[str]) -> Iterator[_Tokens]:
        limit = self.manifest.max_tokens
        for at in range(0, len(texts), _TOKENIZED_AT_ONCE):
            for encoding in self._tokenizer.encode_batch(list(texts[at : at + _TOKENIZED_AT_ONCE])):
                ids, offsets = encoding.ids, encoding.offsets[1:-1][: limit - 2]
                ids = [*ids[: len(offsets) + 1], ids[-1]]
                yield _Tokens(np.array(ids, np.int32), np.array(offsets, np.int32).reshape(-1, 2))

    def _side_by_side(self, run: Callable[[list[int]], Any], batches: list[list[int]]) -> Iterator[Any]:
        if len(batches) == 1 or self._threads == 1:
            yield from map(run, batches)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            try:
                yield from pool.map(run, batches)
            finally:
                pool.shutdown(cancel_futures=True)

    def _forward(self, tokens: Sequence[_Tokens], spans: Sequence[Spans]) -> tuple[Vectors, list[Vectors]]:
        ids = np.zeros((len(tokens), max(len(one.ids) for one in tokens)), np.int32)
        mask = np.zeros_like(ids)
        for row, one in enumerate(tokens):
            ids[row, : len(one.ids)], mask[row, : len(one.ids)] = one.ids, 1
        states = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        rows = np.stack([states[row, : len(one.ids)].mean(axis=0) for row, one in enumerate(tokens)])
        inner = (states[row, 1 : len(one.ids) - 1] for row, one in enumerate(tokens))
        return unit(rows), [pool_spans(s, one.offsets, k) for s, one, k in zip(inner, tokens, spans, strict=True)]


def _session(path: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # The graph is written with the fused operators: nothing is left to optimise at every load.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
