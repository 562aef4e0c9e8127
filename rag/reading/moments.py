"""The dates of a text: days, months, years, seasons, centuries, and words counted from the day it appeared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from rag.reading.date_values import read
from rag.reading.date_words import DATE, FEW
from rag.reading.moment import Moment


@lru_cache(maxsize=256)
def moments(text: str, published: date | None = None) -> tuple[Moment, ...]:
    """Give the dates of a text in order.

    Words such as "last year" are counted from the day it was published, else from the first full date in it (its date
    line); "a year later" from the year named before.
    """
    matches = list(DATE.finditer(text))
    published = published or _dateline(text, matches)
    found: list[Moment] = []
    for match in matches:
        moment = read(text, match, published)
        if moment is not None:
            found += _spread(text, match, _counted(match, moment, found))
    return tuple(_joined(text, sorted(found, key=lambda one: one.start)))


def _joined(text: str, found: Sequence[Moment]) -> Iterator[Moment]:
    """Give the dates, two months that bound a span as one: "between March and June 2021"."""
    waiting = list(found)
    while waiting:
        one = waiting.pop(0)
        other = waiting[0] if waiting else None
        if other is not None and _is_span(text, one, other):
            first, last = min(one.months or ()), min(other.months or ())
            one = replace(one, end=waiting.pop(0).end, years=other.years, months=frozenset(range(first, last + 1)))
        yield one


def _is_span(text: str, one: Moment, other: Moment) -> bool:
    plain = one.years is None and one.day is None and other.day is None and not (one.relative or other.relative)
    if not plain or not one.months or not other.months or len(one.months) + len(other.months) > 2:
        return False
    bounded = (
        _FROM.search(text, max(0, one.start - 12), one.start) is not None
        and _TO.fullmatch(text, one.end, other.start) is not None
    )
    return bounded and min(one.months) < min(other.months)


_FROM = re.compile(r"\b(?:between|from) $", re.I)
_TO = re.compile(r" (?:and|to|until|till|through) ")


def _dateline(text: str, matches: Sequence[re.Match[str]]) -> date | None:
    for match in matches:
        moment = read(text, match, None)
        if moment is not None and moment.exact() is not None:
            return moment.exact()
    return None


def _counted(match: re.Match[str], moment: Moment, before: Sequence[Moment]) -> Moment:
    """Give "two years later" its year, where one year was named before it."""
    years = [one.years for one in before if one.years and len(one.years) == 1]
    later = _WAYS.get((match["way"] or (match["yearword"] or "").split(" ")[-1]).casefold())
    if later is None or not years or (match["ago"] or "year").casefold() != "year":
        return moment
    count = (match["count"] or "a").casefold()
    number = int(count) if count.isdigit() else FEW.index(count) + 1
    return replace(moment, years=frozenset([min(years[-1]) + later * number]))


# "In 1938, four years after work had begun": work began in 1934.
_WAYS = {"later": 1, "earlier": -1, "after": -1, "before": 1}


def _spread(text: str, match: re.Match[str], moment: Moment) -> Iterator[Moment]:
    """Give a date and those that share its month or end its range: "11 and 12 July", "1978-1995"."""
    if match["toyear"] and moment.years:
        first, last = min(moment.years), max(moment.years)
        yield replace(moment, end=match.end("year6"), years=frozenset([first]))
        yield replace(moment, start=match.start("toyear"), years=frozenset([last]))
        return
    yield moment
    other = None
    if match["day1"]:
        other = _DAY_BEFORE.search(text[max(0, match.start() - 24) : match.start()])
        start = max(0, match.start() - 24)
    elif match["day2"] and not match["year2"]:
        other, start = _DAY_BEHIND.match(text[match.end() : match.end() + 12]), match.end()
    if other is not None:
        yield replace(moment, start=start + other.start(1), end=start + other.end(1), day=int(other[1]), weekday=None)


_DAY_BEFORE = re.compile(
    r"(?<![\w.,])(\d{1,2})(?:st|nd|rd|th)?\s?(?:and|to|or|until|till|through|&|-|–|—|,)\s?(?:\w+day\s)?(?:the\s)?$"
)
_DAY_BEHIND = re.compile(
    r"\s?(?:and|to|or|until|till|through|&|-|–|—)\s?(\d{1,2})(?:st|nd|rd|th)?(?![\w%]|[.,]\d|\s(?:percent|million|people))"
)


def day_of(published: str | None) -> date | None:
    """Give the day of a stated date in ISO form, None where it is coarser or unstated."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
