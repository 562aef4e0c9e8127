"""Consistent states for any number of threads: pooled connections, and arrays kept until the catalog moves on."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import LibraryBusy, LibraryDamaged
from index import catalog, lexical
from index.embed import Manifest
from index.files import linked_copy
from index.model import require_model
from index.snapshot import Snapshot
from index.view import View, load_view

_ATTEMPTS = 50


class Readers:
    """The reading half of a library; `snapshot` and `transaction` may be used by several threads at once."""

    def __init__(self, home: Path, manifest: Manifest) -> None:
        self._home = home
        self._manifest = manifest
        self._idle: list[sqlite3.Connection] = []
        self._mutex = threading.Lock()
        self._postings: tuple[Path, lexical.Lexical] | None = None
        self._links: TemporaryDirectory[str] | None = None
        self._state: tuple[View, lexical.View] | None = None

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Give the newest state, which stays as it is until the block ends.

        Raises ModelMismatch when the library has since been rebuilt with another model.
        """
        for _ in range(_ATTEMPTS):
            with self.transaction() as connection:
                state = self._state_of(connection)
                if state is not None:
                    yield Snapshot(connection, *state)
                    return
        raise LibraryBusy(f"the library {self._home} changes faster than it can be read; try again")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the catalog until the block ends."""
        connection = self._take()
        try:
            connection.execute("BEGIN")
            yield connection
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            # Without locks a connection would not notice that the catalog was written by somebody who may.
            connection.close() if catalog.is_still(self._home) else self._idle.append(connection)

    def close(self) -> None:
        """Close every connection that no thread is using."""
        while self._idle:
            self._idle.pop().close()
        self._state = self._postings = None
        if self._links is not None:
            self._links.cleanup()
            self._links = None

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return catalog.open_reader(self._home)

    def _state_of(self, connection: sqlite3.Connection) -> tuple[View, lexical.View] | None:
        """Give the arrays and postings of the state a connection sees, or None when the library has moved on."""
        generation = catalog.generation(connection)
        with self._mutex:
            if self._state is None or self._state[0].generation != generation:
                require_model(connection, self._manifest)
                state = self._load(connection, generation)
                if state is None:
                    return None
                self._state = state
            return self._state

    def _load(self, connection: sqlite3.Connection, generation: int) -> tuple[View, lexical.View] | None:
        known = self._state[0] if self._state else None
        try:
            view = load_view(connection, self._home, generation, known)
        except FileNotFoundError as error:
            if self._is_newest(generation):
                raise LibraryDamaged(f"{error.filename} is missing; run `citedesk doctor --repair`") from error
            return None
        postings = self._open_postings(catalog.postings_folder(connection, self._home)).view()
        # Postings hold at least what the catalog names, until a later write takes some away.
        return (view, postings) if self._is_newest(generation) else None

    def _open_postings(self, folder: Path) -> lexical.Lexical:
        if catalog.is_still(self._home):
            # tantivy takes a lock even to read, and that is a file it must be able to make.
            links, self._links = self._links, linked_copy(folder)
            if links is not None:
                links.cleanup()
            return lexical.Lexical.open(Path(self._links.name))
        if self._postings is None or self._postings[0] != folder:
            self._postings = folder, lexical.Lexical.open(folder)
        return self._postings[1]

    def _is_newest(self, generation: int) -> bool:
        with self.transaction() as other:
            return catalog.generation(other) == generation
