"""Writing articles: each batch is one change of the catalog, visible whole or not at all."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.article import Article, article_id
from corpus.errors import LibraryDamaged
from index import cache, catalog, compact, derive, originals
from index.ahead import Ahead, Begun
from index.change import change, settle
from index.embed import Encoder
from index.lexical import Lexical
from index.passages import postings_of, replace_passages
from index.prepare import Embeddable, prepare
from index.records import Outcome
from index.select import published_day, publisher_key

BATCH_CHARACTERS = 250_000  # some 250 passages: seconds of encoding, tens of megabytes
BATCH_BYTES = 64_000_000
BATCH_ARTICLES = 500

_COLUMNS = (
    "collection", "key", "title", "title_origin", "publisher", "publisher_origin", "publisher_key", "authors",
    "authors_origin", "published", "published_origin", "day", "url", "language", "media_type", "notes", "body_start",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article on its way in; `known` is the catalog's ref of the source, where it has one."""

    article: Article
    id: str
    known: int | None
    changed: bool
    pieces: tuple[Embeddable, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Say what becomes of it."""
        kind = "added" if self.known is None else "updated" if self.changed else "skipped"
        title = self.article.title.value if self.article.title else None
        return Outcome(kind, self.id, self.article.key, title)  # type: ignore[arg-type]


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


@contextmanager
def open_writer(home: Path, encoder: Encoder) -> Iterator[Writer]:
    """Open what a write needs, created or brought to the present form where need be. Hold the writer's lock."""
    with closing(catalog.open_writer(home)) as connection:
        cache.require_model(connection, encoder.manifest)
        folder = catalog.postings_folder(connection, home)
        if not folder.exists() and connection.execute("SELECT 1 FROM passages").fetchone():
            raise LibraryDamaged(f"{folder} is missing; run `citedesk doctor --repair`")
        with closing(Lexical.open(folder, writable=True)) as postings:
            yield Writer(home, connection, postings, encoder)


@dataclass(frozen=True, slots=True)
class Writer:
    """The hand that writes, for as long as the writer's lock is held."""

    home: Path
    connection: sqlite3.Connection
    postings: Lexical
    encoder: Encoder

    def begin(self, batch: Sequence[Article], collection: str, ahead: Ahead) -> Begun:
        """Cut what a batch brings that is new and have it embedded; nothing is written."""
        changed = [one for one in (self._meet(article, collection) for article in batch) if one.changed]
        pieces = [piece for one in changed for piece in one.pieces]
        embedding = ahead.embed(cache.missing(self.connection, pieces))
        return Begun(tuple(batch), {one.article.key: one.pieces for one in changed}, embedding)

    def add(self, begun: Begun, collection: str) -> list[Outcome]:
        """Add or update the articles of one batch in one change, those that are unchanged left alone."""
        incoming = [self._meet(article, collection, begun.pieces.get(article.key)) for article in begun.batch]
        changed = [one for one in incoming if one.changed]
        if changed:
            pieces = [piece for one in changed for piece in one.pieces]
            embedded = self._embedded(begun, pieces)
            with change(self.connection, self.postings, len(pieces)) as row:
                cache.store(self.home, self.connection, self._model(), embedded)
                replaced: list[int] = []
                for one in changed:
                    replaced += self._put(one, collection, row)
                    row += len(one.pieces)
                # Not before the last article is in: words may have moved from one to another.
                cache.drop_unused(self.connection, replaced)
        return [one.outcome for one in incoming]

    def _embedded(self, begun: Begun, pieces: Sequence[Embeddable]) -> cache.Embedded:
        """Give what is wanting now: the batch before may have brought vectors, or dropped some, since then."""
        wanting = {piece.key: piece for piece in cache.missing(self.connection, pieces)}
        early = begun.embedding.result().of(wanting)
        for key in early.keys:
            del wanting[key]
        return early.and_(cache.embed(self.encoder, tuple(wanting.values())))

    def tidy(self) -> None:
        """Keep the segments few and full."""
        untidy = compact.untidy(self.connection)
        if untidy:
            with change(self.connection, self.postings):
                compact.rewrite(self.home, self.connection, untidy)

    def derive(self) -> None:
        """Build the approximate index when the library has grown, or changed, enough."""
        if derive.is_stale(self.connection):
            with change(self.connection, self.postings):
                derive.rebuild(self.home, self.connection)

    def settle(self) -> None:
        """Clear away what the last change, or one that was broken off, left behind."""
        settle(self.home, self.connection, self.postings)

    def _meet(self, article: Article, collection: str, pieces: tuple[Embeddable, ...] | None = None) -> Incoming:
        identity = article_id(collection, article.key)
        known = self.connection.execute("SELECT ref FROM articles WHERE id = ?", [identity]).fetchone()
        if known is not None and self._is_unchanged(known[0], article, collection):
            return Incoming(article, identity, known[0], False)
        if pieces is None:
            title = article.title.value if article.title else None
            pieces = prepare(article.text, title, article.language, article.body_start, self.encoder)
        return Incoming(article, identity, known[0] if known else None, True, pieces)

    def _is_unchanged(self, ref: int, article: Article, collection: str) -> bool:
        stored = self.connection.execute(
            f"SELECT t.sha256, o.sha256, v.source_map IS NULL, {', '.join(f'a.{name}' for name in _COLUMNS)}"
            " FROM articles a JOIN texts t ON t.ref = a.text JOIN versions v ON v.article = a.ref AND v.text = a.text"
            " LEFT JOIN originals o ON o.ref = v.original WHERE a.ref = ?",
            [ref],
        ).fetchone()
        original = hashlib.sha256(article.raw).hexdigest() if article.raw else None
        # A map is made of the original alone: where both are the same, so is the map.
        new = (article.sha256, original, article.source_map is None, *_columns(article, collection))
        return bool(stored == new)

    def _put(self, one: Incoming, collection: str, row: int) -> list[int]:
        article = one.article
        text = self._text(article)
        values = [text, *_columns(article, collection)]
        if one.known is None:
            names = ", ".join(("id", "text", *_COLUMNS))
            marks = ", ".join("?" * (len(_COLUMNS) + 2))
            cursor = self.connection.execute(f"INSERT INTO articles ({names}) VALUES ({marks})", [one.id, *values])
            ref = int(cursor.lastrowid or 0)
        else:
            ref = one.known
            names = ", ".join(f"{name} = ?" for name in ("text", *_COLUMNS))
            self.connection.execute(f"UPDATE articles SET {names} WHERE ref = ?", [*values, ref])
        # A file that was moved is no other article: where it lies is kept, and not compared.
        self.connection.execute("UPDATE articles SET source = ? WHERE ref = ?", [article.source, ref])
        self._version(ref, text, article)
        before = replace_passages(self.connection, ref, text, article.text, one.pieces, row)
        self.postings.add(postings_of(self.connection, ref))
        return before

    def _text(self, article: Article) -> int:
        self.connection.execute(
            "INSERT OR IGNORE INTO texts (sha256, body, characters) VALUES (?, ?, ?)",
            [article.sha256, article.text.encode("utf-8"), len(article.text)],
        )
        ref: int = self.connection.execute("SELECT ref FROM texts WHERE sha256 = ?", [article.sha256]).fetchone()[0]
        return ref

    def _version(self, ref: int, text: int, article: Article) -> None:
        """Keep the version with its original; older versions stay, so that citations of them still resolve."""
        before = self.connection.execute(
            "SELECT original FROM versions WHERE article = ? AND text = ? AND original NOT NULL", [ref, text]
        ).fetchall()
        original = originals.keep(self.connection, article.raw)
        mapped = article.source_map.to_bytes() if article.source_map else None
        self.connection.execute(
            "INSERT INTO versions SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ? FROM versions WHERE article = ?"
            " ON CONFLICT (article, text) DO UPDATE SET original = excluded.original, source_map = excluded.source_map",
            [ref, text, original, mapped, ref],
        )
        originals.drop_unused(self.connection, before)

    def _model(self) -> int:
        ref = cache.model_ref(self.connection, self.encoder.manifest)
        self.connection.execute("UPDATE state SET model = ?", [ref])
        return ref


def _columns(article: Article, collection: str) -> tuple[Any, ...]:
    title, publisher, published = article.title, article.publisher, article.published
    return (
        collection,
        article.key,
        title.value if title else None,
        title.origin.value if title else None,
        publisher.value if publisher else None,
        publisher.origin.value if publisher else None,
        publisher_key(publisher.value) if publisher else None,
        json.dumps(article.authors, ensure_ascii=False),
        article.authors_origin.value if article.authors_origin else None,
        published.value if published else None,
        published.origin.value if published else None,
        published_day(published.value) if published else None,
        article.url,
        article.language,
        article.media_type,
        json.dumps(article.notes, ensure_ascii=False),
        article.body_start,
    )
