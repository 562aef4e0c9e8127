"""The entailment model that ships, on ONNX Runtime: int8 weights, made fp32 once as they are loaded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import ModelError
from index.embed import batches
from index.export import REINSTALL, source_folder
from index.files import file_sha256
from index.runtime import cores, open_session, read_tokenizer, side_by_side
from rag.entailment.entail import FILE, MODEL, STATED, Pairs, Scores, neutral

_LIMIT = 512
"""Positions that the encoder knows."""
_PREMISE = 128
"""Tokens of the premise that are read whatever the hypothesis: a long one takes from the room beyond `max_tokens`."""
_TOKENIZED_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A pair as the model reads it: [CLS] premise [SEP] hypothesis [SEP]; the second text begins at `second`."""

    ids: list[int]
    second: int


class OnnxEntailment:
    """A cross-encoder as one ONNX file with the embedder's tokenizer; no torch, 23 MB on disk, 90 MB loaded."""

    def __init__(self, graph: Path, tokenizer: Any, max_tokens: int, threads: int = 1) -> None:  # noqa: ANN401
        self.name = MODEL
        self._session = _session(graph)
        self._tokenizer = tokenizer
        self._max_tokens = max_tokens
        self._threads = threads
        self._first, self._between = (tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]"))

    @classmethod
    def load(cls, graph: Path = FILE, stated: Path = STATED, threads: int | None = None) -> OnnxEntailment:
        """Load the model. Raises ModelError when the file or the tokenizer is not the one it was trained with."""
        if not (graph.is_file() and stated.is_file()):
            raise ModelError(f"the entailment model is missing at {graph}; reinstall citedesk")
        said = json.loads(stated.read_bytes())
        if file_sha256(graph) != said["sha256"]:
            raise ModelError(f"the entailment model at {graph} was altered; reinstall citedesk")
        words = source_folder() / "tokenizer.json"
        if file_sha256(words) != said["tokenizer_sha256"]:
            raise ModelError(f"the tokenizer at {words} was altered; {REINSTALL}")
        return cls(graph, read_tokenizer(words), said["max_tokens"], threads or cores())

    def score(self, pairs: Pairs) -> Scores:
        """Give a row a pair, shape `(len(pairs), 3)`: ENTAILMENT, NEUTRAL, CONTRADICTION; each row sums to 1."""
        rows = neutral(len(pairs))
        read = {row: tokens for row, tokens in enumerate(self._tokenize(pairs)) if tokens is not None}
        known = list(read)
        work = [
            [known[at] for at in batch] for batch in batches([len(one.ids) for one in read.values()], self._threads)
        ]

        def run(batch: list[int]) -> Scores:
            return self._forward([read[row] for row in batch])

        for batch, scores in zip(work, side_by_side(run, work, self._threads), strict=True):
            rows[batch] = scores
        return rows

    def _tokenize(self, pairs: Pairs) -> list[_Tokens | None]:
        """Give the tokens of each pair, None where the hypothesis leaves no room for a premise.

        Each text is tokenized once, however many pairs it stands in.
        """
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        ids: dict[str, list[int]] = {}
        for at in range(0, len(texts), _TOKENIZED_AT_ONCE):
            some = texts[at : at + _TOKENIZED_AT_ONCE]
            for text, one in zip(some, self._tokenizer.encode_batch(some, add_special_tokens=False), strict=True):
                ids[text] = one.ids[:_LIMIT]
        return [self._joined(ids[premise], ids[hypothesis]) for premise, hypothesis in pairs]

    def _joined(self, premise: list[int], hypothesis: list[int]) -> _Tokens | None:
        room = max(self._max_tokens - len(hypothesis) - 3, _PREMISE)
        if len(hypothesis) + room + 3 > _LIMIT:
            return None
        first = [self._first, *premise[:room], self._between]
        return _Tokens([*first, *hypothesis, self._between], len(first))

    def _forward(self, tokens: Sequence[_Tokens]) -> Scores:
        ids = np.zeros((len(tokens), max(len(one.ids) for one in tokens)), np.int32)
        mask, types = np.zeros_like(ids), np.zeros_like(ids)
        for row, one in enumerate(tokens):
            ids[row, : len(one.ids)], mask[row, : len(one.ids)], types[row, one.second : len(one.ids)] = one.ids, 1, 1
        inputs = {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}
        scores: Scores = self._session.run(None, inputs)[0]
        return scores


def _session(path: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    # Folds int8 weights and scales into fp32 at load; left alone, they would be multiplied out at every run.
    return open_session(path, "ORT_ENABLE_BASIC", disable_quant_qdq="1")
