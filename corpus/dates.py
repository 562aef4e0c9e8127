"""Dates as people and machines write them -> ISO 8601; what could be two dates is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# The first letters that tell the months apart: English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish,
# Russian. A name counts when it starts with one of them.
_MONTHS: tuple[tuple[str, ...], ...] = (
    ("jan", "jän", "ener", "genn", "gen", "янв"),
    ("feb", "fév", "fev", "фев"),
    ("mar", "mär", "maart", "mrt", "март"),
    ("apr", "avr", "abr", "апр"),
    ("may", "mai", "mag", "mei", "maj", "мая", "май"),
    ("jun", "juin", "giu", "июн"),
    ("jul", "juil", "lug", "июл"),
    ("aug", "aoû", "aou", "ago", "авг"),
    ("sep", "set", "сен"),
    ("oct", "okt", "ott", "out", "окт"),
    ("nov", "ноя"),
    ("dec", "déc", "dez", "dic", "дек"),
)
_TIME = r"(?:(?:T| |, | at )\s?(\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?(Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}\b)?)?"
_ISO = re.compile(rf"\b(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}(?![\d-])", re.I)
_SLASHED = re.compile(rf"\b(\d{{4}})[/.](\d{{1,2}})[/.](\d{{1,2}}){_TIME}(?!\d)", re.I)
_NUMBERS = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ \t-]+(?:de |of )?([^\W\d_]{3,})\.?,?[ \t-]+(?:de |del )?(\d{4})\b", re.I
)
_MONTH_DAY = re.compile(r"\b([^\W\d_]{3,})\.?[ \t]+(\d{1,2})(?:st|nd|rd|th)?,?[ \t]+(\d{4})\b", re.I)
_WEEKDAY = re.compile(r"(?:on\s+)?[^\W\d_]{2,10}(?:-feira)?\.?,?\s+(?:(?:den|le|el|il|em|the)\s+)?", re.I)


def iso_date(stated: str) -> str | None:
    """Give the ISO 8601 date or date-time that the text starts with, a weekday aside, or None where it is unclear.

    "July 11, 2023", "Di., 11. Juli 2023", "2023年7月11日" are 2023-07-11; "03/04/2023" is 3 April or March 4: None.
    """
    text = stated.strip()
    weekday = _WEEKDAY.match(text)
    for start in (0, weekday.end() if weekday else 0):
        for pattern, reading in _READINGS:
            match = pattern.match(text, start)
            if match is not None and (value := reading(match)) is not None:
                return value
    return None


def dates_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """Give start, end and ISO 8601 form of each clear date in the text, in order."""
    found: list[tuple[int, int, str]] = []
    for pattern, reading in _READINGS:
        for match in pattern.finditer(text):
            value = reading(match)
            if value is not None and not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), value))
    return tuple(sorted(found))


def unclear(stated: str) -> str:
    """Say that a stated date is none, and how it would be."""
    return f"the date {stated[:40]!r} is not clear and left unknown; write it as 2023-07-31"


def mail_date(stated: str) -> str | None:
    """Give the ISO 8601 form of a mail's date header (RFC 2822), or None where it is none."""
    try:
        return parsedate_to_datetime(stated).isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def _with_time(match: re.Match[str]) -> str | None:
    day = _day(int(match[1]), int(match[2]), int(match[3]))
    if day is None or match[4] is None:
        return day
    zone = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}.get((match[5] or "").upper(), match[5] or "")
    try:
        return datetime.fromisoformat(f"{day}T{match[4].replace(',', '.')}{zone}").isoformat()
    except ValueError:
        return day


def _numbers(match: re.Match[str]) -> str | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first != second and max(first, second) <= 12:
        return None
    return _day(year, second, first) if second <= 12 else _day(year, first, second)


def _named(year: str, month: str, day: str) -> str | None:
    name = month.lower()
    for number, starts in enumerate(_MONTHS, start=1):
        if name.startswith(starts) and len(name) <= 10:
            return _day(int(year), number, int(day))
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= 1000 else None
    except ValueError:
        return None


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_ISO, _with_time),
    (_SLASHED, _with_time),
    (_NUMBERS, _numbers),
    (_EAST_ASIAN, lambda match: _day(int(match[1]), int(match[2]), int(match[3]))),
    (_DAY_MONTH, lambda match: _named(match[3], match[2], match[1])),
    (_MONTH_DAY, lambda match: _named(match[3], match[1], match[2])),
)
