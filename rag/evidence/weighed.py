"""The sentences of the passages found, each weighed for the question."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.embed import Encoder, Vectors, unit
from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.echo import Spoken, echo
from rag.reading.expect import AnswerKind, Expected, expected
from rag.reading.kinds import answers_kind
from rag.reading.speech import states
from rag.words.english import is_english
from rag.words.terms import Term, carried_from, covered, stems, terms

if TYPE_CHECKING:
    from index.records import StoredPassage
    from rag.retrieve import Hit

PASSAGES = 16
SHORTLIST = 5  # sentences read by themselves at question time

# Sentence vectors from the passage's own pass tell best whether there is an answer, vectors of single sentences pick
# the better sentence, words decide between near ties: eval/train/README.md, measured on highlights and squad2 dev.
COVERAGE = 0.3
INSIDE = 0.3  # of the sentence's vector from its passage's pass, beside the one by itself
BEHIND = 0.8
KIND = 0.03
CAUSE = 0.1  # what "why" asks for shows less in the nearness of a sentence than names and figures do
RETRIEVAL = 0.2
CARRIED = 0.5  # weight of a word that a follow-up took over
SPOKEN_OF = 0.15  # for a sentence of an article that a follow-up without a name goes on about
UNREAD = 0.05  # taken off sentences that were not read by themselves


def weigh(
    question: str,
    hits: Sequence[Hit],
    vectors: Sequence[Vectors],
    query: Vectors,
    encoder: Encoder,
    spoken_of: Collection[str] = (),
) -> Evidence:
    """Weigh the sentences of the best passages.

    `vectors` are `Snapshot.sentence_vectors` of the hits' rows, `query` the unit vector of the question, `spoken_of`
    the articles that it is likely to be about.
    """
    asked, want, query = _asked(question), expected(question), query.reshape(-1)
    top = tuple(hits[:PASSAGES])
    found = [
        candidate
        for rank, (hit, rows) in enumerate(zip(top, vectors, strict=False))
        for candidate in _candidates(hit, rank, rows, query, question, asked, want)
    ]
    found = [replace(one, score=one.score + SPOKEN_OF * (one.passage.article_id in spoken_of)) for one in found]
    if not found:
        return Evidence(question, want, asked, top, ())
    found.sort(key=lambda candidate: -candidate.score)
    read, echoed = _read(Spoken.asked(question, asked), found, query, encoder)
    window = _window(found[0], vectors[found[0].rank], query)
    rest = [replace(candidate, score=candidate.score - UNREAD) for candidate in found[SHORTLIST:]]
    english = is_english(hit.passage.text for hit in top)
    candidates, about = (*read, *rest), frozenset(spoken_of)
    return Evidence(question, want, asked, top, candidates, len(read), window, *echoed, english, about)


def _asked(question: str) -> tuple[Term, ...]:
    """Give the terms of a question; those carried over from earlier turns weigh less than what is asked now."""
    edge = carried_from(question)
    return tuple(term if term.start < edge else replace(term, weight=CARRIED * term.weight) for term in terms(question))


def _read(
    asked: Spoken, found: Sequence[Candidate], query: Vectors, encoder: Encoder
) -> tuple[list[Candidate], tuple[float, float]]:
    """Give the shortlist read by itself, best first, and the echo around the leading sentence; all in one pass.

    The whole passage would be half of what is read, and tells no more: eval/train/README.md.
    """
    shortlist, told = found[:SHORTLIST], Spoken.told(found[0].passage, found[0].neighbours())
    sentences = [" ".join(candidate.text.split()) for candidate in shortlist]
    rows, words = encoder.encode_with_spans(
        [*sentences, asked.text, told.text], [*[()] * len(sentences), asked.words, told.words]
    )
    alone = [_alone(candidate, vector, query) for candidate, vector in zip(shortlist, rows, strict=False)]
    return sorted(alone, key=lambda candidate: -candidate.score), echo(asked, words[-2], told, words[-1])


def _window(candidate: Candidate, rows: Vectors, query: Vectors) -> float:
    """Give the cosine of the question with a sentence and its neighbours, pooled by length from their kept vectors."""
    around = slice(max(0, candidate.number - 1), candidate.number + 2)
    lengths = np.array([end - start for start, end in candidate.passage.sentences[around]], np.float32)
    return float(unit(lengths @ rows[around]) @ query)


def _candidates(
    hit: Hit, rank: int, rows: Vectors, query: Vectors, question: str, asked: tuple[Term, ...], want: Expected
) -> Iterator[Candidate]:
    passage = hit.passage
    for number, ((start, end), cosine) in enumerate(zip(passage.sentences, (rows @ query).tolist(), strict=True)):
        text = passage.text[start - passage.start : end - passage.start]
        if not states(text, passage.text):
            continue
        held, kind = stems(text), answers_kind(want, text, question)
        candidate = Candidate(
            passage=passage,
            rank=rank,
            number=number,
            start=start,
            end=end,
            text=text,
            stems=held,
            coverage=_coverage(passage, number, held, asked, want),
            kind=kind,
            pooled=cosine,
            alone=cosine,
            score=RETRIEVAL * hit.score,
            bonus=(CAUSE if want.kind is AnswerKind.CAUSE else KIND) * kind,
            vector=rows[number],
        )
        yield replace(candidate, score=candidate.score + _worth(candidate))


def _coverage(
    passage: StoredPassage, number: int, held: frozenset[str], asked: tuple[Term, ...], want: Expected
) -> float:
    """Give the share of the question's weight in a sentence, for "why" in it and those before it too.

    Reasons are often given in the sentence behind the one that names what they are reasons for.
    """
    own = covered(asked, held)
    if want.kind is not AnswerKind.CAUSE or not number:
        return own
    first, last = passage.sentences[max(0, number - 2)][0], passage.sentences[number][1]
    return max(own, BEHIND * covered(asked, stems(passage.text[first - passage.start : last - passage.start])))


def _worth(candidate: Candidate) -> float:
    return candidate.alone + INSIDE * candidate.pooled + COVERAGE * candidate.coverage + candidate.bonus


def _alone(candidate: Candidate, vector: Vectors, query: Vectors) -> Candidate:
    """Give a candidate with the vector of its sentence by itself in place of the one from its passage."""
    read = replace(candidate, alone=float(vector @ query), vector=vector)
    return replace(read, score=candidate.score - _worth(candidate) + _worth(read))
