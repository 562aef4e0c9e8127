"""Metrics of a ranking and their intervals: pure functions, every value in [0, 1], higher is better."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray

SEED = 20221122
RESAMPLES = 10_000

Relevant = Mapping[str, int]
"""The judged articles of a query and their grades; a grade of 0 is judged and not relevant."""


def ndcg(ranked: Sequence[str], relevant: Relevant, k: int = 10) -> float:
    """Give the discounted cumulative gain of the first `k`, as a share of the best possible.

    The gain is the grade itself, as in trec_eval. The one relevant article at rank 2: 1 / log2(3) = .631.
    """
    grades = sorted((grade for grade in relevant.values() if grade > 0), reverse=True)
    return _ratio(_gain([max(relevant.get(article, 0), 0) for article in ranked[:k]]), _gain(grades[:k]))


def recall(ranked: Sequence[str], relevant: Relevant, k: int = 10) -> float:
    """Give the share of the relevant articles found among the first `k`."""
    wanted = {article for article, grade in relevant.items() if grade > 0}
    return _ratio(len(wanted.intersection(ranked[:k])), len(wanted))


def reciprocal_rank(ranked: Sequence[str], relevant: Relevant, k: int = 10) -> float:
    """Give one over the rank of the first relevant article, 0 where the first `k` hold none."""
    return next((1 / rank for rank, article in enumerate(ranked[:k], 1) if relevant.get(article, 0) > 0), 0.0)


def success(ranked: Sequence[str], relevant: Relevant, k: int = 1) -> float:
    """Give 1 where the first `k` hold a relevant article, else 0."""
    return float(any(relevant.get(article, 0) > 0 for article in ranked[:k]))


RETRIEVAL: dict[str, Callable[[Sequence[str], Relevant], float]] = {
    "ndcg@10": ndcg,
    "recall@10": recall,
    "mrr@10": reciprocal_rank,
    "success@1": success,
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `n` queries and its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    n: int


def estimate(values: Sequence[float], *, seed: int = SEED, resamples: int = RESAMPLES) -> Estimate:
    """Give the mean of per-query values and its percentile bootstrap interval; a seed always gives the same one."""
    sample = np.asarray(values, dtype=np.float64)
    if not len(sample):
        return Estimate(0.0, 0.0, 0.0, 0)
    low, high = np.percentile(_means(sample, seed, resamples), [2.5, 97.5])
    return Estimate(float(sample.mean()), float(low), float(high), len(sample))


def difference(
    first: Sequence[float], second: Sequence[float], *, seed: int = SEED, resamples: int = RESAMPLES
) -> Estimate:
    """Give how much `first` is above `second` on the same queries, with the paired bootstrap interval.

    An interval above 0 says that the first is better.
    """
    if len(first) != len(second):
        raise ValueError(f"paired values must be of the same queries: {len(first)} and {len(second)}")
    return estimate(np.subtract(first, second).tolist(), seed=seed, resamples=resamples)


def _means(sample: NDArray[np.float64], seed: int, resamples: int) -> NDArray[np.float64]:
    generator = np.random.default_rng(seed)
    means = np.empty(resamples)
    for start in range(0, resamples, 500):
        picks = generator.integers(0, len(sample), (min(500, resamples - start), len(sample)))
        means[start : start + len(picks)] = sample[picks].mean(axis=1)
    return means


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
