"""Filters: the same articles in both searches and in the catalog, before the limit."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelves import article, fill, found, identity, opened, quick_folder

from index.library import Library
from index.passage import Filters


@pytest.fixture
def library() -> Iterator[Library]:
    with quick_folder() as folder, opened(folder / "home") as library:
        yield library


DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 9))


ARTICLES = st.lists(
    st.tuples(
        st.sampled_from(["news", "wires"]),
        st.sampled_from([None, "The Herald", "Le Monde", "İstanbul Post", "straße"]),
        st.none() | DAYS.map(date.isoformat) | DAYS.map(lambda day: f"{day}T23:30:00-05:00") | st.just("spring 2020"),
    ),
    min_size=1,
    max_size=12,
)


FILTERS = st.builds(
    Filters,
    collections=st.lists(st.sampled_from(["news", "wires", "none"]), max_size=2, unique=True).map(tuple),
    articles=st.lists(
        st.integers(0, 12).map(lambda n: identity(f"k{n}", "news")), max_size=3, unique=True
    ).map(tuple),
    publishers=st.lists(
        st.sampled_from(["the herald", "LE MONDE", "STRASSE", "nobody"]), max_size=2, unique=True
    ).map(tuple),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
)  # fmt: skip


def _kept(filters: Filters, collection: str, key: str, publisher: str | None, published: str | None) -> bool:
    """Say in plain Python what a filter keeps: the oracle."""
    day = date.fromisoformat(published[:10]) if published and published[0] == "2" else None
    return (
        (not filters.collections or collection in filters.collections)
        and (not filters.articles or identity(key, collection) in filters.articles)
        and (not filters.publishers or (publisher or "").casefold() in [p.casefold() for p in filters.publishers])
        and (not filters.dated or day is not None)
        and (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(facts=ARTICLES, filters=st.lists(FILTERS, min_size=5, max_size=10))
def test_every_filter_keeps_the_same_articles_in_both_searches_and_in_the_catalog(
    facts: list[tuple[str, str | None, str | None]], filters: list[Filters]
) -> None:
    with quick_folder() as folder, opened(folder) as library:
        for collection in {fact[0] for fact in facts}:
            fill(
                library,
                (
                    article(f"k{number}", f"Zebra {number}.", publisher=fact[1], published=fact[2])
                    for number, fact in enumerate(facts)
                    if fact[0] == collection
                ),
                collection,
            )
        for chosen in filters:
            expected = {
                identity(f"k{number}", fact[0])
                for number, fact in enumerate(facts)
                if _kept(chosen, fact[0], f"k{number}", fact[1], fact[2])
            }
            assert found(library, "zebra", chosen) == (expected, expected)
            assert {record.article_id for record in library.articles(chosen)} == expected
            articles, passages, undated = library.count(chosen)
            assert articles == passages == len(expected)
            timeless = dataclasses.replace(chosen, since=None, until=None)
            assert undated == (
                sum(
                    _kept(timeless, fact[0], f"k{number}", fact[1], fact[2])
                    for number, fact in enumerate(facts)
                    if fact[2] is None or fact[2][0] != "2"
                )
                if chosen.dated
                else 0
            )


def test_a_filter_comes_before_the_limit(library: Library) -> None:
    fill(library, [article(f"k{n}", "Zebras graze.", publisher="Many") for n in range(30)])
    fill(library, [article("rare", "A zebra, and a great deal of other things besides.", publisher="Rare")])
    with library.snapshot() as snapshot:
        query = library.encoder.encode(["zebras graze"])[0]
        for hits in (snapshot.dense(query, 1, Filters(publishers=("Rare",))),
                     snapshot.lexical("zebra", 1, Filters(publishers=("Rare",)))):  # fmt: skip
            assert [passage.article_id for passage in snapshot.passages([row for row, _ in hits])] == [identity("rare")]
