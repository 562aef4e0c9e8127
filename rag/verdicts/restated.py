"""A claim in its source's words for the values and names that both have: "a dozen" where the claim says "twelve".

The checks have settled that they are equal; the entailment model, which reads words, need not settle it again.
"""

from __future__ import annotations

from rag.reading.fault import FaultKind, Parts
from rag.reading.ground import Ground
from rag.reading.slots import Line
from rag.verdicts.resolved import edits

_VALUES = frozenset((FaultKind.FIGURE, FaultKind.DATE))


def restated(claim: Line, ground: Ground, parts: Parts) -> str | None:
    """Give the claim with figures, dates and names that agree as the source has them, None where they are its own."""
    values = ((one.start, one.end, one.source) for one in parts.matched if one.kind in _VALUES and one.source)
    text, open_end = claim.text, len(claim.text)
    for start, end, words in sorted((*values, *edits(claim, ground, parts)), key=lambda one: -one[0]):
        if end <= open_end:
            text, open_end = f"{text[:start]}{words}{text[end:]}", start
    text = f"{text[:1].upper()}{text[1:]}"
    return text if text.casefold() != claim.text.casefold() else None
