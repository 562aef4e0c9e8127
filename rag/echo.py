"""How well the words of a question are echoed in one sentence, every word read in its place.

Late interaction as in ColBERT (Khattab and Zaharia, 2020), over the word vectors of the embedding model: each content
word of the question takes the most similar word of the sentence; the cosines are averaged by the words' rarity.
"""

from __future__ import annotations

import re

import numpy as np

from index.embed import Encoder
from index.records import StoredPassage
from rag.terms import Term

_WORD = re.compile(r"\w+(?:['’-]\w+)*|[$€£%]")
_TITLE = 160  # characters of a title read before the passage


def echo(question: str, asked: tuple[Term, ...], passage: StoredPassage, encoder: Encoder) -> tuple[float, float]:
    """Give the echo, in [-1, 1], of a question in the sentence of a passage that echoes it best, and its weakest part.

    The weakest part is the mean of the two words echoed least: a relation that nobody speaks of stands out there.
    """
    spans = [(term.start, term.end) for term in asked] or [match.span() for match in _WORD.finditer(question)]
    weights = np.array([term.weight for term in asked] or [1.0] * len(spans), np.float32)
    front = f"{passage.title[:_TITLE]}\n" if passage.title else ""
    words = [match.span() for match in _WORD.finditer(passage.text)]
    if not spans or not words:
        return 0.0, 0.0
    shifted = [(start + len(front), end + len(front)) for start, end in words]
    _, (asked_rows, told_rows) = encoder.encode_with_spans([question, front + passage.text], [spans, shifted])
    cosines = asked_rows @ told_rows.T
    starts = np.array([start for start, _ in words]) + passage.start
    echoes = [
        (float(weights @ best / weights.sum()), float(np.sort(best)[:2].mean()))
        for start, end in passage.sentences
        if (inside := (starts >= start) & (starts < end)).any()
        for best in [cosines[:, inside].max(axis=1)]
    ]
    return max(echoes, default=(0.0, 0.0))
