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

    The articles are read once and only where one is named; each is compared code point by code point. An id that two
    articles have is told before what is said of either.
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
    faults: list[str] = []
    for key, text in texts(folder):
        places.pop(key, None)
        faults += filter(None, (_fault(place, item, text) for place, item in due.get(key, ())))
    faults += [
        f"{place}: no article has the id {key!r}; add it to corpus.jsonl or articles/" for key, place in places.items()
    ]
    if faults:
        raise SetError(faults[0])


def _fault(place: str, item: Evidence, text: str) -> str | None:
    """Say what is wrong with evidence, None where its words are those of the text."""
    if item.start is None or item.end is None:
        return (
            None if item.text in text else f"{place}: {item.text[:40]!r} does not stand in {item.doc_id!r}; correct it"
        )
    there, at = text[item.start : item.end], text.find(item.text)
    if there == item.text and item.end <= len(text):
        return None
    remedy = f"these words stand at {at}" if at >= 0 else "count code points in the text as it is, nothing stripped"
    where = f"{item.doc_id!r} reads {there[:40]!r} from {item.start} to {item.end}"
    return f"{place}: {where}, not {item.text[:40]!r}; {remedy}"
