"""A figure by the year of which its source tells as of a whole time: 5 per cent a year is not 5 per cent over two."""

from __future__ import annotations

import re

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.figures import figures
from rag.reading.ground import Ground
from rag.reading.moments import moments
from rag.reading.slots import Line

_MOST = 30  # figures that are compared
_RATE = re.compile(
    r"(?:\s[\w’'-]+){0,2}?\s(?:(?:an?|per|each|every)\s(?P<unit>year|month|week|day|hour)\b|(?P<adverb>annually|yearly|monthly|weekly|daily)\b)",
    re.I,
)
_WHOLE = re.compile(
    r"(?:\s[\w’'-]+){0,2}?\s(?:over|across|spread\sover|during|within|in)\s(?:the\s)?(?:(?:next|coming|past|last)\s)?"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|a\sfew)\s(?:year|month|week|day|hour)s\b",
    re.I,
)


def check(claim: Line, ground: Ground) -> Parts:
    """Find a figure that a claim or its source tells by the year, month or day and the other of several of them."""
    source = ground.line.text
    theirs = figures(source, tuple((one.start, one.end) for one in ground.moments))[:_MOST]
    for said in figures(claim.text, tuple((one.start, one.end) for one in moments(claim.text)))[:_MOST]:
        held = [one for one in theirs if (one.low, one.high) == (said.low, said.high)]
        for mine, other in ((_RATE, _WHOLE), (_WHOLE, _RATE)):
            told = bool(held) and all(other.match(source, one.end) and not mine.match(source, one.end) for one in held)
            if told and mine.match(claim.text, said.end):
                return Parts(
                    mismatched=(_fault(claim.text, (said.outer, said.end), source, (held[0].outer, held[0].end)),)
                )
    return Parts()


def _fault(claim: str, said: tuple[int, int], source: str, theirs: tuple[int, int]) -> Mismatch:
    part = Match.of(FaultKind.PREDICATE, claim, said, source, theirs)
    return Mismatch(part, False, f"the source tells “{part.source}” of another length of time")
