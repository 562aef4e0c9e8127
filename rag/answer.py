"""The result types: what a question gives back, and the citation that ties a sentence to words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Citation:
    """A W3C TextPositionSelector and TextQuoteSelector on one article version.

    `quote == text[start:end]` of the version `sha256`; `prefix` and `suffix` are up to 32 characters around it.
    """

    number: int
    article_id: str
    sha256: str
    title: str | None
    publisher: str | None
    publisher_origin: str | None
    authors: tuple[str, ...]
    published: str | None
    published_origin: str | None
    url: str | None
    page: int | None
    quote: str
    start: int
    end: int
    prefix: str
    suffix: str
    also_in: tuple[str, ...] = ()


class Support(StrEnum):
    """How far the cited words bear a sentence out."""

    VERBATIM = "verbatim"
    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of the answer: `answer[start:end] == text`; `citations` are citation numbers."""

    text: str
    start: int
    end: int
    citations: tuple[int, ...]
    support: Support
    why: str


@dataclass(frozen=True, slots=True)
class LeadIn:
    """Words of ours that carry no claim: `answer[start:end]`, such as "Japan Times, undated:"."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage shown with an abstention as "not an answer"; higher scores are nearer."""

    article_id: str
    title: str | None
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A ranked passage of a bare search; higher scores are better, `also_in` names articles with a copy of it."""

    rank: int
    score: float
    article_id: str
    start: int
    end: int
    text: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    also_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """What an answer, or a silence, rests on."""

    articles: int
    passages: int
    excluded_undated: int
    filters: dict[str, object]


@dataclass(frozen=True, slots=True)
class Usage:
    """What a chat model read and wrote for an answer, in tokens counted by "provider", "tiktoken" or "characters".

    `cost` is in the currency of the settings' prices, None where the model has none.
    """

    calls: int
    prompt_tokens: int
    answer_tokens: int
    counted_by: str
    cost: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer, or an abstention with its reason.

    Sentences and lead-ins together cover every non-space character of `answer`. `withheld` counts sentences and
    citations that failed their check; they are never shown. `confidence` in [0, 1] says how likely the articles
    answer the question, of a silence too. `notes` say what a reader must know of how it came about, such as that no
    chat model could be reached; `usage` is what a chat model took, if one was asked.
    """

    question: str
    resolved_question: str
    answer: str
    abstained: bool
    reason: str
    generator: str
    searched: Searched
    sentences: tuple[AnswerSentence, ...] = ()
    lead_ins: tuple[LeadIn, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    withheld: int = 0
    confidence: float = 0.0
    notes: tuple[str, ...] = ()
    usage: Usage | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
