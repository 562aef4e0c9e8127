"""Estimates: a figure over the questions of a set, with a 95 % bootstrap interval that a fixed seed repeats.

Questions about one article are not independent: given clusters, whole clusters are drawn (Field and Welsh 2007). Few
clusters make that interval too narrow, and one makes it nothing: it is widened to that of questions drawn singly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SEED = 20221122
RESAMPLES = 10_000
SET_RESAMPLES = 2_000  # of a statistic that is computed anew for each resample
_BATCH = 500

Clusters = Sequence[Hashable]
Column = Sequence[Any] | NDArray[Any]
Statistic = Callable[..., float | None]
Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over `n` questions and its 95 % percentile bootstrap interval.

    Over one question, or equal ones, `low` and `high` are the figure itself: that says nothing of the next question.
    """

    value: float
    low: float
    high: float
    n: int


def estimate(
    values: Sequence[float | None], clusters: Clusters | None = None, *, seed: int = SEED, resamples: int = RESAMPLES
) -> Estimate | None:
    """Give the mean of the values and its interval; a None is a question the metric does not apply to and is left out.

    `clusters` names for each value what its question shares with others. None where no value is left.
    """
    kept = [place for place, value in enumerate(values) if value is not None]
    if not kept:
        return None
    sample = np.asarray([values[place] for place in kept], dtype=np.float64)
    draws = _draws([clusters[place] for place in kept] if clusters is not None else None, len(kept))
    return _widest(float(sample.mean()), [_means(sample, members, seed, resamples) for members in draws], len(sample))


def difference(
    first: Sequence[float | None],
    second: Sequence[float | None],
    clusters: Clusters | None = None,
    *,
    seed: int = SEED,
    resamples: int = RESAMPLES,
) -> Estimate | None:
    """Give how much `first` is above `second` on the same questions, with the paired interval.

    An interval above 0 says that the first is better. A question that lacks one of both values is left out.
    """
    _same_length(first, second)
    pairs = [None if a is None or b is None else a - b for a, b in zip(first, second, strict=True)]
    return estimate(pairs, clusters, seed=seed, resamples=resamples)


def statistic(
    of: Statistic,
    columns: Sequence[Column],
    clusters: Clusters | None = None,
    *,
    seed: int = SEED,
    resamples: int = SET_RESAMPLES,
) -> Estimate | None:
    """Give a figure of a whole set, such as an AUROC, with its interval: `of` takes the columns as arrays.

    None where it does not apply; resamples to which it does not apply (they miss a class) are left out.
    """
    arrays = _arrays(columns)
    value = of(*arrays)
    if value is None:
        return None
    return _over(lambda rows: of(*(array[rows] for array in arrays)), value, len(arrays[0]), clusters, seed, resamples)


def statistic_difference(
    of: Statistic,
    first: Sequence[Column],
    second: Sequence[Column],
    clusters: Clusters | None = None,
    *,
    seed: int = SEED,
    resamples: int = SET_RESAMPLES,
) -> Estimate | None:
    """Give how much a figure of a whole set is higher over the first columns than over the second, paired by row."""
    one, two = _arrays(first), _arrays(second)
    _same_length(one[0], two[0])

    def gap(rows: Rows) -> float | None:
        a, b = of(*(array[rows] for array in one)), of(*(array[rows] for array in two))
        return None if a is None or b is None else a - b

    value = gap(np.arange(len(one[0])))
    if value is None:
        return None
    return _over(gap, value, len(one[0]), clusters, seed, resamples)


def clusters_of(ids: Sequence[str], articles: Sequence[Collection[str]]) -> tuple[str, ...]:
    """Give each question its cluster: of the articles its gold names, the one that most questions name.

    A question whose gold names none is a cluster of its own. Not the connected components: through the questions that
    need several articles these grow into one. Articles {x, y}, {y} and {} of p, q and r: "y", "y" and "question r".
    """
    shared = Counter(article for mine in articles for article in set(mine))
    return tuple(
        min(mine, key=lambda article: (-shared[article], article)) if mine else f"question {own}"
        for own, mine in zip(ids, articles, strict=True)
    )


def _means(sample: Floats, members: Sequence[Rows], seed: int, resamples: int) -> Floats:
    generator = np.random.default_rng(seed)
    sums = np.array([sample[rows].sum() for rows in members])
    sizes = np.array([len(rows) for rows in members])
    means = np.empty(resamples)
    for start in range(0, resamples, _BATCH):
        picks = generator.integers(0, len(members), (min(_BATCH, resamples - start), len(members)))
        means[start : start + len(picks)] = sums[picks].sum(axis=1) / sizes[picks].sum(axis=1)
    return means


def _over(
    of: Callable[[Rows], float | None], value: float, n: int, clusters: Clusters | None, seed: int, resamples: int
) -> Estimate:
    drawn = [
        [figure for rows in _resampled(members, seed, resamples) if (figure := of(rows)) is not None]
        for members in _draws(clusters, n)
    ]
    return _widest(value, [np.asarray(figures) for figures in drawn if figures], n)


def _resampled(members: Sequence[Rows], seed: int, resamples: int) -> Iterator[Rows]:
    generator, single = np.random.default_rng(seed), all(len(rows) == 1 for rows in members)
    for _ in range(resamples):
        picks = generator.integers(0, len(members), len(members))
        yield picks if single else np.concatenate([members[pick] for pick in picks])


def _widest(value: float, drawn: Sequence[Floats], n: int) -> Estimate:
    bounds = [np.percentile(figures, [2.5, 97.5]) for figures in drawn] or [np.array([value, value])]
    return Estimate(value, float(min(low for low, _ in bounds)), float(max(high for _, high in bounds)), n)


def _draws(clusters: Clusters | None, n: int) -> list[list[Rows]]:
    """Give what is drawn: questions one by one, and where some share a cluster, the clusters too."""
    single = list(np.arange(n)[:, None])
    shared = [] if clusters is None else _members(clusters, n)
    return [single, shared] if 0 < len(shared) < n else [single]


def _members(clusters: Clusters, n: int) -> list[Rows]:
    _same_length(clusters, range(n))
    places: dict[Hashable, list[int]] = {}
    for place, cluster in enumerate(clusters):
        places.setdefault(cluster, []).append(place)
    return [np.asarray(mine, dtype=np.intp) for mine in places.values()]


def _arrays(columns: Sequence[Column]) -> list[NDArray[Any]]:
    arrays = [np.asarray(column) for column in columns]
    for array in arrays[1:]:
        _same_length(arrays[0], array)
    return arrays


def _same_length(first: Column | range, second: Column | range) -> None:
    if len(first) != len(second):
        raise ValueError(f"paired values must be of the same questions: {len(first)} and {len(second)}")
