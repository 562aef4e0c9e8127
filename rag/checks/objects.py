"""What a verb is done to: words that a source has behind a preposition are not the verb's own object."""

from __future__ import annotations

from itertools import pairwise

from rag.reading.slots import Line, Word

_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "all", "both"))
# Those of place and belonging are left out: who visits a school in Lisbon visits Lisbon.
_PREPOSITIONS = frozenset(("with", "from", "to", "against", "for", "by", "between", "near", "over", "about"))
# They have two objects, with or without a preposition. Stems.
_GIVING = frozenset(
    (
        "give",
        "gave",
        "given",
        "send",
        "sent",
        "offer",
        "show",
        "shown",
        "tell",
        "told",
        "hand",
        "lend",
        "lent",
        "sell",
        "sold",
        "pay",
        "paid",
        "owe",
        "teach",
        "taught",
        "grant",
        "award",
        "promis",
        "ask",
        "serv",
        "write",
        "buy",
        "bought",
        "bring",
        "brought",
    )
)
_REACH = 8  # words behind a verb in which its object stands


def promoted(claim: Line, at: int, source: Line) -> Word | None:
    """Give the object that a source has where a claim has the words behind its preposition, None where all is well.

    Of "joined exercises with NATO" against "joined NATO" it is "exercises"; `at` is the verb's number in the claim.
    """
    verb, said = claim.words[at].stem, _object(claim, at)
    if said is None or verb in _GIVING:
        return None
    instead: Word | None = None
    for place, word in enumerate(source.words):
        if word.stem == said.stem and _led_by(source, place) not in _PREPOSITIONS:
            return None  # somewhere it stands by itself: as a subject of the passive, as an object
        if word.stem == verb and instead is None:
            instead = _before(source, place, said.stem)
    return None if instead is None or instead.stem in claim.stems else instead


def _object(line: Line, at: int) -> Word | None:
    """Give the first word of content of what a verb has right behind it."""
    place = at + 1
    while place < len(line.words) and line.small(line.words[place]) in _DETERMINERS:
        place += 1
    there = place < len(line.words) and line.words[place].content and _joined(line, at, place)
    return line.words[place] if there else None


def _before(line: Line, at: int, said: str) -> Word | None:
    """Give the last noun between a verb and the preposition that leads a word, in one phrase."""
    noun: Word | None = None
    for place in range(at + 1, min(at + _REACH, len(line.words))):
        word = line.words[place]
        if not _joined(line, place - 1, place):
            return None
        if word.stem == said:
            return noun if noun is not None and _led_by(line, place) in _PREPOSITIONS else None
        if word.content:
            noun = word
    return None


def _led_by(line: Line, place: int) -> str:
    """Give the small word before a place, determiners aside."""
    before = place - 1
    while before >= 0 and line.small(line.words[before]) in _DETERMINERS:
        before -= 1
    return line.small(line.words[before]) if before >= 0 else ""


def _joined(line: Line, first: int, last: int) -> bool:
    """Say whether only spaces part the words from one place to another."""
    return all(line.text[a.end : b.start].isspace() for a, b in pairwise(line.words[first : last + 1]))
