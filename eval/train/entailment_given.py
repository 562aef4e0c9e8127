"""What the entailment model is judged on: claims no model was trained on, each with the words that are given for it.

Every kind of pair is judged apart. Where a claim has no evidence, or a page of it, the words given are chosen by plain
similarity to the claim, the same for every model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from eval.train.entailment_pairs import abstracts
from eval.train.entailment_split import SEED, Claimed, claimed, sides
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


Chooser = Callable[[Claimed, Sequence[str]], Sequence[str]]


def three_way(claims: Sequence[Claimed], sources: dict[str, tuple[str, ...]], choose: Chooser) -> tuple[Given, ...]:
    """Give all claims; one without evidence gets what is chosen of the sentences of its cited abstracts."""
    return tuple(
        Given(
            one.claim,
            one.label,
            one.cluster,
            (" ".join(one.evidence or choose(one, [text for cited in one.cited for text in sources[cited]])),),
        )
        for one in claims
    )


def most_like(encoder: Encoder) -> Chooser:
    """Choose the two sentences most like the claim: the hardest to tell from evidence."""
    return lambda one, texts: nearest(one.claim, texts, encoder)


def by_chance(count: int) -> Chooser:
    """Choose so many sentences that stand together, wherever, drawn from the claim's id alone."""

    def choose(one: Claimed, texts: Sequence[str]) -> Sequence[str]:
        at = Random(f"{SEED} {one.id}").randrange(max(1, len(texts) - count + 1))
        return texts[at : at + count]

    return choose


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


def three_ways(encoder: Encoder) -> dict[str, Chooser]:
    """Give by name what is shown for the claims of scifact that no words decide."""
    return {
        "scifact, all claims": most_like(encoder),
        "scifact, all claims, two sentences by chance": by_chance(2),
        "scifact, all claims, one sentence by chance": by_chance(1),
    }


def load(data: Path, encoder: Encoder) -> dict[str, tuple[Given, ...]]:
    """Give every kind of pair by name, the judged side alone."""
    scifact = sides(data, "scifact").judged
    return {
        "fever-symmetric": two_way(sides(data, "fever-symmetric").judged),
        "fool-me-twice": two_way(sides(data, "fool-me-twice").judged),
        "scifact, rationale given": two_way(scifact),
        **{name: three_way(scifact, abstracts(data, scifact), one) for name, one in three_ways(encoder).items()},
        "wice": pages(data / "wice"),
    }
