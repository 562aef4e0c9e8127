"""The lexical half of the search: BM25 over tantivy, with phrases, pre-filters and deletions that are real on disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice, product
from pathlib import Path
from typing import Any

from corpus.errors import LibraryDamaged, LibraryError, NoSpace
from index.passage import Filters
from index.tokens import tokens, variants

# A title opens the body of each of its passages, and counts a little more by its own field: scifact train nDCG@10 at
# weights 0/.1/.2/.3 .693/.692/.691/.688, test .677/.681/.677/.677; by the field alone, at .4, .684 and .669;
# news-2022 at 0 .607, at .1 .618, by the field alone .593 (`python -m eval.bench.lexical` with `--title-weight`,
# 2026-11-22).
TITLE_WEIGHT = 0.1
_TITLE_END = "¶"  # no token: a phrase does not run from the title into the text
HEAP_BYTES = 64_000_000
MAX_WORDS = 256  # different words of a question; a pasted article is cut here
MAX_PHRASES = 16
_DISK = ("No space left", "File too large", "uota exceeded", "ermission denied", "Read-only file system")
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|「([^」]+)」')


@dataclass(frozen=True, slots=True)
class Posting:
    """What the search knows of one passage; `row` is the catalog's number for it, never used twice.

    `published_day` counts days since 0001-01-01 (`date.toordinal()`), None where the date is unknown.
    """

    row: int
    article: str
    collection: str
    published_day: int | None
    publisher: str | None
    title: str
    text: str
    language: str = "und"


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
        compiled = self._compile(query, filters or Filters())
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

    def _compile(self, query: str, filters: Filters) -> Any | None:  # noqa: ANN401 - tantivy has no runtime types
        from tantivy import Occur, Query

        languages = self.languages()
        words = dict.fromkeys(variants(query, languages))
        forms = list(dict.fromkeys(chain.from_iterable(islice(words, MAX_WORDS))))
        if not forms:
            return None
        parts = [(Occur.Must, Query.boolean_query([(Occur.Should, part) for part in self._words(forms)]))]
        for phrase in quoted(query)[:MAX_PHRASES]:
            readings = self._phrase(phrase, languages)
            if readings is not None:
                parts.append((Occur.Must, Query.const_score_query(readings, 0.0)))
        parts += [(Occur.Must, Query.const_score_query(part, 0.0)) for part in self._filters(filters)]
        return Query.boolean_query(parts) if len(parts) > 1 else parts[0][1]

    def _words(self, forms: Sequence[str]) -> Iterator[Any]:
        """Give the scored clauses, all of them plain terms: tantivy skips what cannot win only in a union of such.

        An article holds a word under the stem of its own language, so the other stems of it count for nothing there.
        """
        from tantivy import Query

        for form in forms:
            yield Query.term_query(self._schema, "body", form)
            yield Query.boost_query(Query.term_query(self._schema, "title", form), TITLE_WEIGHT)

    def _phrase(self, phrase: str, languages: Sequence[str]) -> Any | None:  # noqa: ANN401
        from tantivy import Occur, Query

        readings = dict.fromkeys(tuple(tokens(phrase, code)) for code in languages)
        clauses = []
        for reading, field in product(readings, ("body", "title")):
            if len(reading) == 1:
                clauses.append((Occur.Should, Query.term_query(self._schema, field, reading[0])))
            elif reading:
                clauses.append((Occur.Should, Query.phrase_query(self._schema, field, list(reading))))
        return Query.boolean_query(clauses) if clauses else None

    def _filters(self, filters: Filters) -> Iterator[Any]:
        from tantivy import FieldType, Query

        for field, values in (
            ("article", filters.articles),
            ("collection", filters.collections),
            ("publisher", filters.publishers),
        ):
            if values:
                yield Query.term_set_query(self._schema, field, list(values))
        if filters.dated:
            since = filters.since.toordinal() if filters.since else 0
            until = filters.until.toordinal() if filters.until else 4_000_000
            yield Query.range_query(self._schema, "day", FieldType.Integer, since, until)


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
                tantivy.Index(_schema(), str(folder))
            index = tantivy.Index.open(str(folder))
            index.config_reader(reload_policy="manual")
            return cls(folder, index, index.writer(HEAP_BYTES, 1) if writable else None)

    def add(self, postings: Iterable[Posting]) -> None:
        """Add passages; they are found after `commit`."""
        import tantivy

        with _told(self._folder):
            for posting in postings:
                self._writing.add_document(tantivy.Document.from_dict(_document(posting), self._index.schema))

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


def quoted(query: str) -> list[str]:
    """Give the words that stand in double quotation marks of any style."""
    return [next(group for group in match.groups() if group) for match in _QUOTED.finditer(query)]


def unquoted(query: str) -> str:
    """Give the query without its quotation marks, so that its words are searched one by one."""
    return _QUOTED.sub(lambda match: f" {next(group for group in match.groups() if group)} ", query)


def _schema() -> Any:  # noqa: ANN401
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=True, indexed=True, fast=True)
    builder.add_integer_field("day", stored=True, indexed=True, fast=True)
    for name in ("article", "collection", "publisher", "language"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):  # stored, since a removal writes the passages beside it again
        builder.add_text_field(name, stored=True, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def _document(posting: Posting) -> dict[str, Any]:
    title, body = tokens(posting.title, posting.language), tokens(posting.text, posting.language)
    document: dict[str, Any] = {
        "row": posting.row,
        "article": posting.article,
        "collection": posting.collection,
        "language": posting.language,
        "title": " ".join(title),
        "body": " ".join([*title, _TITLE_END, *body] if title else body),
    }
    if posting.publisher is not None:
        document["publisher"] = posting.publisher
    if posting.published_day is not None:
        document["day"] = posting.published_day
    return document


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
