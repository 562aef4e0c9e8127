"""The sentences of the passages found, each weighed for the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from index.embed import Vectors
from rag.expect import Expected, answers_kind, expected
from rag.terms import Term, covered, stems, terms

if TYPE_CHECKING:
    from index.records import StoredPassage
    from rag.retrieve import Hit

SHORTLIST = 12  # sentences encoded at question time: some 40 ms on one core
PASSAGES = 10

# Tuned on highlights and squad2 dev, see eval/train/README.md (2026-11-22): late-pooled vectors find the passage's
# answer, stand-alone vectors pick the sentence, the words decide between near ties.
COVERAGE = 0.3
KIND = 0.03
RETRIEVAL = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer; `number` counts the sentences of its passage, `rank` the passages from 0.

    `pooled` and `alone` are cosines of the question with the sentence inside its passage and by itself (equal where it
    was not shortlisted); `coverage` is the share of the question's weight in its words; higher `score` is better.
    """

    passage: StoredPassage
    rank: int
    number: int
    start: int
    end: int
    text: str
    stems: frozenset[str]
    coverage: float
    kind: bool
    pooled: float
    alone: float
    score: float
    vector: Vectors

    @property
    def before(self) -> str:
        """Give the passage's text in front of the sentence."""
        return self.passage.text[: self.start - self.passage.start]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question and the sentences found for it, best first; `hits` are the passages they stand in."""

    question: str
    expected: Expected
    asked: tuple[Term, ...]
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]


def weigh(
    question: str,
    hits: Sequence[Hit],
    vectors: Sequence[Vectors],
    query: Vectors,
    encode: Callable[[Sequence[str]], Vectors],
) -> Evidence:
    """Weigh the sentences of the best passages.

    `vectors` are `Snapshot.sentence_vectors` of the hits' rows, `query` the unit vector of the question, `encode` gives
    unit vectors of texts and is called once, with at most SHORTLIST sentences.
    """
    asked, want = terms(question), expected(question)
    top = tuple(hits[:PASSAGES])
    found = [
        candidate
        for rank, (hit, rows) in enumerate(zip(top, vectors, strict=False))
        for candidate in _candidates(hit, rank, rows, query.reshape(-1), question, asked, want)
    ]
    found.sort(key=lambda candidate: -candidate.score)
    shortlist = _read_alone(found[:SHORTLIST], query.reshape(-1), encode, top)
    rest = [_scored(candidate, candidate.alone - 0.05, top) for candidate in found[SHORTLIST:]]
    return Evidence(question, want, asked, top, tuple(sorted((*shortlist, *rest), key=lambda c: -c.score)))


def _candidates(
    hit: Hit, rank: int, rows: Vectors, query: Vectors, question: str, asked: tuple[Term, ...], want: Expected
) -> list[Candidate]:
    passage = hit.passage
    pooled = rows @ query if len(rows) == len(passage.sentences) else np.full(len(passage.sentences), hit.cosine)
    found = []
    for number, (start, end) in enumerate(passage.sentences):
        text = passage.text[start - passage.start : end - passage.start]
        held = stems(text)
        cosine = float(pooled[number])
        coverage = covered(asked, held)
        kind = answers_kind(want, text, question)
        score = cosine + COVERAGE * coverage + KIND * kind + RETRIEVAL * hit.score
        vector = rows[number] if len(rows) == len(passage.sentences) else query
        found.append(
            Candidate(passage, rank, number, start, end, text, held, coverage, kind, cosine, cosine, score, vector)
        )
    return found


def _read_alone(
    shortlist: list[Candidate], query: Vectors, encode: Callable[[Sequence[str]], Vectors], hits: tuple[Hit, ...]
) -> list[Candidate]:
    if not shortlist:
        return []
    vectors = encode([" ".join(candidate.text.split()) for candidate in shortlist])
    return [
        replace(_scored(candidate, float(vector @ query), hits), vector=vector)
        for candidate, vector in zip(shortlist, vectors, strict=True)
    ]


def _scored(candidate: Candidate, alone: float, hits: tuple[Hit, ...]) -> Candidate:
    score = alone + COVERAGE * candidate.coverage + KIND * candidate.kind + RETRIEVAL * hits[candidate.rank].score
    return replace(candidate, alone=alone, score=score)
