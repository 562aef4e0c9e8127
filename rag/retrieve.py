"""Hybrid retrieval: dense and lexical search under the same filters, their scores fused, copies collapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.embed import Encoder
from index.lexical import quoted, unquoted
from index.passage import Filters
from index.records import StoredPassage
from index.snapshot import Snapshot
from rag.copies import grouped
from rag.fusion import Fusion, fused

FUSION = Fusion()
_COPIES = 3  # ranks looked through for copies, as a multiple of those shown
_DEEPER = 4  # times as deep as its candidates BM25 is read, to weigh those of the vectors: scifact test .722 to .728


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found; higher scores are better.

    `score` in [0, 1] is fused from `cosine` in [-1, 1] and `bm25`, 0 where no word is shared; `also_in` are the ids of
    other articles that hold next to the same words.
    """

    passage: StoredPassage
    score: float
    cosine: float
    bm25: float
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate passage by its row, see `Hit`."""

    row: int
    score: float
    cosine: float
    bm25: float


def retrieve(
    state: Snapshot, encoder: Encoder, question: str, filters: Filters, top_k: int, fusion: Fusion = FUSION
) -> tuple[Hit, ...]:
    """Give the passages that fit a question best, best first, each once.

    Words in quotation marks must stand in a passage as they are, where any passage holds them so.
    """
    found = rank(state, encoder, question, filters, fusion)[: _COPIES * top_k]
    passages = state.passages([one.row for one in found])
    groups = grouped([passage.text for passage in passages])[:top_k]
    return tuple(_hit(found[group[0]], [passages[position] for position in group]) for group in groups)


def rank(state: Snapshot, encoder: Encoder, question: str, filters: Filters, fusion: Fusion = FUSION) -> list[Scored]:
    """Give every candidate of both searches, best first; ties by row."""
    vector = encoder.encode_query(question)
    words, quotes_found = _words(state, question, filters, _DEEPER * fusion.depth)
    nearest = [] if quotes_found else state.dense(vector, fusion.depth, filters)
    bm25 = dict(words)
    rows = sorted({row for row, _ in (*nearest, *words[: fusion.depth])})
    if not rows:
        return []
    cosines = state.vectors(rows) @ vector
    lexical = np.array([bm25.get(row, 0.0) for row in rows], np.float32)
    scores = fused(cosines, lexical, fusion.share(encoder.letters_per_token(question)))
    order = np.argsort(-scores, kind="stable")  # rows ascend, so ties go by row
    return [Scored(rows[at], float(scores[at]), float(cosines[at]), float(lexical[at])) for at in order]


def _words(state: Snapshot, question: str, filters: Filters, depth: int) -> tuple[list[tuple[int, float]], bool]:
    """Give the lexical candidates, and whether they hold the question's quotations."""
    found = state.lexical(question, depth, filters)
    if not quoted(question):
        return found, False
    return (found, True) if found else (state.lexical(unquoted(question), depth, filters), False)


def _hit(scored: Scored, holders: Sequence[StoredPassage]) -> Hit:
    first, *copies = holders
    also_in = dict.fromkeys(copy.article_id for copy in copies if copy.article_id != first.article_id)
    return Hit(first, scored.score, scored.cosine, scored.bm25, tuple(also_in))
