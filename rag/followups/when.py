"""Date words of a question, read from a given day and never from the clock."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date

Period = tuple[date, date]

_MONTH_NAMES = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
    ("december", "dec"),
)  # fmt: skip
_MONTHS = {name: number for number, spelt in enumerate(_MONTH_NAMES, 1) for name in spelt}
_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate(_TEN, 1)} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[6-9]|20)\d\d"
_COUNT = rf"\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_POINT = (
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?,?(?:\s+{_YEAR})?|"
    rf"(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,?\s+{_YEAR})?|(?:{_MONTH})\.?,?\s+{_YEAR}|"
    rf"(?:the\s+)?{_YEAR}s|{_YEAR}|(?:last\s+)?(?:{_MONTH})\b|today|(?:the\s+day\s+before\s+)?yesterday|"
    rf"(?:this|last)\s+(?:week|month|quarter|year)|(?:{_COUNT})\s+(?:day|week|month|year)s?\s+ago"
)


def dates(question: str, as_of: date) -> tuple[date | None, date] | None:
    """Give the first period that the question names as (since, until), both inclusive, as seen on `as_of`.

    "since 2022" ends on `as_of`, "before 2022" has no since, a month without a year is the latest that has begun. No
    period reaches past `as_of` unless it begins after it. None where the question names no period.

    >>> dates("what was said last year?", date(2023, 7, 20))
    (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
    """
    for pattern, read in _FORMS:
        for match in pattern.finditer(question):
            found = read(match, as_of)
            if found is not None:
                since, until = found
                return since, min(until, as_of) if since is None or since <= as_of else until
    return None


def _between(match: re.Match[str], as_of: date) -> tuple[date | None, date] | None:
    year = re.search(_YEAR, match[2])
    from_words = match[1] if year is None or re.search(r"\d{4}|day", match[1]) else f"{match[1]} {year.group()}"
    first, last = _period(from_words, as_of), _period(match[2], as_of)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _since(match: re.Match[str], as_of: date) -> tuple[date | None, date] | None:
    point = _period(match[2], as_of)
    if point is None:
        return None
    begin = _moved(point[1], 1) if match[1].lower() == "after" else point[0]
    return begin, max(begin, as_of)


def _before(match: re.Match[str], as_of: date) -> tuple[date | None, date] | None:
    point = _period(match[2], as_of)
    if point is None:
        return None
    return None, _moved(point[0], -1) if match[1].lower() == "before" else point[1]


def _past(match: re.Match[str], as_of: date) -> tuple[date | None, date] | None:
    return _back(as_of, _number(match[1] or "one"), match[2].lower()), as_of


def _point(match: re.Match[str], as_of: date) -> tuple[date | None, date] | None:
    return _period(match[1], as_of)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date | None, date] | None]], ...] = tuple(
    (re.compile(pattern, re.I), read)
    for pattern, read in (
        (rf"\b(?:between|from)\s+({_POINT})\s+(?:and|to|until|till)\s+({_POINT})(?!\w)", _between),
        (rf"\b(since|after)\s+({_POINT})(?!\w)", _since),
        (rf"(?<!day )\b(before|until|till|up to)\s+({_POINT})(?!\w)", _before),
        (rf"\b(?:last|past|previous)\s+(?:({_COUNT})\s+)(day|week|month|year)s?\b", _past),
        (r"\bpast\s+()(day|week|month|year)\b", _past),
        (rf"\b(?:in|on|during|of|for|early in|late in)\s+({_POINT})(?!\w)", _point),
        (
            rf"\b(today|(?:the\s+day\s+before\s+)?yesterday|(?:this|last)\s+(?:week|month|quarter|year|{_MONTH})|"
            rf"(?:{_COUNT})\s+(?:day|week|month|year)s?\s+ago|\d{{4}}-\d\d-\d\d)(?!\w)",
            _point,
        ),
    )
)


def _period(words: str, as_of: date) -> Period | None:
    """Give the days that a date in words covers."""
    words = re.sub(r"\s+", " ", words.lower().replace(",", "")).removeprefix("the ")
    if words in ("today", "yesterday", "day before yesterday"):
        day = _moved(as_of, -("today", "yesterday", "day before yesterday").index(words))
        return day, day
    relative = re.fullmatch(r"(this|last) (week|month|quarter|year)", words)
    if relative:
        return _unit(as_of, relative[2], relative[1] == "last")
    ago = re.fullmatch(rf"({_COUNT}) (day|week|month|year)s? ago", words)
    if ago:
        return _unit(_back(as_of, _number(ago[1]), ago[2]), ago[2], False)
    return _calendar(words, as_of)


def _calendar(words: str, as_of: date) -> Period | None:
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    years = re.fullmatch(r"(\d{4})(s?)", words)
    if years:
        # "the 2010s" are ten years, "2010" is one.
        return date(int(years[1]), 1, 1), date(int(years[1]) + (9 if years[2] else 0), 12, 31)
    return _month_or_day(words.replace(".", ""), as_of)


def _month_or_day(words: str, as_of: date) -> Period | None:
    last = words.startswith("last ")
    found = [_MONTHS[word] for word in re.findall(r"[a-z]+", words) if word in _MONTHS]
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if not found:
        return None
    year = next((number for number in numbers if number > 31), None)
    day = next((number for number in numbers if number <= 31), None)
    if year is None:
        begun = (found[0], day or 1) <= (as_of.month, as_of.day) and not (last and found[0] == as_of.month)
        year = as_of.year if begun else max(as_of.year - 1, 1)
    return _day(year, found[0], day) if day is not None else _whole_month(year, found[0])


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _whole_month(year: int, month: int) -> Period:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _unit(day: date, unit: str, before: bool) -> Period:
    """Give the calendar day, week (from Monday), month, quarter or year around a day, or the one before it."""
    if unit == "day":
        return day, day
    if unit == "week":
        monday = _moved(day, -day.weekday() - (7 if before else 0))
        return monday, _moved(monday, 6)
    if unit == "year":
        year = max(day.year - before, 1)
        return date(year, 1, 1), date(year, 12, 31)
    months = 1 if unit == "month" else 3
    first = day.month - (day.month - 1) % months - (months if before else 0)
    begin = date(day.year if first > 0 else max(day.year - 1, 1), first if first > 0 else first + 12, 1)
    return begin, _whole_month(begin.year, begin.month + months - 1)[1]


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[re.sub(r"\s+", " ", words.lower())]


def _back(day: date, count: int, unit: str) -> date:
    """Give the day that lies `count` units before."""
    if unit in ("day", "week"):
        return _moved(day, -count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(max(months, 12), 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _moved(day: date, days: int) -> date:
    """Give the day so many days later or, below 0, before; the calendar's own first and last day are the bounds."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
