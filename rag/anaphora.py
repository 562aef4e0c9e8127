"""What a pronoun can mean: the names of earlier turns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.names import ADJECTIVE, Kind, Name, names
from rag.pronouns import Pronoun


def meant(pronoun: Pronoun, last: str, answers: Sequence[str]) -> tuple[str, ...]:
    """Give the names the pronoun can mean after the question `last` and its answer: those of the question first."""
    if pronoun.proposition:
        return ()
    return _fitting(pronoun, names(last), last) or (_fitting(pronoun, names(answers[0]), answers[0]) if answers else ())


def asked_for(pronoun: Pronoun, last: str, answers: Sequence[str]) -> tuple[str, ...]:
    """Give the one name that answered a question for a name ("who called ...?"), if the pronoun can mean it."""
    if pronoun.proposition or _FOR_A_NAME.match(last) is None:
        return ()
    known = {name.words for name in names(last)}
    for sentence in answers:
        new = _fitting(pronoun, [name for name in names(sentence) if name.words not in known], sentence)
        if len(new) == 1:
            return new
    return ()


_FOR_A_NAME = re.compile(r"\s*(?:who|whose|which|what (?:country|countries|state|city|person|body))\b", re.I)


def _fitting(pronoun: Pronoun, found: Sequence[Name], text: str) -> tuple[str, ...]:
    word = pronoun.word.lower()
    found = [name for name in found if name.kind is not Kind.YEAR]
    if word in ("he", "him", "his", "she", "her"):
        found = [name for name in found if _may_be_person(name)]
    elif word in ("they", "them", "their"):
        return _plural(found, text)
    else:
        found = [name for name in found if not _may_be_person(name)] or found
    return tuple(dict.fromkeys(name.spoken for name in found))


def _may_be_person(name: Name) -> bool:
    led = name.article < name.start
    return name.kind is Kind.OTHER and not (name.qualifies or led or ADJECTIVE.search(name.words))


def _plural(found: Sequence[Name], text: str) -> tuple[str, ...]:
    """Give what "they" can mean: two names joined, else names of many, else every name and something beside them."""
    if len(found) == 2 and text[found[0].noun_end : found[1].article] in (" and ", " or "):
        return (text[found[0].article : found[1].noun_end],)
    many = [name for name in found if name.kind is Kind.BODY or name.term.endswith("s") or _is_group(name)]
    return tuple(dict.fromkeys(_spoken_of_many(name, text) for name in many))


def _is_group(name: Name) -> bool:
    """Say whether it is a name such as "the Indo-Pacific Four", and not "the Tokyo office"."""
    return name.kind is Kind.OTHER and name.article < name.start and not name.qualifies


def _spoken_of_many(name: Name, text: str) -> str:
    """Give "ITPPs" where the question spoke of "an ITPP"."""
    one_of_many = text[name.article : name.start].strip().lower() in ("a", "an")
    return f"{name.term}s" if one_of_many else name.spoken
