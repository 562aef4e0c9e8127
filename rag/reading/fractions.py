"""Figures written as parts of a whole: three quarters, half a metre, 3 out of 4, 1/3, ½."""

from __future__ import annotations

import re

from rag.reading.figure import Bound, Figure
from rag.reading.measured import with_unit
from rag.reading.numerals import GLYPHS, MAGNITUDES, ORDINALS, PARTS, SMALL
from rag.words.units import NONE, ORDINAL, PERCENT, UNITS


def fraction(text: str, match: re.Match[str]) -> Figure | None:
    """Give "three quarters", "a third of a million"; an ordinal where "a fifth" is one; None for no figure."""
    top, part = match["top"].casefold(), match["part"].casefold()
    follows = text[match.end() : match.end() + 4]
    if top in ("a", "one") and part in ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"):
        led = re.search(
            r"(?:\bby|than|nearly|about|almost|over|least|roughly|around|under)\s*$", text[: match.start()][-9:]
        )
        if not (
            follows.startswith(" of") or _COMPARED.match(text, match.end()) or led or "-" in match[0] or top == "one"
        ):
            return Figure(
                match.start("part"), match.end("part"), match.start("part"), *ordinal(part), ORDINAL, Bound.EXACT
            )
    number = 1.0 if top == "a" else SMALL.get(top) or float(top)
    value = number / PARTS[part.removesuffix("s")]
    if match["partof"]:
        whole = value * MAGNITUDES[match["partof"].casefold()]
        return with_unit(text, Figure(match.start(), match.end(), match.start(), whole, whole, NONE, Bound.EXACT))
    if value > 3 or (top not in ("a", "one") and not part.endswith("s") and part != "half"):
        return None
    return _share(match, value)


_COMPARED = re.compile(r" (?:more|less|fewer|higher|lower|larger|smaller|cheaper|dearer)\b")


def half(text: str, match: re.Match[str]) -> Figure | None:
    """Give "half", "half a metre", "a quarter of"; None for "the second half"."""
    word, whole = match["half"].casefold(), (match["halfof"] or "").casefold()
    before = text[: match.start()][-12:].casefold()
    value = 0.5 if word == "half" else 0.25
    if whole in MAGNITUDES:
        value *= MAGNITUDES[whole]
        return with_unit(text, Figure(match.start(), match.end(), match.start(), value, value, NONE, Bound.EXACT))
    if whole:
        unit = UNITS.get(" ".join(whole.split()), NONE)
        return Figure(match.start(), match.end(), match.start(), value, value, unit, Bound.EXACT)
    calendar = re.search(r"(?:first|second|third|fourth|last|next|this|other|latter|former|and a|-)\s*$", before)
    hour = text.startswith(" past ", match.end())
    if calendar or hour or (word == "quarter" and not text.startswith(" of", match.end())):
        return None
    return _share(match, value)


def _share(match: re.Match[str], value: float) -> Figure:
    return Figure(match.start(), match.end(), match.start(), 100 * value, 100 * value, PERCENT, Bound.EXACT, share=True)


def slash(text: str, match: re.Match[str]) -> Figure | None:
    """Give "1/3"."""
    over = float(match["denominator"])
    return _share(match, float(match["numerator"]) / over) if over else None


def out_of(text: str, match: re.Match[str]) -> Figure | None:
    """Give "3 out of 4"; the first number alone where the second is no whole ("five in 2019")."""
    top, of = (
        SMALL.get(word.casefold()) or MAGNITUDES.get(word.casefold()) or _float(word)
        for word in (match["out"], match["of"])
    )
    if not top or not of or top > of or of >= 1900:
        # "five in 2019", "two in one": the first number alone.
        return _alone(text, match, top or 0.0)
    return _share(match, top / of)


def _alone(text: str, match: re.Match[str], value: float) -> Figure:
    return Figure(match.start("out"), match.end("out"), match.start("out"), value, value, NONE, Bound.EXACT)


def _float(word: str) -> float:
    return float(word) if word.isdigit() else 0.0


def glyph(text: str, match: re.Match[str]) -> Figure:
    """Give "½"."""
    return _share(match, GLYPHS[match["bareglyph"]])


def ordinal(written: str) -> tuple[float, float]:
    """Give the two ends of "21st" or "twenty-first", which are one."""
    if written[0].isdigit():
        value = float(written[:-2])
    else:
        tens, _, ones = written.rpartition("-")
        value = ORDINALS[ones] + SMALL.get(tens, 0)
    return value, value
