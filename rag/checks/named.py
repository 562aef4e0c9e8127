"""The people, places and bodies that a sentence names, held against those of its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.tokens import unaccented
from rag.reading import completed
from rag.reading.fault import FaultKind, Match, Mismatch, Parts, span, unread
from rag.reading.ground import Ground
from rag.reading.name_index import MOST, Names, names_of
from rag.reading.name_places import alike_around
from rag.reading.naming import Named, fold, inside, named
from rag.reading.owned import owned
from rag.reading.recalled import recalled
from rag.reading.same_name import alike, same
from rag.reading.slots import Line, displaced, same_words
from rag.words.demonyms import is_place, seat_of, told_places

_MOST_SAID = 30  # names of a sentence that are compared
_REFERS = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|them|him|who|whose|this|these|those|both|another|others?|same|"
    r"the (?:\w+ )?(?:alliance|bloc|authors?|officials?|articles?|reports?|stud(?:y|ies)|papers?|compan(?:y|ies)|"
    r"firm|country|"
    r"countries|government|president|minister|ministry|chancellor|leaders?|chief|director|groups?|team|club|party|union|court|"
    r"agency|city|state|region|island|bank|university|institute|organi[sz]ation|researchers?|scientists?|analysts?|experts?|"
    r"town|village|county|district|province|municipality|port|film|book|band|singer|actor|player|couple|pair|two|three|four|partners?|members?|allies|war|summit|office|plan|treaty|"
    r"document|statement|programmes?|programs?|former|latter|capital|kingdom|republic|army|church|king|queen))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\s,]*(?:and|or|&|,|both|the|as well as|[A-ZÀ-Þ][\w.’'-]*|\s)*[\s,]*")


def check(claim: Line, ground: Ground) -> Parts:
    """Hold the names of a claim against those of its cited words; the words around may resolve a pronoun."""
    known = inside(ground.line.text) | inside(ground.around)
    source = names_of(ground.line.text, known)
    parts = Parts()
    said = named(claim.text, known)
    for name in said[:_MOST_SAID]:
        parts += _held(name, source, claim, ground)
    parts += unread(FaultKind.NAME, claim.text, said[_MOST_SAID:])
    return parts + _head(said, source, claim, ground.line)


def _head(said: Sequence[Named], source: Names, claim: Line, line: Line) -> Parts:
    """Find a name that the claim puts in the place of the one its source begins with, though no rule tells it one."""
    word = _FIRST.match(claim.text)
    if word is None or any(name.start < word.end() for name in said) or fold(word[1]) in source.words:
        return Parts()
    for one in source.names:
        if one.start < _HEAD and not line.text[: one.start].strip(_OPENING):
            end = word.end()
            if same_words(claim, (word.start(1), end), line, span(one))[1] > _HEAD_ALIKE:
                stands = Named(word.start(1), end, (fold(word[1]),), frozenset(), True, (word.start(1), end))
                return Parts(mismatched=(_mismatch(stands, one, claim, line),))
    return Parts()


_OPENING = " \"“'‘("
_FIRST = re.compile(r"[\s\"“'‘(]*([A-ZÀ-Þ][\w’'-]*)")
_HEAD, _HEAD_ALIKE = 8, 2  # characters before a first name; words behind it that run alike


def _held(name: Named, source: Names, claim: Line, ground: Ground) -> Parts:
    seat = _seat(name, claim, ground.line.text)
    own = [one for one in source.names if same(name, one) and not (seat and name.words != one.words)]
    rival = _rival(name, own, source, claim, ground.line)
    if rival is not None:
        return Parts(mismatched=(_mismatch(name, rival, claim, ground.line),))
    if own:
        best = max(own, key=lambda one: sum(alike_around(name, one, claim, ground.line)))
        if (full := completed.against(name, own, ground)) is not None:
            return Parts(mismatched=(_completed(name, best, full, claim, ground.line),))
        return Parts(matched=(_match(name, best, claim, ground.line),))
    among = not seat and _among(name, source, claim.text[name.start : name.end].rstrip("s"))
    if among or _resolved(name, source, ground, seat) or recalled(name, claim, ground):
        return Parts()
    other = _instead(name, source, claim, ground.line)
    if other is not None:
        return Parts(mismatched=(_mismatch(name, other, claim, ground.line),))
    if not name.sure:
        return Parts()
    part = Match.of(FaultKind.NAME, claim.text, span(name), "")
    return Parts(mismatched=(Mismatch(part, False, f"the cited words do not name {part.said}"),))


def _seat(name: Named, claim: Line, source: str) -> bool:
    """Say whether a claim names a capital as a place: "in Tokyo" is not said of Japan, unless of its capital."""
    seat = seat_of(claim.text[name.start : name.end]) is not None and is_place(claim.text, name.start, name.end)
    return seat and _CAPITAL.search(source) is None


_CAPITAL = re.compile(r"\bcapital\b")


def _among(name: Named, source: Names, claim_word: str) -> bool:
    """Say whether the words of the source hold a name otherwise: by initials, in small letters, part by part."""
    initials = "".join(word[0] for word in name.words)
    short = claim_word.isupper() and len(name.words) == 1 and len(name.surname) > 2
    if short and name.surname.replace("&", "") in source.initials:
        return True
    if len(name.words) > 1 and (initials in source.words or _parted(name, source)):
        return True
    if name.marks:
        return bool(name.marks & source.marks)
    return len(name.words) == 1 and (
        name.surname in source.words or any(alike(name.surname, word) for word in source.words if len(word) > 3)
    )


def _parted(name: Named, source: Names) -> bool:
    """Say whether each word of a name is a word of the source, and no two of them belong to different people there."""
    if not all(word in source.words or any(alike(word, other) for other in source.words) for word in name.words):
        return False
    holders = [
        {at for at, one in enumerate(source.names) if word in one.words and len(one.words) > 1} for word in name.words
    ]
    owned = [holder for holder in holders if holder]
    return len(owned) < 2 or bool(set.intersection(*owned))


def _resolved(name: Named, source: Names, ground: Ground, seat: bool) -> bool:
    """Say whether the words around name what the cited words only refer to, or complete a name they cut short."""
    if any(word in one.words for word in name.words for one in source.names if not one.marks):
        surname = any(name.surname == one.surname or name.surname in one.words for one in source.names)
        return surname and any(" ".join(name.words) in unaccented(text.casefold()) for text in ground.articles)
    if not ground.around or not (_REFERS.search(ground.line.text) or _carried(ground)):
        return False
    around = named(ground.around, inside(ground.around))
    if seat:
        return any(name.words == one.words for one in around)
    return any(same(name, one) for one in around) or not name.marks.isdisjoint(told_places(ground.around))


def _carried(ground: Ground) -> bool:
    """Say whether the words around tell who says the cited ones."""
    return any(one.mark == (0, 0) for one in owned(ground.line.text, ground.before, ground.after))


def _rival(name: Named, own: Sequence[Named], source: Names, claim: Line, line: Line) -> Named | None:
    """Give the name that the source has in the very place of this one."""
    held = [alike_around(name, one, claim, line) for one in own]
    mine = {one.start for one in own}
    for one in source.names:
        if one.start in mine or not displaced(alike_around(name, one, claim, line), held):
            continue
        if not (own and _listed(name, one, claim.text) and _listed(one, name, line.text)):
            return one
    return None


def _listed(name: Named, rival: Named, text: str) -> bool:
    """Say whether a text names both in one list, where their order says nothing."""
    for other in named(text)[:MOST]:
        if same(other, rival):
            first, last = sorted((name, other), key=lambda one: one.start)
            if _JOINED.fullmatch(text[first.end : last.start]):
                return True
    return False


@lru_cache(maxsize=32)
def _left_out(source: Names, said: str) -> tuple[Named, ...]:
    names = named(said)[:MOST]
    return tuple(one for one in source.names if not any(same(other, one) for other in names))


def _instead(name: Named, source: Names, claim: Line, line: Line) -> Named | None:
    """Give the name of the source that the claim leaves out and that stands in the likeliest place."""
    best = max(_left_out(source, claim.text), key=lambda one: sum(alike_around(name, one, claim, line)), default=None)
    return best if best is not None and sum(alike_around(name, best, claim, line)) > 1 else None


def _match(said: Named, source: Named, claim: Line, line: Line) -> Match:
    return Match.of(FaultKind.NAME, claim.text, span(said), line.text, span(source))


def _completed(said: Named, source: Named, other: str, claim: Line, line: Line) -> Mismatch:
    part = _match(said, source, claim, line)
    why = f"the article names {other}, the sentence {part.said}"
    return Mismatch(part, bool(other), why if other else f"the article does not name {part.said}")


def _mismatch(said: Named, source: Named, claim: Line, line: Line) -> Mismatch:
    part = _match(said, source, claim, line)
    return Mismatch(part, True, f"the source names {part.source}, the sentence {part.said}")
