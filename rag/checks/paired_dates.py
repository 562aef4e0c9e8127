"""A date with another deed: who was sentenced in 1988 and pardoned in 1994 was not sentenced in 1994."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.checks.told import places, told
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.moment import Moment, agree, common
from rag.reading.moments import moments
from rag.reading.predicates import LIGHT, Predicate, tells
from rag.reading.slots import Line, Word
from rag.words.verbs import stems_of

_MOST = 30  # verbs and dates of a text that are compared
_ENDS = re.compile(r"[.!?;:][”\"’)]*(?:\s|$)|\n|,?\s(?:and|but|while|when|who|which|before|after|whose|where)\s")
_NEAR = 60  # characters between a verb and its date


def check(claim: Line, ground: Ground) -> Parts:
    """Find a date that a claim gives to a verb which its source tells with another date, and that one of another."""
    source = ground.line
    verbs = [one for one in told(claim) if one.word not in LIGHT and not tells(one.word)][:_MOST]
    if len(verbs) != 1 or len(ground.moments) < 2:
        return Parts()
    start, end = _clause(claim.text, claim.words[verbs[0].at].start)
    for said in [one for one in moments(claim.text) if start <= one.start < end][:_MOST]:
        alike = [one for one in ground.moments if agree(said, one) and common(said, one)]
        found = places(verbs[0].word, source)
        apart = bool(alike and found) and all(_apart(word, source, ground.moments, alike) for word in found)
        if apart and all(_of_another(verbs[0], one, source) for one in alike):
            part = Match.of(
                FaultKind.DATE, claim.text, (said.start, said.end), source.text, (alike[0].start, alike[0].end)
            )
            why = f"the source does not date “{verbs[0].word}” {part.said}, but another deed"
            return Parts(mismatched=(Mismatch(part, False, why),))
    return Parts()


def _apart(verb: Word, source: Line, dates: Sequence[Moment], alike: Sequence[Moment]) -> bool:
    """Say whether a verb stands in a clause without the date, and near another one."""
    start, end = _clause(source.text, verb.start)
    if any(start <= one.start < end for one in alike):
        return False
    return any(one not in alike and abs(one.start - verb.start) <= _NEAR for one in dates)


def _of_another(verb: Predicate, date: Moment, source: Line) -> bool:
    start, end = _clause(source.text, date.start)
    own = (one.word for one in told(source) if start <= source.words[one.at].start < end)
    return any(stems_of(one).isdisjoint(stems_of(verb.word)) and one not in LIGHT for one in own)


def _clause(text: str, at: int) -> tuple[int, int]:
    start = max((stop.end() for stop in _ENDS.finditer(text, 0, at + 1) if stop.end() <= at), default=0)
    stop = _ENDS.search(text, at)
    return start, stop.start() if stop else len(text)
