"""A figure: a number with its unit, between two ends, and how a text qualifies it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.words.units import Unit


class Bound(StrEnum):
    """How a text qualifies a figure."""

    EXACT = "exact"
    ABOUT = "about"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, `text[start:end]`, from `low` to `high` in its unit; "dozens" has two ends, most have one.

    `share` marks a fraction in words ("three quarters"), `weak` a word that is not always a figure ("one", "first").
    `outer` is where the words that bound it begin ("nearly").
    """

    start: int
    end: int
    outer: int
    low: float
    high: float
    unit: Unit
    bound: Bound
    share: bool = False
    weak: bool = False

    @property
    def vague(self) -> bool:
        """Say whether it names an order of magnitude and no number."""
        return self.low != self.high
