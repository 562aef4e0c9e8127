"""What somebody is: a title that an article gives to another than the one who has it in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.naming import Named, inside, named
from rag.reading.same_name import same

_MOST = 12  # names of a claim that are compared
_MOST_TOLD = 120  # names of an article
_LONGEST = 20_000  # characters of an article that are read
# "the finance minister Lea Holm", "the director, Petra Holm,": the words right before a name.
_BEFORE = re.compile(r"(?:(?:^|[\s(“\"])(?P<words>(?:[a-z][\w’'-]*\s){0,3}[a-z][\w’'-]*),?\s)$")
# "Lea Holm, the governor of the bank,", "Lea Holm is the governor of": behind it.
_BEHIND = re.compile(
    r"(?:,\s(?:who\s(?:is|was)\s)?|\s(?:is|was|became|remains)\s)(?P<words>(?:(?:the|an?|its|his|her|their)\s)?"
    r"(?:[a-z][\w’'-]*\s){0,3}?[a-z][\w’'-]*)(?=\s(?:of|at|for|in|to|from|who|whose|with)\b|[,.;]|$)"
)
_ENDS = re.compile(
    r"(?:er|or|ist|ant|ent|man|men|woman|women|chief|chair|head|mayor|judge|coach|king|queen|pope|captain|secretary)s?$"
)
_LESS = frozenset(("deputy", "vice", "former", "acting", "ex", "retired", "interim", "assistant"))


def check(claim: str, ground: Ground) -> Parts:
    """Find a title that a claim gives to one of whom its article tells another, and this title of somebody else.

    Who was a mayor or is a deputy is not "the mayor": so too where the article has the title with such a word alone.
    """
    known = inside(ground.line.text) | inside(ground.around)
    for name in named(claim, known)[:_MOST]:
        for said in _titles(claim, name):
            told = [one for text in ground.articles for one in _told(text[:_LONGEST])]
            own = [title for other, titles in told if same(name, other) for title in titles]
            others = [title for other, titles in told if not same(name, other) for title in titles]
            held = [title for title in own if said[-1] in title]
            if (own and not held and any(said[-1] in title for title in others)) or (
                held and _LESS.isdisjoint(said) and not any(_LESS.isdisjoint(title) for title in held)
            ):
                return Parts(mismatched=(_fault(claim, name, (held or own)[0]),))
    return Parts()


def held_by(name: Named, title: str, ground: Ground) -> bool:
    """Say whether an article of the cited words gives one the very title, all its words beside the name."""
    wanted = set(title.casefold().split())
    told = (one for text in ground.articles for one in _told(text[:_LONGEST]))
    return any(same(name, other) and wanted <= set(words) for other, titles in told for words in titles)


@lru_cache(maxsize=64)
def _told(text: str) -> tuple[tuple[Named, tuple[tuple[str, ...], ...]], ...]:
    return tuple((name, tuple(_titles(text, name))) for name in named(text, inside(text))[:_MOST_TOLD])


def _titles(text: str, name: Named) -> Iterator[tuple[str, ...]]:
    """Give the titles that stand beside a name, each as its words in small letters, the noun last."""
    if name.run[0] < name.start:
        yield from _noun(text[name.run[0] : name.start])
    elif (before := _BEFORE.search(text, max(0, name.start - 60), name.start)) is not None:
        yield from _noun(before["words"])
    if (behind := _BEHIND.match(text, name.run[1])) is not None:
        yield from _noun(behind["words"])


def _noun(words: str) -> Iterator[tuple[str, ...]]:
    found = tuple(word.strip(".,’'").casefold() for word in words.split())
    if found and _ENDS.search(found[-1]):
        yield found


def _fault(claim: str, name: Named, title: Sequence[str]) -> Mismatch:
    said = claim[name.start : name.end]
    part = Match(FaultKind.NAME, name.start, name.end, said, 0, 0, "")
    return Mismatch(part, False, f"the article calls {said} “{' '.join(title)}”")
