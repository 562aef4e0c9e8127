"""The articles of a library for a page that is drawn anew at every click."""

from __future__ import annotations

from index.library import Library
from index.passage import EVERYTHING
from index.records import ArticleRecord


class Records:
    """Gives the articles of the newest state, read again only when the library has changed.

    Reading 5,000 of them takes some half a second, and a page is drawn anew at every click.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: tuple[int, tuple[ArticleRecord, ...]] | None = None

    def __call__(self) -> tuple[ArticleRecord, ...]:
        """Give every article, in order of collection and key."""
        known = self._known
        with self._library.snapshot() as state:
            if known is None or known[0] != state.generation:
                known = self._known = state.generation, tuple(state.articles(EVERYTHING))
        return known[1]
