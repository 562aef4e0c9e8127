"""One version of an article, the newest unless named by its SHA-256: what is known of it, its original, its map."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from corpus.errors import NotFound
from index import originals
from index.records import ARTICLE_COLUMNS, ArticleRecord, article_record

if TYPE_CHECKING:
    from corpus.sourcemap import SourceMap

_VERSION = """
    FROM articles a JOIN versions v ON v.article = a.ref JOIN texts t ON t.ref = v.text
    WHERE a.id = ? AND t.sha256 = coalesce(?, (SELECT sha256 FROM texts WHERE ref = a.text))
"""


def record(connection: sqlite3.Connection, article_id: str, sha256: str | None = None) -> ArticleRecord:
    """Give the article as that version; raises NotFound."""
    return article_record(_columns(connection, ARTICLE_COLUMNS, article_id, sha256))


def raw(connection: sqlite3.Connection, article_id: str, sha256: str | None = None) -> bytes:
    """Give the original bytes, empty where none were kept; raises NotFound, and LibraryDamaged if they are lost."""
    (original,) = _columns(connection, "v.original", article_id, sha256)
    return originals.load(connection, original) if isinstance(original, int) else b""


def source_map(connection: sqlite3.Connection, article_id: str) -> SourceMap | None:
    """Give where the words of the newest version stand in the source, None where it is not known; raises NotFound."""
    from corpus.sourcemap import from_bytes

    (packed,) = _columns(connection, "v.source_map", article_id)
    return from_bytes(packed) if isinstance(packed, bytes) else None


def _columns(
    connection: sqlite3.Connection, columns: str, article_id: str, sha256: str | None = None
) -> tuple[object, ...]:
    found: tuple[object, ...] | None = connection.execute(
        f"SELECT {columns} {_VERSION}", [article_id, sha256]
    ).fetchone()
    if found is None:
        version = f" with version {sha256[:16]}" if sha256 else ""
        raise NotFound(f"no article {article_id!r}{version}; `citedesk sources list` names them all")
    return found
