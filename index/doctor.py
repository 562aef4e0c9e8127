"""Checking that a library is whole: its parts agree with the catalog, and every byte is as it was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import numpy as np

from corpus.article import text_sha256
from corpus.errors import LibraryDamaged, ModelMismatch
from index import catalog, originals
from index.change import is_unclean, unnamed
from index.embed import Manifest
from index.files import file_sha256, linked_copy
from index.lexical import Lexical
from index.migrations import MIGRATIONS
from index.model import require_model
from index.records import unpack_spans
from index.segments import FOLDER, Segment, damaged_segments, open_rows

_MANY = 20  # faults of one kind that are named one by one


def check(home: Path, manifest: Manifest) -> list[str]:
    """Give every fault of a library, a line each; none, when all its parts agree.

    Raises LibraryDamaged when the catalog itself cannot be read.
    """
    with closing(catalog.open_reader(home)) as connection:
        connection.execute("BEGIN")
        broken = list(_catalog(connection))
        if broken:
            return broken
        return [
            *_model(connection, manifest),
            *_leftovers(home, connection),
            *_shortened(_texts(connection)),
            *_shortened(_passages(connection)),
            *_shortened(_originals(connection)),
            *_segments(home, connection),
            *_scan(home, connection),
            *_postings(home, connection),
        ]


def _catalog(connection: sqlite3.Connection) -> Iterator[str]:
    if connection.execute("PRAGMA user_version").fetchone()[0] != len(MIGRATIONS):
        yield "the catalog has another form than this citedesk writes"
        return
    for (line,) in connection.execute("PRAGMA quick_check"):
        if line != "ok":
            yield f"the catalog is damaged: {line}; restore it from a copy, or remove the library and ingest again"
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield f"the catalog is damaged: a row of {table} refers to nothing"


def _model(connection: sqlite3.Connection, manifest: Manifest) -> Iterator[str]:
    try:
        require_model(connection, manifest)
    except ModelMismatch as error:
        yield str(error)


def _leftovers(home: Path, connection: sqlite3.Connection) -> Iterator[str]:
    if is_unclean(connection):
        yield "a write was broken off and has left traces"
    else:
        yield from (f"{path} belongs to nothing" for path in unnamed(home, connection))


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    for sha256, body, characters in connection.execute("SELECT sha256, body, characters FROM texts"):
        text = body.decode("utf-8", errors="replace")
        if text_sha256(text) != sha256 or len(text) != characters:
            yield f"text {sha256[:16]} was altered, its citations fail; remove its article and ingest it again"


def _passages(connection: sqlite3.Connection) -> Iterator[str]:
    for ref, identity, body_start, text_ref, sha256, body in connection.execute(_ARTICLES):
        text = body.decode("utf-8", errors="replace")
        if text_sha256(text) != sha256:
            continue
        covered = body_start
        for owner, start, end, first, last, packed in connection.execute(_PASSAGES, [ref]):
            spans = ((covered, start), *_gaps(unpack_spans(packed, start), start, end))
            if owner != text_ref or text[start:end] != body[first:last].decode("utf-8", errors="replace"):
                yield f"a passage of article {identity} is not a slice of its text"
            elif any(text[left:right].strip() for left, right in spans):
                yield f"a passage of article {identity} leaves out words"
            covered = max(covered, end)
        if text[covered:].strip():
            yield f"the passages of article {identity} leave out its end"


_ARTICLES = """
    SELECT a.ref, a.id, a.body_start, t.ref, t.sha256, t.body FROM articles a JOIN texts t ON t.ref = a.text
"""
_PASSAGES = """
    SELECT text, start, "end", byte_start, byte_end, sentences FROM passages WHERE article = ? ORDER BY start, row
"""


def _gaps(spans: tuple[tuple[int, int], ...], start: int, end: int) -> Iterator[tuple[int, int]]:
    for left, right in spans:
        yield start, left
        start = right
    yield start, end


def _originals(connection: sqlite3.Connection) -> Iterator[str]:
    for (ref,) in connection.execute("SELECT ref FROM originals").fetchall():
        try:
            originals.load(connection, ref)
        except LibraryDamaged as error:
            yield str(error)


def _segments(home: Path, connection: sqlite3.Connection) -> Iterator[str]:
    damaged = damaged_segments(home, connection)
    yield from damaged.values()
    query = "SELECT s.ref, m.dimension, s.rows, s.sentences FROM segments s JOIN models m ON m.ref = s.model"
    for row in connection.execute(query).fetchall():
        segment = Segment(*row)
        if segment.ref not in damaged:
            yield from _rows(home, connection, segment)


def _rows(home: Path, connection: sqlite3.Connection, segment: Segment) -> Iterator[str]:
    norms = np.linalg.norm(open_rows(home, segment), axis=1)
    if not np.isfinite(norms).all() or np.any((np.abs(norms - 1) > 1e-3) & (norms != 0)):
        yield f"{segment.path(home)} holds rows that are not of length one"
    wrong = connection.execute(
        "SELECT count(*) - count(DISTINCT position)"
        " + coalesce(sum(position >= ? OR sentence_at + sentence_count > ?), 0) FROM vectors WHERE segment = ?",
        [segment.rows, segment.sentences, segment.ref],
    ).fetchone()[0]
    if wrong:
        yield f"{wrong} vectors point outside of {segment.path(home)}, or at one row twice"


def _scan(home: Path, connection: sqlite3.Connection) -> Iterator[str]:
    for name, sha256 in connection.execute("SELECT name, sha256 FROM derived"):
        path = home / FOLDER / name
        if not path.exists() or file_sha256(path) != sha256:
            yield f"{path} is missing or not what was written"


def _postings(home: Path, connection: sqlite3.Connection) -> Iterator[str]:
    folder = catalog.postings_folder(connection, home)
    try:
        # tantivy takes a lock even to read, and that is a file it must be able to make.
        with linked_copy(folder) if catalog.is_still(home) and folder.is_dir() else nullcontext(folder) as place:
            held = Lexical.open(Path(place)).view().rows()
    except LibraryDamaged as error:
        yield str(error)
        return
    rows = {row for (row,) in connection.execute("SELECT row FROM passages")}
    if rows != held:
        yield f"postings are out of step: {len(rows - held)} passages missing, {len(held - rows)} too many"


def _shortened(faults: Iterator[str]) -> list[str]:
    listed = list(faults)
    more = len(listed) - _MANY
    return [*listed[:_MANY], *([f"and {more} more of the kind"] if more > 0 else [])]
