"""Which verbs mean alike: the table that ships, by stems."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache

from index.tokens import token
from rag.words.alike import EVENTS
from rag.words.antonyms import ALIKE, OPPOSITES
from rag.words.irregular import PAST
from rag.words.terms import MODELS

FILE = MODELS / "verbs.json"
_ENDINGS = frozenset(["", "e", "s", "es", "ed", "d", "ing", "y", "ies", "ied", "ying"])
_SHORT = 5  # letters of a past form that its ending tells
_PREFIXES = ("over", "under", "re", "mis", "out", "co-", "de")


@dataclass(frozen=True, slots=True)
class _Table:
    """The senses of verbs and of words made from them, and the verbs that an encoder has near one, by stems."""

    verbs: dict[str, frozenset[str]]
    made: dict[str, frozenset[str]]
    near: dict[str, frozenset[str]]


@cache
def _table() -> _Table:
    stored = json.loads(FILE.read_text("utf-8"))
    parts = (
        {stem: frozenset(text.split()) for stem, text in stored[part].items()} for part in ("verbs", "made", "near")
    )
    return _Table(*parts)


@cache
def _bases() -> dict[str, str]:
    """Give the stem of the base of each irregular form."""
    return {form: token(base, "en") for base, forms in PAST.items() for form in forms}


@cache
def _events() -> dict[str, frozenset[int]]:
    """Give the events that stems are used of."""
    found: dict[str, frozenset[int]] = {}
    for verb, numbers in EVENTS.items():
        stem = token(verb, "en")
        found[stem] = found.get(stem, frozenset()) | numbers
    return found


def is_past(word: str) -> bool:
    """Say whether a word in small letters can be a past form."""
    return word in _bases() or (word.endswith("ed") and len(word) > 3 and is_form(word))


@lru_cache(maxsize=20_000)
def may_be_past(word: str) -> bool:
    """Say whether a word in small letters is a past form of a verb as far as the table or its ending tells."""
    if is_past(word):
        return True
    stem = token(word, "en")
    ends = word.endswith("ed") and len(word) > _SHORT and stem in _table().verbs
    return ends and any(token(base, "en") == stem for base in (word[:-2], word[:-1]))


@lru_cache(maxsize=20_000)
def is_form(word: str) -> bool:
    """Say whether a word in small letters can be a form of a verb: "severed" and no "several", though of one stem."""
    stem = token(word, "en")
    if stem not in _table().verbs:
        return False
    same = next((at for at, (a, b) in enumerate(zip(word, stem, strict=False)) if a != b), min(len(word), len(stem)))
    ending = word[same:]
    return word in _bases() or ending in _ENDINGS or (ending[:1] == word[same - 1] and ending[1:] in ("ed", "ing"))


@lru_cache(maxsize=20_000)
def stems_of(word: str) -> frozenset[str]:
    """Give the stems of a word in small letters: its own, and that of the base where its form is irregular."""
    stems = {token(word, "en")}
    return frozenset(stems | {_bases()[word]} if word in _bases() else stems)


@lru_cache(maxsize=50_000)
def akin(verb: str, word: str) -> bool:
    """Say whether a verb can stand for a word of any kind: of one stem, alike in a sense, near in use; small letters.

    >>> akin("acquired", "bought"), akin("funded", "blocked"), akin("objected", "opposition")
    (True, False, True)
    """
    if word in OPPOSITES.get(verb, ()):
        return False
    return word in ALIKE.get(verb, ()) or any(_akin(one, other) for one in stems_of(verb) for other in stems_of(word))


def closely_akin(verb: str, word: str) -> bool:
    """Say whether a verb and a word of any kind are of one stem or told of one event; small letters.

    Unlike for `akin` a shared sense of a dictionary, or nearness in use ("leave" and "stay"), is not enough.

    >>> closely_akin("left", "quit"), akin("left", "led"), closely_akin("left", "led")
    (True, True, False)
    """
    if word in OPPOSITES.get(verb, ()):
        return False
    return word in ALIKE.get(verb, ()) or any(_close(a, b) for a in stems_of(verb) for b in stems_of(word))


def _akin(one: str, other: str) -> bool:
    table = _table()
    if _close(one, other) or other in table.near.get(one, ()) or one in table.near.get(other, ()):
        return True
    senses = table.verbs.get(one, frozenset())
    return not senses.isdisjoint(table.verbs.get(other, frozenset())) or not senses.isdisjoint(
        table.made.get(other, frozenset())
    )


def _close(one: str, other: str) -> bool:
    if one == other or _begins(one, other):
        return True
    events = _events()
    return not events.get(one, frozenset()).isdisjoint(events.get(other, frozenset()))


def _begins(one: str, other: str) -> bool:
    """Say whether stems are forms of each other: "oppos" and "opposit", "pay" and "repay"."""
    short, long = sorted((one, other), key=len)
    if len(short) > 4 and long.startswith(short):
        return True
    return any(long == prefix + short for prefix in _PREFIXES)
