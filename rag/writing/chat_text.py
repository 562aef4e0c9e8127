"""What a chat model sends, whoever made it: words, the words they cite, and how many tokens were counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rag.writing.chat_cited import Place, place

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an answer. `quotes` are words of the articles that a provider's own citations name with it.

    `places` are citations that name sentences instead, `block` is the block of text that both belong to, where the
    provider parts its answer into such. `read` and `written` are its count of tokens, where it gives one; `cut` says
    that the model wrote all it may and was stopped.
    """

    text: str
    quotes: tuple[str, ...] = ()
    read: int = 0
    written: int = 0
    places: tuple[Place, ...] = ()
    block: int | None = None
    cut: bool = False


def read(message: BaseMessage) -> Chunk:
    """Read a message of LangChain: its text and native citations; reasoning and tool calls are passed over."""
    blocks = [block for block in _blocks(message) if block.get("type") in ("text", "citations_delta")]
    text = "".join(str(block.get("text") or "") for block in blocks)
    citations = tuple(citation for block in blocks for citation in _citations(block))
    places = tuple(found for citation in citations if (found := place(citation)) is not None)
    quotes = tuple(words for citation in citations if (words := _quote(citation)))
    counted: Mapping[str, Any] = getattr(message, "usage_metadata", None) or {}
    numbers = (int(counted.get("input_tokens", 0)), int(counted.get("output_tokens", 0)))
    return Chunk(text, quotes, *numbers, places, _index(blocks), _cut(message))


def _cut(message: BaseMessage) -> bool:
    """Say whether a provider names its limit of tokens as the reason for the end."""
    told = message.response_metadata
    return any(told.get(name) in ("length", "max_tokens") for name in ("finish_reason", "stop_reason", "done_reason"))


def _blocks(message: BaseMessage) -> Iterator[Mapping[str, Any]]:
    if isinstance(message.content, str):
        yield {"type": "text", "text": message.content, "annotations": message.additional_kwargs.get("annotations", ())}
        return
    for block in message.content:
        yield {"type": "text", "text": block} if isinstance(block, str) else block


def _index(blocks: Sequence[Mapping[str, Any]]) -> int | None:
    found = blocks[-1].get("index") if blocks else None
    return found if isinstance(found, int) else None


def _citations(block: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Give Anthropic's `citations`, and the `annotations` of LangChain's and OpenAI's blocks."""
    return (*(block.get("citations") or ()), *(block.get("annotations") or ()))


def _quote(citation: Mapping[str, Any]) -> str:
    """Give the cited words, "" where a place names them or none are named.

    An annotation that names an address or a file and no words cites nothing that could be shown.
    """
    words = citation.get("cited_text") or citation.get("quote")
    return words if isinstance(words, str) and words.strip() and place(citation) is None else ""
