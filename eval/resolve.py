"""What a set says must resolve: every id to a row, every evidence span to the words it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from eval.documents import texts
from eval.gold import Evidence
from eval.rows import Row, SetError

T = TypeVar("T")

Placed = tuple[str, T]
"""Something and where it stands ("answers.jsonl:12")."""


def unique(rows: Iterable[Row], name: str) -> Iterator[Row]:
    """Give the rows on; raises SetError for one whose id, the field `name`, stood before."""
    seen: dict[str, str] = {}
    for row in rows:
        key = row.text(name)
        if key in seen:
            raise SetError(f"{row.place}: the id {key!r} stands twice, at {seen[key]} too; ids must differ")
        seen[key] = row.place
        yield row


def known(wanted: Iterable[Placed[str]], ids: Iterable[str]) -> None:
    """Raise SetError for a query id that no row of queries.jsonl has."""
    there = frozenset(ids)
    for place, query in wanted:
        if query not in there:
            raise SetError(f"{place}: no query has the id {query!r}; add it to queries.jsonl or take the row out")


def resolve(folder: Path, judged: Iterable[Placed[str]], evidence: Iterable[Placed[Evidence]]) -> None:
    """Raise SetError for an article that is not in the set, or evidence whose words are not those of its span.

    The articles are read once and only where one is named; each is compared code point by code point.
    """
    places: dict[str, str] = {}
    due: dict[str, list[Placed[Evidence]]] = {}
    for place, article in judged:
        places.setdefault(article, place)
    for place, item in evidence:
        if item.doc_id is not None:
            places.setdefault(item.doc_id, place)
            due.setdefault(item.doc_id, []).append((place, item))
    if places:
        _compare(folder, places, due)


def _compare(folder: Path, places: dict[str, str], due: Mapping[str, list[Placed[Evidence]]]) -> None:
    for key, text in texts(folder):
        places.pop(key, None)
        for place, item in due.get(key, ()):
            _fits(place, item, text)
    for article, place in places.items():
        raise SetError(f"{place}: no article has the id {article!r}; add it to corpus.jsonl or articles/")


def _fits(place: str, item: Evidence, text: str) -> None:
    if item.start is None or item.end is None:
        if item.text not in text:
            raise SetError(f"{place}: {item.text[:40]!r} does not stand in {item.doc_id!r}; correct the evidence")
    elif text[item.start : item.end] != item.text or item.end > len(text):
        there, at = text[item.start : item.end], text.find(item.text)
        remedy = f"these words stand at {at}" if at >= 0 else "count code points in the text as it is, nothing stripped"
        raise SetError(
            f"{place}: {item.doc_id!r} reads {there[:40]!r} from {item.start} to {item.end}, "
            f"not {item.text[:40]!r}; {remedy}"
        )
