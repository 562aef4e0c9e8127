"""The seam of entailment: whether a premise bears a hypothesis out, leaves it open or contradicts it.

model = load()
model.score([("The mayor resigned on Monday.", "The mayor is still in office.")])   # [[.01, .02, .97]]
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

MODEL = "entailment-minilm"
"""The name of the model that ships; any other name is a folder or a hub id."""
FILE = Path(__file__).parents[1] / "models" / "entailment.onnx"
STATED = FILE.with_suffix(".json")
TOKENS = 256
"""What the shipped model reads of premise and hypothesis together, special tokens included."""

Pairs = Sequence[tuple[str, str]]
Scores = NDArray[np.float32]
ENTAILMENT, NEUTRAL, CONTRADICTION = range(3)
"""The columns of the scores."""


class Entailment(Protocol):
    """Pairs of premise and hypothesis in, probabilities out."""

    @property
    def name(self) -> str:
        """Name the model as a person would look it up."""
        ...

    def score(self, pairs: Pairs) -> Scores:
        """Give a row a pair, shape `(len(pairs), 3)`: ENTAILMENT, NEUTRAL, CONTRADICTION; each row sums to 1.

        What is too long is cut from the end of the premise, never from the hypothesis. A hypothesis too long to be
        read at all is NEUTRAL with certainty: the model has nothing to say on it.
        """
        ...


def load(model: str = MODEL) -> Entailment:
    """Give the model that ships, or any CrossEncoder with entailment labels from a folder or by hub id.

    Raises ModelError where it is missing, altered, or its labels do not say what its columns mean.
    """
    if model == MODEL:
        from rag.entailment.entail_onnx import OnnxEntailment

        return OnnxEntailment.load()
    from rag.entailment.entail_cross import CrossEntailment

    return CrossEntailment.load(model)


def opened(model: str) -> Entailment:
    """Give a model as `load` does, loaded once a process, whichever threads ask for it; by every name once."""
    with _LOADING:
        return _loaded(model)


_LOADING = Lock()
_loaded = cache(load)


def neutral(count: int) -> Scores:
    """Give rows that say nothing either way, to be filled in where a model has something to say."""
    rows = np.zeros((count, 3), np.float32)
    rows[:, NEUTRAL] = 1
    return rows
