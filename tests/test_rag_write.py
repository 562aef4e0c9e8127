"""The chat generator, with models a test can compute by hand: what is released, withheld and left unsaid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from chat_desk import (
    CLOSED,
    COST,
    FALSE,
    Ask,
    false_answer,
    prompts,
    true_answer,
)
from fakes_chat import ScriptedModel, number_of, queued, scripted
from shelves import article, fill, opened, quick_folder

from rag.answer import Support
from rag.config import Settings
from rag.desk import Desk
from rag.generator import Asking, Released, Step
from rag.writing.proposal import MOST


def test_a_sentence_borne_out_is_released_with_the_exact_words_it_cites(ask: Ask) -> None:
    answer = ask(scripted(true_answer))
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert (answer.generator, answer.withheld, answer.abstained) == ("fake:scripted", 0, False)
    (sentence,), (citation,) = answer.sentences, answer.citations
    assert sentence.support is Support.SUPPORTED
    assert (citation.quote, citation.title, citation.publisher) == (CLOSED, "The library", "The Post")
    assert answer.answer[sentence.start : sentence.end] == sentence.text


def test_the_articles_own_words_are_verbatim(ask: Ask) -> None:
    answer = ask(scripted(lambda prompt: f"{CLOSED} [{number_of(prompt, 'roof was un')}]"))
    assert [sentence.support for sentence in answer.sentences] == [Support.VERBATIM]


@pytest.mark.parametrize("kind", FALSE)
def test_what_is_not_borne_out_is_withheld_and_counted(kind: str, ask: Ask) -> None:
    answer = ask(scripted(lambda prompt: f"{true_answer(prompt)}\n{false_answer(kind, prompt)}"))
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert answer.withheld == 1


@pytest.mark.parametrize("kind", FALSE)
def test_nothing_left_is_a_silence_that_shows_the_evidence(kind: str, ask: Ask) -> None:
    answer = ask(scripted(lambda prompt: false_answer(kind, prompt)))
    assert answer.abstained
    assert (answer.sentences, answer.citations, answer.withheld) == ((), (), 1)
    assert "not borne out" in answer.reason
    assert CLOSED in answer.nearest[0].text


def test_a_sentence_may_not_rest_on_everything(chat_home: Path) -> None:
    facts = [
        f"Ship number {name} sailed to Bergen." for name in ("Alpha", "Bravo", "Carol", "Delta", "Echo", "Fox", "Gulf")
    ]
    with quick_folder() as folder, opened(folder / "library") as library:
        fill(library, [article("ships", " ".join(facts))])
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(folder)}, folder))
        answer = desk.ask("where did ship number Alpha sail?", insist=True,
                          generator=scripted(lambda prompt: f"{facts[0][:-1]} [1-7]."))  # fmt: skip
    assert answer.abstained
    assert answer.withheld == 1


def test_a_sentence_is_released_before_the_next_is_written(ask: Ask) -> None:
    steps: list[Step] = []
    seen: list[int] = []

    class Slow(ScriptedModel):
        def _stream(self, *arguments: object, **options: object):  # type: ignore[override]
            for chunk in super()._stream(*arguments, **options):  # type: ignore[arg-type]
                seen.append(sum(isinstance(step, Released) for step in steps))
                yield chunk

    def reply(prompt: str) -> str:
        number = number_of(prompt, "Repairs")
        cost = f"Repairs will cost about three million pounds, Berg said [{number}]."
        return f"{true_answer(prompt)}\n{cost}\n" + "x" * 4000

    generator = scripted(reply)
    model = Slow(reply=reply)
    generator = replace(generator, chat=replace(generator.chat, make=lambda: model))
    ask(generator, watch=steps.append)
    assert seen[-1] >= 1  # read ahead by the pump, the stream is long enough to see the first released
    assert isinstance(steps[0], Asking)
    assert [step.sentence.text for step in steps if isinstance(step, Released)] == [
        "The council closed the library because its roof was unsafe.",
        "Repairs will cost about three million pounds, Berg said.",
    ]


def test_citations_are_numbered_as_they_are_first_made(ask: Ask) -> None:
    def reply(prompt: str) -> str:
        closed, cost = number_of(prompt, "closed the"), number_of(prompt, "Repairs")
        return (f"Repairs will cost about three million pounds, Berg said [{cost}]. The roof was unsafe [{closed}]. "
                f"Anna Berg said so on Tuesday [{cost}].")  # fmt: skip

    steps: list[Step] = []
    answer = ask(scripted(reply), watch=steps.append)
    assert [sentence.citations for sentence in answer.sentences] == [(1,), (2,), (1,)]
    assert [citation.quote for citation in answer.citations] == [COST, CLOSED]
    assert [len(step.citations) for step in steps if isinstance(step, Released)] == [1, 1, 0]


def test_a_model_that_repeats_itself_is_shown_once_and_left_in_time(ask: Ask) -> None:
    answer = ask(scripted(lambda prompt: f"{CLOSED} [{number_of(prompt, 'closed the')}]\n" * 500))
    assert len(answer.sentences) == 1 <= MOST
    assert answer.withheld == 0


@pytest.mark.parametrize("words", ["NO ANSWER", "no answer.", "**NO ANSWER**", "\n \n", '{"sentences": []}'])
def test_a_model_without_an_answer_is_a_silence(words: str, ask: Ask) -> None:
    answer = ask(queued(words))
    assert answer.abstained
    assert answer.generator == "fake:scripted"
    assert answer.nearest


def test_below_the_floor_the_model_is_not_asked(chat_home: Path) -> None:
    generator = scripted(true_answer)
    with opened(chat_home / "library") as library:
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(chat_home)}, chat_home), generator)
        answer = desk.ask("which team won the 1966 chess olympiad in Havana?")
    assert answer.abstained
    assert prompts(generator) == []
    assert answer.usage is None


def test_a_model_that_fails_gives_way_to_the_articles_own_sentences_and_says_so(ask: Ask) -> None:
    def broken(prompt: str) -> str:
        raise ConnectionRefusedError("refused")

    answer = ask(scripted(broken))
    assert answer.generator == "extractive"
    assert CLOSED in answer.answer
    assert "no server answers for fake" in answer.notes[0]


def test_an_answer_broken_off_keeps_what_was_checked_and_says_so(ask: Ask) -> None:
    class Cut(ScriptedModel):
        def _stream(self, *arguments: object, **options: object):  # type: ignore[override]
            yield from super()._stream(*arguments, **options)  # type: ignore[arg-type]
            raise ConnectionResetError("cut")

    model = Cut(reply=lambda prompt: f"{true_answer(prompt)}\nThen the")
    generator = scripted(true_answer)
    answer = ask(replace(generator, chat=replace(generator.chat, make=lambda: model)))
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert "not complete" in answer.notes[0]
