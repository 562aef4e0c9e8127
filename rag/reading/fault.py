"""What a check of a sentence gives: its faults, each with the words said and what the source has instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

Span = tuple[int, int]


class FaultKind(StrEnum):
    """What is wrong with a part of a sentence."""

    FIGURE = "figure"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"
    SPEAKER = "speaker"
    NEGATION = "negation"
    ATTRIBUTION = "attribution"
    PREDICATE = "predicate"
    ENTAILMENT = "entailment"


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a sentence that its source does not bear out: `sentence[start:end] == said`.

    `source` is what the source has in its place ("nearly $12 billion"), "" where it has nothing there.
    """

    kind: FaultKind
    start: int
    end: int
    said: str
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """A part of a claim beside its counterpart in the evidence: `claim[start:end] == said`.

    The counterpart is `evidence[source_start:source_end] == source`; both are empty spans where there is none.
    """

    kind: FaultKind
    start: int
    end: int
    said: str
    source_start: int
    source_end: int
    source: str

    @classmethod
    def of(cls, kind: FaultKind, claim: str, said: Span, evidence: str, source: Span = (0, 0)) -> Match:
        """Give the part of a claim beside its counterpart by their spans, that of the counterpart empty unless told."""
        return cls(kind, *said, claim[slice(*said)], *source, evidence[slice(*source)])


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A part of a claim that its evidence does not bear out.

    `contradicts` says that the evidence has another value in the same place, and not merely nothing.
    """

    part: Match
    contradicts: bool
    why: str

    def fault(self) -> Fault:
        """Give the fault of the claim's own words."""
        part = self.part
        return Fault(part.kind, part.start, part.end, part.said, part.source, self.why)


@dataclass(frozen=True, slots=True)
class Parts:
    """What one check found: the parts of a claim that the evidence bears out, and those it does not."""

    matched: tuple[Match, ...] = ()
    mismatched: tuple[Mismatch, ...] = ()

    def __add__(self, other: Parts) -> Parts:
        return Parts(self.matched + other.matched, self.mismatched + other.mismatched)


class Part(Protocol):
    """A part of a text, `text[start:end]`."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


def span(part: Part) -> Span:
    """Give where a part of a text begins and ends."""
    return part.start, part.end


def unread(kind: FaultKind, text: str, rest: Sequence[Part]) -> Parts:
    """Give the parts of a claim past the most that are compared as one that is not borne out: nothing passes unread."""
    if not rest:
        return Parts()
    start, end = rest[0].start, rest[-1].end
    part = Match(kind, start, end, text[start:end], 0, 0, "")
    why = f"it holds {len(rest)} more of the kind {kind} than are checked"
    return Parts(mismatched=(Mismatch(part, False, why),))
