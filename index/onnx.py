"""The embedded model on ONNX Runtime: what the question path runs, without torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from index import export
from index.embed import Manifest, Offsets, Progress, Spans, Vectors, batches, mean_letters, pool_spans, unit
from index.runtime import cores, open_session, read_tokenizer, side_by_side


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A text as the model reads it: ids with the special ones, and the character spans of those between them."""

    ids: NDArray[np.int32]
    offsets: NDArray[np.int32]


# Read with the weights as they are mapped from the file: a process that asks one question loads 60 ms sooner. Whoever
# reads more has the weights packed for the processor first, and each query is 8 ms faster from then on.
_LIGHT_TOKENS = 64
_TOKENIZED_AT_ONCE = 512
_UNKNOWN = "[UNK]"


class OnnxEncoder:
    """The embedded model on ONNX Runtime: no torch, a mapped weights file, a tenth of a second to load."""

    def __init__(self, manifest: Manifest, graph: Path, tokenizer: Any, threads: int = 1) -> None:  # noqa: ANN401
        self.manifest = manifest
        self._graph = graph
        self._tokenizer = tokenizer
        self._threads = threads
        self._light = _session(graph, packed=False)
        self._read = 0
        self._asked: tuple[str | None, Vectors] = None, np.empty(0, np.float32)

    @classmethod
    def load(cls, models: Path) -> OnnxEncoder:
        """Load the model from the models folder, exporting it there first where it is missing.

        Raises ModelError when the weights or the export are not what they should be.
        """
        try:
            folder = export.ready(models)
            stated = export.check_export(folder)
        except OSError as error:
            raise ModelError(
                f"the embedding model in {models} cannot be read ({error}); allow it, or move CITEDESK_MODELS"
            ) from error
        manifest = Manifest(stated["model"], stated["sha256"], stated["dimension"], stated["max_tokens"])
        return cls(manifest, folder / "model.onnx", read_tokenizer(folder / "tokenizer.json"), cores())

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Give the vectors of texts, shape `(len(texts), dimension)`."""
        return self.encode_with_spans(texts, [()] * len(texts), progress)[0]

    def encode_query(self, question: str) -> Vectors:
        """Give the vector of a question, shape `(dimension,)`; the last one is kept, since several steps ask for it."""
        asked, vector = self._asked
        if asked != question:
            vector = self.encode([question])[0]
            vector.flags.writeable = False
            self._asked = question, vector
        return vector

    def encode_with_spans(
        self, texts: Sequence[str], spans: Sequence[Spans], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Give the vectors of texts and, from the same pass, those of character spans in each."""
        tokens = list(self._tokenize(texts))
        total = sum(len(one.ids) for one in tokens)
        rows = np.zeros((len(texts), self.manifest.dimension), np.float32)
        parts: list[Vectors] = [np.zeros((0, self.manifest.dimension), np.float32)] * len(texts)
        done, session = 0, self._session_for(total)

        def run(batch: list[int]) -> tuple[list[int], Vectors, list[Vectors]]:
            return batch, *_forward(session, [tokens[row] for row in batch], [spans[row] for row in batch])

        work = list(batches([len(one.ids) for one in tokens], self._threads))
        for batch, vectors, pooled in side_by_side(run, work, self._threads):
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

    def _session_for(self, tokens: int) -> Any:  # noqa: ANN401 - onnxruntime has no types
        self._read += tokens
        return self._light if self._read <= _LIGHT_TOKENS else self._packed

    @cached_property
    def _packed(self) -> Any:  # noqa: ANN401
        return _session(self._graph, packed=True)

    def _tokenize(self, texts: Sequence[str]) -> Iterator[_Tokens]:
        limit = self.manifest.max_tokens
        for at in range(0, len(texts), _TOKENIZED_AT_ONCE):
            for encoding in self._tokenizer.encode_batch(list(texts[at : at + _TOKENIZED_AT_ONCE])):
                ids, offsets = encoding.ids, encoding.offsets[1:-1][: limit - 2]
                ids = [*ids[: len(offsets) + 1], ids[-1]]
                yield _Tokens(np.array(ids, np.int32), np.array(offsets, np.int32).reshape(-1, 2))


def _forward(
    session: Any,  # noqa: ANN401
    tokens: Sequence[_Tokens],
    spans: Sequence[Spans],
) -> tuple[Vectors, list[Vectors]]:
    ids = np.zeros((len(tokens), max(len(one.ids) for one in tokens)), np.int32)
    mask = np.zeros_like(ids)
    for row, one in enumerate(tokens):
        ids[row, : len(one.ids)], mask[row, : len(one.ids)] = one.ids, 1
    states = session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
    rows = np.stack([states[row, : len(one.ids)].mean(axis=0) for row, one in enumerate(tokens)])
    inner = (states[row, 1 : len(one.ids) - 1] for row, one in enumerate(tokens))
    return unit(rows), [pool_spans(s, one.offsets, k) for s, one, k in zip(inner, tokens, spans, strict=True)]


def _session(path: Path, *, packed: bool) -> Any:  # noqa: ANN401 - onnxruntime has no types
    # The graph is written with the fused operators: nothing is left to optimise at every load.
    return open_session(path, "ORT_DISABLE_ALL", disable_prepacking="0" if packed else "1")
