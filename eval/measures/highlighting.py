"""Metrics of highlights: the characters an answer cites against those that people marked as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from eval.measures.spans import Span, length, shared, touches


def span_precision(cited: Sequence[Span], gold: Sequence[Span]) -> float | None:
    """Give the share of the cited characters that are gold, in [0, 1]; None where nothing is cited or nothing is gold.

    Cited ("a", 0, 10), gold ("a", 5, 25): 5 of 10 characters, .5.
    """
    return shared(cited, gold) / length(cited) if length(cited) and length(gold) else None


def span_recall(cited: Sequence[Span], gold: Sequence[Span]) -> float | None:
    """Give the share of the gold characters that are cited, in [0, 1]; None where nothing is gold.

    Cited ("a", 0, 10), gold ("a", 5, 25): 5 of 20 characters, .25.
    """
    return shared(cited, gold) / length(gold) if length(gold) else None


def span_f1(cited: Sequence[Span], gold: Sequence[Span]) -> float | None:
    """Give the harmonic mean of both by characters, in [0, 1]: 0 for a silence, None where nothing is gold.

    Cited ("a", 0, 10), gold ("a", 5, 25): 2 x 5 / (10 + 20) = .333.
    """
    return 2 * shared(cited, gold) / (length(cited) + length(gold)) if length(gold) else None


def sentence_hit(cited: Sequence[Span], gold: Sequence[Span]) -> float | None:
    """Give 1 where the first span cited touches the gold, else 0, also for a silence; None where nothing is gold.

    Cited ("a", 0, 10) and ("a", 40, 50), gold ("a", 45, 60): 0, for only the second touches.
    """
    return float(bool(cited) and touches(cited[0], gold)) if gold else None
