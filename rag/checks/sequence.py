"""What came first: a sentence that puts one thing before another needs a source that puts them so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.checks.told import told as deeds
from rag.reading.denials import denials
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.slots import Line
from rag.words.verbs import akin

_MOST = 12  # marks of a text, words of a side that are compared
_MARK = re.compile(
    r"\b(?:(?P<first>before|prior to|ahead of|(?:and|only) (?:then|later)|then)|(?P<last>after|following|once|"
    r"as soon as)|(?P<until>until|till))\b",
    re.I,
)
_TOLD = re.compile(r"\b(?:before|after)\b", re.I)
_ENDS = re.compile(r"[.!?;][”\"’)]*\s|\n")


@dataclass(frozen=True, slots=True)
class _Order:
    """The words, in small letters, of what came first and of what came later, and the place of the mark between."""

    earlier: tuple[str, ...]
    later: tuple[str, ...]
    start: int
    end: int


def check(claim: Line, ground: Ground) -> Parts:
    """Find a "before" or "after" between two deeds of which the cited words have the order turned round, or have none.

    Only one that is turned round contradicts.
    """
    verbs = [claim.words[one.at].start for one in deeds(claim)] if _TOLD.search(claim.text) else []
    told = list(_orders(ground.line)) if len(verbs) > 1 else []
    for mine in _orders(claim) if len(verbs) > 1 else ():
        both_sides = min(verbs) < mine.start and any(verb > mine.end for verb in verbs)
        named = _TOLD.fullmatch(claim.text, mine.start, mine.end) and both_sides
        if named and not any(_meet(mine.earlier, one.earlier) and _meet(mine.later, one.later) for one in told):
            turned = [one for one in told if _meet(mine.earlier, one.later) and _meet(mine.later, one.earlier)]
            return Parts(mismatched=(_fault(claim, mine, ground.line, turned[0] if turned else None),))
    return Parts()


def _orders(line: Line) -> Iterator[_Order]:
    """Give what a text puts before what, sentence by sentence, by the words that say so."""
    for mark in list(_MARK.finditer(line.text))[:_MOST]:
        first = max((stop.end() for stop in _ENDS.finditer(line.text, 0, mark.start())), default=0)
        stop = _ENDS.search(line.text, mark.end())
        last = stop.start() if stop else len(line.text)
        ahead, behind = (first, mark.start()), (mark.end(), last)
        if not line.text[slice(*ahead)].strip(" \"“'‘("):  # "After the vote, they left"
            comma = line.text.find(", ", mark.end(), last)
            ahead, behind = (comma, last), (mark.end(), comma)
        sides = _words(line, *ahead), _words(line, *behind)
        denied = mark["until"] and denials(line.text[slice(*ahead)]).cues
        earlier, later = sides if (mark["first"] or mark["until"]) and not denied else sides[::-1]
        if earlier and later:
            yield _Order(earlier, later, mark.start(), mark.end())


def _words(line: Line, start: int, end: int) -> tuple[str, ...]:
    first, last = line.span(start, end) if start < end else (0, 0)
    found = (line.text[one.start : one.end] for one in line.words[first:last] if one.content)
    return tuple(dict.fromkeys(word.casefold() for word in found if word.islower()))[:_MOST]


def _meet(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return any(word == other or akin(word, other) for word in mine for other in theirs)


def _fault(claim: Line, mine: _Order, source: Line, turned: _Order | None) -> Mismatch:
    said = claim.text[mine.start : mine.end]
    at = (turned.start, turned.end) if turned else (0, 0)
    part = Match(FaultKind.PREDICATE, mine.start, mine.end, said, *at, source.text[slice(*at)])
    why = "the source has them the other way round" if turned else "the source does not tell which came first"
    return Mismatch(part, turned is not None, f"“{said}”: {why}")
