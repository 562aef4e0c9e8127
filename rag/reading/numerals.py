"""Numbers as English writes them: digits with their signs, words, magnitudes, fractions."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from itertools import pairwise

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """.split()
_TENS = """
    twenty thirty forty fifty sixty seventy eighty ninety
    """.split()
SMALL: dict[str, float] = {word: value for value, word in enumerate(_ONES)}
SMALL |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
MAGNITUDES: dict[str, float] = {
    "hundred": 1e2, "dozen": 12, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
PARTS: dict[str, float] = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_ORDINAL_ONES = """
    zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth
    """.split()
ORDINALS: dict[str, float] = {word: value for value, word in enumerate(_ORDINAL_ONES)}
ORDINALS |= {word[:-1] + "ieth": 10 * value for value, word in enumerate(_TENS, 2)}
GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}

_ANY = "|".join(sorted(SMALL, key=len, reverse=True))
_BIG = "hundred|dozen|thousand|million|billion|trillion"
# Possessive: a text of nothing but number words is read once.
WORDS = rf"(?:(?:{_ANY})|(?:a|an)\s+(?:{_BIG}))(?:(?:\s+and\s+|[\s-]+)(?:(?:{_ANY})|(?:{_BIG}))(?![\w’']))*+"
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f’']\d{3})++(?:\.\d++)?+(?!\d)|\d++(?:\.\d++(?!\.?\d)|,\d{1,2}(?![\d,]))?+"
_SPLIT = re.compile(r"[\s-]+")


def digits(written: str) -> float:
    """Give the value of digits: "12,500.5" is 12500.5, "12,5" is 12.5."""
    grouped = re.sub(r"(?<=\d)[,\u00a0\u202f’'](?=\d{3}(?!\d))", "", written)
    return float(grouped.replace(",", "."))


def spelt(written: str) -> float:
    """Give the value of number words: "two hundred and five", "twenty-five", "a dozen"."""
    total = part = 0.0
    for word in _SPLIT.split(written.casefold()):
        if word in SMALL:
            part += SMALL[word]
        elif word == "hundred" or word == "dozen":
            part = (part or 1) * MAGNITUDES[word]
        elif word in MAGNITUDES:
            total, part = total + (part or 1) * MAGNITUDES[word], 0.0
    return total + part


def several(written: str) -> bool:
    """Say whether number words name more than one number: "nine eleven", "two two"."""
    found = [SMALL[word] for word in _SPLIT.split(written.casefold()) if word in SMALL]
    return any(not (a >= 20 and b < 10) for a, b in pairwise(found)) and not any(
        word in written.casefold() for word in MAGNITUDES if len(word) > 4
    )
