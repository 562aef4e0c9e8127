"""Metrics of a ranking: every value in [0, 1], higher is better, None for a query with nothing to find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

from eval.measures.spans import Span, touched

Relevant = Mapping[str, int]
"""The judged articles of a query and their grades; a grade of 0 or less is judged and not relevant."""


def ndcg(ranked: Sequence[str], relevant: Relevant, k: int = 10) -> float | None:
    """Give the discounted cumulative gain of the first `k`, as a share of the best possible.

    The gain is the grade itself, as in trec_eval (Jarvelin and Kekalainen 2002). The one relevant article at rank 2:
    1 / log2(3) = .631.
    """
    grades = sorted((grade for grade in relevant.values() if grade > 0), reverse=True)
    gained = _gain([max(relevant.get(article, 0), 0) for article in ranked[:k]])
    return gained / _gain(grades[:k]) if grades else None


def recall(ranked: Sequence[str], relevant: Relevant, k: int = 10) -> float | None:
    """Give the share of the relevant articles found among the first `k`: one of two is .5."""
    wanted = _wanted(relevant)
    return len(wanted.intersection(ranked[:k])) / len(wanted) if wanted else None


def reciprocal_rank(ranked: Sequence[str], relevant: Relevant, k: int = 10) -> float | None:
    """Give one over the rank of the first relevant article, 0 where the first `k` hold none: at rank 4 it is .25."""
    wanted = _wanted(relevant)
    found = next((1 / rank for rank, article in enumerate(ranked[:k], 1) if article in wanted), 0.0)
    return found if wanted else None


def success(ranked: Sequence[str], relevant: Relevant, k: int = 1) -> float | None:
    """Give 1 where the first `k` hold a relevant article, else 0.

    Relevant at ranks 2 and 5: 0 for k 1, 1 for k 2.
    """
    wanted = _wanted(relevant)
    return float(not wanted.isdisjoint(ranked[:k])) if wanted else None


def passage_recall(passages: Sequence[Span], gold: Sequence[Span], k: int = 10) -> float | None:
    """Give the share of the gold evidence spans that the first `k` passages touch, by a character or more.

    Gold ("a", 0, 40) and ("b", 10, 20), passages ("a", 30, 90) and ("b", 20, 80): the first is touched, the second
    ends where the passage begins; .5.
    """
    return touched(gold, passages[:k])


def _wanted(relevant: Relevant) -> set[str]:
    return {article for article, grade in relevant.items() if grade > 0}


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, 1))
