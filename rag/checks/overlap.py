"""How many of a sentence's content words have a counterpart in the source, and which have none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rag.reading.fault import Match
from rag.reading.ground import Ground
from rag.reading.slots import Line, Word, read
from rag.words.antonyms import ALIKE
from rag.words.terms import holds, rarity, stems

_MOST_SHOWN = 5


def covered(claim: Line, ground: Ground, matched: Sequence[Match] = ()) -> float:
    """Give the share of a claim's content words, weighed by rarity, that stand in the cited words or around, in [0, 1].

    Words of the parts that a check has matched ("three quarters" with 75 %) count as standing there.
    """
    held = _stems(ground)
    total = found = 0.0
    for word in claim.words:
        if word.content:
            weight = rarity(word.stem)
            total += weight
            found += weight * (_matched(word, matched) or _held(claim.text, word, held))
    return found / total if total else 1.0


def uncovered(claim: Line, ground: Ground) -> tuple[str, ...]:
    """Give the first few content words of a claim that have no counterpart."""
    held = _stems(ground)
    missing = (
        claim.text[word.start : word.end] for word in claim.words if word.content and not _held(claim.text, word, held)
    )
    return tuple(dict.fromkeys(missing))[:_MOST_SHOWN]


def _matched(word: Word, matched: Sequence[Match]) -> bool:
    return any(one.start <= word.start < one.end for one in matched)


def _stems(ground: Ground) -> frozenset[str]:
    return stems(ground.line.text) | stems(ground.around)


def _held(text: str, word: Word, held: frozenset[str]) -> bool:
    return holds(word.stem, held) or any(other in held for other in _synonyms(text[word.start : word.end].casefold()))


@lru_cache(maxsize=4096)
def _synonyms(word: str) -> frozenset[str]:
    return frozenset(one.stem for other in ALIKE.get(word, ()) for one in read(other).words)
