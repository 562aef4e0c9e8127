"""Engines for the lexical search, in one run over the same tokens: tantivy (ours), SQLite FTS5, bm25s.

    python -m eval.bench.lexical ../shared/data [--passages 100000] [--queries 150] [--sets scifact,news-2022,...]
    python -m eval.bench.lexical ../shared/data --engines tantivy --sets scifact:train --passages 0 --title-weight .5

Prints JSON: nDCG@10 of each set (an article scores as its best passage); then, at `--passages` passages (those of
news-2022, repeated with their words reversed), milliseconds of a search in processor time of its thread and on the
clock, plain, as a phrase and filtered to a tenth; and the seconds of building and of one add that can be found.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from eval import metrics
from eval.sets import EvaluationSet
from index import lexical
from index.embed import load
from index.lexical import Lexical, Posting
from index.passage import Filters
from index.split import split
from index.tokens import tokens
from rag.config import Settings

SETS = ("scifact", "news-2022", "xquad/en", "xquad/es", "xquad/de", "xquad/ru")
DEPTH = 50
TENTH = Filters(collections=("0",))

Search = Callable[[str], Sequence[int]]


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
        best = f"ORDER BY bm25(t, {lexical.TITLE_WEIGHT}, 1.0) LIMIT {DEPTH}"
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


ENGINES: dict[str, Callable[[Path, Sequence[Cut]], Engine]] = {"tantivy": Tantivy, "fts5": Fts5, "bm25s": Bm25s}


def main() -> None:
    """Measure, and print what was found as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.lexical")
    parser.add_argument("data", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=150)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--title-weight", type=float, default=lexical.TITLE_WEIGHT)
    arguments = parser.parse_args()
    lexical.TITLE_WEIGHT = arguments.title_weight
    makers = {name: ENGINES[name] for name in arguments.engines.split(",")}
    token_offsets = load(Settings.load().models).token_offsets
    found: dict[str, Any] = {"ndcg@10": {}}
    news: tuple[list[Cut], list[str]] = ([], [])
    for named in filter(None, arguments.sets.split(",")):
        name, _, wanted = named.partition(":")
        chosen = EvaluationSet.load(arguments.data / name)
        cuts, part = list(_cuts(chosen, token_offsets)), chosen.split(wanted or None)
        found["ndcg@10"][named] = {engine: _quality(make, cuts, chosen, part) for engine, make in makers.items()}
        if name == "news-2022" and arguments.passages:
            news = cuts, [query.text for query in chosen.queries][: arguments.queries]
        print(named, found["ndcg@10"][named], file=sys.stderr)
    if news[0]:
        many = [*news[0], *map(_reversed, news[0])][: arguments.passages]
        found["passages"] = len(many)
        found["speed"] = {engine: _speed(make, many, news[1]) for engine, make in makers.items()}
    print(json.dumps(found, indent=2))


def _cuts(chosen: EvaluationSet, token_offsets: Callable[[str], list[tuple[int, int]]]) -> Iterable[Cut]:
    for article in chosen.articles():
        title = article.title.value if article.title else ""
        for passage in split(article.text, token_offsets, max_tokens=256, language=article.language):
            yield Cut(article.key, title, passage.text, article.language)


def _quality(
    make: Callable[[Path, Sequence[Cut]], Engine], cuts: Sequence[Cut], chosen: EvaluationSet, part: str
) -> float:
    queries, qrels = chosen.judged(part), chosen.qrels[part]
    with tempfile.TemporaryDirectory() as folder:
        engine = make(Path(folder), cuts)
        ranked = ([cuts[row].document for row in engine.search(query.text)] for query in queries)
        values = [
            metrics.ndcg(list(dict.fromkeys(one)), qrels[query.id]) for one, query in zip(ranked, queries, strict=True)
        ]
    return round(float(np.mean([value for value in values if value is not None])), 4)


def _speed(
    make: Callable[[Path, Sequence[Cut]], Engine], cuts: Sequence[Cut], queries: Sequence[str]
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        engine = make(Path(folder), cuts)
        found: dict[str, Any] = {"build_cpu_s": round(time.process_time() - started, 1)}
        found["plain"] = _timed(engine.search, queries)
        found["filtered"] = _timed(engine.filtered, queries)
        if not isinstance(engine, Bm25s):
            found["phrase"] = _timed(
                engine.phrase, [" ".join(cut.text.split()[3:6]) for cut in cuts[:: len(cuts) // 100]]
            )
        adds = []
        for number in range(3):
            started = time.perf_counter()
            engine.add(len(cuts) + number, replace(cuts[0], text=f"zyzzyva{number} in the text"))
            assert len(cuts) + number in engine.search(f"zyzzyva{number}")
            adds.append(time.perf_counter() - started)
        return found | {"add_s": round(sorted(adds)[1], 3)}


def _timed(search: Search, queries: Sequence[str]) -> dict[str, float]:
    for query in queries[:5]:
        search(query)
    spent, clock = [], []
    for query in queries:
        cpu, wall = time.thread_time(), time.perf_counter()
        search(query)
        spent.append((time.thread_time() - cpu) * 1e3)
        clock.append((time.perf_counter() - wall) * 1e3)
    figures = (*np.percentile(spent, [50, 95]), *np.percentile(clock, [50, 95]))
    names = ("cpu_ms_p50", "cpu_ms_p95", "ms_p50", "ms_p95")
    return {name: round(float(figure), 2) for name, figure in zip(names, figures, strict=True)}


def _posting(row: int, cut: Cut) -> Posting:
    return Posting(row, cut.document, str(row % 10), None, None, cut.title, cut.text, cut.language)


@cache  # two engines read the same
def _tokens(cut: Cut) -> tuple[list[str], list[str]]:
    return tokens(cut.title, cut.language), tokens(cut.text, cut.language)


def _reversed(cut: Cut) -> Cut:
    return replace(cut, text=" ".join(reversed(cut.text.split(" "))))


if __name__ == "__main__":
    main()
