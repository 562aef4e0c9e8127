"""False dates: another year, decade, century, month, day or weekday that the article does not name."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from eval.falsehoods.perturbed import Edit, Sentence, holds, quoted

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "|".join(MONTHS)
_YEAR = re.compile(r"(?<![\d.,$€£#/:-])(1[0-9]\d\d|20[0-4]\d)(s?)(?![\d%]|[.,:]\d|\s?%)(?!\w)")
_BEFORE_YEAR = re.compile(
    rf"(?:\b(?:in|of|since|by|before|after|from|to|during|early|late|mid|until|and|between|the|year|or|around|about|circa|"
    rf"{_MONTH})|\bmid-|\(|[–-]|\d\s?,|{_MONTH} \d{{1,2}}),?\s?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s(?:people|men|women|soldiers|troops|members|miles|km|metres|meters|feet|tons|tonnes|years)\b")
_CENTURY = re.compile(r"\b(\d{1,2})(st|nd|rd|th)(?=[\s-]+(?:and [\w]+ )?centur)")
_DAY = re.compile(rf"\b(?:{_MONTH})\s(\d{{1,2}})(?!\d)|\b(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\b")
_NAMED = re.compile(rf"\b({_MONTH})\b(?=\s\d)|(?<=\d )({_MONTH})\b|(?<=\bin )({_MONTH})\b|(?<=\b[Tt]hat )({_MONTH})\b")
# Earlier is implied by "before", later by "since" and "after": the false date lies on the other side.
_UNTIL = re.compile(r"\b(?:by|before|prior to|no later than)\s(?:the\s)?(?:\w+\s){0,2}$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s(?:the\s)?(?:\w+\s){0,2}$", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:until|till)\s(?:the\s)?(?:\w+\s){0,2}$", re.IGNORECASE)


def dates(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give every false date of a sentence, one for each part of a date that stands in it."""
    for part in (_years, _centuries, _months, _days, _weekdays):
        for edit in part(sentence, rng):
            opened = _VAGUE.search(sentence.text, 0, edit.start)
            if not quoted(sentence.text, edit.start) and not opened:
                yield edit


def _years(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    for match in _YEAR.finditer(sentence.text):
        if not _is_year(sentence.text, match):
            continue
        written, decade = int(match[1]), bool(match[2])
        for step in rng.sample((20, 30, 40) if decade else (2, 3, 4, 6, 7, 11, 13), 3):
            said = written + _side(sentence.text, match.start(), rng) * step
            if said <= 2026 and str(said) not in sentence.article:
                yield Edit(*match.span(1), str(said), "decade" if decade else "year")
                break


def _is_year(text: str, match: re.Match[str]) -> bool:
    named = _BEFORE_YEAR.search(text, 0, match.start()) or text[: match.start()].strip() in ("", "In")
    return bool(named) and not _COUNTED.match(text, match.end())


def _centuries(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    for match in _CENTURY.finditer(sentence.text):
        side = _side(sentence.text, match.start(), rng)
        said = int(match[1]) + side * rng.choice((2, 3))
        word = _ordinal(said)
        if 1 < said <= 21 and not holds(sentence.paragraph, word):
            yield Edit(match.start(), match.end(), word, "century")


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _side(text: str, at: int, rng: random.Random) -> int:
    if _UNTIL.search(text, 0, at) or _SINCE.search(text, 0, at):
        return -1
    return 1 if re.search(r"\bafter\s$", text[:at], re.I) else rng.choice((-1, 1))


def _months(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    for match in _NAMED.finditer(sentence.text):
        others = [month for month in MONTHS if not holds(sentence.paragraph, month)]
        if others and not (
            _UNTIL.search(sentence.text, 0, match.start()) or _SINCE.search(sentence.text, 0, match.start())
        ):
            yield Edit(*match.span(), rng.choice(others), "month")


def _days(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    for match in _DAY.finditer(sentence.text):
        group = 1 if match[1] else 2
        others = [
            day for day in range(3, 28) if not holds(sentence.paragraph, str(day)) and abs(day - int(match[group])) > 1
        ]
        side = _UNTIL.search(sentence.text, 0, match.start()) or _SINCE.search(sentence.text, 0, match.start())
        if others and not side:
            yield Edit(*match.span(group), _like(rng.choice(others), sentence.text, match.end(group)), "day")


def _like(day: int, text: str, at: int) -> str:
    return str(day) if text[at : at + 2] not in ("st", "nd", "rd", "th") else str(4 + 10 * (day % 2 + 1))


def _weekdays(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    for match in re.finditer(rf"\b(?:{'|'.join(WEEKDAYS)})\b", sentence.text):
        others = [day for day in WEEKDAYS if not holds(sentence.paragraph, day)]
        if others:
            yield Edit(*match.span(), rng.choice(others), "weekday")
