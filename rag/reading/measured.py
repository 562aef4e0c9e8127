"""The unit that stands behind a figure."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.reading.figure import Figure
from rag.words.units import NONE, TIMES, UNITS, Unit

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
    if found is None and figure.low <= 24 and _CLOCK.search(text, max(0, figure.start - _AHEAD), figure.start):
        return replace(figure, unit=HOUR)
    if found is None and (number := _NUMBERED.search(text, max(0, figure.start - _AHEAD), figure.start)):
        return replace(figure, unit=Unit(f"number of {number[1].casefold()}"))
    if found is None and _is_age(text, figure):
        return replace(figure, unit=UNITS["years"])
    if found is None or (found[0] == TIMES and _counts_events(text, figure, found[1])):
        return figure
    if found[0] == UNITS["years"] and (old := _OLD.match(text, found[1])):
        return replace(figure, unit=found[0], end=old.end())
    half = _AND_A_HALF.match(text, found[1])
    if half is None:
        return replace(figure, unit=found[0], end=found[1])
    return replace(figure, unit=found[0], end=half.end(), low=figure.low + 0.5, high=figure.high + 0.5, weak=False)


def _is_age(text: str, figure: Figure) -> bool:
    """Say whether a bare figure is an age: "aged 91", "the age of 91", "Ada Holm, 91, said"."""
    before = text[max(0, figure.start - _AHEAD) : figure.start]
    told = _AGED.search(before) or (_NAMED.search(before) and _CLOSED.match(text, figure.end))
    return bool(told) and figure.low == figure.high and figure.low.is_integer() and figure.low < _OLDEST


HOUR = Unit("hour of the day")
_CLOCK = re.compile(r"\b(?:(?:shortly|soon|just|right) (?:after|before)|(?:half|quarter) past|quarter to) $", re.I)
# "Article 10", "Chapter 3": the name of a part, that counts nothing.
_NUMBERED = re.compile(
    r"\b(Article|Chapter|Section|Paragraph|Clause|Resolution|Protocol|Amendment|Directive|Rule|Appendix|Annex|Volume|Page|"
    r"Figure|Table|Highway|Route|Motorway|Flight|Platform|Gate|Room|Terminal|Pier|Level|Phase|Stage|Round|Group|Channel|"
    r"No\.|Number) $"
)
_OLDEST = 120
_AHEAD = 30  # characters in front of a figure that tell whether it is an age
_AGED = re.compile(r"\b(?:aged|(?:age|ages)(?: of)?) (?:(?:just|only|about|around) )?$", re.IGNORECASE)
_NAMED = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]+, $")  # of two words at least: "in Lisbon, 58, ..."
_CLOSED = re.compile(r"[,.;)]")
_OLD = re.compile(r"[\s-]old\b")
_AND_A_HALF = re.compile(r"\s+and\s+a\s+half\b", re.IGNORECASE)


def _counts_events(text: str, figure: Figure, end: int) -> bool:
    """Say whether "14 times" counts how often, as "14 mentions" does, and not how many fold."""
    if text[figure.end : end].strip().casefold() != "times":
        return False
    return not (_FOLD_AFTER.match(text, end) or _FOLD_BEFORE.search(text, max(0, figure.start - 40), figure.start))


_FOLD_AFTER = re.compile(
    r"\s+(?:as|more|less|fewer|high\w*|low\w*|larg\w*|big\w*|great\w*|small\w*|fast\w*|slow\w*|strong\w*|long\w*|"
    r"short\w*|old\w*|wid\w*|deep\w*|heav\w*|likel\w*|that|those|what|its|their|his|her|our|the)\b",
    re.IGNORECASE,
)
_FOLD_BEFORE = re.compile(
    r"\b(?:rise|rose|risen|grow|grew|grown|increas\w+|multipl\w+|jump\w+|surg\w+|climb\w+|swell\w*|up|shrank|fell)"
    r"\s+(?:by\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
