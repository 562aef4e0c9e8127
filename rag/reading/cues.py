"""The negations of a text, each with the words it bears on: "not", "no longer", "yet to", "denied that"."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.reading.numerals import SMALL
from rag.reading.slots import EMPTY_WORDS
from rag.words.denial_words import BREAKS, NEGATIONS, Token
from rag.words.verbs import is_form, is_past

_FALSE_CUE = re.compile(
    r"\bnot (?:only|just|merely|simply|least|so much|to mention)\b|"
    r"\bno (?:doubt|less than|fewer than|more than|later than|matter|wonder)\b|\bnothing (?:but|short of)\b|\bif not\b|"
    r"\bor not\b|\bwhy not\b|"
    r"\b(?:no|nobody|nothing|none)\b(?=[^.;,]{0,40}\b(?:is|are|was|were|been)\s(?:\w+ly\s)?(?:more|less|\w{2,}er)\b"
    r"[^.;]{0,40}\bthan\b)|"  # "no partner is closer than Japan" denies nothing of Japan
    r"(?<=\bsaid )no\b|(?<=\bsays )no\b|(?<=\bsay )no\b",
    re.IGNORECASE,
)
_LIGHT = EMPTY_WORDS | frozenset("""
    least single any anything longer yet even fully really actually currently necessarily at all been being record
    whatsoever ever particularly especially very entirely
    """.split())  # fmt: skip
# What is denied with them is what follows: who cannot become a member is none, who is not allowed to enter does not.
_ON = frozenset(
    """
    become became becoming let allow allows allowed permit permits permitted able eligible entitled free made make
    makes named elected appointed chosen considered regarded intend intends intended plan plans planned want wants
    wanted going due set expected supposed likely ready manage manages managed seek seeks sought try tries tried
    """.split()
)
_DENY = frozenset("deny denies denied denying".split())
ENDS = frozenset("stop stops stopped cease ceases ceased quit quits".split())
"""What is denied with them was so before."""
_BE, _HAVE = frozenset("is are was were be been being".split()), frozenset("has have had is are was were".split())
_HELPS = frozenset("is are was were has have had do does did will would can could shall should may might must".split())
_ASIDE = 7  # words and marks of an aside, at most
_CLAUSE = 12  # words behind "denied that" in which its verb stands


@dataclass(frozen=True, slots=True)
class Cue:
    """A negation, the word numbered `at`, and the number of the first word of content it bears on.

    `reached` are the numbers of all words it bears on: of "cannot become a member" those of "become" and "member".
    """

    at: int
    start: int
    end: int
    head: int
    reached: tuple[int, ...]


def cues(text: str, words: Sequence[Token]) -> Iterator[Cue]:
    """Give the negations of a text whose words these are."""
    idle = {at for match in _FALSE_CUE.finditer(text) for at in range(*match.span())}
    for at, word in enumerate(words):
        if word.start not in idle and (head := _denied(words, at)) is not None:
            yield Cue(at, word.start, word.end, head, tuple(_reached(words, head)))


def _denied(words: Sequence[Token], at: int) -> int | None:
    """Give the number of the word that a word negates, None for one that negates none."""
    word = words[at].word
    if word in NEGATIONS:
        return _head(words, at)
    before = words[at - 1].word if at else ""
    after = words[at + 1].word if at + 1 < len(words) else ""
    if word == "yet":
        return _head(words, at + 1) if after == "to" and before in _HAVE else None
    if (word not in _DENY and word not in ENDS) or any(one.word in NEGATIONS for one in words[max(0, at - 3) : at]):
        return None
    if after.endswith("ing") and is_form(after):
        return _head(words, at)
    if word in ENDS:
        return _head(words, at + 1) if after == "to" and word.startswith("cease") else None
    return _verb(words, at + 2) if after == "that" and before not in _BE else None


def _reached(words: Sequence[Token], head: int | None) -> Iterator[int]:
    while head is not None:
        yield head
        head = _head(words, head) if words[head].word in _ON else None


def _head(words: Sequence[Token], at: int) -> int | None:
    first = _behind_aside(words, at + 1)
    for place in range(first, min(first + 6, len(words))):
        word = words[place].word
        if word in BREAKS:
            return None
        if word not in _LIGHT and word not in NEGATIONS and not word.isdigit() and word not in SMALL:
            return place
    return None


def _behind_aside(words: Sequence[Token], at: int) -> int:
    """Give where a sentence goes on behind an aside: "will not, she says, close"."""
    if at < len(words) and words[at].word == ",":
        return next(
            (place + 1 for place in range(at + 1, min(at + _ASIDE, len(words))) if words[place].word == ","), at
        )
    return at


def _verb(words: Sequence[Token], first: int) -> int | None:
    """Give the verb of the clause that begins at a place: "closed", of "the base had been closed"."""
    for at in range(first + 1, min(first + _CLAUSE, len(words))):
        word = words[at].word
        if word in BREAKS or word in NEGATIONS:
            return None
        if word in _HELPS:
            return _head(words, at)
        if word.isalpha() and is_past(word):
            return at
    return None
