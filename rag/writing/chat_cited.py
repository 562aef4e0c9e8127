"""Articles in the form in which a maker's models cite them by themselves, and where such a citation points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CITING = frozenset(("anthropic",))
"""Makers whose models cite documents that they are sent."""


@dataclass(frozen=True, slots=True)
class Document:
    """Sentences of one article, each to be cited whole; `about` names the article and cannot be cited."""

    about: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The sentences `[start:end]` of the document of that number, counted from 0."""

    document: int
    start: int
    end: int


def content(documents: Sequence[Document], prompt: str) -> list[str | dict[str, Any]]:
    """Give documents and the prompt behind them as blocks of Anthropic's Messages interface, citations enabled."""
    return [*map(_block, documents), {"type": "text", "text": prompt}]


def place(citation: Mapping[str, Any]) -> Place | None:
    """Read where a citation of Anthropic's points; None for one of another kind."""
    found = tuple(citation.get(name) for name in ("document_index", "start_block_index", "end_block_index"))
    document, start, end = (number if type(number) is int else -1 for number in found)
    return Place(document, start, end) if document >= 0 and 0 <= start < end else None


def _block(document: Document) -> dict[str, Any]:
    sentences = [{"type": "text", "text": sentence} for sentence in document.sentences]
    return {
        "type": "document",
        "source": {"type": "content", "content": sentences},
        "context": document.about,
        "citations": {"enabled": True},
    }
