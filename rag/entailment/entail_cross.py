"""Any sentence-transformers CrossEncoder with entailment labels: a folder or a hub id, run by its own library.

Slow to import and to load; imported only where a model is named that is not the one that ships.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from corpus.errors import ModelError
from index.foreign import load_foreign, most_tokens
from rag.entailment.entail import CONTRADICTION, ENTAILMENT, NEUTRAL, Pairs, Scores, neutral

_COLUMNS = {
    "entailment": ENTAILMENT, "entailed": ENTAILMENT, "entail": ENTAILMENT, "supported": ENTAILMENT,
    "neutral": NEUTRAL, "not_entailment": NEUTRAL, "not entailment": NEUTRAL, "unsupported": NEUTRAL,
    "contradiction": CONTRADICTION, "contradict": CONTRADICTION, "contradicted": CONTRADICTION,
    "refuted": CONTRADICTION,
}  # fmt: skip
"""What the labels of published models mean; "not entailment" counts as NEUTRAL, since it may be no contradiction."""
_LEAST_PREMISE = 16


class CrossEntailment:
    """A cross-encoder whose configuration names its labels: three of entailment, or entailment and its absence."""

    def __init__(self, model: Any, name: str) -> None:  # noqa: ANN401 - imported late
        self.name = name
        self._model = model
        self._tokenizer = model.tokenizer
        self._columns = columns(model.config.id2label, name)
        self._limit = most_tokens(model)
        self._special = self._tokenizer.num_special_tokens_to_add(pair=True)

    @classmethod
    def load(cls, model: str) -> CrossEntailment:
        """Load a model from a folder or by its hub id.

        Raises the ModelError of `load_foreign`, and one when the model's labels are not those of entailment.
        """
        return cls(load_foreign("entailment", model), model)

    def score(self, pairs: Pairs) -> Scores:
        """Give a row a pair, shape `(len(pairs), 3)`: ENTAILMENT, NEUTRAL, CONTRADICTION; each row sums to 1."""
        import torch

        rows = neutral(len(pairs))
        read = [(row, cut) for row, pair in enumerate(pairs) if (cut := self._cut(*pair)) is not None]
        if not read:
            return rows
        logits = self._model.predict(
            [cut for _, cut in read], activation_fn=torch.nn.Identity(), convert_to_numpy=True, show_progress_bar=False
        )
        found = np.zeros((len(read), 3), np.float32)
        for column, probability in zip(self._columns, _softmax(logits).T, strict=True):
            found[:, column] += probability
        rows[[row for row, _ in read]] = found
        return rows

    def _cut(self, premise: str, hypothesis: str) -> tuple[str, str] | None:
        """Give the pair with the premise cut to the room the hypothesis leaves, None where it leaves next to none."""
        room = self._limit - self._special - len(self._offsets(hypothesis))
        if room < _LEAST_PREMISE:
            return None
        offsets = self._offsets(premise)
        return (premise if len(offsets) <= room else premise[: offsets[room - 1][1]], hypothesis)

    def _offsets(self, text: str) -> list[tuple[int, int]]:
        read = self._tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        offsets: list[tuple[int, int]] = read["offset_mapping"]
        return offsets


def columns(labels: Mapping[int, str], name: str) -> tuple[int, ...]:
    """Give for each output of a model the column it belongs to.

    Raises ModelError for labels that are not known or name no entailment.
    """
    said = [str(labels[at]) for at in sorted(labels)]
    found = [_COLUMNS.get(label.lower()) for label in said]
    if None in found or len(set(found)) != len(said) or ENTAILMENT not in found or len(said) < 2:
        raise ModelError(
            f"{name} has the labels {', '.join(said)}, not those of entailment; choose a model with entailment, "
            f'neutral and contradiction, or name them under "id2label" in its config.json'
        )
    return tuple(column for column in found if column is not None)


def _softmax(logits: Scores) -> Scores:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    scaled: Scores = raised / raised.sum(axis=1, keepdims=True)
    return scaled
