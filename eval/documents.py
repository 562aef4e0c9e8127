"""The articles of a set: from corpus.jsonl, the text as it stands, or from the files of `articles/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.article import Article, Origin, Stated
from corpus.dates import iso_date
from corpus.errors import CitedeskError
from corpus.language import language_of
from corpus.read import read, walk
from eval.rows import Row, SetError, rows


def articles(folder: Path) -> Iterator[Article]:
    """Give the articles; `key` is the document id. Raises SetError for an id that stands twice."""
    seen: dict[str, str] = {}
    for place, article in _files(folder):
        _once(seen, place, article.key)
        yield article
    for row in rows(folder, "corpus"):
        _once(seen, row.place, row.text("_id"))
        yield _article(row)


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Give id and text of each article, which is all that spans need and much faster than the articles themselves."""
    seen: dict[str, str] = {}
    for place, article in _files(folder):
        _once(seen, place, article.key)
        yield article.key, article.text
    for row in rows(folder, "corpus"):
        _once(seen, row.place, row.text("_id"))
        yield row.text("_id"), row.text("text", empty=True)


def _files(folder: Path) -> Iterator[tuple[str, Article]]:
    if not (folder / "articles").is_dir():
        return
    for path in walk(folder / "articles"):
        try:
            for number, article in enumerate(read(path, root=folder / "articles")):
                yield str(path), replace(article, key=path.stem if number == 0 else f"{path.stem}#{number}")
        except CitedeskError as error:
            raise SetError(f"{path}: {error}") from error


def _once(seen: dict[str, str], place: str, key: str) -> None:
    if key in seen:
        raise SetError(f"{place}: the id {key!r} stands at {seen[key]} too; ids must differ")
    seen[key] = place


def _article(row: Row) -> Article:
    text = row.text("text", empty=True)
    title, about = row.get("title", str), _metadata(row)
    return Article(
        key=row.text("_id"),
        text=text,
        title=Stated(title, Origin.HEADER) if title else None,
        authors=tuple(str(author) for author in about.get("authors") or ()),
        authors_origin=Origin.HEADER if about.get("authors") else None,
        publisher=_stated(about, "publisher"),
        published=_published(about),
        url=str(about["url"]) if about.get("url") else None,
        language=language_of(text),
    )


def _metadata(row: Row) -> Mapping[str, Any]:
    return row.get("metadata", dict) or {}


def _published(about: Mapping[str, Any]) -> Stated | None:
    """Give the day, unknown where it is no clear date: an article without a day is later than any day asked from."""
    day = iso_date(str(about.get("published") or ""))
    return Stated(day, Origin.HEADER) if day else None


def _stated(about: Mapping[str, Any], name: str) -> Stated | None:
    return Stated(str(about[name]), Origin.HEADER) if about.get(name) else None
