"""From the stances of the evidence to a verdict with probabilities: a small logistic model over independent sources."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rag.checked import Label, Stance
from rag.fault import FaultKind
from rag.stance import Held

WEIGHTS = Path(__file__).with_name("models") / "verdict.json"
FEATURES = ("for", "against", "less_sure", "more_for", "more_against", "near")
_LEAST = 0.01  # probabilities are kept this far from 0 and 1
_MOST = 2  # further sources that count
_SIDE = 0.5  # least probability with which a source counts as one more on its side
_TOLD = frozenset((FaultKind.FIGURE, FaultKind.UNIT, FaultKind.DATE, FaultKind.QUOTATION))
_UNOPPOSED = 0.3  # most that words which do not contradict weigh against a claim


@dataclass(frozen=True, slots=True)
class Voice:
    """One piece of evidence as the verdict sees it: how it stands, whose it is, how near it is (higher is nearer)."""

    held: Held
    source: int
    near: float

    @property
    def weighed(self) -> Weighed:
        """Give what of it counts."""
        held = self.held
        return Weighed(held.supports, held.refutes, self.source, self.near, held.contradicting)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A piece of evidence in numbers: probabilities of both sides, its source, nearness, whether words contradict."""

    supports: float
    refutes: float
    source: int
    near: float
    contradicting: bool

    @property
    def against(self) -> float:
        """Give how much it weighs against the claim."""
        return self.refutes if self.contradicting else min(self.refutes, _UNOPPOSED)


def decide(voices: Sequence[Voice]) -> tuple[Label, dict[str, float]]:
    """Give the verdict and the probabilities of all four labels, which sum to 1.

    The likeliest label is the verdict, but REFUTED and MIXED rest on words that contradict and are never said for want
    of words, REFUTED moreover only from a fitted probability on and, with an entailment model, where it too reads a
    contradiction in them of a fitted strength. SUPPORTED rests on words that hold every figure,
    date and quotation of the claim.
    """
    model = any(voice.held.entailed is not None for voice in voices)
    probabilities = likely(values_of([voice.weighed for voice in voices]), model=model)
    verdict = Label(max(probabilities, key=lambda label: probabilities[label]))
    against = any(voice.held.stance is Stance.AGAINST for voice in voices)
    favour = [voice.held for voice in voices if voice.held.stance is Stance.FOR]
    borne_out = any(not any(one.part.kind in _TOLD for one in held.parts.mismatched) for held in favour)
    unfit = {
        Label.SUPPORTED: not borne_out,
        Label.REFUTED: not against or _too_weak(voices, probabilities[Label.REFUTED], _weights(model)),
        Label.MIXED: not (against and favour),
    }
    return (Label.NOT_ENOUGH_INFO if unfit.get(verdict, False) else verdict), probabilities


def _too_weak(voices: Sequence[Voice], refuted: float, fitted: dict[str, Any]) -> bool:
    """Say whether too little speaks against a claim to say REFUTED."""
    read = max((voice.held.contradicted or 0.0 for voice in voices if voice.held.contradicting), default=0.0)
    return refuted < float(fitted["least_refuted"]) or read < float(fitted["least_contradicted"])


def values_of(weighed: Sequence[Weighed]) -> tuple[float, ...]:
    """Give the features: the surest voice of each side in log odds, the lesser of both, further sources, the nearest.

    Every source has one voice a side, its surest.
    """
    favour = _by_source(weighed, lambda one: one.supports)
    against = _by_source(weighed, lambda one: one.against)
    sides = _logit(favour), _logit(against)
    near = max((one.near for one in weighed), default=0.0)
    return *sides, min(sides), _more(favour), _more(against), near


def likely(values: Sequence[float], *, model: bool) -> dict[str, float]:
    """Give the probabilities of the labels for features; `model` says whether an entailment model had its part."""
    odds = {Label.NOT_ENOUGH_INFO.value: 1.0}
    for label in (Label.SUPPORTED, Label.REFUTED, Label.MIXED):
        fitted = _weights(model)[label.value]
        score = fitted["bias"] + sum(w * x for w, x in zip(fitted["weights"], values, strict=True))
        odds[label.value] = math.exp(score)
    total = sum(odds.values())
    return {label.value: odds[label.value] / total for label in Label}


def _by_source(weighed: Sequence[Weighed], side: Callable[[Weighed], float]) -> list[float]:
    best: dict[int, float] = {}
    for one in weighed:
        best[one.source] = max(best.get(one.source, 0.0), side(one))
    return sorted(best.values(), reverse=True)


def _logit(ranked: Sequence[float]) -> float:
    share = min(max(ranked[0] if ranked else 0.0, _LEAST), 1 - _LEAST)
    return math.log(share / (1 - share))


def _more(ranked: Sequence[float]) -> float:
    return float(min(_MOST, sum(share >= _SIDE for share in ranked[1:])))


@cache
def _weights(model: bool) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))["with_model" if model else "without_model"]
    return stored
