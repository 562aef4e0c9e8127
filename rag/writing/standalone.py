"""A follow-up made whole by a chat model, and held to the words of the conversation."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.errors import ChatError
from rag import prompt
from rag.followups.followup import Turn
from rag.generator import Reading
from rag.reading.names import WORD
from rag.words.lists import FUNCTION
from rag.writing.ask_model import Asker
from rag.writing.pack import shown_as_data

MARK = "earlier"
TURNS = 4  # of the conversation, the latest
LONGEST = 600  # characters of a question, and of each answer shown
TOLD = 3  # words of each kind in a note


def stand_alone(asker: Asker, question: str, history: Sequence[Turn]) -> Reading:
    """Give the question with what it leaves unsaid; without text, and with a note why, where the model errs.

    It errs where it brings in a word of content that nobody said, drops one that was asked, or gives no single line.
    """
    if not history:
        return Reading()
    text = prompt.RESOLVE.format(turns="\n".join(_shown(turn) for turn in history[-TURNS:]), question=question)
    asker.announce("the question and the turns before it", prompt.SYSTEM, text)
    try:
        told = "".join(chunk.text for chunk in asker.ask(prompt.SYSTEM.format(mark=MARK), text))
    except ChatError as error:
        return Reading(notes=(_by_rule(str(error)),))
    line = " ".join(told.split()).strip("\"'“”` ")
    fault = _fault(line, question, history)
    return Reading(notes=(_by_rule(f"what the chat model made of it {fault}"),)) if fault else Reading(line)


def _by_rule(why: str) -> str:
    return f"the question was read in the light of those before it by rule: {why}"


def _fault(line: str, question: str, history: Sequence[Turn]) -> str:
    """Say what is wrong with what the model made of a question; "" if nothing is."""
    asked = _content(line)
    if not asked or len(line) > LONGEST or not line.endswith("?"):
        return "is no question of one line"
    said = _content(" ".join((question, *(part for turn in history for part in _parts(turn)))))
    if foreign := asked - said:
        return f"brought in {_listed(foreign)}"
    lost = _own(question) - asked
    return f"dropped {_listed(lost)}" if lost else ""


def _listed(words: set[str]) -> str:
    return ", ".join(f"“{shown_as_data(word)[:40]}”" for word in sorted(words)[:TOLD])


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
