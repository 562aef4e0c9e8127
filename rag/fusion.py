"""Fusing the scores of two searches, and how far the dense one can be trusted with a question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fusion:
    """How retrieval weighs its arms.

    `depth` is the number of candidates each arm gives; `dense` the dense arm's share for a question whose tokens cover
    `fluent` letters each or more, falling to 0 for one of `foreign` letters.

    Tuned with all-MiniLM-L6-v2 (2026-11-22; `python -m eval.bench.fusion` prints such grids):
    `dense` and `depth` on the scifact train queries, flat from .5 (.736) to .7 (.738), as 427 articles of news-2022
    are from .3 to .7; the slope on xquad, where no language may lose to BM25 alone: one that the model spells in 2.9
    letters a token gets .39, and up to .4 did no harm to Spanish even with noise on its cosines.
    """

    depth: int = 50
    dense: float = 0.6
    foreign: float = 1.8
    fluent: float = 3.5

    def share(self, letters_per_token: float) -> float:
        """Give the dense arm's share for a question, in [0, dense].

        A model knows the words of its own language whole and spells out those of others: all-MiniLM-L6-v2 covers 4
        letters a token in English, 2.6 in Spanish, 1.0 in Russian or Greek, 0 in Thai.
        """
        return self.dense * float(np.clip((letters_per_token - self.foreign) / (self.fluent - self.foreign), 0.0, 1.0))


def fused(cosines: Scores, bm25: Scores, share: float) -> Scores:
    """Give a score in [0, 1] for each candidate: `share` of its scaled cosine, the rest of its scaled BM25.

    Cosines are scaled from their lowest to their highest, BM25 from 0: a candidate that shares no word has 0 of it. An
    arm that tells no candidate from another has no say.
    """
    dense, words = scaled(cosines, float(cosines.min(initial=np.inf))), scaled(bm25, 0.0)
    if not words.any():
        share = 1.0
    elif not dense.any():
        share = 0.0
    mixed: Scores = share * dense + (1.0 - share) * words
    return mixed


def scaled(scores: Scores, low: float) -> Scores:
    """Give scores on [0, 1], where `low` is 0 and the highest is 1; all 0 where none is above `low`."""
    high = float(scores.max(initial=-np.inf))
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
