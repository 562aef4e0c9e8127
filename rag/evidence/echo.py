"""How well the words of a question are echoed in one sentence, every word read in its place.

Late interaction as in ColBERT (Khattab and Zaharia, 2020), over the word vectors of the embedding model: each content
word of the question takes the most similar word of the sentence; the cosines are averaged by the words' rarity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from index.embed import Vectors
from index.records import StoredPassage
from rag.words.terms import Term

_WORD = re.compile(r"\w+(?:['’-]\w+)*|[$€£%]")
_TITLE = 160  # characters of a title read before the passage


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text and the spans of its words, to be read in one pass; `weights` say how much each word tells.

    `sentences` are the spans that may echo a question, each by itself.
    """

    text: str
    words: tuple[tuple[int, int], ...]
    weights: tuple[float, ...]
    sentences: tuple[tuple[int, int], ...] = ()

    @classmethod
    def asked(cls, question: str, terms: tuple[Term, ...]) -> Self:
        """Give a question by its content words, or by all its words where it has none."""
        if terms:
            return cls(question, tuple((term.start, term.end) for term in terms), tuple(term.weight for term in terms))
        words = tuple(match.span() for match in _WORD.finditer(question))
        return cls(question, words, (1.0,) * len(words))

    @classmethod
    def told(cls, passage: StoredPassage, sentences: Sequence[tuple[int, int]]) -> Self:
        """Give neighbouring sentences of a passage behind its title, by their own words; spans are of the article."""
        front = f"{passage.title[:_TITLE]}\n" if passage.title else ""
        first, last = sentences[0][0], sentences[-1][1]
        text, shift = passage.text[first - passage.start : last - passage.start], len(front) - first
        words = tuple((m.start() + len(front), m.end() + len(front)) for m in _WORD.finditer(text))
        spans = tuple((start + shift, end + shift) for start, end in sentences)
        return cls(front + text, words, (1.0,) * len(words), spans)


def echo(asked: Spoken, asked_rows: Vectors, told: Spoken, told_rows: Vectors) -> tuple[float, float]:
    """Give the echo, in [-1, 1], of a question in the sentence that echoes it best, and its weakest part.

    Rows are the unit vectors of the words. The weakest part is the mean of the two words echoed least: a relation that
    nobody speaks of stands out there.
    """
    if not asked.words or not told.words:
        return 0.0, 0.0
    cosines = asked_rows @ told_rows.T
    weights = np.array(asked.weights, np.float32)
    starts = np.array([start for start, _ in told.words])
    echoes = [
        (float(weights @ best / weights.sum()), float(np.sort(best)[:2].mean()))
        for start, end in told.sentences
        if (inside := (starts >= start) & (starts < end)).any()
        for best in [cosines[:, inside].max(axis=1)]
    ]
    return max(echoes, default=(0.0, 0.0))
