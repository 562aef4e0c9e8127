"""From the stances of the evidence to a verdict with probabilities: a small logistic model over independent sources."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from rag.reading.fault import FaultKind
from rag.verdicts.checked import Label, Stance
from rag.verdicts.stance import Held

WEIGHTS = Path(__file__).parents[1] / "models" / "verdict.json"
FEATURES = ("for", "against", "less_sure", "near")
_LEAST = 0.01  # probabilities are kept this far from 0 and 1
_MOST = 2  # further sources that count
_SIDE = 0.5  # least probability with which a source counts as one more on its side
_FURTHER = 0.1  # log odds that each of them adds; more costs likelihood on the dev claims (0: .988, .3: .992, 1: 1.002)
_BORNE_OUT = 0.6  # from which on a source speaks for a claim with one voice
VALUED = 0.2  # what another value adds: of the claims REFUTED nine in ten stay right, and 100 are found for 87
_UNOPPOSED = 0.3  # most that words which do not contradict weigh against a claim

_VALUES = frozenset((FaultKind.FIGURE, FaultKind.DATE))
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Voice:
    """One piece of evidence as the verdict sees it: how it stands, whose it is, how near it is (higher is nearer).

    A `source` may have several articles; `article` is the one that the words stand in.
    """

    held: Held
    source: int
    near: float
    article: str = ""

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


def one_voice(voices: Sequence[Voice]) -> list[Voice]:
    """Give the voices without those against a claim that the model alone reads, less surely than others bear it out.

    Sentences that tell of the same thing in other words often read as contradictions. Words that have another value in
    the same place stay against the claim, unless the source has the claim's own value as well: a figure anywhere, a
    date in the same article, since two articles of an agency may date one thing otherwise.
    """
    voices = [_uncorrected(one, voices) for one in voices]
    best = max((one.held.supports for one in voices if not one.held.turned), default=0.0)
    whole = _surest(voices, lambda one: one.source)
    own = _surest(voices, lambda one: (one.source, one.article))
    return [_heard(one, whole[one.source].held, own[one.source, one.article].held, best) for one in voices]


def _surest(voices: Sequence[Voice], key: Callable[[Voice], Key]) -> dict[Key, Voice]:
    """Give, by key, the voice that is the surest for the claim, the first of several."""
    favour: dict[Key, Voice] = {}
    for one in voices:
        known = favour.setdefault(key(one), one)
        if one.held.supports > known.held.supports:
            favour[key(one)] = one
    return favour


def _uncorrected(one: Voice, voices: Sequence[Voice]) -> Voice:
    """Give a voice without a correction of a value that other words of its article, on the same thing, do have."""
    right = one.held.corrected
    beside = (other.held for other in voices if (other.source, other.article) == (one.source, one.article))
    known = {part.start for held in beside if held.about for part in held.parts.matched if part.kind in _VALUES}
    if right is None or right.correction.checked or right.correction.part.start not in known:
        return one
    return replace(one, held=replace(one.held, corrected=None))


def _heard(one: Voice, favour: Held, own: Held, best: float) -> Voice:
    held = one.held.beside(favour, (FaultKind.FIGURE,)) if favour.supports >= _BORNE_OUT else one.held
    held = held.beside(own, (FaultKind.DATE,)) if own.supports >= _BORNE_OUT else held
    second = best >= max(_BORNE_OUT, held.refutes) or held is not one.held
    return replace(one, held=replace(held, about=False) if second and not held.against else one.held)


def decide(voices: Sequence[Voice]) -> tuple[Label, dict[str, float]]:
    """Give the verdict and the probabilities of all four labels, which sum to 1.

    The likeliest label is the verdict, but REFUTED and MIXED rest on words that contradict and are never said for want
    of words, and SUPPORTED on words that have every figure, date and quotation of the claim, where none tell the
    claim's deed the other way round. Each is said only from a probability on that stands with the weights, SUPPORTED
    and REFUTED, with an entailment model, only where it too reads an entailment, or a contradiction, of a strength that
    stands beside it; a surer verdict may need less.
    """
    model = any(voice.held.entailed is not None for voice in voices)
    probabilities = likely(values_of([voice.weighed for voice in voices]), model=model)
    verdict = Label(max(probabilities, key=lambda label: probabilities[label]))
    against = any(voice.held.stance is Stance.AGAINST for voice in voices)
    favour = [voice.held for voice in voices if voice.held.stance is Stance.FOR]
    share, strength = probabilities[verdict], _read(verdict, voices)
    bars = _weights(model)["least"].get(verdict.value, ((0.0, 0.0),))
    weak = not any(share >= least and strength >= read for least, read in bars)
    unfit = {
        Label.SUPPORTED: weak or any(voice.held.reversed for voice in voices),
        Label.REFUTED: not against or weak,
        Label.MIXED: not (against and any(not held.silent for held in favour)) or weak,
    }
    return (Label.NOT_ENOUGH_INFO if unfit.get(verdict, False) else verdict), probabilities


def denial(held: Held) -> float:
    """Give the probability that words say otherwise, as the model reads them, and VALUED more for another value."""
    return held.denied + (VALUED if held.valued else 0.0)


def _read(verdict: Label, voices: Sequence[Voice]) -> float:
    """Give how surely the model reads in the words what a verdict says of them.

    For SUPPORTED and MIXED that is the probability of entailment by words for the claim that are silent on nothing of
    it, -1 where there are none; for REFUTED the `denial` of words that contradict.
    """
    if verdict is Label.REFUTED:
        return max((denial(voice.held) for voice in voices if voice.held.contradicting), default=0.0)
    favour = [voice.held for voice in voices if voice.held.stance is Stance.FOR and not voice.held.silent]
    return max((held.entailed or 0.0 for held in favour), default=-1.0)


def values_of(weighed: Sequence[Weighed]) -> tuple[float, ...]:
    """Give the features: how sure each side is in log odds, the lesser of both, the nearest.

    Every source has one voice a side, its surest; a side is as sure as its surest source, further ones add to it.
    """
    favour = _side(_by_source(weighed, lambda one: one.supports))
    against = _side(_by_source(weighed, lambda one: one.against))
    return favour, against, min(favour, against), max((one.near for one in weighed), default=0.0)


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


def _side(ranked: Sequence[float]) -> float:
    share = min(max(ranked[0] if ranked else 0.0, _LEAST), 1 - _LEAST)
    further = min(_MOST, sum(one >= _SIDE for one in ranked[1:]))
    return math.log(share / (1 - share)) + _FURTHER * further


@cache
def _weights(model: bool) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))["with_model" if model else "without_model"]
    return stored
