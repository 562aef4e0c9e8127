"""The evidence floor: how likely the sentences found answer the question, and silence below it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rag.candidates import Evidence
from rag.demands import reason, unmet
from rag.features import features

WEIGHTS = Path(__file__).parent / "models" / "floor.json"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`probability` in [0, 1] that the question is answered; `abstain` below the floor, with the `reason` in words."""

    probability: float
    abstain: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Floor:
    """A logistic regression over the features of the evidence; `threshold` on its probability."""

    intercept: float
    weights: Mapping[str, float]
    threshold: float

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Floor:
        """Read the weights that ship, or others of the same form."""
        held = json.loads(path.read_text("utf-8"))
        return cls(held["intercept"], held["weights"], held["threshold"])

    def probability(self, evidence: Evidence) -> float:
        """Give the calibrated probability that the evidence answers the question."""
        if not evidence.candidates:
            return 0.0
        values = features(evidence)
        total = self.intercept + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-total))

    def judge(self, evidence: Evidence) -> Verdict:
        """Say whether to answer."""
        probability = self.probability(evidence)
        if not evidence.candidates:
            return Verdict(0.0, True, "nothing was found in the articles searched")
        demand = unmet(evidence)
        if demand:
            return Verdict(probability, True, f"the articles searched do not say: {reason(demand, evidence)}")
        if probability < self.threshold:
            return Verdict(probability, True, "the articles searched do not say")
        return Verdict(probability, False, "")


@cache
def shipped() -> Floor:
    """Give the floor that ships, read once."""
    return Floor.load()
