"""What verdicts are held against: the label that is most frequent, and a threshold on mere likeness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from eval.measures.claiming import Labels

FOLDS = 5
CUTS = 41  # thresholds tried: the quantiles of the values, from the least to the greatest

Measure = Callable[[Labels, Labels], float | None]
Texts = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Rule:
    """A verdict by a value: the label `above` from the threshold on, else the label `below`."""

    threshold: float
    above: str
    below: str

    def said(self, values: ArrayLike) -> Texts:
        """Give the verdict on each value."""
        return np.where(np.asarray(values, np.float64) >= self.threshold, self.above, self.below)


def majority(gold: Labels) -> Texts:
    """Give the most frequent label, once for each claim; of equally frequent ones the first in the alphabet.

    Drawn from the very labels it is measured on, so it is as good as one label for all can be. Gold of REFUTED,
    REFUTED, SUPPORTED: three times REFUTED.
    """
    names, counts = np.unique(np.asarray(gold, np.str_), return_counts=True)
    return np.full(len(gold), names[counts.argmax()]) if len(gold) else names


def best_rule(values: ArrayLike, gold: Labels, measure: Measure) -> Rule:
    """Give the rule that measures best on the gold, tried at CUTS thresholds with every pair of its labels.

    Values .2, .4, .6, .8 of REFUTED, REFUTED, SUPPORTED, SUPPORTED, by accuracy: SUPPORTED from .6 on.
    """
    due = np.asarray(gold, np.str_)
    cuts = np.quantile(np.asarray(values, np.float64), np.linspace(0, 1, CUTS), method="higher")
    rules = [
        Rule(float(cut), str(above), str(below)) for cut in cuts for above in np.unique(due) for below in np.unique(due)
    ]
    scores = [measure(due, rule.said(values)) or 0.0 for rule in rules]
    return rules[int(np.argmax(scores))]


def crossed(values: ArrayLike, gold: Labels, clusters: Sequence[str], measure: Measure) -> Texts:
    """Give the verdict on each value by the rule that is best on the other folds; a cluster lies in one fold whole.

    Nothing is said ("") where the other folds are empty.
    """
    taken, due = np.asarray(values, np.float64), np.asarray(gold, np.str_)
    names = {name: place % FOLDS for place, name in enumerate(sorted(set(clusters)))}
    fold = np.array([names[cluster] for cluster in clusters], np.intp)
    said = np.full(len(due), "", due.dtype)
    for at in range(FOLDS):
        mine, others = fold == at, fold != at
        if mine.any() and others.any():
            said[mine] = best_rule(taken[others], due[others], measure).said(taken[mine])
    return said
