"""A claim in its source's words for the values that both have: "a dozen" where the claim says "twelve".

The checks have settled that the values are equal; the entailment model, which reads words, need not settle it again.
"""

from __future__ import annotations

from rag.reading.fault import FaultKind, Parts
from rag.reading.slots import Line

_VALUES = frozenset((FaultKind.FIGURE, FaultKind.DATE))


def restated(claim: Line, parts: Parts) -> str | None:
    """Give the claim with the figures and dates that agree in the words of the source, None where they are its own."""
    found = sorted((one for one in parts.matched if one.kind in _VALUES and one.source), key=lambda one: -one.start)
    text, open_end = claim.text, len(claim.text)
    for one in found:
        if one.end <= open_end:
            text, open_end = f"{text[: one.start]}{one.source}{text[one.end :]}", one.start
    return text if text.casefold() != claim.text.casefold() else None
