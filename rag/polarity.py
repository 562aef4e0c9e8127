"""Does a sentence deny what its source says, or say what it denies? Negation and words that turn a clause round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.tokens import token
from rag.antonyms import ALIKE, CONVERSE, OPPOSITES
from rag.fault import FaultKind, Match, Mismatch, Parts
from rag.function_words import FUNCTION_WORDS
from rag.ground import Ground
from rag.slots import Line, same_slot, shared

_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[,;:.!?—–()]")
_CUES = frozenset(
    "not never no none nobody nothing nowhere neither nor without cannot hardly barely scarcely rarely seldom n't".split()
)
_VERBS = frozenset(
    "fail fails failed failing refuse refuses refused refusing deny denies denied denying lack lacks lacked lacking "
    "decline declines declined unable avoid avoids avoided stop stops stopped prevent prevents prevented preventing "
    "reject rejects rejected rejecting unwilling reluctant doubt doubts doubted block blocks blocked blocking veto "
    "vetoed vetoes oppose opposes opposed opposing against unlikely impossible missing absent false untrue few little "
    "instead rather absence refusal failure lack resist resisted resistance opposition unwillingness reluctance "
    "abandon abandoned scrapped dropped cancelled canceled halted suspended forbid forbids forbade banned ban excluded "
    "ruled wrong contrary loath too less beyond except but only until unless if whether before outside".split()
)
_FALSE_CUE = re.compile(r"\bnot (?:only|just|merely|simply|least|so much|to mention)\b|\bno (?:doubt|less than|fewer than|more than|later than|matter|wonder)\b|\bnothing (?:but|short of)\b|\bif not\b|\bor not\b|\bwhy not\b", re.I)  # fmt: skip
_LIGHT = FUNCTION_WORDS | frozenset("least single any anything longer yet even fully really actually currently necessarily at all been being "
                                    "record whatsoever ever particularly especially very entirely".split())  # fmt: skip
_BREAK = frozenset(",;:.!?—–()")
_FAR = 8  # words on each side in which another negation explains a difference
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

    start: int
    end: int
    head: int


def check(claim: Line, ground: Ground) -> Parts:
    """Hold what a claim affirms and denies against its cited words."""
    said, source = _words(claim.text), _words(ground.line.text)
    return _negated(claim, said, ground.line, source) + _turned(claim, said, ground.line, source)


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    for match in _TOKEN.finditer(text):
        word = match.group().casefold().replace("’", "'")
        if word.endswith("n't"):
            found.append(_Word("n't", "n't", *match.span()))
        else:
            found.append(_Word(word, token(word.removesuffix("'s"), "en"), *match.span()))
    return found


def _cues(text: str, words: Sequence[_Word]) -> Iterator[_Cue]:
    idle = [match.span() for match in _FALSE_CUE.finditer(text)]
    for at, word in enumerate(words):
        if word.word in _CUES and not any(a <= word.start < b for a, b in idle):
            head = _head(words, at)
            if head is not None:
                yield _Cue(word.start, word.end, head)


def _head(words: Sequence[_Word], at: int) -> int | None:
    for place in range(at + 1, min(at + 7, len(words))):
        word = words[place].word
        if word in _BREAK:
            return None
        if word not in _LIGHT and word not in _CUES and not word.isdigit():
            return place
    return None


def _denied(words: Sequence[_Word], at: int) -> bool:
    """Say whether any word of denial stands near a word, on either side, in its sentence."""
    near = words[max(0, at - _FAR) : at + _FAR + 1]
    return any(one.word in _CUES or one.word in _VERBS or one.word.startswith(("un", "dis", "non-")) for one in near)


def _negated(claim: Line, said: Sequence[_Word], line: Line, source: Sequence[_Word]) -> Parts:
    parts = Parts()
    places = _by_stem(source)
    own = _by_stem(said)
    for cue in _cues(claim.text, said):
        there = places.get(said[cue.head].stem, [])
        if (
            there
            and not any(_denied(source, at) for at in there)
            and _one_clause(claim, said[cue.head], line, [source[at] for at in there])
        ):
            first = source[there[0]]
            parts += _fault(
                claim, cue.start, said[cue.head].end, line, first.start, first.end, "the source does not deny it"
            )
    for cue in _cues(line.text, source):
        here = own.get(source[cue.head].stem, [])
        stem_denied = {source[other.head].stem for other in _cues(line.text, source)}
        elsewhere = [at for at in places[source[cue.head].stem] if not _denied(source, at)]
        if (
            here
            and not elsewhere
            and source[cue.head].stem in stem_denied
            and not any(_denied(said, at) for at in here)
        ):
            if _one_clause(claim, said[here[0]], line, [source[cue.head]]):
                first = said[here[0]]
                parts += _fault(
                    claim, first.start, first.end, line, cue.start, source[cue.head].end, "the source denies it"
                )
    return parts


def _by_stem(words: Sequence[_Word]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        found.setdefault(word.stem, []).append(at)
    return found


def _one_clause(claim: Line, word: _Word, line: Line, others: Sequence[_Word]) -> bool:
    span = (word.start, word.end)
    return any(shared(claim, span, line, (other.start, other.end)) >= _SHARED for other in others)


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
