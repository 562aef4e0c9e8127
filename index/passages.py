"""The passages of an article in the catalog, and the postings made from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from index import stored_vectors
from index.change import owe
from index.posting import Posting
from index.prepare import Embeddable
from index.records import pack_spans

_POSTINGS = """
    SELECT p.row, a.id, a.collection, a.day, a.publisher_key, coalesce(a.title, ''),
        a.language, p.text, p.byte_start, p.byte_end
    FROM passages p JOIN articles a ON a.ref = p.article WHERE a.ref = ? ORDER BY p.row
"""


def replace_passages(
    connection: sqlite3.Connection, article: int, text: int, body: str, pieces: Sequence[Embeddable], row: int
) -> list[int]:
    """Put new passages, from `row` on, in place of those an article has; give the vectors of the latter."""
    query = "SELECT DISTINCT vector FROM passages WHERE article = ?"
    before = [vector for (vector,) in connection.execute(query, [article])]
    owe(connection, article)
    connection.execute("DELETE FROM passages WHERE article = ?", [article])
    vectors = stored_vectors.refs(connection, {piece.key for piece in pieces})
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (row + at, article, text, *place, _spans(piece), vectors[piece.key])
            for at, (piece, place) in enumerate(zip(pieces, _places(body, pieces), strict=True))
        ),
    )
    return before


def postings_of(connection: sqlite3.Connection, article: int) -> Iterator[Posting]:
    """Give what the lexical search is to know of an article, as the catalog now holds it.

    A text is read once: SQLite reads all of it to cut out one passage, which made a text of 20 MB take minutes.
    """
    held, body = None, b""
    for row, *known, language, text, start, end in connection.execute(_POSTINGS, [article]).fetchall():
        if text != held:
            held, (body,) = text, connection.execute("SELECT body FROM texts WHERE ref = ?", [text]).fetchone()
        identity, collection, day, publisher, title = known
        yield Posting(row, identity, collection, day, publisher, title, body[start:end].decode("utf-8"), language)


def _spans(piece: Embeddable) -> bytes:
    return pack_spans(piece.passage.sentences, piece.passage.start)


def _places(body: str, pieces: Sequence[Embeddable]) -> Iterator[tuple[int, int, int, int]]:
    """Give start and end of disjoint passages, in order: in characters, then in bytes of the UTF-8 text."""
    character = byte = 0
    for piece in pieces:
        start, end = piece.passage.start, piece.passage.end
        first = byte + len(body[character:start].encode("utf-8"))
        character, byte = end, first + len(piece.passage.text.encode("utf-8"))
        yield start, end, first, byte
