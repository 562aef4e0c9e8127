"""The chat generator, with models a test can compute by hand: what is released, mended, withheld, and never sent."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chat_server import Reply, Served, anthropic_events, served
from fakes_chat import ScriptedModel, number_of, numbered, queued, scripted
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk
from shelves import COLLECTION, article, fill, opened, quick_folder

from corpus.errors import ChatError, SettingsError
from rag.answer import Answer, Support
from rag.chat import MOST_TOKENS, load
from rag.config import Settings
from rag.desk import Desk
from rag.generator import Asking, Released, Step
from rag.generators import load_generator
from rag.writing.proposal import MOST
from rag.writing.tokens import count
from rag.writing.write import Written

CLOSED = "The council closed the Harbour Street library in March 2021 because its roof was unsafe."
COST = "Repairs will cost about three million pounds, the mayor, Anna Berg, said on Tuesday."
QUOTE = "“We had no choice,” Berg told reporters outside the town hall."
SECRET = "The secret memo says that the library roof was sold in April 2019 to Kestrel Holdings."
QUESTION = "why did the council close the Harbour Street library?"


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with quick_folder() as folder, opened(folder / "library") as library:
        fill(library, [article("a", f"{CLOSED} {COST} {QUOTE}", title="The library", publisher="The Post",
                               published="2021-03-04")])  # fmt: skip
        fill(library, [article("b", SECRET, title="Memo")], "private")
        yield folder


@pytest.fixture
def ask(home: Path) -> Iterator[Callable[..., Answer]]:
    with opened(home / "library") as library:
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home))

        def asked(generator: Written, question: str = QUESTION, **options: object) -> Answer:
            return desk.ask(question, generator=generator, insist=True, **options)  # type: ignore[arg-type]

        yield asked


def _prompts(generator: Written) -> list[str]:
    model = generator.chat.make()
    assert isinstance(model, ScriptedModel)
    return model.prompts


def _true(prompt: str) -> str:
    number = number_of(prompt, "roof was unsafe")
    return f"EVIDENCE: {number}\nThe council closed the library because its roof was unsafe [{number}]."


def test_a_sentence_borne_out_is_released_with_the_exact_words_it_cites(ask: Callable[..., Answer]) -> None:
    answer = ask(scripted(_true))
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert (answer.generator, answer.withheld, answer.abstained) == ("fake:scripted", 0, False)
    (sentence,), (citation,) = answer.sentences, answer.citations
    assert sentence.support is Support.SUPPORTED
    assert (citation.quote, citation.title, citation.publisher) == (CLOSED, "The library", "The Post")
    assert answer.answer[sentence.start : sentence.end] == sentence.text


def test_the_articles_own_words_are_verbatim(ask: Callable[..., Answer]) -> None:
    answer = ask(scripted(lambda prompt: f"{CLOSED} [{number_of(prompt, 'roof was un')}]"))
    assert [sentence.support for sentence in answer.sentences] == [Support.VERBATIM]


FALSE = {
    "figure": "Repairs will cost about nine million pounds, the mayor said [{cost}].",
    "date": "The council closed the Harbour Street library in March 2019 [{closed}].",
    "name": "Repairs will cost about three million pounds, Peter Lund said [{cost}].",
    "quotation": "“We had every choice,” Berg told reporters [{quote}].",
    "no marker": "The council closed the library because its roof was unsafe.",
    "no such number": "The council closed the library because its roof was unsafe [87].",
    "zero": "The council closed the library because its roof was unsafe [0].",
    "link": "The council closed the library, see https://example.invalid/?q=roof [{closed}].",
    "image": "The council closed the library ![x](a.png) [{closed}].",
    "another place": "The council closed the Harbour Street library in March 2021 [{quote}].",
    "markup": "The council closed the library <b>for</b> its roof [{closed}].",
    "false marker in code": "The council closed the library for its roof `[3]` [{closed}].",
}


def _false(kind: str, prompt: str) -> str:
    words = {"closed": "closed the", "cost": "Repairs", "quote": "had no"}
    return FALSE[kind].format(**{name: number_of(prompt, part) for name, part in words.items()})


@pytest.mark.parametrize("kind", FALSE)
def test_what_is_not_borne_out_is_withheld_and_counted(kind: str, ask: Callable[..., Answer]) -> None:
    answer = ask(scripted(lambda prompt: f"{_true(prompt)}\n{_false(kind, prompt)}"))
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert answer.withheld == 1


@pytest.mark.parametrize("kind", FALSE)
def test_nothing_left_is_a_silence_that_shows_the_evidence(kind: str, ask: Callable[..., Answer]) -> None:
    answer = ask(scripted(lambda prompt: _false(kind, prompt)))
    assert answer.abstained
    assert (answer.sentences, answer.citations, answer.withheld) == ((), (), 1)
    assert "not borne out" in answer.reason
    assert CLOSED in answer.nearest[0].text


def test_a_sentence_may_not_rest_on_everything(home: Path) -> None:
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


def test_one_repair_turn_gives_the_reason_and_what_it_mends_is_released(ask: Callable[..., Answer]) -> None:
    def reply(prompt: str) -> str:
        return _true(prompt) if "did not pass a check" in prompt else _false("figure", prompt)

    generator = scripted(reply)
    answer = ask(generator)
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert answer.withheld == 0
    assert answer.usage is not None
    assert answer.usage.calls == 2
    first, second = _prompts(generator)
    assert "did not pass a check" not in first
    assert "nine million" in second
    assert "three million" in second.split("Fault:")[1]


def test_the_repair_turn_is_told_before_it_is_sent_with_its_own_tokens_and_cost(ask: Callable[..., Answer]) -> None:
    events: list[Step | str] = []

    def reply(prompt: str) -> str:
        events.append(prompt)
        return f"{_false('figure', prompt)}\n{_false('date', prompt)}"

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


def test_there_is_one_repair_turn_and_no_second(ask: Callable[..., Answer]) -> None:
    generator = scripted(lambda prompt: _false("figure", prompt))
    assert ask(generator).abstained
    assert len(_prompts(generator)) == 2


def test_a_repair_turn_that_fails_is_told_and_what_passed_stays(ask: Callable[..., Answer]) -> None:
    def reply(prompt: str) -> str:
        if "did not pass a check" in prompt:
            raise ConnectionError("the server is gone")
        return f"{_true(prompt)}\n{_false('figure', prompt)}"

    answer = ask(scripted(reply))
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert answer.withheld == 1
    assert any("could not be put before the model again" in note for note in answer.notes)


def test_a_sentence_is_released_before_the_next_is_written(ask: Callable[..., Answer]) -> None:
    steps: list[Step] = []
    seen: list[int] = []

    class Slow(ScriptedModel):
        def _stream(self, *arguments: object, **options: object):  # type: ignore[override]
            for chunk in super()._stream(*arguments, **options):  # type: ignore[arg-type]
                seen.append(sum(isinstance(step, Released) for step in steps))
                yield chunk

    def reply(prompt: str) -> str:
        number = number_of(prompt, "Repairs")
        return f"{_true(prompt)}\nRepairs will cost about three million pounds, Berg said [{number}].\n" + "x" * 4000

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


def test_citations_are_numbered_as_they_are_first_made(ask: Callable[..., Answer]) -> None:
    def reply(prompt: str) -> str:
        closed, cost = number_of(prompt, "closed the"), number_of(prompt, "Repairs")
        return (f"Repairs will cost about three million pounds, Berg said [{cost}]. The roof was unsafe [{closed}]. "
                f"Anna Berg said so on Tuesday [{cost}].")  # fmt: skip

    steps: list[Step] = []
    answer = ask(scripted(reply), watch=steps.append)
    assert [sentence.citations for sentence in answer.sentences] == [(1,), (2,), (1,)]
    assert [citation.quote for citation in answer.citations] == [COST, CLOSED]
    assert [len(step.citations) for step in steps if isinstance(step, Released)] == [1, 1, 0]


def test_a_model_that_repeats_itself_is_shown_once_and_left_in_time(ask: Callable[..., Answer]) -> None:
    answer = ask(scripted(lambda prompt: f"{CLOSED} [{number_of(prompt, 'closed the')}]\n" * 500))
    assert len(answer.sentences) == 1 <= MOST
    assert answer.withheld == 0


@pytest.mark.parametrize("words", ["NO ANSWER", "no answer.", "**NO ANSWER**", "\n \n", '{"sentences": []}'])
def test_a_model_without_an_answer_is_a_silence(words: str, ask: Callable[..., Answer]) -> None:
    answer = ask(queued(words))
    assert answer.abstained
    assert answer.generator == "fake:scripted"
    assert answer.nearest


def test_below_the_floor_the_model_is_not_asked(home: Path) -> None:
    generator = scripted(_true)
    with opened(home / "library") as library:
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home), generator)
        answer = desk.ask("which team won the 1966 chess olympiad in Havana?")
    assert answer.abstained
    assert _prompts(generator) == []
    assert answer.usage is None


def test_a_model_that_fails_gives_way_to_the_articles_own_sentences_and_says_so(ask: Callable[..., Answer]) -> None:
    def broken(prompt: str) -> str:
        raise ConnectionRefusedError("refused")

    answer = ask(scripted(broken))
    assert answer.generator == "extractive"
    assert CLOSED in answer.answer
    assert "no server answers for fake" in answer.notes[0]


def test_an_answer_broken_off_keeps_what_was_checked_and_says_so(ask: Callable[..., Answer]) -> None:
    class Cut(ScriptedModel):
        def _stream(self, *arguments: object, **options: object):  # type: ignore[override]
            yield from super()._stream(*arguments, **options)  # type: ignore[arg-type]
            raise ConnectionResetError("cut")

    model = Cut(reply=lambda prompt: f"{_true(prompt)}\nThen the")
    generator = scripted(_true)
    answer = ask(replace(generator, chat=replace(generator.chat, make=lambda: model)))
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert "not complete" in answer.notes[0]


def test_articles_never_sent_stay_out_of_every_prompt(ask: Callable[..., Answer]) -> None:
    def reply(prompt: str) -> str:
        return _true(prompt) if "did not pass a check" in prompt else "Nothing [1]."

    generator = scripted(reply, never_send=("private",))
    answer = ask(generator)
    assert len(_prompts(generator)) == 2
    assert not any("Kestrel" in prompt or "Memo" in prompt for prompt in _prompts(generator))
    assert "never sent" in answer.notes[0]
    assert any("Kestrel" in prompt for prompt in _shown(ask))


def _shown(ask: Callable[..., Answer]) -> list[str]:
    generator = scripted(_true)
    ask(generator)
    return _prompts(generator)


def test_earlier_answers_out_of_articles_never_sent_stay_out_too(ask: Callable[..., Answer]) -> None:
    private = ask(load_generator(_settings()), "who bought the roof according to the secret memo?")  # type: ignore[arg-type]
    assert "Kestrel" in private.answer
    generator = scripted(_true, never_send=("private",))
    answer = ask(generator, "and why did they close the library?", history=(private,))
    assert "Kestrel" not in "".join(_prompts(generator))
    assert any("close the library" in prompt for prompt in _prompts(generator))
    assert answer.citations


def _settings() -> Settings:
    return Settings.load({"CITEDESK_HOME": "/nowhere"}, Path("/nowhere"))


def test_where_nothing_may_be_sent_the_model_is_not_asked(ask: Callable[..., Answer]) -> None:
    generator = scripted(_true, never_send=("private", COLLECTION))
    answer = ask(generator)
    assert _prompts(generator) == []
    assert answer.generator == "extractive"
    assert "may be sent" in answer.notes[0]


def test_tokens_and_cost_are_told_before_and_after(ask: Callable[..., Answer]) -> None:
    steps: list[Step] = []
    answer = ask(scripted(_true, prices={"fake:scripted": (2.0, 10.0)}), watch=steps.append)
    asking, usage = steps[0], answer.usage
    assert isinstance(asking, Asking)
    assert usage is not None
    assert usage.counted_by == "tiktoken"
    assert asking.cost == pytest.approx(asking.prompt_tokens * 2e-6)
    assert asking.most == pytest.approx(MOST_TOKENS * 10e-6)
    assert asking.sent == "the question and 4 sentences of 2 articles"
    assert usage.cost == pytest.approx(usage.prompt_tokens * 2e-6 + usage.answer_tokens * 10e-6)
    assert abs(usage.prompt_tokens - asking.prompt_tokens) < 40


def test_a_follow_up_is_resolved_by_the_model_within_the_words_of_the_conversation(ask: Callable[..., Answer]) -> None:
    first = ask(scripted(_true))

    def resolved(words: str) -> str:
        def reply(prompt: str) -> str:
            return words if "Rewritten, on one line" in prompt else _true(prompt)

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
    made_of_it: str | ChatError, why: str, ask: Callable[..., Answer]
) -> None:
    def reply(prompt: str) -> str:
        if "Rewritten" not in prompt:
            return _true(prompt)
        if isinstance(made_of_it, ChatError):
            raise made_of_it
        return made_of_it

    steps: list[Step] = []
    first = ask(scripted(_true))
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


def test_a_model_that_could_not_be_asked_has_cost_nothing(ask: Callable[..., Answer]) -> None:
    def reply(prompt: str) -> str:
        raise ChatError("fake has no key; set FAKE_API_KEY")

    answer = ask(scripted(reply, prices={"fake:scripted": (2.0, 10.0)}), "and why?", history=(ask(scripted(_true)),))
    assert (answer.generator, answer.usage) == ("extractive", None)
    assert all("no key" in note for note in answer.notes)


def test_a_question_read_by_the_model_carries_no_note(ask: Callable[..., Answer]) -> None:
    first = ask(scripted(_true))

    def reply(prompt: str) -> str:
        return "What will the Harbour Street library cost?" if "Rewritten" in prompt else _true(prompt)

    assert ask(scripted(reply), "and what will it cost?", history=(first,)).notes == ()


def test_a_silence_says_too_how_its_question_was_read(home: Path) -> None:
    def reply(prompt: str) -> str:
        raise ChatError("no server answers")

    with opened(home / "library") as library:
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home))
        first = desk.ask(QUESTION)
        silence = desk.ask("and who won the 1930 World Cup in Montevideo?", history=(first,), generator=scripted(reply))
    assert silence.abstained
    assert "no server answers" in silence.notes[0]


def test_a_name_asked_for_cannot_be_lost(ask: Callable[..., Answer]) -> None:
    first = ask(scripted(_true))

    def reply(prompt: str) -> str:
        return "Why did the council close the library?" if "Rewritten" in prompt else _true(prompt)

    answer = ask(scripted(reply), "and what did Anna Berg say?", history=(first,))
    assert "Berg" in answer.resolved_question


@pytest.mark.parametrize("name", ["", "gpt-5", ":x", "openai:", "extractiv"])
def test_a_name_that_names_no_generator_is_told(name: str, tmp_path: Path) -> None:
    settings = Settings.load({"CITEDESK_HOME": str(tmp_path)}, tmp_path)
    if not name:
        assert load_generator(settings, name).name == "extractive"
        return
    with pytest.raises(SettingsError, match="provider:model"):
        load_generator(settings, name)


def test_settings_reach_the_generator(tmp_path: Path) -> None:
    (tmp_path / "citedesk.toml").write_text(
        'generator = "ollama:m"\nnever_send = ["a", "b"]\nprices = ["ollama:m=1/2.5"]\nprompt_tokens = 99\n',
        encoding="utf-8",
    )
    generator = load_generator(Settings.load({}, tmp_path))
    assert isinstance(generator, Written)
    assert (generator.name, generator.budget, generator.never_send) == ("ollama:m", 99, ("a", "b"))
    assert generator.prices == {"ollama:m": (1.0, 2.5)}


@pytest.mark.parametrize("price", ["x", "m=1", "m=a/b", "=1/2", "m=-1/2", "m=nan/1"])
def test_a_price_that_is_none_is_told(price: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="READ/WRITTEN"):
        Settings.load({"CITEDESK_PRICES": price}, tmp_path)


def test_the_prompt_marks_every_line_of_an_article_and_instructs_behind_them(
    ask: Callable[..., Answer],
) -> None:
    (prompt,) = _shown(ask)
    lines = prompt.split("\n")
    mark = lines[1].split()[4].rstrip("|")
    quoted = [place for place, line in enumerate(lines) if line.startswith(f"{mark}| [")]
    assert len(quoted) == len(numbered(prompt)) == 4
    assert lines.index("The articles end here.") > max(quoted)
    assert "The Post · 2021-03-04" in prompt
    assert sys.getsizeof(prompt) < 6_000


class Refuses(ScriptedModel):
    """Takes no form, as a server that knows none answers."""

    def _stream(self, *arguments: object, **options: object):  # type: ignore[override]
        if "extra_body" in options:
            error = RuntimeError("response_format is unknown")
            error.status_code = 400  # type: ignore[attr-defined]
            raise error
        yield from super()._stream(*arguments, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [ScriptedModel, Refuses])
def test_json_is_read_where_a_server_gives_it_and_markers_where_not(
    kind: type[ScriptedModel], ask: Callable[..., Answer]
) -> None:
    def reply(prompt: str) -> str:
        number = number_of(prompt, "roof was unsafe")
        if "Write JSON" in prompt:
            sentence = {"text": "The council closed the library because its roof was unsafe.", "cites": [number]}
            return json.dumps({"evidence": [number], "sentences": [sentence]})
        return _true(prompt)

    model = kind(reply=reply)
    generator = scripted(_true)
    answer = ask(replace(generator, chat=replace(generator.chat, name="openai:x", make=lambda: model)))
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert answer.withheld == 0
    assert ("Write JSON" in model.prompts[-1]) == (kind is ScriptedModel)


def test_a_makers_own_citations_are_the_same_citations(ask: Callable[..., Answer]) -> None:
    class Native(ScriptedModel):
        def _stream(self, messages: object, *arguments: object, **options: object):  # type: ignore[override]
            cited = [{"type": "content_block_location", "cited_text": "because its roof was unsafe."}]
            blocks = [{"type": "text", "text": "The council closed the library because its roof was unsafe"},
                      {"type": "text", "text": "", "citations": cited}, {"type": "text", "text": "."}]  # fmt: skip
            for block in blocks:
                yield ChatGenerationChunk(message=AIMessageChunk(content=[block]))

    model = Native(reply=_true)
    generator = scripted(_true)
    answer = ask(replace(generator, chat=replace(generator.chat, make=lambda: model)))
    assert [citation.quote for citation in answer.citations] == [CLOSED]


def _anthropic(server: Served, monkeypatch: pytest.MonkeyPatch) -> Written:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", server.address)
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    return Written(replace(load("anthropic:m", 20.0), sleep=lambda seconds: None))


def _documents(request: dict[str, Any]) -> list[list[str]]:
    blocks = request["messages"][0]["content"]
    return [[part["text"] for part in block["source"]["content"]] for block in blocks if block["type"] == "document"]


@pytest.mark.loopback
def test_anthropic_is_sent_documents_and_its_places_become_the_exact_words(
    ask: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = "The council closed the Harbour Street library because its roof was unsafe."
    events = anthropic_events(
        [("EVIDENCE: 1\n", None), (closed, "words that no one compares"), ("\nIt was sold in 1999.", "no words either")]
    )
    with served(Reply(events=events), Reply(events=anthropic_events([("NO ANSWER", None)]))) as server:
        answer = ask(_anthropic(server, monkeypatch))
    first, repair = server.requests
    assert _documents(first) == _documents(repair)
    sentences = [sentence for document in _documents(first) for sentence in document]
    assert len(sentences) == 4
    assert sentences[0].endswith(f"| [1] {CLOSED}")
    words = first["messages"][0]["content"][-1]["text"]
    assert CLOSED not in words
    assert words.index("The articles end here.") < words.index("cite the documents")
    assert first["messages"][0]["content"][0]["context"].endswith("ARTICLE The library · The Post · 2021-03-04")
    assert (answer.generator, answer.answer, answer.withheld) == ("anthropic:m", closed, 1)
    assert [citation.quote for citation in answer.citations] == [CLOSED]


@pytest.mark.loopback
def test_an_answer_that_reached_its_limit_says_so(ask: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    events = anthropic_events(
        [("The council closed the Harbour Street library because its roof was unsafe. [1]", None)]
    )
    full = tuple(event.replace('"stop_reason": "end_turn"', '"stop_reason": "max_tokens"') for event in events)
    with served(Reply(events=full)) as server:
        answer = ask(_anthropic(server, monkeypatch))
    told = f"the answer may not be complete: anthropic:m wrote the {MOST_TOKENS} tokens it may; raise answer_tokens"
    assert told in answer.notes


def test_json_of_another_form_is_withheld_and_counted(ask: Callable[..., Answer]) -> None:
    generator = queued('{"answer": {"words": "It closed."}}', "NO ANSWER")
    answer = ask(replace(generator, chat=replace(generator.chat, name="openai:x")))
    assert (answer.abstained, answer.withheld) == (True, 1)


@pytest.mark.loopback
def test_a_server_that_takes_no_documents_is_asked_with_markers(
    ask: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Reply(
        400, body='{"type": "error", "error": {"type": "invalid_request_error", "message": "no documents"}}'
    )
    good = Reply(events=anthropic_events([("The council closed the library because its roof was unsafe [1].", None)]))
    with served(refused, good) as server:
        answer = ask(_anthropic(server, monkeypatch))
    _, second = server.requests
    assert CLOSED in str(second["messages"][0]["content"])
    assert isinstance(second["messages"][0]["content"], str)
    assert [citation.quote for citation in answer.citations] == [CLOSED]
    assert answer.notes == ()
