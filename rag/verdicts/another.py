"""Another thing of the same sort: the office in Brussels where a claim speaks of the Lisbon office, or of "the office".

Its figures, dates and deeds say nothing of the claim's own. Places tell things apart; whose a thing is, or of what
nation, may be the very part in which a claim errs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.reading.fault import FaultKind, Mismatch
from rag.reading.ground import Ground
from rag.reading.naming import Named, inside, named
from rag.reading.same_name import alike
from rag.reading.slots import Line, Word
from rag.words.demonyms import seat_of
from rag.words.places import CITIES
from rag.words.verbs import is_form

_MOST = 12  # nouns of a claim, and places of each in its source, that are compared
_BEHIND = re.compile(r"(?:\sof\s(?:its|his|her|their)\sown)?\s(?:in|at|near)\s(?:the\s)?")
_DOES = re.compile(r"(?:[’']s)?(?:\s\w+){0,2}\s")  # between who does it and the verb: "has firmly opposed"
_BY = (" by ", " by the ")
_BEFORE = re.compile(r"(?:[’']s?)?(?:\s[a-z][\w-]*){0,2}\s$")
_LEADS = re.compile(r"\b(?:the|an?|its|his|her|their|[A-ZÀ-Þ][\w’'-]*)\s(?:[a-z][\w-]*\s)?$")


def another(claim: Line, ground: Ground) -> bool:
    """Say whether a thing that both texts speak of has another place in each, everywhere in the cited words.

    A thing to which the claim gives no place is another one where the claim names nothing at all.
    """
    known = inside(ground.line.text) | inside(ground.around)
    mine, theirs = named(claim.text, known), named(ground.line.text, known)
    return any(_differs(word, claim, mine, ground.line, theirs) for word in _nouns(claim, mine)[:_MOST])


def foreign(one: Mismatch, claim: Line, ground: Ground) -> bool:
    """Say whether what a source denies or turns round is the deed of another country than the claim's."""
    if one.part.kind is not FaultKind.NEGATION:
        return False
    known = inside(ground.line.text) | inside(ground.around)
    theirs = [name for name in named(ground.line.text, known) if name.marks]
    mine = [name for name in named(claim.text, known) if name.marks and name.end <= one.part.start]
    ahead = [name for name in theirs if _DOES.fullmatch(ground.line.text, name.end, one.part.source_start)]
    doers = [name for name in theirs if name in ahead or ground.line.text[: name.start].endswith(_BY)]
    return bool(mine and ahead) and not any(mine[-1].marks & name.marks for name in doers)


def _differs(word: Word, claim: Line, mine: Sequence[Named], source: Line, theirs: Sequence[Named]) -> bool:
    found = [one for one in source.words if one.stem == word.stem and _is_noun(one, source)][:_MOST]
    own = _places(word, claim, mine)
    if not found or (mine and not own):
        return False
    return all(_apart(own, _places(one, source, theirs)) for one in found)


def _apart(own: Sequence[Named], other: Sequence[Named]) -> bool:
    """Say whether places differ: by their words, since a capital is not its country here."""
    return bool(other) and not any(alike(a, b) for one in own for two in other for a in one.words for b in two.words)


def _nouns(line: Line, names: Sequence[Named]) -> list[Word]:
    inside_names = [one.run for one in names]
    return [
        word
        for word in line.words
        if word.content and _is_noun(word, line) and not any(a <= word.start < b for a, b in inside_names)
    ]


def _is_noun(word: Word, line: Line) -> bool:
    """Say whether a word in small letters may be a noun: no form of a verb, unless an article or a name leads it."""
    text = line.text[word.start : word.end]
    return text.islower() and text.isalpha() and (not is_form(text) or _led(word, line))


def _led(word: Word, line: Line) -> bool:
    return _LEADS.search(line.text[max(0, word.start - 80) : word.start]) is not None


def _places(word: Word, line: Line, names: Sequence[Named]) -> list[Named]:
    """Give the names that tell where a thing is: behind "in" or "at", or a city's before it ("the Lisbon office")."""
    behind = _BEHIND.match(line.text, word.end)
    return [
        one
        for one in names
        if (behind and one.run[0] <= behind.end() <= one.start)
        or (one.run[1] <= word.start and _is_city(one, line) and _BEFORE.fullmatch(line.text, one.run[1], word.start))
    ]


def _is_city(name: Named, line: Line) -> bool:
    words = line.text[name.start : name.end]
    return words in CITIES or seat_of(words) is not None
