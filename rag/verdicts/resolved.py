"""A claim's names as its cited words have them: "Roth" or "the bridge" where the article gives the name elsewhere.

Who "Roth" is, the article has settled; the entailment model, which reads the cited words alone, cannot know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rag.checks.offices import held_by
from rag.reading.fault import FaultKind, Match, Parts
from rag.reading.ground import Ground
from rag.reading.naming import Named, fold, inside, named
from rag.reading.same_name import same
from rag.reading.slots import Line

Edit = tuple[int, int, str]
_LEAD = 400  # characters at the head of an article that tell what it is about
_LONGEST = 20_000  # characters of an article that are read
# "The engineer, Ida Roth, left" and "Ida Roth, the engineer, left": who is meant is told by the name alone.
_TITLE_AHEAD = re.compile(
    r"(?:^|(?<=[\s“\"]))(?:the|an?|its|his|her|their)\s(?P<title>(?:[a-z][\w’'-]*\s){0,3}[a-z][\w’'-]*),?\s$", re.I
)
_TITLE_BEHIND = re.compile(
    r",\s(?:(?:the|an?|its|his|her|their)\s)?(?P<title>(?:[a-z][\w’'-]*\s){0,3}?[a-z][\w’'-]*)(?:\s(?:of|at|for)\s[^,;:.]{2,40})?,"
)
_OF = re.compile(r"\bthe\s(?:[a-z][\w-]*\s)?(?P<noun>[a-z][\w-]*)(?P<of>\sof\s(?:the\s)?)$", re.I)


def edits(claim: Line, ground: Ground, parts: Parts) -> Iterator[Edit]:
    """Give what of a claim to put otherwise: the span, and the words instead."""
    names = named(claim.text, inside(ground.line.text) | inside(ground.around))
    matched = {one.start: one for one in parts.matched if one.kind is FaultKind.NAME}
    for name in names:
        if (one := matched.get(name.start)) is not None:
            yield from _as_called(name, one, claim, ground)
        elif ground.articles:
            yield from _left_out(name, claim, ground)


def _as_called(name: Named, one: Match, claim: Line, ground: Ground) -> Iterator[Edit]:
    """Give the edit by which one is called as the cited words do, without a title that the article gives as well."""
    start, end = _titled(name, claim.text, ground)
    theirs = frozenset(fold(word) for word in one.source.split())
    shorter = bool(one.source) and not name.marks and theirs < frozenset(name.words)
    called = one.source if shorter else claim.text[name.start : name.end]
    if (start, end) != (name.start, name.end) or shorter:
        yield start, end, called


def _titled(name: Named, text: str, ground: Ground) -> tuple[int, int]:
    """Give the span of a name with a title beside it that its article gives to the same person."""
    ahead, behind = _TITLE_AHEAD.search(text, 0, name.start), _TITLE_BEHIND.match(text, name.end)
    if ahead is not None and held_by(name, ahead["title"], ground):
        closes = text.startswith(",", name.end) and text[: name.start].endswith(", ")
        return ahead.start(), name.end + closes
    if behind is not None and held_by(name, behind["title"], ground):
        return name.start, behind.end()
    return name.start, name.end


def _left_out(name: Named, claim: Line, ground: Ground) -> Iterator[Edit]:
    """Give the edit of a name that the cited words leave out, where their article speaks of no other such thing.

    "The Calder Bridge" is "the bridge" in its article, "the trial of MV7" the trial where that is what it tells about.
    """
    noun = claim.text[name.start : name.end].split()[-1].casefold()
    lower = {ground.line.text[word.start : word.end] for word in ground.line.words}
    if len(name.words) > 1 and noun in lower and all(_only(name, text[:_LONGEST]) for text in ground.articles):
        led = claim.text[: name.start].casefold().endswith("the ")
        yield name.start, name.end, noun if led else f"the {noun}"
        return
    led_by = _OF.search(claim.text, 0, name.start) if not name.marks else None
    if led_by is not None and led_by["noun"] in lower and _told_first(name, ground):
        yield led_by.start("of"), name.end, ""


@lru_cache(maxsize=256)
def _only(name: Named, text: str) -> bool:
    """Say whether an article has a name and no other that ends in the same word: one bridge, by its name."""
    alike = [one for one in named(text, inside(text)) if one.surname == name.surname]
    return bool(alike) and all(same(one, name) for one in alike)


def _told_first(name: Named, ground: Ground) -> bool:
    """Say whether the articles name somebody or something right at their heads."""
    heads = [text[:_LEAD] for text in ground.articles]
    return all(any(same(one, name) for one in named(head, inside(head))) for head in heads)
