"""The lexical half of the search: BM25 over tantivy, with phrases, pre-filters and deletions that are real on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import LibraryDamaged, LibraryError, NoSpace
from index.lexical_query import compiled_query, quoted, unquoted
from index.passage import Filters
from index.posting import Posting, document, new_schema

__all__ = ["Lexical", "Posting", "View", "quoted", "unquoted"]

HEAP_BYTES = 64_000_000
_DISK = ("No space left", "File too large", "uota exceeded", "ermission denied", "Read-only file system")


@dataclass(frozen=True, slots=True)
class View:
    """One committed state of the postings, which later commits do not change."""

    _schema: Any
    _searcher: Any

    def __len__(self) -> int:
        """Give the number of passages."""
        return int(self._searcher.num_docs)

    def search(self, query: str, limit: int, filters: Filters | None = None) -> list[tuple[int, float]]:
        """Give up to `limit` (row, BM25) pairs, best first; ties by row.

        Words in quotation marks must stand in the passage in that order, in any of its inflections. Nothing else in
        a query has a meaning of its own: it is cut into words, never parsed.
        """
        compiled = compiled_query(self._schema, self.languages(), query, filters or Filters())
        if compiled is None or limit < 1:
            return []
        found = self._searcher.search(compiled, limit=limit, count=False).hits
        rows = self._rows([address for _, address in found])
        return sorted(((row, float(score)) for row, (score, _) in zip(rows, found, strict=True)), key=_best_first)

    def rows(self) -> set[int]:
        """Give every row the postings hold."""
        import tantivy

        if not len(self):
            return set()
        found = self._searcher.search(tantivy.Query.all_query(), limit=len(self), count=False).hits
        return set(self._rows([address for _, address in found]))

    def languages(self) -> tuple[str, ...]:
        """Give the languages of the articles, in alphabetical order."""
        return tuple(sorted(code for code, _ in self._searcher.terms_with_prefix("language", "")))

    def _rows(self, addresses: Sequence[Any]) -> list[int]:
        return [int(row) for row in self._searcher.fast_field_values("row", list(addresses))]


class Lexical:
    """The postings of a library in a folder of their own. Readers take a `view`; one process may write."""

    def __init__(self, folder: Path, index: Any, writer: Any | None) -> None:  # noqa: ANN401
        self._folder, self._index, self._writer = folder, index, writer
        self._removed: list[int] = []

    @classmethod
    def open(cls, folder: Path, writable: bool = False) -> Lexical:
        """Open the postings, making the folder where there is none and `writable` is set."""
        import tantivy

        with _told(folder):
            if writable and not (folder / "meta.json").exists():
                folder.mkdir(parents=True, exist_ok=True)
                tantivy.Index(new_schema(), str(folder))
            index = tantivy.Index.open(str(folder))
            index.config_reader(reload_policy="manual")
            return cls(folder, index, index.writer(HEAP_BYTES, 1) if writable else None)

    def add(self, postings: Iterable[Posting]) -> None:
        """Add passages; they are found after `commit`."""
        import tantivy

        with _told(self._folder):
            for posting in postings:
                self._writing.add_document(tantivy.Document.from_dict(document(posting), self._index.schema))

    def remove(self, rows: Iterable[int]) -> None:
        """Remove passages by row; they are gone from the searches and from the disk after `commit`."""
        self._removed.extend(rows)

    def commit(self) -> None:
        """Make what was added and removed visible, whole or not at all."""
        removed, self._removed = self._removed, []
        with _told(self._folder):
            if removed:
                self._rewrite(set(removed))
            self._writing.commit()
            if removed:
                self._writing.garbage_collect_files()

    def view(self) -> View:
        """Give the newest committed state."""
        with _told(self._folder):
            self._index.reload()
            return View(self._index.schema, self._index.searcher())

    def search(self, query: str, limit: int, filters: Filters | None = None) -> list[tuple[int, float]]:
        """Search the newest committed state, see `View.search`."""
        return self.view().search(query, limit, filters)

    def close(self) -> None:
        """Drop what was not committed, wait for merges to end and let another process write."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with _told(self._folder):
                writer.rollback()
                writer.wait_merging_threads()

    @property
    def _writing(self) -> Any:  # noqa: ANN401
        if self._writer is None:
            raise LibraryError(f"the postings in {self._folder} were opened for reading; open the library for writing")
        return self._writer

    def _rewrite(self, removed: set[int]) -> None:
        """Write the segments that hold removed rows anew without them.

        tantivy only marks a removed document and leaves its words on disk until some later merge; a segment of which
        every document is removed goes at once. So all go, and those that stay are added again in the same commit.
        """
        import tantivy

        self._index.reload()
        searcher, schema = self._index.searcher(), self._index.schema
        self._writing.delete_documents_by_query(tantivy.Query.term_set_query(schema, "row", sorted(removed)))
        if not searcher.num_docs:
            return
        everything = tantivy.Query.all_query()
        addresses = [hit[1] for hit in searcher.search(everything, limit=searcher.num_docs, count=False).hits]
        rows = searcher.fast_field_values("row", addresses)
        touched = {address.segment_ord for address, row in zip(addresses, rows, strict=True) if row in removed}
        for address, row in zip(addresses, rows, strict=True):
            if address.segment_ord in touched:
                self._writing.delete_documents_by_query(tantivy.Query.term_query(schema, "row", row))
                if row not in removed:
                    kept = _first_values(searcher.doc(address).to_dict())
                    self._writing.add_document(tantivy.Document.from_dict(kept, schema))


def _first_values(document: dict[str, list[Any]]) -> dict[str, Any]:
    return {name: values[0] for name, values in document.items()}


def _best_first(hit: tuple[int, float]) -> tuple[float, int]:
    return -hit[1], hit[0]


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what tantivy raises (ValueError for everything) into the library's errors."""
    try:
        yield
    except OSError as error:
        raise NoSpace(f"cannot write the postings in {folder}: {error}; free some space") from error
    except ValueError as error:
        if any(reason in str(error) for reason in _DISK):
            raise NoSpace(f"cannot write the postings in {folder}: {error}; free some space") from error
        raise LibraryDamaged(f"the postings in {folder} fail: {error}; run `citedesk doctor --repair`") from error
