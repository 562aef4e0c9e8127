"""Two runs over the same questions: whether a difference is real, and how large it is.

Questions of one cluster are swapped, and drawn, together: they are not independent of each other.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.measures.estimate import RESAMPLES, SEED, Column, Statistic, statistic_difference

PERMUTATIONS = 10_000
_BATCH = 500
_TIE = 1e-12  # differences this near to the one observed are equal to it but for rounding

Floats = NDArray[np.float64]
Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Paired:
    """A figure of two runs over `n` questions: `difference` is b - a, with its 95 % paired bootstrap interval.

    `p` is two-sided, of the paired randomisation test. `cohens_d` is the mean of the questions' differences over their
    standard deviation (Cohen's d for pairs); None for a figure of a whole set, which has no differences by question.
    """

    a: float
    b: float
    difference: float
    low: float
    high: float
    p: float
    cohens_d: float | None
    n: int


def means(a: Values, b: Values, clusters: Sequence[Hashable], *, seed: int = SEED) -> Paired | None:
    """Compare the means of values by question; a None does not enter its mean. None where a mean has no value.

    Fisher's randomisation test (Smucker, Allan and Carterette 2007): under the null hypothesis a question's two values
    could as well have been swapped.
    """
    first, second = _sums(a, clusters), _sums(b, clusters)
    if not first[:, 1].sum() or not second[:, 1].sum():
        return None
    observed = _mean(second.sum(axis=0)) - _mean(first.sum(axis=0))
    swapped = _swapped(first, second, np.random.default_rng(seed))
    low, high = np.percentile(_drawn(first, second, np.random.default_rng(seed)), [2.5, 97.5])
    pairs = np.array([y - x for x, y in zip(a, b, strict=True) if x is not None and y is not None])
    return Paired(
        _mean(first.sum(axis=0)),
        _mean(second.sum(axis=0)),
        observed,
        float(low),
        float(high),
        _p(swapped, observed),
        _cohens_d(pairs),
        sum(x is not None or y is not None for x, y in zip(a, b, strict=True)),
    )


def sets(
    of: Statistic, a: Sequence[Column], b: Sequence[Column], clusters: Sequence[Hashable], *, seed: int = SEED
) -> Paired | None:
    """Compare a figure of the whole set, such as an AUROC, by swapping the records of questions between the runs."""
    first, second = [np.asarray(column) for column in a], [np.asarray(column) for column in b]
    one, two = of(*first), of(*second)
    gap = statistic_difference(of, second, first, clusters, seed=seed)
    if one is None or two is None or gap is None:
        return None
    if all(np.array_equal(x, y) for x, y in zip(first, second, strict=True)):
        return Paired(one, two, 0.0, 0.0, 0.0, 1.0, None, gap.n)
    swapped = _figures_swapped(of, first, second, _numbered(clusters), np.random.default_rng(seed))
    return Paired(one, two, two - one, gap.low, gap.high, _p(swapped, two - one), None, gap.n)


def holm(p: Mapping[str, float]) -> dict[str, float]:
    """Give p-values adjusted for the size of their family (Holm 1979), by name.

    .01, .04 and .03: .01 x 3 = .03, then .03 x 2 = .06, and .04 x 1 is raised to .06.
    """
    adjusted: dict[str, float] = {}
    highest = 0.0
    for rank, name in enumerate(sorted(p, key=lambda name: p[name])):
        highest = max(highest, min(1.0, p[name] * (len(p) - rank)))
        adjusted[name] = highest
    return {name: adjusted[name] for name in p}


def _sums(values: Values, clusters: Sequence[Hashable]) -> Floats:
    """Give the sum and the number of values of each cluster: shape (clusters, 2)."""
    numbers = _numbered(clusters)
    sums = np.zeros((numbers.max(initial=-1) + 1, 2))
    for number, value in zip(numbers, values, strict=True):
        if value is not None:
            sums[number] += (value, 1)
    return sums


def _swapped(first: Floats, second: Floats, generator: np.random.Generator) -> Floats:
    """Give the difference of the means for random swaps of clusters; without a value on one side it is not a number."""
    found = []
    for start in range(0, PERMUTATIONS, _BATCH):
        swap = generator.integers(0, 2, (min(_BATCH, PERMUTATIONS - start), len(first))).astype(np.float64)
        one = first.sum(axis=0) + swap @ (second - first)
        two = second.sum(axis=0) + swap @ (first - second)
        found.append(_ratios(two) - _ratios(one))
    return np.concatenate(found)


def _drawn(first: Floats, second: Floats, generator: np.random.Generator) -> Floats:
    """Give the difference of the means over clusters drawn with replacement, the same ones of both runs."""
    found = []
    for start in range(0, RESAMPLES, _BATCH):
        picks = generator.multinomial(len(first), [1 / len(first)] * len(first), min(_BATCH, RESAMPLES - start))
        found.append(_ratios(picks @ second) - _ratios(picks @ first))
    drawn = np.concatenate(found)
    return drawn[~np.isnan(drawn)]


def _figures_swapped(
    of: Statistic,
    first: Sequence[NDArray[Any]],
    second: Sequence[NDArray[Any]],
    clusters: NDArray[np.intp],
    generator: np.random.Generator,
) -> Floats:
    known: dict[bytes, float] = {}  # few clusters have few swaps
    found = np.empty(PERMUTATIONS)
    for number in range(PERMUTATIONS):
        drawn = generator.integers(0, 2, clusters.max() + 1).astype(bool)
        if (key := drawn.tobytes()) not in known:
            known[key] = _gap(of, first, second, drawn[clusters])
        found[number] = known[key]
    return found


def _gap(
    of: Statistic, first: Sequence[NDArray[Any]], second: Sequence[NDArray[Any]], swap: NDArray[np.bool_]
) -> float:
    one = of(*(np.where(swap, y, x) for x, y in zip(first, second, strict=True)))
    two = of(*(np.where(swap, x, y) for x, y in zip(first, second, strict=True)))
    return np.nan if one is None or two is None else two - one


def _ratios(sums: Floats) -> Floats:
    found: Floats = np.divide(sums[:, 0], sums[:, 1], out=np.full(len(sums), np.nan), where=sums[:, 1] > 0)
    return found


def _mean(sums: Floats) -> float:
    return float(sums[0] / sums[1])


def _p(swapped: Floats, observed: float) -> float:
    """Give the share of the swaps that differ as much, the observed one among them (Phipson and Smyth 2010)."""
    valid = swapped[~np.isnan(swapped)]
    return float((1 + (np.abs(valid) >= abs(observed) - _TIE).sum()) / (1 + len(valid)))


def _cohens_d(pairs: Floats) -> float | None:
    spread = pairs.std(ddof=1) if len(pairs) > 1 else 0.0
    return float(pairs.mean() / spread) if spread > 0 else None


def _numbered(clusters: Sequence[Hashable]) -> NDArray[np.intp]:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(cluster, len(numbers)) for cluster in clusters], dtype=np.intp)
