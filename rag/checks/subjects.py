"""Which of two does it: "the union refused the firm's offer" beside "the firm refused the offer of the union"."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.predicates import LIGHT, predicates
from rag.reading.slots import Line, Word

_MOST = 30  # verbs of a sentence, and places of each in its source
_HELPS = frozenset(
    "has have had will would did does do can could may might also then later once still soon again".split()
)
_BE = frozenset("is are was were be been being".split())
_LED = re.compile(r"(?:^|[\s“\"‘(])(?:the|an?|its|his|her|their|this|that|both|which\sthe|[A-ZÀ-Þ][\w’'-]*)\s$", re.I)
_MUTUAL = frozenset("met married joined fought played faced agreed signed talked shared exchanged reached".split())


def check(claim: Line, ground: Ground) -> Parts:
    """Find a verb before which the claim has one of two, and the source, wherever it has the verb, the other.

    Both must stand in both texts, the source's subject behind the verb in the claim; the source has no "by".
    """
    source = ground.line
    told = [one.at for one in predicates(source, rare=True)]
    for one in list(predicates(claim))[:_MOST]:
        verb = claim.words[one.at]
        mine = _subject(claim, one.at) if one.word not in LIGHT and one.word not in _MUTUAL else None
        if mine is None or mine.stem not in source.stems:
            continue
        theirs = [_subject(source, at) for at in told if source.words[at].stem == verb.stem][:_MOST]
        behind = {word.stem for word in claim.words[one.at + 1 :]}
        others = [word for word in theirs if word is not None and word.stem != mine.stem and word.stem in behind]
        if others and len(others) == len(theirs):
            return Parts(mismatched=(_fault(mine, others[0], claim, source, one.word),))
    return Parts()


def _subject(line: Line, at: int) -> Word | None:
    """Give the noun right before a verb that is not in the passive, with an article or a capital before it."""
    place = at - 1
    while place >= 0 and (line.small(line.words[place]) in _HELPS or line.small(line.words[place]).endswith("ly")):
        place -= 1
    if place < 0 or line.small(line.words[place]) in _BE or not line.words[place].content:
        return None
    word = line.words[place]
    spaced = line.text[word.end : line.words[place + 1].start].isspace()
    led = line.text[word.start].isupper() or _LED.search(line.text, max(0, word.start - 20), word.start)
    return word if spaced and led else None


def _fault(mine: Word, other: Word, claim: Line, line: Line, verb: str) -> Mismatch:
    said, theirs = claim.text[mine.start : mine.end], line.text[other.start : other.end]
    part = Match(FaultKind.PREDICATE, mine.start, mine.end, said, other.start, other.end, theirs)
    return Mismatch(part, True, f"“{verb}” is said of {theirs} in the source, of {said} in the sentence")
