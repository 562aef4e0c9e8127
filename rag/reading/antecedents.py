"""What "he", "it" or "they" can mean at the head of a sentence: people, names and things of what stands before it."""

# ruff: noqa: E501 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rag.reading.anaphora import meant
from rag.reading.clauses import subject_of
from rag.reading.names import ADJECTIVE
from rag.reading.naming import Named, fold, inside, named
from rag.reading.pronouns import Pronoun
from rag.reading.quoted import quotations
from rag.words.lists import BODIES, FUNCTION, TIMES, TITLES
from rag.words.places import CITIES, REGIONS
from rag.words.verbs import is_past

_ALONE = 2  # words of "the rose", which is a thing; in "the rate rose" the third is a verb
_INITIALS = re.compile(r"(?:^|\s)(?:[A-Z]\.)+[A-Z]$")
_PLACED = re.compile(r"\b(?:of|at|in|from|near|to|across|into)\s(?:the\s)?$", re.I)  # "a teacher from Norland" is one
_ACTING = re.compile(r"^[A-Z]\w+ing\s")  # "Widening NATO" is nobody
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|several|many)"
_UNITS = r"(?:euros?|dollars?|pounds?|percent|per|years?|months?|weeks?|days?|hours?|votes?|times|metres|miles|million|billion)"
_COUNTED = re.compile(
    rf"\b(?:(?P<the>the|these|those)\s)?(?P<many>{_COUNT}\s(?!{_UNITS}\b)(?:[a-z-]+\s)?(?!{_UNITS}\b)[a-z]{{2,}}s)\b",
    re.I,
)
_MADE = re.compile(
    r"\b(?:a|an)\s(?P<thing>(?:[a-z-]+\s){0,2}?[a-z-]+)(?=\s(?:in|of|for|to|on|at|with|from|by|that|which|and|last|this)\b|[,.;:]|$)"
)
_PEOPLE = re.compile(
    r"(?:er|or|ist|man|woman|person|child|counterpart|guest|expert|critic|teacher|member|partner|friend|\bnumber|\blot|half|third|quarter|fifth|tenth|sixth|seventh|eighth|ninth|majority|part|few|handful|dozen|pair|series)$"
)
_MANY = re.compile(r"[^su]s$|people$|men$")  # "the cracks" is no "it"
_OFFICE = re.compile(
    r"(?:the|its|their)\s(?:[a-z]+\s){0,2}(?:company|firm|council|ministry|government|board|court|agency|party|union|bank|committee)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a sentence: its words, who was "he" and who "she" in the draft so far, and earlier words.

    `known` are the folded words that stand with a capital inside the draft's sentences, `surnames` those of people;
    `speaker` is who says the sentence.
    """

    text: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    earlier: str = ""
    speaker: str = ""

    @classmethod
    def of(cls, draft: str) -> Before:
        """Begin a draft: nothing was said, but which words are names shows throughout it."""
        known = inside(draft)
        whole = (one for one in named(draft, known) if len(one.words) > 1 and not one.marks)
        return cls(known=known, surnames=frozenset(one.surname for one in whole if BODIES.isdisjoint(one.words)))

    def said_by(self, who: str) -> Before:
        """Give what stands before the words of somebody: their name first."""
        return replace(self, text=f"{who}. {self.text}", speaker=who)

    def is_person(self, name: str) -> bool:
        """Say whether a name is that of somebody who is "he" or "she" in the draft, or named in full there."""
        words = [fold(word) for word in name.split()]
        return name in self.people or bool(words and words[-1] in self.surnames)


def antecedents(pronoun: Pronoun, words: str, before: Before, sex: str | None) -> list[str]:
    """Give what a pronoun can mean, the likeliest first; who "he" or "she" is may stand one sentence further back."""
    if sex is None:
        return _candidates(pronoun, words, before)
    for text in (before.text, before.earlier):
        found = [one for one in _people(text, before.known) if before.people.get(one, sex) == sex]
        found = [one for one in found if one.casefold() not in words[: pronoun.start].casefold()]
        if found := found or _office(text):
            return found
    return []


def _office(text: str) -> list[str]:
    """Give who acts in a sentence by office alone: "the mayor"."""
    subject = subject_of(text)
    holds = subject.startswith("The ") and (
        subject.split()[-1] in TITLES or subject.endswith(("mayor", "man", "woman"))
    )
    return [_lower(subject)] if holds else []


def _people(text: str, known: frozenset[str]) -> list[str]:
    """Give the names in a text that may be people's, as it has them: no places, bodies, or names inside quotations."""
    quoted = quotations(text)
    names = [one for one in named(text, known) if not any(a <= one.start < b for a, b in quoted)]
    return list(dict.fromkeys(_spelled(text, one) for one in names if _may_be_person(text, one)))


def _may_be_person(text: str, name: Named) -> bool:
    written = _spelled(text, name)
    placed = _PLACED.search(text[: name.run[0]]) is not None or text[name.end : name.end + 2] in ("’s", "'s")
    body = not BODIES.isdisjoint(name.words) or (written.isupper() and " " not in written and "." not in written)
    place = bool(name.marks) or written in CITIES or written in REGIONS
    led = re.search(r"\b(?:the|an?)\s$", text[: name.run[0]], re.I) is not None and name.run[0] == name.start
    return not (
        placed
        or body
        or place
        or led
        or written.lower() in FUNCTION
        or _ACTING.match(written)
        or ADJECTIVE.search(written)
    )


def _spelled(text: str, name: Named) -> str:
    return " ".join(text[name.start : name.end].split())


def _candidates(pronoun: Pronoun, words: str, known: Before) -> list[str]:
    """Give what "it" or "they" can mean; behind its verb it means what stands behind the verb before sooner than who acts.

    "France opposed the plan and Germany supported it" is about the plan.
    """
    before = known.text
    if not before:
        return []
    said = [_noun(one) for one in meant(pronoun, before, ())]
    ahead = words[: pronoun.start].casefold()
    found = [one for one in dict.fromkeys(said) if one.casefold() not in ahead and _thing(one, before, pronoun)]
    if pronoun.word.lower() in ("they", "them", "their"):
        joined = [one for one in found if " and " in one]
        subject = subject_of(before)
        acting = [_lower(subject)] if subject.startswith("The ") and _MANY.search(subject) else []
        return list(dict.fromkeys([*joined, *acting, *_counted(before), *found]))
    found = [*_subject(pronoun, before), *(one for one in found if not known.is_person(one)), *_made(before)]
    acts = subject_of(before)  # "Norway and Sweden signed a treaty": it is neither of them
    found = [one for one in found if " and " not in acts or one not in acts]
    found = [one for one in dict.fromkeys(found) if not any(one.startswith(f"{other} ") for other in found)]
    if not pronoun.start and _says_it(known):
        found = list(dict.fromkeys([known.speaker, *found]))
    if pronoun.start and pronoun.word.lower() in ("it", "them"):
        found.sort(key=lambda one: before.casefold().startswith(one.casefold()))
    return found


def _subject(pronoun: Pronoun, before: str) -> list[str]:
    """Give what the words before are about, where "it" begins its sentence: "Norland's plan", "the old mill"."""
    subject = "" if pronoun.start or pronoun.possessive else subject_of(before)
    head = subject.split(" ")[-1]
    one = (
        len(subject.split()) > 1
        and head.islower()
        and not head.endswith("s")
        and not _PEOPLE.search(head)
        and " and " not in subject
    )
    owned = re.match(r"(?:[Tt]he\s|[A-Z]\S*[’']s\s|(?:[A-Z]\S*\s){1,2}\S+[’']s\s)", subject) is not None
    return [_lower(subject)] if one and owned and head not in TITLES | TIMES else []


def _lower(words: str) -> str:
    return f"the{words[3:]}" if words.startswith("The ") else words


def _made(before: str) -> list[str]:
    """Give the things that a sentence first speaks of: "the joint statement" of "they signed a joint statement"."""
    made = (one["thing"] for one in _MADE.finditer(before))
    return [
        f"the {one}" for one in made if not _PEOPLE.search(one) and one.split()[-1] not in TITLES | TIMES | FUNCTION
    ]


def _says_it(known: Before) -> bool:
    """Say whether who speaks can be "it": a firm or a body, and nobody."""
    who = known.speaker
    proper = bool(who) and all(word[0].isupper() or word in ("of", "the", "and", "for") for word in who.split())
    return bool(who) and not known.is_person(who) and (proper or _OFFICE.match(who) is not None)


def _counted(before: str) -> list[str]:
    """Give what a sentence counts: "NATO has four partners" speaks of the four partners."""
    match = _COUNTED.search(before)
    return [f"the {match['many']}"] if match else []


def _thing(name: str, before: str, pronoun: Pronoun) -> bool:
    """Say whether "it" can mean a name: no "Swedish", and no place where something is done."""
    if ADJECTIVE.search(name) and " " not in name:
        return False
    head = name.split()[-1].lower()
    if name.split()[-1] == head and (head in TITLES or _PEOPLE.search(head)) and pronoun.word.lower() in ("it", "its"):
        return False
    if pronoun.word.lower() in ("it", "its") and name.startswith("the ") and _MANY.search(head):
        return False
    if head in TIMES | FUNCTION | {"instead"}:
        return False
    at = before.casefold().find(name.casefold())
    owns = at >= 0 and before[at + len(name.removesuffix("’s").removesuffix("'s")) :][:2] in ("’s", "'s")
    if owns and pronoun.word.lower() in ("it", "them"):
        return False
    placed = at > 0 and _PLACED.search(before[:at]) is not None
    return not (placed and pronoun.word.lower() == "it" and not name.lower().startswith("the "))


def _noun(thing: str) -> str:
    """Give a thing without the verb that was taken for its last word ("the rate rose"), initials with their stop."""
    words = thing.removesuffix("’s").removesuffix("'s").split(" ")
    if len(words) > _ALONE and words[0].casefold() == "the" and is_past(words[-1]):
        return " ".join(words[:-1])
    return f"{thing}." if _INITIALS.search(thing) else " ".join(words)
