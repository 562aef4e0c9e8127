"""The result types of tracing a quotation: where words stand, how exactly, who says them there and in what company."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from rag.answer import Citation, Searched


class Exactness(StrEnum):
    """Whether words stand in an article as they were given, white space and the last stop aside, or nearly so."""

    VERBATIM = "verbatim"
    NEAR = "near"


class Voice(StrEnum):
    """Whose words they are in an article: quoted, told after somebody, or the article's own."""

    QUOTED = "quoted"
    REPORTED = "reported"
    OWN = "article"


@dataclass(frozen=True, slots=True)
class Edit:
    """How the words given differ from those of the article: `said` stands for `source`, either may be empty.

    `kind` is "typography" (marks, dashes, accents, letter case), "ellipsis", "changed", "added" or "left out".
    """

    kind: str
    said: str
    source: str


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """A place where the words stand: `citation.quote` are the article's own; `context` says what changes them there."""

    citation: Citation
    exactness: Exactness
    speaker: str | None
    voice: Voice
    edits: tuple[Edit, ...] = ()
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """A quotation and the places where it stands: verbatim ones first, then by how little they differ."""

    quote: str
    matches: tuple[QuoteMatch, ...]
    searched: Searched
    timings_ms: dict[str, float] = field(default_factory=dict)


def as_json(traced: Traced) -> dict[str, Any]:
    """Give a traced quotation as the command line prints it."""
    return {
        "quote": traced.quote,
        "matches": [match_json(match) for match in traced.matches],
        "searched": asdict(traced.searched),
        "timings_ms": traced.timings_ms,
    }


def match_json(match: QuoteMatch) -> dict[str, Any]:
    """Give a match as the command line prints it."""
    return {
        **asdict(match.citation),
        "speaker": match.speaker,
        "kind": match.exactness.value,
        "voice": match.voice.value,
        "edits": [asdict(edit) for edit in match.edits],
        "context": list(match.context),
    }
