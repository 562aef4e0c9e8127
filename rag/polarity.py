"""Does a sentence deny what its source says, or say what it denies? Negation and words that turn a clause round."""

# ruff: noqa: E501, SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.tokens import token
from rag.antonyms import ALIKE, CONVERSE, OPPOSITES
from rag.fault import FaultKind, Match, Mismatch, Parts
from rag.ground import Ground
from rag.numerals import SMALL
from rag.slots import EMPTY_WORDS, Line, same_slot, shared

_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[,;:.!?—–()]")
_CUES = frozenset(
    """
    not never no none nobody nothing nowhere neither nor cannot hardly barely scarcely rarely seldom n't
    """.split()
)
_VERBS = frozenset(
    """
    fail fails failed failing refuse refuses refused refusing deny denies denied denying lack lacks lacked lacking
    decline declines declined unable avoid avoids avoided stop stops stopped prevent prevents prevented preventing
    reject rejects rejected rejecting unwilling reluctant doubt doubts doubted block blocks blocked blocking veto
    vetoed vetoes oppose opposes opposed opposing against unlikely impossible missing absent false untrue few little
    instead rather absence refusal failure lack resist resisted resistance opposition unwillingness reluctance
    abandon abandoned scrapped dropped cancelled canceled halted suspended forbid forbids forbade banned ban
    excluded ruled wrong contrary loath too less beyond except but only until unless if whether before outside
    """.split()
)
_FALSE_CUE = re.compile(r"\bnot (?:only|just|merely|simply|least|so much|to mention)\b|\bno (?:doubt|less than|fewer than|more than|later than|matter|wonder)\b|\bnothing (?:but|short of)\b|\bif not\b|\bor not\b|\bwhy not\b", re.I)  # fmt: skip
_LIGHT = EMPTY_WORDS | frozenset("""
    least single any anything longer yet even fully really actually currently necessarily at all been being record
    whatsoever ever particularly especially very entirely
    """.split())  # fmt: skip
_BREAK = frozenset(",;:.!?—–()")
_STOPS = frozenset(".!?")
_LED = 2  # words before a denial that are the same in both texts
_SHORT = 4  # words of content; in so short a sentence one shared word will do
_SHARED = 2  # content words that must stand near both, for two words to be of one clause


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cue:
    """A negation, and the first word of content it bears on."""

    at: int
    start: int
    end: int
    head: int


def check(claim: Line, ground: Ground) -> Parts:
    """Hold what a claim affirms and denies against its cited words."""
    said, source = _words(claim.text), _words(ground.line.text)
    return _negated(claim, said, ground.line, source) + _turned(claim, said, ground.line, source)


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[_Word, ...]:
    found: list[_Word] = []
    for match in _TOKEN.finditer(text):
        word = match.group().casefold().replace("’", "'")
        if word.endswith("n't"):
            found.append(_Word("n't", "n't", *match.span()))
        else:
            found.append(_Word(word, token(word.removesuffix("'s"), "en"), *match.span()))
    return tuple(found)


def _cues(text: str, words: Sequence[_Word]) -> Iterator[_Cue]:
    idle = [match.span() for match in _FALSE_CUE.finditer(text)]
    for at, word in enumerate(words):
        if word.word in _CUES and not any(a <= word.start < b for a, b in idle):
            head = _head(words, at)
            if head is not None:
                yield _Cue(at, word.start, word.end, head)


def _head(words: Sequence[_Word], at: int) -> int | None:
    for place in range(at + 1, min(at + 7, len(words))):
        word = words[place].word
        if word in _BREAK:
            return None
        if word not in _LIGHT and word not in _CUES and not word.isdigit() and word not in SMALL:
            return place
    return None


def _denied(words: Sequence[_Word], at: int) -> bool:
    """Say whether any word of denial stands in the sentence of a word."""
    first = next((place + 1 for place in range(at, -1, -1) if words[place].word in _STOPS), 0)
    last = next((place for place in range(at, len(words)) if words[place].word in _STOPS), len(words))
    near = words[first:last]
    return any(one.word in _CUES or one.word in _VERBS or one.word.startswith(("un", "dis", "non-")) for one in near)


def _negated(claim: Line, said: Sequence[_Word], line: Line, source: Sequence[_Word]) -> Parts:
    parts = Parts()
    mine, theirs = list(_cues(claim.text, said)), list(_cues(line.text, source))
    for cue in mine:
        place = _affirmed(cue, mine, claim, said, theirs, line, source)
        if place is not None:
            other, head = source[place], said[cue.head]
            why = f"the sentence says “{claim.text[cue.start : head.end]}”, the source does not deny it"
            parts += _fault(claim, cue.start, head.end, line, other.start, other.end, why)
    for cue in theirs:
        place = _affirmed(cue, theirs, line, source, mine, claim, said)
        if place is not None:
            here, head = said[place], source[cue.head]
            why = f"the source says “{line.text[cue.start : head.end]}”, the sentence affirms it"
            parts += _fault(claim, here.start, here.end, line, cue.start, head.end, why)
    return parts


def _affirmed(
    cue: _Cue,
    cues: Sequence[_Cue],
    line: Line,
    words: Sequence[_Word],
    other_cues: Sequence[_Cue],
    other: Line,
    others: Sequence[_Word],
) -> int | None:
    """Give where another text affirms what one denies: the head of the denial with no word of denial near it.

    A text that says it elsewhere without denial, or the other with one, settles nothing.
    """
    head = words[cue.head]
    heads, other_heads = {one.head for one in cues}, {one.head for one in other_cues}
    places = [at for at, word in enumerate(others) if word.stem == head.stem]
    for at in places:
        if at not in other_heads and _led_alike(cue, words, others, at):
            return at
    plain = any(word.stem == head.stem and at not in heads for at, word in enumerate(words))
    if plain or not other_heads.isdisjoint(places):
        return None
    for at in places:
        near = shared(line, (head.start, head.end), other, (others[at].start, others[at].end))
        if near >= (1 if _short(line) or _short(other) else _SHARED) and not _denied(others, at):
            return at
    return None


def _short(line: Line) -> bool:
    return sum(word.content for word in line.words) <= _SHORT


def _led_alike(cue: _Cue, words: Sequence[_Word], others: Sequence[_Word], at: int) -> bool:
    """Say whether the same two words lead to a head in both texts, but for the denial: "it will (not) open"."""
    first = cue.at
    ahead = [word.stem for word in words[max(0, first - _LED) : first]]
    between = [word.stem for word in words[first + 1 : cue.head]]
    theirs = [word.stem for word in others[max(0, at - len(between) - _LED) : at]]
    return len(ahead) == _LED and theirs == ahead + between


def _turned(claim: Line, said: Sequence[_Word], line: Line, source: Sequence[_Word]) -> Parts:
    """Give the words of the claim whose opposite the source has in the same clause."""
    parts = Parts()
    present = {word.word for word in source}
    own = {word.word for word in said}
    for at, word in enumerate(said):
        opposites = OPPOSITES.get(word.word, frozenset()) & present
        if not opposites or opposites & own or ALIKE[word.word] & present:
            continue
        for place, other in enumerate(source):
            if other.word in opposites and _opposed(claim, said, at, line, source, place):
                why = f"the source says {other.word}, the sentence {word.word}"
                parts += _fault(claim, word.start, word.end, line, other.start, other.end, why)
                break
    return parts


def _opposed(claim: Line, said: Sequence[_Word], at: int, line: Line, source: Sequence[_Word], place: int) -> bool:
    one, other = said[at], source[place]
    spans = ((one.start, one.end), (other.start, other.end))
    if same_slot(claim, spans[0], line, spans[1]):
        return _cued(said, at) == _cued(source, place)
    if one.word in CONVERSE or other.word in CONVERSE:
        return False
    return _cued(said, at) == _cued(source, place) and shared(claim, spans[0], line, spans[1]) >= _SHARED


def _cued(words: Sequence[_Word], at: int) -> bool:
    """Say whether a negation stands shortly before a word."""
    return any(word.word in _CUES for word in words[max(0, at - 4) : at])


def _fault(claim: Line, start: int, end: int, line: Line, source_start: int, source_end: int, why: str) -> Parts:
    part = Match(
        FaultKind.NEGATION, start, end, claim.text[start:end], source_start, source_end, line.text[source_start:source_end]
    )  # fmt: skip
    return Parts(mismatched=(Mismatch(part, True, why),))
