"""Metrics of what an answer says: does it hold the right words, how many does it need, from how many sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import regex  # type: ignore[import-untyped]

# Scripts written without spaces: each of their characters is a word of its own, so that words are found inside a run.
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*|\d+(?:[.,]\d+)*|"
    r"(?:(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])[\p{L}\p{M}\p{N}])+"
)
_ABBREVIATION = regex.compile(r"(?<!\w)(?:\p{L}\.){2,}")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# Characters; longer gold answers are whole texts. At least 99 % of the shortest aliases of squad2, xquad, news-2022 and
# tokyo-office are no longer, 87 % of those that people wrote out for highlights are (counted 2026-11-22).
_LONGEST = 120
_ARTICLES = frozenset(("a", "an", "the"))


def words(text: str) -> list[str]:
    """Give the words two texts are compared by: case, width, punctuation and English articles left out.

    "The U.S. sent 1,000 ships" gives us, sent, 1000, ships. A character of a script without spaces is a word.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), _GROUPED.sub("", plain))
    return [word for word in _WORD.findall(plain) if word not in _ARTICLES]


def holds(answer: str, wanted: str) -> bool:
    """Say whether an answer holds the words wanted, whole and in a row: "Asia" does not stand in "Eurasia"."""
    return bool(words(wanted)) and f" {' '.join(words(wanted))} " in f" {' '.join(words(answer))} "


def without(answer: str, lead_ins: Sequence[tuple[int, int]]) -> str:
    """Give an answer without its lead-ins, half-open spans: "Japan Times, undated:" says nothing that was asked."""
    cut = sorted(lead_ins, reverse=True)
    for start, end in cut:
        answer = f"{answer[:start]} {answer[end:]}"
    return answer.strip()


def answer_recall(answer: str, aliases: Sequence[str]) -> float | None:
    """Give 1 where the answer holds one of the aliases of the right one, else 0; None where no right answer is known.

    STR-EM of ALCE (Gao et al. 2023) by whole words. "nearly $12 billion" holds "12 billion": 1. A silence is 0. Aliases
    of more than 120 characters are whole texts, which no other answer repeats: they are left out.
    """
    known = [alias for alias in aliases if words(alias) and len(alias) <= _LONGEST]
    return float(any(holds(answer, alias) for alias in known)) if known else None


def nuggets_found(answer: str, nuggets: Sequence[str]) -> tuple[bool, ...]:
    """Say of each nugget, a regular expression without regard to case, whether the answer holds it."""
    line = " ".join(answer.split())
    return tuple(re.search(nugget, line, re.IGNORECASE) is not None for nugget in nuggets)


def nugget_recall(answer: str, nuggets: Sequence[str]) -> float | None:
    """Give the share of the nuggets that the answer holds, in [0, 1]; None where there are none.

    "Four ships left" of the nuggets "four|4" and "dawn": .5.
    """
    found = nuggets_found(answer, nuggets)
    return sum(found) / len(found) if found else None


def answer_words(answer: str) -> float | None:
    """Give how many words an answer has; None for a silence. Fewer is better where the recall is the same.

    "Four ships left at dawn": 5.
    """
    return float(len(_WORD.findall(unicodedata.normalize("NFKC", answer)))) if answer.strip() else None


def sources_used(articles: Sequence[str]) -> float | None:
    """Give how many different articles an answer cites; None where it cites none.

    Cited a, b and a: 2.
    """
    return float(len(set(articles))) if articles else None


def chosen(answer: str, choices: Sequence[str]) -> int | None:
    """Give the place of the choice an answer makes, None where it makes none or more than one.

    That is the one choice it holds whole; where it holds none, the one of whose words it holds the largest share.
    """
    whole = [place for place, choice in enumerate(choices) if holds(answer, choice)]
    if whole:
        return whole[0] if len(whole) == 1 else None
    said = set(words(answer))
    shares = [len(said.intersection(words(choice))) / max(1, len(set(words(choice)))) for choice in choices]
    best = max(shares, default=0.0)
    return shares.index(best) if best > 0 and shares.count(best) == 1 else None


def choice_accuracy(answer: str, choices: Sequence[str], aliases: Sequence[str]) -> float | None:
    """Give 1 where the answer makes the right one of several choices, else 0; None without choices or a right one.

    To repeat every choice is to make none: 0. "Europe will require it" of Europe, Asia and Africa, Europe right: 1.
    """
    right = {place for place, choice in enumerate(choices) if words(choice) in [words(alias) for alias in aliases]}
    return float(chosen(answer, choices) in right) if right else None
