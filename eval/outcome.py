"""Whether a question came out right, and how two runs differ question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.run_folder import Record

_UNBOUNDED = ("answer_words", "sources_used", "citations_per_answer")
RANKS = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A question of two runs: `outcome` is "broke", "mended" or "same", `by` the mean change of its values."""

    part: str
    id: str
    question: str
    outcome: str
    by: float
    a: str
    b: str


def right(record: Record) -> bool | None:
    """Say whether a question came out right; None for a ranking, which is more or less good.

    An answer is right where it is correct, a silence where no article answers, a verdict where it is the label, on a
    set of two labels where the label is the likelier of the two.
    """
    if "abstained" in record:
        return bool(
            record["abstained"] if record["answerable"] is False else record["correct"] and not record["abstained"]
        )
    if "verdict" in record:
        return "wrong" not in record["flags"]
    return None


def changes(part: str, a: Sequence[Record], b: Sequence[Record]) -> list[Change]:
    """Give how each question changed from run a to run b, the largest changes first."""
    found = [_change(part, one, two) for one, two in zip(a, b, strict=True)]
    return sorted(found, key=lambda change: (change.outcome == "same", -abs(change.by), change.id))


def _change(part: str, a: Record, b: Record) -> Change:
    before, after = right(a), right(b)
    outcome = "same" if before == after else "mended" if after else "broke"
    shared = [name for name in a["values"] if name in b["values"] and name not in _UNBOUNDED]
    by = sum(b["values"][name] - a["values"][name] for name in shared) / max(1, len(shared))
    asked = a.get("question") or a.get("claim") or ""
    return Change(part, a["id"], asked, outcome, by, said(a), said(b))


def said(record: Record) -> str:
    """Give what a run said to a question, in words."""
    if "abstained" in record:
        return record["answer"] if not record["abstained"] else f"no answer: {record.get('reason', '')}".rstrip(": ")
    if "verdict" in record:
        return str(record["verdict"])
    return ", ".join(one["article"] for one in record.get("ranked", [])[:RANKS]) or "nothing found"
