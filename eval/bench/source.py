"""What the benchmarks read: a folder of .txt and .md files, or the corpus.jsonl[.gz] of an evaluation set."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from corpus.article import Article, Origin, Stated, canonical_text

EXAMPLES = Path("corpus/articles")


def articles(source: Path, limit: int | None = None) -> list[Article]:
    """Give the articles of a source in order.

    A limit above their number repeats them under new keys with a line of their own in front, so that no text, and
    no vector, is met twice.
    """
    found = list(islice(_folder(source) if source.is_dir() else _jsonl(source), limit))
    for again in range(max(0, (limit or 0) - len(found))):
        found.append(_varied(found[again], again))
    return found


def _folder(source: Path) -> Iterator[Article]:
    for path in sorted(source.iterdir()):
        if path.suffix in {".md", ".txt"}:
            yield Article(path.stem, canonical_text(path.read_text(encoding="utf-8")))


def _jsonl(source: Path) -> Iterator[Article]:
    with source.open("rb") as file, gzip.open(file) if source.suffix == ".gz" else file as lines:
        for row in map(json.loads, lines):
            title = Stated(row["title"], Origin.HEADER) if row.get("title") else None
            if row["text"].strip():
                yield Article(row["_id"], canonical_text(row["text"]), title)


def _varied(article: Article, again: int) -> Article:
    """Give another article of the same length: its words reversed, which makes new passages of the same tokens."""
    words = article.text.split(" ")
    return Article(f"{article.key}-again-{again}", f"Repeat {again}.\n" + " ".join(reversed(words)), article.title)
