"""Cutting an article into passages: slices of its text, whole sentences, within the embedder's own token limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from index.passage import Passage
from index.sentence import sentences
from index.units import TokenOffsets, Unit, stripped, units_of

__all__ = ["AIM", "SPECIAL_TOKENS", "TITLE_TOKENS", "room", "sentences", "split"]

AIM = (160, 220)
"""The passage length sought, in tokens."""
SPECIAL_TOKENS = 2
"""[CLS] and [SEP], or what a model has in their place."""
TITLE_TOKENS = 40
"""What is kept free for the title, which is embedded in front of every passage."""

# What a cut costs, in the unit of a passage empty instead of `AIM[0]` long.
_STRANDED_HEADING = 2.0
_INSIDE_PARAGRAPH = 0.15
_HEADING_WITHIN = 0.2

# Tokens, in which short sentences are joined before the cuts are weighed.
_GROUP = 16


def room(max_tokens: int) -> int:
    """Give the tokens a passage may have in an embedder that reads `max_tokens`, special tokens included."""
    return max(max_tokens - SPECIAL_TOKENS - min(TITLE_TOKENS, max_tokens // 4), 8)


def split(
    text: str,
    token_offsets: TokenOffsets,
    *,
    max_tokens: int,
    language: str = "und",
    body_start: int = 0,
) -> tuple[Passage, ...]:
    """Give the passages of a canonical text from `body_start` on: in order, disjoint, losing no sentence.

    `max_tokens` is what the embedder reads, special tokens included; `room` of it is a passage's limit. Passages end
    where a sentence ends, if they can where a paragraph does, and never behind a heading that belongs to the next.
    """
    limit = room(max_tokens)
    high = min(AIM[1], limit)
    low = high * AIM[0] // AIM[1]
    units = list(units_of(text, token_offsets, limit, high, language, body_start))
    return tuple(
        Passage(part[0].start, part[-1].end, text[part[0].start : part[-1].end], tuple((u.start, u.end) for u in part))
        for packed in _pack(_groups(units), low, high, limit)
        for part in _fit(text, packed, token_offsets, limit)
    )


def _groups(units: Sequence[Unit]) -> list[Sequence[Unit]]:
    """Join sentences of a few tokens: a cut need not be finer, and a megabyte of full stops is cut in no time."""
    groups, first, tokens = [], 0, 0
    for at, unit in enumerate(units):
        leads = unit.heading and at > 0 and not units[at - 1].heading
        if tokens >= (_GROUP // 2 if unit.opens else _GROUP) or (leads and tokens):
            groups.append(units[first:at])
            first, tokens = at, 0
        tokens += unit.tokens
    return [*groups, units[first:]] if units else []


def _pack(groups: Sequence[Sequence[Unit]], low: int, high: int, limit: int) -> Iterator[Sequence[Unit]]:
    """Give the runs of groups that cost least together: dynamic programming over the last cut."""
    count = len(groups)
    total = [0, *accumulate(sum(unit.tokens for unit in group) for group in groups)]
    leads = [0, *accumulate(int(_leads(groups, at)) for at in range(count))]
    best, cut = [0.0] * (count + 1), [0] * (count + 1)
    for end in range(1, count + 1):
        edge, lowest = _edge_cost(groups, end), float("inf")
        for start in range(end - 1, -1, -1):
            tokens = total[end] - total[start]
            if tokens > limit and start < end - 1:
                break
            short = (low - tokens) / low if tokens < low else 0.0
            long = (tokens - high) / high if tokens > high else 0.0
            cost = best[start] + edge + short * short + long + _HEADING_WITHIN * (leads[end] - leads[start + 1])
            if cost < lowest:
                lowest, cut[end] = cost, start
        best[end] = lowest
    return (_joined(groups[start:end]) for start, end in _bounds(cut))


def _leads(groups: Sequence[Sequence[Unit]], at: int) -> bool:
    """Say whether a heading begins here that does not continue another."""
    return groups[at][0].heading and at > 0 and not groups[at - 1][-1].heading


def _edge_cost(groups: Sequence[Sequence[Unit]], end: int) -> float:
    if end == len(groups):
        return 0.0
    after = groups[end][0]
    if groups[end - 1][-1].heading and not (after.heading and after.opens):
        return _STRANDED_HEADING
    return 0.0 if after.opens else _INSIDE_PARAGRAPH


def _bounds(cut: Sequence[int]) -> Iterator[tuple[int, int]]:
    bounds = [len(cut) - 1]
    while bounds[-1] > 0:
        bounds.append(cut[bounds[-1]])
    return pairwise(reversed(bounds))


def _joined(groups: Sequence[Sequence[Unit]]) -> Sequence[Unit]:
    return [unit for group in groups for unit in group]


def _fit(text: str, part: Sequence[Unit], token_offsets: TokenOffsets, limit: int) -> Iterator[Sequence[Unit]]:
    """Give a run of units as it is, or in halves where the tokenizer counts more in a slice than in the whole text."""
    start, end = part[0].start, part[-1].end
    if end - start == 1 or len(token_offsets(text[start:end])) <= limit:
        yield part
        return
    if len(part) == 1:
        middle = (start + end) // 2
        halves = [stripped(text, start, middle), stripped(text, middle, end)]
        part = [Unit(left, right, 0, False, False) for left, right in halves if left < right]
    middle = len(part) // 2
    for half in (part[:middle], part[middle:]) if len(part) > 1 else (part,):
        yield from _fit(text, half, token_offsets, limit)
