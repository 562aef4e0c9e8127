"""What a sentence states: that somebody does a thing, or that something is one."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

from collections.abc import Iterator

from rag.reading.predicates import Predicate, predicates, tells
from rag.reading.quoted import quotations
from rag.reading.slots import Line
from rag.words.verbs import is_past

_COPULAS = frozenset(
    "is are was were be been being am isn't aren't wasn't weren't become becomes became becoming".split()
)
_DETERMINERS = frozenset("a an the its his her their our my one of now still also then only once today".split())
_DEGREES = frozenset("more less most least as too so very not never no likely due able about set going".split())
_LONGEST = 3  # words of content that say what a thing is: "a full founding member"


def stated(line: Line) -> Iterator[Predicate]:
    """Give the verbs of an English text and what it says that things are, quotations and verbs of saying aside."""
    spans = list(quotations(line.text))
    for one in (*predicates(line, rare=True), *complements(line)):
        start = line.words[one.at].start
        if not tells(one.word) and not any(first <= start < last for first, last in spans):
            yield one


def complements(line: Line) -> Iterator[Predicate]:
    """Give the nouns and adjectives behind a form of "be" or "become": "member", of "is a full member of NATO"."""
    words = [line.text[word.start : word.end].casefold().replace("’", "'") for word in line.words]
    for at, word in enumerate(words):
        if word in _COPULAS and (place := _last(line, words, at + 1)) is not None:
            yield Predicate(words[place], place)


def _last(line: Line, words: list[str], at: int) -> int | None:
    """Give the last word of what stands right behind a form of "be", None where that is a verb or a measure."""
    while at < len(words) and (words[at] in _DETERMINERS or words[at].endswith("ly")) and _joined(line, at):
        at += 1
    first = at
    while at < len(words) and _noun(line, words, at) and _joined(line, at) and not is_past(words[at]):
        at += 1
    if not 0 < at - first <= _LONGEST or words[first].endswith("ing"):
        return None
    return None if at < len(words) and words[at] in ("to", "than") else at - 1


def _noun(line: Line, words: list[str], at: int) -> bool:
    word = line.words[at]
    return word.content and words[at].isalpha() and line.text[word.start].islower() and words[at] not in _DEGREES


def _joined(line: Line, at: int) -> bool:
    """Say whether only a space parts a word from the one before it."""
    return line.text[line.words[at - 1].end : line.words[at].start].isspace()
