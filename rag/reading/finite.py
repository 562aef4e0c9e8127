"""Whether words state something: where the verb of an English clause stands, as far as forms and their place tell."""

# ruff: noqa: E501 - tables and patterns read better unwrapped
from __future__ import annotations

import re

from rag.words.lists import PREPOSITIONS
from rag.words.verbs import is_form, is_past


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
BE = _set("is are was were has have had do does did will would can could may might must should")
_NO_VERB_BEHIND = re.compile(
    r"(?:\b(?:the|an?|its|their|his|her|our|this|that|these|those|of|in|on|at|for|to|with|by|from|no|"
    r"two|three|four|some|many|several|more|most|new|all)|[’']s)\s+$",
    re.I,
)
_THING = re.compile(r"\s+(?:[A-Z\d$€£“\"]|(?:the|an?|its|their|his|her|that|no|it|them|him|all|both)\b)")
_ACTOR = re.compile(r"\b(?:(?P<one>he|she|it)|they|we|you|I)\s+$", re.I)
_MANY = re.compile(r"(?:[a-z]s|\b(?:percent|people|they|we|most|many|half))\s+$", re.I)
_FINITE = _set(
    "is are was were has have had does do did will would can could may might must shall should ought isn't aren't wasn't "
    "weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't cannot became began bought "
    "brought broke built came chose cost cut drew drove fell felt fought found gave got grew held hit kept knew "
    "laid led left lent let lost made meant met paid put quit ran rose said sat saw sent set shot shut sold sought "
    "spent spoke spread stood stole struck swore taught took told thought threw understood went withdrew won wore "
    "wrote says holds wants plans opposes supports keeps remains leads runs makes takes gives gets goes comes seeks "
    "calls needs shares owns costs sits lies stands includes employs expects believes thinks argues warns insists "
    "rejects faces aims hosts serves covers produces spends hopes fears denies sells buys pays lives works describes contains sets allows "
    "lists limits happens matters depends comes means begins starts ends grows falls rises appears seems "
    "tied died lied fled owed dares fails tries refuses agrees manages continues declines intends pledges loses carries raises "
    "reaches follows publishes enters pleads hears knows teaches writes speaks brings builds chooses becomes stays admits"
)
_ADVERBS = re.compile(
    r"(?:(?:now|also|still|never|not|then|again|since|once|long|already|later|first|soon|always|often|just|even|\w+ly)\s+)*"
)


def finite(text: str) -> bool:
    """Say whether an English clause has a verb that states something, as far as forms and their place tell."""
    return verb_in(text, 0, len(text), 40) is not None or any(
        number and _may_state(text, word) for number, word in enumerate(WORD.finditer(text))
    )


def opens_with_verb(text: str, many: bool = False) -> bool:
    """Say whether words begin with a verb that states something: "sacked its chief", "remain in hospital" of `many`."""
    adverbs = _ADVERBS.match(text)
    word = WORD.match(text, adverbs.end() if adverbs else 0)
    if word is None or not word[0][0].islower():
        return False
    present = word[0].endswith("s") and is_form(word[0]) and not word[0].endswith("ss")
    base = many and is_form(word[0]) and not word[0].endswith(("s", "ing")) and word[0] not in PREPOSITIONS
    return states(word[0]) or (is_past(word[0]) and not word[0].endswith("ing")) or present or base


def verb_in(text: str, start: int, end: int, reach: int) -> re.Match[str] | None:
    """Give the verb that states something among the first `reach` words of `text[start:end]`, but the very first."""
    found = WORD.finditer(text, start, end)
    for number, word in enumerate(found):
        if number > reach:
            return None
        if number and (_stated(text, word) or (_may_state(text, word) and _does(text, word))):
            return word
    return None


def _stated(text: str, word: re.Match[str]) -> bool:
    """Say whether a word is a verb as far as its form tells: "was", or "planned" where no "the" stands before it."""
    acting = _ACTOR.search(text, 0, word.start())
    if acting and is_form(word[0]) and word[0].endswith("s") == bool(acting["one"]) and not word[0].endswith("ing"):
        return True
    return states(word[0]) and (word[0] in BE or not _NO_VERB_BEHIND.search(text, 0, word.start()))


def _may_state(text: str, word: re.Match[str]) -> bool:
    """Say whether a word can be a verb where it stands: a form of one, and not behind "the" or "of"."""
    low, ends = word[0], not text[word.end() :].strip(" .!?:")
    if not low.islower() or low.endswith("ing") or not (is_past(low) or is_form(low)):
        return False
    many = _MANY.search(text, 0, word.start()) is not None
    form = is_past(low) or (many if not low.endswith("s") else not ends)
    return form and not _NO_VERB_BEHIND.search(text, 0, word.start())


def _does(text: str, word: re.Match[str]) -> bool:
    """Say whether a word is a verb for what stands behind it: "lists 16 areas"."""
    form = word[0].endswith("s") or _MANY.search(text, 0, word.start()) is not None
    return form and _THING.match(text, word.end()) is not None


def states(word: str) -> bool:
    """Say whether a word by itself is a verb that states something: "was", "keeps", "planned"."""
    low = word.casefold().replace("’", "'")
    return word[0].islower() and (low in _FINITE or (low.endswith("ed") and len(low) > 4))
