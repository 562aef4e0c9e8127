"""Can two names name one thing? By their marks, their words, their forms and spellings."""

from __future__ import annotations

from functools import lru_cache

from rag.reading.naming import Named

_FORM = 5  # letters that two forms of a name share: "Catholic" and "Catholics", "Democrat" and "Democratic"
_ENDING = 4  # letters by which they may differ
_SPELLING = 6  # letters from which on one letter may differ: "Zelensky" and "Zelenskyy"


def same(one: Named, other: Named) -> bool:
    """Say whether two names can name one thing: by their marks, their words, their last name, their initials.

    "Macron" is "Emmanuel Macron", "ORF" the "Observer Research Foundation", "French" France; "Jean Macron" is not
    "Emmanuel Macron".
    """
    if one.marks or other.marks:
        return bool(one.marks & other.marks)
    if set(one.words) <= set(other.words) or set(other.words) <= set(one.words):
        return True
    if len(one.words) == len(other.words):
        return all(map(alike, one.words, other.words))
    short, long = sorted((one, other), key=lambda name: len(name.words))
    if len(short.words) == 1:
        return any(alike(short.words[0], word) for word in long.words)
    return False


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> bool:
    """Say whether two words are forms or spellings of one name."""
    if one == other:
        return True
    if min(len(one), len(other)) >= _SPELLING and one[0] == other[0] and _one_letter(one, other):
        return True
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        shared >= _FORM
        and len(one) - shared <= _ENDING
        and len(other) - shared <= _ENDING
        and shared >= min(len(one), len(other)) - 2
    )


def _one_letter(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])
