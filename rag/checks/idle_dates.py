"""Dates of a source that date nothing a claim tells: when a page was updated, the year of a work, the end of a time."""

from __future__ import annotations

import re

from rag.reading.moment import Moment
from rag.reading.slots import Line

_DECADE = 10  # years that "the 1970s" may mean
_NEAR = 40  # characters ahead of a date that tell what it dates
# "Updated 25 July 2017", "© 2019": the page's own date.
_PAGE = re.compile(
    r"(?:\b(?:updated|posted|published|accessed|retrieved|modified|copyright|archived)\b|©)\W*(?:(?:on|at|by)\s)?(?:\w+,?\s)?[\w/.-]*$",
    re.I,
)
_CLOCK = re.compile(r",?\s(?:at\s)?\d{1,2}[.:]\d{2}")  # "26 Jun 2001 21.16": the head of a report
_OWN = re.compile(r"(?:\b(?:his|her|its|their)|[’']s)\s$", re.I)  # "their 1990 recording": the year is the thing's
_ENDING = re.compile(r"\b(?:until|till|through)\s(?:the\s)?$", re.I)


def idle(said: Moment, source: Moment, claim: Line, line: Line) -> bool:
    """Say whether a date of a source can be no other date of what a claim dates: that of its page, or of another thing.

    The end of a time is none of a day on which something happens, nor is a decade.
    """
    ahead = line.text[max(0, source.start - _NEAR) : source.start]
    if _PAGE.search(ahead) or (source.day is not None and _CLOCK.match(line.text, source.end)):
        return True
    if source.months is None and _OWN.search(ahead) and line.text[source.end : source.end + 1] == " ":
        return True
    wide = source.years is not None and len(source.years) >= _DECADE
    ends = _ENDING.search(ahead) is not None
    own = claim.text[max(0, said.start - _NEAR) : said.start]
    return (wide and said.months is not None) or (ends and _ENDING.search(own) is None)
