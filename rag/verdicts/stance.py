"""Does a sentence speak for a claim, against it, or to neither? Structural checks and entailment, weighed together."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.reading.fault import FaultKind, Mismatch, Parts
from rag.reading.ground import Cited
from rag.reading.slots import Line, read
from rag.verdicts.beside import Beside, beside
from rag.verdicts.checked import Stance
from rag.verdicts.corrected import Corrected, corrections
from rag.verdicts.predates import predates as predates
from rag.verdicts.restated import restated
from rag.verdicts.stance_features import FEATURES as FEATURES
from rag.verdicts.stance_features import NAMES, features

if TYPE_CHECKING:
    from rag.entailment.entail import Entailment

WEIGHTS = Path(__file__).parents[1] / "models" / "stance.json"
_TOLD = frozenset((FaultKind.FIGURE, FaultKind.UNIT, FaultKind.DATE, FaultKind.QUOTATION))
_OPPOSED = 0.5
_CORRECTED = 0.5  # by which a correction must be likelier than the claim to contradict it: set, and not fitted
# Least probability of entailment with which words that lack a verb of the claim bear it out: below it are 2 of the 215
# true claims of 600 that are borne out (fever-symmetric and fool-me-twice, seed 1, evidence held as found, 2026-11-22).
_SURE = 0.8
_MOST_CORRECTED = 3  # pieces of evidence, the nearest, that a claim is corrected by


@dataclass(frozen=True, slots=True)
class Held:
    """Words held against a claim: the parts found, the features they give, and the probabilities of the stances.

    `about` says whether they speak of what the claim speaks of: else no contradiction counts that only the model reads.
    `turned` says that they tell it of others, or with a reserve that the claim leaves out: they are never for it;
    `reversed` that they tell the claim's deed the other way round.
    """

    parts: Parts
    features: tuple[float, ...]
    supports: float
    refutes: float
    entailed: float | None = None
    contradicted: float | None = None
    corrected: Corrected | None = None
    about: bool = True
    turned: bool = False
    reversed: bool = False

    @property
    def silent(self) -> bool:
        """Say whether the words have nothing of a figure, a date or a quotation of the claim, or are `turned`."""
        return self.turned or any(one.part.kind in _TOLD for one in self.parts.mismatched)

    def beside(self, other: Held, kinds: Collection[FaultKind]) -> Held:
        """Give the same without another value, of some kinds, in place of one that other words bear out as claimed."""
        borne_out = {one.start for one in other.parts.matched if one.kind in kinds}
        corrected = self.corrected is not None and self.corrected.mismatch.part.start in borne_out
        if not corrected and not any(one.contradicts and one.part.start in borne_out for one in self.parts.mismatched):
            return self
        mismatched = (
            replace(one, contradicts=one.contradicts and one.part.start not in borne_out)
            for one in self.parts.mismatched
        )
        return replace(self, parts=Parts(self.parts.matched, tuple(mismatched)), corrected=None)

    @property
    def stance(self) -> Stance:
        """Give the likeliest stance; AGAINST only where words contradict and are not merely missing."""
        if self.refutes >= max(0.5, self.supports) and self.contradicting:
            return Stance.AGAINST
        speaks_for = self.supports >= max(0.5, self.refutes) and not self.turned
        return Stance.FOR if speaks_for else Stance.OPEN

    @property
    def denied(self) -> float:
        """Give how surely, in [0, 1], the model reads that the words say otherwise, by the claim or a correction."""
        read = self.contradicted or 0.0 if self.about else 0.0
        return max(read, self.corrected.gain, self.corrected.told) if self.corrected else read

    @property
    def valued(self) -> bool:
        """Say whether the words have another value: a check finds it, or the claim put right with it is likelier."""
        right = self.corrected
        corrected = right is not None and right.gain > 0 and right.correction.part.kind not in NAMES
        return corrected or any(one.contradicts for one in self.parts.mismatched)

    @property
    def contradicting(self) -> bool:
        """Say whether any words contradict: another value in the same place, or a contradiction the model reads."""
        return opposes(bool(self.against), self.denied)

    @property
    def mismatched(self) -> tuple[Mismatch, ...]:
        """Give the parts of the claim that the words do not bear out; a correction says what they have instead."""
        if self.corrected is None or self.corrected.gain < _CORRECTED:
            return self.parts.mismatched
        other = self.corrected.mismatch
        return tuple(other if one.part.start == other.part.start else one for one in self.parts.mismatched)

    @property
    def against(self) -> tuple[Mismatch, ...]:
        """Give the parts of the claim for which the words have another value."""
        return tuple(one for one in self.mismatched if one.contradicts)


def opposes(otherwise: bool, contradicted: float) -> bool:
    """Say whether words contradict: they have a part `otherwise`, or the model gives it this probability in [0, 1]."""
    return otherwise or contradicted >= _OPPOSED


def hold_all(
    claim: str,
    cited: Sequence[tuple[Cited, float]],
    entailment: Entailment | None,
    *,
    given: bool = False,
    page: bool = False,
    as_of: date | None = None,
) -> list[Held]:
    """Hold a claim against pieces of evidence, each with its cosine; all pairs go through the model in one call.

    The claim put right by the nearest pieces (rag.verdicts.corrected) goes through it in a second one. Pieces that are
    `given` are taken to speak of the claim; those found by search, or in a `page`, must be about it to contradict.
    "Last year" in the claim is counted from `as_of`, or else as the evidence counts it.
    """
    line = read(claim)
    pieces = _spread([beside(line, one, near, given=given, page=page, as_of=as_of) for one, near in cited])
    scores: list[Any] = [None] * len(cited)
    if entailment is not None and any(one.english for one in pieces):
        asked = [at for at, one in enumerate(pieces) if one.english]
        rows = entailment.score([(premise(cited[at][0]), claim) for at in asked])
        for at, row in zip(asked, rows, strict=True):
            scores[at] = row
    right = _corrected(line, pieces, scores, entailment)
    scores = _in_its_words(line, pieces, scores, entailment)
    return [_held(line, one, row, right.get(at)) for at, (one, row) in enumerate(zip(pieces, scores, strict=True))]


def _spread(pieces: Sequence[Beside]) -> list[Beside]:
    """Let words that turn the claim round do so among other words as well, where one piece holds another."""
    turned = [one.cited.quote for one in pieces if one.turned]
    return [replace(one, turned=True) if any(words in one.cited.quote for words in turned) else one for one in pieces]


def _corrected(
    line: Line, pieces: Sequence[Beside], scores: Sequence[Any], entailment: Entailment | None
) -> dict[int, Corrected]:
    """Give, by number of the evidence, the correction of the claim that it bears out best, for the nearest pieces."""
    nearest = sorted((at for at, row in enumerate(scores) if row is not None), key=lambda at: -pieces[at].near)
    tried = [
        (at, one)
        for at in nearest[:_MOST_CORRECTED]
        for one in corrections(line, pieces[at].ground, pieces[at].correctable)
    ]
    if entailment is None or not tried:
        return {}
    best: dict[int, Corrected] = {}
    rows = entailment.score([(premise(pieces[at].cited), one.text) for at, one in tried])
    for (at, one), row in zip(tried, rows, strict=True):
        known = best.get(at)
        told = float(row[0]) if one.checked else 0.0
        new = Corrected(one, float(row[0] - scores[at][0]), max(told, known.told if known else 0.0))
        best[at] = new if known is None or new.gain > known.gain else replace(known, told=new.told)
    return best


def _in_its_words(
    line: Line, pieces: Sequence[Beside], scores: Sequence[Any], entailment: Entailment | None
) -> list[Any]:
    """Give the scores; of the nearest pieces that write values otherwise, those of the claim in their words."""
    nearest = sorted((at for at, row in enumerate(scores) if row is not None), key=lambda at: -pieces[at].near)
    told = [(at, text) for at in nearest if (text := restated(line, pieces[at].ground, pieces[at].parts)) is not None][
        :_MOST_CORRECTED
    ]
    found = list(scores)
    if entailment is not None and told:
        rows = entailment.score([(premise(pieces[at].cited), text) for at, text in told])
        for (at, _), row in zip(told, rows, strict=True):
            found[at] = max(scores[at], row, key=lambda one: float(one[0] - one[2]))
    return found


def premise(cited: Cited) -> str:
    """Give the words as the entailment model reads them."""
    return " ".join(cited.quote.split())


def _held(line: Line, piece: Beside, row: Any, corrected: Corrected | None) -> Held:  # noqa: ANN401 - a row or None
    entailed, contradicted = (float(row[0]), float(row[2])) if row is not None else (None, None)
    turned = piece.turned or (piece.unheard and (entailed is None or entailed < _SURE))
    read = 0.0 if turned and entailed is not None else entailed
    values = features(piece, read, contradicted, corrected)
    supports, refutes = judge(values, model=row is not None)
    if predates(line.text, piece.cited):
        supports = refutes = 0.0
    return Held(
        piece.parts,
        values,
        supports,
        refutes,
        entailed,
        contradicted,
        corrected,
        piece.about,
        turned,
        piece.reversed,
    )


def judge(features: Sequence[float], *, model: bool) -> tuple[float, float]:
    """Give the probabilities that words support a claim and that they refute it; the rest is that they settle nothing.

    There is a set of weights for features with a `model` of entailment and one for those without.
    """
    weights = _weights()["with_model" if model else "without_model"]
    odds = [1.0] + [
        math.exp(weights[side]["bias"] + sum(w * x for w, x in zip(weights[side]["weights"], features, strict=True)))
        for side in ("for", "against")
    ]
    return odds[1] / sum(odds), odds[2] / sum(odds)


@cache
def _weights() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    return stored
