"""What a set asks and what it knows: queries, gold answers and claims, each read from its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from eval.measures.spans import Span
from eval.rows import Row, SetError

LABELS = ("SUPPORTED", "REFUTED", "MIXED", "NOT_ENOUGH_INFO")


@dataclass(frozen=True, slots=True)
class Query:
    """A question of a set; `split` is None where the qrels decide, `type` is the set's own word for its kind."""

    id: str
    text: str
    split: str | None = None
    as_of: date | None = None
    history: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that bear an answer or a claim out; without `doc_id` they are given, not to be found.

    Without `start` and `end` the whole article is the evidence.
    """

    doc_id: str | None
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Gold:
    """What a question is due; `answerable` None leaves it out of refusal figures, nuggets are regular expressions."""

    query_id: str
    answerable: bool | None
    answers: tuple[str, ...]
    nuggets: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim and its verdict, one of LABELS."""

    id: str
    text: str
    label: str
    evidence: tuple[Evidence, ...]
    split: str | None = None


def query(row: Row) -> Query:
    """Read a row of queries.jsonl."""
    return Query(
        row.text("_id"),
        row.text("text"),
        row.get("split", str),
        _day(row, "as_of"),
        row.texts("history"),
        row.texts("choices"),
        row.get("type", str),
    )


def gold(row: Row) -> Gold:
    """Read a row of answers.jsonl; choices that stand there and not in the query are kept."""
    return Gold(
        row.text("query_id"),
        row.get("answerable", bool),
        row.texts("answers"),
        row.patterns("nuggets"),
        _evidence(row),
        row.texts("choices"),
    )


def claim(row: Row) -> Claim:
    """Read a row of claims.jsonl; raises SetError for an unknown label."""
    label = row.text("label")
    if label not in LABELS:
        raise SetError(f"{row.place}: unknown label {label!r}; use one of {', '.join(LABELS)}")
    return Claim(row.text("_id"), row.text("claim"), label, _evidence(row), row.get("split", str))


def gold_spans(evidence: Sequence[Evidence]) -> list[Span]:
    """Give the evidence that has a place in an article."""
    return [
        (item.doc_id, item.start, item.end)
        for item in evidence
        if item.doc_id is not None and item.start is not None and item.end is not None
    ]


def sources(evidence: Sequence[Evidence]) -> frozenset[str]:
    """Give what evidence shares with that of others: its articles; the words themselves where they are given."""
    found = frozenset(item.doc_id for item in evidence if item.doc_id is not None)
    return found or frozenset({"\n".join(item.text for item in evidence)} - {""})


def _evidence(row: Row) -> tuple[Evidence, ...]:
    """Read evidence; a line of given evidence may be blank, as in a page, but not all of them."""
    items = row.items("evidence")
    found = tuple(_given(item) if item.id("doc_id") is None else _found(item) for item in items)
    if found and not any(item.doc_id is not None or item.text.strip() for item in found):
        raise SetError(f"{row.place}: evidence without a doc_id must carry text; give the words or leave it out")
    return found


def _given(item: Row) -> Evidence:
    return Evidence(None, item.get("start", int), item.get("end", int), item.text("text", empty=True))


def _found(item: Row) -> Evidence:
    start, end = item.get("start", int), item.get("end", int)
    if start is None and end is None:
        return Evidence(item.id("doc_id"), None, None, item.get("text", str) or "")
    if start is None or end is None:
        raise SetError(f"{item.place}: evidence needs both 'start' and 'end', or neither for a whole article")
    if not 0 <= start < end:
        raise SetError(f"{item.place}: evidence must start before its end and not below 0, not {start} to {end}")
    return Evidence(item.id("doc_id"), start, end, item.text("text"))


def _day(row: Row, name: str) -> date | None:
    stated = row.get(name, str)
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError as error:
        raise SetError(f"{row.place}: {name!r} must be a date such as 2022-06-17, not {stated!r}") from error
