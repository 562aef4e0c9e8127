"""Writing articles: each batch is one change of the catalog, visible whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article, article_id
from corpus.errors import LibraryDamaged
from index import articles, catalog, compact, derive, stored_vectors
from index.ahead import Ahead
from index.batch import Begun, Incoming
from index.change import change, settle
from index.embed import Encoder
from index.embedded import Embedded, embed
from index.lexical import Lexical
from index.model import model_ref, require_model
from index.passages import postings_of, replace_passages
from index.prepare import Embeddable, prepare_article
from index.records import Outcome


@contextmanager
def open_writer(home: Path, encoder: Encoder) -> Iterator[Writer]:
    """Open what a write needs, created or brought to the present form where need be. Hold the writer's lock."""
    with closing(catalog.open_writer(home)) as connection:
        require_model(connection, encoder.manifest)
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
        generation = catalog.generation(self.connection)
        incoming = tuple(self._meet(article, collection) for article in batch)
        embedding = ahead.embed(stored_vectors.missing(self.connection, _pieces(incoming)))
        return Begun(incoming, generation, embedding)

    def add(self, begun: Begun, collection: str) -> list[Outcome]:
        """Add or update the articles of one batch in one change, those that are unchanged left alone."""
        incoming = self._met_now(begun, collection)
        changed = [one for one in incoming if one.changed]
        if changed:
            self._write(changed, collection, begun)
        return [one.outcome for one in incoming]

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

    def _meet(self, article: Article, collection: str, pieces: tuple[Embeddable, ...] = ()) -> Incoming:
        """Hold an article against the catalog; `pieces` are its passages, where they were cut before."""
        identity = article_id(collection, article.key)
        known = articles.known_as(self.connection, identity)
        if known is not None and articles.is_unchanged(self.connection, known, article, collection):
            return Incoming(article, identity, known, False)
        return Incoming(article, identity, known, True, pieces or prepare_article(article, self.encoder))

    def _met_now(self, begun: Begun, collection: str) -> tuple[Incoming, ...]:
        """Give a batch as the library stands: what was met in an earlier generation is met again."""
        if catalog.generation(self.connection) == begun.generation:
            return begun.incoming
        return tuple(self._meet(one.article, collection, one.pieces) for one in begun.incoming)

    def _write(self, changed: Sequence[Incoming], collection: str, begun: Begun) -> None:
        pieces = _pieces(changed)
        embedded = self._embedded(begun, pieces)
        with change(self.connection, self.postings, len(pieces)) as row:
            stored_vectors.put(self.home, self.connection, self._model(), embedded)
            replaced: list[int] = []
            for one in changed:
                replaced += self._put(one, collection, row)
                row += len(one.pieces)
            # Not before the last article is in: words may have moved from one to another.
            stored_vectors.drop_unused(self.connection, replaced)

    def _embedded(self, begun: Begun, pieces: Sequence[Embeddable]) -> Embedded:
        """Give what is wanting now: the batch before may have brought vectors, or dropped some, since then."""
        wanting = {piece.key: piece for piece in stored_vectors.missing(self.connection, pieces)}
        early = begun.embedding.result().of(wanting)
        for key in early.keys:
            del wanting[key]
        return early.and_(embed(self.encoder, tuple(wanting.values())))

    def _put(self, one: Incoming, collection: str, row: int) -> list[int]:
        """Write an article, its passages from `row` on; give the vectors of the passages it had."""
        ref, text = articles.put(self.connection, one.id, one.known, one.article, collection)
        before = replace_passages(self.connection, ref, text, one.article.text, one.pieces, row)
        self.postings.add(postings_of(self.connection, ref))
        return before

    def _model(self) -> int:
        ref = model_ref(self.connection, self.encoder.manifest)
        self.connection.execute("UPDATE state SET model = ?", [ref])
        return ref


def _pieces(incoming: Sequence[Incoming]) -> list[Embeddable]:
    return [piece for one in incoming for piece in one.pieces]
