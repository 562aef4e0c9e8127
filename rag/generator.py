"""The seam of the generators: evidence in, a checked note out. Extractive here, a chat model in `rag.writing.write`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.records import ArticleRecord
from rag.answer import AnswerSentence, Citation, Usage
from rag.compose import EXTRACTIVE, AlsoIn, Note, PageOf, compose
from rag.evidence.candidates import Evidence
from rag.extract import choose
from rag.followups.followup import Turn
from rag.writing.destination import Destination


@dataclass(frozen=True, slots=True)
class Task:
    """A question that the evidence answers, and what is needed to cite it; `records` hold every article of it.

    `typed` is the question before it took words from earlier turns.
    """

    question: str
    evidence: Evidence
    records: Mapping[str, ArticleRecord]
    text_of: Callable[[str], str]
    page_of: PageOf = lambda article_id, offset: None
    also_in: AlsoIn = lambda sentence: ()
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A chat model is about to be asked: what it will read, in words and tokens, and where.

    `cost` is what reading that costs, `most` what it may cost besides to write, where prices are set.
    """

    generator: str
    prompt_tokens: int
    cost: float | None
    most: float | None
    sent: str
    destination: Destination


@dataclass(frozen=True, slots=True)
class Released:
    """A sentence that passed its check, and the citations it is the first to make."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


Step = Asking | Released
Watch = Callable[[Step], None]


def unwatched(step: Step) -> None:
    """Let a step pass: for those who only want the answer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A follow-up as a question that stands alone, "" to leave that to the rules.

    `notes` say why what a chat model made of it was not taken, `usage` is what asking it took.
    """

    text: str = ""
    notes: tuple[str, ...] = ()
    usage: Usage | None = None


class Generator(Protocol):
    """Writes answers out of evidence."""

    @property
    def name(self) -> str:
        """Give what an answer says it was written by."""
        ...

    def write(self, task: Task, watch: Watch = unwatched) -> Note:
        """Write a note of checked sentences, each told to `watch` as it is released; `reason` says why it has none."""
        ...

    def resolve(self, question: str, history: Sequence[Turn], watch: Watch = unwatched) -> Reading:
        """Read a question in the light of the turns before it; `watch` hears of a model that is asked for that."""
        ...


@dataclass(frozen=True, slots=True)
class Extractive:
    """Answers in the articles' own sentences."""

    name: str = EXTRACTIVE

    def write(self, task: Task, watch: Watch = unwatched) -> Note:
        """Choose sentences and set them in order."""
        return compose(choose(task.evidence), task.records, task.text_of, task.page_of, task.also_in)

    def resolve(self, question: str, history: Sequence[Turn], watch: Watch = unwatched) -> Reading:
        """Leave it to the rules."""
        return Reading()
