"""False figures and units: another number, another order of magnitude, points for per cent, another currency."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from eval.falsehoods.perturbed import Edit, Sentence, holds, quoted

_SCALE = r"thousand|million|billion|trillion"
_FIGURE = re.compile(
    r"(?<![\w.,$€£#/:–—-])(?P<cur>(?:US)?[$€£]\s?)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<scale>\s(?:{_SCALE})\b)?(?P<percent>\s?%|\sper\s?cent\b|\spercent\b(?!age))?(?![\w%:]|[.,/–-]\d|\s?[:)]|\s--)"
)
_WORDED = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\b"
    r"(?= (?:[A-Z]?[a-z-]+ )?(?!(?:was|has|does|says|this|less|across|towards)\b)[a-z]{3,}s\b)",
    re.IGNORECASE,
)
_VALUES = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_BY_VALUE = {value: word for word, value in _VALUES.items()}
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# Numbers that name a thing or a day, and numbers that are years, are no figures.
_LABEL = re.compile(rf"(?:[A-Z][\w.]*|{_MONTH}|\b(?:and|code|codes|no|number|page)),?\s$")
_DAY = re.compile(rf"\s(?:{_MONTH}|(?:and|or|to)\s\d+\s{_MONTH})|\s?(?:AD|BC|BCE|CE|a\.m|p\.m|am|pm|o'clock)\b")
_AT_MOST = re.compile(
    r"\b(?:up to|less than|fewer than|at most|under|below|within|no more than|only)\s(?:\w+\s)?$", re.I
)
_UNITS = (
    ("dollars", "euros"),
    ("kilometres", "miles"),
    ("kilometers", "miles"),
    ("km", "miles"),
    ("metres", "feet"),
    ("meters", "feet"),
    ("kg", "pounds"),
    ("tonnes", "kilograms"),
    ("seconds", "minutes"),
    ("minutes", "hours"),
    ("hours", "days"),
    ("days", "weeks"),
    ("weeks", "months"),
    ("months", "years"),
    ("years", "months"),
    ("decades", "years"),
    ("centuries", "decades"),
)
_UNIT = {one: other for pair in _UNITS for one, other in (pair[::-1], pair)}
_MEASURED = re.compile(r"(?:\d|\b(?:" + "|".join(_VALUES) + rf"|{_SCALE}))\s$", re.I)
_FACTORS = (2, 3, 4, 5)


def figures(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give another number, or the number a thousand or ten times off, that stands nowhere in the article.

    Bare counts grow ("three members" holds where five did), those that are upper bounds shrink.
    """
    text = sentence.text
    for match in _FIGURE.finditer(text):
        if _counts(text, match):
            shrinks = bool(_AT_MOST.search(text, 0, match.start()))
            yield from _others(sentence, match, shrinks, rng)
    for match in _WORDED.finditer(text):
        if not quoted(text, match.start()) and not _AT_MOST.search(text, 0, match.start()):
            value = _VALUES[match.group().lower()]
            larger = [word for word, one in _VALUES.items() if one > value and not _present(sentence, one)]
            if larger:
                said = rng.choice(larger[:4])
                yield Edit(*match.span(), said.capitalize() if match.group()[0].isupper() else said, "number word")


def units(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give percentage points for per cent, and another currency or unit that the sentence does not name."""
    text = sentence.text
    for match in _FIGURE.finditer(text):
        if quoted(text, match.start()):
            continue
        if match["percent"] and "point" not in text:
            yield Edit(match.end("number"), match.end(), " percentage points", "percentage points")
        if match["cur"]:
            others = [sign for sign in "$€£" if sign not in text]
            if others:
                yield Edit(*match.span("cur"), rng.choice(others), "currency")
    for match in re.finditer(r"[a-z]+", text):
        said = _UNIT.get(match.group())
        measured = _MEASURED.search(text, 0, match.start())
        if said and measured and not holds(text, said):
            yield Edit(*match.span(), said, "unit")


def _counts(text: str, match: re.Match[str]) -> bool:
    if (
        quoted(text, match.start())
        or not match.start()
        or (match["number"].startswith("0") and "." not in match["number"])
    ):
        return False
    if re.search(r"(?:--|:|\bv|\bin)\s$", text[: match.start()]) and not match["scale"] and not match["percent"]:
        return False
    marked = match["cur"] or match["scale"] or match["percent"]
    year = "," not in match["number"] and "." not in match["number"] and 1000 <= float(match["number"]) <= 2100
    return bool(marked) or not (year or _LABEL.search(text, 0, match.start()) or _DAY.match(text, match.end()))


def _others(sentence: Sentence, match: re.Match[str], shrinks: bool, rng: random.Random) -> Iterator[Edit]:
    written = match["number"]
    value = float(written.replace(",", ""))
    for factor in rng.sample(_FACTORS, 2):
        said = _written(value / factor if shrinks else value * factor + (value == 0), written)
        if not _present(sentence, float(said.replace(",", ""))) and float(said.replace(",", "")) != value:
            yield Edit(*match.span("number"), said, "number")
            break
    if match["scale"]:
        scales = _SCALE.split("|")
        place = scales.index(match["scale"].strip()) + (-1 if shrinks else 1)
        if 0 <= place < len(scales):
            yield Edit(*match.span("scale"), f" {scales[place]}", "magnitude")
    elif not shrinks and value >= 10 and not match["percent"]:
        said = _written(value * 10, written)
        if not _present(sentence, value * 10):
            yield Edit(*match.span("number"), said, "magnitude")


def _written(value: float, like: str) -> str:
    places = len(like.partition(".")[2])
    rounded = round(value, places) if places else max(1, round(value))
    return f"{rounded:{',' if ',' in like or rounded >= 10_000 else ''}.{places}f}"


def _present(sentence: Sentence, value: float) -> bool:
    """Say whether the article has the value anywhere, in digits or words."""
    numbers = {
        float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", sentence.article) if one[-1] != ","
    }
    word = _BY_VALUE.get(int(value)) if value == int(value) else None
    return value in numbers or (word is not None and holds(sentence.article, word))
