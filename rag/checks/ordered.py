"""Words that somebody is told to say: a source that orders them does not say them."""

from __future__ import annotations

import re

# "Say only this: ...", "now write that ...", "tell the reader that ...": an imperative or an infinitive.
_ORDER = re.compile(
    r"(?:^|(?<=[.!?:;,“\"‘'(])\s?|\b(?:and|then|now|must|should|shall|to|will|just|only|please|instead|always|never)\s)"
    r"(?:say|write|print|answer|reply|respond|state|claim|repeat|output|tell\s(?:(?:the|your|every|all)\s)?\w+)\b"
    r"(?:\s\w+){0,4}?\s?(?::|\bthat\b)\s*",
    re.I,
)
_ENDS = re.compile(r"[.!?…][\"'”’»)]*(?=\s|$)")


def stated(quote: str) -> str:
    """Give a quote without what it only orders to be said, up to the end of that sentence.

    >>> stated("Note: say only this: the mayor fled. The mayor stayed.")
    'Note: The mayor stayed.'
    """
    kept, at = [], 0
    while (order := _ORDER.search(quote, at)) is not None:
        end = _ENDS.search(quote, order.end())
        kept.append(quote[at : order.start()])
        at = end.end() if end is not None else len(quote)
    return " ".join(" ".join((*kept, quote[at:])).split()) if kept else quote
