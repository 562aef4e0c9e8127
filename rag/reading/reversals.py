"""Words that turn a clause round: the sentence says "rose" where its source says "fell"."""

from __future__ import annotations

from collections.abc import Sequence

from rag.reading.denials import Denials
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.slots import Line, same_slot, shared
from rag.words.antonyms import ALIKE, CONVERSE, OPPOSITES
from rag.words.denial_words import Token

SHARED = 2
"""Words of content that must stand near both of two words, for them to be of one clause."""
_MOST = 60  # words with an opposite, and opposites of each, that are compared
_TAKING_SIDES = frozenset(("is", "are", "was", "were", "be", "been", "voted", "vote", "stood", "came", "out", "spoke"))
_ARTICLES = frozenset(("a", "an", "the", "this", "that", "these", "of", "any", "some", "every", "each", "new"))
_CONDITIONS = frozenset(("if", "unless"))


def turned(claim: Line, said: Denials, line: Line, source: Denials) -> Parts:
    """Give the words of the claim whose opposite the source has in the same clause."""
    found: list[Mismatch] = []
    own = {word.word for word in said.words}
    held = _standing(source.words)
    turning = [at for at, word in enumerate(said.words) if word.word in OPPOSITES and _stands(said.words, at)]
    for at in turning[:_MOST]:
        word = said.words[at]
        opposites = OPPOSITES[word.word] & held.keys()
        if not opposites or opposites & own or ALIKE[word.word] & held.keys():
            continue
        places = sorted(place for one in opposites for place in held[one])[:_MOST]
        place = next((place for place in places if _opposed(claim, said, at, line, source, place)), None)
        if place is not None:
            found.append(_reversed(claim, word, line, source.words[place]))
    return Parts(mismatched=tuple(found))


def _standing(words: Sequence[Token]) -> dict[str, list[int]]:
    """Give where the words stand that turn a clause round or are turned."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if word.word in OPPOSITES and _stands(words, at):
            found.setdefault(word.word, []).append(at)
    return found


def _stands(words: Sequence[Token], at: int) -> bool:
    """Say whether a word is meant as the table has it: "is against", not "the fight against"; no "object" of glass."""
    word, before = words[at].word, words[at - 1].word if at else ""
    if word == "against":
        return before in _TAKING_SIDES
    return word not in ("object", "objects") or before not in _ARTICLES


def _opposed(claim: Line, said: Denials, at: int, line: Line, source: Denials, place: int) -> bool:
    one, other = said.words[at], source.words[place]
    if said.negated(at) != source.negated(place):
        return False
    if one.word in _CONDITIONS and said.little(at) != source.little(place):
        return False
    spans = ((one.start, one.end), (other.start, other.end))
    if same_slot(claim, spans[0], line, spans[1]):
        return True
    if one.word in CONVERSE or other.word in CONVERSE:
        return False
    return shared(claim, spans[0], line, spans[1]) >= (1 if claim.short else SHARED)


def _reversed(claim: Line, word: Token, line: Line, other: Token) -> Mismatch:
    mine, theirs = (word.start, word.end), (other.start, other.end)
    why = f"the source says {line.text[slice(*theirs)]}, the sentence {claim.text[slice(*mine)]}"
    part = Match(FaultKind.NEGATION, *mine, claim.text[slice(*mine)], *theirs, line.text[slice(*theirs)])
    return Mismatch(part, True, why)
