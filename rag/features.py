"""What the floor looks at: how near, how fully and in what kind the sentences found answer."""

from __future__ import annotations

from rag.evidence import Candidate, Evidence
from rag.terms import covered, holds, stems


def features(evidence: Evidence) -> dict[str, float]:
    """Give the features of a question's evidence by name; the evidence has candidates."""
    best = evidence.candidates[0]
    asked = evidence.asked
    pooled = sorted((candidate.pooled for candidate in evidence.candidates), reverse=True)
    names = [term for term in asked if term.name]
    window = window_stems(best)
    whole = stems(f"{best.passage.title or ''}\n{best.passage.text}")
    missing = [term.weight for term in asked if not holds(term.stem, whole)]
    return {
        "passage": max(hit.cosine for hit in evidence.hits),
        "pooled": pooled[0],
        "alone": max(candidate.alone for candidate in evidence.candidates),
        "best_alone": best.alone,
        "best_pooled": best.pooled,
        "coverage": best.coverage,
        "window_coverage": covered(asked, window),
        "passage_coverage": covered(asked, whole),
        "missing": max(missing, default=0.0) / 12,
        "names_window": share(names, window),
        "names_passage": share(names, whole),
        "kind": float(any(c.kind for c in near(evidence, best))),
        "best_kind": float(best.kind),
        "margin": pooled[0] - sum(pooled[:6]) / len(pooled[:6]),
    }


def near(evidence: Evidence, best: Candidate) -> list[Candidate]:
    """Give the best sentence and its neighbours in the passage."""
    return [
        candidate
        for candidate in evidence.candidates
        if candidate.passage.id == best.passage.id and abs(candidate.number - best.number) <= 1
    ]


def window_stems(candidate: Candidate, reach: int = 1) -> frozenset[str]:
    """Give the stems of a sentence, its neighbours in the passage and the article's title."""
    passage = candidate.passage
    spans = passage.sentences[max(0, candidate.number - reach) : candidate.number + reach + 1]
    text = passage.text[spans[0][0] - passage.start : spans[-1][1] - passage.start]
    return stems(f"{passage.title or ''}\n{text}")


def share(names: list, held: frozenset[str]) -> float:  # type: ignore[type-arg]
    """Give the share of names that a text holds; 1 where none is asked for."""
    return sum(holds(name.stem, held) for name in names) / len(names) if names else 1.0
