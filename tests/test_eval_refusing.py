"""Refusals and confidence against scikit-learn, brute force and worked examples."""

import random
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eval.measures.refusing import (
    abstain_auroc,
    abstain_precision,
    abstain_recall,
    answered_rate,
    aurc,
    coverage_at_risk,
    risk_coverage,
)

ROWS = st.lists(st.tuples(st.sampled_from([0.1, 0.25, 0.5, 0.75, 1.0]), st.booleans()), min_size=1, max_size=12)


def columns(rows):
    return [confidence for confidence, _ in rows], [correct for _, correct in rows]


def test_worked_examples_of_refusals():
    answerable = [True, True, False, False, None, False, False]
    abstained = [True, False, True, True, True, False, False]
    assert abstain_precision(answerable, abstained) == pytest.approx(2 / 3)
    assert abstain_recall(answerable, abstained) == 0.5
    assert answered_rate(abstained) == pytest.approx(3 / 7)
    assert abstain_precision([True], [False]) is None and abstain_precision([None], [True]) is None
    assert abstain_precision([True, True], [True, False]) is None  # nothing to refuse, so it says nothing
    assert abstain_recall([True, None], [True, True]) is None and answered_rate([]) is None


def test_always_and_never_answering_are_seen():
    answerable = [True, True, False]
    never, always = [True] * 3, [False] * 3
    assert (abstain_recall(answerable, never), abstain_precision(answerable, never)) == (1.0, pytest.approx(1 / 3))
    assert (abstain_recall(answerable, always), abstain_precision(answerable, always)) == (0.0, None)
    assert (answered_rate(never), answered_rate(always)) == (0.0, 1.0)


@settings(deadline=None, max_examples=30)  # the oracle is slow
@given(ROWS)
def test_auroc_is_that_of_scikit_learn(rows):
    confidence, answerable = columns(rows)
    if len(set(answerable)) < 2:
        assert abstain_auroc(answerable, confidence) is None
        return
    oracle = pytest.importorskip("sklearn.metrics").roc_auc_score(answerable, confidence)
    assert abstain_auroc(answerable, confidence) == pytest.approx(oracle)
    assert abstain_auroc([*answerable, None], [*confidence, 0.3]) == pytest.approx(oracle)


@given(ROWS)
def test_the_curve_is_what_answering_from_each_confidence_gives(rows):
    confidence, correct = columns(rows)
    for point in risk_coverage(confidence, correct):
        answered = [right for trust, right in rows if trust >= point.threshold]
        assert point.coverage == pytest.approx(len(answered) / len(rows))
        assert point.risk == pytest.approx(1 - sum(answered) / len(answered))
    assert [point.threshold for point in risk_coverage(confidence, correct)] == sorted(set(confidence), reverse=True)


@given(ROWS, st.sampled_from([0.0, 0.01, 0.05, 0.25, 0.5, 1.0]))
def test_coverage_at_a_risk_is_the_best_point_of_the_curve(rows, risk):
    confidence, correct = columns(rows)
    safe = [point.coverage for point in risk_coverage(confidence, correct) if point.risk <= risk + 1e-9]
    assert coverage_at_risk(confidence, correct, risk) == pytest.approx(max(safe, default=0.0))


@given(ROWS.filter(lambda rows: len(rows) <= 5))
def test_aurc_is_the_mean_over_all_orders_that_the_confidence_allows(rows):
    orders = [
        order for order in permutations(rows) if [c for c, _ in order] == sorted((c for c, _ in rows), reverse=True)
    ]
    areas = [
        np.mean([sum(not right for _, right in order[:n]) / n for n in range(1, len(order) + 1)]) for order in orders
    ]
    assert aurc(*columns(rows)) == pytest.approx(np.mean(areas))


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.randoms())
def test_aurc_of_a_perfect_ranking_is_minimal_and_of_its_reverse_maximal(correct, generator):
    def area(order: list[bool]) -> float:
        return aurc([1 - place / 10 for place in range(len(order))], order)

    shuffled = list(correct)
    generator.shuffle(shuffled)
    best, worst = sorted(correct, reverse=True), sorted(correct)
    assert area(best) - 1e-12 <= area(shuffled) <= area(worst) + 1e-12


@given(ROWS, st.integers(0, 99))
def test_the_order_of_the_questions_and_the_scale_of_confidence_do_not_matter(rows, seed):
    shuffled = random.Random(seed).sample(rows, len(rows))
    (confidence, correct), (again, right) = columns(rows), columns(shuffled)
    assert aurc(confidence, correct) == pytest.approx(aurc(again, right))
    assert aurc(confidence, correct) == pytest.approx(aurc([trust**3 for trust in confidence], correct))
    assert coverage_at_risk(confidence, correct, 0.05) == coverage_at_risk(again, right, 0.05)
    assert risk_coverage(confidence, correct) == risk_coverage(again, right)
    assume(len(set(correct)) == 2)
    assert abstain_auroc(correct, confidence) == pytest.approx(abstain_auroc(right, again))


def test_worked_examples_of_the_docstrings():
    assert abstain_auroc([True, True, False], [0.9, 0.4, 0.5]) == 0.5
    assert aurc([0.9, 0.8], [True, False]) == 0.25
    assert [(point.coverage, point.risk) for point in risk_coverage([0.8, 0.9], [False, True])] == [(0.5, 0), (1, 0.5)]
    assert coverage_at_risk([0.9, 0.8, 0.7, 0.6], [True, True, True, False], 0.05) == 0.75
    assert coverage_at_risk([0.5, 0.5], [True, False], 0.05) == 0.0  # one confidence is answered together
    assert aurc([], []) is None and coverage_at_risk([], [], 0.05) is None and risk_coverage([], []) == ()
