"""Can one figure be said of a source that has another? Rounded, converted or bounded it may be, changed it may not."""

from __future__ import annotations

import math

from rag.reading.figure import Bound, Figure
from rag.words.units import MONEY, NONE, ORDINAL, PERCENT, POINTS, TIMES, comparable

_CLOSE = 0.05  # how far "about" reaches, of the value
_UNDER, _OVER = 0.8, 1.25  # how far below "nearly 10" and above "more than 10" the value may lie
_SHARE = 1.01  # points between a fraction in words and a percentage: "a third" and 33 %, "two thirds" and 67 %
_CONVERTED = 0.03  # between units that were converted: miles and kilometres
_SECONDS_A_MONTH = 2_629_800.0


def agree(said: Figure, source: Figure) -> bool:
    """Say whether a figure can be said of a source that has the other.

    "about 12 billion dollars" of "nearly $12 billion", "three quarters" of 75 %, "dozens" of 40; not "more than 12" of
    "nearly 12", and 12 never of 20.
    """
    if {said.bound, source.bound} == {Bound.ABOVE, Bound.BELOW} and said.low == source.low:
        return False
    low, high, other_low, other_high = *_sizes(said), *_sizes(source)
    if said.vague:
        return low <= other_low and other_high <= high
    if source.vague:
        return False
    return _close(said, low, other_low, said.unit.size != source.unit.size, said.share or source.share)


def _close(said: Figure, value: float, source: float, converted: bool, share: bool) -> bool:
    if math.isclose(value, source, rel_tol=_CONVERTED if converted else 1e-9):
        return True
    slack = 2 * _SHARE if share and said.bound is not Bound.EXACT else _SHARE
    if share and abs(value - source) <= slack:
        return True
    if said.unit == ORDINAL:
        return False
    if said.bound is Bound.ABOUT:
        return math.isclose(value, source, rel_tol=_CLOSE)
    if said.bound is Bound.BELOW:
        return _UNDER * value <= source <= value
    if said.bound is Bound.ABOVE:
        return value <= source <= _OVER * value
    return _rounded(value, source)


def _rounded(value: float, source: float) -> bool:
    """Say whether a value is the other in at least two, and fewer, digits: 12 for 11.8."""
    kept = _digits(value)
    if value <= 0 or source <= 0 or not 2 <= kept < _digits(source):
        return False
    return math.isclose(value, float(f"{source:.{kept}g}"), rel_tol=1e-9)


def _digits(value: float) -> int:
    return len(f"{value:.12g}".partition("e")[0].replace(".", "").replace("-", "").strip("0"))


def _sizes(figure: Figure) -> tuple[float, float]:
    size = figure.unit.size * (_SECONDS_A_MONTH if figure.unit.dimension == "month" else 1.0)
    return figure.low * size, figure.high * size


def same_kind(said: Figure, source: Figure, spoken: frozenset[str]) -> bool:
    """Say whether two figures count alike; `spoken` are the dimensions that the source names anywhere."""
    one, other = said.unit, source.unit
    lasting = {one.dimension, other.dimension} <= {"month", "second"}
    if comparable(one, other) or lasting:
        return True
    if one == NONE:
        return other not in (ORDINAL, PERCENT, POINTS, TIMES)
    # "up from 2.5 billion" after "$3 billion" counts dollars too.
    named = one.dimension in spoken or one.dimension not in MONEY | {"percent", "percentage points"}
    return other == NONE and one not in (ORDINAL, TIMES) and named
