"""Ranking metrics against brute force and worked examples; intervals against what is known of them."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import metrics

IDS = [f"d{n}" for n in range(6)]
RANKINGS = st.permutations(IDS)
QRELS = st.dictionaries(st.sampled_from(IDS), st.integers(0, 3), min_size=1)


def test_worked_examples():
    ranked = ["x", "a", "y", "b"]
    relevant = {"a": 1, "b": 1, "y": 0}
    # a at rank 2, b at rank 4: (1/log2 3 + 1/log2 5) / (1/log2 2 + 1/log2 3)
    assert metrics.ndcg(ranked, relevant) == pytest.approx((0.63093 + 0.43068) / (1 + 0.63093), abs=1e-4)
    assert metrics.recall(ranked, relevant, 3) == 0.5
    assert metrics.reciprocal_rank(ranked, relevant) == 0.5
    assert metrics.success(ranked, relevant) == 0.0
    assert metrics.success(ranked, relevant, 2) == 1.0
    # Grades are the gain: 2 at rank 1 and 1 at rank 2 is best; swapped it is (1 + 2/log2 3) / (2 + 1/log2 3).
    assert metrics.ndcg(["b", "a"], {"a": 2, "b": 1}) == pytest.approx((1 + 2 * 0.63093) / (2 + 0.63093), abs=1e-4)


@given(RANKINGS, QRELS, st.integers(1, 6))
def test_ndcg_is_the_gain_over_that_of_the_best_order(ranked, relevant, k):
    def gain(order: list[str]) -> float:
        return sum(relevant.get(one, 0) / math.log2(rank + 2) for rank, one in enumerate(order[:k]))

    best = max(gain(list(order)) for order in permutations(IDS, k))
    assert metrics.ndcg(ranked, relevant, k) == pytest.approx(gain(ranked) / best if best else 0.0)


@given(RANKINGS, QRELS, st.integers(1, 6))
def test_the_other_metrics_are_counts(ranked, relevant, k):
    wanted = {one for one, grade in relevant.items() if grade > 0}
    ranks = [rank for rank, one in enumerate(ranked, 1) if one in wanted and rank <= k]
    assert metrics.recall(ranked, relevant, k) == (len(ranks) / len(wanted) if wanted else 0.0)
    assert metrics.reciprocal_rank(ranked, relevant, k) == (1 / ranks[0] if ranks else 0.0)
    assert metrics.success(ranked, relevant, k) == float(bool(ranks))


@pytest.mark.parametrize("metric", metrics.RETRIEVAL.values())
def test_nothing_found_and_nothing_relevant_are_zero(metric):
    assert metric([], {"a": 1}) == 0.0
    assert metric(["a"], {"a": 0}) == 0.0
    assert metric(["a"], {}) == 0.0
    assert metric(["a"], {"a": 1}) == 1.0


def test_the_interval_of_a_mean_is_that_of_the_normal_law():
    values = np.random.default_rng(1).normal(0.5, 0.1, 400).tolist()
    found = metrics.estimate(values)
    half = 1.96 * np.std(values) / math.sqrt(400)
    assert found.value == pytest.approx(np.mean(values))
    assert (found.low, found.high) == pytest.approx((found.value - half, found.value + half), abs=0.001)
    assert found.n == 400


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_an_interval_lies_in_the_range_of_the_values_and_repeats(values):
    found = metrics.estimate(values, resamples=200)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert found == metrics.estimate(values, resamples=200)


def test_pairing_sees_a_small_gain_that_the_single_intervals_hide():
    noise = np.random.default_rng(2).random(200)
    better = metrics.difference((noise + 0.01).tolist(), noise.tolist())
    assert better.low == pytest.approx(0.01) and better.high == pytest.approx(0.01)
    low, high = metrics.estimate(noise.tolist()).low, metrics.estimate((noise + 0.01).tolist()).low
    assert high - low < metrics.estimate(noise.tolist()).high - low


def test_unpaired_values_are_refused_and_no_values_are_zero_of_zero():
    with pytest.raises(ValueError, match="3 and 2"):
        metrics.difference([1, 0, 1], [1, 0])
    assert metrics.estimate([]) == metrics.Estimate(0.0, 0.0, 0.0, 0)
