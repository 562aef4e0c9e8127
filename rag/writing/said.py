"""What a model writes, sentence by sentence while it streams, each with the numbers it cites."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.visible import visible
from index.sentence import sentences
from rag.cite import Mark, Piece, Reader, joined

LONGEST = 2_000
"""Characters of a sentence at most: a longer one is cut, so that a stream without full stops is read in linear time."""

LOOKS = 40
"""How often the end of one sentence is looked for before its line ends it, for the same reason."""

_STOPS = frozenset(".!?…。！？｡．؟۔।॥፧။៕")
_CLOSES = _STOPS | frozenset("\"'”’»)")
_WIDE = frozenset("。！？｡؟۔।॥")
_BULLET = re.compile(r"\A(?:[-*+•–—>#]+[ \t]+|\(?\d{1,2}[.)][ \t]+)+")
_TWICE = re.compile(r"(?:(?<![.!?…])[!?…]|(?<!\.)\.)[\"'”’»)]*\.\Z")  # "It is so. [1]." closes twice
_EMPHASIS = re.compile(r"\*\*|__(?=\w)|(?<=\w)__")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence without its markers, on one line, and the numbers it cites in the order they stand."""

    text: str
    numbers: tuple[int, ...]


class Listener:
    """Reads a stream of a model's words. Any split of it into chunks gives the same sentences.

    A marker belongs to the sentence it stands in or behind; one that opens a line belongs to the words behind it on
    that line, or, where there are none, to the sentence before. A sentence is given when another has begun behind it.
    """

    def __init__(self) -> None:
        self._reader = Reader()
        self._line = ""  # what of the line is not given
        self._marks: list[Mark] = []  # of the line
        self._stops = self._looks = 0  # stops read since the last look for a sentence's end, and how many looks
        self._ended: Said | None = None  # the last sentence of the line before

    def feed(self, chunk: str) -> Iterator[Said]:
        """Give the sentences that are complete."""
        for piece in self._reader.feed(chunk):
            yield from self._take(piece)

    def close(self) -> Iterator[Said]:
        """Give what is left."""
        for piece in self._reader.close():
            yield from self._take(piece)
        yield from self._end_line()
        yield from self._let_go()

    def _take(self, piece: Piece) -> Iterator[Said]:
        if isinstance(piece, tuple):
            self._marks.append(Mark(len(self._line), piece))
        elif piece == "\n":
            yield from self._end_line()
        else:
            if self._line == "" and not piece.isspace():
                yield from self._let_go()
            if self._line or not piece.isspace():
                yield from self._go_on(piece)

    def _go_on(self, character: str) -> Iterator[Said]:
        before = self._line[-1:]
        if before in _WIDE or (character.isspace() and not before.isspace()):
            yield from self._settled()
        self._line += character
        self._stops += character in _STOPS
        if len(self._line) > LONGEST:
            yield from self._end_line()

    def _settled(self) -> Iterator[Said]:
        """Give the sentences of the line that another has begun behind."""
        if not self._stops or self._looks == LOOKS or (self._line[-1] in _CLOSES and self._line[-1] not in _WIDE):
            return
        spans = sentences(self._line)
        self._stops, self._looks = int(self._line[-1] in _STOPS), self._looks + 1
        if len(spans) > 1:
            start, self._looks = spans[-1][0], 0
            yield from _said(self._line, spans[:-1], [mark for mark in self._marks if mark.at < start])
            self._line = self._line[start:]
            self._marks = [Mark(mark.at - start, mark.numbers) for mark in self._marks if mark.at >= start]

    def _end_line(self) -> Iterator[Said]:
        """Give the line but for its last sentence, which a marker on the next line may still belong to."""
        marks, self._marks = self._marks, []
        if spans := sentences(self._line):
            *given, last = _said(self._line, spans, marks)
            yield from given
            self._ended = last
        elif self._ended is not None:
            for mark in marks:
                self._ended = Said(self._ended.text, joined(self._ended.numbers, mark.numbers))
        else:
            self._marks = [Mark(0, mark.numbers) for mark in marks]  # nothing stands before them: for what follows
        self._line, self._stops, self._looks = "", 0, 0

    def _let_go(self) -> Iterator[Said]:
        if self._ended is not None:
            yield self._ended
        self._ended = None


def said(chunks: Iterable[str]) -> Iterator[Said]:
    """Give the sentences of a stream, each as soon as it is complete."""
    listener = Listener()
    for chunk in chunks:
        yield from (one for one in listener.feed(chunk) if one.text)
    yield from (one for one in listener.close() if one.text)


def _said(text: str, spans: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> list[Said]:
    """Give the sentences of a line with the numbers of the markers in and behind each."""
    numbers: list[tuple[int, ...]] = [()] * len(spans)
    starts = [start for start, _ in spans]
    for mark in marks:
        place = max(0, bisect_left(starts, mark.at) - 1)
        numbers[place] = joined(numbers[place], mark.numbers)
    return [Said(plain(text[start:end]), cited) for (start, end), cited in zip(spans, numbers, strict=True)]


def plain(text: str) -> str:
    """Give a sentence on one line without bullet and emphasis, control characters shown as signs."""
    line = " ".join(visible(_EMPHASIS.sub("", _BULLET.sub("", text))).split())
    return line[:-1] if _TWICE.search(line) else line
