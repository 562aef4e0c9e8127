"""Ranking metrics against brute force, worked examples, and the published tool's values."""

import math
import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import metrics
from eval.measures.ranking import ndcg, passage_recall, recall, reciprocal_rank, success

IDS = [f"d{n}" for n in range(6)]
RANKINGS = st.permutations(IDS)
QRELS = st.dictionaries(st.sampled_from(IDS), st.integers(-1, 3), min_size=1)


def test_gain_falls_with_the_logarithm_of_the_rank_and_grows_with_the_grade():
    ranked = ["x", "a", "y", "b"]
    relevant = {"a": 1, "b": 1, "y": 0}
    # a at rank 2, b at rank 4: (1/log2 3 + 1/log2 5) / (1/log2 2 + 1/log2 3)
    assert ndcg(ranked, relevant) == pytest.approx((0.63093 + 0.43068) / (1 + 0.63093), abs=1e-4)
    assert recall(ranked, relevant, 3) == 0.5
    assert reciprocal_rank(ranked, relevant) == 0.5
    assert success(ranked, relevant) == 0.0
    assert success(ranked, relevant, 2) == 1.0
    # Grades are the gain: 2 at rank 1 and 1 at rank 2 is best; swapped it is (1 + 2/log2 3) / (2 + 1/log2 3).
    assert ndcg(["b", "a"], {"a": 2, "b": 1}) == pytest.approx((1 + 2 * 0.63093) / (2 + 0.63093), abs=1e-4)


@given(RANKINGS, QRELS, st.integers(1, 6))
def test_ndcg_is_the_gain_over_that_of_the_best_order(ranked, relevant, k):
    def gain(order: list[str]) -> float:
        return sum(max(0, relevant.get(one, 0)) / math.log2(rank + 2) for rank, one in enumerate(order[:k]))

    best = max(gain(list(order)) for order in permutations(IDS, k))
    assert ndcg(ranked, relevant, k) == (pytest.approx(gain(ranked) / best) if best else None)


@given(RANKINGS, QRELS, st.integers(1, 6))
def test_the_other_metrics_are_counts(ranked, relevant, k):
    wanted = {one for one, grade in relevant.items() if grade > 0}
    ranks = [rank for rank, one in enumerate(ranked, 1) if one in wanted and rank <= k]
    assert recall(ranked, relevant, k) == (len(ranks) / len(wanted) if wanted else None)
    assert reciprocal_rank(ranked, relevant, k) == ((1 / ranks[0] if ranks else 0.0) if wanted else None)
    assert success(ranked, relevant, k) == (float(bool(ranks)) if wanted else None)


# nDCG@10, R@10, RR@10 and Success@1 of ir_measures 0.4.3 (pytrec_eval-terrier 0.5.11) for seeds 0 to 7.
IR_MEASURES = (
    (0.34112, 0.375, 1.0, 1.0),
    (0.177008, 0.333333, 0.25, 0.0),
    (0.0, 0.0, 0.0, 0.0),
    (0.0, 0.0, 0.0, 0.0),
    (0.138313, 0.25, 0.5, 0.0),
    (0.230797, 0.333333, 0.5, 0.0),
    (0.208267, 0.285714, 0.25, 0.0),
    (0.0, 0.0, 0.0, 0.0),
)


@pytest.mark.parametrize("seed", range(8))
def test_the_values_are_those_of_ir_measures(seed):
    generator, ids = random.Random(seed), [f"d{n}" for n in range(30)]
    ranked = generator.sample(ids, 25)
    relevant = {one: generator.choice((0, 1, 1, 2, 3)) for one in generator.sample(ids, generator.randint(1, 12))}
    found = [metric(ranked, relevant) for metric in metrics.RETRIEVAL.values()]
    if any(relevant.values()):
        assert found == pytest.approx(IR_MEASURES[seed], abs=1e-6)
    else:
        assert found == [None] * 4  # ir_measures says 0 where there is nothing to find


@pytest.mark.parametrize("metric", metrics.RETRIEVAL.values())
def test_nothing_found_is_zero_and_nothing_to_find_is_no_value(metric):
    assert metric([], {"a": 1}) == 0.0
    assert metric(["a"], {"a": 1}) == 1.0
    assert metric(["a"], {"a": 0}) is None
    assert metric(["a"], {}) is None


def test_a_passage_recalls_the_spans_it_touches_by_a_character():
    gold = [("a", 0, 40), ("b", 10, 20), ("b", 10, 20)]
    assert passage_recall([("a", 39, 90), ("b", 20, 80)], gold) == 0.5
    assert passage_recall([("b", 0, 40)], gold) == 0.5
    assert passage_recall([("x", 0, 40)] * 10 + [("a", 0, 40)], gold) == 0.0
    assert passage_recall([], gold) == 0.0
    assert passage_recall([("a", 0, 40)], []) is None
