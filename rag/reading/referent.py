"""What a pronoun at the head of a claim means: a name or a thing of the sentence before, never its own subject."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.reading.anaphora import meant
from rag.reading.pronouns import Pronoun, loose_pronouns
from rag.words.verbs import is_past

_PERSONAL = frozenset(("he", "she", "it", "they", "his", "her", "its", "their", "him", "them"))
_SEX = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}
_FIRST = 40  # characters within which the pronoun stands
_ALONE = 2  # words of "the rose", which is a thing; in "the rate rose" the third is a verb
# "It is widely believed that ...", "It was clear on Monday that ...", "It seems that ...": nothing is meant.
_EMPTY = re.compile(
    r"\W*it\s+(?:(?:is|was|has\s+been|had\s+been|remains|became)\s+(?:\w+ly\s+)?(?:not\s+)?"
    r"(?:\w+ed|known|said|thought|understood|held|true|clear|likely|unlikely|false|certain|no\s+secret|the\s+(?:first|second|third|last|only|\w+th)\s+(?:time|day|year|occasion)|"
    r"\w+(?:al|ble|ary|ous|ful|ic|ant))"
    r"\b[^.;:]{0,60}?[\s“\"](?:that|whether|how|why|to|who)\b|"
    r"(?:seems|seemed|appears|appeared|emerged|emerges|turned\s+out|follows|followed|happened)\b[^.;:]{0,60}?\sthat\b|"
    r"(?:rained|snowed|rains|snows|took|takes)\b)",
    re.I,
)
_INITIALS = re.compile(r"(?:^|\s)(?:[A-Z]\.)+[A-Z]$")


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a sentence: its words, and who was "he" and who "she" in the draft so far."""

    text: str = ""
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sentence with its first pronoun in the place of what it means, and what was done, for the reader."""

    text: str
    notes: tuple[str, ...] = ()
    person: tuple[str, str] | None = None

    def after(self, before: Before) -> Before:
        """Give what stands before the next sentence."""
        return Before(self.text, {**before.people, **dict([self.person] if self.person else [])})


def resolved(words: str, before: Before) -> Resolved:
    """Put a name or a thing of the sentence before in the place of a sentence's first pronoun."""
    if _EMPTY.match(words):
        return Resolved(words)
    pronouns = [one for one in loose_pronouns(words) if one.word.lower() in _PERSONAL and one.start < _FIRST]
    if not pronouns:
        return Resolved(words)
    first = pronouns[0]
    sex = _SEX.get(first.word.lower())
    candidates = [one for one in _candidates(first, words, before.text) if before.people.get(one, sex) == sex]
    if not candidates:
        return Resolved(words, (f"“{first.word}” has no name in the sentence before",))
    name, others = candidates[0], candidates[1:3]
    note = f"“{first.word}” is read as {name}" + (f"; it may mean {' or '.join(others)}" if others else "")
    person = (name, sex) if sex and not others else None
    return Resolved(words[: first.start] + _worded(first, name) + words[first.end :], (note,), person)


def _candidates(pronoun: Pronoun, words: str, before: str) -> list[str]:
    """Give what a pronoun can mean; one behind its verb means what stands behind the verb before sooner than who acts.

    "France opposed the plan and Germany supported it" is about the plan.
    """
    if not before:
        return []
    said = [_noun(one) for one in meant(pronoun, before, ())]
    ahead = words[: pronoun.start].casefold()
    found = [one for one in dict.fromkeys(said) if one.casefold() not in ahead]
    if pronoun.start and pronoun.word.lower() in ("it", "them"):
        found.sort(key=lambda one: before.casefold().startswith(one.casefold()))
    return found


def _noun(thing: str) -> str:
    """Give a thing without the verb that was taken for its last word ("the rate rose"), initials with their stop."""
    words = thing.split(" ")
    if len(words) > _ALONE and words[0].casefold() == "the" and is_past(words[-1]):
        return " ".join(words[:-1])
    return f"{thing}." if _INITIALS.search(thing) else thing


def _worded(pronoun: Pronoun, name: str) -> str:
    possessive = pronoun.word.lower() in ("his", "its", "their") or pronoun.possessive
    capital = name[0].upper() + name[1:] if pronoun.start == 0 else name
    return f"{capital}’s" if possessive else capital
