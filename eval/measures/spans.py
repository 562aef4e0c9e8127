"""Spans of articles as plain data: which touch, how many characters they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[str, int, int]
"""An article, and a half-open range of code points in its canonical text: ("japan-times", 2707, 2842)."""


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Say whether a span shares a character with one of the others."""
    article, start, end = span
    return any(article == other and min(end, stop) > max(start, begin) for other, begin, stop in others)


def touched(wanted: Iterable[Span], found: Sequence[Span]) -> float | None:
    """Give the share of the different spans wanted that one of those found touches; None where none is wanted."""
    different = set(wanted)
    return sum(touches(span, found) for span in different) / len(different) if different else None


def merged(spans: Iterable[Span]) -> list[Span]:
    """Give the spans that cover the same characters without overlap, in order; empty ones are dropped."""
    found: list[Span] = []
    for article, start, end in sorted(span for span in set(spans) if span[2] > span[1]):
        if found and found[-1][0] == article and start <= found[-1][2]:
            found[-1] = article, found[-1][1], max(end, found[-1][2])
        else:
            found.append((article, start, end))
    return found


def length(spans: Iterable[Span]) -> int:
    """Give how many different characters the spans cover."""
    return sum(end - start for _, start, end in merged(spans))


def shared(first: Iterable[Span], second: Iterable[Span]) -> int:
    """Give how many characters both cover."""
    one, two = list(first), list(second)
    return length(one) + length(two) - length([*one, *two])
