"""Whether an article can tell of the time that a claim speaks of: one that appeared before it cannot."""

from __future__ import annotations

import re

from rag.reading.ground import Cited
from rag.reading.moments import day_of, moments

_AHEAD = re.compile(
    r"\b(?:will|would|shall|until|till|through|due|plans?|planned|promis\w+|pledg\w+|expect\w*|scheduled|wants?|hopes?|aims?|"
    r"(?:is|are|was|were|be)\sto)\b",
    re.I,
)


def predates(claim: str, cited: Cited) -> bool:
    """Say whether an article appeared before the time a claim speaks of, so that it cannot tell.

    What is said to come, or to last until then, it can tell where it names the year itself.
    """
    published = day_of(cited.published)
    if published is None:
        return False
    years = [min(one.years) for one in moments(claim) if one.years and not one.relative]
    return bool(years) and min(years) > published.year and not (str(min(years)) in cited.quote and _AHEAD.search(claim))
