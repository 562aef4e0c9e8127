"""Pronouns of a question that have nothing to mean in the question itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.reading.names import WORD, Token
from rag.words.lists import (
    AFTER_OBJECT,
    AUXILIARIES,
    BE,
    CLAUSE,
    FUNCTION,
    PREPOSITIONS,
    QUESTION_WORDS,
    REPORTING,
    TIMES,
)

_OBJECT = frozenset(("it", "him", "her", "them"))
_POSSESSIVE = frozenset(("its", "his", "her", "their"))
_PERSONAL = frozenset(("it", "he", "she", "they")) | _OBJECT | _POSSESSIVE
_POINTING = frozenset(("this", "that", "these", "those"))
_POSSESSIVE_ENDING = re.compile(r"[’']s$")
# "Is it true that ...", "how long did it take to ...", "where does it snow": the pronoun means nothing said before.
_EXPLETIVE = re.compile(
    r"it (?:(?:is|was|be) )?(?:not )?(?:(?:true|proven|"
    r"possible|likely|legal|lawful|necessary|important|clear|right|fair|safe|easy|"
    r"hard|difficult|correct|known|said|reported|claimed|believed|expected|time|the case)(?: \S+){2,}|"
    r"(?:that|because)\b|(?:takes?|took|costs?)\b.* to\b|means? \S|rain|snow|get (?:dark|light|cold|warm|hot)|"
    r"\w+(?:al|ble|ary|ous|ful|ic) to\b)",
    re.I,
)
# "When she died, Queen Elizabeth left four dogs": the name comes after.
_NAME_TO_COME = re.compile(r"[^,.;:?!]*,\s+(?:(?:the|a|an)\s+)?[A-Z]")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun that points outside its question, of which it is `question[start:end]`.

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
    sentence, clause = _bounds(question, tokens, words)
    found = []
    for place, token in enumerate(tokens[:sentence]):
        following = words[place + 1] if place + 1 < len(words) else ""
        pointing = _pointing(words, place) and not (place and token.group()[0].isupper())
        personal = words[place] in _PERSONAL and place <= clause and _personal(question, tokens, words, place)
        if personal or pointing:
            possessive = words[place] in _POSSESSIVE and bool(following) and following not in FUNCTION
            found.append(Pronoun(token.group(), token.start(), token.end(), possessive, pointing))
    return tuple(found)


def _bounds(question: str, tokens: Sequence[Token], words: Sequence[str]) -> tuple[int, int]:
    """Give where the second sentence and the second clause begin: from there on a pronoun can mean the first."""
    content, clause = False, len(words)
    for place, token in enumerate(tokens):
        before = question[tokens[place - 1].end() : token.start()] if place else ""
        if content and any(mark in before for mark in ".;!?"):
            return place, min(place, clause)
        following = tokens[place + 1].group() if place + 1 < len(tokens) else ""
        joins_names = words[place] in ("and", "or") and following[:1].isupper()
        if content and words[place] in CLAUSE and not joins_names:
            clause = min(place, clause)
        content = content or words[place] not in FUNCTION
    return len(words), clause


def _personal(question: str, tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """Say whether a pronoun of the first clause has nothing before it that it can mean."""
    if words[place] == "it" and _EXPLETIVE.match(question, tokens[place].start()):
        return False
    if _NAME_TO_COME.match(question, tokens[place].end()):
        return False
    following = words[place + 1] if place + 1 < len(words) else ""
    if words[place] in _OBJECT and (not following or following in AFTER_OBJECT):
        return True
    # "How much money did it give": the noun before is asked for, and the pronoun is not it.
    inverted = place > 0 and words[place - 1] in AUXILIARIES and words[place] not in _POSSESSIVE
    # "How big is its mirror": what it is measured by is nothing that the pronoun can mean.
    return inverted or all(word in FUNCTION or words[at - 1 : at] == ["how"] for at, word in enumerate(words[:place]))


def _pointing(words: Sequence[str], place: int) -> bool:
    """Say whether "this", "that", "these", "those", "there", "then", "so" or "such" points to what was said before."""
    word, last = words[place], place + 1 == len(words)
    before = words[place - 1] if place else ""
    following = "" if last else _POSSESSIVE_ENDING.sub("", words[place + 1])
    if word == "there":
        return place > 0 and before not in BE and (last or following in PREPOSITIONS)
    if word in ("then", "so"):
        return last and place > 0
    if word == "such":  # "the parties to such a pact", but not "why is it such a success"
        return before in PREPOSITIONS and following in ("a", "an")
    if word not in _POINTING or following == "of" or (word == "this" and following in TIMES):
        return False
    if word in ("these", "those") and (before == "of" or following in ("who", "that", "which", "with")):
        return False
    if word != "that" or not before or before in AUXILIARIES | PREPOSITIONS | QUESTION_WORDS:
        return True
    noun_ends_it = place + 2 == len(words) and before not in REPORTING and not following.endswith(("ed", "s"))
    clause_follows = any(later in AUXILIARIES for later in words[place + 1 :])
    return last or noun_ends_it or (following in PREPOSITIONS and not clause_follows)
