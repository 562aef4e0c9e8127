"""Why a thing is so: a sentence that turns cause and effect round, or names another cause than its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.reading.denials import denials
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.quoted import quotations
from rag.reading.slots import Line, Word, read
from rag.words.terms import holds
from rag.words.verbs import akin

_MOST, _MOST_WORDS = 12, 300  # causes of a text, different words of a source that are compared
# The effect stands before these and the cause behind them; at the head of a clause the cause is followed by the effect.
_BECAUSE = (
    r"because(?: of)?|due to|owing to|on account of|thanks to|as a (?:result|consequence) of|"
    r"(?:caused|triggered|prompted|brought about|explained) by|(?:blamed on|attributed to|put down to)|"
    r"(?:in|a|the) (?:response|reaction|reply) to|in retaliation for|(?:result|stem|aris|aros)(?:s|es|ed|med|e)? from"
)
# The cause stands before these and the effect behind them.
_HENCE = (
    r"(?:led|leads|leading|gave rise|gives rise) to|result(?:ed|s|ing) in|(?:caused|causes|triggered|prompted)(?! by)|"
    r"brought about(?! by)|(?:which|that) is why|as a (?:result|consequence)(?! of)|therefore|consequently"
)
MARK = re.compile(rf"\b(?:(?P<because>{_BECAUSE})|(?P<hence>{_HENCE}))\b", re.I)
"""A word that joins a cause to its effect."""
_NOT = re.compile(
    r"(?:n[’']t|\b(?:not|never|nor|only|simply|just|merely|partly|mainly|mostly|without))(?: \w+)? $", re.I
)
_STOP = re.compile(r"[.!?][”\"’)]*\s+(?=[\"“(A-ZÀ-Þ])|\n\s*\n|;|:\s")
_TURN = re.compile(r",? (?:but|while|whereas|although|though|yet)\b|, (?:and|which|who|where)\b")
_FRONT = re.compile(r"(?:[\"“]|and |but |so |it (?:is|was) |partly |mainly |mostly )*$", re.I)


@dataclass(frozen=True, slots=True)
class Cause:
    """A stated cause: its words and those of its effect, and the place of both with the word that joins them."""

    effect: tuple[Word, ...]
    cause: tuple[Word, ...]
    start: int
    end: int


def check(claim: Line, ground: Ground) -> Parts:
    """Find causes and effects that a claim has turned round, and causes of which its source knows another."""
    said = list(causes(claim))
    known = list(causes(ground.line)) if said else []
    found = [one for cause in said for one in _held(cause, claim, known, ground)]
    return Parts(mismatched=tuple(found))


def causes(line: Line) -> Iterator[Cause]:
    """Give the causes that an English text states in so many words ("because of", "led to") and does not deny."""
    quoted = list(quotations(line.text))
    for mark in list(MARK.finditer(line.text))[:_MOST]:
        inside = any(start <= mark.start() < end for start, end in quoted)
        start, end = _bounds(line.text, mark)
        if inside or _NOT.search(line.text, start, mark.start()):
            continue
        if mark["because"] and _FRONT.fullmatch(line.text, start, mark.start()):
            comma = line.text.find(", ", mark.end(), end)
            effect, cause = (comma, end), (mark.end(), comma)
            if comma < 0:
                continue
        else:
            effect, cause = (start, mark.start()), (mark.end(), end)
            if mark["hence"]:
                effect, cause = cause, effect
        words = _words(line, effect), _words(line, cause)
        if all(words):
            yield Cause(*words, start, end)


def _bounds(text: str, mark: re.Match[str]) -> tuple[int, int]:
    """Give the sentence of a mark up to a clause of something else; "As a result" takes in the sentence before."""
    starts = [0, *(stop.end() for stop in _STOP.finditer(text, 0, mark.start() + 1))]
    start = starts[-2] if mark["hence"] and starts[-1] == mark.start() and starts[1:] else starts[-1]
    ends = [stop.start() for pattern in (_STOP, _TURN) if (stop := pattern.search(text, mark.end()))]
    return start, min(ends, default=len(text))


def _words(line: Line, span: tuple[int, int]) -> tuple[Word, ...]:
    first, last = line.span(*span)
    return tuple(word for word in line.words[first:last] if word.content)


def _held(one: Cause, claim: Line, known: Sequence[Cause], ground: Ground) -> Iterator[Mismatch]:
    """Give the fault of a stated cause: the source has it as the effect, has another one, or none at all."""
    source = ground.line
    told = [other for other in known if _about(one, other)]
    if any(one.start <= cue.start < one.cause[0].start for cue in denials(claim.text).cues):
        return
    if not told and _unheard(one, claim, ground):
        yield _unknown(one, claim)
    elif not told:
        return
    elif all(_turned(one, other) for other in told):
        yield _fault(one, claim, told[0], source, "the source has cause and effect the other way round", round_=True)
    elif all(_another(one, claim, other, source) for other in told):
        yield _fault(one, claim, told[0], source, "the source gives another cause", round_=False)


def _unheard(one: Cause, claim: Line, ground: Ground) -> bool:
    """Say whether a source tells of an effect and neither it nor the words around hold anything of the cause."""
    held = frozenset(ground.line.stems) | frozenset(read(ground.around).stems)
    effect, told = _stems(one.effect), ground.line.contents(_MOST_WORDS)
    if 2 * len(effect & held) < len(effect):
        return False
    own = [word for word in one.cause if word.stem not in effect]
    return bool(own) and not any(
        holds(word.stem, held) or any(akin(claim.text[word.start : word.end].casefold(), each) for each in told)
        for word in own
    )


def _unknown(one: Cause, claim: Line) -> Mismatch:
    start, end = one.cause[0].start, one.cause[-1].end
    said = claim.text[start:end]
    return Mismatch(
        Match(FaultKind.PREDICATE, start, end, said, 0, 0, ""), False, f"the source gives no such cause: “{said}”"
    )


def _about(one: Cause, other: Cause) -> bool:
    """Say whether two causes tell of the same: by the effect, or by both sides turned round."""
    effect = _stems(one.effect) & _stems(other.effect)
    return 2 * len(effect) >= min(len(_stems(one.effect)), 4) or _turned(one, other)


def _turned(one: Cause, other: Cause) -> bool:
    effect, cause = _stems(one.effect), _stems(one.cause)
    theirs, why = _stems(other.effect), _stems(other.cause)
    straight = effect & theirs - why or cause & why - theirs
    return not straight and bool(effect & why - theirs) and bool(cause & theirs - why)


def _another(one: Cause, claim: Line, other: Cause, source: Line) -> bool:
    """Say whether nothing of a cause stands anywhere in a source but in what it tells of the effect."""
    effect = _stems(one.effect) | _stems(other.effect)
    own = [word for word in one.cause if word.stem not in effect]
    held = frozenset(word.stem for word in source.words if word.content) - effect
    words = [source.text[word.start : word.end].casefold() for word in other.cause if word.stem in held]
    return bool(own) and not any(
        holds(word.stem, held) or any(akin(claim.text[word.start : word.end].casefold(), each) for each in words)
        for word in own
    )


def _stems(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words)


def _fault(one: Cause, claim: Line, other: Cause, source: Line, why: str, *, round_: bool) -> Mismatch:
    start, end = one.cause[0].start, one.cause[-1].end
    place, last = other.cause[0].start, other.cause[-1].end
    part = Match(FaultKind.PREDICATE, start, end, claim.text[start:end], place, last, source.text[place:last])
    return Mismatch(part, round_, f"{why}: “{source.text[place:last]}”")
