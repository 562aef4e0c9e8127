"""Hybrid retrieval: dense and lexical search under the same filters, their scores fused."""

from __future__ import annotations

from dataclasses import dataclass

from index.embed import Encoder
from index.passage import Filters
from index.records import StoredPassage
from index.snapshot import Snapshot

DEPTH = 100  # candidates of each arm
DENSE = 0.5  # the dense arm's share


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: `score` in [0, 1] is fused, `cosine` and `bm25` are its arms'; `also_in` holds copies."""

    passage: StoredPassage
    score: float
    cosine: float
    bm25: float
    also_in: tuple[str, ...] = ()


def retrieve(state: Snapshot, encoder: Encoder, question: str, filters: Filters, top_k: int) -> tuple[Hit, ...]:
    """Give the passages that fit a question best, best first."""
    dense = dict(state.dense(encoder.encode([question])[0], DEPTH, filters))
    words = dict(state.lexical(question, DEPTH, filters))
    first, second = _scaled(dense), _scaled(words)
    score = {row: DENSE * first.get(row, 0.0) + (1 - DENSE) * second.get(row, 0.0) for row in dense | words}
    rows = sorted(score, key=lambda row: (-score[row], row))[:top_k]
    return tuple(
        Hit(passage, score[passage.row], dense.get(passage.row, 0.0), words.get(passage.row, 0.0))
        for passage in state.passages(rows)
    )


def _scaled(scores: dict[int, float]) -> dict[int, float]:
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {row: (score - low) / (high - low) if high > low else 1.0 for row, score in scores.items()}
