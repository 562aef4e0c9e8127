"""Metrics of refusals: silence where the articles are silent, and a confidence that tells right from wrong.

Columns run over the questions of a set: `answerable` (None: not known, left out), `abstained`, `confidence` (higher =
likelier answered well) and `correct` (of the answer it gave or would have given).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Answerable = Sequence[bool | None] | NDArray[np.float64]
Truths = Sequence[bool] | NDArray[np.bool_]
Numbers = Sequence[float] | NDArray[np.float64]


def answered_rate(abstained: Truths) -> float | None:
    """Give the share of all questions that are answered, in [0, 1]; None without questions.

    Seven questions, three answered: .429.
    """
    return 1 - float(np.mean(_truths(abstained))) if len(abstained) else None


def abstain_precision(answerable: Answerable, abstained: Truths) -> float | None:
    """Give the share of the refused questions that no article answers, in [0, 1]; None where none is refused.

    None too where every question is answerable: no refusal could be right, and `answered_rate` tells how many there
    were. Three refused, two of them unanswerable: .667.
    """
    known = _numbers(answerable)
    if not (known == 0).any():
        return None
    return _share(known == 0, _truths(abstained) & ~np.isnan(known))


def abstain_recall(answerable: Answerable, abstained: Truths) -> float | None:
    """Give the share of the unanswerable questions that are refused, in [0, 1]; None where all are answerable.

    Four unanswerable, one of them refused: .25.
    """
    return _share(_truths(abstained), _numbers(answerable) == 0)


def abstain_auroc(answerable: Answerable, confidence: Numbers) -> float | None:
    """Give the probability that an answerable question is trusted more than an unanswerable one; a tie is a half.

    In [0, 1], .5 is chance: the area under the ROC curve. None unless both kinds are there. Answerable .9 and .4,
    unanswerable .5: one pair right of two, .5.
    """
    known, trust = _numbers(answerable), _numbers(confidence)
    high, low = trust[known == 1], np.sort(trust[known == 0])
    if not len(high) or not len(low):
        return None
    below = np.searchsorted(low, high, "left") + np.searchsorted(low, high, "right")
    return float(below.sum() / (2 * len(high) * len(low)))


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the risk-coverage curve: what answering from `threshold` upwards would give."""

    threshold: float
    coverage: float
    risk: float


def risk_coverage(confidence: Numbers, correct: Truths) -> tuple[Point, ...]:
    """Give the curve: for every confidence, the share answered from there upwards and the share of those that is wrong.

    Confidences fall, coverage rises (El-Yaniv and Wiener 2010). Questions of one confidence are answered together.
    .9 right, .8 wrong: (.9, .5, 0) and (.8, 1, .5).
    """
    trust, wrong = _ordered(confidence, correct)
    last = np.flatnonzero(np.append(np.diff(trust) != 0, True)) if len(trust) else np.array([], dtype=np.intp)
    errors = np.cumsum(wrong)
    return tuple(Point(float(trust[at]), float((at + 1) / len(trust)), float(errors[at] / (at + 1))) for at in last)


def aurc(confidence: Numbers, correct: Truths) -> float | None:
    """Give the area under the risk-coverage curve: the mean risk over all coverages; lower is better.

    In [0, 1] (Geifman and El-Yaniv 2017); within questions of one confidence it is the mean over their orders. None
    without questions. .9 right, .8 wrong: (0 + 1/2) / 2 = .25.
    """
    trust, wrong = _ordered(confidence, correct)
    if not len(trust):
        return None
    _, group, sizes = np.unique(-trust, return_inverse=True, return_counts=True)
    expected = (np.bincount(group, wrong) / sizes)[group]
    return float(np.mean(np.cumsum(expected) / np.arange(1, len(trust) + 1)))


def coverage_at_risk(confidence: Numbers, correct: Truths, risk: float) -> float | None:
    """Give the largest share of questions that can be answered with at most that share of the answers wrong.

    In [0, 1]; 0 where no threshold keeps the risk, None without questions. Of four questions the three most trusted
    right and the last wrong, risk .05: .75.
    """
    trust, wrong = _ordered(confidence, correct)
    if not len(trust):
        return None
    answered = np.arange(1, len(trust) + 1)
    whole = np.append(np.diff(trust) != 0, True)
    safe = answered[whole & (np.cumsum(wrong) <= risk * answered + 1e-12)]
    return float(safe.max() / len(trust)) if len(safe) else 0.0


def _ordered(confidence: Numbers, correct: Truths) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    trust = _numbers(confidence)
    order = np.argsort(-trust, kind="stable")
    return trust[order], (~_truths(correct))[order].astype(np.float64)


def _numbers(column: ArrayLike | Answerable) -> NDArray[np.float64]:
    return np.asarray(column, dtype=np.float64)


def _truths(column: Truths) -> NDArray[np.bool_]:
    return np.asarray(column, dtype=np.bool_)


def _share(part: NDArray[np.bool_], whole: NDArray[np.bool_]) -> float | None:
    return float(part[whole].mean()) if whole.any() else None
