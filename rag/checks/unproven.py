"""A cause that a sentence gives and its source does not: what came after a thing, or is denied to come of it."""

from __future__ import annotations

import re

from rag.checks.causes import MARK, Cause, causes
from rag.reading.denials import denials
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.slots import Line

_TIED = re.compile(
    r"\b(?:link(?:s|ed)?|relat(?:es?|ed)|connect(?:s|ed|ion|ions)?|attribut\w+|blam\w+|caus\w+|due|because|responsib\w+)\b",
    re.I,
)
_BLAMES = re.compile(
    r"(?<!\bshe )(?<!\bhe )(?<!\bthey )\b(?:blam\w+|accus\w+|suspect\w*)\b", re.I
)  # who is blamed for a thing need not have caused it
_RESERVE = re.compile(r"\b(?:blam|accus|suspect|alleg|claim|according|argu|believ|think|may|might|could)\w*", re.I)
_THEN = re.compile(r"\b(?:after|following|when|once)\b", re.I)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|no|none|not|never|without|nobody|neither|nor)\b|n[’']t\b", re.I)
_ENDS = re.compile(r"[.!?;][”\"’)]*(?:\s|$)|\n|,\s(?:but|while|and)\s")


def check(claim: Line, ground: Ground) -> Parts:
    """Find a cause in so many words of which the cited words deny the link, or tell only that one thing followed."""
    said = next(iter(causes(claim)), None)
    if said is None or denials(claim.text).cues:
        return Parts()
    source = ground.line.text
    clauses = [clause for clause in _clauses(source) if _TIED.search(clause)]
    denied = bool(clauses) and all(_DENIES.search(clause) for clause in clauses)
    blamed = bool(clauses) and all(_BLAMES.search(clause) for clause in clauses) and not _RESERVE.search(claim.text)
    followed = not clauses and not MARK.search(source) and _follows(said, ground.line)
    if not denied and not followed and not blamed:
        return Parts()
    start, end = said.cause[0].start, said.cause[-1].end
    part = Match(FaultKind.PREDICATE, start, end, claim.text[start:end], 0, 0, "")
    why = "the source tells what came first, and of no cause"
    why = "the source denies the link" if denied else "the source has it as what somebody blames" if blamed else why
    return Parts(mismatched=(Mismatch(part, False, f"{why}: “{part.said}”"),))


def _follows(said: Cause, source: Line) -> bool:
    """Say whether a source tells the effect in the very sentence in which it has the cause behind an "after"."""
    effect, cause = ({word.stem for word in words} for words in (said.effect, said.cause))
    for mark in _THEN.finditer(source.text):
        stop = _ENDS.search(source.text, mark.end())
        first, last = source.span(mark.end(), stop.start() if stop else len(source.text))
        behind, ahead = set(source.stems[first:last]), set(source.stems[:first])
        if len(cause & behind) * 2 >= len(cause - effect) and effect & ahead:
            return True
    return False


def _clauses(text: str) -> list[str]:
    found, at = [], 0
    for stop in _ENDS.finditer(text):
        found.append(text[at : stop.start()])
        at = stop.end()
    return [*found, text[at:]]
