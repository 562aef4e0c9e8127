"""One consistent state of a library, for the length of one question."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from corpus.errors import NotFound
from index import lexical, versions
from index.embed import Vectors
from index.passage import EVERYTHING, Filters
from index.records import ARTICLE_COLUMNS, ArticleRecord, StoredPassage, article_record, stored_passages
from index.select import publisher_key, where
from index.vectors import Ints
from index.view import View


class Snapshot:
    """What one state of the catalog holds: later writes do not change what it answers.

    Rows are numbers of passages in this library; `limit` and `top_k` cut after the filters, never before.
    """

    def __init__(self, connection: sqlite3.Connection, view: View, postings: lexical.View) -> None:
        self._connection = connection
        self._view = view
        self._postings = postings
        self._read: tuple[str, str] | None = None  # the text read last and its hash: one answer cites it many times

    @property
    def generation(self) -> int:
        """Number this state; a later one has a higher number."""
        return self._view.generation

    def dense(self, vector: Vectors, limit: int, filters: Filters = EVERYTHING) -> list[tuple[int, float]]:
        """Give the passages nearest to a unit vector as (row, cosine in [-1, 1]), best first."""
        return self._view.dense(np.asarray(vector, np.float32).reshape(-1), limit, self._articles(filters))

    def lexical(self, query: str, limit: int, filters: Filters = EVERYTHING) -> list[tuple[int, float]]:
        """Give the passages that share words with a query as (row, BM25), best first."""
        filters = replace(filters, publishers=tuple(publisher_key(name) for name in filters.publishers))
        asked = limit
        while True:
            found = self._postings.search(query, asked, filters)
            live = self._view.live([row for row, _ in found])
            hits = [hit for hit, is_live in zip(found, live, strict=True) if is_live]
            # Postings of a write under way are not part of this state and must not push out those that are.
            if len(hits) >= limit or len(found) < asked:
                return hits[:limit]
            asked *= 2

    def passages(self, rows: Sequence[int]) -> list[StoredPassage]:
        """Give passages in the order of their rows; a row that does not exist raises KeyError."""
        passages = stored_passages(self._connection, rows)
        return [passages[row] for row in rows]

    def text(self, sha256: str) -> str:
        """Give the canonical text of a version; raises NotFound."""
        if self._read is not None and self._read[0] == sha256:
            return self._read[1]
        found = self._connection.execute("SELECT body FROM texts WHERE sha256 = ?", [sha256]).fetchone()
        if found is None:
            raise NotFound(f"no text with SHA-256 {sha256}; its article was removed")
        self._read = sha256, bytes(found[0]).decode("utf-8")
        return self._read[1]

    def page_of(self, article_id: str, offset: int) -> int | None:
        """Give the number of the page, from 1, on which a character of an article stands; None where it has none."""
        source_map = versions.source_map(self._connection, article_id)
        return source_map.page_of(offset) if source_map else None

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Give the unit vectors of passages, `(len(rows), dimension)`; a row that does not exist raises KeyError."""
        if not self._view.live(list(rows)).all():
            raise KeyError(f"not all of the rows {list(rows)} exist")
        return self._view.matrix.rows(self._view.slots[np.searchsorted(self._view.rows, list(rows))])

    def sentence_vectors(self, rows: Sequence[int]) -> list[Vectors]:
        """Give for each row the unit vectors of its sentences, `(k, dimension)`, in order."""
        places = {
            row: (segment, at, count)
            for row, segment, at, count in self._connection.execute(
                "SELECT p.row, v.segment, v.sentence_at, v.sentence_count FROM passages p JOIN vectors v"
                " ON v.ref = p.vector WHERE p.row IN (SELECT value FROM json_each(?))",
                [json.dumps(list(map(int, rows)))],
            )
        }
        return [
            self._view.segments[segment].sentences[at : at + count].astype(np.float32)
            for segment, at, count in (places[row] for row in rows)
        ]

    def articles(self, filters: Filters = EVERYTHING) -> list[ArticleRecord]:
        """Give the articles a filter keeps, in order of collection and key."""
        condition, values = where(filters)
        found = self._connection.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM articles a JOIN texts t ON t.ref = a.text WHERE {condition}"
            " ORDER BY a.collection, a.key",
            values,
        )
        return [article_record(row) for row in found]

    def records(self, article_ids: Iterable[str]) -> dict[str, ArticleRecord]:
        """Give by id those of some articles that exist; none for none, where a filter would keep them all."""
        named = tuple(dict.fromkeys(article_ids))
        return {one.article_id: one for one in self.articles(Filters(articles=named))} if named else {}

    def count(self, filters: Filters = EVERYTHING) -> tuple[int, int, int]:
        """Give the articles and passages a filter keeps, and the articles left out only for want of a date."""
        if filters == EVERYTHING:
            every: int = self._connection.execute("SELECT count(*) FROM articles").fetchone()[0]
            return every, len(self._view.rows), 0
        condition, values = where(filters)
        articles, passages = self._connection.execute(
            "SELECT count(*), coalesce(sum((SELECT count(*) FROM passages p WHERE p.article = a.ref)), 0)"
            f" FROM articles a WHERE {condition}",
            values,
        ).fetchone()
        return articles, passages, self._undated(filters) if filters.dated else 0

    def _undated(self, filters: Filters) -> int:
        condition, values = where(filters, dated=False)
        query = f"SELECT count(*) FROM articles a WHERE {condition} AND a.day IS NULL"
        count: int = self._connection.execute(query, values).fetchone()[0]
        return count

    def _articles(self, filters: Filters) -> Ints | None:
        if filters == EVERYTHING:
            return None
        condition, values = where(filters)
        found = self._connection.execute(f"SELECT a.ref FROM articles a WHERE {condition}", values)
        return np.fromiter((row[0] for row in found), np.int64)
