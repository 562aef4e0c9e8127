"""The repair turn of the chat generator: what it is told, what it mends, and that there is one."""

from __future__ import annotations

import pytest
from chat_desk import Ask, false_answer, prompts, true_answer
from fakes_chat import scripted

from rag.chat import MOST_TOKENS
from rag.generator import Asking, Step
from rag.writing.tokens import count


def test_one_repair_turn_gives_the_reason_and_what_it_mends_is_released(ask: Ask) -> None:
    def reply(prompt: str) -> str:
        return true_answer(prompt) if "did not pass a check" in prompt else false_answer("figure", prompt)

    generator = scripted(reply)
    answer = ask(generator)
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert answer.withheld == 0
    assert answer.usage is not None
    assert answer.usage.calls == 2
    first, second = prompts(generator)
    assert "did not pass a check" not in first
    assert "nine million" in second
    assert "three million" in second.split("Fault:")[1]


def test_the_repair_turn_is_told_before_it_is_sent_with_its_own_tokens_and_cost(ask: Ask) -> None:
    events: list[Step | str] = []

    def reply(prompt: str) -> str:
        events.append(prompt)
        return f"{false_answer('figure', prompt)}\n{false_answer('date', prompt)}"

    ask(scripted(reply, prices={"fake:scripted": (2.0, 10.0)}), watch=events.append)
    first, prompt, again, mending = events
    assert isinstance(first, Asking) and isinstance(again, Asking)
    assert isinstance(prompt, str) and isinstance(mending, str)
    assert first.sent == "the question and 4 sentences of 2 articles"
    assert again.sent == f"once more, to mend 2 sentences that failed their check, {first.sent}"
    for told, sent in ((first, prompt), (again, mending)):
        assert abs(told.prompt_tokens - count(sent)) < 40
        assert told.cost == pytest.approx(told.prompt_tokens * 2e-6)
        assert told.most == pytest.approx(MOST_TOKENS * 10e-6)


def test_there_is_one_repair_turn_and_no_second(ask: Ask) -> None:
    generator = scripted(lambda prompt: false_answer("figure", prompt))
    assert ask(generator).abstained
    assert len(prompts(generator)) == 2


def test_a_repair_turn_that_fails_is_told_and_what_passed_stays(ask: Ask) -> None:
    def reply(prompt: str) -> str:
        if "did not pass a check" in prompt:
            raise ConnectionError("the server is gone")
        return f"{true_answer(prompt)}\n{false_answer('figure', prompt)}"

    answer = ask(scripted(reply))
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert answer.withheld == 1
    assert any("could not be put before the model again" in note for note in answer.notes)
