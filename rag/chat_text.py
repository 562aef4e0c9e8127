"""What a chat model sends, whoever made it: words, the words they cite, and how many tokens were counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an answer. `quotes` are words of the articles that a provider's own citations name behind it.

    `read` and `written` are the provider's count of tokens, where it gives one with this piece.
    """

    text: str
    quotes: tuple[str, ...] = ()
    read: int = 0
    written: int = 0


def read(message: BaseMessage) -> Chunk:
    """Read a message of LangChain: its text and native citations; reasoning and tool calls are passed over."""
    blocks = [block for block in _blocks(message) if block.get("type") in ("text", "citations_delta")]
    text = "".join(str(block.get("text") or "") for block in blocks)
    quotes = tuple(quote for block in blocks for quote in _quotes(block))
    counted: Mapping[str, Any] = getattr(message, "usage_metadata", None) or {}
    return Chunk(text, quotes, int(counted.get("input_tokens", 0)), int(counted.get("output_tokens", 0)))


def _blocks(message: BaseMessage) -> Iterator[Mapping[str, Any]]:
    if isinstance(message.content, str):
        yield {"type": "text", "text": message.content, "annotations": message.additional_kwargs.get("annotations", ())}
        return
    for block in message.content:
        yield {"type": "text", "text": block} if isinstance(block, str) else block


def _quotes(block: Mapping[str, Any]) -> Iterator[str]:
    """Give the cited words: Anthropic's `citations`, and the `annotations` of LangChain's and OpenAI's blocks.

    An annotation that names an address or a file and no words cites nothing that could be shown.
    """
    for citation in (*(block.get("citations") or ()), *(block.get("annotations") or ())):
        words = citation.get("cited_text") or citation.get("quote")
        if isinstance(words, str) and words.strip():
            yield words
