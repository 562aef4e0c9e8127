"""Articles and libraries for tests: `from shelves import article, fill`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes import HashEncoder

from corpus.article import Article, Origin, Stated, article_id
from index.library import Library
from index.passage import EVERYTHING, Filters
from index.records import Outcome

COLLECTION = "c"
DIMENSION = 512
TEXT = "Zebras graze on the plain. Lions rest in the shade.\n\nRain fell over the hills in spring."


def article(
    key: str,
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    raw: bytes = b"",
    **fields: object,
) -> Article:
    """Make an article whose metadata the user stated."""
    stated = {name: Stated(value, Origin.USER) for name, value in
              (("title", title), ("publisher", publisher), ("published", published)) if value is not None}  # fmt: skip
    return Article(key, text, raw=raw, **stated, **fields)


def opened(home: Path, **options: object) -> Library:
    """Open a library with the hash encoder, wide enough that different words hardly ever share a dimension."""
    return Library.open(home, HashEncoder(dimension=DIMENSION), **options)


def fill(library: Library, articles: Iterable[Article], collection: str = COLLECTION) -> list[Outcome]:
    return list(library.add(articles, collection))


def kinds(outcomes: Iterable[Outcome]) -> list[str]:
    return [outcome.kind for outcome in outcomes]


def identity(key: str, collection: str = COLLECTION) -> str:
    return article_id(collection, key)


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Make a folder in memory where the machine has such a place: a sync costs nothing there."""
    place = Path("/dev/shm")
    with TemporaryDirectory(dir=place if os.access(place, os.W_OK) else None) as folder:
        yield Path(folder)


def contents(home: Path) -> bytes:
    """Every byte of every file in a folder."""
    return b"\0".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())


def found(library: Library, words: str, filters: Filters = EVERYTHING) -> tuple[set[str], set[str]]:
    """Give the articles that the dense search finds, and those that the lexical one does."""
    vector = library.encoder.encode([words])[0]
    with library.snapshot() as snapshot:
        dense = [row for row, cosine in snapshot.dense(vector, 1000, filters) if cosine > 0.05]
        lexical = [row for row, _ in snapshot.lexical(words, 1000, filters)]
        sides = [{passage.article_id for passage in snapshot.passages(rows)} for rows in (dense, lexical)]
    return sides[0], sides[1]
