"""The approximate dense search against the exact one: latency, recall, cost of building.

    python -m eval.bench.vectors [--rows 100000] [--dimension 384] [--queries 300]     clustered random vectors
    python -m eval.bench.vectors --vectors FILE.npy                                     unit rows of a model

Both are measured through `index.view.View.dense`, as a question meets them: 30 nearest of all rows and of the rows of
three articles in ten; one thread, medians of its processor time over the queries. Recall counts the exact ten nearest
among those found.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from index import fastscan, view
from index.embed import Vectors, unit
from index.scanned import ScannedRows
from index.vectors import Ints, Matrix
from index.view import View

LIMIT = 30
_SEGMENT = 8_192
_ROWS_PER_ARTICLE = 5


def main() -> None:
    """Measure, and print what was found as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.vectors")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--dimension", type=int, default=384)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--vectors", type=Path)
    arguments = parser.parse_args()
    _one_thread()
    if arguments.vectors:
        everything = np.load(arguments.vectors, allow_pickle=False)
    else:
        everything = clustered(arguments.rows + arguments.queries, arguments.dimension)
    queries, rows = everything[: arguments.queries], everything[arguments.queries :][: arguments.rows]
    json.dump(measure(rows, queries), sys.stdout)
    sys.stdout.write("\n")


def clustered(count: int, dimension: int, seed: int = 0) -> Vectors:
    """Give unit vectors as passages have them: some 48 directions that matter, topics in them, noise around."""
    rng = np.random.default_rng(seed)
    topics = rng.standard_normal((2_000, 48), dtype=np.float32)
    directions = rng.standard_normal((48, dimension), dtype=np.float32) / 7
    inner = topics[rng.integers(0, len(topics), count)] + 0.7 * rng.standard_normal((count, 48), dtype=np.float32)
    return unit(inner @ directions + 0.25 * rng.standard_normal((count, dimension), dtype=np.float32))


def measure(rows: Vectors, queries: Vectors) -> dict[str, Any]:
    """Give milliseconds of both searches, their ratio and recall@10, without and with a filter."""
    places = np.arange(len(rows))
    segments = tuple(rows[at : at + _SEGMENT] for at in range(0, len(rows), _SEGMENT))
    matrix = Matrix.of(segments, rows.shape[1])
    start = time.perf_counter()
    scan = fastscan.build(matrix, places + 1, places)
    built = time.perf_counter() - start
    exact = View(0, places, places // _ROWS_PER_ARTICLE, places + 1, places, matrix, {})
    chosen = np.flatnonzero(np.random.default_rng(7).random(len(rows) // _ROWS_PER_ARTICLE) < 0.3)
    found: dict[str, Any] = {"rows": len(rows), "dimension": rows.shape[1], "build_seconds": round(built, 1)}
    for name, articles in (("all", None), ("filtered", chosen)):
        found[name] = _compare(exact, replace(exact, scan=ScannedRows.of(scan, exact.vectors)), queries, articles)
    return found


def _compare(exact: View, fast: View, queries: Vectors, articles: Ints | None) -> dict[str, float]:
    true, slow = _run(exact, queries, articles)
    near, quick = _run(fast, queries, articles)
    shared = sum(len(set(a[:10]) & set(b[:10])) for a, b in zip(true, near, strict=True))
    return {
        "exact_ms": round(slow, 2),
        "scan_ms": round(quick, 2),
        "ratio": round(slow / quick, 1),
        "recall@10": round(shared / (10 * len(queries)), 4),
    }


def _run(state: View, queries: Vectors, articles: Ints | None) -> tuple[list[list[int]], float]:
    times, found = [], []
    for query in queries:
        start = time.thread_time()
        found.append([row for row, _ in state.dense(query, LIMIT, articles)])
        times.append(time.thread_time() - start)
    return found, 1000 * float(np.median(times))


def _one_thread() -> None:
    """Hold FAISS and numpy to one thread: numpy reads its limit as it is loaded, so the process starts anew."""
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        limits = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        os.execve(sys.executable, [sys.executable, "-m", "eval.bench.vectors", *sys.argv[1:]], {**os.environ, **limits})
    assert view.EXACT_UP_TO < 30_000, "a filter of three in ten would be searched exactly"


if __name__ == "__main__":
    main()
