"""A claim put right: with a value of its source in place of its own, a figure, a date or a name.

Where the source bears out the corrected claim and not the claim as it stands, the two differ in that value, in whatever
other words the source says it: "the office was set up in Paris" beside "an office followed in Brussels".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from rag.checks.counted import counts_other
from rag.checks.idle_dates import idle
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.figures import figures
from rag.reading.ground import Ground
from rag.reading.moment import Moment, agree
from rag.reading.moments import moments
from rag.reading.naming import Named, inside, named
from rag.reading.same_name import same
from rag.reading.slots import Line
from rag.words.lists import BODIES
from rag.words.places import CITIES, REGIONS
from rag.words.units import comparable

MOST = 6
"""Corrections of one claim by one piece of evidence that are tried."""
_PARTS = 2  # parts of a claim that are corrected, one at a time
_KINDS = frozenset((FaultKind.FIGURE, FaultKind.UNIT, FaultKind.DATE, FaultKind.NAME, FaultKind.SPEAKER))

_NAMES = frozenset((FaultKind.NAME, FaultKind.SPEAKER))
_STYLE = re.compile(r",\s[A-ZÀ-Þ]\w+\sof\s(?:the\s)?$")  # "Prince Otto, Duke of Rieth": who is meant has been named

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Correction:
    """A claim with one value of its source in place of its own, and the part where they differ.

    `checked` says that a check has found this very figure or date in the place of the claim's.
    """

    text: str
    part: Match
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, and by how much likelier, in [-1, 1], the source bears it out than the claim as it stands.

    `told` is the probability with which it bears out the claim with a value that a check found in the place of the
    claim's own, however likely the model, which is no judge of figures, reads the claim itself.
    """

    correction: Correction
    gain: float
    told: float = 0.0

    @property
    def mismatch(self) -> Mismatch:
        """Give the part of the claim for which the source has another value."""
        part = self.correction.part
        verb = "names" if part.kind in _NAMES else "says"
        return Mismatch(part, True, f"the source {verb} {part.source}, the sentence {part.said}")


def corrections(claim: Line, ground: Ground, parts: Parts) -> tuple[Correction, ...]:
    """Give a claim with values of the source in place of those that the source does not bear out, at most MOST.

    A name that the source does not have may mean that the two speak of different things: then it alone is put right,
    and of two such names none.
    """
    wrong = [one for one in parts.mismatched if one.part.kind in _KINDS and one.part.said]
    names = [one for one in wrong if one.part.kind in _NAMES]
    if len(names) > 1:
        return ()
    found = (
        Correction(
            f"{claim.text[: one.part.start]}{ground.line.text[start:end]}{claim.text[one.part.end :]}",
            part,
            one.contradicts and part == one.part and part.kind not in _NAMES,
        )
        for one in (names or wrong)[:_PARTS]
        for start, end in dict.fromkeys(_others(one, claim, ground))
        for part in (_between(one.part, ground, start, end),)
    )
    return tuple(islice(found, MOST))


def _between(part: Match, ground: Ground, start: int, end: int) -> Match:
    return replace(part, source_start=start, source_end=end, source=ground.line.text[start:end])


def _others(one: Mismatch, claim: Line, ground: Ground) -> Iterator[Span]:
    """Give where the source has values of the same sort that the claim has not, the one in the same place first."""
    part = one.part
    if one.contradicts and part.source:
        yield part.source_start, part.source_end
    if part.kind is FaultKind.DATE:
        yield from _dates(part, claim, ground)
    elif part.kind in (FaultKind.FIGURE, FaultKind.UNIT):
        yield from _figures(part, claim, ground)
    else:
        yield from _names(part, claim, ground)


def _dates(part: Match, claim: Line, ground: Ground) -> Iterator[Span]:
    said = moments(claim.text)
    mine = [one for one in said if one.start < part.end and part.start < one.end]
    for one in ground.moments:
        rival = any(_as_fine(one, own) and not idle(own, one, claim, ground.line) for own in mine)
        if rival and not any(agree(own, one) for own in said):
            yield one.start, one.end


def _as_fine(one: Moment, own: Moment) -> bool:
    """Say whether a date says as much as another: a year where that is a year, a day where that is a day."""
    return (bool(one.years), bool(one.months), one.day is None) == (bool(own.years), bool(own.months), own.day is None)


def _figures(part: Match, claim: Line, ground: Ground) -> Iterator[Span]:
    said = figures(claim.text, tuple((one.start, one.end) for one in moments(claim.text)))
    mine = [one for one in said if one.start < part.end and part.start < one.end]
    for one in figures(ground.line.text, tuple((held.start, held.end) for held in ground.moments)):
        alike = any(
            comparable(own.unit, one.unit) and own.weak == one.weak and not counts_other(one, own, claim, ground.line)
            for own in mine
        )
        if alike and not any(own.low <= one.high and one.low <= own.high for own in said):
            yield one.outer, one.end


def _names(part: Match, claim: Line, ground: Ground) -> Iterator[Span]:
    known = inside(ground.line.text) | inside(ground.around)
    if _STYLE.search(claim.text[: part.start]):
        return
    said = named(claim.text, known)
    mine = [one for one in said if one.start < part.end and part.start < one.end]
    for one in named(ground.line.text, known):
        alike = any(_sort(one, ground.line.text) == _sort(own, claim.text) for own in mine)
        if alike and not any(same(own, one) for own in said):
            yield one.start, one.end


def _sort(name: Named, text: str) -> str:
    """Give what a name names, as far as its words tell: a region, a place, a body, or else most likely a person."""
    words = text[name.start : name.end]
    if words in REGIONS:
        return "region"
    if name.marks or words in CITIES:
        return "place"
    return "body" if words.isupper() or any(word in BODIES for word in name.words) else "person"
