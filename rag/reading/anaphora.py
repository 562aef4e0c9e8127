"""What a pronoun can mean: the names of earlier turns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.reading.names import ADJECTIVE, Name, NameKind, names
from rag.reading.pronouns import Pronoun
from rag.reading.things import things
from rag.words.lists import AUXILIARIES, TIMES, TITLES
from rag.words.terms import covered, stems
from rag.words.terms import terms as words_of


def meant(pronoun: Pronoun, last: str, answers: Sequence[str], *, acts: bool = False) -> tuple[str, ...]:
    """Give the names the pronoun can mean after the question `last` and its answer: those of the question first.

    What `acts` is none of the places where the question puts it: "did Acme open an office in Oslo?".
    """
    if pronoun.proposition:
        return ()
    asked = _fitting(pronoun, names(last), last, things(last))
    if acts and pronoun.word.lower() == "it" and (actors := _actors(last)):
        return tuple(dict.fromkeys((*actors, *(thing for _, thing in things(last)))))
    if asked or not answers:
        return asked
    told = names(answers[0])
    if pronoun.word.lower() in ("it", "its"):
        told = tuple(name for name in told if name.kind not in _PLACES and not _is_placed(name, answers[0]))
    return _fitting(pronoun, told, answers[0])


_PLACES = (
    NameKind.COUNTRY,
    NameKind.CITY,
    NameKind.REGION,
)  # of an answer say where or when, and are not what it is about


def _actors(question: str) -> tuple[str, ...]:
    """Give the bodies and others of a question that may act, where it says where, too; countries are left out."""
    found = names(question)
    found = tuple(name for name in found if name.kind is not NameKind.YEAR and not _is_bare(name))
    if not any(_is_placed(name, question) for name in found):
        return ()
    acting = (name for name in found if name.kind in (NameKind.BODY, NameKind.OTHER))
    return tuple(name.spoken for name in acting if not _is_placed(name, question))


def asked_for(pronoun: Pronoun, last: str, answers: Sequence[str]) -> tuple[str, ...]:
    """Give the one name that answered a question for a name ("who called ...?"), if the pronoun can mean it.

    It is looked for first in the sentence that holds most of the question's words.
    """
    if pronoun.proposition or _FOR_A_NAME.match(last) is None:
        return ()
    thing = pronoun.word.lower() in ("it", "its")
    if thing and _FOR_A_THING.match(last):
        return ()
    known, wanted = {name.words for name in names(last)}, words_of(last)
    for sentence in sorted(answers, key=lambda one: -covered(wanted, stems(one))):
        told = [name for name in names(sentence) if name.words not in known]
        new = _fitting(pronoun, [name for name in told if not (thing and _may_be_person(name, sentence))], sentence)
        if len(new) == 1:
            return new
    return ()


def answered_by(question: str, answers: Sequence[str]) -> tuple[str, ...]:
    """Give the new names, at most three, of the sentence that holds most of a question's words and answers it."""
    wanted, known = words_of(question), {name.words for name in names(question)}
    best = max(answers, key=lambda one: covered(wanted, stems(one)), default="")
    told = (name for name in names(best) if name.kind is not NameKind.YEAR and not _is_bare(name))
    return tuple(dict.fromkeys(name.spoken for name in told if name.words not in known))[:3]


_FOR_A_NAME = re.compile(r"\s*(?:who|whose|which|what (?:country|countries|state|city|person|body))\b", re.I)
# What is asked for is what "it" means, and no name of the answer, unless it is one: "which pact did they sign?".
_FOR_A_THING = re.compile(
    r"\s*which (?!(?:[\w-]+ )?"
    r"(?:country|state|nation|government|city|body|company|agency|group|party|paper|newspaper)\b)",
    re.I,
)


def _fitting(
    pronoun: Pronoun, found: Sequence[Name], text: str, others: Sequence[tuple[int, str]] = ()
) -> tuple[str, ...]:
    """Give the names, and the things beside them, that a pronoun can mean, as a question says them."""
    word = pronoun.word.lower()
    found = [name for name in found if name.kind is not NameKind.YEAR and not _is_bare(name)]
    if word in ("he", "him", "his", "she", "her"):
        return tuple(dict.fromkeys(name.spoken for name in found if _may_be_person(name, text)))
    if word in ("they", "them", "their"):
        many = tuple(thing for _, thing in others if thing.endswith("s"))
        return _plural(found, text) or many or _counted(text)
    kept = [(name.article, name.spoken) for name in found if not _may_be_person(name, text)]
    kept = sorted([*kept, *others]) or [(name.article, name.spoken) for name in found]
    return tuple(dict.fromkeys(spoken for _, spoken in kept))


def _is_bare(name: Name) -> bool:
    """Say whether a name is a day, a month or a title alone ("on Monday", "2 August", "Dr."), which is nobody's."""
    return {word for word in name.words.lower().split() if not word.isdigit()} <= TIMES | TITLES


_MANY = r"(?:[a-z-]+ ){0,2}?(?:[a-z-]+s|\w*people|\w*men|children)"
_COUNTED = re.compile(rf"\s*(?:and |but )?how many ({_MANY})\s+(?:{'|'.join(sorted(AUXILIARIES))})\b", re.I)
_PLACED = re.compile(r"\b(?:in|from|near|at)\s+\Z", re.I)


def _is_placed(name: Name, text: str) -> bool:
    return _PLACED.search(text[: name.article]) is not None


def _may_be_person(name: Name, text: str) -> bool:
    led = name.article < name.start or _is_placed(name, text)
    return name.kind is NameKind.OTHER and not (name.qualifies or led or ADJECTIVE.search(name.words))


def _plural(found: Sequence[Name], text: str) -> tuple[str, ...]:
    """Give what "they" can mean: two names joined, else names of many, else every name and something beside them."""
    if len(found) == 2 and text[found[0].noun_end : found[1].article] in (" and ", " or "):
        return (text[found[0].article : found[1].noun_end],)
    many = [name for name in found if name.kind is NameKind.BODY or name.term.endswith("s") or _is_group(name)]
    return tuple(dict.fromkeys(_spoken_of_many(name, text) for name in many))


def _counted(question: str) -> tuple[str, ...]:
    """Give what a question counts: "how many grey wolves are there?" speaks of the grey wolves."""
    match = _COUNTED.match(question)
    return (f"the {match[1]}",) if match else ()


def _is_group(name: Name) -> bool:
    """Say whether it is a name such as "the Indo-Pacific Four", and not "the Tokyo office"."""
    return name.kind is NameKind.OTHER and name.article < name.start and not name.qualifies


def _spoken_of_many(name: Name, text: str) -> str:
    """Give "ITPPs" where the question spoke of "an ITPP"."""
    one_of_many = text[name.article : name.start].strip().lower() in ("a", "an")
    return f"{name.term}s" if one_of_many else name.spoken
