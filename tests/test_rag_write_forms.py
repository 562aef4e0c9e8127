"""The forms in which chat models cite: markers, JSON, and a maker's own citations."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from chat_desk import CLOSED, Ask, true_answer
from chat_server import Reply, Served, anthropic_events, served
from fakes_chat import ScriptedModel, number_of, queued, scripted
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from rag.chat import MOST_TOKENS, load
from rag.writing.write import Written


class Refuses(ScriptedModel):
    """Takes no form, as a server that knows none answers."""

    def _stream(self, *arguments: object, **options: object):  # type: ignore[override]
        if "extra_body" in options:
            error = RuntimeError("response_format is unknown")
            error.status_code = 400  # type: ignore[attr-defined]
            raise error
        yield from super()._stream(*arguments, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [ScriptedModel, Refuses])
def test_json_is_read_where_a_server_gives_it_and_markers_where_not(kind: type[ScriptedModel], ask: Ask) -> None:
    def reply(prompt: str) -> str:
        number = number_of(prompt, "roof was unsafe")
        if "Write JSON" in prompt:
            sentence = {"text": "The council closed the library because its roof was unsafe.", "cites": [number]}
            return json.dumps({"evidence": [number], "sentences": [sentence]})
        return true_answer(prompt)

    model = kind(reply=reply)
    generator = scripted(true_answer)
    answer = ask(replace(generator, chat=replace(generator.chat, name="openai:x", make=lambda: model)))
    assert answer.answer == "The council closed the library because its roof was unsafe."
    assert answer.withheld == 0
    assert ("Write JSON" in model.prompts[-1]) == (kind is ScriptedModel)


def test_a_makers_own_citations_are_the_same_citations(ask: Ask) -> None:
    class Native(ScriptedModel):
        def _stream(self, messages: object, *arguments: object, **options: object):  # type: ignore[override]
            cited = [{"type": "content_block_location", "cited_text": "because its roof was unsafe."}]
            blocks = [{"type": "text", "text": "The council closed the library because its roof was unsafe"},
                      {"type": "text", "text": "", "citations": cited}, {"type": "text", "text": "."}]  # fmt: skip
            for block in blocks:
                yield ChatGenerationChunk(message=AIMessageChunk(content=[block]))

    model = Native(reply=true_answer)
    generator = scripted(true_answer)
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
    ask: Ask, monkeypatch: pytest.MonkeyPatch
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
def test_an_answer_that_reached_its_limit_says_so(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    events = anthropic_events(
        [("The council closed the Harbour Street library because its roof was unsafe. [1]", None)]
    )
    full = tuple(event.replace('"stop_reason": "end_turn"', '"stop_reason": "max_tokens"') for event in events)
    with served(Reply(events=full)) as server:
        answer = ask(_anthropic(server, monkeypatch))
    told = f"the answer may not be complete: anthropic:m wrote the {MOST_TOKENS} tokens it may; raise answer_tokens"
    assert told in answer.notes


def test_json_of_another_form_is_withheld_and_counted(ask: Ask) -> None:
    generator = queued('{"answer": {"words": "It closed."}}', "NO ANSWER")
    answer = ask(replace(generator, chat=replace(generator.chat, name="openai:x")))
    assert (answer.abstained, answer.withheld) == (True, 1)


@pytest.mark.loopback
def test_a_server_that_takes_no_documents_is_asked_with_markers(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
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
