"""Filters as SQL: the one place that says which articles a filter keeps."""

from __future__ import annotations

from datetime import date

from index.passage import Filters


def where(filters: Filters, *, dated: bool = True) -> tuple[str, list[object]]:
    """Give a condition on `articles a` and its parameters; with `dated` off the dates are left aside.

    A collection or an article must be named exactly, a publisher in any case.
    """
    parts: list[str] = []
    values: list[object] = []
    publishers = [publisher_key(name) for name in filters.publishers]
    for column, wanted in (
        ("a.collection", filters.collections),
        ("a.id", filters.articles),
        ("a.publisher_key", publishers),
    ):
        if wanted:
            parts.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values += wanted
    if dated and filters.since is not None:
        parts.append("a.day >= ?")
        values.append(filters.since.toordinal())
    if dated and filters.until is not None:
        parts.append("a.day <= ?")
        values.append(filters.until.toordinal())
    return " AND ".join(parts) or "TRUE", values


def publisher_key(publisher: str) -> str:
    """Give the form under which publishers are compared: case and outer space do not count."""
    return publisher.strip().casefold()


def published_day(published: str | None) -> int | None:
    """Give the ordinal of an ISO 8601 date or date-time, as its own time zone counts days; None for any other text.

    >>> published_day("0001-01-02T23:00:00-05:00")
    2
    """
    if published is None:
        return None
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None  # shown as it was stated, and counted among the undated
