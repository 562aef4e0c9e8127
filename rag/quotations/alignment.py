"""Words aligned with a text, exactly or nearly, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.quotations.differences import Pair, edits
from rag.quotations.traced import Edit
from rag.quotations.words import Token, tokens

_STOPS = " .,;:!?…\"'“”‘’«»„‹›()[]。，、！？"
_PAIRS = (("“", "”"), ("«", "»"), ("‹", "›"), ("「", "」"))
_GAP_COST = 0.25  # of a word: an ellipsis that skips nothing is not better than none
SLACK = 0.25  # of the words may differ
_SHORT = 4  # words; fewer must all stand


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where words stand in a text, `text[start:end]`, at a cost in words, and how they differ."""

    start: int
    end: int
    cost: float
    edits: tuple[Edit, ...]


def align(quote: str, said: Sequence[Token], text: str, start: int, end: int) -> Aligned | None:
    """Give the best place of words in `text[start:end]`, None where more than SLACK of them differ.

    The cheapest alignment of all the words with any stretch of the text: a word changed, added or left out costs one
    (Sellers 1980), an ellipsis next to nothing, whatever it skips.
    """
    count = sum(bool(one.word) for one in said)
    most = SLACK * count if count >= _SHORT else 0
    if not said or _missing(said, text[start:end]) > most:
        return None
    table = _table(said, there := tokens(text, start=start, end=end))
    last = _end(table, text, there)
    cost = float(table[-1][last])
    if cost - _GAP_COST * (len(said) - count) > most:
        return None
    pairs = _stretched(_traced(table, said, there, last), said, text, there)
    held = [at for _, at in pairs if at is not None]
    if not held:
        return None
    differences = tuple(edits(quote, said, text, there, pairs))
    return Aligned(there[held[0]].start, there[held[-1]].end, cost, differences)


def verbatim(quote: str, source: str) -> bool:
    """Say whether words are those of a source to the letter, white space and stops at the ends aside."""
    return " ".join(quote.split()).strip(_STOPS) == " ".join(source.split()).strip(_STOPS)


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the span of words with the mark that closes or opens a quotation which only begins or ends among them."""
    words = text[start:end]
    if words.count('"') % 2 and text[end : end + 1] == '"':
        return start, end + 1
    for opening, closing in _PAIRS:
        if words.count(opening) > words.count(closing) and text[end : end + 1] == closing:
            return start, end + 1
        if words.count(closing) > words.count(opening) and text[start - 1 : start] == opening:
            return start - 1, end
    return start, end


def _missing(said: Sequence[Token], text: str) -> int:
    """Count the words that a text holds nowhere, each of which costs one: most texts need no table to be told apart."""
    held = {one.word for one in tokens(text)}
    return sum(bool(one.word) and one.word not in held for one in said)


def _table(said: Sequence[Token], there: Sequence[Token]) -> NDArray[np.float64]:
    ids = {word: number for number, word in enumerate({one.word for one in there})}
    words = np.fromiter((ids[one.word] for one in there), np.int64, len(there))
    steps = np.arange(len(there) + 1, dtype=np.float64)
    table = np.zeros((len(said) + 1, len(there) + 1))
    for row, one in enumerate(said, 1):
        before = table[row - 1]
        if not one.word:
            table[row] = np.minimum.accumulate(before) + _GAP_COST
            continue
        best = before + 1  # left out of the text
        best[1:] = np.minimum(best[1:], before[:-1] + (words != ids.get(one.word, -1)))
        table[row] = np.minimum.accumulate(best - steps) + steps  # words of the text that the quotation leaves out
    return table


_STOP = re.compile(r"[.!?…。”»\"]")
_BACK = 3  # words before the first in which it may stand: "We closed it" for "We did not close it"


def _end(table: NDArray[np.float64], text: str, there: Sequence[Token]) -> int:
    """Give the column where the cheapest alignment ends: with a last word changed sooner than one that is added."""
    last = int(np.argmin(table[-1]))
    further = last + 1
    if (
        not 0 < last < len(there)
        or table[-1][further] != table[-1][last]
        or _STOP.search(text, there[last - 1].end, there[last].start)
    ):
        return last
    return further if table[-1][further] == table[-2][last] + 1 else last


def _stretched(pairs: list[Pair], said: Sequence[Token], text: str, there: Sequence[Token]) -> list[Pair]:
    """Give pairs whose first word stands a little before the others there, and what it skips is left out."""
    mine, theirs = pairs[0]
    held = next((at for _, at in pairs if at is not None), None)
    if mine is None or held is None or (theirs is not None and said[mine].word == there[theirs].word):
        return pairs
    for at in range(held - 1, max(-1, held - 1 - _BACK), -1):
        if _STOP.search(text, there[at].end, there[at + 1].start):
            return pairs
        if there[at].word == said[mine].word:
            skipped = held if theirs is None else held + 1
            return [(mine, at), *((None, number) for number in range(at + 1, skipped)), *pairs[1:]]
    return pairs


def _traced(table: NDArray[np.float64], said: Sequence[Token], there: Sequence[Token], last: int) -> list[Pair]:
    """Give the pairs of word numbers of the best alignment, in order; None for a word without counterpart."""
    row, column = len(said), last
    pairs: list[Pair] = []
    while row > 0:
        here = table[row, column]
        if not said[row - 1].word:
            begun = column - int(np.argmin(table[row - 1, : column + 1][::-1]))  # it skips as little as it can
            pairs.append((row - 1, None))
            row, column = row - 1, begun
        elif column and said[row - 1].word == there[column - 1].word and here == table[row - 1, column - 1]:
            pairs.append((row - 1, column - 1))
            row, column = row - 1, column - 1
        elif column and here == table[row, column - 1] + 1:
            pairs.append((None, column - 1))
            column -= 1
        elif column and here == table[row - 1, column - 1] + 1:
            pairs.append((row - 1, column - 1))
            row, column = row - 1, column - 1
        else:
            pairs.append((row - 1, None))
            row -= 1
    return pairs[::-1]
