"""Metrics of verdicts over the claims of a set: columns of gold labels and of verdicts, in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.measures.spans import Span, touched

Labels = Sequence[str] | NDArray[np.str_]
Probabilities = Mapping[str, float]
"""Label -> probability in [0, 1]."""

REFUTED = "REFUTED"


def apart(records: Sequence[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Give the places of the records whose figures belong together, by what is added to the names of these figures.

    Claims whose evidence is given and claims whose evidence is to be found are two tasks: " (given)" and " (open)". All
    other records, and claims of one kind alone, stand under "".
    """
    modes = [str(record.get("mode") or "") for record in records]
    if len(set(modes)) < 2:
        return {"": list(range(len(records)))}
    return {f" ({mode})": [place for place, own in enumerate(modes) if own == mode] for mode in sorted(set(modes))}


def decided(gold: Sequence[str], verdicts: Sequence[str], probabilities: Sequence[Probabilities]) -> tuple[str, ...]:
    """Give the verdicts that are measured: on a set of two labels the likelier of the two, else those given.

    A system that may also say MIXED is not punished for a set that cannot; a tie goes to the label first in the
    alphabet. Gold of SUPPORTED and REFUTED, verdict MIXED with .3 and .1: SUPPORTED.
    """
    return likeliest(gold, probabilities) if len(set(gold)) == 2 else tuple(verdicts)


def likeliest(gold: Labels, probabilities: Sequence[Probabilities]) -> tuple[str, ...]:
    """Give the likeliest of the gold's labels for every claim, as if a verdict were due however unsure it is.

    A similarity threshold never falls silent either. A tie goes to the label first in the alphabet. Gold of three
    labels, NOT_ENOUGH_INFO said with SUPPORTED at .4 and the others at .3: SUPPORTED.
    """
    labels = _present(gold)
    return tuple(max(labels, key=lambda label: likely.get(label, 0.0)) for likely in probabilities)


def sureness(gold: Labels, measured: Labels, probabilities: Sequence[Probabilities]) -> tuple[float, ...]:
    """Give the probability of each verdict that `decided` measures, in [0, 1], higher is surer.

    On a set of two labels its share of the two, a half where neither has any. Gold of SUPPORTED and REFUTED, verdict
    SUPPORTED with .3 and .1: .75; of three labels: .3.
    """
    labels = _present(gold)
    if len(labels) != 2:
        return tuple(likely.get(said, 0.0) for said, likely in zip(measured, probabilities, strict=True))
    both = [sum(likely.get(label, 0.0) for label in labels) for likely in probabilities]
    return tuple(
        likely.get(said, 0.0) / total if total else 0.5
        for said, likely, total in zip(measured, probabilities, both, strict=True)
    )


def accuracy(gold: Labels, verdicts: Labels) -> float | None:
    """Give the share of the verdicts that are right, in [0, 1]; None without claims.

    Three claims, two verdicts that are the label: .667.
    """
    return float(np.mean(np.asarray(gold) == np.asarray(verdicts))) if len(gold) else None


def balanced_accuracy(gold: Labels, verdicts: Labels) -> float | None:
    """Give the mean over the labels in the gold of the share that is recognised, in [0, 1]; None without claims.

    Three SUPPORTED of which two are recognised and one REFUTED that is: (2/3 + 1) / 2 = .833.
    """
    right = np.asarray(gold) == np.asarray(verdicts)
    recalls = [right[np.asarray(gold) == label].mean() for label in _present(gold)]
    return float(np.mean(recalls)) if recalls else None


def macro_f1(gold: Labels, verdicts: Labels) -> float | None:
    """Give the mean over the labels in the gold of their F1, in [0, 1]; None without claims.

    Three SUPPORTED, of which one is called REFUTED, and one REFUTED: (2x2/(3+2) + 2x1/(1+2)) / 2 = .733.
    """
    due, said = np.asarray(gold), np.asarray(verdicts)
    scores = [_f1(due == label, said == label) for label in _present(gold)]
    return float(np.mean(scores)) if scores else None


def refuted_precision(gold: Labels, verdicts: Labels) -> float | None:
    """Give the share of the REFUTED verdicts that are right, in [0, 1]; None where none is given.

    REFUTED said of two claims, one of which is MIXED: .5.
    """
    said = np.asarray(verdicts) == REFUTED
    return float((np.asarray(gold)[said] == REFUTED).mean()) if said.any() else None


def confusion(gold: Labels, verdicts: Labels) -> dict[str, dict[str, int]]:
    """Give how often each gold label (outer) got each verdict (inner); every label seen stands in both, sorted.

    Gold MIXED twice, called MIXED and REFUTED: {MIXED: {MIXED: 1, REFUTED: 1}, REFUTED: {MIXED: 0, REFUTED: 0}}.
    """
    due, said = np.asarray(gold), np.asarray(verdicts)
    labels = sorted({*_present(gold), *_present(verdicts)})
    return {one: {other: int(((due == one) & (said == other)).sum()) for other in labels} for one in labels}


def evidence_recall(found: Sequence[Span], gold: Sequence[Span]) -> float | None:
    """Give the share of a claim's gold evidence spans that the evidence shown touches; None without gold to find.

    Gold ("a", 0, 9) and ("b", 0, 9), shown ("a", 5, 20): .5.
    """
    return touched(gold, found)


@dataclass(frozen=True, slots=True)
class Bin:
    """The cases whose confidence lies in [low, high): how many, their mean confidence, the share of them right."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def reliability(
    confidence: Sequence[float] | NDArray[np.float64], correct: Sequence[bool] | NDArray[np.bool_], bins: int = 10
) -> tuple[Bin, ...]:
    """Give the reliability diagram: bins of equal width over [0, 1] that hold a case; 1 belongs to the last."""
    trust, right = np.asarray(confidence, dtype=np.float64), np.asarray(correct, dtype=np.float64)
    place = _places(trust, bins)
    return tuple(
        Bin(at / bins, (at + 1) / bins, len(mine), float(trust[mine].mean()), float(right[mine].mean()))
        for at in range(bins)
        if len(mine := np.flatnonzero(place == at))
    )


def ece(
    confidence: Sequence[float] | NDArray[np.float64], correct: Sequence[bool] | NDArray[np.bool_], bins: int = 10
) -> float | None:
    """Give the expected calibration error: the mean gap of confidence and accuracy over the bins, weighted by n.

    In [0, 1], lower is better (Guo et al. 2017, with 10 bins); None without cases. Two cases at .9, one right: .4.
    """
    trust, right = np.asarray(confidence, dtype=np.float64), np.asarray(correct, dtype=np.float64)
    gaps = np.bincount(_places(trust, bins), trust - right)
    return float(np.abs(gaps).sum() / len(trust)) if len(trust) else None


def _places(trust: NDArray[np.float64], bins: int) -> NDArray[np.intp]:
    return np.minimum((trust * bins).astype(np.intp), bins - 1)


def _present(labels: Labels) -> list[str]:
    return sorted(set(np.asarray(labels).tolist()))


def _f1(due: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    return float(2 * (due & said).sum() / (due.sum() + said.sum()))
