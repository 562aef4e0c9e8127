"""The sentences that a claim can be held against: searched by the claim, and by what it says without its denials."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.embed import Encoder, Vectors
from index.passage import Filters
from index.records import ArticleRecord
from index.snapshot import Snapshot
from rag.reading.ground import Cited
from rag.reading.speech import needs_antecedent, needs_speaker, states
from rag.retrieve import Hit, retrieve
from rag.words.terms import Term, covered, stems, terms

PASSAGES = 12
SENTENCES = 8  # held against one claim
_EACH = 3  # of one passage
_NEAR, _COVERED, _FOUND = 0.55, 0.35, 0.1
_GAIN = 0.12  # share of the claim's words that a second sentence must add
_DENIAL = re.compile(r"\b(?:not|never|no longer|no|nor|neither|cannot|hardly|barely|without)\b|n[’']t\b", re.I)
_UNDENIED = {"wo": "will", "ca": "can", "sha": "shall"}


@dataclass(frozen=True, slots=True)
class Found:
    """Words of an article near a claim, in their place in its text; `also_in` are articles with a copy of them.

    `near` is the cosine of their vector with the claim's, `covered` the share of the claim's words they hold.
    """

    article_id: str
    sha256: str
    cited: Cited
    near: float
    covered: float
    retrieved: float
    also_in: tuple[str, ...] = ()
    record: ArticleRecord | None = None

    @property
    def score(self) -> float:
        """Say how near the words are, higher is nearer."""
        return _NEAR * self.near + _COVERED * self.covered + _FOUND * self.retrieved


def core(claim: str) -> str:
    """Give what a claim says without its denials, so that both sides of it are found.

    >>> core("France did not block the office.")
    'France did block the office.'
    """
    without = re.sub(r"\b(\w+)n[’']t\b", lambda match: _UNDENIED.get(match[1].lower(), match[1]), claim)
    return " ".join(_DENIAL.sub(" ", without).split())


def unearth(
    state: Snapshot, encoder: Encoder, claim: str, filters: Filters, text_of: Callable[[str], str]
) -> tuple[Found, ...]:
    """Give the sentences nearest to a claim, nearest first, at most SENTENCES."""
    hits = _hits(state, encoder, claim, filters)
    vectors = state.sentence_vectors([hit.passage.row for hit in hits])
    query, asked = encoder.encode_query(claim).reshape(-1), terms(claim)
    records = state.records(hit.passage.article_id for hit in hits)
    found = [
        one
        for hit, rows in zip(hits, vectors, strict=True)
        for one in _of_passage(hit, rows, query, asked, records[hit.passage.article_id], text_of(hit.passage.sha256))
    ]
    return tuple(sorted(found, key=lambda one: -one.score)[:SENTENCES])


def _hits(state: Snapshot, encoder: Encoder, claim: str, filters: Filters) -> list[Hit]:
    searched = retrieve(state, encoder, unquoted_query(claim), filters, PASSAGES)
    bare = core(claim)
    if bare != claim:
        searched += retrieve(state, encoder, unquoted_query(bare), filters, PASSAGES // 2)
    best: dict[int, Hit] = {}
    for hit in searched:
        known = best.get(hit.passage.row)
        if known is None or known.score < hit.score:
            best[hit.passage.row] = hit
    return sorted(best.values(), key=lambda hit: -hit.score)


def unquoted_query(claim: str) -> str:
    """Give a claim without quotation marks: its words are looked for one by one, as it may misquote."""
    return re.sub(r"[\"“”«»„「」]", " ", claim)


def _of_passage(
    hit: Hit, rows: Vectors, query: Vectors, asked: tuple[Term, ...], record: ArticleRecord, text: str
) -> list[Found]:
    passage, nearness = hit.passage, (rows @ query).tolist()
    found = [
        Found(
            article_id=passage.article_id,
            sha256=passage.sha256,
            cited=Cited(text[start:end], text, start, end, record.title, record.published),
            near=nearness[number],
            covered=share,
            retrieved=hit.score,
            also_in=hit.also_in,
            record=record,
        )
        for number, start, end, share in _windows(text, passage.sentences, asked)
    ]
    return sorted(found, key=lambda one: -one.score)[:_EACH]


def _windows(
    text: str, spans: Sequence[tuple[int, int]], asked: tuple[Term, ...]
) -> Iterator[tuple[int, int, int, float]]:
    """Give each sentence, with the one before where it leans on it or adds words of the claim."""
    passage = text[spans[0][0] : spans[-1][1]] if spans else ""
    held = [stems(text[start:end]) for start, end in spans]
    for number, (start, end) in enumerate(spans):
        if not states(text[start:end], passage):
            continue
        share = covered(asked, held[number])
        if number:
            both = covered(asked, held[number] | held[number - 1])
            words = text[start:end]
            leans = needs_antecedent(words) or needs_speaker(words, text[spans[0][0] : start])
            if (leans or both >= share + _GAIN) and states(text[slice(*spans[number - 1])], passage):
                yield number, spans[number - 1][0], end, both
                if leans:
                    continue
        yield number, start, end, share
