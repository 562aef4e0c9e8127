"""The same sentence in another notation: what a checker must not object to."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from eval.falsehoods.perturbed import quoted

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds"}
_NOT = "is|are|was|were|has|have|had|does|do|did|could|would|should"

Writer = Callable[[re.Match[str]], str]
_NOTATIONS: tuple[tuple[re.Pattern[str], Writer], ...] = (
    (
        re.compile(r"(?<!\w)([$€£])\s?(\d[\d.,]*\d|\d)(\s(?:thousand|million|billion|trillion))?(?![\w-])"),
        lambda found: f"{found[2]}{found[3] or ''} {_SIGNS[found[1]]}",
    ),
    (re.compile(r"(?<=\d)\s?%(?!\w)"), lambda found: " per cent"),
    (re.compile(r"(?<=\d)\s(?:per\s?cent|percent)\b"), lambda found: "%"),
    (re.compile(rf"\b({_MONTH})\s(\d{{1,2}})(?!\d|\s(?:and|to)\b|\s?[–-])"), lambda found: f"{found[2]} {found[1]}"),
    (
        re.compile(rf"(?<![\w–-])(?<![–-]\s)(\d{{1,2}})\s({_MONTH})\b(?!\s(?:and|to)\b|\s?[–-])"),
        lambda found: f"{found[2]} {found[1]}" + ("," if re.match(r"\s\d{4}", found.string[found.end() :]) else ""),
    ),
    (
        re.compile(rf"(?<![\w-])(?<!and\s)({'|'.join(_WORDS)})(?=\s[a-z]{{3,}}s\b)"),
        lambda found: str(_WORDS.index(found[1]) + 2),
    ),
    (
        re.compile(r"(?<![\w.,$€£#/:–-])(?<![A-Z]\s)(?<!and\s)([2-9]|1[0-2])(?=\s[a-z]{4,}s\b)"),
        lambda found: _WORDS[int(found[1]) - 2],
    ),
    (re.compile(rf"\b({_NOT})\snot\b(?!\s(?:only|because))"), lambda found: f"{found[1]}n’t"),
    (re.compile(r"\bthe United States\b"), lambda found: "the US"),
    (re.compile(r"“([^“”]*)”"), lambda found: f'"{found[1]}"'),
)


def reworded(sentence: str, rng: random.Random) -> str:
    """Give the sentence with one thing written another way, the sentence itself where nothing can be.

    >>> reworded("Tokyo gave $12 billion.", random.Random(0))
    'Tokyo gave 12 billion dollars.'
    """
    changed = [one for pattern, writer in _NOTATIONS if (one := _written(sentence, pattern, writer)) != sentence]
    return rng.choice(changed) if changed else sentence


def _written(sentence: str, pattern: re.Pattern[str], writer: Writer) -> str:
    """Write the first place where a notation stands outside quotations, and quotation marks everywhere."""
    marks = pattern.pattern.startswith("“")
    if marks:
        return pattern.sub(writer, sentence)
    for match in pattern.finditer(sentence):
        if not quoted(sentence, match.start()):
            return sentence[: match.start()] + writer(match) + sentence[match.end() :]
    return sentence
