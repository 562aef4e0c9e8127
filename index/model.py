"""Which model the vectors of a library are of: one at a time, and named in the catalog."""

from __future__ import annotations

import sqlite3

from corpus.errors import ModelMismatch
from index.embed import Manifest


def model_ref(connection: sqlite3.Connection, manifest: Manifest) -> int:
    """Give the catalog's ref of a model, entered if it is new."""
    values = [manifest.model, manifest.sha256, manifest.dimension, manifest.max_tokens]
    connection.execute(
        "INSERT OR IGNORE INTO models (model, sha256, dimension, max_tokens) VALUES (?, ?, ?, ?)", values
    )
    query = "SELECT ref FROM models WHERE model = ? AND sha256 = ? AND dimension = ? AND max_tokens = ?"
    ref: int = connection.execute(query, values).fetchone()[0]
    return ref


def require_model(connection: sqlite3.Connection, manifest: Manifest) -> None:
    """Raise ModelMismatch when the library's vectors are of another model; a library without any takes every model."""
    built = _built_with(connection)
    if built is None or built == manifest:
        return
    if connection.execute("SELECT 1 FROM passages LIMIT 1").fetchone():
        same = " (other weights or limits)" if built.model == manifest.model else ""
        raise ModelMismatch(
            f"the index was built with {built.model}, settings say {manifest.model}{same};"
            " run `citedesk doctor --repair`"
        )


def _built_with(connection: sqlite3.Connection) -> Manifest | None:
    """Give the model of the library's vectors, None before there are any."""
    found = connection.execute(
        "SELECT m.model, m.sha256, m.dimension, m.max_tokens FROM models m JOIN state ON state.model = m.ref"
    ).fetchone()
    return Manifest(*found) if found else None
