"""A thing that a source only plans: who reads of "the plan for an office" has not read that it is there."""

# ruff: noqa: SIM905 - tables read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.predicates import LIGHT, predicates
from rag.reading.slots import Line, Word
from rag.words.demonyms import seat_of
from rag.words.terms import holds, stems
from rag.words.verbs import is_past, stems_of

_DONE = frozenset(
    """
    opened built founded launched created established formed set signed adopted finished completed inaugurated installed
    introduced erected bought sold hired delivered passed enacted concluded started began joined published
    """.split()
)
# Who has a thing, or tells where it stands, tells that it is there.
_HAS = frozenset("has have had runs operates maintains hosts keeps houses staffs owns".split())
_STANDS = frozenset("located based situated housed staffed".split())
_THERE = frozenset("is are was were".split())
_HEDGED = frozenset("would could may might will should to not never if unless plans planned wants wanted hopes".split())
_BEHIND = 6  # words behind a verb, or before one in the passive, in which its thing stands
_PLAN = re.compile(
    r"\b(?:plan|plans|idea|ideas|proposal|proposals|prospect|possibility|suggestion|bid|hopes?|intention|talk|talks|vision)\s"
    r"(?:of|for|about|on|over|to\s\w+)\s(?:[\w’'-]+\s){0,5}$|\b(?:planned|proposed|possible|future|mooted|suggested)\s(?:[\w’'-]+\s){0,3}$|"
    r"\b(?:should|could|would|might|ought\sto)\s(?:have|get|build|open|found|create|establish|set\sup)\s"
    r"(?:(?:an?|the|its|their)\s)?(?:[\w’'-]+\s){0,3}$",
    re.I,
)
_WILL = re.compile(r"(?:\b(?:will|shall|(?:is|are)\sgoing\sto)|[’']ll)(?:\s(?:not|also|be|then|soon|\w+ly))*\s$", re.I)
_IN = re.compile(r"\b(?:in|at|near) $")  # a capital as a place is no country: "an office in Tokyo" is none of Japan's
_PERFECT = re.compile(r"\b(?:has|have)(?:\s(?:already|now|also|been|\w+ly))*\s$")
_LED = 40  # characters ahead of a verb in which its "will" stands
_AHEAD = re.compile(
    r"^[^.;,:]{0,40}?\b(?:under\sdiscussion|on\shold|was\s(?:to\s(?:be|have)|planned|proposed|shelved|dropped|blocked)|"
    r"would\shave\s(?:been|had)|had\sit\s(?:been|opened)|could\shave\s)|"
    r"^\sto\s(?:open|be\s(?:opened|built|founded|created|set\sup))\b"
)
_NEXT = 3  # words next to a verb that may be its thing though a capital makes them a name
_MOST = 12


def check(claim: Line, ground: Ground) -> Parts:
    """Find what a claim calls done and its cited words know as planned or to come, wherever they speak of it."""
    found = (*_things(claim, ground.line), *_deeds(claim, ground.line), *_absent(claim, ground.line))
    return Parts(mismatched=found[:1])


def _things(claim: Line, source: Line) -> Iterator[Mismatch]:
    yield from (
        _mismatch(claim, verb, source, places[0])
        for verb, things in (*_done(claim), *_there(claim))
        for thing in things
        if (places := [one for one in source.words if _same(thing, claim, one, source)][:_MOST])
        and all(_planned(source, one) for one in places)
    )


def _absent(claim: Line, source: Line) -> Iterator[Mismatch]:
    """Find a thing of which a claim says that it is there, where the cited words have no word for it or its capital."""
    held = stems(source.text)
    seats = [
        one for one in claim.words if _IN.search(claim.text[: one.start]) and seat_of(claim.text[one.start : one.end])
    ]
    for verb, things in _there(claim):
        plain = [one for one in things if claim.text[one.start].islower()]
        if any(one.stem not in held for one in seats) or (plain and not any(holds(one.stem, held) for one in plain)):
            yield _mismatch(claim, verb, source, None)


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
            forms = stems_of(one.word)
            places = [word for word in source.words if word.stem in forms][:_MOST]
            if places and all(_WILL.search(source.text[max(0, at.start - _LED) : at.start]) for at in places):
                yield _mismatch(claim, verb, source, places[0])


Told = tuple[Word, tuple[Word, ...]]


def _done(claim: Line) -> Iterator[Told]:
    """Give each verb that says a thing was brought about, with the words that may be the thing."""
    words = [claim.text[one.start : one.end].casefold() for one in claim.words]
    for at, verb in enumerate(claim.words):
        ahead = words[max(0, at - 4) : at]
        if words[at] in _DONE and _HEDGED.isdisjoint(ahead):
            yield verb, _near(claim, at, passive=not {"was", "were", "been"}.isdisjoint(ahead))


def _there(claim: Line) -> Iterator[Told]:
    """Give each verb that says a thing is there, or that somebody has it, with the words that may be the thing."""
    words = [claim.text[one.start : one.end].casefold() for one in claim.words]
    for at, verb in enumerate(claim.words):
        ahead, behind = words[max(0, at - 4) : at], next(iter(words[at + 1 : at + 2]), "")
        is_there = words[at] in _THERE and ahead[-1:] == ["there"]
        has = words[at] in _HAS and not (is_past(behind) or behind in ("been", "had", "to"))
        if (is_there or has or words[at] in _STANDS) and _HEDGED.isdisjoint(ahead):
            yield verb, _near(claim, at, passive=words[at] in _STANDS)


def _near(claim: Line, at: int, *, passive: bool) -> tuple[Word, ...]:
    """Give the words that may be the thing of a verb: behind it, or ahead of one in the passive."""
    things = claim.words[max(0, at - _BEHIND) : at] if passive else claim.words[at + 1 : at + 1 + _BEHIND]
    near = things[-_NEXT:] if passive else things[:_NEXT]
    return tuple(
        one
        for one in things
        if one.content and (claim.text[one.start].islower() or one in near) and not _planned(claim, one)
    )


def _planned(source: Line, thing: Word) -> bool:
    sentence = max(source.text.rfind(mark, 0, thing.start) for mark in ".;!?\n") + 1
    return bool(_PLAN.search(source.text[sentence : thing.start]) or _AHEAD.match(source.text[thing.end :]))


def _mismatch(claim: Line, verb: Word, source: Line, place: Word | None) -> Mismatch:
    said, at = claim.text[verb.start : verb.end], (place.start, place.end) if place else (0, 0)
    theirs = source.text[slice(*at)]
    part = Match(FaultKind.PREDICATE, verb.start, verb.end, said, *at, theirs)
    known = f"the source tells of “{theirs}” as planned, the claim as “{said}”"
    return Mismatch(part, False, known if theirs else f"the source tells of no such thing as the claim’s “{said}”")
