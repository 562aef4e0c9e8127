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
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from corpus.article import value_of
from eval import metrics
from eval.bench.lexical_engines import ENGINES, Bm25s, Cut, Engine
from eval.sets import EvaluationSet
from index import lexical_query
from index.embed import load
from index.split import split
from rag.config import Settings

SETS = ("scifact", "news-2022", "xquad/en", "xquad/es", "xquad/de", "xquad/ru")

Search = Callable[[str], Sequence[int]]


def main() -> None:
    """Measure, and print what was found as JSON."""
    arguments = _arguments()
    lexical_query.TITLE_WEIGHT = arguments.title_weight
    makers = {name: ENGINES[name] for name in arguments.engines.split(",")}
    found: dict[str, Any] = {"ndcg@10": {}}
    for named in filter(None, arguments.sets.split(",")):
        name, _, wanted = named.partition(":")
        chosen = EvaluationSet.load(arguments.data / name)
        cuts, part = list(_cuts(chosen)), chosen.split(wanted or None)
        found["ndcg@10"][named] = {engine: _quality(make, cuts, chosen, part) for engine, make in makers.items()}
        print(named, found["ndcg@10"][named], file=sys.stderr)
        if name == "news-2022" and arguments.passages:
            many = [*cuts, *map(_reversed, cuts)][: arguments.passages]
            queries = [query.text for query in chosen.queries][: arguments.queries]
            found["passages"] = len(many)
            found["speed"] = {engine: _speed(make, many, queries) for engine, make in makers.items()}
    print(json.dumps(found, indent=2))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.lexical")
    parser.add_argument("data", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=150)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--title-weight", type=float, default=lexical_query.TITLE_WEIGHT)
    return parser.parse_args()


@cache
def _token_offsets() -> Callable[[str], list[tuple[int, int]]]:
    return load(Settings.load().models).token_offsets


def _cuts(chosen: EvaluationSet) -> Iterable[Cut]:
    for article in chosen.articles():
        title = value_of(article.title) or ""
        for passage in split(article.text, _token_offsets(), max_tokens=256, language=article.language):
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


def _reversed(cut: Cut) -> Cut:
    return replace(cut, text=" ".join(reversed(cut.text.split(" "))))


if __name__ == "__main__":
    main()
