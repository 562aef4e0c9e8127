"""What the floor looks at: how near, how fully and with what demands met the sentences found answer."""

from __future__ import annotations

from rag.candidates import Evidence
from rag.demands import unmet


def features(evidence: Evidence) -> dict[str, float]:
    """Give the features of a question's evidence by name; the evidence has candidates."""
    best = evidence.candidates[0]
    return {
        "passage": max(hit.cosine for hit in evidence.hits),
        "pooled": max(candidate.pooled for candidate in evidence.candidates),
        "alone": best.alone,
        "coverage": best.coverage,
        "window": evidence.window,
        "echo": evidence.echo,
        "weakest": evidence.weakest,
        "words": min(len(evidence.asked), 12) / 12,
        "unmet": float(bool(unmet(evidence))),
    }
