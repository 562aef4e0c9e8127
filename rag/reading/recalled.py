"""A thing that an article goes on to speak of without its name: "the bridge", of the Aln bridge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.reading.ground import Ground
from rag.reading.naming import Named, inside, named
from rag.reading.same_name import same
from rag.reading.slots import Line

_AHEAD = re.compile(r"\b(?P<noun>[a-z][a-z-]{2,})(?:\s(?:of|in|at|on|over|near|from|for|by))?\s(?:the\s)?$")
_BEHIND = re.compile(r"(?:[’']s?)?\s(?:(?P<first>[a-z][a-z-]{2,})\s)?(?P<noun>[a-z][a-z-]{2,})\b")
_PLACED = r"(?!(?:\s[a-z]+)?\s(?:of|in|at|on|over|near|from|for|by)\s(?:the\s)?[A-ZÀ-Þ])"  # "the bridge over the Tarn"
_THE = re.compile(r"\bthe\s[a-z]", re.I)
_WINDOW = 40  # characters on each side of a name that tell its noun


def recalled(name: Named, claim: Line, ground: Ground) -> bool:
    """Say whether cited words speak of what a claim names, by the noun that stands beside the name in their article.

    "The pact" is the Lenz Pact, "the bridge" the bridge over the Aln, where the article calls it so and the cited words
    put no other name to it. What is told with no name at all is told of the only one that its paragraph names.
    """
    said = claim.text[name.start : name.end]
    if any(_speaks_of(noun, ground.line.text) and _called(said, noun, ground) for noun in _nouns(name, claim)):
        return True
    alone = not named(ground.line.text, inside(ground.around)) and _THE.search(ground.line.text) is not None
    return alone and _only(name, ground)


def _nouns(name: Named, claim: Line) -> Iterator[str]:
    """Give the nouns by which a claim may call what it names."""
    words = claim.text[name.start : name.end].split()
    if len(words) > 1:
        yield words[-1].casefold()
    ahead = _AHEAD.search(claim.text, max(0, name.start - _WINDOW), name.start)
    behind = _BEHIND.match(claim.text, name.end)
    for found in (ahead, behind):
        yield from (word for word in (found.groupdict().values() if found else ()) if word)


def _speaks_of(noun: str, text: str) -> bool:
    told = rf"\b(?i:the|this|its|their|his|her)\s(?:[a-z][\w-]*\s){{0,2}}{re.escape(noun)}\b{_PLACED}"
    return re.search(told, text) is not None


def _called(said: str, noun: str, ground: Ground) -> bool:
    """Say whether an article has a noun beside a name, or within it."""
    word, whole, between = re.escape(noun), re.escape(said), r"(?:\s[a-z][\w-]*){0,3}\s"
    pattern = rf"\b{word}{between}{whole}\b|\b{whole}(?:[’']s?)?{between}{word}\b"
    within = noun in said.casefold().split()
    return any(said in text if within else re.search(pattern, text) is not None for text in ground.articles)


def _only(name: Named, ground: Ground) -> bool:
    """Say whether a name is the only one of the paragraph before the cited words, or of the one before that."""
    paragraphs = [one for one in ground.before.split("\n\n")[-2:] if one.strip()]
    told = next((names for one in reversed(paragraphs) if (names := named(one, inside(one)))), ())
    return bool(told) and all(same(name, one) for one in told)
