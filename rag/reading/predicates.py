"""The verbs that a text states: past, behind an auxiliary, or with an object."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.reading.kinds import SPEECH
from rag.reading.slots import Line
from rag.reading.speakers import says
from rag.words.verbs import is_form, is_past, may_be_past

_AUXILIARY = frozenset(
    """
    is are was were be been being am has have had having do does did doing done will would can could shall should may
    might must cannot let
    """.split()
)
_LEADS = _AUXILIARY | frozenset(["to", "not", "n't", "never"])
_HAS = frozenset("has have had having".split())  # whatever ends in -ed behind them is a verb, known or not: "sued"
_BE = frozenset("is are was were be been being am".split())
# What stands before a noun or an adjective and not before a finite verb.
_NO_VERB = frozenset(
    """
    a an the its his her their our my your no any some each every of in on at by for with from into over under between
    against as than very more most less least and's per
    """.split()
)
_OBJECT = frozenset("a an the this that these those its his her their all both some any him it them".split())
LIGHT = frozenset(
    """
    go goes went gone going get gets got getting make makes made making take takes took taken taking give gives gave
    given giving come comes came coming put puts putting keep keeps kept become becomes became seem seems seemed
    happen happens happened use uses used need needs needed want wants wanted mean means meant show shows showed shown
    appear appears appeared remain remains remained include includes included involve involves involved concern
    concerns concerned hold holds held set sets lead leads led call calls called name names named work works worked
    begin begins began begun start starts started end ends ended find finds found finish finished live lived stay
    stayed stand stands stood bring brings brought turn turns turned see sees saw seen know knows knew known plan plans
    planned based located born spend spends spent pass passes passed hope hopes hoped expect expects expected try tries
    tried manage managed continue continues continued
    """.split()
)
"""Verbs that say little by themselves: whatever they say stands in the words beside them."""
_COMPLAINS = re.compile(r"(?:complain|reckon|conclud|conced|contend|assert|caution|suppos|assum|stress|predict)\w*")
_ACTS = re.compile(r"(?:critici|accus|den[yi]|pledg|promis|vow|urg|call|view|admit|acknowledg|confess|confirm)", re.I)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb that a text states, in small letters, and its number among the words of the text."""

    word: str
    at: int


def predicates(line: Line, *, rare: bool = False) -> Iterator[Predicate]:
    """Give the verbs of an English text that stand as verbs: past, behind an auxiliary, or with an object.

    With `rare` also past forms whose verb is told by its ending alone: "negotiated", "delivered".
    """
    return iter(_predicates(line, rare))


@lru_cache(maxsize=256)
def _predicates(line: Line, rare: bool) -> tuple[Predicate, ...]:
    """Read a text once for the many checks that ask for its verbs."""
    words = [line.text[word.start : word.end].casefold().replace("’", "'") for word in line.words]
    return tuple(
        Predicate(words[at], at)
        for at, word in enumerate(line.words)
        if at and word.content and line.text[word.start].islower() and _verb(line, words, at, rare=rare)
    )


def _verb(line: Line, words: Sequence[str], at: int, *, rare: bool) -> bool:
    word = words[at]
    past = may_be_past(word) if rare else is_past(word)
    past = past or (word.endswith("ed") and words[at - 1] in _HAS)
    if not word.isalpha() or not (past or is_form(word)):
        return False
    before = next((one for one in reversed(words[max(0, at - 3) : at]) if not one.endswith("ly")), "")
    if before in _BE:
        return past or word.endswith("ing")
    if before in _LEADS:
        return not word.endswith("ing")
    if before in _NO_VERB or before.isdigit() or _parted(line, at):
        return False
    if past:
        return True
    behind = line.words[at + 1] if at + 1 < len(line.words) else None
    if not word.endswith("s") or behind is None:
        return False
    return words[at + 1] in _OBJECT or line.text[behind.start].isupper()


def _parted(line: Line, at: int) -> bool:
    """Say whether a hyphen ties a word to another, or a possessive before it makes it an adjective."""
    word = line.words[at]
    if line.text[: word.start].endswith(("'s ", "’s ")):
        return True
    return line.text[word.start - 1 : word.start] == "-" or line.text[word.end : word.end + 1] == "-"


def tells(word: str) -> bool:
    """Say whether a verb tells who says a thing, which the checks of speakers and opinions hold."""
    if _COMPLAINS.fullmatch(word):
        return True
    return bool(SPEECH.fullmatch(word)) and says(word) and not _ACTS.match(word)
