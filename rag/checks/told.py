"""Every deed that a sentence tells, those of verbs too that their form does not tell from nouns."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rag.reading.predicates import LIGHT, Predicate, predicates
from rag.reading.slots import Line, Word
from rag.words.function_words import FUNCTION_WORDS
from rag.words.verbs import akin, is_form, stems_of

_MOST = 30  # places of a verb in a source
_UNCHANGED = frozenset("cut hit hurt shut beat bid cast split quit shed spread burst".split())
_BEHIND = frozenset("a an the this that these those its his her their all both some any him it them no".split())
_LEADS = frozenset("a an the its his her their no of in at on for to by with and or".split())


def told(line: Line) -> Iterator[Predicate]:
    """Give the verbs of an English text; of one without any also the first present form: "The pact covers fish"."""
    return iter(_all(line))


@lru_cache(maxsize=256)
def _all(line: Line) -> tuple[Predicate, ...]:
    return tuple(_told(line))


def _told(line: Line) -> Iterator[Predicate]:
    found = list(predicates(line, rare=True))
    yield from found
    starts = {one.at for one in found}
    words = [line.text[word.start : word.end].casefold() for word in line.words]
    for at in range(1, len(words) - 1):
        if at not in starts and words[at] in _UNCHANGED and _has_object(line, words, at):
            yield Predicate(words[at], at)
    if not found:
        yield from [Predicate(words[at], at) for at in range(1, len(words) - 1) if _present(line, words, at)][:1]


def _has_object(line: Line, words: list[str], at: int) -> bool:
    """Say whether a word stands between who does it and what it is done to, and so is no noun."""
    behind = line.words[at + 1]
    led = words[at - 1] in _LEADS
    return not led and (words[at + 1] in _BEHIND or line.text[behind.start].isupper() or words[at + 1][0].isdigit())


def _present(line: Line, words: list[str], at: int) -> bool:
    word, before = words[at], line.words[at - 1]
    plain = word.endswith("s") and word.isalpha() and line.text[line.words[at].start].islower() and word not in LIGHT
    return plain and is_form(word) and before.content and words[at + 1] not in FUNCTION_WORDS


def places(verb: str, source: Line) -> list[Word]:
    """Give where a source has a verb in small letters, or where it has none of its forms the words that mean it."""
    found = [(one, source.text[one.start : one.end].casefold()) for one in source.words if one.content]
    same = [one for one, word in found if not stems_of(verb).isdisjoint(stems_of(word))]
    return (same or [one for one, word in found if akin(verb, word)])[:_MOST]
