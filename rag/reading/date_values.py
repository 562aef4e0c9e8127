"""What each way of writing a date says: the years, months and day it may stand for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rag.reading.date_words import CENTURIES, FEW, TENS, WEEKDAYS
from rag.reading.moment import Moment

_PREFIXES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": (3, 4, 5, 6), "summer": (6, 7, 8, 9), "autumn": (9, 10, 11, 12), "fall": (9, 10, 11, 12),
            "winter": (12, 1, 2, 3)}  # fmt: skip
_PARTS = {
    "start": (1, 2, 3),
    "beginning": (1, 2, 3),
    "middle": (4, 5, 6, 7, 8, 9),
    "end": (10, 11, 12),
    "close": (10, 11, 12),
    "first half": (1, 2, 3, 4, 5, 6),
    "second half": (7, 8, 9, 10, 11, 12),
    "early": (1, 2, 3, 4, 5),
    "mid": (4, 5, 6, 7, 8, 9),
    "late": (8, 9, 10, 11, 12),
}
_QUARTERS = {"first": (1, 2, 3), "second": (4, 5, 6), "third": (7, 8, 9), "fourth": (10, 11, 12), "last": (10, 11, 12)}


def read(text: str, match: re.Match[str], published: date | None) -> Moment | None:
    """Give the date that a match of `DATE` in a text stands for, counted from the day it was published."""
    start, end = match.span()
    for group, reader in _READERS.items():
        if match[group] is not None:
            found = reader(match, published)
            return None if found is None else Moment(start, end, *found)
    return None


_Values = tuple[frozenset[int] | None, frozenset[int] | None, int | None, int | None, bool]


def _iso(match: re.Match[str], published: date | None) -> _Values | None:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return _values(year, month, day)


def _slash(match: re.Match[str], published: date | None) -> _Values | None:
    one, two, year = (int(part) for part in match["slash"].split("/"))
    months = frozenset(value for value in (one, two) if value < 13)
    day = one if two > 12 or one > 12 else None
    return frozenset([year]), months, max(one, two) if day else None, None, False


def _day_month(match: re.Match[str], published: date | None) -> _Values | None:
    which = "1" if match["day1"] else "2"
    year = match["year" + which]
    weekday = match["weekday" + which]
    found = _values(int(year) if year else None, _month(match["month" + which]), int(match["day" + which]))
    return (*found[:3], WEEKDAYS.index(weekday.casefold()) if weekday else None, False)


def _month_year(match: re.Match[str], published: date | None) -> _Values | None:
    return _values(int(match["year3"]), _month(match["month3"]), None)


def _season(match: re.Match[str], published: date | None) -> _Values | None:
    return frozenset([int(match["year4"])]), frozenset(_SEASONS[match["season"].casefold()]), None, None, False


def _quarter(match: re.Match[str], published: date | None) -> _Values | None:
    years = frozenset([int(match["year7"])]) if match["year7"] else None
    return years, frozenset(_QUARTERS[match["quarter"].casefold()]), None, None, False


def _part(match: re.Match[str], published: date | None) -> _Values | None:
    year, part = int(match["year5"]), " ".join(match["part"].casefold().split())
    if not match["decade2"]:
        return frozenset([year]), frozenset(_PARTS[part]), None, None, False
    first, last = _OF_DECADE[part]
    return frozenset(range(year + first, year + last)), None, None, None, False


_OF_DECADE = {
    "early": (0, 4), "start": (0, 4), "beginning": (0, 4), "first half": (0, 5), "mid": (3, 7), "middle": (3, 7),
    "late": (5, 10), "second half": (5, 10), "end": (7, 10), "close": (7, 10),
}  # fmt: skip


def _century(match: re.Match[str], published: date | None) -> _Values | None:
    written = match["century"].casefold()
    number = int(written[:-2]) if written[0].isdigit() else CENTURIES.index(written) + 1
    return frozenset(range(100 * number - 100, 100 * number)), None, None, None, False


def _decade(match: re.Match[str], published: date | None) -> _Values | None:
    year = int(match["decade"])
    return frozenset(range(year, year + 10)), None, None, None, False


def _tens(match: re.Match[str], published: date | None) -> _Values | None:
    """Give "the sixties", which are those of the last century."""
    first = 1920 + 10 * TENS.index(match["tens"].casefold())
    return frozenset(range(first, first + 10)), None, None, None, False


def _year(match: re.Match[str], published: date | None) -> _Values | None:
    first = int(match["year6"])
    to = match["toyear"]
    last = first if not to else int(to) if len(to) == 4 else first - first % 100 + int(to)
    return frozenset(range(first, min(max(first, last), first + 100) + 1)), None, None, None, False


_LEADS = re.compile(
    r"\b(?:in|of|by|since|between|until|last|this|next|during|from|to|before|after|and|early|late|mid)[\s-]+$",
    re.IGNORECASE,
)


def _only_month(match: re.Match[str], published: date | None) -> _Values | None:
    # "may" is a verb and "March" may be one: the name of a month has a capital, and "May" no verb behind it.
    word = match["month4"]
    if not word[0].isupper() or (word.endswith(".") and len(word) > 5):
        return None
    if word in ("May", "March", "Mar", "Dec", "Jan", "Oct", "Nov", "Feb", "Apr", "Aug", "Jun", "Jul", "Sep"):
        led = _LEADS.search(match.string[max(0, match.start() - 12) : match.start()])
        if not led:
            return None
    return _values(None, _month(word), None)


def _weekday(match: re.Match[str], published: date | None) -> _Values | None:
    if not match["weekday3"][0].isupper():
        return None
    number = WEEKDAYS.index(match["weekday3"].casefold())
    if published is None:
        return None, None, None, number, True
    day = published - timedelta(days=(published.weekday() - number) % 7)
    return frozenset([day.year]), frozenset([day.month]), day.day, number, True


def _relative(match: re.Match[str], published: date | None) -> _Values | None:
    words = match["relative"].casefold().split()
    if published is None:
        return None, None, None, None, True
    if len(words) == 1:
        day = published + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[words[0]])
        return (*_values(day.year, day.month, day.day)[:4], True)
    if "the" in words:
        return None, None, None, None, True
    step = {"this": 0, "next": 1}.get(words[-2], -1)
    return _shifted(published, step, words[-1])


def _ago(match: re.Match[str], published: date | None) -> _Values | None:
    if published is None or match["way"].casefold() != "ago":
        return None, None, None, None, True
    count = match["count"].casefold()
    number = int(count) if count.isdigit() else FEW.index(count) + 1
    return _shifted(published, -number, match["ago"].casefold())


def _shifted(published: date, step: int, unit: str) -> _Values:
    if unit == "year":
        return frozenset([published.year + step]), None, None, None, True
    if unit == "month":
        month = published.year * 12 + published.month - 1 + step
        return frozenset([month // 12]), frozenset([month % 12 + 1]), None, None, True
    if unit in _SEASONS:
        years = {published.year + step, published.year + (step and step + 1)}
        return frozenset(years), frozenset(_SEASONS[unit]), None, None, True
    if unit in ("day", "week"):
        middle = published + timedelta(days=step * (7 if unit == "week" else 1))
        spread = (0,) if unit == "day" else (-7, 0, 7)
        days = [middle + timedelta(days=shift) for shift in spread]
        day = middle.day if unit == "day" else None
        return frozenset(one.year for one in days), frozenset(one.month for one in days), day, None, True
    size = 10 if unit == "decade" else 100
    first = published.year + (step - 1) * size
    return frozenset(range(first, first + 2 * size + 1)), None, None, None, True


def _vague(match: re.Match[str], published: date | None) -> _Values | None:
    return None, None, None, None, True


_READERS = {
    "iso": _iso, "slash": _slash, "day1": _day_month, "day2": _day_month, "month3": _month_year, "season": _season,
    "quarter": _quarter, "part": _part, "century": _century, "decade": _decade, "tens": _tens, "year6": _year,
    "month4": _only_month,
    "weekday3": _weekday, "relative": _relative, "ago": _ago, "yearword": _vague,
}  # fmt: skip


def _values(year: int | None, month: int | None, day: int | None) -> _Values:
    years = frozenset([year]) if year is not None else None
    return years, frozenset([month]) if month is not None else None, day, None, False


def _month(word: str) -> int:
    return _PREFIXES.index(word[:3].casefold()) + 1
