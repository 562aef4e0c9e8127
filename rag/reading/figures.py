"""The figures of a text: numbers with their units, bounds and spelling undone, every digit accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from rag.reading.bounds import bounded
from rag.reading.figure import Bound, Figure
from rag.reading.fractions import fraction, glyph, half, ordinal, out_of, slash
from rag.reading.measured import with_unit
from rag.reading.numerals import DIGITS, GLYPHS, MAGNITUDES, ORDINALS, WORDS, digits, several, spelt
from rag.words.units import NONE, ORDINAL, PERCENT, SYMBOLS, TIMES, UNITS

_SYMBOL = r"(?:US|AU|NZ|HK|[ACS])?\$|[€£¥₹₽₩]"
_MAGNITUDE = r"hundred|dozen|thousand|million|billion|trillion"
_SHORT = r"(?:k|mn|mln|bn|bln|tn|trn|m|b)"
_PART = r"(?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
_FEW = r"a|one|two|three|four|five|six|seven|eight|nine|\d{1,2}"
_OUT = r"one|two|three|four|five|six|seven|eight|nine|ten|\d{1,5}"
_FIGURE = re.compile(
    rf"""
    (?<![\w.]) (?: (?P<numerator>\d{{1,2}})/(?P<denominator>\d{{1,3}})(?![\w/])
    | (?P<top>{_FEW})[\s-]{{1,2}}(?P<part>{_PART})(?!\w)(?:\s+of\s+an?\s+(?P<partof>million|billion|trillion)\b)?
    | (?P<half>half|quarter)(?!\w)(?:\s+(?:of\s+)?an?\s+(?P<halfof>million|billion|trillion|dozen|decade
        |century|hour|day|week|month|year|minute|percentage\s+point|metre|meter|kilometre|kilometer|mile|tonne
        |ton|litre|acre|degree)\b)?
    | (?P<out>{_OUT})\s+(?:(?:in|out\s+of)\s+(?:every\s+)?|of\s+every\s+)(?P<of>{_OUT}|hundred|thousand)(?![\w.,]*\d)\b
        (?!\s+(?:{_MAGNITUDE}|percent|january|february|march|april|may|june|july|august|september|october
        |november|december))
    | (?P<vague>(?:tens\s+of\s+|hundreds\s+of\s+)?(?:dozens|scores|tens|hundreds|thousands|millions|billions
        |trillions)(?!\w))
    | (?P<times>twice|doubled?|doubles|doubling|tripled?|triples|tripling|trebled?|quadrupled?|thrice|two-fold
        |twofold|threefold|fourfold|fivefold|tenfold)(?!\w)
    | (?P<halved>halv(?:e[sd]?|ing))(?!\w)
    | (?P<single>an?)\s+(?:(?:single|whole|full)\s+)?(?=(?:second|minute|hour|day|week|fortnight|month|year
        |decade|century)(?!\w))
    | (?P<place>\d{{1,3}}(?:st|nd|rd|th)(?!\w) | (?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?
        (?:{"|".join(sorted(ORDINALS, key=len, reverse=True))})(?!\w))
    | (?P<words>{WORDS})(?:(?P<andhalf>\s+and\s+a\s+half)(?:\s+(?P<halfmag>{_MAGNITUDE})\b)?)?(?![\w’'])
    )
    | (?<![\w.]) (?:[-−–](?=\d))? (?:(?P<symbol>{_SYMBOL})\s?)? (?P<sign>[-−])?
      (?P<digits>{DIGITS})(?P<glyph>[½¼¾⅓⅔⅛])?
      (?:(?:\s|-)?(?P<magnitude>{_MAGNITUDE})(?!\w)|\s?(?P<short>{_SHORT})(?!\w))?
    | (?P<bareglyph>[½¼¾⅓⅔⅛])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|–|—|to|and|or)\s*\Z", re.I)
_VAGUE = {
    "dozens": (24, 144), "scores": (40, 199), "tens": (20, 99), "hundreds": (200, 999), "thousands": (2e3, 9.99e3),
    "millions": (2e6, 9.99e8), "billions": (2e9, 9.99e11), "trillions": (2e12, 9.99e14),
}  # fmt: skip
_TIMES = {"twice": 2, "double": 2, "tripl": 3, "trebl": 3, "quadr": 4, "thric": 3, "two-f": 2, "twofo": 2, "doubl": 2,
          "three": 3, "fourf": 4, "fivef": 5, "tenfo": 10}  # fmt: skip


@lru_cache(maxsize=256)
def figures(text: str, taken: tuple[tuple[int, int], ...] = ()) -> tuple[Figure, ...]:
    """Give the figures of a text in order, those within the spans `taken` (its dates) left out."""
    blocked = sorted(taken)
    found: list[Figure] = []
    for match in _FIGURE.finditer(text):
        if found and match.start() < found[-1].end:  # "a half", of "a year and a half"
            continue
        figure = None if _inside(match.start(), match.end(), blocked) else _read(text, match)
        if figure is not None:
            found.append(figure)
    return tuple(_ranges(text, found))


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in spans)


def _read(text: str, match: re.Match[str]) -> Figure | None:
    for group, reader in _READERS:
        if match[group] is not None:
            found = reader(text, match)
            return None if found is None else bounded(text, found)
    return None


def _plain(text: str, match: re.Match[str]) -> Figure:
    value = digits(match["digits"]) + GLYPHS.get(match["glyph"] or "", 0)
    magnitude = (match["magnitude"] or match["short"] or "").casefold()
    symbol = SYMBOLS.get((match["symbol"] or "").casefold())
    end = match.end()
    if match["short"] and magnitude in ("m", "b", "k") and symbol is None and not _counts(text, end):
        spaced = text[match.start("short") - 1].isspace()
        symbol = UNITS["metre"] if magnitude == "m" and spaced else None  # "304 m", and no "12m" that may be money
        magnitude, end = "", match.end() if symbol else match.start("short") - spaced
    value *= MAGNITUDES.get(magnitude, 1) * (-1 if match["sign"] else 1)
    return with_unit(text, Figure(match.start(), end, match.start(), value, value, symbol or NONE, Bound.EXACT))


_COUNTED = re.compile(r"\s(?!tall|high|long|wide|deep|away|above|below|from|of|in|at|to|by|and|or|race|final)[a-z]{3,}")


def _counts(text: str, end: int) -> bool:
    """Say whether a noun follows, so that "12m people" are millions and "a 12m wall" is not."""
    return bool(_COUNTED.match(text, end))


def _spelt(text: str, match: re.Match[str]) -> Figure | None:
    written = match["words"]
    if several(written):
        return None
    last = MAGNITUDES.get(written.split()[-1].casefold(), 1)
    value = spelt(written) + (0.5 * last if match["andhalf"] else 0)
    value *= MAGNITUDES.get((match["halfmag"] or "").casefold(), 1)
    weak = written.casefold() in ("one", "zero")
    found = with_unit(text, Figure(match.start(), match.end(), match.start(), value, value, NONE, Bound.EXACT))
    return replace(found, weak=weak and found.unit == NONE)


def _vague(text: str, match: re.Match[str]) -> Figure:
    words = match["vague"].casefold().split()
    low, high = _VAGUE[words[-1]]
    if len(words) > 1:
        low, high = low * _VAGUE[words[0]][0] / 2, high * (10 if words[0] == "tens" else 100)
    return with_unit(text, Figure(match.start(), match.end(), match.start(), low, high, NONE, Bound.EXACT))


def _times(text: str, match: re.Match[str]) -> Figure:
    value = float(_TIMES.get(match["times"].casefold()[:5], 2))
    return Figure(match.start(), match.end(), match.start(), value, value, TIMES, Bound.EXACT, weak=True)


def _halved(text: str, match: re.Match[str]) -> Figure:
    """Give "halved", which is "cut by 50 percent"."""
    return Figure(*match.span(), match.start(), 50, 50, PERCENT, Bound.EXACT, share=True, weak=True)


def _single(text: str, match: re.Match[str]) -> Figure:
    return with_unit(text, Figure(*match.span(), match.start(), 1, 1, NONE, Bound.EXACT, weak=True))


def _place(text: str, match: re.Match[str]) -> Figure | None:
    written = match["place"].casefold()
    before = text[: match.start()][-10:].casefold()
    if written == "second" and re.search(r"(?:\d|per|each|every|split|a)\s*-?$", before):
        return None if not before.endswith("a ") else Figure(*match.span(), match.start(), 2, 2, ORDINAL, Bound.EXACT)
    return Figure(*match.span(), match.start(), *ordinal(written), ORDINAL, Bound.EXACT, weak=written == "first")


_READERS = (
    ("numerator", slash), ("single", _single), ("top", fraction), ("half", half), ("out", out_of), ("vague", _vague),
    ("times", _times), ("halved", _halved), ("place", _place), ("words", _spelt), ("digits", _plain),
    ("bareglyph", glyph),
)  # fmt: skip


def _ranges(text: str, found: list[Figure]) -> Iterator[Figure]:
    """Give each figure; the first end of a range counts as its second: "10 to 15 percent", "900 to 630 million"."""
    for at, figure in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if following is not None and _RANGE.match(text[figure.end : following.start]):
            yield _like(text, figure, following)
        else:
            yield figure


def _like(text: str, figure: Figure, following: Figure) -> Figure:
    if figure.unit != NONE or following.share or following.unit == ORDINAL:
        return figure
    size = _SIZED.search(text[following.start : following.end])
    bare = text[figure.start : figure.end].isdigit() and figure.high < _MOST_BARE
    if size and bare and _TO.match(text[figure.end : following.start]):
        times = MAGNITUDES[size[1].casefold()]
        figure = replace(figure, low=figure.low * times, high=figure.high * times)
    return replace(figure, unit=following.unit)


_MOST_BARE = 1_000  # below it the first end of a range has the magnitude of its second
_SIZED = re.compile(r"\d[\s-]?(thousand|million|billion|trillion|bn|mn|tn)\b", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|–|—|to)\s*\Z", re.IGNORECASE)
