"""The deed that a question asks about: of "why did Norway block the Lerna office?" blocking, by Norway, in Lerna."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.reading.deeds import THING, places, subject
from rag.reading.naming import Named, named
from rag.reading.predicates import LIGHT, tells
from rag.reading.slots import Line, read
from rag.words.denial_words import NEGATIONS
from rag.words.function_words import word_set
from rag.words.irregular import PAST
from rag.words.terms import carried_from, period_from
from rag.words.verbs import is_form, may_be_past

_DO = word_set("did does do will would can could must should may might")
_HAVE = word_set("has have had")
_BE = word_set("is are was were")
_LEADS = word_set("the a an its his her their our my your no of in on at by for with from to and or")
_WHO = re.compile(r"\s*(?:who|which [\w-]+|how many [\w-]+)\s+", re.I)
_DIRECT = re.compile(r" (?:(?:the|a|an|its|his|her|their)(?: [a-z][\w-]*){0,2} )?")
_OF = re.compile(r" (?:of|for) (?:the )?")
_HEADED = re.compile(
    r"\b(?:the|a|an) (?:[a-z][\w-]* ){1,3}of (?:the )?$", re.I
)  # "the mayor of Lund" does it, not Lund
# "Some cities across the western US": they do it, and not the US.
_AMONG = re.compile(r"\b(?:across|throughout|in|at|from|near|around|within|outside|among) (?:the )?(?:[a-z]+ )?$")
_NOUN = re.compile(r" [a-z][\w-]*[^s\W]s\b(?! (?:an?|the|its)\b)")
_PHRASAL = word_set("back off out up on")
_NO_VERB = word_set(
    "people office party state country company council court team"
)  # mostly nouns, though verbs by form
_MOST_AHEAD = 5  # words in front of the helper of a question: "in how many of the towns did"
_OPENS = word_set("when where why how who whom whose what which in on by for at from since until to")


@dataclass(frozen=True, slots=True)
class Asked:
    """The deed of a question by its verb, or by a noun where it asks what is whose ("the coach of Dundalk").

    `beside` is the stem of a noun that must stand near a verb that says little by itself; `doers`, `things`, `owners`
    and `places` are the names of its parts, as in `rag.reading.deeds.Deed`.
    """

    verb: str
    beside: str = ""
    doers: tuple[Named, ...] = ()
    things: tuple[Named, ...] = ()
    owners: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    denied: bool = False
    done: bool = False

    @property
    def names(self) -> tuple[Named, ...]:
        """Give the names of all its parts."""
        return (*self.doers, *self.things, *self.owners, *self.places)


@lru_cache(maxsize=256)
def asked(question: str) -> Asked | None:
    """Give the deed that a question asks about, None where no verb or noun of it is told from the rest."""
    line = read(question[: min(carried_from(question), period_from(question))])
    words = [line.text[word.start : word.end].casefold().replace("’", "'") for word in line.words]
    helper = next((at for at, word in enumerate(words) if word in _DO | _HAVE | _BE), len(words))
    names, who = named(line.text), _WHO.match(line.text)
    first = next((at for at, word in enumerate(line.words) if who and word.start >= who.end()), -1)
    if 0 <= first < helper:
        return _of_verb(line, words, names, first, helper=first) if _is_verb(words, first) else None
    if not words or words[0] not in _OPENS or helper > _MOST_AHEAD or helper == len(words):
        return None
    passive = words[helper] in _BE
    verb = next((at for at in range(helper + 1, len(words)) if _stands(line, words, at, helper, passive=passive)), None)
    if verb is not None and (verb > helper + 1 or first == helper):
        return _of_verb(line, words, names, verb, helper=helper)
    return _of_noun(line, names, helper) if passive else None


def _is_verb(words: Sequence[str], at: int) -> bool:
    return is_form(words[at]) or may_be_past(words[at])


def _stands(line: Line, words: Sequence[str], at: int, helper: int, *, passive: bool) -> bool:
    """Say whether a word may be the verb that a helper awaits: behind its subject, in its form, led by no article."""
    word = words[at]
    if not line.text[line.words[at].start].islower() or words[at - 1] in _LEADS or word in _NO_VERB:
        return False
    if word in ("have", "has", "had"):
        return not passive
    if not line.words[at].content:
        return False
    if line.text[: line.words[at].start].endswith(("'s ", "’s ")):
        return False
    if passive or words[helper] in _HAVE:
        return may_be_past(word) or PAST.get(word) == ()
    return is_form(word) and not word.endswith(("ed", "ing"))


def _of_verb(line: Line, words: Sequence[str], names: Sequence[Named], at: int, *, helper: int) -> Asked | None:
    verb, text = line.words[at], line.text
    if tells(words[at]) and (at + 1 == len(words) or words[at + 1] not in _PHRASAL):
        return None
    beside = ""
    if words[at] in LIGHT | _HAVE:
        beside = next((w.stem for w in line.words[at + 1 :] if w.content and text[w.start].islower()), "")
        if not beside:
            return None
    if words[at] in _HAVE:
        owners = tuple(n for n in names if line.words[helper].end <= n.start and n.end <= verb.start)
        noun = next(text[w.start : w.end] for w in line.words[at + 1 :] if w.stem == beside)
        return Asked(noun, "", (), (), owners, ()) if owners else None
    where = _where(text, names)
    between = [n for n in names if line.words[helper].end <= n.start and n.end <= verb.start]
    ahead = tuple(
        n
        for n in subject(text, verb.start, between, passive=False)
        if n not in where and not _HEADED.search(text[: n.start]) and not _AMONG.search(text[: n.start])
    )
    behind = tuple(n for n in names if n not in where and _DIRECT.fullmatch(text, verb.end, n.run[0]))
    denied = any(word in NEGATIONS or word.endswith("n't") for word in words[:at])
    done = words[helper] in ("did", "was", "were")
    if words[helper] in _BE and helper < at:
        return Asked(words[at], beside, (), ahead, (), where, denied, done)
    return Asked(words[at], beside, ahead, behind, (), where, denied, done)


def _where(text: str, names: Sequence[Named]) -> tuple[Named, ...]:
    """Give the places of a question, those left out that only qualify a noun: "in Greek temples"."""
    return tuple(
        name for name in places(text, names) if not _NOUN.match(text, name.run[1]) or THING.match(text, name.run[1])
    )


def _of_noun(line: Line, names: Sequence[Named], helper: int) -> Asked | None:
    """Give the noun that a question asks for with the names it is of: "who is the coach of Dundalk?"."""
    text, last = line.text, None
    for word in line.words[helper + 1 :]:
        if text[word.start].islower() and word.content:
            last = word
        elif last is not None:
            break
    if last is None:
        return None
    owners = tuple(
        n
        for n in names
        if _OF.fullmatch(text, last.end, n.run[0]) or re.fullmatch(r"['’]s?(?: [a-z-]+)? ", text[n.run[1] : last.start])
    )
    where = tuple(n for n in _where(text, names) if n not in owners)
    return Asked(text[last.start : last.end], "", (), (), owners, where) if owners else None
