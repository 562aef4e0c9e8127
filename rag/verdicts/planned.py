"""A thing that a source only plans: who reads of "the plan for an office" has not read that it was opened."""

# ruff: noqa: SIM905 - tables read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.slots import Line, Word

_DONE = frozenset(
    """
    opened built founded launched created established formed set signed adopted finished completed inaugurated installed
    introduced erected bought sold hired delivered passed enacted concluded started began joined published
    """.split()
)
_HEDGED = frozenset("would could may might will should to not never if unless plans planned wants wanted hopes".split())
_BEHIND = 6  # words behind a verb, or before one in the passive, in which its thing stands
_PLAN = re.compile(
    r"\b(?:plan|plans|idea|ideas|proposal|proposals|prospect|possibility|suggestion|bid|hopes?|intention|talk|talks|vision)\s"
    r"(?:of|for|about|to\s\w+)\s(?:[\w’'-]+\s){0,5}$|\b(?:planned|proposed|possible|future|mooted|suggested)\s(?:[\w’'-]+\s){0,3}$",
    re.I,
)
_AHEAD = re.compile(
    r"^[^.;,:]{0,40}?\b(?:under\sdiscussion|on\shold|was\s(?:to\s(?:be|have)|planned|proposed|shelved|dropped|blocked)|"
    r"would\shave\s(?:been|had)|had\sit\s(?:been|opened)|could\shave\s)"
)
_MOST = 12


def check(claim: Line, ground: Ground) -> Parts:
    """Find the things that a claim calls done and its cited words know as planned, wherever they speak of them."""
    found = tuple(
        _mismatch(claim, verb, thing, ground.line, places[0])
        for verb, thing in _done(claim)
        if (places := [one for one in ground.line.words if one.stem == thing.stem][:_MOST])
        and all(_planned(ground.line, one) for one in places)
    )
    return Parts(mismatched=found[:1])


def _done(claim: Line) -> Iterator[tuple[Word, Word]]:
    """Give each verb that says a thing was brought about, with each word that may be the thing."""
    words = [claim.text[one.start : one.end].casefold() for one in claim.words]
    for at, verb in enumerate(claim.words):
        ahead = words[max(0, at - 4) : at]
        if words[at] in _DONE and _HEDGED.isdisjoint(ahead):
            passive = not {"was", "were", "been"}.isdisjoint(ahead)
            things = claim.words[max(0, at - _BEHIND) : at] if passive else claim.words[at + 1 : at + 1 + _BEHIND]
            yield from ((verb, one) for one in things if one.content and claim.text[one.start].islower())


def _planned(source: Line, thing: Word) -> bool:
    sentence = max(source.text.rfind(mark, 0, thing.start) for mark in ".;!?\n") + 1
    return bool(_PLAN.search(source.text[sentence : thing.start]) or _AHEAD.match(source.text[thing.end :]))


def _mismatch(claim: Line, verb: Word, thing: Word, source: Line, place: Word) -> Mismatch:
    said, theirs = claim.text[verb.start : verb.end], source.text[place.start : place.end]
    part = Match(FaultKind.PREDICATE, verb.start, verb.end, said, place.start, place.end, theirs)
    return Mismatch(part, False, f"the source knows the {theirs} as planned, not as {said}")
