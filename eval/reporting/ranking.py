"""A ranking in a report: the first articles found, those judged relevant, and the relevant ones that were not found."""

from __future__ import annotations

from corpus.visible import escape
from eval.reporting import entry
from eval.reporting.entry import BAD, GOOD, QUIET, Item, section
from eval.run_folder import Record

SHOWN = 10


def ranking_item(record: Record) -> Item:
    """Give the line and the body of a record of retrieval.jsonl."""
    rank = first_relevant(record)
    outcome = f"Found at {rank}" if rank else "Not found"
    tone = GOOD if rank == 1 else QUIET if rank and rank <= SHOWN else BAD
    told = [
        record["id"],
        record["question"],
        *record["relevant"],
        *(one["article"] for one in record["ranked"][:SHOWN]),
    ]
    body = ranking(record) + section("Figures", entry.values(record), "figures")
    return Item("retrieval", record["question"], outcome, tone, tuple(record["flags"]), "", body, "\n".join(told))


def first_relevant(record: Record) -> int | None:
    """Give the rank of the first relevant article, from 1; None where it was not found."""
    ranked = enumerate(record["ranked"], 1)
    return next((rank for rank, one in ranked if record["relevant"].get(one["article"], 0) > 0), None)


def ranking(record: Record) -> str:
    """Give the first ten articles with their grades, and the relevant ones that are further down or missing."""
    grades = record["relevant"]
    ranks = {one["article"]: rank for rank, one in enumerate(record["ranked"], 1)}
    rows = "".join(_row(rank, one, grades.get(one["article"])) for rank, one in enumerate(record["ranked"][:SHOWN], 1))
    late = [name for name, grade in grades.items() if grade > 0 and ranks.get(name, SHOWN + 1) > SHOWN]
    missed = "".join(f"<li><bdi>{escape(name)}</bdi>: {_place(ranks.get(name))}</li>" for name in late)
    table = f'<table class="ranking"><tr><th>Rank<th>Article<th>Score<th>Judged</tr>{rows}</table>'
    return table + (f'<ul class="bad">{missed}</ul>' if missed else "")


def _row(rank: int, one: dict[str, float | str], grade: int | None) -> str:
    judged = "" if grade is None else f"relevant ({grade})" if grade > 0 else "not relevant"
    style = ' class="good"' if grade else ""
    article = f"<bdi>{escape(str(one['article']))}</bdi>"
    return f"<tr{style}><td>{rank}<td>{article}<td>{float(one['score']):.3f}<td>{judged}</tr>"


def _place(rank: int | None) -> str:
    return f"relevant, at rank {rank}" if rank else "relevant, not found"
