"""Citation markers in what a model writes: found while it streams, taken out of the text, in time linear in it.

parse("They closed it [1, 3].")    Parsed("They closed it.", (Mark(14, (1, 3)),))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex  # type: ignore[import-untyped]

from rag.writing.code_spans import CodeSpans

_OPEN = r"\[【［〔〖⟦〚❲⁅"
_CLOSE = r"\]】］〕〗⟧〛❳⁆"
_LABEL = r"(?:[#^]|(?i:sources?|src|evidence|citations?|cite|ref|passage|sentence|e|s)[ :.#]{0,2})?"
_ITEM = rf"{_LABEL}\d{{1,3}}(?:[ ]?[-‐‑–—−~～][ ]?\d{{1,3}})?"
_SEPARATOR = r"[ ]?(?:[,;،、，；/&+|]|and\b)[ ]{0,2}"
_INSIDE = rf"[ ]?{_ITEM}(?:{_SEPARATOR}{_ITEM})*(?:†[^\s\[\]【】]{{0,24}})?[ ]?"
# A year in brackets has four digits and is text.
_MARKER = regex.compile(rf"[{_OPEN}]{_INSIDE}[{_CLOSE}]")
_NUMBERS = regex.compile(r"(\d+)(?:[ ]?[-‐‑–—−~～][ ]?(\d+))?")
_DAGGER = regex.compile(r"†[^\s\[\]【】]*")
_BLANKS = " \t\u00a0\u202f\u3000"
_STOPS = ".!?…\"'”’»)"

LONGEST = 96
"""Characters of a marker at most: what is longer is text."""
WIDEST = 50
"""Numbers in a range at most: of a wider one only the ends are read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The numbers cited at a place: `at` is an offset in the text without markers; none stands twice."""

    at: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text without its markers, and where they stood, in order."""

    text: str
    marks: tuple[Mark, ...] = ()


Piece = str | tuple[int, ...]
"""A character of text, or the numbers of a marker."""


class Reader:
    """Reads a stream. Any split of it into chunks gives the same pieces.

    Blanks and brackets right before a marker, and brackets right behind it, go with it: `[[3]]`, `[[1], [2]]`. A
    marker that parts two words leaves a blank. Inside code a marker is text.
    """

    def __init__(self) -> None:
        self._held = ""  # the beginning of what may become a marker
        self._gap: list[str] = []  # blanks, brackets, a comma between markers, until it is known what follows
        self._last = "\n"  # the last character given
        self._marked = False  # whether a marker was given since
        self._spans = CodeSpans()

    def feed(self, chunk: str) -> Iterator[Piece]:
        """Give what is certain so far."""
        for character, code in self._spans.feed(chunk):
            yield from self._take(character, code)

    def close(self) -> Iterator[Piece]:
        """Give what was held back: an unfinished marker is text."""
        for character, code in self._spans.close():
            yield from self._take(character, code)
        while self._held:
            yield from self._spill()
        yield from self._bridge("")

    def _take(self, character: str, code: bool = False) -> Iterator[Piece]:
        while self._held and code:  # no marker reaches into code
            yield from self._spill()
        if self._held:
            self._held += character
            found = _MARKER.fullmatch(self._held, partial=True) if len(self._held) <= LONGEST else None
            if found is None:
                yield from self._spill()
            elif not found.partial:
                yield from self._mark(found[0])
            return
        if not code and character in _OPEN:
            self._held = character
        else:
            yield from self._text(character)

    def _spill(self) -> Iterator[Piece]:
        """Set the bracket held aside and read what is behind it anew: at most LONGEST characters."""
        bracket, behind = self._held[0], self._held[1:]
        self._held = ""
        self._gap.append(bracket)
        for character in behind:
            yield from self._take(character)

    def _mark(self, marker: str) -> Iterator[Piece]:
        self._held, self._gap, self._marked = "", [], True
        yield _numbers(marker)

    def _text(self, character: str) -> Iterator[Piece]:
        if character in _BLANKS or (self._marked and self._joins(character)):
            self._gap.append(character)
        elif self._marked and character in _CLOSE and set(self._gap) <= set(_BLANKS):
            self._gap = []
        else:
            yield from self._bridge(character)
            yield character
            self._last, self._marked = character, False

    def _joins(self, character: str) -> bool:
        """Say whether a character can stand between two markers of one place: a comma, once."""
        return character in ",;" and not {",", ";"}.intersection(self._gap)

    def _bridge(self, following: str) -> Iterator[Piece]:
        """Give the gap: nothing behind a marker that opens a line, a blank where a marker parted two words."""
        gap, self._gap = self._gap, []
        if self._marked and self._last == "\n":
            gap = [one for one in gap if one not in _BLANKS]
        elif self._marked and not gap and following.isalnum() and (self._last.isalnum() or self._last in _STOPS):
            gap = [" "]
        yield from gap


def pieces(chunks: Iterable[str]) -> Iterator[Piece]:
    """Give the pieces of a stream, each as soon as it is certain."""
    reader = Reader()
    for chunk in chunks:
        yield from reader.feed(chunk)
    yield from reader.close()


def parse(text: str) -> Parsed:
    """Give a text without its markers, and the markers."""
    letters: list[str] = []
    marks: list[Mark] = []
    for piece in pieces((text,)):
        if isinstance(piece, str):
            letters.append(piece)
        elif marks and marks[-1].at == len(letters):
            marks[-1] = Mark(marks[-1].at, joined(marks[-1].numbers, piece))
        else:
            marks.append(Mark(len(letters), piece))
    return Parsed("".join(letters), tuple(marks))


def joined(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    """Give the numbers of both, none twice."""
    return tuple(dict.fromkeys((*first, *second)))


def marked(text: str) -> bool:
    """Say whether a text holds what a reader would take for a marker, inside code too."""
    return _MARKER.search(text) is not None


def _numbers(marker: str) -> tuple[int, ...]:
    found: list[int] = []
    for first, last in _NUMBERS.findall(_DAGGER.sub("", marker)):
        low, high = sorted((int(first), int(last or first)))
        found += range(low, high + 1) if high - low < WIDEST else (low, high)
    return tuple(dict.fromkeys(found))
