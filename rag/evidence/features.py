"""What the floor looks at: how near, how fully and with what demands met the sentences found answer."""

from __future__ import annotations

import math

from rag.evidence.candidates import Evidence
from rag.evidence.demands import unmet
from rag.words.terms import holds, stems


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


def shares(evidence: Evidence) -> dict[str, float]:
    """Give the features that need no word list, so that they hold in any language; the evidence has candidates.

    `passage_share` is the largest share, in [0, 1], of the question's words that one passage holds, each word weighed
    by how few of the passages found hold it.
    """
    held = [stems(hit.passage.text) for hit in evidence.hits]
    weight = {
        term.stem: math.log((len(held) + 1) / (sum(holds(term.stem, one) for one in held) + 0.5))
        for term in evidence.asked
    }
    found = [sum(weight[stem] for stem in weight if holds(stem, one)) for one in held]
    return {"echo": evidence.echo, "passage_share": max(found) / sum(weight.values()) if weight else 1.0}
