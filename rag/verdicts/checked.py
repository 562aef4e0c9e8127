"""The result types of a check: claims of a draft, their verdicts, and the words for and against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from rag.answer import Citation, Searched
from rag.reading.fault import Match, Mismatch


class Label(StrEnum):
    """A verdict."""

    SUPPORTED = "SUPPORTED"
    REFUTED = "REFUTED"
    MIXED = "MIXED"
    NOT_ENOUGH_INFO = "NOT_ENOUGH_INFO"


class Stance(StrEnum):
    """How a sentence of an article stands to a claim; OPEN where it settles nothing."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"


class SentenceKind(StrEnum):
    """What a sentence of a draft is; only a CLAIM is judged."""

    CLAIM = "claim"
    OPINION = "opinion"
    PREDICTION = "prediction"
    EXPERIENCE = "experience"
    QUESTION = "question"
    VAGUE = "nothing to check"


@dataclass(frozen=True, slots=True)
class Testimony:
    """Words of an article held against a claim.

    `score` in [0, 1] says how sure the stance is; for an OPEN one, how near the words are. `matched` and `mismatched`
    are parts of the claim (spans in its `claim`) beside their counterparts (spans in `citation.quote`). Testimonies
    with the same `source` count as one: their articles share text or an agency.
    """

    citation: Citation
    stance: Stance
    score: float
    source: int
    matched: tuple[Match, ...] = ()
    mismatched: tuple[Mismatch, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim and what the articles say to it.

    It stands at `text[start:end]` of the draft; `claim` is its wording as checked, pronouns resolved and markup gone.
    `probabilities` are those of the four labels and sum to 1, empty where the claim is not judged. The testimonies are
    the surest first; `nearest` are the nearest words where nothing decides. `independent_sources` counts the sources
    behind the verdict.
    """

    claim: str
    start: int
    end: int
    kind: SentenceKind
    verdict: Label
    probabilities: Mapping[str, float]
    supporting: tuple[Testimony, ...] = ()
    refuting: tuple[Testimony, ...] = ()
    independent_sources: int = 0
    notes: tuple[str, ...] = ()
    nearest: tuple[Testimony, ...] = ()
    why: str = ""
    said_by: str | None = None

    @property
    def judged(self) -> bool:
        """Say whether it was held against the articles: an opinion is not."""
        return bool(self.probabilities)


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was checked: its text and its claims, in order; spans of claims may lie inside others."""

    text: str
    claims: tuple[CheckedClaim, ...]
    searched: Searched
    language: str
    notes: tuple[str, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)


def as_json(checked: Checked) -> dict[str, Any]:
    """Give a check as the command line prints it."""
    return {
        "claims": [claim_json(claim) for claim in checked.claims],
        "searched": asdict(checked.searched),
        "language": checked.language,
        "notes": list(checked.notes),
        "timings_ms": checked.timings_ms,
    }


def claim_json(claim: CheckedClaim) -> dict[str, Any]:
    """Give a claim as the command line prints it."""
    return {
        "claim": claim.claim,
        "start": claim.start,
        "end": claim.end,
        "kind": claim.kind.value,
        "judged": claim.judged,
        "verdict": claim.verdict.value,
        "probabilities": {label: round(share, 4) for label, share in claim.probabilities.items()},
        "for": [testimony_json(one) for one in claim.supporting],
        "against": [testimony_json(one) for one in claim.refuting],
        "nearest": [testimony_json(one) for one in claim.nearest],
        "independent_sources": claim.independent_sources,
        "said_by": claim.said_by,
        "why": claim.why,
        "notes": list(claim.notes),
    }


def testimony_json(one: Testimony) -> dict[str, Any]:
    """Give a testimony as the command line prints it: the citation, and beside it what agrees and what does not."""
    return {
        **asdict(one.citation),
        "score": round(one.score, 4),
        "source": one.source,
        "why": one.why,
        "matched": [asdict(part) for part in one.matched],
        "mismatched": [
            {**asdict(miss.part), "contradicts": miss.contradicts, "why": miss.why} for miss in one.mismatched
        ],
    }
