"""What a source names: its names, all its words folded, its countries and the initials of its bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.reading.naming import Named, fold, named
from rag.words.demonyms import told_places

MOST = 60
"""Names of a source that are compared."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the source, and all its words folded."""

    names: tuple[Named, ...]
    words: frozenset[str]
    marks: frozenset[str]
    initials: str


@lru_cache(maxsize=128)
def names_of(text: str, known: frozenset[str]) -> Names:
    """Read a source; `known` are folded words seen with a capital inside sentences."""
    words = frozenset(fold(word) for word in re.findall(r"[^\W_][\w.’'-]*", text))
    words |= frozenset(part for word in words if "-" in word for part in word.split("-"))
    return Names(named(text, known)[:MOST], words, frozenset(told_places(text)), _initials(text))


def _initials(text: str) -> str:
    """Give the initials of the capitalised words, run by run: "Observer Research Foundation" is ORF."""
    runs = [*_RUN.findall(text), _SMALL.sub(" ", text).upper()]
    return " ".join(
        "".join(word[0] for word in re.split(r"[ -]", run) if word[:1].isupper()).casefold() for run in runs
    )


_SMALL = re.compile(r"\b(?:of|the|for|and|on|de|in|to|a|an)\b|[^\w -]")
_RUN = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w’'-]*(?: (?:(?:of|the|for|and|on|de|in) ){0,2}[A-ZÀ-Þ][\w’'-]*)+")
