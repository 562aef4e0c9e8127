"""A thing that a source only plans: who reads of "the plan for an office" has not read that it was opened."""

# ruff: noqa: SIM905 - tables read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.predicates import LIGHT, predicates
from rag.reading.slots import Line, Word
from rag.words.verbs import is_past, stems_of

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
    r"(?:of|for|about|to\s\w+)\s(?:[\w’'-]+\s){0,5}$|\b(?:planned|proposed|possible|future|mooted|suggested)\s(?:[\w’'-]+\s){0,3}$|"
    r"\b(?:should|could|would|might|ought\sto)\s(?:have|get|build|open|found|create|establish|set\sup)\s"
    r"(?:(?:an?|the|its|their)\s)?(?:[\w’'-]+\s){0,3}$",
    re.I,
)
_WILL = re.compile(r"(?:\b(?:will|shall|(?:is|are)\sgoing\sto)|[’']ll)(?:\s(?:not|also|be|then|soon|\w+ly))*\s$", re.I)
_PERFECT = re.compile(r"\b(?:has|have)(?:\s(?:already|now|also|been|\w+ly))*\s$")
_LED = 40  # characters ahead of a verb in which its "will" stands
_AHEAD = re.compile(
    r"^[^.;,:]{0,40}?\b(?:under\sdiscussion|on\shold|was\s(?:to\s(?:be|have)|planned|proposed|shelved|dropped|blocked)|"
    r"would\shave\s(?:been|had)|had\sit\s(?:been|opened)|could\shave\s)"
)
_NEXT = 3  # words next to a verb that may be its thing though a capital makes them a name
_MOST = 12


def check(claim: Line, ground: Ground) -> Parts:
    """Find what a claim calls done and its cited words know as planned or to come, wherever they speak of it."""
    found = (*_things(claim, ground.line), *_deeds(claim, ground.line))
    return Parts(mismatched=found[:1])


def _things(claim: Line, source: Line) -> Iterator[Mismatch]:
    yield from (
        _mismatch(claim, verb, thing, source, places[0])
        for verb, thing in _done(claim)
        if (places := [one for one in source.words if _same(thing, claim, one, source)][:_MOST])
        and all(_planned(source, one) for one in places)
    )


def _same(thing: Word, claim: Line, one: Word, source: Line) -> bool:
    named = claim.text[thing.start].isupper()
    return one.stem == thing.stem and (not named or source.text[one.start].isupper())


def _deeds(claim: Line, source: Line) -> Iterator[Mismatch]:
    """Find verbs in the past of which a source tells in the future alone."""
    words = [claim.text[one.start : one.end].casefold() for one in claim.words]
    for one in list(predicates(claim))[:_MOST]:
        verb = claim.words[one.at]
        if not _HEDGED.isdisjoint(words[max(0, one.at - 4) : one.at]) or one.word in LIGHT:
            continue
        perfect = _PERFECT.search(claim.text[: verb.start]) is not None
        if perfect or is_past(one.word):
            stems = stems_of(one.word)
            places = [word for word in source.words if word.stem in stems][:_MOST]
            if places and all(_WILL.search(source.text[max(0, at.start - _LED) : at.start]) for at in places):
                yield _mismatch(claim, verb, verb, source, places[0])


def _done(claim: Line) -> Iterator[tuple[Word, Word]]:
    """Give each verb that says a thing was brought about, with each word that may be the thing."""
    words = [claim.text[one.start : one.end].casefold() for one in claim.words]
    for at, verb in enumerate(claim.words):
        ahead = words[max(0, at - 4) : at]
        if words[at] in _DONE and _HEDGED.isdisjoint(ahead):
            passive = not {"was", "were", "been"}.isdisjoint(ahead)
            things = claim.words[max(0, at - _BEHIND) : at] if passive else claim.words[at + 1 : at + 1 + _BEHIND]
            near = things[-_NEXT:] if passive else things[:_NEXT]
            yield from (
                (verb, one) for one in things if one.content and (claim.text[one.start].islower() or one in near)
            )


def _planned(source: Line, thing: Word) -> bool:
    sentence = max(source.text.rfind(mark, 0, thing.start) for mark in ".;!?\n") + 1
    return bool(_PLAN.search(source.text[sentence : thing.start]) or _AHEAD.match(source.text[thing.end :]))


def _mismatch(claim: Line, verb: Word, thing: Word, source: Line, place: Word) -> Mismatch:
    said, theirs = claim.text[verb.start : verb.end], source.text[place.start : place.end]
    part = Match(FaultKind.PREDICATE, verb.start, verb.end, said, place.start, place.end, theirs)
    return Mismatch(part, False, f"the source tells of “{theirs}” as planned, the claim as “{said}”")
