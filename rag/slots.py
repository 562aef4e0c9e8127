"""A text read as words, and whether two parts of two texts stand in the same place: between the same words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from index.tokens import words
from rag.function_words import FUNCTION_WORDS

_REACH = 3  # words compared on each side
_NEAR = 6  # words on each side that a value is read with
_EDGE = "^"  # where a text begins or ends


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

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """Where each stem stands, as word numbers."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word.stem, []).append(at)
        return {stem: tuple(at) for stem, at in found.items()}

    @cached_property
    def _starts(self) -> dict[int, int]:
        return {offset: at for at, word in enumerate(self.words) for offset in range(word.start, word.end)}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open range of word numbers that lie within a span of characters."""
        inside = [at for at in map(self._starts.get, range(start, end)) if at is not None]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def before(self, at: int) -> list[str]:
        """Give the stems before a word, the nearest first, with the edge of the text."""
        edge = [_EDGE] if at <= _REACH else []
        return [word.stem for word in reversed(self.words[max(0, at - _REACH) : at])] + edge

    def after(self, at: int) -> list[str]:
        """Give the stems from a word on, with the edge of the text."""
        edge = [_EDGE] if at + _REACH >= len(self.words) else []
        return [word.stem for word in self.words[at : at + _REACH]] + edge

    def around(self, start: int, end: int) -> frozenset[str]:
        """Give the stems of the content words near a span of characters."""
        first, last = self.span(start, end)
        near = self.words[max(0, first - _NEAR) : first] + self.words[last : last + _NEAR]
        return frozenset(word.stem for word in near if word.content)


@lru_cache(maxsize=512)
def read(text: str) -> Line:
    """Read an English text as words."""
    found = (Word(stem, start, end, _content(text[start:end])) for stem, start, end in words(text, "en"))
    return Line(text, tuple(found))


def _content(word: str) -> bool:
    return any(map(str.isalnum, word)) and word.casefold() not in FUNCTION_WORDS


def same_words(a: Line, a_span: tuple[int, int], b: Line, b_span: tuple[int, int]) -> tuple[int, int]:
    """Give how many words run alike to the left and to the right of two spans of characters, at most 4 each."""
    a_first, a_last = a.span(*a_span)
    b_first, b_last = b.span(*b_span)
    return _run(a.before(a_first), b.before(b_first)), _run(a.after(a_last), b.after(b_last))


def same_slot(a: Line, a_span: tuple[int, int], b: Line, b_span: tuple[int, int]) -> bool:
    """Say whether two spans stand between the same words, at least one on each side and three in all."""
    left, right = same_words(a, a_span, b, b_span)
    return left > 0 and right > 0 and left + right > 2


def shared(a: Line, a_span: tuple[int, int], b: Line, b_span: tuple[int, int]) -> int:
    """Give how many content words two spans have near them in both texts."""
    return len(a.around(*a_span) & b.around(*b_span))


def _run(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
