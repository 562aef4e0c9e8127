"""The people that a text names: whom "he" means, and a last name in full."""

from __future__ import annotations

import re

from index.sentence import sentences
from rag.reading.naming import Named, inside, named
from rag.reading.quoted import quotations
from rag.words.lists import BODIES
from rag.words.places import CITIES, REGIONS

REACH = 2_000  # characters of a text that are read back for a name
_NOBODY = re.compile(r"\b[A-ZÀ-Þ]{2,}\b|^\w+ing\b")  # "Widening NATO" is no person
_OF = re.compile(r"\b(?:of|at|in)\s(?:the\s)?$", re.I)


def last_person(words: str, before: str) -> str | None:
    """Give the person whom words name last, in full where the text before them has it so."""
    found = people(f"x {words}")
    return whole(found[-1], before) if found else None


def person_before(text: str) -> str | None:
    """Give the person that "he" or "she" means at the end of a text: named in it, or in the nearest sentence before."""
    tail = text[-REACH:]
    for start, end in reversed(sentences(tail)):
        found = people(tail[start:end])
        if found:
            return whole(found[0], text)
    return None


def people(sentence: str) -> list[str]:
    """Give the names of people of a sentence, not those in quotation marks or behind "of": "a lecturer of Oslo"."""
    quoted = quotations(sentence)
    return [
        spelled
        for name in named(sentence, inside(sentence))
        if not name.marks and not any(a <= name.start < b for a, b in quoted)
        if not _NOBODY.search(spelled := written(sentence, name)) and not _OF.search(sentence[: name.run[0]])
        if BODIES.isdisjoint(name.words) and spelled not in CITIES and spelled not in REGIONS
    ]


def whole(name: str, before: str) -> str:
    """Give the full name where a text has it before a last name alone."""
    if " " in name:
        return name
    tail = before[-REACH:]
    longer = (written(tail, one) for one in named(tail, inside(tail)) if len(one.words) > 1)
    return next((one for one in longer if one.endswith(f" {name}")), name)


def written(text: str, name: Named) -> str:
    """Give a name as a text has it."""
    return " ".join(text[name.start : name.end].split())
