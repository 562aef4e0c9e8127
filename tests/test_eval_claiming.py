"""Verdicts and calibration against scikit-learn, plain restatements and worked examples."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.claiming import (
    accuracy,
    balanced_accuracy,
    confusion,
    decided,
    ece,
    evidence_recall,
    likeliest,
    macro_f1,
    refuted_precision,
    reliability,
    sureness,
)

LABELS = ("MIXED", "NOT_ENOUGH_INFO", "REFUTED", "SUPPORTED")
ROWS = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1, max_size=20)


def columns(rows):
    return [gold for gold, _ in rows], [verdict for _, verdict in rows]


@settings(deadline=None, max_examples=30)  # the oracle is slow
@given(ROWS)
def test_the_figures_are_those_of_scikit_learn(rows):
    sklearn = pytest.importorskip("sklearn.metrics")
    gold, verdicts = columns(rows)
    labels = sorted(set(gold))
    assert accuracy(gold, verdicts) == pytest.approx(sklearn.accuracy_score(gold, verdicts))
    recalls = sklearn.recall_score(gold, verdicts, labels=labels, average="macro", zero_division=0)
    assert balanced_accuracy(gold, verdicts) == pytest.approx(recalls)
    f1 = sklearn.f1_score(gold, verdicts, labels=labels, average="macro", zero_division=0)
    assert macro_f1(gold, verdicts) == pytest.approx(f1)
    table, found = sklearn.confusion_matrix(gold, verdicts, labels=LABELS), confusion(gold, verdicts)
    assert [[found.get(one, {}).get(other, 0) for other in LABELS] for one in LABELS] == table.tolist()


@given(ROWS)
def test_refuted_precision_is_of_the_verdicts_given(rows):
    said = [gold for gold, verdict in rows if verdict == "REFUTED"]
    expected = pytest.approx(said.count("REFUTED") / len(said)) if said else None
    assert refuted_precision(*columns(rows)) == expected


@given(ROWS, st.randoms())
def test_the_order_of_the_claims_does_not_matter(rows, generator):
    shuffled = list(rows)
    generator.shuffle(shuffled)
    for metric in (accuracy, balanced_accuracy, macro_f1):
        assert metric(*columns(rows)) == pytest.approx(metric(*columns(shuffled)))
    assert confusion(*columns(rows)) == confusion(*columns(shuffled))


def test_forced_to_choose_the_likeliest_label_of_the_set_is_said_even_where_the_verdict_was_silence():
    gold = ["SUPPORTED", "NOT_ENOUGH_INFO", "REFUTED"]
    likely = {"SUPPORTED": 0.4, "REFUTED": 0.1, "MIXED": 0.5, "NOT_ENOUGH_INFO": 0.0}
    assert likeliest(gold, [likely, {"REFUTED": 0.9}, {}]) == ("SUPPORTED", "REFUTED", "NOT_ENOUGH_INFO")


def test_three_supported_and_one_refuted_claim_worked_out_by_hand():
    gold = ["SUPPORTED", "SUPPORTED", "SUPPORTED", "REFUTED"]
    verdicts = ["SUPPORTED", "REFUTED", "SUPPORTED", "REFUTED"]
    assert accuracy(gold, verdicts) == 0.75
    assert balanced_accuracy(gold, verdicts) == pytest.approx((2 / 3 + 1) / 2)
    assert macro_f1(gold, verdicts) == pytest.approx((4 / 5 + 2 / 3) / 2)
    assert refuted_precision(gold, verdicts) == 0.5
    assert confusion(gold, verdicts)["SUPPORTED"] == {"REFUTED": 1, "SUPPORTED": 2}
    assert (accuracy([], []), balanced_accuracy([], []), macro_f1([], []), refuted_precision([], [])) == (None,) * 4


def test_a_set_of_two_labels_takes_the_likelier_and_any_other_the_verdict():
    likely = [{"MIXED": 0.6, "SUPPORTED": 0.3, "REFUTED": 0.1}, {"NOT_ENOUGH_INFO": 1.0}]
    assert decided(["SUPPORTED", "REFUTED"], ["MIXED", "SUPPORTED"], likely) == ("SUPPORTED", "REFUTED")
    assert decided(["MIXED", "MIXED"], ["SUPPORTED", "MIXED"], likely) == ("SUPPORTED", "MIXED")
    three = ["SUPPORTED", "REFUTED", "MIXED"]
    assert decided(three, ["MIXED"] * 3, [{}, {}, {}]) == ("MIXED",) * 3


def test_a_verdict_is_as_sure_as_its_probability_and_of_two_labels_as_its_share_of_both():
    likely = [{"SUPPORTED": 0.3, "REFUTED": 0.1, "MIXED": 0.6}, {"NOT_ENOUGH_INFO": 1.0}]
    assert sureness(["SUPPORTED", "REFUTED"], ["SUPPORTED", "REFUTED"], likely) == (pytest.approx(0.75), 0.5)
    three = [*likely, {"SUPPORTED": 0.2}]
    assert sureness(["SUPPORTED", "REFUTED", "MIXED"], ["MIXED"] * 3, three) == (0.6, 0.0, 0.0)


SHARES = st.lists(st.tuples(st.sampled_from(LABELS[2:]), st.floats(0, 1), st.floats(0, 1)), min_size=1)


@given(SHARES)
def test_the_likelier_of_two_is_at_least_half_sure(rows):
    gold = [*(label for label, _, _ in rows), *LABELS[2:]]
    likely = [{"REFUTED": one, "SUPPORTED": other} for _, one, other in rows] + [{}, {}]
    found = sureness(gold, decided(gold, ["MIXED"] * len(gold), likely), likely)
    assert all(0.5 <= one <= 1 for one in found)


def test_evidence_is_found_where_it_is_touched():
    assert evidence_recall([("a", 0, 5)], [("a", 4, 9), ("b", 0, 1)]) == 0.5
    assert evidence_recall([], [("a", 4, 9)]) == 0.0 and evidence_recall([("a", 0, 5)], []) is None


CASES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30)


@given(CASES, st.integers(1, 12))
def test_bins_hold_every_case_once_and_the_error_is_their_mean_gap(cases, bins):
    confidence, correct = columns(cases)
    found = reliability(confidence, correct, bins)
    assert sum(one.n for one in found) == len(cases)
    gap = 0.0
    for one in found:
        mine = [(trust, right) for trust, right in cases if min(int(trust * bins), bins - 1) == round(one.low * bins)]
        assert one.n == len(mine)
        gap += abs(sum(trust - right for trust, right in mine))
    told = sum(one.n * abs(one.confidence - one.accuracy) for one in found) / len(cases)
    assert ece(confidence, correct, bins) == pytest.approx(told, abs=1e-9)
    assert ece(confidence, correct, bins) == pytest.approx(gap / len(cases), abs=1e-9)


def test_calibration_error_is_the_gap_between_confidence_and_share_right():
    assert ece([0.9, 0.9], [True, False]) == pytest.approx(0.4)
    assert ece([1.0, 0.0], [True, False]) == 0.0 and ece([1.0, 0.0], [False, True]) == 1.0
    assert ece([], []) is None and reliability([], []) == ()
    (one,) = reliability([0.25, 0.29], [True, False])
    assert (one.low, one.high, one.n, one.confidence, one.accuracy) == (0.2, 0.3, 2, pytest.approx(0.27), 0.5)


def test_confidence_that_is_honest_has_hardly_any_calibration_error():
    honest = np.random.default_rng(1).random(20_000)
    assert ece(honest, np.random.default_rng(2).random(20_000) < honest) < 0.02
