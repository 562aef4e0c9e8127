"""A claim whose every word a source has in the claim's own order: no model's reading makes that a contradiction."""

from __future__ import annotations

import re

from rag.reading.denials import denials
from rag.reading.fault import Parts
from rag.reading.ground import Ground
from rag.reading.moments import moments
from rag.reading.slots import Line

_ENDS = re.compile(r"[.!?;][”\"’)]*(?:\s|$)|\n")
# Words of content, beside those of figures, dates and names, that a claim must have: the order of one or two says
# little. So 1 of 8 true contradictions that a single word would silence is left, and 21 of 75 false ones (350 claims of
# each label of fever-symmetric and fool-me-twice, 2026-11-22).
_LEAST = 3


def verbatim(claim: Line, ground: Ground, parts: Parts) -> bool:
    """Say whether one sentence of the cited words has all words of content of a claim, in its order.

    Dates and parts that a check has matched are left out; one that it has not makes it untrue, as does a word of denial
    in either text.
    """
    if parts.mismatched or denials(claim.text).cues or denials(ground.line.text).cues:
        return False
    told = [(one.start, one.end) for one in parts.matched] + [(one.start, one.end) for one in moments(claim.text)]
    words = (word for word in claim.words if word.content)
    said = [word.stem for word in words if not any(start <= word.start < end for start, end in told)]
    if len(said) < _LEAST:
        return False
    return any(_holds(said, stems) for stems in _sentences(ground.line))


def _sentences(line: Line) -> list[list[str]]:
    found, at = list[list[str]](), 0
    for stop in (*(match.end() for match in _ENDS.finditer(line.text)), len(line.text)):
        first, last = line.span(at, stop)
        found.append([word.stem for word in line.words[first:last]])
        at = stop
    return found


def _holds(said: list[str], stems: list[str]) -> bool:
    left = iter(stems)
    return all(one in left for one in said)
