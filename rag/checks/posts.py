"""Where somebody works: who reads of a professor at one university has not read that she teaches at another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.naming import Named, inside, named
from rag.reading.same_name import same
from rag.reading.slots import Line

_MOST = 12  # names of a claim that are compared
_MOST_TOLD = 120  # names of an article
_LONGEST = 20_000  # characters of an article that are read
_BODY = r"(?P<body>(?:[A-ZÀ-Þ][\w’'&.-]*)(?:\s(?:(?:of|for|the|and|de)\s){0,2}[A-ZÀ-Þ][\w’'&-]*)*)"
_JOBS = (
    r"(?:professor|lecturer|fellow|researcher|analyst|economist|scientist|scholar|historian|expert|specialist|engineer|"
    r"chemist|physicist|biologist|geologist|doctor|surgeon|director|head|dean|teacher|[a-z]{3,}ologist)"
)
_WORKS = r"(?:teach|work|lectur|research|practi[cs])\w*"
_AT = r"(?:\s(?:at|for)\s(?:the\s)?)"
_SAID = re.compile(
    rf"(?:,|\sis|\swas)?\s(?:{_WORKS}|(?:an?|the)\s(?:[a-z-]+\s){{0,3}}?{_JOBS})(?:\s[a-z-]+){{0,5}}?{_AT}{_BODY}"
)
_TOLD = re.compile(
    rf"(?:,|\sis|\swas)?\s(?:who\s)?(?:{_WORKS}|(?:(?:an?|the)\s)?(?:[a-z-]+\s){{0,3}}?{_JOBS})(?:\s[a-z-]+){{0,6}}?{_AT}{_BODY}"
)


def check(claim: Line, ground: Ground) -> Parts:
    """Find a house where a claim has somebody work whom an article has work elsewhere, and that names this one nowhere.

    It contradicts: an article that tells where somebody works seldom leaves out the better known of two places.
    """
    known = inside(ground.line.text) | inside(ground.around)
    for name in named(claim.text, known)[:_MOST]:
        said = _SAID.match(claim.text, name.run[1])
        if said is None or any(said["body"].split()[0] in text for text in ground.articles):
            continue
        own = [body for text in ground.articles for other, body in _told(text[:_LONGEST]) if same(name, other)]
        if own:
            return Parts(mismatched=(_fault(claim, said.span("body"), ground.line.text, own[0]),))
    return Parts()


@lru_cache(maxsize=64)
def _told(text: str) -> tuple[tuple[Named, str], ...]:
    return tuple(_bodies(text))


def _bodies(text: str) -> Iterator[tuple[Named, str]]:
    for name in named(text, inside(text))[:_MOST_TOLD]:
        found = _TOLD.match(text, name.run[1])
        if found is not None:
            yield name, found["body"]


def _fault(claim: Line, said: tuple[int, int], text: str, body: str) -> Mismatch:
    at = max(0, text.find(body))
    place = (at, at + len(body)) if text.startswith(body, at) else (0, 0)
    part = Match(FaultKind.NAME, *said, claim.text[slice(*said)], *place, text[slice(*place)])
    return Mismatch(part, bool(part.source), f"the article says {body}, the sentence {part.said}")
