"""The makers' own clients against a server that fails in every way: what is tried again, what is told, what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from chat_server import Reply, Served, anthropic_events, openai_events, served
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, AIMessageChunk

from corpus.errors import ChatError
from rag import chat as chat_module
from rag.chat import PATIENCE, TRIES, Chat, OptionRefused, load
from rag.writing.chat_cited import Document, Place
from rag.writing.chat_text import read
from rag.writing.pump import pumped
from rag.writing.structured import schema

pytestmark = pytest.mark.loopback
OPENAI = "openai:small"
GOOD = Reply(events=openai_events("It closed [1]."))


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def waited() -> list[float]:
    return []


def _chat(server: Served, monkeypatch: pytest.MonkeyPatch, waited: list[float], timeout: float = 20.0) -> Chat:
    monkeypatch.setenv("OPENAI_BASE_URL", f"{server.address}/v1")
    return replace(load(OPENAI, timeout), sleep=waited.append)


def _said(chat: Chat, **options: object) -> str:
    return "".join(chunk.text for chunk in chat.stream("system", "prompt", **options))  # type: ignore[arg-type]


def test_a_stream_is_read_with_the_providers_count_of_tokens(
    monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> None:
    with served(GOOD) as server:
        chunks = list(_chat(server, monkeypatch, waited).stream("system", "prompt"))
    assert "".join(chunk.text for chunk in chunks) == "It closed [1]."
    assert sum(chunk.read for chunk in chunks) == 70
    assert sum(chunk.written for chunk in chunks) == 9
    (request,) = server.requests
    assert [message["content"] for message in request["messages"]] == ["system", "prompt"]
    assert (request["temperature"], request["stream"]) == (0, True)
    assert waited == []


@pytest.mark.parametrize(
    ("reply", "told", "tries"),
    [
        (Reply(401, body='{"error": {"message": "bad key"}}'), "refused the key", 1),
        (Reply(403, body="{}"), "refused the key", 1),
        (Reply(404, body='{"error": {"message": "no"}}'), "no model 'small'", 1),
        (Reply(400, body='{"error": {"message": "too long a prompt"}}'), "too long a prompt", 1),
        (Reply(429, body="{}"), "no more requests", TRIES),
        (Reply(500, body="oops"), r"trouble \(500\)", TRIES),
        (Reply(503, body=""), r"trouble \(503\)", TRIES),
        (Reply(200, headers={"content-type": "text/event-stream"}, body="data: {not json\n\n"), "openai", 0),
        (Reply(events=openai_events("It closed")[:1], cut=True), "broke off", 1),
    ],
    ids=lambda value: value.status if isinstance(value, Reply) else None,
)
def test_a_failure_is_one_line_with_its_remedy(
    reply: Reply, told: str, tries: int, monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> None:
    with served(reply) as server, pytest.raises(ChatError, match=told) as caught:
        _said(_chat(server, monkeypatch, waited))
    assert "\n" not in str(caught.value)
    assert not tries or len(server.requests) == tries


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({}, [1.0, 2.0]), ({"retry-after": "7"}, [7.0, 7.0]), ({"retry-after": "0.5"}, [0.5, 0.5]),
     ({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, [1.0, 2.0]), ({"retry-after": str(PATIENCE + 1)}, [])],
)  # fmt: skip
def test_a_rate_limit_is_waited_for_as_long_as_the_server_says(
    headers: dict[str, str], expected: list[float], monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> None:
    with served(Reply(429, headers, body="{}")) as server, pytest.raises(ChatError, match="429"):
        _said(_chat(server, monkeypatch, waited))
    assert waited == expected


def test_what_passes_is_not_told(monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    with served(Reply(429, body="{}"), Reply(500, body="{}"), GOOD) as server:
        assert _said(_chat(server, monkeypatch, waited)) == "It closed [1]."
    assert len(server.requests) == 3


def test_words_that_came_are_not_asked_for_again(monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    with served(Reply(events=openai_events("It closed")[:2], cut=True), GOOD) as server:
        heard: list[str] = []
        with pytest.raises(ChatError):
            heard += (chunk.text for chunk in _chat(server, monkeypatch, waited).stream("s", "p"))
    assert len(server.requests) == 1


def test_slow_bytes_end_at_the_deadline(monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    slow = Reply(events=openai_events("It closed [1]."), pause=0.05)
    with served(slow) as server, pytest.raises(ChatError, match="did not answer in time"):
        _said(_chat(server, monkeypatch, waited, timeout=0.5))


def test_a_dead_server_is_told_with_its_variable(monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    with served(GOOD) as server:
        chat = _chat(server, monkeypatch, waited)
    with pytest.raises(ChatError, match="no server answers for openai; start it, or check OPENAI_BASE_URL"):
        _said(chat)


@pytest.mark.parametrize(("name", "key"), [(OPENAI, "OPENAI_API_KEY"), ("anthropic:m", "ANTHROPIC_API_KEY")])
def test_a_missing_key_is_told_before_anything_is_sent(name: str, key: str) -> None:
    with pytest.raises(ChatError, match=f"has no key; set {key}"):
        _said(load(name))


@pytest.mark.parametrize(
    ("name", "told"), [("groq:m", "not installed; pip install 'langchain-groq'"), ("nobody:m", "nobody")]
)
def test_a_maker_that_cannot_be_had_is_told(name: str, told: str) -> None:
    with pytest.raises(ChatError, match=told):
        _said(load(name))


def test_json_is_asked_for_where_the_server_offers_it(monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    with served(GOOD) as server:
        _said(_chat(server, monkeypatch, waited), schema=schema(3))
    form = server.requests[0]["response_format"]
    assert form["json_schema"]["schema"]["properties"]["evidence"]["items"]["maximum"] == 3


def test_a_server_that_refuses_the_form_is_told_apart(monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    with served(Reply(400, body='{"error": {"message": "response_format"}}')) as server, pytest.raises(OptionRefused):
        _said(_chat(server, monkeypatch, waited), schema=schema(3))


def test_anthropics_own_citations_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    events = anthropic_events([("The library ", None), ("closed in March", "closed the library in March"), (".", None)])
    documents = (Document("The Post", ("One.", "Two.")), Document("The Sun", ("Three.",)))
    with served(Reply(events=events)) as server:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.address)
        chunks = list(load("anthropic:m", 20.0).stream("system", "prompt", documents=documents))
    assert "".join(chunk.text for chunk in chunks) == "The library closed in March."
    assert [(place, chunk.block) for chunk in chunks for place in chunk.places] == [(Place(0, 0, 1), 1)]
    assert not any(chunk.quotes for chunk in chunks)
    assert sum(chunk.read for chunk in chunks) == 70
    first, second, prompt = server.requests[0]["messages"][0]["content"]
    assert prompt == {"type": "text", "text": "prompt"}
    assert (first["type"], first["citations"], first["context"]) == ("document", {"enabled": True}, "The Post")
    assert first["source"] == {
        "type": "content",
        "content": [{"type": "text", "text": "One."}, {"type": "text", "text": "Two."}],
    }
    assert [block["text"] for block in second["source"]["content"]] == ["Three."]


def test_a_citation_that_points_nowhere_is_read_as_the_words_it_quotes() -> None:
    for wrong in ({}, {"document_index": 0}, {"document_index": 0, "start_block_index": 2, "end_block_index": 2},
                  {"document_index": "0", "start_block_index": 0, "end_block_index": 1},
                  {"document_index": -1, "start_block_index": 0, "end_block_index": 1}):  # fmt: skip
        block = {"type": "text", "text": "", "citations": [{"cited_text": "so", **wrong}]}
        chunk = read(AIMessageChunk([block]))  # type: ignore[list-item]
        assert (chunk.places, chunk.quotes) == ((), ("so",)), wrong


def test_annotations_that_name_words_are_citations_and_addresses_are_none() -> None:
    annotations = [{"type": "citation", "cited_text": "closed in March"}, {"type": "url_citation", "url": "http://x"}]
    block = {"type": "text", "text": "It closed.", "annotations": annotations}
    chunk = read(AIMessageChunk([block, {"type": "reasoning", "reasoning": "hm"}]))  # type: ignore[arg-type]
    assert (chunk.text, chunk.quotes) == ("It closed.", ("closed in March",))


@pytest.mark.parametrize(
    ("told", "cut"),
    [
        ({"finish_reason": "length"}, True),
        ({"stop_reason": "max_tokens"}, True),
        ({"done_reason": "length"}, True),
        ({"finish_reason": "stop"}, False),
        ({}, False),
    ],
)
def test_an_end_at_the_limit_is_read(told: dict[str, str], cut: bool) -> None:
    assert read(AIMessageChunk("", response_metadata=told)).cut is cut


def test_any_chat_model_of_langchain_will_do() -> None:
    model = GenericFakeChatModel(messages=iter([AIMessage("It closed [1].")]))
    assert _said(Chat("fake:m", lambda: model)) == "It closed [1]."


def test_a_source_that_hangs_is_left_at_the_deadline() -> None:
    def hanging() -> Iterator[int]:
        yield 1
        import time

        time.sleep(1.0)
        yield 2

    read_so_far: list[int] = []
    with pytest.raises(TimeoutError):
        read_so_far += _collected(pumped(hanging(), 0.2), read_so_far)
    assert read_so_far == [1]


def _collected(items: Iterator[int], into: list[int]) -> list[int]:
    for item in items:
        into.append(item)
    return []


def test_a_source_that_fails_fails_here() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("so")

    items = pumped(failing(), 5)
    assert next(items) == 1
    with pytest.raises(ValueError, match="so"):
        next(items)


def test_options_of_every_maker_are_those_of_its_client() -> None:
    assert set(chat_module._OPTIONS) == {"openai", "anthropic", "ollama"}
