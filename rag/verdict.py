"""From the stances of the evidence to a verdict with probabilities: a small logistic model over independent sources."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rag.checked import Label, Stance
from rag.stance import Held

WEIGHTS = Path(__file__).with_name("models") / "verdict.json"
FEATURES = ("for", "against", "more_for", "more_against", "near")
_LEAST = 0.01  # probabilities are kept this far from 0 and 1
_MOST = 2  # further sources that count
_SIDE = 0.5  # least probability with which a source counts as one more on its side


@dataclass(frozen=True, slots=True)
class Voice:
    """One piece of evidence as the verdict sees it: how it stands, whose it is, how near it is (higher is nearer)."""

    held: Held
    source: int
    near: float


def decide(voices: Sequence[Voice]) -> tuple[Label, dict[str, float]]:
    """Give the verdict and the probabilities of all four labels, which sum to 1.

    The likeliest label is the verdict, but REFUTED and MIXED rest on words that contradict and are never said for want
    of words, REFUTED moreover only at a probability measured to be right nine times in ten.
    """
    probabilities = likely(features(voices))
    verdict = Label(max(probabilities, key=lambda label: probabilities[label]))
    against = any(voice.held.stance is Stance.AGAINST for voice in voices)
    favour = any(voice.held.stance is Stance.FOR for voice in voices)
    unfit = {
        Label.SUPPORTED: not favour,
        Label.REFUTED: not against or probabilities[Label.REFUTED] < _weights()["least_refuted"],
        Label.MIXED: not (against and favour),
    }
    return (Label.NOT_ENOUGH_INFO if unfit.get(verdict, False) else verdict), probabilities


def features(voices: Sequence[Voice]) -> tuple[float, ...]:
    """Give the features: the surest stance of each side in log odds, further sources of it, the nearest words.

    Every source has one voice a side, its surest.
    """
    favour = _by_source(voices, lambda voice: voice.held.supports)
    against = _by_source(voices, lambda voice: voice.held.refutes)
    near = max((voice.near for voice in voices), default=0.0)
    return _logit(favour), _logit(against), _more(favour), _more(against), near


def likely(values: Sequence[float]) -> dict[str, float]:
    """Give the probabilities of the labels for features."""
    odds = {Label.NOT_ENOUGH_INFO.value: 1.0}
    for label in (Label.SUPPORTED, Label.REFUTED, Label.MIXED):
        fitted = _weights()[label.value]
        odds[label.value] = math.exp(
            fitted["bias"] + sum(w * x for w, x in zip(fitted["weights"], values, strict=True))
        )
    total = sum(odds.values())
    return {label.value: odds[label.value] / total for label in Label}


def _by_source(voices: Sequence[Voice], side: Any) -> list[float]:  # noqa: ANN401 - a function of a voice
    best: dict[int, float] = {}
    for voice in voices:
        best[voice.source] = max(best.get(voice.source, 0.0), side(voice))
    return sorted(best.values(), reverse=True)


def _logit(ranked: Sequence[float]) -> float:
    share = min(max(ranked[0] if ranked else 0.0, _LEAST), 1 - _LEAST)
    return math.log(share / (1 - share))


def _more(ranked: Sequence[float]) -> float:
    return float(min(_MOST, sum(share >= _SIDE for share in ranked[1:])))


@cache
def _weights() -> Mapping[str, Any]:
    stored: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    return stored
