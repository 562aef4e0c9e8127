"""A date as far as its words go, and whether it can be said of a source that has another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, `text[start:end]`, as far as the words go: None where they say nothing.

    `years` and `months` are those it may lie in; `relative` marks words such as "last year", which mean something
    only beside the day the text appeared, and then have `years` and `months` too where that day is known.
    """

    start: int
    end: int
    years: frozenset[int] | None = None
    months: frozenset[int] | None = None
    day: int | None = None
    weekday: int | None = None
    relative: bool = False

    def exact(self) -> date | None:
        """Give the day, where year, month and day are all known."""
        if self.day is None or not self.years or not self.months or len(self.years) + len(self.months) > 2:
            return None
        return day_at(min(self.years), min(self.months), self.day)


def day_at(year: int, month: int, day: int) -> date | None:
    """Give a day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def agree(said: Moment, source: Moment) -> bool:
    """Say whether a date can be said of a source that has the other.

    A component that only one of them states is no contradiction, and the coarser one may be said of the finer: "in
    July" and "in the summer of 2023" of "on 4 July 2023", but not "June" of "the summer".
    """
    if not _covers(said.years, source.years, source.relative) or not _covers(said.months, source.months, True):
        return False
    if said.day is not None and source.day is not None and said.day != source.day:
        return False
    weekdays = [one.weekday if one.weekday is not None else _weekday_of(one) for one in (said, source)]
    return None in weekdays or weekdays[0] == weekdays[1]


def within(said: Moment, source: Moment) -> bool:
    """Say whether a date lies in a wider one of the source: "January 2023" in "early in 2023"."""
    if not said.years or not source.years or not said.years <= source.years:
        return False
    return source.months is None or (said.months is not None and said.months <= source.months)


def common(said: Moment, source: Moment) -> bool:
    """Say whether two dates state a component in common, so that agreement or its lack means something."""
    return bool(
        (said.years and source.years)
        or (said.months and source.months)
        or (said.weekday is not None and source.weekday is not None)
        or (said.exact() and source.weekday is not None) or (source.exact() and said.weekday is not None)
    )  # fmt: skip


def missing(said: Moment, source: Moment) -> Iterator[str]:
    """Give the components that a date states and its source does not."""
    if said.years and not source.years:
        yield "year"
    if said.months and not source.months:
        yield "month"
    if said.day is not None and source.day is None:
        yield "day"
    if said.weekday is not None and source.weekday is None and source.exact() is None:
        yield "weekday"


def _weekday_of(moment: Moment) -> int | None:
    day = moment.exact()
    return day.weekday() if day else None


def _covers(said: frozenset[int] | None, source: frozenset[int] | None, loose: bool) -> bool:
    """Say whether all that a source's component may be lies in the said one; `loose` lets two wide ones overlap."""
    if said is None or source is None or source <= said:
        return True
    return loose and bool(said & source) and (len(said) > 1 or len(source) == 1)
