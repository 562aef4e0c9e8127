"""The words of a question that carry meaning, weighted by how rare they are, and how much of them a text holds."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from index.tokens import tokens, words
from rag.words.demonyms import asked_places, told_places
from rag.words.function_words import FUNCTION_WORDS

MODELS = Path(__file__).parents[1] / "models"
_PREFIX = 5  # letters two stems must share for one to count as a form of the other: "oppos" and "opposit"

_CARRIED = re.compile(r"\s\((?![^()]*\d{4}\b)[^()]*\)[\s?]*$")


_TIED = re.compile(r"\b[A-Z]\w*-$")
_PERIOD = re.compile(r"\s\([^()]*\d{4}\b[^()]*\)[\s?]*$")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question, `question[start:end]`: its stem (or a country's mark), its rarity, whether a name.

    Numbers and years count as names: an answer about 1598 must speak of 1598.
    """

    word: str
    stem: str
    weight: float
    name: bool
    start: int
    end: int


@cache
def _background() -> tuple[int, dict[str, int]]:
    table = json.loads((MODELS / "stems.json").read_text("utf-8"))
    return table["sentences"], table["frequency"]


def rarity(stem: str) -> float:
    """Give the inverse sentence frequency of an English stem, in nats; unseen stems are the rarest."""
    sentences, frequency = _background()
    return math.log(1 + sentences / (1 + frequency.get(stem, 0)))


def known(stem: str) -> bool:
    """Say whether an English stem is common enough to be counted."""
    return stem in _background()[1]


def terms(question: str) -> tuple[Term, ...]:
    """Give the content words of a question in its order, each stem once."""
    places = list(asked_places(question))
    found: dict[str, Term] = {}
    for start, end, mark in places:
        found.setdefault(mark, Term(question[start:end], mark, _place_weight(mark), True, start, end))
    cased = _cased(question)
    for stem, start, end in words(question, "en"):
        word = question[start:end]
        inside = any(a < end and start < b for a, b, _ in places)
        if inside or word.casefold() in FUNCTION_WORDS or not any(map(str.isalnum, word)):
            continue
        name = (cased and _is_name(word, question, start)) or (word.isdigit() and len(word) > 3)
        found.setdefault(stem, Term(word, stem, rarity(stem), name, start, end))
    return tuple(sorted(found.values(), key=lambda term: term.start))


def carried_from(question: str) -> int:
    """Give where the words begin that a follow-up took over from earlier turns, in brackets at its end, or its length.

    Brackets that hold a year were not carried: they spell out a period.
    """
    match = _CARRIED.search(question)
    return match.start() if match else len(question)


def period_from(question: str) -> int:
    """Give where the brackets begin that spell out a period, see `rag.followups.asof`, or the question's length."""
    match = _PERIOD.search(question)
    return match.start() if match else len(question)


def _place_weight(mark: str) -> float:
    return max(rarity(stem) for stem in tokens(mark[1:], "en"))


def _cased(question: str) -> bool:
    """Say whether capitals mean names here: not in a question typed without them, in headline case or shouted."""
    if question.isupper() and any(word.casefold() in FUNCTION_WORDS for word in question.split()):
        return False
    words = re.findall(r"[^\W\d_]+", question)
    capitals = sum(word[0].isupper() for word in words)
    small = any(
        word.islower() and word not in FUNCTION_WORDS for word in words
    )  # no headline: "Why did Ann Lee leave?"
    return capitals > 0 and (small or capitals <= 0.7 * len(words) or len(words) <= 5)


def _is_name(word: str, question: str, start: int) -> bool:
    """Capitalised inside the question; at its start or after a full stop only where all is upper case.

    A number tied to a name by a hyphen is part of it: "Kepler-22b".
    """
    if word[0].isdigit() and _TIED.search(question[:start]):
        return True
    if not word[0].isupper() and not word.isdigit():
        return False
    before = question[:start].rstrip(" \"'“‘(")
    return bool(before and before[-1] not in ".!?") or (len(word) > 1 and word.isupper())


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Give the stems of a text with the marks of the countries it names."""
    return frozenset(tokens(text, "en")) | told_places(text)


def holds(stem: str, held: Collection[str]) -> bool:
    """Say whether a stem, or a longer or shorter form of it, is among the stems of a text."""
    if stem in held:
        return True
    if len(stem) < _PREFIX or stem[0] == "@" or stem.isdigit():
        return False
    head = stem[:_PREFIX]  # both are as long at least: one look tells most apart
    return any(
        other.startswith(head) and (other.startswith(stem) or stem.startswith(other)) and other.isalpha()
        for other in held
    )


def covered(asked: Iterable[Term], held: Collection[str]) -> float:
    """Give the share of the terms' weight that a text holds, in [0, 1]; 1 where nothing was asked for."""
    total = found = 0.0
    for term in asked:
        total += term.weight
        found += term.weight * holds(term.stem, held)
    return found / total if total else 1.0
