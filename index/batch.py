"""Articles on their way in: in runs of bounded size, each held against what the library already has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from corpus.article import Article, value_of
from index.embedded import Embedded
from index.prepare import Embeddable
from index.records import Became, Outcome

BATCH_CHARACTERS = 250_000  # some 250 passages: seconds of encoding, tens of megabytes
BATCH_BYTES = 64_000_000
BATCH_ARTICLES = 500


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article on its way in; `known` is the catalog's ref of the source, where it has one.

    `pieces` are its passages where it is new or changed.
    """

    article: Article
    id: str
    known: int | None
    changed: bool
    pieces: tuple[Embeddable, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Say what becomes of it."""
        kind: Became = "added" if self.known is None else "updated" if self.changed else "skipped"
        return Outcome(kind, self.id, self.article.key, value_of(self.article.title))


@dataclass(frozen=True, slots=True)
class Begun:
    """A batch as it was met in one generation of the library, with the vectors to come of what seemed new."""

    incoming: tuple[Incoming, ...]
    generation: int
    embedding: Future[Embedded]


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Give articles in runs of bounded size, no source twice in one run."""
    batch: dict[str, Article] = {}
    characters = size = 0
    for article in articles:
        full = characters >= BATCH_CHARACTERS or size >= BATCH_BYTES or len(batch) >= BATCH_ARTICLES
        if full or article.key in batch:
            yield list(batch.values())
            batch, characters, size = {}, 0, 0
        batch[article.key] = article
        characters += len(article.text)
        size += len(article.raw)
    if batch:
        yield list(batch.values())
