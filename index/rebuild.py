"""Rebuilding the index of a library from its texts: passages, vectors and postings, whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.article import text_sha256
from index import catalog, compact, derive, stored_vectors
from index.change import change, settle
from index.embed import Encoder, Progress
from index.embedded import embed
from index.lexical import Lexical
from index.model import model_ref
from index.passages import postings_of, replace_passages
from index.prepare import Embeddable, prepare
from index.segments import damaged_segments

_TOGETHER = 256  # passages embedded, and committed, at a time


@dataclass(frozen=True, slots=True)
class _Indexed:
    """An article as it is to be indexed."""

    article: int
    text: int
    body: str
    pieces: tuple[Embeddable, ...]


def repair(home: Path, encoder: Encoder, progress: Progress | None = None) -> None:
    """Rebuild what follows from the texts, with this encoder; hold the writer's lock.

    The vectors come first and are kept even if this is broken off: then it goes on where it stopped. What readers see
    changes once, at the end. `progress(done, total)` counts articles. A text that is no longer what it was leaves the
    search.
    """
    with closing(catalog.open_writer(home)) as connection:
        # From here on there may be files that nothing names: whoever opens the library next clears them away.
        connection.execute("UPDATE state SET unclean = 1")
        _forget(connection, list(damaged_segments(home, connection)))
        rows = _embed(home, connection, encoder, progress)
        folder = _fresh_folder(home, connection)
        with closing(Lexical.open(folder, writable=True)) as postings:
            with change(connection, postings, rows) as row:
                _switch(connection, encoder, folder.name)
                for one in _articles(connection, encoder):
                    replace_passages(connection, one.article, one.text, one.body, one.pieces, row)
                    postings.add(postings_of(connection, one.article))
                    row += len(one.pieces)
                _clear(home, connection)
            if derive.is_stale(connection):
                with change(connection, postings):
                    derive.rebuild(home, connection)
            settle(home, connection, postings)


def _forget(connection: sqlite3.Connection, segments: list[int]) -> None:
    """Let no words find the vectors of damaged segments; passages refer to them until they are replaced."""
    connection.executemany("UPDATE vectors SET key = randomblob(32) WHERE segment = ?", ([ref] for ref in segments))


def _embed(home: Path, connection: sqlite3.Connection, encoder: Encoder, progress: Progress | None) -> int:
    """Store the vectors that are missing; give the number of passages."""
    total: int = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    waiting: list[Embeddable] = []
    rows = 0
    for done, one in enumerate(_articles(connection, encoder), start=1):
        waiting += one.pieces
        rows += len(one.pieces)
        if len(waiting) >= _TOGETHER or done == total:
            _store(home, connection, encoder, waiting)
            waiting = []
        if progress is not None:
            progress(done, total)
    return rows


def _store(home: Path, connection: sqlite3.Connection, encoder: Encoder, pieces: list[Embeddable]) -> None:
    embedded = embed(encoder, stored_vectors.missing(connection, pieces))
    if not embedded.keys:
        return
    with catalog.transaction(connection):
        stored_vectors.put(home, connection, model_ref(connection, encoder.manifest), embedded)


def _articles(connection: sqlite3.Connection, encoder: Encoder) -> Iterator[_Indexed]:
    query = (
        "SELECT a.ref, t.ref, a.title, a.language, a.body_start, t.sha256, t.body"
        " FROM articles a JOIN texts t ON t.ref = a.text WHERE a.ref = ?"
    )
    for (ref,) in connection.execute("SELECT ref FROM articles ORDER BY ref").fetchall():
        article, text, title, language, body_start, sha256, data = connection.execute(query, [ref]).fetchone()
        body = data.decode("utf-8", errors="replace")
        sound = text_sha256(body) == sha256
        yield _Indexed(article, text, body, prepare(body, title, language, body_start, encoder) if sound else ())


def _fresh_folder(home: Path, connection: sqlite3.Connection) -> Path:
    """Name a folder for new postings that is not the present one, emptied of what a broken-off repair left there."""
    folder = home / f"postings-{catalog.generation(connection) + 2}"
    if folder.exists():
        shutil.rmtree(folder)
    return folder


def _switch(connection: sqlite3.Connection, encoder: Encoder, postings: str) -> None:
    model = model_ref(connection, encoder.manifest)
    connection.execute("UPDATE state SET model = ?, postings = ?", [model, postings])


def _clear(home: Path, connection: sqlite3.Connection) -> None:
    """Drop what the passages no longer refer to. The old postings go as a folder: nothing is owed on them."""
    connection.execute("DELETE FROM debts")
    connection.execute("DELETE FROM derived")
    connection.execute("DELETE FROM vectors WHERE NOT EXISTS (SELECT 1 FROM passages WHERE vector = vectors.ref)")
    compact.rewrite(home, connection, compact.with_dead_rows(connection))
    connection.execute(
        "DELETE FROM models WHERE ref NOT IN (SELECT model FROM segments) AND ref <> (SELECT model FROM state)"
    )
