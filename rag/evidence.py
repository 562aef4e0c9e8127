"""The sentences of the passages found, each weighed for the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.embed import Encoder, Vectors
from rag.candidates import Candidate, Evidence
from rag.echo import echo
from rag.expect import Expected, answers_kind, expected
from rag.terms import Term, covered, stems, terms

if TYPE_CHECKING:
    from rag.retrieve import Hit

PASSAGES = 10
SHORTLIST = 12  # sentences read by themselves at question time
WINDOWS = 3

# Sentence vectors from the passage's own pass tell best whether there is an answer, vectors of single sentences pick
# the better sentence, words decide between near ties: eval/train/README.md, measured on highlights and squad2 dev.
COVERAGE = 0.3
KIND = 0.03
RETRIEVAL = 0.05
UNREAD = 0.05  # taken off sentences that were not read by themselves


def weigh(
    question: str, hits: Sequence[Hit], vectors: Sequence[Vectors], query: Vectors, encoder: Encoder
) -> Evidence:
    """Weigh the sentences of the best passages.

    `vectors` are `Snapshot.sentence_vectors` of the hits' rows, `query` the unit vector of the question.
    """
    asked, want, query = terms(question), expected(question), query.reshape(-1)
    top = tuple(hits[:PASSAGES])
    found = [
        candidate
        for rank, (hit, rows) in enumerate(zip(top, vectors, strict=False))
        for candidate in _candidates(hit, rank, rows, query, question, asked, want)
    ]
    if not found:
        return Evidence(question, want, asked, top, ())
    found.sort(key=lambda candidate: -candidate.score)
    read = sorted(_read_alone(found[:SHORTLIST], query, encoder), key=lambda candidate: -candidate.score)
    rest = [replace(candidate, score=candidate.score - UNREAD) for candidate in found[SHORTLIST:]]
    nearest = max(found, key=lambda candidate: candidate.pooled).passage
    return Evidence(
        question,
        want,
        asked,
        top,
        (*read, *rest),
        len(read),
        _window(read[:WINDOWS], query, encoder),
        echo(question, asked, nearest, encoder),
    )


def _candidates(
    hit: Hit, rank: int, rows: Vectors, query: Vectors, question: str, asked: tuple[Term, ...], want: Expected
) -> Iterator[Candidate]:
    passage = hit.passage
    kept = len(rows) == len(passage.sentences)
    pooled = rows @ query if kept else np.full(len(passage.sentences), hit.cosine)
    for number, (start, end) in enumerate(passage.sentences):
        text = passage.text[start - passage.start : end - passage.start]
        held = stems(text)
        candidate = Candidate(
            passage=passage,
            rank=rank,
            number=number,
            start=start,
            end=end,
            text=text,
            stems=held,
            coverage=covered(asked, held),
            kind=answers_kind(want, text, question),
            pooled=float(pooled[number]),
            alone=float(pooled[number]),
            score=RETRIEVAL * hit.score,
            vector=rows[number] if kept else query,
        )
        yield replace(candidate, score=candidate.score + _worth(candidate))


def _worth(candidate: Candidate) -> float:
    return candidate.alone + COVERAGE * candidate.coverage + KIND * candidate.kind


def _read_alone(shortlist: Sequence[Candidate], query: Vectors, encoder: Encoder) -> Iterator[Candidate]:
    vectors = encoder.encode([" ".join(candidate.text.split()) for candidate in shortlist])
    for candidate, vector in zip(shortlist, vectors, strict=True):
        read = replace(candidate, alone=float(vector @ query), vector=vector)
        yield replace(read, score=candidate.score - _worth(candidate) + _worth(read))


def _window(leading: Sequence[Candidate], query: Vectors, encoder: Encoder) -> float:
    windows = list(dict.fromkeys(" ".join(candidate.around().split()) for candidate in leading))
    return float((encoder.encode(windows) @ query).max())
