"""Counting a checker's objections: the exact interval, and what checkers known to be good or bad are given."""

from __future__ import annotations

import math

import pytest

from corpus.article import Article
from eval.checked import check_pairs, clopper_pearson, summary
from eval.perturb import perturb

TEXT = "The bank lent $12 billion in 1950. Prices rose sharply in the spring of 1951. Rain was forecast for Japan."
ARTICLES = (
    Article(key="a", text=TEXT, language="en"),
    Article(key="b", text="Peru lies far from there.", language="en"),
)


def tail(count: int, total: int, chance: float) -> float:
    """Give the chance of at least so many successes, summed term by term."""
    return sum(math.comb(total, k) * chance**k * (1 - chance) ** (total - k) for k in range(count, total + 1))


@pytest.mark.parametrize(("count", "total"), [(1, 5), (3, 7), (5, 10), (9, 10), (40, 200)])
def test_the_exact_interval_ends_where_the_binomial_tails_hold_one_in_forty(count: int, total: int) -> None:
    low, high = clopper_pearson(count, total)
    assert tail(count, total, low) == pytest.approx(0.025)
    assert 1 - tail(count + 1, total, high) == pytest.approx(0.025)


def test_the_interval_of_none_of_all_and_of_no_trials() -> None:
    assert clopper_pearson(0, 10) == pytest.approx((0.0, 1 - 0.025 ** (1 / 10)))
    assert clopper_pearson(10, 10) == pytest.approx((0.025 ** (1 / 10), 1.0))
    assert clopper_pearson(0, 0) == (0.0, 1.0)


def judged(support: str, *, knowing: bool = False) -> dict[str, object]:
    """Give the summary of a checker that always says the same, or that knows the source by heart."""
    pairs = perturb(ARTICLES)
    true = {pair.true for pair in pairs}

    def judge(sentence: str, doc_id: str, text: str, start: int, end: int) -> tuple[str, str, tuple[str, ...]]:
        assert text[start:end] in {pair.source for pair in pairs}
        fault = () if knowing and sentence in true else ("date",)
        return "verbatim" if knowing and sentence in true else support, "", fault

    return summary(list(check_pairs(pairs, {article.key: article.text for article in ARTICLES}, judge)))


def value(report: object, *path: str) -> object:
    for step in (*path, "value"):
        assert isinstance(report, dict)
        report = report[step]
    return report


def test_one_who_always_objects_has_full_recall_and_half_precision() -> None:
    report = judged("unsupported")
    assert value(report, "recall") == value(report, "false_alarms") == 1
    assert value(report, "precision") == 0.5


def test_one_who_never_objects_has_no_recall_and_no_precision() -> None:
    report = judged("supported")
    assert value(report, "recall") == value(report, "false_alarms") == 0
    assert value(report, "precision") is None


def test_partial_support_is_an_objection_and_the_right_fault_is_told_from_a_wrong_one() -> None:
    report = judged("partial", knowing=True)
    assert value(report, "recall") == value(report, "precision") == 1
    assert value(report, "false_alarms") == 0
    assert value(report, "by_kind", "date", "named_right") == 1
    assert value(report, "by_kind", "figure", "named_right") == 0
