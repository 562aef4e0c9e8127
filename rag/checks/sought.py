"""What was only asked for: a figure that somebody demanded or expected, a thing that somebody applied for."""

# ruff: noqa: SIM905 - tables read better unwrapped
from __future__ import annotations

import re

from rag.checks.told import told
from rag.reading.denials import denials
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.figures import figures
from rag.reading.ground import Ground
from rag.reading.moments import moments
from rag.reading.slots import Line, Word
from rag.words.units import NONE
from rag.words.verbs import akin

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
# What is done about a thing that was asked for: none of these says that it came about.
_REACTS = re.compile(
    r"(?:reject|refus|den[yi]|oppos|dismiss|declin|discuss|criticis|criticiz|support|back|welcom|debat|consider|ignor|weigh|"
    r"receiv|hear|heard|read|stud[yi]|review|file|submit|sign|organi[sz]e|launch|start|began|repeat|renew|withdr|drop|need|"
    r"favou?r|block|veto|resist|promis|attend|join|lack|lose|lost|miss|said|say|told|tell|warn)\w*"
)
_ASKING = re.compile(
    r"(?:demand|sought|seek|want|request|expect|forecast|predict|fear|ask|call|appl[iy]|hop(?:e|ing)|push|press|appeal|petition|"
    r"plead|propos|urg|recommend|turn|put|had|has|have)\w*"
)
_GIVEN = re.compile(
    r"\b(?:g[aio]ve[ns]?|giving|grant(?:s|ed|ing)?|award(?:s|ed)?|approv(?:es?|ed)|accept(?:s|ed)?|receiv(?:es?|ed)|got|"
    r"obtain(?:s|ed)?|secur(?:es?|ed)|won|agreed|met|matched|in\sline|fulfilled|allowed|permitted)\b",
    re.I,
)
_ENDS = re.compile(r"[.!?;][”\"’)]*\s|\n")
_LEADS_AWAY = frozenset("in at on by from with for after before to about that because when while as".split())
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
        held = [one for one in theirs if (one.low, one.high) == (said.low, said.high) and one.unit in (said.unit, NONE)]
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
    """Give the verb of a claim that brings about a thing which the source knows as asked for alone."""
    if _GIVEN.search(source.text) or denials(claim.text).cues:
        return None
    words = _other_deeds(claim, source)
    for one in list(told(claim))[:_MOST]:
        gives = _GIVEN.fullmatch(one.word) is not None  # that words tell of none such has been seen
        if not gives and (_REACTS.fullmatch(one.word) or any(akin(one.word, word) for word in words)):
            continue
        verb, thing = claim.words[one.at], _object(claim, one.at)
        places = [word for word in source.words if thing and word.stem == thing.stem][:_MOST]
        if places and all(_applied(source.text, word) for word in places):
            return _fault(claim, (verb.start, verb.end), source.text, (places[0].start, places[0].end))
    return None


def _other_deeds(claim: Line, source: Line) -> list[str]:
    """Give the words of a source that may tell of a thing coming about: none of asking, nor of what is done about that.

    A noun of the claim, a "loan" or a "judge", is no such word though it looks like a verb.
    """
    verbs = {one.at for one in told(claim)}
    nouns = {word.stem for at, word in enumerate(claim.words) if at not in verbs}
    words = (source.text[one.start : one.end].casefold() for one in source.words if one.stem not in nouns)
    return [word for word in words if not _ASKING.fullmatch(word) and not _REACTS.fullmatch(word)]


def _object(claim: Line, at: int) -> Word | None:
    """Give the noun behind a verb: the last of the plain words that follow it, "a new loan" or "Roth a loan"."""
    found: Word | None = None
    for word in claim.words[at + 1 : at + 1 + _OBJECT]:
        if found is not None and not claim.text[found.end : word.start].isspace():
            break
        text = claim.text[word.start : word.end]
        if word.content and text.islower():
            found = word
        elif found is not None or text in _LEADS_AWAY:
            break
    return found


def _applied(text: str, word: Word) -> bool:
    return _AHEAD.search(text[_sentence(text, word.start) : word.start]) is not None


def _fault(claim: Line, said: tuple[int, int], text: str, theirs: tuple[int, int]) -> Mismatch:
    part = Match(FaultKind.PREDICATE, *said, claim.text[slice(*said)], *theirs, text[slice(*theirs)])
    return Mismatch(part, False, f"in the source “{part.source}” was only asked for or expected")
