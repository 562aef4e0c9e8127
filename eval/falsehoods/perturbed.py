"""A false sentence beside the true one it was made from, and what the rules that make it are given and give."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class FalsehoodKind(StrEnum):
    """What is wrong in a false sentence."""

    FIGURE = "figure"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    SPEAKER = "speaker"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    PREDICATE = "predicate"
    CERTAINTY = "certainty"
    CAUSE = "cause"


@dataclass(frozen=True, slots=True)
class Perturbed:
    """A pair of sentences about one source sentence, `source == text[start:end]` of the document.

    `true` is the source or says the same in another notation; `false` says `said` where the source has `was`, in the
    way `how` names ("month"). `context_start` is where the paragraph of the source begins.
    """

    kind: FalsehoodKind
    how: str
    doc_id: str
    start: int
    end: int
    context_start: int
    source: str
    true: str
    false: str
    was: str
    said: str


@dataclass(frozen=True, slots=True)
class Pool:
    """The names and quoted words a whole collection holds, sorted: what a name may be taken for."""

    persons: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A true sentence with its paragraph, the text it stands in and the names of the collection."""

    text: str
    paragraph: str
    article: str
    pool: Pool


@dataclass(frozen=True, slots=True)
class Edit:
    """What makes a sentence false: `said` in place of `sentence[start:end]`."""

    start: int
    end: int
    said: str
    how: str

    def of(self, sentence: str) -> str:
        """Give the sentence with the edit made, beginning as sentences do."""
        edited = sentence[: self.start] + self.said + sentence[self.end :]
        return edited[:1].upper() + edited[1:] if sentence[:1].isupper() else edited


Rule = Callable[[Sentence, random.Random], Iterator[Edit]]
"""Gives the edits of one kind that make a sentence false, none where it holds nothing of the kind."""

# The first part is a quotation that was opened in a sentence before.
QUOTED = re.compile(r"\A[^“”`\"]*(?:”|''(?=\s|$))|“[^“”]*(?:”|$)|``.*?(?:''|$)|\"[^\"]*(?:\"|$)|‘[^‘]*?’(?!\w)")


def quoted(text: str, at: int) -> bool:
    """Say whether a place lies within quotation marks."""
    return any(match.start() <= at < match.end() for match in QUOTED.finditer(text))


def holds(text: str, words: str) -> bool:
    """Say whether the words stand in a text as words of their own, case ignored."""
    if words.lower() not in text.lower():
        return False  # the common case, told without a pattern
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None
