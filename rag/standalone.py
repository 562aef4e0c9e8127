"""A follow-up made whole by a chat model, and held to the words of the conversation."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.errors import ChatError
from rag import prompt
from rag.chat import Chat
from rag.followup import Turn
from rag.names import WORD
from rag.pack import shown_as_data
from rag.words import FUNCTION

MARK = "earlier"
TURNS = 4  # of the conversation, the latest
LONGEST = 600  # characters of a question, and of each answer shown


def stand_alone(chat: Chat, question: str, history: Sequence[Turn]) -> str | None:
    """Give the question with what it leaves unsaid; None where there is nothing before it or the model errs.

    It errs where it brings in a word of content that nobody said, drops one that was asked, or gives no single line.
    """
    if not history:
        return None
    turns = "\n".join(_shown(turn) for turn in history[-TURNS:])
    text = prompt.RESOLVE.format(turns=turns, question=question)
    try:
        told = "".join(chunk.text for chunk in chat.stream(prompt.SYSTEM.format(mark=MARK), text))
    except ChatError:
        return None
    line = " ".join(told.split()).strip("\"'“”` ")
    said = _content(" ".join((question, *(part for turn in history for part in _parts(turn)))))
    asked = _content(line)
    whole = bool(asked) and asked <= said and len(line) <= LONGEST and line.endswith("?")
    return line if whole and _own(question) <= asked else None


def _own(question: str) -> set[str]:
    """Give the words of a question that it cannot lose: those with a capital or a figure inside it."""
    words = list(WORD.finditer(question))
    return {word[0].lower() for word in words[1:] if word[0][0].isupper() or word[0][0].isdigit()} - FUNCTION


def _content(text: str) -> set[str]:
    return {word[0].lower() for word in WORD.finditer(text)} - FUNCTION


def _parts(turn: Turn) -> tuple[str, ...]:
    return (turn.question, turn.resolved_question, *turn.answer_sentences)


def _shown(turn: Turn) -> str:
    answer = shown_as_data(" ".join(turn.answer_sentences))[:LONGEST]
    return prompt.TURN.format(mark=MARK, question=shown_as_data(turn.resolved_question), answer=answer or "none")
