"""The rows of an article in the catalog: which it has, whether they say what it says now, and how they are written."""

from __future__ import annotations

import hashlib
import json
import sqlite3

from corpus.article import Article, value_of
from index import originals
from index.select import published_day, publisher_key

_Value = str | int | None


def known_as(connection: sqlite3.Connection, article_id: str) -> int | None:
    """Give the ref of an article, None where the catalog has none of that id."""
    found = connection.execute("SELECT ref FROM articles WHERE id = ?", [article_id]).fetchone()
    return found[0] if found else None


def is_unchanged(connection: sqlite3.Connection, ref: int, article: Article, collection: str) -> bool:
    """Say whether text, original and metadata are what the catalog holds."""
    columns = _columns(article, collection)
    stored = connection.execute(
        f"SELECT t.sha256, o.sha256, v.source_map IS NULL, {', '.join(f'a.{name}' for name in columns)}"
        " FROM articles a JOIN texts t ON t.ref = a.text JOIN versions v ON v.article = a.ref AND v.text = a.text"
        " LEFT JOIN originals o ON o.ref = v.original WHERE a.ref = ?",
        [ref],
    ).fetchone()
    original = hashlib.sha256(article.raw).hexdigest() if article.raw else None
    # A map is made of the original alone: where both are the same, so is the map.
    new = (article.sha256, original, article.source_map is None, *columns.values())
    return bool(stored == new)


def put(
    connection: sqlite3.Connection, article_id: str, known: int | None, article: Article, collection: str
) -> tuple[int, int]:
    """Write an article with its text as its newest version, in the open transaction; give the refs of both."""
    text = _text(connection, article)
    # A file that was moved is no other article: where it lies is kept, and not compared.
    columns = {"text": text, "source": article.source, **_columns(article, collection)}
    ref = _insert(connection, {"id": article_id, **columns}) if known is None else _update(connection, known, columns)
    _version(connection, ref, text, article)
    return ref, text


def _insert(connection: sqlite3.Connection, columns: dict[str, _Value]) -> int:
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    cursor = connection.execute(f"INSERT INTO articles ({names}) VALUES ({marks})", [*columns.values()])
    return int(cursor.lastrowid or 0)


def _update(connection: sqlite3.Connection, ref: int, columns: dict[str, _Value]) -> int:
    names = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(f"UPDATE articles SET {names} WHERE ref = ?", [*columns.values(), ref])
    return ref


def _text(connection: sqlite3.Connection, article: Article) -> int:
    connection.execute(
        "INSERT OR IGNORE INTO texts (sha256, body, characters) VALUES (?, ?, ?)",
        [article.sha256, article.text.encode("utf-8"), len(article.text)],
    )
    ref: int = connection.execute("SELECT ref FROM texts WHERE sha256 = ?", [article.sha256]).fetchone()[0]
    return ref


def _version(connection: sqlite3.Connection, ref: int, text: int, article: Article) -> None:
    """Keep the version with its original; older versions stay, so that citations of them still resolve."""
    before = connection.execute(
        "SELECT original FROM versions WHERE article = ? AND text = ? AND original NOT NULL", [ref, text]
    ).fetchall()
    original = originals.keep(connection, article.raw)
    mapped = article.source_map.to_bytes() if article.source_map else None
    connection.execute(
        "INSERT INTO versions SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ? FROM versions WHERE article = ?"
        " ON CONFLICT (article, text) DO UPDATE SET original = excluded.original, source_map = excluded.source_map",
        [ref, text, original, mapped, ref],
    )
    originals.drop_unused(connection, before)


def _columns(article: Article, collection: str) -> dict[str, _Value]:
    """Give what the catalog holds of an article beside its text and source, by column."""
    title, publisher, published = article.title, article.publisher, article.published
    return {
        "collection": collection,
        "key": article.key,
        "title": value_of(title),
        "title_origin": title.origin.value if title else None,
        "publisher": value_of(publisher),
        "publisher_origin": publisher.origin.value if publisher else None,
        "publisher_key": publisher_key(publisher.value) if publisher else None,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "authors_origin": article.authors_origin.value if article.authors_origin else None,
        "published": value_of(published),
        "published_origin": published.origin.value if published else None,
        "day": published_day(value_of(published)),
        "url": article.url,
        "language": article.language,
        "media_type": article.media_type,
        "notes": json.dumps(article.notes, ensure_ascii=False),
        "body_start": article.body_start,
    }
