"""A backend for the page that a test can compute by hand: `from fakes_desk import backend`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from corpus.article import article_id, text_sha256
from corpus.errors import CitedeskError, NotFound
from index.ingest import Report
from index.passage import Filters
from index.records import ArticleRecord
from rag.answer import Answer, AnswerSentence, Citation, LeadIn, Nearest, Searched, Support
from rag.config import Settings
from rag.reviews import Reviews
from ui.desk_backend import Backend
from ui.worker import TakeIn, Worker


def record(text: str, key: str = "one.txt", collection: str = "default", **stated: object) -> ArticleRecord:
    """Give an article of which nothing is known but what is stated."""
    sha256 = text_sha256(text)
    blank = ArticleRecord(
        article_id=article_id(collection, key),
        collection=collection,
        key=key,
        sha256=sha256,
        title=None,
        title_origin=None,
        publisher=None,
        publisher_origin=None,
        authors=(),
        authors_origin=None,
        published=None,
        published_origin=None,
        url=None,
        language="en",
        media_type="text/plain",
        notes=(),
        characters=len(text),
        versions=(sha256,),
    )
    return replace(blank, **stated)  # type: ignore[arg-type]


def cite(number: int, record: ArticleRecord, text: str, quote: str) -> Citation:
    """Give the citation of a quote that stands once in a text."""
    start = text.index(quote)
    end = start + len(quote)
    return Citation(
        number=number,
        article_id=record.article_id,
        sha256=record.sha256,
        title=record.title,
        publisher=record.publisher,
        publisher_origin=record.publisher_origin,
        authors=record.authors,
        published=record.published,
        published_origin=record.published_origin,
        url=record.url,
        page=None,
        quote=quote,
        start=start,
        end=end,
        prefix=text[max(0, start - 32) : start],
        suffix=text[end : end + 32],
    )


def answer(question: str, citations: Sequence[Citation], lead: str = "Paper, undated:", **changes: object) -> Answer:
    """Give an answer of one lead-in and the quotes as they are, each with its citation."""
    words, sentences = lead, []
    for citation in citations:
        start = len(words) + 1
        words = f"{words} {citation.quote}"
        sentences.append(
            AnswerSentence(citation.quote, start, len(words), (citation.number,), Support.VERBATIM, "verbatim")
        )
    made = Answer(
        question=question,
        resolved_question=question,
        answer=words,
        abstained=False,
        reason="",
        generator="extractive",
        searched=Searched(2, 9, 0, {}),
        sentences=tuple(sentences),
        lead_ins=(LeadIn(0, len(lead)),) if lead else (),
        citations=tuple(citations),
        timings_ms={"total": 12.0},
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def silence(question: str, nearest: Sequence[Nearest] = (), reason: str = "Nothing in them answers it.") -> Answer:
    """Give an abstention."""
    return Answer(question, question, "", True, reason, "extractive", Searched(2, 9, 0, {}), nearest=tuple(nearest))


@dataclass
class FakeDesk:
    """Gives the answers it holds by question; any other question is refused in words."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Filters, tuple[object, ...]]] = field(default_factory=list)

    def ask(self, question: str, *, filters: Filters, history: Sequence[Answer], **writing: object) -> Answer:
        self.asked.append((question, filters, tuple(history)))
        if question not in self.answers:
            raise CitedeskError(f"no answer is prepared for {question!r}; prepare one")
        return self.answers[question]


@dataclass
class FakeShelf:
    """Holds articles by record and text."""

    held: dict[str, tuple[ArticleRecord, str]] = field(default_factory=dict)

    def put(self, record: ArticleRecord, text: str) -> None:
        self.held[record.article_id] = (record, text)

    def records(self) -> Sequence[ArticleRecord]:
        return [held for held, _ in self.held.values()]

    def article(self, article_id: str, sha256: str | None = None) -> ArticleRecord:
        if article_id not in self.held:
            raise NotFound(f"no article {article_id}; `citedesk sources list` shows what there is")
        return self.held[article_id][0]

    def text(self, sha256: str) -> str:
        for held, text in self.held.values():
            if held.sha256 == sha256:
                return text
        raise NotFound(f"no text {sha256}")


@dataclass(frozen=True)
class FakeTalk:
    id: str
    title: str


@dataclass
class FakeHistory:
    """Keeps conversations in memory."""

    kept: dict[str, list[Answer]] = field(default_factory=dict)
    started: int = 0

    def start(self) -> str:
        self.started += 1
        self.kept[f"talk{self.started}"] = []
        return f"talk{self.started}"

    def conversations(self) -> Sequence[FakeTalk]:
        return [FakeTalk(name, turns[0].question) for name, turns in reversed(self.kept.items()) if turns]

    def turns(self, conversation: str) -> Sequence[Answer]:
        return tuple(self.kept.get(conversation, ()))

    def add(self, conversation: str, answer: Answer) -> None:
        self.kept[conversation].append(answer)

    def export(self, conversation: str, form: str = "json") -> str:
        return json.dumps([asdict(turn) for turn in self.kept[conversation]])

    def delete(self, conversation: str) -> None:
        del self.kept[conversation]


def nothing_taken_in(sources: Sequence[Path], collection: str, progress: object) -> Report:
    return Report((), (), (), (), ())


def backend(tmp_path: Path, take_in: TakeIn = nothing_taken_in) -> Backend:
    """Give a backend with an empty library that knows no answer."""
    settings = Settings.load({"CITEDESK_HOME": str(tmp_path)}, tmp_path)
    shelf = FakeShelf()
    return Backend(
        settings, FakeDesk(), shelf, shelf.records, FakeHistory(), Worker(take_in), Reviews(settings.home).add
    )
