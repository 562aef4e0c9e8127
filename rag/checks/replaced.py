"""A word of a sentence in whose very place its source has another: the garage and not the kitchen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.predicates import LIGHT, tells
from rag.reading.quoted import quotations
from rag.reading.slots import Line, Word, fits, same_words
from rag.words.denial_words import NEGATIONS
from rag.words.terms import holds
from rag.words.verbs import akin

_MOST, _PLACES = 200, 20  # words of a sentence, and places of each in its source, that are compared


def check(claim: Line, ground: Ground, settled: Sequence[Match] = ()) -> Parts:
    """Find words in small letters that stand where the cited words have others of another meaning.

    `settled` are parts that other checks have matched or found at fault. Both words must be their text's own.
    """
    source = ground.line
    spans = [*quotations(claim.text), *((one.start, one.end) for one in settled)]
    held, places = frozenset(source.stems), _places(source)
    found: list[Mismatch] = []
    for at, word in enumerate(claim.words[:_MOST]):
        inside = any(start <= word.start < end for start, end in spans)
        if not inside and _own(claim, word) and not holds(word.stem, held):
            rival = _rival(claim, at, source, places)
            found += [] if rival is None else [_mismatch(claim, word, source, rival)]
    return Parts(mismatched=tuple(found))


def _places(source: Line) -> dict[tuple[str, str], list[int]]:
    """Give the numbers of the words of a source by their neighbours."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in range(len(source.words)):
        found[_beside(source, at)].append(at)
    return found


def _beside(line: Line, at: int) -> tuple[str, str]:
    return line.beside(at - 1, -1), line.beside(at + 1, 1)


def _small(line: Line, word: Word) -> bool:
    said = line.text[word.start : word.end]
    return word.content and said.isalpha() and said.islower()


def _own(line: Line, word: Word) -> bool:
    """Say whether a word says something by itself and is no word of saying."""
    said = line.text[word.start : word.end]
    return _small(line, word) and said not in LIGHT and said not in NEGATIONS and not tells(said)


def _rival(claim: Line, at: int, source: Line, places: dict[tuple[str, str], list[int]]) -> Word | None:
    word = claim.words[at]
    said = claim.text[word.start : word.end]
    for place in places.get(_beside(claim, at), [])[:_PLACES]:
        other = source.words[place]
        if not _small(source, other) or other.stem in claim.stems:
            continue
        alike = same_words(claim, (word.start, word.end), source, (other.start, other.end))
        if fits(*alike) and not akin(said, source.text[other.start : other.end]):
            return other
    return None


def _mismatch(claim: Line, word: Word, source: Line, other: Word) -> Mismatch:
    said, theirs = claim.text[word.start : word.end], source.text[other.start : other.end]
    part = Match(FaultKind.PREDICATE, word.start, word.end, said, other.start, other.end, theirs)
    return Mismatch(part, False, f"the source says {theirs}, the sentence {said}")
