"""Questions asked: the answer each gets, and the one it would have got had it not been refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypedDict, Unpack

from corpus.errors import NotFound, QuestionError
from eval.sets import Gold, Query
from rag.answer import Answer, Searched


class How(TypedDict, total=False):
    """How a question is asked: after which turns, as of which day, and whether what would be said is wanted anyway."""

    history: Sequence[Answer]
    as_of: date | None
    insist: bool


class Asker(Protocol):
    """Answers questions: `rag.desk.Desk`, or anything that is measured in its place."""

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Answer a question or abstain."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A question of a set, what is due, the answer, and `would`: what it would have said had it not abstained."""

    query: Query
    gold: Gold
    answer: Answer
    would: Answer


def reply(desk: Asker, query: Query, gold: Gold) -> Reply:
    """Ask a question after the turns before it."""
    turns: list[Answer] = []
    for question in query.history:
        turns.append(_asked(desk, question, turns, query.as_of))
    answer = _asked(desk, query.text, turns, query.as_of)
    would = _asked(desk, query.text, turns, query.as_of, insist=True) if answer.abstained else answer
    return Reply(query, gold, answer, would)


def _asked(desk: Asker, question: str, turns: Sequence[Answer], as_of: date | None, *, insist: bool = False) -> Answer:
    """Ask; a question that cannot be asked, or has no article to be asked of, is a silence with that reason."""
    try:
        return desk.ask(question, history=tuple(turns), as_of=as_of, insist=insist)
    except (NotFound, QuestionError) as error:
        return Answer(question, question, "", True, str(error), "none", Searched(0, 0, 0, {}))
