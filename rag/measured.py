"""The unit that stands behind a figure."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.figure import Figure
from rag.units import NONE, UNITS, Unit

_UNIT = re.compile(
    r"[\s-]{0,2}(?:of\s+)?((?:%|°[CF]|[a-z]{1,12}(?:\.[a-z]\.?)?²?(?:/h)?)(?:\s[a-z]{2,12}(?:\s[a-z]{4,12})?)?)",
    re.IGNORECASE,
)


def _unit_at(text: str, end: int) -> tuple[Unit, int] | None:
    match = _UNIT.match(text, end)
    if match is None:
        return None
    words = match[1].split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        unit = UNITS.get(name.casefold())
        if unit is not None:
            return unit, match.start(1) + text[match.start(1) : match.end(1)].find(words[count - 1]) + len(
                words[count - 1]
            )
    return None


def with_unit(text: str, figure: Figure) -> Figure:
    """Give a figure with the unit named behind it, and its end there."""
    if figure.unit != NONE:
        return figure
    found = _unit_at(text, figure.end)
    return figure if found is None else replace(figure, unit=found[0], end=found[1])
