"""The evidence floor: how likely the sentences found answer the question, and silence below it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rag.evidence.candidates import Evidence
from rag.evidence.demands import only_named, reason, unmet
from rag.evidence.features import features, shares
from rag.evidence.told import outright

WEIGHTS = Path(__file__).parents[1] / "models" / "floor.json"
OTHER_WEIGHTS = WEIGHTS.with_name("floor-other.json")

Features = Callable[[Evidence], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`probability` in [0, 1] that the question is answered; `abstain` below the floor, with the `reason` in words."""

    probability: float
    abstain: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Floor:
    """A logistic regression over features of the evidence, those that `seen` gives; `threshold` on its probability."""

    intercept: float
    weights: Mapping[str, float]
    threshold: float
    seen: Features = features

    @classmethod
    def load(cls, path: Path = WEIGHTS, seen: Features = features) -> Floor:
        """Read the weights that ship, or others of the same form."""
        held = json.loads(path.read_text("utf-8"))
        return cls(held["intercept"], held["weights"], held["threshold"], seen)

    def probability(self, evidence: Evidence) -> float:
        """Give the calibrated probability that the evidence answers the question."""
        if not evidence.candidates:
            return 0.0
        values = self.seen(evidence)
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
        if probability < self.threshold and (only_named(evidence) or outright(evidence)):
            return Verdict(self.threshold, False, "")
        if probability < self.threshold:
            return Verdict(probability, True, "the articles searched do not say")
        return Verdict(probability, False, "")


@dataclass(frozen=True, slots=True)
class Floors:
    """One floor where the passages found are English, another where they are not."""

    english: Floor
    other: Floor

    def judge(self, evidence: Evidence) -> Verdict:
        """Say whether to answer."""
        return (self.english if evidence.english else self.other).judge(evidence)


@cache
def shipped() -> Floors:
    """Give the floors that ship, read once."""
    return Floors(Floor.load(), Floor.load(OTHER_WEIGHTS, shares))
