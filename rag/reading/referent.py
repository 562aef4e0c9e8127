"""What a pronoun at the head of a claim means: a name or a thing of the sentence before, never its own subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rag.reading.antecedents import Before, antecedents
from rag.reading.naming import named
from rag.reading.pronouns import Pronoun, loose_pronouns

_PERSONAL = frozenset(("he", "she", "it", "they", "his", "her", "its", "their", "him", "them"))
_SEX = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}
_FIRST = 40  # characters within which the pronoun stands
# "It is widely believed that ...", "It was clear on Monday that ...", "It seems that ...": nothing is meant.
_EMPTY = re.compile(
    r"\W*it\s+(?:(?:is|was|has\s+been|had\s+been|remains|became)\s+(?:\w+ly\s+)?(?:not\s+)?"
    r"(?:\w+ed|known|said|thought|understood|held|true|clear|likely|unlikely|false|certain|no\s+secret|the\s+(?:first|second|third|last|only|\w+th)\s+(?:time|day|year|occasion)|"
    r"\w+(?:al|ble|ary|ous|ful|ic|ant))"
    r"\b[^.;:]{0,60}?[\s“\"](?:that|whether|how|why|to|who)\b|"
    r"(?:seems|seemed|appears|appeared|emerged|emerges|turned\s+out|follows|followed|happened)\b[^.;:]{0,60}?\sthat\b|"
    r"(?:would|will|may|might|could)\s+be\s+(?:an?\s+)?\w+\s+(?:if|to|that|for)\b|"
    r"(?:rained|snowed|rains|snows|took|takes)\b)",
    re.I,
)
_HEAD = re.compile(r"(?:(?:in|by|on|for|with|under|at)\s)?(?P<whose>its|their|his|her)\b(?=\s[a-z])", re.I)
_LED = re.compile(
    r"(?:(?:none|most|some|all|many|half|few|both|each|one|two|three|four|five|\d+|an?\s\w+)\s+of\s+(?P<them>them)|"
    r"(?:in|on|at|by)\s(?:an?\s)?\w+,?\s(?P<acts>it|he|she|they))\b",
    re.I,
)
_OF_ITS_OWN = re.compile(
    r",\s(?:most|some|all|many|half|few|both|each|one|two|three|none|several)\sof\s$", re.I
)  # "6,200 people, most of them"
_FEW = 4  # words; a sentence of fewer ("Nothing.") leaves what was spoken of as it was


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sentence with its first pronoun in the place of what it means, and what was done, for the reader."""

    text: str
    notes: tuple[str, ...] = ()
    person: tuple[str, str] | None = None
    open: bool = False

    def after(self, before: Before) -> Before:
        """Give what stands before the next sentence."""
        people = {**before.people, **dict([self.person] if self.person else [])}
        if len(self.text.split()) < _FEW and not named(self.text, before.known):
            return replace(before, people=people)
        earlier = "" if self.open else before.text
        return replace(before, text=self.text, people=people, earlier=earlier, speaker="")


def resolved(words: str, before: Before) -> Resolved:
    """Put a name or a thing of the sentence before in the place of a sentence's first pronoun."""
    if _EMPTY.match(words):
        return Resolved(words)
    pronouns = [
        one
        for one in loose_pronouns(words)
        if one.word.lower() in _PERSONAL and one.start < _FIRST and not _OF_ITS_OWN.search(words, 0, one.start)
    ]
    if not pronouns and (head := _HEAD.match(words)):  # "Its leader, Anna Berg": the name to come is not whose it is
        pronouns = [Pronoun(head["whose"], *head.span("whose"), possessive=True, proposition=False)]
    if not pronouns and (part := _LED.match(words)):
        which = "them" if part["them"] else "acts"
        pronouns = [Pronoun(part[which], *part.span(which), possessive=False, proposition=False)]
    if not pronouns:
        return Resolved(words)
    first = pronouns[0]
    sex = _SEX.get(first.word.lower())
    candidates = antecedents(first, words, before, sex)
    if not candidates:
        return Resolved(words, (f"“{first.word}” has no name in the sentence before",), open=bool(sex))
    name, others = candidates[0], candidates[1:3]
    note = f"“{first.word}” is read as {name}" + (f"; it may mean {' or '.join(others)}" if others else "")
    person = (name, sex) if sex and not others else None
    opens = not words[: first.start].strip("“\"‘'«„ ")
    return Resolved(words[: first.start] + _worded(first, name, opens) + words[first.end :], (note,), person)


def _worded(pronoun: Pronoun, name: str, opens: bool) -> str:
    possessive = pronoun.word.lower() in ("his", "its", "their") or pronoun.possessive
    capital = name[0].upper() + name[1:] if opens else name
    return f"{capital}’s" if possessive else capital
