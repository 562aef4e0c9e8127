"""What was only asked for: a figure that somebody demanded or expected, a thing that somebody applied for."""

# ruff: noqa: SIM905 - tables read better unwrapped
from __future__ import annotations

import re

from rag.checks.told import told
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.figures import figures
from rag.reading.ground import Ground
from rag.reading.moments import moments
from rag.reading.slots import Line, Word

_MOST = 30  # figures, verbs and places of a word that are compared
_FAR = 90  # characters ahead of a word in which somebody asks for it
_WORDS = r"(?:\s[\w’'%-]+)"
_ASKS = (
    r"(?:demand(?:s|ed|ing)?|s(?:ought|eeks?|eeking)|want(?:s|ed|ing)?|request(?:s|ed|ing)?|expect(?:s|ed|ing)?|"
    r"forecast(?:s|ed)?|predict(?:s|ed|ing)?|fear(?:s|ed|ing)?|(?:ask|call|appl[iy]|hop|push|press|appeal|petition|plead|bid)"
    r"(?:es|e|s|ed|ied|ing|y)?(?:\s[\w’'-]+){0,4}?\sfor|(?:applications?|bids?|pleas?|requests?|petitions?)\sfor)"
)
_AHEAD = re.compile(rf"\b{_ASKS}{_WORDS}{{0,5}}?\s[^\w\s.;:!?]?$", re.I)
# "The eight million that the prosecution had sought", "the 4.6 per cent economists had expected".
_ASKED = r"(?:demanded|sought|wanted|requested|expected|forecast|predicted|feared|proposed|(?:asked|hoped|called)\sfor)"
_BEHIND = re.compile(
    rf"{_WORDS}{{0,2}}?\s(?:that|which)\s[^.;:!?]{{2,60}}?\b{_ASKED}\b|"
    rf"(?:\s(?!as\b|than\b|and\b|but\b|when\b)[\w’'%-]+){{0,6}}?\s(?:had|has|have)\s(?:been\s)?{_ASKED}\b",
    re.I,
)
_RESERVE = re.compile(
    rf"\b(?:{_ASKS}|will|would|should|may|might|could|can|plan\w*|aim\w*|estimat\w*|propos\w*|target\w*|likely|projected|"
    r"ask\w*|want\w*|hop(?:e|es|ed|ing)|recommend\w*|call\w*|urg\w*|offer\w*|applied|believ\w*|think\w*|sees?|prosecut\w*)\b",
    re.I,
)
_GIVES = frozenset(
    """
    give gives gave given grant grants granted award awards awarded approve approves approved accept accepts accepted
    receive receives received get gets got obtain obtains obtained secure secures secured win wins won hand hands handed
    lend lends lent provide provides provided agree agrees agreed allow allows allowed permit permits permitted
    """.split()
)
_GIVEN = re.compile(rf"\b(?:{'|'.join(sorted(_GIVES))}|met|matched|granting|in\sline)\b", re.I)
_ENDS = re.compile(r"[.!?;][”\"’)]*\s|\n")
_OBJECT = 8  # words behind a verb among which its object stands


def check(claim: Line, ground: Ground) -> Parts:
    """Find a figure or a gift of a claim that its cited words tell only as demanded, expected or applied for."""
    source = ground.line
    if _RESERVE.search(claim.text):
        return Parts()
    found = _figure(claim, ground) or _gift(claim, source)
    return Parts(mismatched=(found,) if found else ())


def _figure(claim: Line, ground: Ground) -> Mismatch | None:
    """Give a figure of which the source has the value nowhere but in what was asked for."""
    source = ground.line.text
    theirs = figures(source, tuple((one.start, one.end) for one in ground.moments))[:_MOST]
    for said in figures(claim.text, tuple((one.start, one.end) for one in moments(claim.text)))[:_MOST]:
        held = [one for one in theirs if (one.low, one.high, one.unit) == (said.low, said.high, said.unit)]
        if held and all(_asked(source, one.outer, one.end) for one in held):
            return _fault(claim, (said.outer, said.end), source, (held[0].outer, held[0].end))
    return None


def _asked(text: str, start: int, end: int) -> bool:
    first = _sentence(text, start)
    if _GIVEN.search(text, first, start):
        return False
    return bool(_AHEAD.search(text[first:start]) or _BEHIND.match(text, end))


def _sentence(text: str, at: int) -> int:
    return max((stop.end() for stop in _ENDS.finditer(text, max(0, at - _FAR), at)), default=max(0, at - _FAR))


def _gift(claim: Line, source: Line) -> Mismatch | None:
    """Give the verb of a claim that says a thing was given, where the source knows it as applied for alone."""
    verbs = [one for one in told(claim) if one.word in _GIVES][:_MOST]
    if not verbs or _GIVEN.search(source.text):
        return None
    for one in verbs:
        verb = claim.words[one.at]
        for thing in claim.words[one.at + 1 : one.at + 1 + _OBJECT]:
            places = [word for word in source.words if word.stem == thing.stem][:_MOST] if _plain(thing, claim) else []
            if places and all(_applied(source.text, word) for word in places):
                return _fault(claim, (verb.start, verb.end), source.text, (places[0].start, places[0].end))
    return None


def _plain(word: Word, line: Line) -> bool:
    return word.content and line.text[word.start].islower()


def _applied(text: str, word: Word) -> bool:
    return _AHEAD.search(text[_sentence(text, word.start) : word.start]) is not None


def _fault(claim: Line, said: tuple[int, int], text: str, theirs: tuple[int, int]) -> Mismatch:
    part = Match(FaultKind.PREDICATE, *said, claim.text[slice(*said)], *theirs, text[slice(*theirs)])
    return Mismatch(part, False, f"in the source “{part.source}” was only asked for or expected")
