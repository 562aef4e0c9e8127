"""What a stance is told from: the checks, the entailment model, and how much of a claim the evidence holds."""

from __future__ import annotations

import math

from rag.reading.fault import FaultKind
from rag.verdicts.beside import Beside
from rag.verdicts.corrected import Corrected

FEATURES = (
    "entails", "contradicts", "covered", "near", "matched", "open",
    "figure", "date", "name", "denied", "speaker", "quoted", "entails_covered", "contradicts_covered",
    "value_corrected", "name_corrected", "unsaid",
)  # fmt: skip
_KINDS = {
    FaultKind.FIGURE: "figure", FaultKind.UNIT: "figure", FaultKind.DATE: "date", FaultKind.NAME: "name",
    FaultKind.NEGATION: "denied", FaultKind.SPEAKER: "speaker", FaultKind.QUOTATION: "quoted",
}  # fmt: skip
NAMES = frozenset((FaultKind.NAME, FaultKind.SPEAKER))
_LEAST = 0.02  # entailment probabilities are kept this far from 0 and 1


def features(
    piece: Beside, entailed: float | None, contradicted: float | None, corrected: Corrected | None
) -> tuple[float, ...]:
    """Give the features in the order of FEATURES; the probabilities are None without an entailment model."""
    parts, share = piece.parts, piece.covered
    known = dict.fromkeys(FEATURES, 0.0)  # another value counts the more, the more of the claim the words hold
    known |= {"covered": share, "near": piece.near, "matched": min(len(parts.matched), 3) / 3}
    known["unsaid"] = float(piece.unsaid)
    if entailed is not None and contradicted is not None:
        known |= {"entails": _logit(entailed), "contradicts": _logit(contradicted)}
        known |= {"entails_covered": share * _logit(entailed), "contradicts_covered": share * _logit(contradicted)}
    for one in parts.mismatched:
        if one.contradicts:
            known[_KINDS.get(one.part.kind, "open")] = share**2
        else:
            known["open"] = min(1.0, known["open"] + 0.5)
    if corrected is not None:
        named = corrected.correction.part.kind in NAMES
        known["name_corrected" if named else "value_corrected"] = max(0.0, corrected.gain)
    return tuple(known[name] for name in FEATURES)


def _logit(share: float) -> float:
    kept = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))
