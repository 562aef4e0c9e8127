"""Estimates and their intervals against what is known of them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.estimate import Estimate, clusters_of, difference, estimate, statistic, statistic_difference


def mean(column: np.ndarray) -> float | None:
    return float(column.mean()) if len(column) else None


def test_the_interval_of_a_mean_is_that_of_the_normal_law():
    values = np.random.default_rng(1).normal(0.5, 0.1, 400).tolist()
    found = estimate(values)
    half = 1.96 * np.std(values) / math.sqrt(400)
    assert found.value == pytest.approx(np.mean(values))
    assert (found.low, found.high) == pytest.approx((found.value - half, found.value + half), abs=0.001)
    assert found.n == 400


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_an_interval_lies_in_the_range_of_the_values_and_repeats(values):
    found = estimate(values, resamples=200)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert found == estimate(values, resamples=200)


def test_pairing_sees_a_small_gain_that_the_single_intervals_hide():
    noise = np.random.default_rng(2).random(200)
    better = difference((noise + 0.01).tolist(), noise.tolist())
    assert better.low == pytest.approx(0.01) and better.high == pytest.approx(0.01)
    assert estimate(noise.tolist()).high > estimate((noise + 0.01).tolist()).low


def test_unpaired_values_are_refused_and_no_values_are_no_estimate():
    with pytest.raises(ValueError, match="3 and 2"):
        difference([1, 0, 1], [1, 0])
    assert estimate([]) is None and estimate([None, None]) is None


def test_a_question_the_metric_does_not_apply_to_is_left_out_with_its_cluster():
    clusters = ["x", "y", "x", "z"]
    assert estimate([1.0, None, 0.0, 1.0], clusters) == estimate([1.0, 0.0, 1.0], ["x", "x", "z"])
    assert difference([1.0, None, 0.5], [0.0, 1.0, None]) == Estimate(1.0, 1.0, 1.0, 1)


def test_questions_that_say_the_same_of_one_article_count_as_one():
    values = np.random.default_rng(3).integers(0, 2, 60).astype(float)
    single, repeated = estimate(values.tolist()), estimate(np.repeat(values, 5).tolist())
    clustered = estimate(np.repeat(values, 5).tolist(), np.repeat(np.arange(60), 5).tolist())
    assert (clustered.low, clustered.high) == pytest.approx((single.low, single.high))
    assert repeated.high - repeated.low < (clustered.high - clustered.low) / 2


def test_the_interval_over_clusters_is_that_of_drawing_whole_clusters():
    values = [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    clusters = ["a", "a", "b", "b", "b", "c", "d"]
    groups = [[v for v, c in zip(values, clusters, strict=True) if c == name] for name in "abcd"]
    generator = np.random.default_rng(9)
    drawn = [np.concatenate([groups[at] for at in generator.integers(0, 4, 4)]).mean() for _ in range(20_000)]
    found = estimate(values, clusters)
    assert (found.low, found.high) == pytest.approx(tuple(np.percentile(drawn, [2.5, 97.5])), abs=0.02)


def test_few_clusters_do_not_narrow_the_interval_and_one_does_not_end_it():
    values = [1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.5, 1.0]
    plain = estimate(values)
    assert plain.high > plain.low
    assert estimate(values, ["x"] * 8) == plain and estimate(values, list("abcdefgh")) == plain
    halves = estimate(values, ["x", "x", "x", "x", "y", "y", "y", "y"])
    assert halves.low <= plain.low and halves.high >= plain.high
    assert statistic(mean, [values], ["x"] * 8) == statistic(mean, [values])


@pytest.mark.parametrize("clusters", [None, [n // 3 for n in range(90)]])
def test_a_statistic_that_is_a_mean_has_the_interval_of_the_mean(clusters):
    values = np.random.default_rng(4).random(90).tolist()
    fast, slow = estimate(values, clusters), statistic(mean, [values], clusters)
    assert (slow.value, slow.n) == (pytest.approx(fast.value), fast.n)
    assert (slow.low, slow.high) == pytest.approx((fast.low, fast.high), abs=0.01)
    assert slow == statistic(mean, [values], clusters)


def test_resamples_without_the_statistic_are_left_out_and_none_at_all_is_no_estimate():
    def rarely(column: np.ndarray) -> float | None:
        return float(column.sum()) if column[0] == 1 else None

    assert statistic(rarely, [[1, 0, 0]], resamples=50).low >= 1
    assert statistic(lambda column: None, [[1, 2]]) is None


def test_a_paired_difference_of_a_statistic_draws_the_same_rows_from_both():
    values = np.random.default_rng(5).random(50)
    found = statistic_difference(mean, [values + 0.1], [values])
    assert (found.value, found.low, found.high) == pytest.approx((0.1, 0.1, 0.1)) and found.n == 50
    with pytest.raises(ValueError, match="50 and 49"):
        statistic_difference(mean, [values], [values[1:]])


def test_a_cluster_is_the_article_most_shared():
    assert clusters_of(["p", "q", "r", "s"], [("x", "y"), ("y",), (), ("x",)]) == ("x", "y", "question r", "x")
    # A question that needs both does not chain the two articles' questions together.
    clusters = clusters_of(["a", "b", "ab"], [("x",), ("y",), ("x", "y")])
    assert clusters[0] != clusters[1] and clusters[2] in clusters[:2]
