"""Does a sentence speak of what a claim speaks of? How much of its names and of its other words it holds by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.reading.fault import FaultKind, Match, Parts
from rag.reading.ground import Ground
from rag.reading.moments import moments
from rag.reading.naming import Named, fold, inside, named
from rag.reading.predicates import predicates
from rag.reading.same_name import alike
from rag.reading.slots import Line, Word
from rag.words.antonyms import ALIKE, OPPOSITES
from rag.words.demonyms import told_places
from rag.words.terms import holds, rarity
from rag.words.verbs import akin

_NAMES = frozenset((FaultKind.NAME, FaultKind.SPEAKER))
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_INITIALS = 5  # letters of a name that may be the initials of one: "NATO", "OPEC"
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
    return Share(names, _words(claim, ground, said, parts.matched))


def _words(claim: Line, ground: Ground, said: Sequence[Named], matched: Sequence[Match]) -> float:
    spans = [one.run for one in said]
    spans += [(one.start, one.end) for one in moments(claim.text)] + [(one.start, one.end) for one in matched]
    deeds = {claim.words[one.at].start for one in predicates(claim, rare=True)}
    whole, plain = _Held.of(ground.line.words, ground.line), _Held.of(_unnamed(ground), ground.line)
    total = found = 0.0
    for word in claim.words:
        if word.content and not any(start <= word.start < end for start, end in spans):
            weight = rarity(word.stem)
            total += weight
            found += weight * (plain if word.start in deeds else whole).has(word, claim)
    return found / total if total else 1.0


@dataclass(frozen=True, slots=True)
class _Held:
    """What a source has of words: their stems, and the different words of content in small letters."""

    stems: frozenset[str]
    words: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[Word], line: Line) -> _Held:
        texts = dict.fromkeys(line.text[word.start : word.end].casefold() for word in words if word.content)
        return cls(frozenset(word.stem for word in words) | told_places(line.text), tuple(texts)[:_MOST])

    def has(self, word: Word, claim: Line) -> bool:
        """Say whether a word of a claim, a kindred verb or its opposite is among them."""
        mine = claim.text[word.start : word.end].casefold()
        return holds(word.stem, self.stems) or any(_alike(mine, other) for other in self.words)


def _unnamed(ground: Ground) -> list[Word]:
    """Give the words of a source that stand in no name: an "Observer Research Foundation" founds nothing."""
    text = ground.line.text
    names = [one for one in named(text, inside(text) | inside(ground.around)) if one.sure]
    return [word for word in ground.line.words if not any(one.start <= word.start < one.end for one in names)]


def strange(claim: Line, ground: Ground) -> bool:
    """Say whether the articles of the cited words hold none of the names of a claim that has some: another story."""
    said = [one for one in named(claim.text, inside(ground.around)) if one.sure]
    return bool(said and ground.articles) and not any(_holds(one, text) for one in said for text in ground.articles)


def _holds(name: Named, text: str) -> bool:
    words = _folded(text)
    initials = "".join(word[0] for word in name.words)
    return (
        any(alike(word, other) for word in name.words for other in words if word[0] == other[0])
        or (len(initials) > 1 and initials in words)
        or (len(name.words) == 1 and len(name.surname) <= _INITIALS)
        or bool(name.marks & _marks(text))
    )


@lru_cache(maxsize=64)
def _folded(text: str) -> frozenset[str]:
    return frozenset(map(fold, _WORD.findall(text)))


@lru_cache(maxsize=64)
def _marks(text: str) -> frozenset[str]:
    return frozenset(told_places(text))


def _alike(word: str, other: str) -> bool:
    return akin(word, other) or word in ALIKE.get(other, ()) or word in OPPOSITES.get(other, ())
