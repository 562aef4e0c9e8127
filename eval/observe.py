"""What the extractive generator sees and says for the questions of a set: the ground of its fits and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.article import article_id
from eval.indexed import COLLECTION
from eval.sets import Gold, Query
from index.library import Library
from index.passage import Filters
from rag.evidence.candidates import Evidence
from rag.evidence.floor import Verdict, shipped
from rag.evidence.weighed import PASSAGES, weigh
from rag.extract import Chosen, choose
from rag.retrieve import retrieve


@dataclass(frozen=True, slots=True)
class Observation:
    """One question of a set: the evidence found, the floor's verdict, and the sentences an answer would have.

    The verdict is without the silence that `rag.evidence.borne` adds to it.
    """

    query: Query
    gold: Gold | None
    evidence: Evidence
    verdict: Verdict
    chosen: tuple[Chosen, ...]


def observe(
    library: Library,
    asked: Iterable[tuple[Query, Gold | None]],
    *,
    within: bool = False,
    without: bool = False,
) -> Iterator[Observation]:
    """Ask each question of a set's library.

    `within` searches only the articles that hold its gold evidence, `without` only the others: what they say is near
    the question and does not answer it.
    """
    encoder = library.encoder
    floor = shipped()
    with library.snapshot() as state:
        held = {one.article_id for one in state.articles()} if without else set()
    for query, gold in asked:
        documents = {item.doc_id for item in gold.evidence if item.doc_id} if gold and (within or without) else set()
        own = {article_id(COLLECTION, document) for document in documents}
        filters = Filters(articles=tuple(sorted(held - own if without else own)))
        with library.snapshot() as state:
            hits = retrieve(state, encoder, query.text, filters, PASSAGES)
            vectors = state.sentence_vectors([hit.passage.row for hit in hits])
            evidence = weigh(query.text, hits, vectors, encoder.encode_query(query.text), encoder)
        yield Observation(query, gold, evidence, floor.judge(evidence), choose(evidence))


def is_gold(gold: Gold, key: str, start: int, end: int) -> bool:
    """Say whether a span of an article touches the gold evidence; `key` is the article's id in a library."""
    return any(
        item.doc_id is not None
        and article_id(COLLECTION, item.doc_id) == key
        and (item.start is None or item.end is None or min(end, item.end) > max(start, item.start))
        for item in gold.evidence
    )
