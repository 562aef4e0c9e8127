"""Running an evaluation set and writing down what came of it: the figures, and a record for every query."""

from __future__ import annotations

import json
import random
import resource
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from eval import metrics
from eval.indexed import Progress, indexed
from eval.rows import SetError
from eval.sets import EvaluationSet, Query
from index.embed import Encoder
from index.passage import EVERYTHING
from index.snapshot import Snapshot
from rag.config import Settings
from rag.fusion import Fusion
from rag.retrieve import FUSION, rank
from rag.shelf import load_encoder

LIMIT_SEED = 20221122
DEPTH = 100  # articles of a ranking that a record keeps

Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What retrieval gave for a query: document ids, best first, with their scores, and the seconds it took."""

    query: Query
    articles: tuple[str, ...]
    scores: tuple[float, ...]
    seconds: float


def run_retrieval(
    folder: Path,
    settings: Settings,
    split: str | None = None,
    limit: int | None = None,
    run_dir: Path | None = None,
    *,
    encoder: Encoder | None = None,
    fusion: Fusion = FUSION,
    progress: Progress | None = None,
) -> Report:
    """Measure retrieval over the queries that the qrels of a split judge; an article scores as its best passage.

    Gives the report that `--json` prints and writes it to `run_dir` (a new folder under the cache unless named) as
    `report.json`, beside `retrieval.jsonl` with a record for every query. Raises SetError for a set that has no qrels.
    """
    chosen = EvaluationSet.load(folder)
    part = chosen.split(split)
    queries = _limited(chosen, chosen.judged(part), limit)
    if not queries:
        raise SetError(f"{folder}: no query is judged in the split {part!r}; retrieval needs qrels/{part}.tsv")
    encoder = encoder or load_encoder(settings)
    started = perf_counter()
    with indexed(chosen, settings.cache, encoder, progress) as library, library.snapshot() as state:
        index_seconds = perf_counter() - started
        names = {article.article_id: article.key for article in state.articles()}
        rankings = [_ranking(state, encoder, query, names, fusion) for query in queries]
        articles, passages, _ = state.count()
    records = list(_records(rankings, chosen.qrels[part]))
    place = run_dir or _new_folder(settings.cache / "runs", f"{chosen.name.replace('/', '-')}-{part}")
    report: Report = {
        "set": chosen.name,
        "split": part,
        "metrics": {name: _figure([record["metrics"][name] for record in records]) for name in metrics.RETRIEVAL},
        "cost": _cost(rankings, index_seconds, articles, passages),
        "run_dir": str(place),
    }
    about = {"limit": limit, "model": encoder.manifest.model, "fusion": asdict(fusion)}
    _write(place, report | {"settings": about}, records)
    return report


def _ranking(state: Snapshot, encoder: Encoder, query: Query, names: Mapping[str, str], fusion: Fusion) -> Ranking:
    started = perf_counter()
    found = rank(state, encoder, query.text, EVERYTHING, fusion)
    seconds = perf_counter() - started
    best: dict[str, float] = {}
    for scored, passage in zip(found, state.passages([one.row for one in found]), strict=True):
        best.setdefault(names[passage.article_id], scored.score)
    kept = list(best)[:DEPTH]
    return Ranking(query, tuple(kept), tuple(best[article] for article in kept), seconds)


def _records(rankings: Sequence[Ranking], qrels: Mapping[str, Mapping[str, int]]) -> Iterator[dict[str, Any]]:
    for one in rankings:
        relevant = qrels[one.query.id]
        yield {
            "query_id": one.query.id,
            "query": one.query.text,
            "relevant": relevant,
            "ranked": [{"article": a, "score": round(s, 6)} for a, s in zip(one.articles, one.scores, strict=True)],
            "metrics": {name: metric(one.articles, relevant) for name, metric in metrics.RETRIEVAL.items()},
            "ms": round(one.seconds * 1e3, 3),
        }


def _figure(values: Sequence[float]) -> dict[str, Any]:
    found = metrics.estimate(values)
    return {"value": found.value, "ci95": [found.low, found.high], "n": found.n}


def _cost(rankings: Sequence[Ranking], index_seconds: float, articles: int, passages: int) -> dict[str, float]:
    median, high = np.percentile([one.seconds * 1e3 for one in rankings], [50, 95])
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return {
        "articles": articles,
        "passages": passages,
        "index_s": round(index_seconds, 3),
        "query_ms_p50": round(float(median), 3),
        "query_ms_p95": round(float(high), 3),
        "peak_memory_mb": round(kilobytes / 1024, 1),
    }


def _limited(chosen: EvaluationSet, queries: Sequence[Query], limit: int | None) -> list[Query]:
    """Give at most `limit` queries, in their order: a seeded sample with the set's shares of answerable and not."""
    if limit is None or limit >= len(queries):
        return list(queries)
    strata: dict[bool | None, list[Query]] = {}
    for query in queries:
        gold = chosen.answers.get(query.id)
        strata.setdefault(gold.answerable if gold else None, []).append(query)
    generator = random.Random(LIMIT_SEED)
    mixed = sorted(
        ((number + 0.5) / len(stratum), generator.random(), query.id)
        for stratum in (generator.sample(stratum, len(stratum)) for stratum in strata.values())
        for number, query in enumerate(stratum)
    )
    kept = {query for _, _, query in mixed[:limit]}
    return [query for query in queries if query.id in kept]


def _new_folder(above: Path, name: str) -> Path:
    number = 1
    while (above / f"{name}-{number:03}").exists():
        number += 1
    return above / f"{name}-{number:03}"


def _write(place: Path, report: Report, records: Sequence[Mapping[str, Any]]) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / "report.json").write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (place / "retrieval.jsonl").write_text("".join(lines), "utf-8")
    except OSError as error:
        raise SetError(
            f"cannot write the run to {place}: {error.strerror}; name another folder with --run-dir"
        ) from error
