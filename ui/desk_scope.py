"""What is asked, checked and listed: the filters of the side bar, and the day it is taken to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from corpus.visible import escape, visible
from index.passage import Filters
from index.records import ArticleRecord
from rag.followups.asof import until
from ui.answer_html import described
from ui.desk_pane import words

PICKABLE = 1000  # articles offered one by one; more than these are narrowed by collection and publisher first


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person wants to be read; nothing later than `as_of`, from which "last year" is counted too."""

    filters: Filters
    as_of: date | None = None

    @property
    def kept(self) -> Filters:
        """Give the filters with the day as their end."""
        return until(self.filters, self.as_of)


def draw(records: Sequence[ArticleRecord], title: str = "What to ask") -> Scope:
    """Let a person choose; nothing chosen means everything."""
    with st.expander(title, key="scope-pane"):
        collections = _choice("Collections", sorted({record.collection for record in records}), "all")
        inside = [record for record in records if not collections or record.collection in collections]
        publishers = _choice("Publishers", sorted({r.publisher for r in inside if r.publisher is not None}), "all")
        inside = [record for record in inside if not publishers or record.publisher in publishers]
        articles = _articles(inside)
        since, until = _day("Published from", "since"), _day("Published until", "until")
        as_of = _day("As of", "as-of", "As if on this day: nothing later is read, and “last year” is counted from it.")
        if since or until or as_of:
            undated = sum(record.published is None for record in inside)
            words(f'<p class="fine">{undated} undated left out while a date is set.</p>')
    return Scope(Filters(collections, articles, publishers, since, until), as_of)


def say(scope: Scope, doing: str) -> None:
    """Say what is asked, or checked against, while it is less than everything."""
    parts = ", ".join(_limits(scope))
    if parts:
        words(f'<p class="fine scope" dir="auto">{escape(f"{doing} only: {parts}")}</p>')


def named(record: ArticleRecord) -> str:
    """Name an article in a list."""
    return f"{record.title or record.key} ({described(record.publisher, record.published)})"


def _limits(scope: Scope) -> Iterator[str]:
    filters = scope.filters
    yield from (f"collection {name}" for name in filters.collections)
    yield from (f"publisher {name}" for name in filters.publishers)
    if filters.articles:
        yield f"{len(filters.articles)} chosen article{'s' * (len(filters.articles) > 1)}"
    if filters.since:
        yield f"from {filters.since}"
    if filters.until:
        yield f"until {filters.until}"
    if scope.as_of:
        yield f"as of {scope.as_of}"


def _choice(label: str, options: Sequence[str], placeholder: str) -> tuple[str, ...]:
    chosen = st.multiselect(label, options, format_func=visible, placeholder=placeholder, key=f"scope-{label.lower()}")
    return tuple(str(value) for value in chosen)


def _articles(records: Sequence[ArticleRecord]) -> tuple[str, ...]:
    if len(records) > PICKABLE:
        words(f'<p class="fine">{len(records):,} articles: choose a collection or publisher to pick single ones.</p>')
        return ()
    names = {record.article_id: visible(named(record)) for record in records}
    chosen = st.multiselect(
        "Articles", list(names), format_func=names.__getitem__, placeholder="all", key="scope-articles"
    )
    return tuple(chosen)


def _day(label: str, key: str, about: str | None = None) -> date | None:
    first = date(1600, 1, 1)
    day = st.date_input(label, value=None, format="YYYY-MM-DD", key=f"scope-{key}", min_value=first, help=about)
    return day if isinstance(day, date) else None
