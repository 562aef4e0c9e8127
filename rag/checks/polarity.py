"""Does a sentence deny what its source says, or say what it denies? Negation and words that turn a clause round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.reading.cues import Cue
from rag.reading.denials import Denials, denials
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.reversals import SHARED, turned
from rag.reading.slots import EMPTY_WORDS, Line, shared
from rag.reading.stated import stated
from rag.words.denial_words import Token
from rag.words.verbs import akin, is_past, stems_of

_IDLE = EMPTY_WORDS | {"longer"}  # "no longer wants" has no longing
_LED = 2  # words before a denial that are the same in both texts
_MOST = 60  # places of a word that are compared
_LEAD = 5  # words ahead of what a thing was in which "was" stands
_CLAUSE = 40  # characters before a word in which a denial of its clause stands
_NO = re.compile(r"no\s", re.I)
_DENIED = re.compile(r"(?:\b(?:not|never)\b|n[’']t\b)[^.,;:!?]*$", re.I)
_PAST = frozenset(("was", "were", "had", "been", "became", "once", "formerly"))


def check(claim: Line, ground: Ground) -> Parts:
    """Hold what a claim affirms and denies against its cited words."""
    said, source = denials(claim.text), denials(ground.line.text)
    parts = _apart(_negated(claim, said, ground.line, source), claim, ground.line) + turned(
        claim, said, ground.line, source
    )
    if parts.mismatched:
        return parts
    return _only_denied(claim, said, ground.line, source) + _only_affirmed(claim, said, ground.line, source)


def _negated(claim: Line, said: Denials, line: Line, source: Denials) -> Parts:
    found: list[Mismatch] = []
    for cue in (cue for cue in said.cues if not said.partial(cue)):
        place = _affirmed(cue, claim, said, line, source)
        if place is not None and not (said.once(cue) and _gone(source, place)):
            other, head = source.words[place], said.words[cue.head]
            why = f"the sentence says “{claim.text[cue.start : head.end]}”, the source does not deny it"
            found.append(_fault(claim, (cue.start, head.end), line, (other.start, other.end), why))
    for cue in (cue for cue in source.cues if not source.partial(cue)):
        place = _affirmed(cue, line, source, claim, said)
        if place is not None and not (source.once(cue) and _gone(said, place)):
            here, head = said.words[place], source.words[cue.head]
            why = f"the source says “{line.text[cue.start : head.end]}”, the sentence affirms it"
            found.append(_fault(claim, (here.start, here.end), line, (cue.start, head.end), why))
    return Parts(mismatched=tuple(found))


def _apart(parts: Parts, claim: Line, source: Line) -> Parts:
    """Leave out what both deny: "asked not to send lethal aid" beside "asked to send no lethal aid"."""
    return Parts(
        mismatched=tuple(
            one
            for one in parts.mismatched
            if not (
                _NO.match(source.text, one.part.source_start)
                and _DENIED.search(claim.text[max(0, one.part.start - _CLAUSE) : one.part.start])
            )
        )
    )


def _only_denied(claim: Line, said: Denials, line: Line, source: Denials) -> Parts:
    """Find what a claim states and its source has only under a denial, whoever it is said of.

    Where the clauses share too little to be about one thing the source does not contradict: it is silent.
    """
    if not source.cues:
        return Parts()
    at_of = {word.start: at for at, word in enumerate(said.words)}
    found: list[Mismatch] = []
    for one in stated(claim):
        here = claim.words[one.at]
        at = at_of.get(here.start)
        if at is None or said.denied(at):
            continue
        stems = stems_of(one.word)
        places = [place for place, word in enumerate(source.words) if stems & stems_of(word.word)][:_MOST]
        cues = [cue for place in places if (cue := source.outright(place)) is not None]
        if not places or len(cues) < len(places) or _otherwise(one.word, claim, source):
            continue
        if _gone(said, at) and any(map(source.once, cues)):
            continue
        mine, theirs = (here.start, here.end), (cues[0].start, source.words[places[0]].end)
        contradicts = shared(claim, mine, line, theirs) >= (1 if claim.short or line.short else SHARED)
        why = f"the source says “{line.text[slice(*theirs)]}”, the sentence affirms it"
        found.append(replace(_fault(claim, mine, line, theirs, why), contradicts=contradicts))
    return Parts(mismatched=tuple(found))


def _only_affirmed(claim: Line, said: Denials, line: Line, source: Denials) -> Parts:
    """Find what a claim denies and its source, which denies nothing, affirms."""
    if source.denying:
        return Parts()
    found: list[Mismatch] = []
    for cue in said.cues:
        head = said.words[cue.head]
        places = source.places_of(head)
        if places and said.outright(cue.head) is not None and not said.partial(cue) and not said.once(cue):
            mine, theirs = (cue.start, head.end), source.words[places[0]]
            spans = (head.start, head.end), (theirs.start, theirs.end)
            contradicts = shared(claim, spans[0], line, spans[1]) >= (1 if claim.short or line.short else SHARED)
            why = f"the sentence says “{claim.text[slice(*mine)]}”, the source does not deny it"
            found.append(replace(_fault(claim, mine, line, spans[1], why), contradicts=contradicts))
    return Parts(mismatched=tuple(found))


def _gone(said: Denials, at: int) -> bool:
    """Say whether a word is told of the past, which a denial of the present leaves alone."""
    return is_past(said.words[at].word) or any(one.word in _PAST for one in said.words[max(0, at - _LEAD) : at])


def _otherwise(word: str, claim: Line, source: Denials) -> bool:
    """Say whether a source has another word, which the claim does not share, that means a word of it."""
    own, forms = frozenset(claim.stems), stems_of(word)
    others = (one.word for one in source.words if one.stem not in own and one.word not in _IDLE)
    return any(akin(word, other) and forms.isdisjoint(stems_of(other)) for other in others)


def _affirmed(cue: Cue, line: Line, words: Denials, other: Line, others: Denials) -> int | None:
    """Give where another text affirms what one denies: the head of the denial with no word of denial near it.

    A text that says it elsewhere without denial, or the other with one, settles nothing.
    """
    head = words.words[cue.head]
    places = others.places_of(head)
    for at in places:
        if at not in others.heads and not others.little(at) and _led_alike(cue, words.words, others.words, at):
            return at
    plain = any(at not in words.heads for at in words.places_of(head))
    if plain or not others.heads.isdisjoint(places):
        return None
    for at in places:
        near = shared(line, (head.start, head.end), other, (others.words[at].start, others.words[at].end))
        enough = near >= (1 if line.short or other.short else SHARED) and not others.denied(at)
        if enough and not _otherwise(others.words[at].word, other, words):
            return at
    return None


def _led_alike(cue: Cue, words: Sequence[Token], others: Sequence[Token], at: int) -> bool:
    """Say whether the same two words lead to a head in both texts, but for the denial: "it will (not) open"."""
    first = cue.at
    ahead = [word.stem for word in words[max(0, first - _LED) : first]]
    between = [word.stem for word in words[first + 1 : cue.head]]
    theirs = [word.stem for word in others[max(0, at - len(between) - _LED) : at]]
    return len(ahead) == _LED and theirs == ahead + between


def _fault(claim: Line, said: tuple[int, int], line: Line, source: tuple[int, int], why: str) -> Mismatch:
    part = Match(FaultKind.NEGATION, *said, claim.text[slice(*said)], *source, line.text[slice(*source)])
    return Mismatch(part, True, why)
