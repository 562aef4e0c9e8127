"""The one door to the articles, their passages, vectors and postings."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.article import Article
from corpus.errors import LibraryBusy
from index import catalog, doctor, versions
from index.ahead import Ahead, one_ahead
from index.batch import batches
from index.change import is_unclean
from index.embed import Encoder, Progress
from index.files import disk_errors
from index.lock import Wait, WriterLock
from index.model import require_model
from index.passage import EVERYTHING, Filters
from index.readers import Readers
from index.rebuild import repair
from index.records import ArticleRecord, Outcome
from index.remove import remove
from index.snapshot import Snapshot
from index.write import Writer, open_writer


class Library:
    """Articles in a folder: any number of readers, in this and other processes, and one writer at a time.

    May be used by several threads. Use it in a `with`, or `close` it.
    """

    def __init__(self, home: Path, encoder: Encoder, wait: Wait | None = None, block: bool = True) -> None:
        self.home = home
        self.encoder = encoder
        self._wait = wait
        self._block = block
        self._readers = Readers(home, encoder.manifest)
        self._writing_thread: int | None = None

    @classmethod
    def open(
        cls,
        home: Path,
        encoder: Encoder,
        *,
        wait: Wait | None = None,
        block: bool = True,
        any_model: bool = False,
    ) -> Library:
        """Open a library, made when it is not there.

        `wait` is told when another process is writing; with `block` off such a write raises LibraryBusy instead.
        Raises ModelMismatch when it was built with another model, LibraryDamaged and NoSpace. `any_model` opens
        whatever is there, for `check` and `repair`.
        """
        library = cls(home, encoder, wait, block)
        with disk_errors(home):
            there = catalog.exists(home)
        if any_model and there:
            return library
        library._make_ready(there)
        with library._readers.transaction() as connection:
            require_model(connection, encoder.manifest)
        return library

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open; the library can be opened again."""
        self._readers.close()

    def add(
        self, articles: Iterable[Article], collection: str, *, progress: Progress | None = None
    ) -> Iterator[Outcome]:
        """Add articles, update those whose source is known and skip the unchanged; an outcome comes once it is stored.

        Articles are taken, and stored, some 250,000 characters at a time: what was stored stays, whatever happens
        later. The next are taken, and embedded on another thread, while these are stored. Nothing is done until the
        outcomes are taken. `progress` is that of `index.ahead.Ahead`.
        """
        with self._writer(self._block) as writer, Ahead(self.encoder, progress) as ahead:
            for begun in one_ahead(writer.begin(batch, collection, ahead) for batch in batches(articles)):
                with disk_errors(self.home):
                    outcomes = writer.add(begun, collection)
                    writer.tidy()
                yield from outcomes
            with disk_errors(self.home):
                writer.derive()

    def remove(self, *article_ids: str) -> None:
        """Remove articles with all their versions from the catalog, the searches and the disk.

        Raises NotFound, having removed nothing, when one of them does not exist.
        """
        with self._writer(self._block) as writer, disk_errors(self.home):
            remove(writer, article_ids)

    def check(self) -> list[str]:
        """Say what is wrong with the library, a line a fault; every stored byte is read."""
        return doctor.check(self.home, self.encoder.manifest)

    def repair(self, progress: Progress | None = None) -> None:
        """Rebuild everything that follows from the stored texts, with the present model; the texts stay as they are.

        `progress(done, total)` counts articles.
        """
        with disk_errors(self.home), WriterLock(self.home, self._wait, self._block):
            repair(self.home, self.encoder, progress)

    def count(self, filters: Filters = EVERYTHING) -> tuple[int, int, int]:
        """Give the articles and passages a filter keeps, and the articles left out only for want of a date."""
        with self.snapshot() as snapshot:
            return snapshot.count(filters)

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Give the newest state for the length of a `with`; take one for each question."""
        return self._readers.snapshot()

    def collections(self) -> dict[str, int]:
        """Give the names of the collections, in order, and how many articles each holds."""
        with self._readers.transaction() as connection:
            query = "SELECT collection, count(*) FROM articles GROUP BY collection ORDER BY collection"
            return dict(connection.execute(query).fetchall())

    def articles(self, filters: Filters = EVERYTHING) -> list[ArticleRecord]:
        """Give the articles a filter keeps, in order of collection and key."""
        with self.snapshot() as snapshot:
            return snapshot.articles(filters)

    def article(self, article_id: str, sha256: str | None = None) -> ArticleRecord:
        """Give one article, as its newest version or the one named; raises NotFound."""
        with self._readers.transaction() as connection:
            return versions.record(connection, article_id, sha256)

    def text(self, sha256: str) -> str:
        """Give the canonical text of a version; raises NotFound."""
        with self.snapshot() as snapshot:
            return snapshot.text(sha256)

    def raw(self, article_id: str, sha256: str | None = None) -> bytes:
        """Give the original bytes of a version, the newest or the one named, empty where none were kept.

        Raises NotFound, and LibraryDamaged if they are lost.
        """
        with self._readers.transaction() as connection:
            return versions.raw(connection, article_id, sha256)

    def _make_ready(self, there: bool) -> None:
        """Create what is missing, bring an old form up to date and finish a write that was broken off."""
        if not there:
            with disk_errors(self.home):
                self.home.mkdir(parents=True, exist_ok=True)
        elif catalog.is_still(self.home):
            return
        elif catalog.is_current(self.home):
            self._finish_a_broken_write()
            return
        with self._writer(self._block):
            pass

    def _finish_a_broken_write(self) -> None:
        with self._readers.transaction() as connection:
            if not is_unclean(connection):
                return
        # Whoever is writing at this moment will clear it away; reading waits for nobody.
        with suppress(LibraryBusy), self._writer(block=False):
            pass

    @contextmanager
    def _writer(self, block: bool) -> Iterator[Writer]:
        """Hold the writer's lock; a block that ends well is settled at once, one that does not at the next opening."""
        if self._writing_thread == threading.get_ident():
            raise LibraryBusy("this thread is already writing to the library; finish its `add` first")
        with ExitStack() as held:
            with disk_errors(self.home):
                held.enter_context(WriterLock(self.home, self._wait, block))
                self._writing_thread = threading.get_ident()
                held.callback(setattr, self, "_writing_thread", None)
                writer = held.enter_context(open_writer(self.home, self.encoder))
                writer.settle()
            yield writer
            with disk_errors(self.home):
                writer.settle()
