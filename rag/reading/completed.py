"""Names that a sentence completes: "Bruno Macron" where the cited words have "Macron" and their article "Emmanuel"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.reading.ground import Ground
from rag.reading.naming import Named, common, fold, inside, named
from rag.reading.same_name import alike

_WORD = re.compile(r"[^\W_][\w’'-]*")
_MOST = 60  # full names of an article that are compared


def against(name: Named, own: Sequence[Named], ground: Ground) -> str | None:
    """Give what an article has in place of a name that its cited words have only in part.

    Another full name of the same surname; "" where it holds the surname nowhere; None where it has the name, or none in
    full. `own` are the names of the cited words that can name the same. An excerpt that stands alone settles nothing:
    whom it tells of by surname is named in full elsewhere.
    """
    whole = any(set(name.words) <= set(one.words) for one in own)
    if name.marks or len(name.words) < 2 or whole or not ground.around.strip():
        return None
    first, last = name.words[0], name.surname
    if not any(_held(last, text) for text in ground.articles):
        return None if common(last) or len(last) < _SHORT else ""
    if any(_held(first, text) for text in ground.articles):
        return None
    full = (one for text in ground.articles for one in _full(text, last))
    return next((one for one in full if fold(one)[0] != first[0]), None)


_SHORT = 4  # letters of a last word from which on it can be a surname that is missed


def _held(word: str, text: str) -> bool:
    return word in _words(text) or any(alike(word, other) for other in _words(text) if other[0] == word[0])


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str]:
    return frozenset(fold(match[0]) for match in _WORD.finditer(text))


@lru_cache(maxsize=256)
def _full(text: str, surname: str) -> tuple[str, ...]:
    """Give the names of two words and more that an article has with a surname, where the first is no common word."""
    found = named(text, inside(text))
    fit = (one for one in found if len(one.words) > 1 and one.surname == surname and not common(one.words[0]))
    return tuple(dict.fromkeys(text[one.start : one.end] for one in fit))[:_MOST]
