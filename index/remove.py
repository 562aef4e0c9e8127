"""Removing articles: from the catalog, the searches and the disk."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.errors import NotFound
from index import compact, derive, originals, stored_vectors
from index.articles import known_as
from index.change import change, owe
from index.write import Writer


def remove(writer: Writer, article_ids: Sequence[str]) -> None:
    """Take articles out with all their versions, and rewrite every vector segment that held something of theirs.

    Raises NotFound, having removed nothing, when one of them does not exist.
    """
    connection = writer.connection
    refs = [_ref(writer, article_id) for article_id in article_ids]
    dropped: list[int] = []
    with change(connection, writer.postings):
        for ref in refs:
            texts = connection.execute("SELECT text FROM versions WHERE article = ?", [ref]).fetchall()
            raws = connection.execute(
                "SELECT original FROM versions WHERE article = ? AND original NOT NULL", [ref]
            ).fetchall()
            vectors = connection.execute("SELECT DISTINCT vector FROM passages WHERE article = ?", [ref]).fetchall()
            owe(connection, ref)
            connection.execute("DELETE FROM articles WHERE ref = ?", [ref])
            dropped += stored_vectors.drop_unused(connection, [vector for (vector,) in vectors])
            connection.executemany(
                "DELETE FROM texts WHERE ref = ? AND NOT EXISTS (SELECT 1 FROM versions WHERE text = texts.ref)", texts
            )
            originals.drop_unused(connection, raws)
        derive.forget(writer.home, connection, dropped)
        compact.rewrite(writer.home, connection, compact.with_dead_rows(connection))


def _ref(writer: Writer, article_id: str) -> int:
    ref = known_as(writer.connection, article_id)
    if ref is None:
        raise NotFound(f"no article {article_id!r}; `citedesk sources list` names them all")
    return ref
