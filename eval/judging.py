"""Claims judged: each by the articles of its set, or by the words that are given with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any, Protocol

from eval.gold import gold_spans
from eval.measures import claiming
from eval.measures.spans import Span
from eval.run_folder import Record
from eval.sets import Claim
from index.library import Library
from index.passage import EVERYTHING
from rag import claims as drafted
from rag.check import Court
from rag.config import Settings
from rag.entailment.entail import opened
from rag.given import judge_given, pieces
from rag.verdicts.checked import CheckedClaim, SentenceKind, Testimony, testimony_json

GIVEN, OPEN = "given", "open"


class Judge(Protocol):
    """Judges a claim of a set: `Desked`, or anything that is measured in its place."""

    def __call__(self, claim: Claim, mode: str) -> CheckedClaim:
        """Give the verdict; in the mode GIVEN the evidence of the claim is all there is."""


@dataclass(frozen=True, slots=True)
class Desked:
    """Judges as the desk does, every claim as one, whatever kind of sentence it is."""

    library: Library
    settings: Settings

    def __call__(self, claim: Claim, mode: str) -> CheckedClaim:
        """Give the verdict."""
        entailment = opened(self.settings.entailment)
        if mode == GIVEN:
            texts = [item.text for item in claim.evidence]
            return judge_given(claim.text, texts, self.library.encoder, entailment)
        with self.library.snapshot() as state:
            court = Court(state, self.library.encoder, EVERYTHING, entailment)
            return court.judge(drafted.Claim(claim.text, 0, len(claim.text), SentenceKind.CLAIM))


@dataclass(frozen=True, slots=True)
class Similarity:
    """Says how like a claim the words nearest to it are, judging nothing: what a verdict must be better than."""

    library: Library

    def __call__(self, claim: Claim, mode: str) -> float:
        """Give the cosine with the nearest passage, or in the mode GIVEN piece of evidence, in [-1, 1]; 0 without."""
        encoder = self.library.encoder
        if mode == GIVEN:
            vectors = encoder.encode([claim.text, *pieces(claim.text, [item.text for item in claim.evidence])])
            return float((vectors[1:] @ vectors[0]).max(initial=0.0))
        with self.library.snapshot() as state:
            nearest = state.dense(encoder.encode_query(claim.text), 1)
        return nearest[0][1] if nearest else 0.0


def mode_of(claim: Claim, usual: str) -> str:
    """Say whether a claim's evidence is given or to be found: given where no piece of it names an article.

    One without evidence is judged as is usual in its set.
    """
    return usual_mode([claim]) if claim.evidence else usual


def usual_mode(claims: Sequence[Claim]) -> str:
    """Say how claims without evidence are judged: given where others have evidence, and no piece names an article."""
    items = [item for claim in claims for item in claim.evidence]
    return GIVEN if items and all(item.doc_id is None for item in items) else OPEN


def record(
    claim: Claim,
    judge: Judge,
    mode: str,
    cluster: str,
    names: Mapping[str, str],
    labels: set[str],
    similarity: Callable[[Claim, str], float] | None = None,
) -> Record:
    """Judge a claim and write down what came of it; `names` are the set's names of articles, `labels` those it uses."""
    began = perf_counter()
    checked = judge(claim, mode)
    took = round((perf_counter() - began) * 1000, 2)
    likely = dict(checked.probabilities)
    (said,) = claiming.decided(tuple(labels), (checked.verdict.value,), (likely,))
    return {
        "id": claim.id,
        "claim": claim.text,
        "cluster": cluster,
        "values": _values(claim, checked, names) if mode == OPEN else {},
        "flags": [] if said == claim.label else ["wrong"],
        "timings_ms": {"total": took},
        "label": claim.label,
        "verdict": checked.verdict.value,
        "probabilities": likely,
        "similarity": round(similarity(claim, mode), 4) if similarity else None,
        "mode": mode,
        "for": [_cited(one, names) for one in checked.supporting],
        "against": [_cited(one, names) for one in checked.refuting],
        "nearest": [_cited(one, names) for one in checked.nearest],
        "independent_sources": checked.independent_sources,
        "why": checked.why,
        "gold": {"evidence": [asdict(item) for item in claim.evidence]},
    }


def _values(claim: Claim, checked: CheckedClaim, names: Mapping[str, str]) -> dict[str, float]:
    decisive = (*checked.supporting, *checked.refuting)
    due = gold_spans(claim.evidence)
    shares = {
        "evidence_recall": claiming.evidence_recall(_spans((*decisive, *checked.nearest), names), due),
        "evidence_decisive": claiming.evidence_recall(_spans(decisive, names), due),
    }
    return {name: share for name, share in shares.items() if share is not None}


def _spans(shown: Sequence[Testimony], names: Mapping[str, str]) -> list[Span]:
    return [(names.get(one.citation.article_id, ""), one.citation.start, one.citation.end) for one in shown]


def _cited(one: Testimony, names: Mapping[str, str]) -> dict[str, Any]:
    return {**testimony_json(one), "doc_id": names.get(one.citation.article_id)}
