"""Follow-ups as a chat model reads them, within the words of the conversation."""

from __future__ import annotations

from pathlib import Path

import pytest
from chat_desk import QUESTION, Ask, true_answer
from fakes_chat import scripted
from shelves import opened

from corpus.errors import ChatError
from rag.config import Settings
from rag.desk import Desk
from rag.generator import Asking, Step


def test_a_follow_up_is_resolved_by_the_model_within_the_words_of_the_conversation(ask: Ask) -> None:
    first = ask(scripted(true_answer))

    def resolved(words: str) -> str:
        def reply(prompt: str) -> str:
            return words if "Rewritten, on one line" in prompt else true_answer(prompt)

        return ask(scripted(reply), "and what will it cost?", history=(first,)).resolved_question

    assert resolved("What will the Harbour Street library cost?") == "What will the Harbour Street library cost?"
    assert resolved("\n“What will the roof cost?”\n") == "What will the roof cost?"
    by_rule = resolved("")
    assert by_rule != "and what will it cost?"
    for wrong in (
        "What will the Kestrel library cost?",
        "It will cost millions.",
        "Who pays?",
        "?",
        "x" * 9000,
    ):
        assert resolved(wrong) == by_rule


@pytest.mark.parametrize(
    ("made_of_it", "why"),
    [("What will the Kestrel library cost?", "brought in “kestrel”"), ("It will cost millions.", "is no question"),
     ("What will the roof cost?", "dropped “anna”, “berg”"), (ChatError("fake has trouble (500)"), "trouble (500)")],
)  # fmt: skip
def test_a_follow_up_read_by_rule_says_why_and_what_asking_took(
    made_of_it: str | ChatError, why: str, ask: Ask
) -> None:
    def reply(prompt: str) -> str:
        if "Rewritten" not in prompt:
            return true_answer(prompt)
        if isinstance(made_of_it, ChatError):
            raise made_of_it
        return made_of_it

    steps: list[Step] = []
    first = ask(scripted(true_answer))
    answer = ask(scripted(reply), "and what did Anna Berg say it will cost?", history=(first,), watch=steps.append)
    (note,) = answer.notes
    assert note.startswith("the question was read in the light of those before it by rule: ")
    assert why in note
    assert next(step.sent for step in steps if isinstance(step, Asking)) == "the question and the turns before it"
    assert answer.usage is not None
    assert first.usage is not None
    answered = not isinstance(made_of_it, ChatError)
    assert answer.usage.calls == 1 + answered
    assert (answer.usage.prompt_tokens > first.usage.prompt_tokens + 100) is answered


def test_a_model_that_could_not_be_asked_has_cost_nothing(ask: Ask) -> None:
    def reply(prompt: str) -> str:
        raise ChatError("fake has no key; set FAKE_API_KEY")

    answer = ask(
        scripted(reply, prices={"fake:scripted": (2.0, 10.0)}), "and why?", history=(ask(scripted(true_answer)),)
    )
    assert (answer.generator, answer.usage) == ("extractive", None)
    assert all("no key" in note for note in answer.notes)


def test_a_question_read_by_the_model_carries_no_note(ask: Ask) -> None:
    first = ask(scripted(true_answer))

    def reply(prompt: str) -> str:
        return "What will the Harbour Street library cost?" if "Rewritten" in prompt else true_answer(prompt)

    assert ask(scripted(reply), "and what will it cost?", history=(first,)).notes == ()


def test_a_silence_says_too_how_its_question_was_read(chat_home: Path) -> None:
    def reply(prompt: str) -> str:
        raise ChatError("no server answers")

    with opened(chat_home / "library") as library:
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(chat_home)}, chat_home))
        first = desk.ask(QUESTION)
        silence = desk.ask("and who won the 1930 World Cup in Montevideo?", history=(first,), generator=scripted(reply))
    assert silence.abstained
    assert "no server answers" in silence.notes[0]


def test_a_name_asked_for_cannot_be_lost(ask: Ask) -> None:
    first = ask(scripted(true_answer))

    def reply(prompt: str) -> str:
        return "Why did the council close the library?" if "Rewritten" in prompt else true_answer(prompt)

    answer = ask(scripted(reply), "and what did Anna Berg say?", history=(first,))
    assert "Berg" in answer.resolved_question
