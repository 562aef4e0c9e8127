"""Sentences in which somebody or something of the same passage stands in another's place: doer, object, deed.

Each edit gives the changed sentence, or None where there is nothing to change. The words stay those of the passage, so
that likeness alone tells nothing. English, and rough; for training pairs alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from rag.words.verbs import akin, is_past

_NAME = re.compile(r"(?<=[a-z,] )(?:the )?[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
_OPENING = re.compile(
    r"^(?P<who>(?:The |A |An |His |Her |Its |Their )?(?:[A-Z]?[a-z'-]+ ){0,2}?[A-Z]?[a-z'-]{2,}(?: [A-Z][a-z]+){0,2}) "
    r"(?P<deed>was|were|is|are|has|had|will|can|[a-z]{3,}) (?P<rest>.+)$"
)
_THING = r"(?:the|a|an|its|his|her|their) (?:[a-z-]+ )?[a-z-]{3,}"
_NAMED = r"(?:the )?[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*"
_BEHIND = "in|on|at|to|for|from|with|by|of|and|after|before|as|while|because|that|who"
_OBJECT = re.compile(rf"\b(?P<verb>[a-z]{{3,}}) (?P<object>{_THING}|{_NAMED})(?= (?:{_BEHIND})\b|[,.;])")
_DONE = re.compile(
    rf"^(?P<who>[Tt]he (?:[a-z-]+ )?[a-z-]{{3,}}|(?:The )?{_NAMED}) (?P<verb>[a-z]{{3,}}ed) "
    rf"(?P<what>{_THING}|{_NAMED})(?P<rest>(?: (?:in|on|at|after|before|during|because|when)\b[^,;]*)?\.)$"
)
_NOUN = re.compile(r"(?<=\b(?:the|its|his|her) )[a-z]{4,}(?= (?:of|in|and|was|were|is|to|for|that)\b|[,.;])")
_NO_ACTOR = frozenset(
    ("In", "On", "At", "By", "For", "From", "It", "There", "This", "These", "After", "Before", "During", "When",
    "While", "Although", "As", "With", "Since", "Under", "Until", "According", "However", "That", "Those", "If",
    "Because", "Despite", "Between", "He", "She", "They", "We", "I", "You", "And", "But", "Then", "Today", "Also",
    "What", "Who", "Not")
)  # fmt: skip
_SMALL = frozenset(("the", "same", "most", "first", "last", "other", "only", "more", "then", "that"))


def renamed_within(names: Sequence[str], sentence: str, random: Random) -> str | None:
    """Put another name of the passage in place of a name; where both stand in the sentence they change places."""
    spots = [(m.start(), m.end(), m.group()) for m in _NAME.finditer(sentence)]
    told = [(start, end, own, [n for n in names if not _overlap(n, own)]) for start, end, own in spots]
    told = [spot for spot in told if spot[3]]
    if not told:
        return None
    start, end, own, others = random.choice(told)
    other = random.choice(others)
    return sentence[:start] + other + sentence[end:].replace(other, own)


def other_actor(sentence: str, beside: str) -> str | None:
    """Let whom another sentence begins with do what this one tells."""
    here, there = _actor(sentence), _actor(beside)
    if here is None or there is None or _overlap(here["who"], there["who"]) or _number(here) != _number(there):
        return None
    return f"{there['who']} {here['deed']} {here['rest']}"


def objects_exchanged(text: str, random: Random) -> str | None:
    """Let two deeds of a text exchange what was done, and give the sentence of the first."""
    found = [m for m in _OBJECT.finditer(text) if is_past(m["verb"])]
    if len(found) < 2:
        return None
    one, other = random.sample(found, 2)
    if _overlap(one["object"], other["object"]):
        return None
    made = text[: one.start("object")] + other["object"] + text[one.end("object") :]
    start = made.rfind(". ", 0, one.start())
    end = made.find(". ", one.start())
    return made[start + 2 if start >= 0 else 0 : end + 1 if end >= 0 else len(made)]


def other_verb(verbs: Sequence[str], sentence: str, random: Random) -> str | None:
    """Tell another deed of the same things: a past form of no like meaning in place of one."""
    found = [m for m in _OBJECT.finditer(sentence) if is_past(m["verb"])]
    if not found:
        return None
    at = random.choice(found)
    tried = [verb for verb in random.sample(verbs, min(12, len(verbs))) if not akin(verb, at["verb"])]
    return sentence[: at.start()] + tried[0] + sentence[at.end("verb") :] if tried else None


def other_noun(nouns: Sequence[str], sentence: str, random: Random) -> str | None:
    """Put another noun of the passage in place of one."""
    found = [m for m in _NOUN.finditer(sentence) if m.group() not in _SMALL]
    others = [noun for noun in nouns if noun not in sentence]
    if not found or not others:
        return None
    at = random.choice(found)
    return sentence[: at.start()] + random.choice(others) + sentence[at.end() :]


def passive(sentence: str, *, turned: bool) -> str | None:
    """Tell a plain deed from the side of what it was done to; `turned` the wrong way round.

    >>> passive("The council closed the old library in 2019.", turned=False)
    'The old library was closed by the council in 2019.'
    >>> passive("The council closed the old library in 2019.", turned=True)
    'The council was closed by the old library in 2019.'
    """
    found = _DONE.match(sentence)
    if found is None or not is_past(found["verb"]):
        return None
    who, what = found["who"], found["what"]
    who = who[0].lower() + who[1:] if who.startswith("The ") else who
    first, second = (who, what) if turned else (what, who)
    was = "were" if first.endswith("s") and first[:1].islower() else "was"
    return f"{first[0].upper()}{first[1:]} {was} {found['verb']} by {second}{found['rest']}"


def names_in(text: str) -> tuple[str, ...]:
    """Give the names inside a text, each once."""
    return tuple(dict.fromkeys(m.group() for m in _NAME.finditer(text)))


def nouns_in(text: str) -> tuple[str, ...]:
    """Give the nouns of a text that stand behind an article, each once."""
    return tuple(dict.fromkeys(m.group() for m in _NOUN.finditer(text) if m.group() not in _SMALL))


def deeds_in(text: str) -> tuple[str, ...]:
    """Give the past forms of a text that something was done by, as often as they stand there."""
    return tuple(m["verb"] for m in _OBJECT.finditer(text) if is_past(m["verb"]))


def _actor(sentence: str) -> re.Match[str] | None:
    found = _OPENING.match(sentence)
    known = found is not None and (
        found["deed"] in ("was", "were", "is", "are", "has", "had", "will") or is_past(found["deed"])
    )
    return found if known and found is not None and found["who"].split()[0] not in _NO_ACTOR else None


def _number(found: re.Match[str]) -> str:
    return found["deed"] if found["deed"] in ("was", "were", "is", "are", "has", "had") else ""


def _overlap(one: str, other: str) -> bool:
    return not set(one.casefold().split()).isdisjoint(set(other.casefold().split()) - {"the", "a", "an", "its", "his"})
