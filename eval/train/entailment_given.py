"""What the entailment model is judged on: claims no model was trained on, each with the words that are given for it.

Every kind of pair is judged apart. Where a claim has no evidence, or a page of it, the words given are chosen by plain
similarity to the claim, the same for every model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.train.entailment_pairs import abstracts
from eval.train.entailment_split import Claimed, claimed, sides
from index.embed import Encoder
from index.tokens import tokens

WINDOW = 3
"""Sentences of a page read as one, beside each by itself."""
READ = 4
"""Sentences, and windows, of a page that are read: those that share most words with the claim."""


@dataclass(frozen=True, slots=True)
class Given:
    """A claim, its gold label, its cluster, and the premises: of a page several, of which the best counts."""

    claim: str
    label: str
    cluster: str
    premises: tuple[str, ...]


def two_way(claims: Sequence[Claimed]) -> tuple[Given, ...]:
    """Give the claims that are SUPPORTED or REFUTED with their whole evidence."""
    return tuple(Given(one.claim, one.label, one.cluster, (" ".join(one.evidence),)) for one in claims if one.evidence)


def three_way(claims: Sequence[Claimed], sources: dict[str, tuple[str, ...]], encoder: Encoder) -> tuple[Given, ...]:
    """Give all claims; one without evidence gets the two sentences of its cited abstracts most like it."""
    return tuple(
        Given(
            one.claim,
            one.label,
            one.cluster,
            (" ".join(one.evidence or nearest(one.claim, [t for c in one.cited for t in sources[c]], encoder)),),
        )
        for one in claims
    )


def nearest(claim: str, texts: Sequence[str], encoder: Encoder, count: int = 2) -> list[str]:
    """Give the texts nearest to a claim by cosine, in their own order."""
    likeness = encoder.encode(texts) @ encoder.encode([claim])[0]
    return [texts[at] for at in sorted(np.argsort(-likeness)[:count])]


def pages(folder: Path) -> tuple[Given, ...]:
    """Give the claims of a set whose evidence is a whole page, with what is read of it; claims of a page cluster."""
    return tuple(
        Given(one.claim, one.label, "\n".join(one.evidence), tuple(_shared(one.claim, one.evidence)))
        for one in claimed(folder)
    )


def _shared(claim: str, page: Sequence[str]) -> list[str]:
    windows = [" ".join(page[at : at + WINDOW]) for at in range(max(1, len(page) - WINDOW + 1))]
    wanted = set(tokens(claim, "en"))

    def share(text: str) -> int:
        return len(wanted & set(tokens(text, "en")))

    return [text for texts in (list(page), windows) for text in sorted(texts, key=share, reverse=True)[:READ]]


def load(data: Path, encoder: Encoder) -> dict[str, tuple[Given, ...]]:
    """Give every kind of pair by name, the judged side alone."""
    scifact = sides(data, "scifact").judged
    return {
        "fever-symmetric": two_way(sides(data, "fever-symmetric").judged),
        "fool-me-twice": two_way(sides(data, "fool-me-twice").judged),
        "scifact, rationale given": two_way(scifact),
        "scifact, all claims": three_way(scifact, abstracts(data, scifact), encoder),
        "wice": pages(data / "wice"),
    }
