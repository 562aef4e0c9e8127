"""What a library gives back: articles and passages as the catalog holds them."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any, Literal

from index.passage import passage_id

Became = Literal["added", "updated", "skipped"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article that was added."""

    kind: Became
    article_id: str
    key: str
    title: str | None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article as the library holds it.

    `sha256` and `characters` are of the version asked for, the newest unless named; `versions` are the SHA-256 of all
    its versions, oldest first. `source` is the path of the file it was read from. Every `*_origin` is the value of a
    `corpus.article.Origin`.
    """

    article_id: str
    collection: str
    key: str
    sha256: str
    title: str | None
    title_origin: str | None
    publisher: str | None
    publisher_origin: str | None
    authors: tuple[str, ...]
    authors_origin: str | None
    published: str | None
    published_origin: str | None
    url: str | None
    language: str
    media_type: str
    notes: tuple[str, ...]
    characters: int
    versions: tuple[str, ...]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage of the newest version of an article: `library.text(sha256)[start:end] == text`.

    `row` is its number in this library, `id` its identity in any; `sentences` are spans in article offsets,
    `published` is the article's date in ISO 8601, as far as it is known.
    """

    row: int
    id: str
    article_id: str
    sha256: str
    start: int
    end: int
    text: str
    title: str | None
    sentences: tuple[tuple[int, int], ...]
    published: str | None = None


ARTICLE_COLUMNS = """
    a.id, a.collection, a.key, t.sha256, a.title, a.title_origin, a.publisher, a.publisher_origin, a.authors,
    a.authors_origin, a.published, a.published_origin, a.url, a.language, a.media_type, a.notes, t.characters,
    (SELECT group_concat(sha256, ' ') FROM (SELECT w.sha256 FROM versions v JOIN texts w ON w.ref = v.text
        WHERE v.article = a.ref ORDER BY v.number)), a.source
"""

_FIELDS = tuple(field.name for field in fields(ArticleRecord))

_PASSAGES = """
    SELECT p.row, a.id, t.sha256, p.start, p."end", p.sentences, a.title, a.published, p.text, p.byte_start, p.byte_end
    FROM passages p JOIN articles a ON a.ref = p.article JOIN texts t ON t.ref = p.text
"""


def article_record(row: tuple[object, ...]) -> ArticleRecord:
    """Make a record of a row of ARTICLE_COLUMNS, which stand in the order of its fields."""
    held: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    authors, notes = tuple(json.loads(held["authors"])), tuple(json.loads(held["notes"]))
    return ArticleRecord(**held | {"authors": authors, "notes": notes, "versions": tuple(held["versions"].split())})


def stored_passages(connection: sqlite3.Connection, rows: Sequence[int]) -> dict[int, StoredPassage]:
    """Give the passages of those rows that exist, by row.

    Of a text only the pages that hold its passages are read: SQLite's `substr` would read all of it for each.
    """
    asked = json.dumps(list(map(int, rows)))
    found = connection.execute(f"{_PASSAGES} WHERE p.row IN (SELECT value FROM json_each(?)) ORDER BY p.text", [asked])
    passages: dict[int, StoredPassage] = {}
    for text, places in groupby(found.fetchall(), key=lambda row: row[8]):
        with connection.blobopen("texts", "body", text, readonly=True) as body:
            for *place, _, first, last in places:
                body.seek(first)
                passages[place[0]] = _passage(tuple(place), body.read(last - first))
    return passages


def _passage(row: tuple[Any, ...], body: bytes) -> StoredPassage:
    number, article_id, sha256, start, end, sentences, title, published = row
    return StoredPassage(
        number,
        passage_id(sha256, start, end),
        article_id,
        sha256,
        start,
        end,
        body.decode("utf-8"),
        title,
        unpack_spans(sentences, start),
        published,
    )


def pack_spans(spans: Sequence[tuple[int, int]], origin: int) -> bytes:
    """Give spans as 32-bit numbers counted from `origin`, two a span."""
    numbers = array("I", (offset - origin for span in spans for offset in span))
    if _BIG_ENDIAN:
        numbers.byteswap()
    return numbers.tobytes()


def unpack_spans(packed: bytes, origin: int) -> tuple[tuple[int, int], ...]:
    """Give back the spans that `pack_spans` packed."""
    numbers = array("I")
    numbers.frombytes(packed)
    if _BIG_ENDIAN:
        numbers.byteswap()
    offsets = iter(numbers)
    return tuple((start + origin, end + origin) for start, end in zip(offsets, offsets, strict=True))


_BIG_ENDIAN = array("H", [1]).tobytes() == b"\x00\x01"
