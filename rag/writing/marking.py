"""A maker's own citations in a stream of words, set as the markers that every other model writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rag.writing.chat_text import Chunk
from rag.writing.pack import Pack


def marked(chunks: Iterable[Chunk], pack: Pack) -> Iterator[str]:
    """Give the words of a model with markers behind what it cites natively.

    Within a block of text its citations may come before its words or behind them: they are held until it ends.
    """
    held: list[int] = []
    block: int | None = None
    for chunk in chunks:
        if held and chunk.block != block:
            yield _markers(held)
            held = []
        block = chunk.block
        held += _numbers(chunk, pack)
        yield chunk.text
        if block is None and held:
            yield _markers(held)
            held = []
    yield _markers(held)


def _markers(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in dict.fromkeys(numbers))


def _numbers(chunk: Chunk, pack: Pack) -> Iterator[int]:
    """Give the numbered sentences that a chunk's citations name by place, or quote in whole or in part."""
    for place in chunk.places:
        yield from pack.numbers(place)
    for quote in chunk.quotes:
        words = " ".join(quote.split())
        yield from (line.number for line in pack.lines if words in line.text or line.text in words)
