"""What the page stands on: one desk, one library, one history and one worker for every session of this process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import streamlit as st

from corpus.read import ReadOptions
from index.ingest import Progress, Report, ingest
from index.library import Library
from index.passage import Filters
from index.records import ArticleRecord
from rag.answer import Answer
from rag.config import Settings
from rag.generator import Generator, Watch, unwatched
from ui.checks import Checks
from ui.desk_review import Keep
from ui.records import Records
from ui.worker import Worker

if TYPE_CHECKING:
    from rag.desk import Desk
    from rag.quotations.traced import Traced


class Asker(Protocol):
    """Answers questions: `rag.desk.Desk`, or a test's stand-in."""

    def ask(
        self,
        question: str,
        *,
        filters: Filters,
        history: Sequence[Answer],
        as_of: date | None = None,
        generator: Generator | None = None,
        watch: Watch = unwatched,
    ) -> Answer:
        """Answer a question in the light of the turns before it; `watch` hears of sentences as they are released."""

    def quote(self, words: str, *, filters: Filters) -> Traced:
        """Find where words stand, verbatim or nearly."""


class Shelf(Protocol):
    """Gives articles: `index.library.Library`, or a test's stand-in."""

    def article(self, article_id: str, sha256: str | None = None) -> ArticleRecord:
        """Give an article, in the version named. Raises NotFound."""

    def text(self, sha256: str) -> str:
        """Give the canonical text of a version. Raises NotFound."""

    def articles(self, filters: Filters) -> Sequence[ArticleRecord]:
        """Give the articles a filter keeps."""


class Talk(Protocol):
    """A conversation in a list."""

    @property
    def id(self) -> str:
        """Give its name in an address."""

    @property
    def title(self) -> str:
        """Give its first question."""


class History(Protocol):
    """Keeps conversations: `rag.kept.history`, or a test's stand-in."""

    def start(self) -> str:
        """Open a conversation and give its id."""

    def conversations(self) -> Sequence[Talk]:
        """Give every conversation, the latest first."""

    def turns(self, conversation: str) -> Sequence[Answer]:
        """Give the answers of a conversation, in order; none for one that does not exist."""

    def add(self, conversation: str, answer: Answer) -> None:
        """Keep an answer."""

    def export(self, conversation: str, form: str = "json") -> str:
        """Give a conversation as a document, "json" or "markdown"."""

    def delete(self, conversation: str) -> None:
        """Forget a conversation."""


@dataclass(frozen=True, slots=True)
class Backend:
    """The parts of the page that are not the page.

    `records` gives every article of the newest state, `remove` takes one out of the library; it raises LibraryBusy
    while files are taken in.
    """

    settings: Settings
    desk: Asker
    shelf: Shelf
    records: Callable[[], Sequence[ArticleRecord]]
    history: History
    worker: Worker
    keep_review: Keep
    checks: Checks
    remove: Callable[[str], None]


@st.cache_resource(show_spinner=False)
def load() -> Backend:
    """Give the parts, made once a process. Raises CitedeskError when they cannot be made."""
    from rag.desk import Desk
    from rag.kept.check_history import CheckHistory
    from rag.kept.history import History as Conversations
    from rag.kept.reviews import Reviews

    settings = Settings.load()
    desk = Desk.open(settings)
    return Backend(
        settings,
        desk,
        desk.library,
        Records(desk.library),
        Conversations(settings.home, _now),
        Worker(_TakeIn(desk)),
        Reviews(settings.home).add,
        Checks(desk, CheckHistory(settings.home, _now)),
        _Remove(desk),
    )


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _TakeIn:
    """Takes files into the desk's library, by a door of its own that tells when another process is writing."""

    desk: Desk

    def __call__(self, sources: Sequence[Path], collection: str, progress: Progress) -> Report:
        options = ReadOptions(max_bytes=self.desk.settings.max_bytes)
        here = self.desk.library
        with Library.open(here.home, here.encoder, wait=lambda line: progress(0, 0, line)) as library:
            return ingest(library, sources, collection, options, progress)


@dataclass(frozen=True, slots=True)
class _Remove:
    """Takes an article out of the desk's library, by a door that does not wait for another writer."""

    desk: Desk

    def __call__(self, article_id: str) -> None:
        here = self.desk.library
        with Library.open(here.home, here.encoder, block=False) as library:
            library.remove(article_id)
