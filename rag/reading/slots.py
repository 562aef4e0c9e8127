"""A text read as words, and whether two parts of two texts stand in the same place: between the same words."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TypeVar

from index.tokens import words
from rag.reading.fault import Part, Span, span
from rag.words.function_words import FUNCTION_WORDS

_SHORT, _MOST = 4, 60  # words of content in a short sentence, words that are counted
_REACH = 3  # words compared on each side
_NEAR = 6  # words on each side that a value is read with
_EDGE = ""  # where a text begins or ends
_PARAGRAPH = "\n\n"

# Verbs and nouns that a question is made of and that carry meaning in a statement.
_SAYING_SOMETHING = frozenset(
    """
    describe gave give given gives got happen happened know known list made make making name names put say said says
    take tell use used using like reason become became mean means went go long little far alone
    """.split()
)
EMPTY_WORDS = FUNCTION_WORDS - _SAYING_SOMETHING

_Valued = TypeVar("_Valued", bound=Part)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, `text[start:end]`, by its stem; `content` where it is no function word."""

    stem: str
    start: int
    end: int
    content: bool


@dataclass(frozen=True)
class Line:
    """A text and its words."""

    text: str
    words: tuple[Word, ...]

    def __hash__(self) -> int:
        """Give the hash of the text, whose own is kept: what is read of a line is looked up by it many times."""
        return hash(self.text)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words, in order."""
        return tuple(word.stem for word in self.words)

    @property
    def short(self) -> bool:
        """Whether it has so few words of content that one of them tells which clause is meant."""
        return sum(word.content for word in self.words[:_MOST]) <= _SHORT

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(word.start for word in self.words)

    @cached_property
    def _breaks(self) -> frozenset[int]:
        """The numbers of the words that begin a paragraph, which does not go on from the words before it."""
        pairs = enumerate(pairwise(self.words), 1)
        return frozenset(at for at, (one, other) in pairs if _PARAGRAPH in self.text[one.end : other.start])

    def small(self, word: Word) -> str:
        """Give one of its words as it is written, in small letters."""
        return self.text[word.start : word.end].casefold()

    def contents(self, most: int) -> tuple[str, ...]:
        """Give its different words of content as they are written, in small letters and in order, at most so many."""
        return tuple(dict.fromkeys(self.small(word) for word in self.words if word.content))[:most]

    def beside(self, at: int, step: int) -> str:
        """Give the stem of a word that is reached by a step to the left (-1) or right (1), "" past an edge."""
        if not 0 <= at < len(self.words) or (at + 1 if step < 0 else at) in self._breaks:
            return _EDGE
        return self.stems[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open range of word numbers that begin within a span of characters."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def words_around(self, start: int, end: int, reach: int = _NEAR) -> tuple[Word, ...]:
        """Give the content words among so many on each side of a span of characters."""
        first, last = self.span(start, end)
        near = self.words[max(0, first - reach) : first] + self.words[last : last + reach]
        return tuple(word for word in near if word.content)

    def around(self, start: int, end: int) -> frozenset[str]:
        """Give the stems of the content words near a span of characters."""
        return frozenset(word.stem for word in self.words_around(start, end))

    def near(self, start: int, end: int) -> frozenset[str]:
        """Give the stems of the content words near a span that have no capital: verbs and nouns, and no names."""
        return frozenset(word.stem for word in self.words_around(start, end) if self.text[word.start].islower())


@lru_cache(maxsize=512)
def read(text: str) -> Line:
    """Read an English text as words."""
    found = (Word(stem, start, end, _content(text[start:end])) for stem, start, end in words(text, "en"))
    return Line(text, tuple(found))


def _content(word: str) -> bool:
    return any(map(str.isalnum, word)) and word.casefold() not in EMPTY_WORDS


def same_words(a: Line, a_span: Span, b: Line, b_span: Span) -> tuple[int, int]:
    """Give how many words run alike to the left and to the right of two spans of characters, at most 4 each."""
    a_first, a_last = a.span(*a_span)
    b_first, b_last = b.span(*b_span)
    return _run(a, a_first - 1, b, b_first - 1, -1), _run(a, a_last, b, b_last, 1)


def same_slot(a: Line, a_span: Span, b: Line, b_span: Span) -> bool:
    """Say whether two spans stand between the same words, at least one on each side and three in all."""
    return fits(*same_words(a, a_span, b, b_span))


def fits(left: int, right: int) -> bool:
    """Say whether so many words alike on each side make a place the same."""
    return left > 0 and right > 0 and left + right > 2


def displaced(rival: tuple[int, int], own: Sequence[tuple[int, int]]) -> bool:
    """Say whether a value stands in the place of another one, by the words alike around it and around its own places.

    Where its own place is half the same ("in 1967 from", of "in 1967 and 1973 from"), the other's must be so on both
    sides, by two words.
    """
    if not fits(*rival) or sum(rival) <= max(map(sum, own), default=-1):
        return False
    return min(rival) > 1 or all(max(one) < 2 for one in own)


def displacing(said: _Valued, rivals: Sequence[_Valued], own: Sequence[_Valued], a: Line, b: Line) -> _Valued | None:
    """Give the first of some values of another text that stands in the very place of this one.

    `own` are the values of that text that agree with it.
    """
    alike = [same_words(a, span(said), b, span(one)) for one in own]
    return next((one for one in rivals if displaced(same_words(a, span(said), b, span(one)), alike)), None)


def shared(a: Line, a_span: Span, b: Line, b_span: Span) -> int:
    """Give how many content words two spans have near them in both texts."""
    return len(a.around(*a_span) & b.around(*b_span))


def _run(a: Line, at: int, b: Line, place: int, step: int) -> int:
    """Count the words alike from two places on; the edge of both texts counts as one more."""
    count = 0
    while count <= _REACH:
        a_word = a.beside(at, step)
        if a_word != b.beside(place, step):
            break
        count += 1
        if a_word == _EDGE:
            break
        at, place = at + step, place + step
    return count
