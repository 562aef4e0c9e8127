"""Whose object is whose: who was "convicted of theft but acquitted of fraud" was not convicted of fraud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rag.checks.told import told
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.slots import Line, Word
from rag.words.verbs import akin, stems_of

_MOST = 30  # verbs of a text that are compared
_JOINED = re.compile(
    r"(?:,?\s(?:and|but|while|whereas|yet)(?:\s(?:has|have|had|was|were|is|are|also|later|then|not|\w+ly))*\s)$"
)
_ENDS = re.compile(r"[.!?;:][”\"’)]*(?:\s|$)|\n|,\s(?:who|which|that|where|when|while|but|and|after|before|as)\s")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two joined verbs of a sentence, in small letters, with the words that each has behind it as its own."""

    first: str
    second: str
    own: tuple[Word, ...]
    other: tuple[Word, ...]


def check(claim: Line, ground: Ground) -> Parts:
    """Find a verb of a claim with what its cited words have as the object of the verb that is joined to it.

    Both must have objects of their own there, and the claim leaves the other verb out.
    """
    pairs = list(_pairs(ground.line))
    verbs = list(told(claim))[: _MOST if pairs else 0]
    for one in verbs:
        for pair in pairs:
            if (
                swapped := _swapped(one.word, one.at, [verb.word for verb in verbs], pair, claim, ground.line)
            ) is not None:
                return Parts(mismatched=(_fault(*swapped, claim, ground.line, one.word),))
    return Parts()


def _pairs(line: Line) -> Iterator[_Pair]:
    verbs = sorted({one.at: one for one in told(line)}.values(), key=lambda one: one.at)[:_MOST]
    for one, two in pairwise(verbs):
        start, end = line.words[one.at].end, line.words[two.at].start
        joint = _JOINED.search(line.text, start, end)
        if joint is None or _ENDS.search(line.text, start, joint.start()):
            continue
        stop = _ENDS.search(line.text, line.words[two.at].end)
        last = stop.start() if stop else len(line.text)
        own, other = _content(line, start, joint.start()), _content(line, line.words[two.at].end, last)
        if own and other:
            yield _Pair(one.word, two.word, own, other)


def _content(line: Line, start: int, end: int) -> tuple[Word, ...]:
    first, last = line.span(start, end)
    return tuple(word for word in line.words[first:last] if word.content)


def _swapped(verb: str, at: int, verbs: list[str], pair: _Pair, claim: Line, line: Line) -> tuple[Word, Word] | None:
    """Give a word behind a verb of the claim that its source has only behind the joined verb, with its counterpart."""
    for own, other, mine, theirs in (
        (pair.own, pair.other, pair.first, pair.second),
        (pair.other, pair.own, pair.second, pair.first),
    ):
        if stems_of(mine).isdisjoint(stems_of(verb)) or any(akin(one, theirs) for one in verbs) or akin(mine, theirs):
            continue
        stop = _ENDS.search(claim.text, claim.words[at].end)
        behind = _content(claim, claim.words[at].end, stop.start() if stop else len(claim.text))
        held = {word.stem for word in own}
        if behind and not any(word.stem in held for word in behind[-1:]):
            word, places = behind[-1], [one for one in line.words if one.stem == behind[-1].stem]
            if len(places) == 1 and any(one.stem == word.stem for one in other):
                return word, places[0]
    return None


def _fault(said: Word, told_: Word, claim: Line, line: Line, verb: str) -> Mismatch:
    mine, theirs = claim.text[said.start : said.end], line.text[told_.start : told_.end]
    part = Match(FaultKind.PREDICATE, said.start, said.end, mine, told_.start, told_.end, theirs)
    return Mismatch(part, False, f"the source does not say “{verb}” of {theirs}, but the verb that is joined to it")
