"""Who is not told to do it: that nine people drowned does not say that Lea Holm did."""

from __future__ import annotations

import re

from rag.checks.agents import agents
from rag.checks.told import places, told
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.naming import Named, inside, named
from rag.reading.predicates import LIGHT, tells
from rag.reading.same_name import same
from rag.reading.slots import Line, Word

_MOST = 30  # verbs of a sentence, places of each in its source, names that are compared
_SOME = re.compile(
    r"(?:^|[.!?;,:]\s|\n|\b(?:and|but|that|while)\s)(?:(?:at least|about|around|some|nearly|almost|more than)\s)*"
    r"(?:an?|another|some|several|many|\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|"
    r"thousands)\s(?:[a-z][\w’'-]*\s){1,4}?(?:(?:has|have|had|was|were|been|also|\w+ly)\s)*$",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:he|she|it|him|her|his|hers|its|who|whom|whose)\b", re.I)
_HE = re.compile(r"\s*(?:he|she)\s", re.I)
_ENDS = re.compile(r"[.!?][”\"’)]*\s|\n")


def check(claim: Line, ground: Ground) -> Parts:
    """Find a verb that a claim tells of a name, and its cited words only of others, in sentences without the name."""
    source, known = ground.line, inside(ground.line.text) | inside(ground.around)
    mine, theirs = named(claim.text, known)[:_MOST], named(source.text, known)[:_MOST]
    for one in [one for one in told(claim) if one.word not in LIGHT and not tells(one.word)][:_MOST]:
        word = claim.words[one.at]
        doers = agents(claim, word, mine)
        found = places(one.word, source) if doers else []
        if found and all(_of_others(doers[0], at, source, theirs) for at in found):
            return Parts(mismatched=(_fault(doers[0], claim, source, found[0]),))
    return Parts()


def _of_others(name: Named, verb: Word, source: Line, names: tuple[Named, ...]) -> bool:
    start = max((stop.end() for stop in _ENDS.finditer(source.text, 0, verb.start)), default=0)
    stop = _ENDS.search(source.text, verb.end)
    end = stop.start() if stop else len(source.text)
    inside_it = any(start <= one.start < end and same(name, one) for one in names)
    if not any(same(name, one) for one in names) and _HE.match(source.text, start):
        # "She" is one of those named before her in the cited words, and so not somebody named elsewhere
        return any(one.end <= start and one.sure and not one.marks for one in names)
    if inside_it or _PRONOUN.search(source.text, start, end):
        return False
    return _SOME.search(source.text[start : verb.start].lstrip()) is not None


def _fault(name: Named, claim: Line, source: Line, place: Word) -> Mismatch:
    said = claim.text[name.start : name.end]
    part = Match(
        FaultKind.NAME, name.start, name.end, said, place.start, place.end, source.text[place.start : place.end]
    )
    return Mismatch(part, False, f"the source tells of others “{part.source}”, not of {said}")
