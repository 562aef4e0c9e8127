"""The turns of a conversation that a follow-up goes on from."""

from __future__ import annotations

from collections.abc import Sequence

from rag.followups.followup import Turn, closed
from rag.reading.names import names
from rag.words.terms import carried_from


def thread_of(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """Give the last turns on one topic.

    One opens with a question that stood alone, named nothing said before it and was answered from other articles.
    """
    turns: list[Turn] = []
    for turn in reversed([turn for turn in history if turn.resolved_question.strip()]):
        if turns and opens(turns[-1]) and not _shared(turns[-1], turn):
            break
        turns.append(turn)
    return tuple(reversed(turns))


def subject(thread: Sequence[Turn]) -> Turn:
    """Give the turn a follow-up speaks of: the last, but for follow-ups that the articles had no answer to."""
    answered = any(turn.answer_sentences for turn in thread)
    return next((turn for turn in reversed(thread) if turn.answer_sentences or opens(turn) or not answered), thread[-1])


def own_name(last: str) -> str:
    """Give a question without what it carried, where it is about a name of its own, which is spoken of from there on.

    >>> own_name("What about Norway (France, the office)?")
    'What about Norway?'
    """
    core = last[: carried_from(last)]
    return closed(core) if core.startswith("What about ") and names(core) else last


def opens(turn: Turn) -> bool:
    """Say whether a turn's question stood alone."""
    return turn.question == turn.resolved_question


def spoken_of(question: str, history: Sequence[Turn]) -> frozenset[str]:
    """Give the articles that a question is likely to be about: those of the last answer, where it names nothing."""
    return history[-1].articles if history and not names(question) else frozenset()


def _shared(turn: Turn, before: Turn) -> bool:
    if turn.articles & before.articles:
        return True
    earlier = " ".join((before.resolved_question, *before.answer_sentences))
    return bool({name.words for name in names(turn.resolved_question)} & {name.words for name in names(earlier)})
