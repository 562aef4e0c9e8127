"""Where it is done: who reads that a man drowned in Rieth has not read that he drowned in Ostia."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.checks.told import places
from rag.checks.told import told as deeds
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.naming import Named, inside, named
from rag.reading.predicates import LIGHT
from rag.reading.same_name import same
from rag.reading.slots import Line, Word
from rag.words.places import CITIES, COUNTRIES, REGIONS

_MOST = 30  # verbs of a sentence, places of each in its source, names that are compared
# From a verb to where it is done: "drowned in the neighbouring village of Rieth", "signed the treaty in Ostia".
_AT = re.compile(
    r"(?:\s(?!(?:and|but|or|that|which|who|while|after|before|when)\b)[\w’'-]+){0,5}?\s(?:in|at|near)\s"
    r"(?:(?:the|an?|its|his|her|their)\s)?(?:[a-z][\w-]*\s){0,2}?(?:(?:city|town|village|port|district|province)\sof\s)?"
)
_ENDS = re.compile(r"[.!?;][”\"’)]*(?:\s|$)|\n")
_LANDS = frozenset(("England", "Scotland", "Wales", "Northern Ireland"))
_NEAR = 90  # characters behind a verb in which its place stands


def check(claim: Line, ground: Ground) -> Parts:
    """Find a place where a claim has something done that its cited words have done elsewhere, wherever they tell it.

    A country or a region may hold the other place, and what a source tells without a place may be done anywhere.
    """
    source, known = ground.line, inside(ground.line.text) | inside(ground.around)
    mine, theirs = named(claim.text, known)[:_MOST], named(source.text, known)[:_MOST]
    for one in [one for one in deeds(claim) if one.word not in LIGHT][:_MOST]:
        said = _place(claim, claim.words[one.at], mine)
        told = [_places(source, word, theirs) for word in places(one.word, source)] if said is not None else []
        others = [found[0] for found in told if found]
        if said and others and len(others) == len(told) and all(_apart(said, found, claim, source) for found in told):
            return Parts(mismatched=(_fault(said, others[0], claim, source, one.word),))
    return Parts()


def _place(line: Line, verb: Word, names: Sequence[Named]) -> Named | None:
    """Give the name that tells where a verb is done, the first."""
    behind = (name for name in names if verb.end < name.start < verb.end + _NEAR)
    return next((name for name in behind if _AT.fullmatch(line.text, verb.end, name.run[0])), None)


def _places(line: Line, verb: Word, names: Sequence[Named]) -> list[Named]:
    """Give the name that tells where a verb is done, and all behind it in its sentence: "in Rieth, Norland"."""
    first, end = _place(line, verb, names), _ENDS.search(line.text, verb.end)
    last = end.start() if end else len(line.text)
    return [one for one in names if first is not None and first.start <= one.start < last]


def _apart(said: Named, told: Sequence[Named], claim: Line, source: Line) -> bool:
    """Say whether a place is none of those told, and of the size of the first: a city may lie in a country."""
    return not any(same(said, one) for one in told) and _size(said, claim) == _size(told[0], source)


def _size(name: Named, line: Line) -> str:
    words = line.text[name.start : name.end]
    wide = bool(name.marks) or words in COUNTRIES | REGIONS | _LANDS
    known = (("city", words in CITIES), ("wide", wide))
    return next((size for size, holds in known if holds), "")


def _fault(said: Named, other: Named, claim: Line, line: Line, verb: str) -> Mismatch:
    mine, theirs = claim.text[said.start : said.end], line.text[other.start : other.end]
    part = Match(FaultKind.NAME, said.start, said.end, mine, other.start, other.end, theirs)
    return Mismatch(part, False, f"“{verb}” is said of {theirs} in the source, of {mine} in the sentence")
