"""A peer asked as the desk is asked: its ranking of articles, and its top passage as the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Unpack

from corpus.article import Article, text_sha256, value_of
from eval.asking import How
from eval.bench.peers_systems import Chunk, Search
from eval.measures.spans import Span
from eval.retrieving import DEPTH, PASSAGES, Ranking
from eval.sets import Query
from rag.answer import Answer, AnswerSentence, Citation, Searched, Support

TOP_K = 4  # passages that the tutorial fetches for an answer
GENERATOR = "top passage"
_AROUND = 32
_NO_PLACE = "the chunk does not stand in its article as it was cut"


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a peer is given it: `given` is the text with the title ahead, which is what is cut."""

    key: str
    title: str | None
    published: str | None
    text: str
    given: str

    @classmethod
    def of(cls, article: Article) -> Source:
        """Put the title ahead of a text that does not hold it, as BEIR does."""
        title, text = value_of(article.title), article.text
        given = f"{title} {text}" if title and title not in text else text
        return cls(article.key, title, value_of(article.published), text, given)

    def place(self, chunk: str) -> tuple[int, int] | None:
        """Find a chunk's first place in `text` by exact search; None where it is not there, or is title alone."""
        found, shift = self.given.find(chunk), len(self.given) - len(self.text)
        start, end = max(0, found - shift), found + len(chunk) - shift
        return (start, end) if found >= 0 and end > start else None


@dataclass(frozen=True, slots=True)
class PeerDesk:
    """Asks and ranks by one peer. It knows no history, no day of asking and no floor: it answers whatever it finds."""

    sources: Mapping[str, Source]
    chunks: Sequence[Chunk]
    search: Search
    places: dict[int, tuple[int, int] | None] = field(default_factory=dict, repr=False)

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Answer with the top passage, cited whole; a silence only where nothing was found."""
        started = perf_counter()
        found = self.search(question, TOP_K)
        taken = {"total": round((perf_counter() - started) * 1e3, 2)}
        searched = Searched(len(self.sources), len(self.chunks), 0, {})
        if not found:
            return Answer(question, question, "", True, "nothing was found", GENERATOR, searched, timings_ms=taken)
        row, score = found[0]
        citation, text = self._citation(row), self.chunks[row].text
        support, why = _support(citation, text)
        return Answer(
            question=question,
            resolved_question=question,
            answer=text,
            abstained=False,
            reason="",
            generator=GENERATOR,
            searched=searched,
            sentences=(AnswerSentence(text, 0, len(text), (1,) if citation else (), support, why),),
            citations=(citation,) if citation else (),
            confidence=min(1.0, max(0.0, score)),
            timings_ms=taken,
        )

    def rank(self, query: Query) -> Ranking:
        """Rank the articles: each scores as its best chunk among the DEPTH nearest."""
        started = perf_counter()
        found = self.search(query.text, DEPTH)
        milliseconds = (perf_counter() - started) * 1e3
        best: dict[str, float] = {}
        for row, score in found:
            best.setdefault(self.chunks[row].article, score)
        leading = tuple(span for row, _ in found[:PASSAGES] if (span := self._span(row)))
        return Ranking(tuple(best), tuple(best.values()), leading, milliseconds)

    def without_place(self) -> int:
        """Count the chunks that cannot be found in their articles."""
        return sum(self._span(row) is None for row in range(len(self.chunks)))

    def _span(self, row: int) -> Span | None:
        if row not in self.places:
            chunk = self.chunks[row]
            self.places[row] = self.sources[chunk.article].place(chunk.text)
        place = self.places[row]
        return (self.chunks[row].article, *place) if place else None

    def _citation(self, row: int) -> Citation | None:
        span = self._span(row)
        if span is None:
            return None
        article, start, end = span
        source = self.sources[article]
        return Citation(
            number=1,
            article_id=article,
            sha256=text_sha256(source.text),
            title=source.title,
            publisher=None,
            publisher_origin=None,
            authors=(),
            published=source.published,
            published_origin=None,
            url=None,
            page=None,
            quote=source.text[start:end],
            start=start,
            end=end,
            prefix=source.text[max(0, start - _AROUND) : start],
            suffix=source.text[end : end + _AROUND],
        )


def _support(citation: Citation | None, text: str) -> tuple[Support, str]:
    if citation is None:
        return Support.UNSUPPORTED, _NO_PLACE
    return (Support.VERBATIM, "") if citation.quote == text else (Support.PARTIAL, "the title stands ahead of it")
