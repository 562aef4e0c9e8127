"""A backend for the page that a test can compute by hand: `from fakes_desk import backend`."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from corpus.article import article_id, text_sha256
from corpus.errors import CitedeskError, NotFound
from index.ingest import Report
from index.passage import Filters
from index.records import ArticleRecord
from rag import compose
from rag.answer import Answer, AnswerSentence, Citation, LeadIn, Nearest, Searched, Support
from rag.config import Settings
from rag.kept.check_history import CheckHistory
from rag.kept.reviews import Reviews
from rag.quotations.traced import Traced
from rag.verdicts.checked import Checked, CheckedClaim, Label, SentenceKind, Stance, Testimony
from rag.verdicts.draft import Draft
from ui.checks import Checks
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
    return compose.citation(number, record, record.sha256, text, start, start + len(quote), lambda *_: None)


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


def held(citation: Citation, stance: Stance, **changes: object) -> Testimony:
    """Give the words of a citation as evidence, with no part marked."""
    return replace(Testimony(citation, stance, 0.9, 1, why="in these words"), **changes)  # type: ignore[arg-type]


def judged(words: str, verdict: Label, *evidence: Testimony, kind: SentenceKind = SentenceKind.CLAIM) -> CheckedClaim:
    """Give a claim with its verdict and evidence; one of another kind is not judged. Its span is that of no draft."""
    sides = {stance: tuple(one for one in evidence if one.stance is stance) for stance in Stance}
    shares = {label.value: 0.7 if label is verdict else 0.1 for label in Label}
    return CheckedClaim(
        claim=words,
        start=0,
        end=0,
        kind=kind,
        verdict=verdict,
        probabilities=shares if kind is SentenceKind.CLAIM else {},
        supporting=sides[Stance.FOR],
        refuting=sides[Stance.AGAINST],
        independent_sources=len({one.source for one in evidence}),
        nearest=sides[Stance.OPEN],
        why="the articles say so" if kind is SentenceKind.CLAIM else f"an {kind} is not judged",
    )


def silence(question: str, nearest: Sequence[Nearest] = (), reason: str = "Nothing in them answers it.") -> Answer:
    """Give an abstention."""
    return Answer(question, question, "", True, reason, "extractive", Searched(2, 9, 0, {}), nearest=tuple(nearest))


def _open() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@dataclass
class FakeDesk:
    """Gives the answers it holds by question; any other question is refused in words."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Filters, tuple[object, ...], date | None]] = field(default_factory=list)
    traced: dict[str, Traced] = field(default_factory=dict)
    claims: dict[str, CheckedClaim] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    checked: list[tuple[Draft, dict[str, Any]]] = field(default_factory=list)
    held: threading.Event = field(default_factory=_open)

    def ask(
        self,
        question: str,
        *,
        filters: Filters,
        history: Sequence[Answer],
        as_of: date | None = None,
        **writing: object,
    ) -> Answer:
        self.asked.append((question, filters, tuple(history), as_of))
        if question not in self.answers:
            raise CitedeskError(f"no answer is prepared for {question!r}; prepare one")
        return self.answers[question]

    def quote(self, words: str, *, filters: Filters) -> Traced:
        if words not in self.traced:
            raise CitedeskError(f"no places are prepared for {words!r}; prepare some")
        return self.traced[words]

    def make_ready_to_check(self) -> None:
        """Have nothing to load."""

    def check(self, draft: Draft, **asked: Any) -> Checked:
        """Judge the prepared claims that stand in the draft; `held` is waited for before each."""
        claims = [replace(claim, start=at, end=at + len(words)) for words, claim in self.claims.items()
                  if (at := draft.text.find(words)) >= 0]  # fmt: skip
        self.checked.append((draft, asked))
        if not claims:
            raise CitedeskError("no claim is prepared for this draft; prepare one")
        for done, claim in enumerate(claims, 1):
            assert self.held.wait(30)
            asked["progress"](done, len(claims), claim)
        return Checked(draft.text, tuple(claims), Searched(2, 9, 0, {}), draft.language, self.notes)


@dataclass
class FakeShelf:
    """Holds articles by record and text."""

    held: dict[str, tuple[ArticleRecord, str]] = field(default_factory=dict)

    def put(self, record: ArticleRecord, text: str) -> None:
        self.held[record.article_id] = (record, text)

    def records(self) -> Sequence[ArticleRecord]:
        return [held for held, _ in self.held.values()]

    def articles(self, filters: Filters) -> Sequence[ArticleRecord]:
        return [one for one in self.records() if not filters.collections or one.collection in filters.collections]

    def remove(self, article_id: str) -> None:
        self.article(article_id)
        del self.held[article_id]

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
    shelf, desk = FakeShelf(), FakeDesk()
    return Backend(
        settings,
        desk,
        shelf,
        shelf.records,
        FakeHistory(),
        Worker(take_in),
        Reviews(settings.home).add,
        Checks(desk, CheckHistory(settings.home, lambda: datetime(2024, 5, 6, tzinfo=UTC))),
        shelf.remove,
    )
