"""Does a sentence speak of what a claim speaks of? How much of its names and of its other words it holds by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.reading.fault import FaultKind, Match, Parts
from rag.reading.ground import Ground
from rag.reading.moments import moments
from rag.reading.naming import Named, inside, named
from rag.reading.slots import Line
from rag.words.antonyms import ALIKE, OPPOSITES
from rag.words.terms import holds, rarity, stems
from rag.words.verbs import akin

_NAMES = frozenset((FaultKind.NAME, FaultKind.SPEAKER))
_MOST = 300  # different words of a source that are compared


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a claim cited words hold: the share of its names, and of its other words by rarity, in [0, 1].

    A name may be resolved by the words around; another word must have a form, a kindred verb or its opposite among the
    cited words themselves. Dates and the parts that a check has matched are left out.
    """

    names: float
    words: float

    @property
    def both(self) -> float:
        """Give the product."""
        return self.names * self.words


def share(claim: Line, ground: Ground, parts: Parts) -> Share:
    """Give how much of a claim the cited words hold; `parts` are what the checks found of the two."""
    said = named(claim.text, inside(ground.line.text) | inside(ground.around))
    missing = sum(one.part.kind in _NAMES for one in parts.mismatched)
    names = 1 - min(missing, len(said)) / len(said) if said else 1.0
    return Share(names, _words(claim, ground.line, said, parts.matched))


def _words(claim: Line, source: Line, said: Sequence[Named], matched: Sequence[Match]) -> float:
    spans = [one.run for one in said]
    spans += [(one.start, one.end) for one in moments(claim.text)] + [(one.start, one.end) for one in matched]
    held = stems(source.text)
    theirs = dict.fromkeys(source.text[word.start : word.end].casefold() for word in source.words if word.content)
    total = found = 0.0
    for word in claim.words:
        if word.content and not any(start <= word.start < end for start, end in spans):
            weight = rarity(word.stem)
            total += weight
            mine = claim.text[word.start : word.end].casefold()
            found += weight * (holds(word.stem, held) or any(_alike(mine, other) for other in list(theirs)[:_MOST]))
    return found / total if total else 1.0


def _alike(word: str, other: str) -> bool:
    return akin(word, other) or word in ALIKE.get(other, ()) or word in OPPOSITES.get(other, ())
