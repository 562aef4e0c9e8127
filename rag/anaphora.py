"""Pronouns of a question that point outside it, and the names of earlier turns that they can mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.names import ADJECTIVE, WORD, Kind, Name, names
from rag.words import AFTER_OBJECT, AUXILIARIES, BE, CLAUSE, FUNCTION, PREPOSITIONS, QUESTION_WORDS, REPORTING, TIMES

_SUBJECT = frozenset(("it", "he", "she", "they"))
_OBJECT = frozenset(("it", "him", "her", "them"))
_POSSESSIVE = frozenset(("its", "his", "her", "their"))
_POINTING = frozenset(("this", "that", "these", "those"))
# "Is it true that ...", "how long did it take to ...": the pronoun means nothing said before.
_EXPLETIVE = re.compile(
    r"\bit (?:(?:is|was|be) )?(?:(?:true|possible|likely|legal|lawful|necessary|important|clear|right|fair|safe|easy|"
    r"hard|difficult|correct|known|said|reported|claimed|believed|expected|time|the case)(?: \S+){2,}|"
    r"(?:that|because)\b|(?:takes?|took|costs?)\b.* to\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun with nothing to mean in its own question: `question[start:end] == word`.

    `proposition` says that it means what was said and not a name ("who said that?").
    """

    word: str
    start: int
    end: int
    possessive: bool
    proposition: bool

    def worded(self, name: str) -> str:
        """Give the name in the pronoun's place: "its" -> "NATO's"."""
        capital = name[0].upper() + name[1:] if self.start == 0 else name
        return f"{capital}'s" if self.possessive else capital


def loose_pronouns(question: str) -> tuple[Pronoun, ...]:
    """Give the pronouns that point outside the question, in order."""
    tokens = list(WORD.finditer(question))
    words = [token.group().lower() for token in tokens]
    found = []
    for place, token in enumerate(tokens):
        following = words[place + 1] if place + 1 < len(words) else ""
        personal = words[place] in _SUBJECT | _OBJECT | _POSSESSIVE and _personal(question, tokens, words, place)
        pointing = _pointing(words, place)
        if personal or pointing:
            possessive = words[place] in _POSSESSIVE and bool(following) and following not in FUNCTION
            found.append(Pronoun(token.group(), token.start(), token.end(), possessive, pointing))
    return tuple(found)


def _personal(question: str, tokens: Sequence[re.Match[str]], words: Sequence[str], place: int) -> bool:
    if words[place] == "it" and _EXPLETIVE.match(question, tokens[place].start()):
        return False
    if _bound_before_clause(tokens, words, place):
        return False
    if place == 0 or words[place - 1] in AUXILIARIES:
        return True
    following = words[place + 1] if place + 1 < len(words) else ""
    if words[place] in _OBJECT and (not following or following in AFTER_OBJECT):
        return True
    return not any(_has_content(word) for word in words[:place])


def _bound_before_clause(tokens: Sequence[re.Match[str]], words: Sequence[str], place: int) -> bool:
    """Say whether a clause before the pronoun's own holds something that it can mean."""
    for opener in range(1, place):
        joins_names = words[opener] in ("and", "or") and tokens[opener + 1].group()[0].isupper()
        if words[opener] in CLAUSE and not joins_names and any(_has_content(word) for word in words[:opener]):
            return True
    return False


def _has_content(word: str) -> bool:
    return word not in FUNCTION


def _pointing(words: Sequence[str], place: int) -> bool:
    """Say whether "this", "that", "these", "those", "there", "then" or "so" points to what was said before."""
    word, last = words[place], place + 1 == len(words)
    before = words[place - 1] if place else ""
    following = "" if last else words[place + 1]
    if word == "there":
        return place > 0 and before not in BE and (last or following in PREPOSITIONS)
    if word in ("then", "so"):
        return last and place > 0
    if word not in _POINTING or (word == "this" and following in TIMES):
        return False
    if word in ("this", "these") or not before or before in AUXILIARIES | PREPOSITIONS | QUESTION_WORDS:
        return True
    if word == "those":
        return following not in ("who", "that", "which")
    noun_ends_it = place + 2 == len(words) and before not in REPORTING and not following.endswith(("ed", "s"))
    return last or following in PREPOSITIONS or noun_ends_it


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
    if len(found) == 2 and text[found[0].noun_end : found[1].article] in (" and ", " or "):
        return (text[found[0].article : found[1].noun_end],)
    plural = [name for name in found if name.qualifies and name.term.endswith("s")]
    return tuple(dict.fromkeys(_spoken_of_many(name, text) for name in plural or found))


def _spoken_of_many(name: Name, text: str) -> str:
    """Give "ITPPs" where the question spoke of "an ITPP"."""
    one_of_many = text[name.article : name.start].strip().lower() in ("a", "an")
    return f"{name.term}s" if one_of_many else name.spoken
