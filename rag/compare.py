"""A claim beside its evidence: the parts that agree, and those that do not, with both values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from rag import amounts, dated, named, opinions, polarity, quoted, speakers
from rag.fault import Parts
from rag.function_words import FUNCTION_WORDS
from rag.ground import Ground
from rag.slots import Line, read

_ANY_LANGUAGE: tuple[Callable[[Line, Ground], Parts], ...] = (quoted.check, amounts.check)
_ENGLISH = (*_ANY_LANGUAGE, dated.check, named.check, speakers.check, polarity.check, opinions.check)
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST, _SHARE = 12, 0.12  # words from which on English shows in its function words, and their least share
_HEAD = 2_000  # characters that tell the language


def compare(claim: str, evidence: str, published: date | None = None) -> Parts:
    """Hold a claim against one evidence sentence; dates such as "last year" are read from the day it was published.

    A mismatch that `contradicts` rests on another value in the same place; the others on the evidence's silence.
    """
    return hold(read(claim), Ground.words(evidence, published))


def hold(claim: Line, ground: Ground) -> Parts:
    """Hold a claim against the cited words by every check that knows their language."""
    checks: Sequence[Callable[[Line, Ground], Parts]] = _ENGLISH if both_english(claim, ground) else _ANY_LANGUAGE
    parts = Parts()
    for check in checks:
        parts += check(claim, ground)
    return parts


def both_english(claim: Line, ground: Ground) -> bool:
    """Say whether a claim and its evidence can be read by English rules."""
    return is_english(claim.text) and is_english(ground.line.text)


def is_english(text: str) -> bool:
    """Say whether a text can be read by English rules; one too short to tell is taken to be, unless in other letters.

    >>> is_english("Der Bundestag hat am Freitag mit den Stimmen der Koalition das umstrittene Gesetz beschlossen.")
    False
    """
    words = [word.casefold() for word in _WORD.findall(text[:_HEAD])]
    if sum(word.isascii() for word in words) < 0.7 * len(words):
        return False
    known = sum(word in FUNCTION_WORDS for word in words)
    return len(words) < _FEWEST or known >= _SHARE * len(words)
