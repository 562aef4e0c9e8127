"""Questions as of a day: nothing later is read, and "last year" is counted from that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from index.passage import Filters
from rag.followups.when import dates


def until(filters: Filters, as_of: date | None) -> Filters:
    """Narrow filters to what was published by a day."""
    if as_of is None:
        return filters
    return replace(filters, until=min(filters.until, as_of) if filters.until else as_of)


def spelled_out(question: str, as_of: date | None) -> str:
    """Give a question with the period its words mean behind it, where they do not name the year themselves.

    The period is searched for, not filtered by: what happened last year is also told this year.

    >>> spelled_out("what was said last year?", date(2023, 7, 20))
    'what was said last year? (2022)'
    """
    period = dates(question, as_of) if as_of else None
    if period is None:
        return question
    since, end = period
    if str(end.year) in question or (since and str(since.year) in question):
        return question
    return f"{question} ({_named(since, end)})"


def _named(since: date | None, end: date) -> str:
    if since is None:
        return f"before {end + timedelta(days=1)}"
    if since == end:
        return f"{since.day} {since:%B %Y}"
    if (since.month, since.day, end.month, end.day) == (1, 1, 12, 31):
        return str(since.year) if since.year == end.year else f"{since.year} to {end.year}"
    if since.day == 1 and (since.year, since.month) == (end.year, end.month) and (end + timedelta(days=1)).day == 1:
        return f"{since:%B %Y}"
    return f"{since.day} {since:%B %Y} to {end.day} {end:%B %Y}"
