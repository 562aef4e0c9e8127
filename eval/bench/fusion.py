"""The weights of `rag.fusion`, tried on development sets over the same candidates.

    python -m eval.bench.fusion SET[:SPLIT]... [--limit N]

Prints, for each set, nDCG@10 of both arms, of reciprocal rank fusion and of a grid of weights, how much the shipped
weights are above each arm with the paired bootstrap interval, and ways of scoring an article by its passages. The
libraries of the sets are those of `citedesk eval`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval import metrics
from eval.indexed import indexed
from eval.sets import EvaluationSet
from index.embed import Encoder, load
from index.snapshot import Snapshot
from rag.config import Settings
from rag.fusion import Fusion, fused

DEEPEST = 200
GRID = tuple(
    Fusion(depth, dense, foreign, fluent)
    for depth, dense, (foreign, fluent) in product(
        (50, 100), (0.3, 0.4, 0.5, 0.6, 0.7), ((0.0, 0.1), (1.2, 3.0), (1.2, 3.5), (1.8, 3.5))
    )
)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates of a query at the greatest depth: whose they are, what both arms say."""

    documents: tuple[str, ...]
    cosines: Floats
    bm25: Floats
    letters: float
    relevant: Mapping[str, int]


Score = Callable[[Pool], Floats]


def main() -> None:
    """Measure, and print what was found as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.fusion")
    parser.add_argument("sets", nargs="+", metavar="SET[:SPLIT]")
    parser.add_argument("--limit", type=int, help="the first N queries of each set")
    arguments = parser.parse_args()
    settings = Settings.load()
    encoder = load(settings.models, settings.model)
    found = {}
    for named in arguments.sets:
        folder, _, wanted = named.partition(":")
        chosen = EvaluationSet.load(Path(folder))
        pools = _pools(chosen, chosen.split(wanted or None), encoder, settings.cache, arguments.limit)
        found[f"{chosen.name}:{chosen.split(wanted or None)}"] = _measured(pools)
    print(json.dumps(found, indent=2))


def _pools(chosen: EvaluationSet, split: str, encoder: Encoder, cache: Path, limit: int | None) -> list[Pool]:
    with indexed(chosen, cache, encoder) as library, library.snapshot() as state:
        names = {article.article_id: article.key for article in state.articles()}
        return [
            _pool(state, encoder, names, query.text, chosen.qrels[split][query.id])
            for query in chosen.judged(split)[:limit]
        ]


def _pool(
    state: Snapshot, encoder: Encoder, names: Mapping[str, str], question: str, relevant: Mapping[str, int]
) -> Pool:
    vector = encoder.encode_query(question)
    bm25 = dict(state.lexical(question, DEEPEST))
    rows = sorted({row for row, _ in state.dense(vector, DEEPEST)} | bm25.keys())
    return Pool(
        tuple(names[passage.article_id] for passage in state.passages(rows)),
        state.vectors(rows) @ vector,
        np.array([bm25.get(row, 0.0) for row in rows], np.float32),
        encoder.letters_per_token(question),
        relevant,
    )


def _measured(pools: Sequence[Pool]) -> dict[str, Any]:
    arms = {"dense": _values(pools, lambda pool: pool.cosines), "bm25": _values(pools, lambda pool: pool.bm25)}
    shipped = _values(pools, _by(Fusion()))
    return {
        "queries": len(pools),
        **{name: _mean(values) for name, values in arms.items()},
        "rrf": _mean(_values(pools, _reciprocal_ranks)),
        "shipped": _mean(shipped),
        "shipped above": {name: _rounded(metrics.difference(shipped, values)) for name, values in arms.items()},
        "article from passages": {
            name: _mean(_values(pools, _by(Fusion()), combine)) for name, combine in COMBINE.items()
        },
        "grid": [asdict(one) | {"ndcg@10": _mean(_values(pools, _by(one)))} for one in GRID],
    }


def _best(scores: Sequence[float]) -> float:
    return scores[0]


COMBINE: dict[str, Callable[[Sequence[float]], float]] = {
    "best": _best,
    "best + .1 of the next two": lambda scores: scores[0] + 0.1 * sum(scores[1:3]),
    "sum of two": lambda scores: sum(scores[:2]),
    "mean of three": lambda scores: sum(scores[:3]) / len(scores[:3]),
}


def _values(
    pools: Sequence[Pool], score: Score, combine: Callable[[Sequence[float]], float] = _best
) -> list[float | None]:
    return [metrics.ndcg(_ranked(pool, score(pool), combine), pool.relevant) for pool in pools]


def _ranked(pool: Pool, scores: Floats, combine: Callable[[Sequence[float]], float]) -> list[str]:
    held: dict[str, list[float]] = {}
    for at in np.argsort(-scores, kind="stable"):
        if scores[at] >= 0:
            held.setdefault(pool.documents[at], []).append(float(scores[at]))
    return sorted(held, key=lambda document: -combine(held[document]))


def _by(fusion: Fusion) -> Score:
    def score(pool: Pool) -> Floats:
        kept = _first(pool.cosines, fusion.depth) | (_first(pool.bm25, fusion.depth) & (pool.bm25 > 0))
        scores = np.full(len(kept), -1.0, np.float32)
        scores[kept] = fused(pool.cosines[kept], pool.bm25[kept], fusion.share(pool.letters))
        return scores

    return score


def _first(scores: Floats, depth: int) -> NDArray[np.bool_]:
    kept = np.zeros(len(scores), bool)
    kept[np.argsort(-scores, kind="stable")[:depth]] = True
    return kept


def _reciprocal_ranks(pool: Pool) -> Floats:
    """Cormack, Clarke and Buettcher 2009, with their constant 60."""
    ranks = (np.argsort(np.argsort(-scores, kind="stable")) for scores in (pool.cosines, pool.bm25))
    found: Floats = sum((1.0 / (61.0 + rank) for rank in ranks), start=np.zeros(len(pool.bm25))).astype(np.float32)
    return found


def _mean(values: Sequence[float | None]) -> float:
    return round(float(np.mean([value for value in values if value is not None])), 4)


def _rounded(found: metrics.Estimate | None) -> list[float]:
    return [round(found.value, 4), round(found.low, 4), round(found.high, 4)] if found else []


if __name__ == "__main__":
    main()
