"""Passages whose sentences the entailment model learns from, with the names, nouns and deeds that stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.rows import rows
from eval.train import entailment_swapped as swapped
from index.sentence import sentences

SETS = ("squad2", "xquad/en", "highlights")
_SPACED = re.compile(r" (?=[.,;:!?)'’%])|(?<=[(‘“]) |(?<=\w) (?=- )|(?<= -) ")


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that stand one after the other, and the names and nouns among them."""

    sentences: tuple[str, ...]
    names: tuple[str, ...]
    nouns: tuple[str, ...]

    @classmethod
    def of(cls, told: Sequence[str]) -> Passage:
        """Read a passage."""
        text = " ".join(told)
        return cls(tuple(told), swapped.names_in(text), swapped.nouns_in(text))


@dataclass(frozen=True, slots=True)
class Passages:
    """All that is drawn from, and every past form that stands there."""

    held: tuple[Passage, ...]
    deeds: tuple[str, ...]

    @classmethod
    def load(cls, data: Path, more: Sequence[Sequence[str]] = ()) -> Passages:
        """Read the passages of SETS; `more` are sentences of one source each."""
        texts = [_SPACED.sub("", row.text("text")) for name in SETS for row in rows(data / name, "corpus")]
        told = [tuple(text[a:b].strip() for a, b in sentences(text, "en")) for text in texts]
        held = tuple(Passage.of(one) for one in (*told, *more) if one)
        return cls(held, tuple(deed for one in held for text in one.sentences for deed in swapped.deeds_in(text)))
