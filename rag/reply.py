"""From what was found to the value that is returned: an answer, an abstention, or ranked passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from index.passage import Filters
from index.records import ArticleRecord
from rag.answer import Answer, FoundPassage, Nearest, Searched, Usage
from rag.compose import EXTRACTIVE, Note
from rag.evidence.floor import Verdict
from rag.generator import Reading
from rag.retrieve import Hit

NEAREST = 3
ALONE = "no sentence found can stand alone as an answer"


@dataclass(frozen=True, slots=True)
class Silence:
    """Why a question is not answered, how likely it could have been (in [0, 1]), and how much failed its check."""

    reason: str
    confidence: float
    withheld: int = 0
    generator: str = EXTRACTIVE
    notes: tuple[str, ...] = ()
    usage: Usage | None = None

    @classmethod
    def below(cls, verdict: Verdict, generator: str, read: Reading) -> Self:
        """Keep silent below the evidence floor; `generator` would have written, and `read` is how it took the words."""
        return cls(verdict.reason, verdict.probability, 0, generator, read.notes, read.usage)

    @classmethod
    def of(cls, note: Note, verdict: Verdict) -> Self:
        """Keep silent where nothing was written that could be said, though the evidence may have been enough."""
        return cls(verdict.reason or note.reason or ALONE, 0.0, note.withheld, note.generator, note.notes, note.usage)


def answered(
    question: str, asked: str, note: Note, confidence: float, searched: Searched, timings_ms: dict[str, float]
) -> Answer:
    """Give a note as an answer."""
    return Answer(
        question=question,
        resolved_question=asked,
        answer=note.answer,
        abstained=False,
        reason="",
        generator=note.generator,
        searched=searched,
        sentences=note.sentences,
        lead_ins=note.lead_ins,
        citations=note.citations,
        withheld=note.withheld,
        confidence=round(confidence, 6),
        notes=note.notes,
        usage=note.usage,
        timings_ms=timings_ms,
    )


def abstained(
    question: str,
    asked: str,
    silence: Silence,
    hits: Sequence[Hit],
    searched: Searched,
    timings_ms: dict[str, float],
) -> Answer:
    """Give a silence: why, what was searched, and the nearest passages, which are not an answer."""
    return Answer(
        question=question,
        resolved_question=asked,
        answer="",
        abstained=True,
        reason=silence.reason,
        generator=silence.generator,
        searched=searched,
        nearest=tuple(_nearest(hit) for hit in hits[:NEAREST]),
        withheld=silence.withheld,
        confidence=round(silence.confidence, 6),
        notes=silence.notes,
        usage=silence.usage,
        timings_ms=timings_ms,
    )


def ranked(hits: Sequence[Hit], records: Mapping[str, ArticleRecord]) -> tuple[FoundPassage, ...]:
    """Give hits as a bare search shows them."""
    return tuple(_found(rank, hit, records[hit.passage.article_id]) for rank, hit in enumerate(hits, 1))


def _nearest(hit: Hit) -> Nearest:
    passage = hit.passage
    return Nearest(passage.article_id, passage.title, passage.start, passage.end, passage.text, hit.score)


def _found(rank: int, hit: Hit, record: ArticleRecord) -> FoundPassage:
    return FoundPassage(
        rank=rank,
        score=hit.score,
        article_id=record.article_id,
        start=hit.passage.start,
        end=hit.passage.end,
        text=hit.passage.text,
        title=record.title,
        publisher=record.publisher,
        published=record.published,
        url=record.url,
        also_in=hit.also_in,
    )


def filters_json(filters: Filters) -> dict[str, object]:
    """Give filters as the contract prints them; what was not set is left out."""
    stated: dict[str, object] = {
        "collections": list(filters.collections),
        "articles": list(filters.articles),
        "publishers": list(filters.publishers),
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
    }
    return {name: value for name, value in stated.items() if value}
