"""The baselines of verdicts against brute force, and that a threshold never sees what it is measured on."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eval.baselines import FOLDS, Rule, best_rule, crossed, majority
from eval.measures.claiming import accuracy, balanced_accuracy

LABELS = ("NOT_ENOUGH_INFO", "REFUTED", "SUPPORTED")
CASES = st.lists(st.tuples(st.sampled_from((0.1, 0.3, 0.5, 0.7)), st.sampled_from(LABELS)), min_size=1, max_size=12)


def test_the_majority_is_the_most_frequent_label_for_all() -> None:
    assert majority(["REFUTED", "REFUTED", "SUPPORTED"]).tolist() == ["REFUTED"] * 3
    assert majority(["SUPPORTED", "REFUTED"]).tolist() == ["REFUTED"] * 2
    assert majority([]).tolist() == []


@given(st.lists(st.sampled_from(LABELS), min_size=1))
def test_no_other_label_for_all_is_right_more_often(gold: list[str]) -> None:
    best = max(accuracy(gold, [label] * len(gold)) or 0.0 for label in LABELS)
    assert accuracy(gold, majority(gold)) == best


@given(CASES)
def test_the_best_rule_measures_as_well_as_any_threshold_with_any_labels(cases: list[tuple[float, str]]) -> None:
    values, gold = [value for value, _ in cases], [label for _, label in cases]
    for measure in (accuracy, balanced_accuracy):
        tried = [
            measure(gold, [above if value >= cut else below for value in values]) or 0.0
            for cut, above, below in product(set(values), LABELS, LABELS)
        ]
        assert measure(gold, best_rule(values, gold, measure).said(values)) == max(tried)


def test_a_rule_by_hand() -> None:
    gold = ["REFUTED", "REFUTED", "SUPPORTED", "SUPPORTED"]
    assert best_rule([0.2, 0.4, 0.6, 0.8], gold, accuracy) == Rule(0.6, "SUPPORTED", "REFUTED")
    assert Rule(0.6, "SUPPORTED", "REFUTED").said([0.6, 0.5]).tolist() == ["SUPPORTED", "REFUTED"]


def test_a_claim_is_never_judged_by_a_threshold_that_has_seen_it_or_its_cluster() -> None:
    clusters = [f"c{number // 4}" for number in range(40)]
    values = np.linspace(0, 1, 40)
    gold = ["SUPPORTED" if value > 0.5 else "REFUTED" for value in values]
    before = crossed(values, gold, clusters, accuracy)
    assert accuracy(gold, before) >= 0.9  # but for the cluster at the threshold
    for number in range(10):
        mine = slice(4 * number, 4 * number + 4)
        turned = list(gold)
        turned[mine] = ["REFUTED" if label == "SUPPORTED" else "SUPPORTED" for label in gold[mine]]
        assert crossed(values, turned, clusters, accuracy)[mine].tolist() == before[mine].tolist()


def test_likeness_that_tells_nothing_gains_nothing() -> None:
    generator = np.random.default_rng(3)
    values, gold = generator.random(2_000), generator.choice(["REFUTED", "SUPPORTED"], 2_000)
    said = crossed(values, gold, [f"c{number}" for number in range(2_000)], accuracy)
    assert abs((accuracy(gold, said) or 0.0) - 0.5) < 0.04


def test_fewer_clusters_than_two_leave_nothing_to_fit_on() -> None:
    assert crossed([0.1, 0.2], ["REFUTED", "SUPPORTED"], ["c", "c"], accuracy).tolist() == ["", ""]
    assert FOLDS > 1
