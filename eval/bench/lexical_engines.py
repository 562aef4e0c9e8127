"""The engines that `eval.bench.lexical` measures, each over passages of a set cut into the same tokens."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index import lexical_query
from index.lexical import Lexical, Posting
from index.passage import Filters
from index.tokens import tokens

DEPTH = 50
TENTH = Filters(collections=("0",))


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage of a set, and the document it belongs to."""

    document: str
    title: str
    text: str
    language: str


class Engine(Protocol):
    """What is measured; rows are positions in the passages it was built of, row % 10 their collection."""

    def search(self, query: str) -> Sequence[int]:
        """Give DEPTH rows, best first."""
        ...

    def filtered(self, query: str) -> Sequence[int]:
        """Give DEPTH rows of the collection "0"."""
        ...

    def phrase(self, words: str) -> Sequence[int]:
        """Give the rows that hold the words in this order."""
        ...

    def add(self, row: int, cut: Cut) -> None:
        """Add a passage so that the next search finds it."""
        ...


class Tantivy:
    """`index.lexical`, as the library uses it."""

    def __init__(self, folder: Path, cuts: Sequence[Cut]) -> None:
        self._lexical = Lexical.open(folder / "tantivy", writable=True)
        self._lexical.add(_posting(row, cut) for row, cut in enumerate(cuts))
        self._lexical.commit()
        self._view = self._lexical.view()

    def search(self, query: str) -> Sequence[int]:
        """Search everything."""
        return [row for row, _ in self._view.search(query, DEPTH)]

    def filtered(self, query: str) -> Sequence[int]:
        """Search a tenth."""
        return [row for row, _ in self._view.search(query, DEPTH, TENTH)]

    def phrase(self, words: str) -> Sequence[int]:
        """Search for words as quoted."""
        return self.search(f'"{words}"')

    def add(self, row: int, cut: Cut) -> None:
        """Add and commit."""
        self._lexical.add([_posting(row, cut)])
        self._lexical.commit()
        self._view = self._lexical.view()


class Fts5:
    """SQLite's full-text index over the same tokens, an OR of the question's words."""

    def __init__(self, folder: Path, cuts: Sequence[Cut]) -> None:
        self._language = cuts[0].language
        self._connection = sqlite3.connect(folder / "fts.db")
        self._connection.execute(
            "CREATE VIRTUAL TABLE t USING fts5(title, body, collection UNINDEXED,"
            " tokenize=\"unicode61 tokenchars '$%.'\")"
        )
        self._insert(enumerate(cuts))

    def search(self, query: str) -> Sequence[int]:
        """Search everything."""
        return self._run(" OR ".join(self._quoted(query)), "TRUE")

    def filtered(self, query: str) -> Sequence[int]:
        """Search a tenth."""
        return self._run(" OR ".join(self._quoted(query)), "collection = '0'")

    def phrase(self, words: str) -> Sequence[int]:
        """Search for the words in order."""
        return self._run(" + ".join(self._quoted(words)), "TRUE")

    def add(self, row: int, cut: Cut) -> None:
        """Insert and commit."""
        self._insert([(row, cut)])

    def _insert(self, cuts: Iterable[tuple[int, Cut]]) -> None:
        rows = ((row, *map(" ".join, _tokens(cut)), str(row % 10)) for row, cut in cuts)
        with self._connection:
            self._connection.executemany("INSERT INTO t(rowid, title, body, collection) VALUES (?, ?, ?, ?)", rows)

    def _quoted(self, query: str) -> list[str]:
        return [f'"{token}"' for token in dict.fromkeys(tokens(query, self._language))]

    def _run(self, match: str, condition: str) -> Sequence[int]:
        best = f"ORDER BY bm25(t, {lexical_query.TITLE_WEIGHT}, 1.0) LIMIT {DEPTH}"
        sql = f"SELECT rowid FROM t WHERE t MATCH ? AND {condition} {best}"
        return [row for (row,) in self._connection.execute(sql, [match])] if match else []


class Bm25s:
    """bm25s over title and text as one; it cannot add, so that one add is a rebuild; it knows no phrases."""

    def __init__(self, folder: Path, cuts: Sequence[Cut]) -> None:
        self._language = cuts[0].language
        self._corpus = [title + body for title, body in map(_tokens, cuts)]
        self._build()

    def search(self, query: str) -> Sequence[int]:
        """Search everything."""
        return self._run(query, None)

    def filtered(self, query: str) -> Sequence[int]:
        """Search a tenth."""
        return self._run(query, self._tenth)

    def phrase(self, words: str) -> Sequence[int]:
        """Refuse: there are no positions."""
        raise NotImplementedError

    def add(self, row: int, cut: Cut) -> None:
        """Build anew."""
        title, body = _tokens(cut)
        self._corpus.append(title + body)
        self._build()

    def _build(self) -> None:
        import bm25s  # type: ignore[import-untyped]

        self._engine: Any = bm25s.BM25(k1=1.2, b=0.75)
        self._engine.index(self._corpus, show_progress=False)
        self._tenth = np.array([row % 10 == 0 for row in range(len(self._corpus))], np.float32)

    def _run(self, query: str, mask: Any) -> Sequence[int]:  # noqa: ANN401 - bm25s is an extra
        asked = [token for token in dict.fromkeys(tokens(query, self._language)) if token in self._engine.vocab_dict]
        if not asked:
            return []
        k = min(DEPTH, len(self._corpus))
        rows, _ = self._engine.retrieve([asked], k=k, show_progress=False, weight_mask=mask, n_threads=0)
        return [int(row) for row in rows[0]]


def _posting(row: int, cut: Cut) -> Posting:
    return Posting(row, cut.document, str(row % 10), None, None, cut.title, cut.text, cut.language)


@cache  # two engines read the same
def _tokens(cut: Cut) -> tuple[list[str], list[str]]:
    return tokens(cut.title, cut.language), tokens(cut.text, cut.language)


ENGINES: dict[str, Callable[[Path, Sequence[Cut]], Engine]] = {"tantivy": Tantivy, "fts5": Fts5, "bm25s": Bm25s}
