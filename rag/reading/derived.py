"""Figures that follow from a source's by one step of arithmetic: a difference, a share, a multiple, a span of days."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date

from rag.reading.figure import Bound, Figure
from rag.reading.moment import Moment
from rag.words.units import NONE, PERCENT, POINTS, TIMES, comparable

_MOST = 8  # figures of a source that are combined
_ROUGH = 0.03  # how far "almost a third" may lie from 30 %, of the value
_TENTH = 0.06  # points by which a share of one decimal may be rounded


def follows(said: Figure, source: Sequence[Figure], moments: Sequence[Moment]) -> bool:
    """Say whether a figure follows from two of the source's: 31 from "482, up from 451", "two thirds" from 41 of 60."""
    if said.vague:
        return False
    known = [one for one in source if not one.vague and one.low > 0][:_MOST]
    values = (*_spans(said, moments), *_derived(said, known))
    return any(_meets(said, value) for value in values)


def compared(said: Figure, source: Sequence[Figure], text: str) -> bool:
    """Say whether a figure is what another is compared with: 38 of "36 hours, two fewer than now"."""
    for other in source:
        told = _THAN.match(text, other.end)
        for one in source if told else ():
            sign = 1 if told and told[1].casefold() in _LESS else -1
            alike = one.unit == said.unit and other.unit in (NONE, said.unit)
            if one is not other and alike and math.isclose(said.low, one.low + sign * other.low):
                return True
    return False


_LESS = frozenset(("fewer", "less", "lower", "shorter", "smaller"))
_THAN = re.compile(r"\s(?:\w+\s)?(fewer|less|lower|shorter|smaller|more|higher|longer|larger|bigger)\sthan\b", re.I)


def _derived(said: Figure, known: Sequence[Figure]) -> Iterator[float]:
    for one in known:
        for other in known:
            if one is not other:
                yield from _pair(said, one, other)


def _pair(said: Figure, one: Figure, other: Figure) -> Iterator[float]:
    """Give what two figures make in the unit of a third."""
    alike = comparable(one.unit, other.unit)
    counts = said.unit == one.unit or said.unit == NONE or one.unit == NONE
    if alike and one.low > other.low and (counts or (said.unit == POINTS and one.unit == PERCENT)):
        yield one.low - other.low
    if alike and one.low < other.low and said.unit == PERCENT and one.unit not in (PERCENT, POINTS):
        yield 100 * one.low / other.low
        yield 100 * (other.low - one.low) / one.low
        yield 100 * (other.low - one.low) / other.low
    if alike and one.low > other.low and said.unit == TIMES:
        yield one.low / other.low
    if counts and other.unit == PERCENT and one.unit not in (PERCENT, POINTS):
        share = other.low / 100
        yield from (one.low * share, one.low / (1 + share), one.low * (1 + share))
    if counts and other.unit == TIMES:
        yield from (one.low / other.low, one.low * other.low)


def _spans(said: Figure, moments: Sequence[Moment]) -> Iterator[float]:
    """Give the days or years between two dates of the source, counted with and without the last."""
    days = [day for one in moments if (day := one.exact()) is not None]
    years = [min(one.years) for one in moments if one.years and len(one.years) == 1]
    if said.unit.dimension == "second" and said.unit.size == 86_400:
        yield from _between([date.toordinal(day) for day in days])
    if said.unit.dimension == "month" and said.unit.size == 12:
        yield from _between(years)


def _between(values: Sequence[int]) -> Iterator[float]:
    for one in values[:_MOST]:
        for other in values[:_MOST]:
            if one > other:
                yield from (float(one - other), float(one - other + 1))


def _meets(said: Figure, value: float) -> bool:
    if said.bound is Bound.ABOVE:
        return said.low <= value <= 1.25 * said.low
    if said.share or said.bound is not Bound.EXACT:
        return math.isclose(said.low, value, rel_tol=_ROUGH) or (said.share and abs(said.low - value) <= 1)
    return math.isclose(said.low, value, rel_tol=1e-6) or (said.unit == PERCENT and abs(said.low - value) <= _TENTH)
