"""A claim beside its evidence: the parts that agree, and those that do not, with both values."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from rag.checks import amounts, dated, named, opinions, polarity
from rag.reading import quoted, speakers
from rag.reading.fault import FaultKind, Match, Parts
from rag.reading.ground import Ground
from rag.reading.naming import named as named_in
from rag.reading.slots import Line, read
from rag.words.function_words import FUNCTION_WORDS

_ANY_LANGUAGE: tuple[Callable[[Line, Ground], Parts], ...] = (amounts.check, dated.years)
_ENGLISH = (amounts.check, dated.check, named.check, speakers.check, polarity.check, opinions.check)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = 0.7  # least share of words in plain Latin letters
_LONGEST = 1_500  # characters that are checked in one go
_HEAD = 2_000  # characters that tell the language


def compare(claim: str, evidence: str, published: date | None = None) -> Parts:
    """Hold a claim against one evidence sentence; dates such as "last year" are read from the day it was published.

    A mismatch that `contradicts` rests on another value in the same place; the others on the evidence's silence.
    """
    return hold(read(claim), Ground.words(evidence, published))


def hold(claim: Line, ground: Ground) -> Parts:
    """Hold a claim against the cited words by every check that knows their language."""
    checks: Sequence[Callable[[Line, Ground], Parts]] = _ENGLISH if both_english(claim, ground) else _ANY_LANGUAGE
    parts = quoted.check(claim, ground)
    for offset, piece in pieces(claim.text):
        line = read(piece) if offset or len(piece) < len(claim.text) else claim
        for check in checks:
            parts += _moved(check(line, ground), offset)
    return _of_speakers(parts, claim) if checks is _ENGLISH else parts


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Give a text that is longer than any sentence in pieces cut at spaces, so that time stays linear in it."""
    at = 0
    while at < len(text):
        end = len(text) if len(text) - at <= _LONGEST else text.rfind(" ", at, at + _LONGEST)
        end = end if end > at else at + _LONGEST
        yield at, text[at:end]
        at = end


def _moved(parts: Parts, offset: int) -> Parts:
    if not offset:
        return parts
    mismatched = (replace(one, part=_later(one.part, offset)) for one in parts.mismatched)
    return Parts(tuple(_later(one, offset) for one in parts.matched), tuple(mismatched))


def _later(part: Match, offset: int) -> Match:
    return replace(part, start=part.start + offset, end=part.end + offset)


def _of_speakers(parts: Parts, claim: Line) -> Parts:
    """Call another name in the place of one who speaks a fault of the speaker."""
    names = [one.part for one in parts.mismatched if one.part.kind is FaultKind.NAME]
    if not names:
        return parts
    heard = speakers.speeches(claim.text, named_in(claim.text))
    speaking = {one.speakers[0].start for one in heard if one.speakers and speakers.says(one.verb)}
    mismatched = (
        replace(one, part=replace(one.part, kind=FaultKind.SPEAKER))
        if one.part.kind is FaultKind.NAME and one.part.start in speaking and one.contradicts
        else one
        for one in parts.mismatched
    )
    return Parts(parts.matched, tuple(mismatched))


def both_english(claim: Line, ground: Ground) -> bool:
    """Say whether a claim and its evidence can be read by English rules."""
    return is_english(claim.text) and is_english(ground.line.text)


@lru_cache(maxsize=512)
def is_english(text: str) -> bool:
    """Say whether a text can be read by English rules: no other script, and more English small words than others.

    >>> is_english("Der Bundestag hat am Freitag mit den Stimmen der Koalition das umstrittene Gesetz beschlossen.")
    False
    """
    words = _WORD.findall(text[:_HEAD])
    if sum(word.isascii() for word in words) < _LATIN * len(words):
        return False
    english = sum(word.casefold() in FUNCTION_WORDS for word in words)
    return sum(word in _FOREIGN for word in words) <= english


# Small words of the languages nearest to English in letters that English sentences seldom hold.
_FOREIGN = frozenset(
    """
    der die das und ist nicht den dem ein eine einer mit auf für von zu im wird sind hat le la les des est et du une
    dans pour par sur qui que il elle el los las del y en por con una su al di che è per della il sono het een van
    op voor zijn och att det som på är av ikke og til med na w z się nie do jest em um uma os as da dos não com para
    mais se ne pas ce au
    """.split()
)
