"""Where a name stands: the words alike around two names, whatever titles and parts they stand among."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.reading.fault import Span
from rag.reading.naming import Named
from rag.reading.slots import Line, same_words

_OF = r"(?:of|for|de|du|del|von|van|da)(?: the| la)?"
_CAPITAL = r"[A-ZÀ-Þ][\w’'&-]*"
_LED = re.compile(rf"(?<![\w’'-])(?:{_CAPITAL}(?: {_CAPITAL}){{0,4}} {_OF} ){{1,3}}$")
_FOLLOWED = re.compile(rf"(?: {_OF} {_CAPITAL}(?: {_CAPITAL}){{0,4}}){{1,3}}")
_FAR = 90  # characters ahead of a name in which the name it is part of begins


def alike_around(name: Named, other: Named, claim: Line, line: Line) -> tuple[int, int]:
    """Give how many words run alike on both sides of two names, each taken alone, with its titles or as a whole.

    "At the University of Sydney, said" and "at the Japan Times, said" hold two names in one place.
    """
    found = [
        same_words(claim, mine, line, theirs)
        for mine in _spans(name, claim.text)
        for theirs in _spans(other, line.text)
    ]
    return max(left for left, _ in found), max(right for _, right in found)


def _spans(name: Named, text: str) -> tuple[Span, ...]:
    """Give a name alone, with its titles, and, where it is no country, as the whole it is part of."""
    whole = () if name.marks else (_whole(text, name.run),)
    return tuple(dict.fromkeys(((name.start, name.end), name.run, *whole)))


@lru_cache(maxsize=2048)
def _whole(text: str, run: Span) -> Span:
    """Give the span of the whole name that capitalised words are part of: "University of Sydney", of either."""
    start, end = run
    led = _LED.search(text[max(0, start - _FAR) : start])
    followed = _FOLLOWED.match(text, end)
    return start - len(led[0]) if led else start, followed.end() if followed else end
