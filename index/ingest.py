"""Files and folders into a library: what went in, what was already there, what could not be read and why."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from os.path import exists, isdir
from pathlib import Path

from corpus.article import Article, article_id
from corpus.errors import NotFound, ReadError
from corpus.read import ReadOptions, read, walk
from corpus.visible import is_text, shortened
from index.library import Library
from index.records import Outcome

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Remark:
    """A source and one line about it: why it gave no article, or what a reader should know of the one it gave."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did; `notes` are warnings on articles that went in all the same."""

    added: tuple[Outcome, ...]
    updated: tuple[Outcome, ...]
    skipped: tuple[Outcome, ...]
    failed: tuple[Remark, ...]
    notes: tuple[Remark, ...]

    @property
    def took_anything(self) -> bool:
        """Say whether any source gave an article, new or known."""
        return bool(self.added or self.updated or self.skipped)


def ingest(
    library: Library,
    sources: Sequence[Path],
    collection: str,
    options: ReadOptions,
    progress: Progress | None = None,
) -> Report:
    """Read every source and add its articles; one that cannot be read is listed and stops nothing.

    `progress` is called with (bytes of sources embedded, bytes in all, the name of the file read last).
    """
    reading = _Reading(library, collection, tuple(sources), options)
    outcomes = tuple(library.add(reading.articles(), collection, progress=_shares(reading, progress)))
    added, updated, skipped = (tuple(o for o in outcomes if o.kind == kind) for kind in ("added", "updated", "skipped"))
    return Report(added, updated, skipped, tuple(reading.failed), tuple(reading.notes))


@dataclass(slots=True)
class _Reading:
    """Reads on demand, and remembers what it met on the way; `read` and `total` are bytes, `name` the file at hand."""

    library: Library
    collection: str
    sources: tuple[Path, ...]
    options: ReadOptions
    met: dict[str, str] = field(default_factory=dict)
    failed: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    read: int = 0
    total: int = 0
    name: str = ""

    def articles(self) -> Iterator[Article]:
        files = [(path, root) for source in self.sources for path, root in self._files(source)]
        sizes = [_size(path) for path, _ in files]
        self.total = sum(sizes)
        for (path, root), size in zip(files, sizes, strict=True):
            self.name = path.name
            self.read += size
            yield from self._articles(path, root)

    def _files(self, source: Path) -> Iterator[tuple[Path, Path]]:
        root = source if isdir(source) else source.parent  # never raises, where Path.is_dir may
        try:
            for path in walk(source):
                yield path, root
        except ReadError as error:
            self.failed.append(Remark(str(source), str(error).removeprefix(f"{shortened(str(source))}: ")))

    def _articles(self, path: Path, root: Path) -> Iterator[Article]:
        try:
            source = str(path.resolve())
            _refuse_no_text(source)
            for article in read(path, root=root, options=self.options):
                article = replace(article, source=source)
                self._refuse_namesake(article)
                self.notes.extend(Remark(str(path), note) for note in article.notes)
                yield article
        except ReadError as error:
            self.failed.append(Remark(str(path), str(error)))

    def _refuse_namesake(self, article: Article) -> None:
        """Raise a ReadError where another file of the same name, still there, would be replaced by this one.

        An address identifies a page whatever file it was saved in, so a page is never a namesake.
        """
        if article.key == article.url:
            return
        holder = self.met.setdefault(article.key, str(article.source))
        if holder == article.source:
            holder = self._stored(article)
        if holder != article.source and exists(holder):
            raise ReadError(
                f"{article.key} is already in collection {self.collection!r}, read from {holder}; "
                "ingest this one with another --collection, or the folder above both"
            )

    def _stored(self, article: Article) -> str:
        """Give the file that the library's article of this name, with another text, was read from."""
        try:
            record = self.library.article(article_id(self.collection, article.key))
        except NotFound:
            return str(article.source)
        other = record.source is not None and record.sha256 != article.sha256
        return str(record.source if other else article.source)


def _shares(reading: _Reading, progress: Progress | None) -> Callable[[int, int], None] | None:
    """Turn what is done of each batch into bytes of what was read for it; the next is read while one is embedded."""
    if progress is None:
        return None
    read: deque[tuple[int, str]] = deque()
    stored = 0

    def batch(done: int, total: int) -> None:
        nonlocal stored
        if not done:
            read.append((reading.read, reading.name))
            return
        upto, name = read[0]
        progress(stored + (upto - stored) * done // total, reading.total, name)
        if done >= total:
            stored = read.popleft()[0]

    return batch


def _refuse_no_text(name: str) -> None:
    """Raise a ReadError where a name holds bytes that are not UTF-8, so that nothing could be stored under it."""
    if not is_text(name):
        raise ReadError("the name holds bytes that are not text in UTF-8; rename the file or its folder")


def _size(path: Path) -> int:
    """Give a file's size in bytes; one that vanished counts nothing and is reported when it is read."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
