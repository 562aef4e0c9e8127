"""Passages: slices of a canonical text, and what a search returns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of an article version: `article.text[start:end] == text`, offsets half-open in code points.

    `sentences` are the half-open spans of its sentences, in article offsets, in order, covering every non-space
    character of the passage.
    """

    start: int
    end: int
    text: str
    sentences: tuple[tuple[int, int], ...]


def passage_id(sha256: str, start: int, end: int) -> str:
    """Give the identity of a passage: a hash of (version, start, end), so that a rebuild gives the same ids."""
    return hashlib.sha256(f"{sha256}:{start}:{end}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Filters:
    """What to search. Empty means everything; dates are inclusive and leave undated articles out."""

    collections: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def dated(self) -> bool:
        """Say whether undated articles are left out."""
        return self.since is not None or self.until is not None


EVERYTHING = Filters()
