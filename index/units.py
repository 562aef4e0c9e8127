"""What passages are made of: the sentences of a text, those too long for a passage cut into pieces at token edges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.sentence import Block, block_sentences, blocks

TokenOffsets = Callable[[str], Sequence[tuple[int, int]]]

_TOKENIZED_AT_ONCE = 100_000  # characters

# No token of ordinary words is longer, in characters.
_TOKEN_REACH = 32


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a piece of one too long for a passage."""

    start: int
    end: int
    tokens: int
    opens: bool
    heading: bool


def units_of(
    text: str, token_offsets: TokenOffsets, limit: int, high: int, language: str, body_start: int
) -> Iterator[Unit]:
    """Give the sentences of a text from `body_start` on, none above `limit` tokens; pieces have at most `high`."""
    for run in _runs(blocks(text, body_start)):
        starts = [run[0].start + start for start, _ in token_offsets(text[run[0].start : run[-1].end])]
        for block in run:
            for start, end in block_sentences(text, block, language):
                first, last = bisect_left(starts, start), bisect_left(starts, end)
                for left, right, tokens in _pieces(text, start, end, starts[first:last], limit, high):
                    yield Unit(left, right, tokens, left == block.start, block.heading)


def _runs(found: Iterator[Block]) -> Iterator[list[Block]]:
    """Give blocks in runs of bounded length: the tokens of a book at once take a hundred times its memory."""
    run: list[Block] = []
    for block in found:
        if run and block.end - run[0].start > _TOKENIZED_AT_ONCE:
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _pieces(
    text: str, start: int, end: int, token_starts: Sequence[int], limit: int, high: int
) -> Iterator[tuple[int, int, int]]:
    """Give a sentence whole, or cut at token edges into near-equal pieces of at most `high` tokens."""
    edges = _even(start, end, token_starts)
    if len(edges) <= limit:
        yield start, end, max(len(token_starts), 1)
        return
    count = -(-len(edges) // high)
    reach, left = high // 6, 0
    for piece in range(1, count + 1):
        ideal = min(left + -(-(len(edges) - left) // (count - piece + 1)), left + limit)
        right = _cut(text, edges, max(left + 1, ideal - reach), ideal) if piece < count else len(edges)
        for at in range(left, right, limit):
            stop = min(at + limit, right)
            span = stripped(text, edges[at], edges[stop] if stop < len(edges) else end)
            if span[0] < span[1]:
                yield *span, stop - at
        left = right


def _even(start: int, end: int, token_starts: Sequence[int]) -> list[int]:
    """Add edges where tokens are far apart: an unknown word a megabyte long is one token to some tokenizers."""
    bounds = [start, *(at for at in token_starts if at > start), end]
    return [at for left, right in pairwise(bounds) for at in range(left, right, _TOKEN_REACH)]


def _cut(text: str, edges: Sequence[int], first: int, last: int) -> int:
    """Choose the edge at most `last`, down to `first`, behind a comma if there is one, else behind a space."""
    spaced = 0
    for index in range(last, first - 1, -1):
        before = text[edges[index] - 2 : edges[index]]
        if before[-1:] in "，、；：،؛" or (before[-1:].isspace() and before[0] in ",;:)—–"):
            return index
        if not spaced and before[-1:].isspace():
            spaced = index
    return spaced or last


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Give a span without the space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
