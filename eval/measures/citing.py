"""Metrics of citations: do they resolve byte for byte, is every sentence covered, do the cited words bear it out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

Cited = tuple[str, Sequence[int]]
"""A sentence of an answer and the numbers of its citations."""

_AROUND = 32  # characters of prefix and suffix, as the form of a citation has it


class Supports(Protocol):
    """A support checker: does a premise bear a sentence out? The report names it."""

    @property
    def name(self) -> str:
        """The name that a report gives beside the figures."""
        ...

    def __call__(self, premise: str, sentence: str) -> bool:
        """Say whether the premise bears the sentence out."""
        ...


def resolves(citation: Mapping[str, Any], text: str | None) -> bool:
    """Say whether a citation fits the stored text of its article: hash, offsets, quote, prefix and suffix.

    `citation` has the fields of the form `ask --json` prints; `text` is None where the article does not exist.
    """
    if text is None or hashlib.sha256(text.encode()).hexdigest() != citation["sha256"]:
        return False
    start, end = citation["start"], citation["end"]
    return bool(
        0 <= start < end <= len(text)
        and text[start:end] == citation["quote"]
        and text[max(0, start - _AROUND) : start] == citation["prefix"]
        and text[end : end + _AROUND] == citation["suffix"]
    )


def citation_validity(citations: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> float | None:
    """Give the share of the citations that resolve, in [0, 1]; None where there are none. Anything below 1 is a fault.

    `texts` are the stored texts by article id. Never answering is valid too: read it beside `citations_per_answer`.
    Four citations, one of which is a character late: .75.
    """
    valid = [resolves(citation, texts.get(citation["article_id"])) for citation in citations]
    return sum(valid) / len(valid) if valid else None


def citations_per_answer(citations: Sequence[object], abstained: bool) -> float | None:
    """Give how many citations an answer has; None for an abstention.

    Two sentences that cite 1, and 2 and 3: 3.
    """
    return None if abstained else float(len(citations))


def citation_coverage(sentences: Sequence[Cited]) -> float | None:
    """Give the share of an answer's sentences that carry a citation, in [0, 1]; None where it has no sentence.

    Sentences that cite 1, nothing, and 1 and 2: .667.
    """
    return sum(bool(numbers) for _, numbers in sentences) / len(sentences) if sentences else None


def citations_in_time(published: Sequence[str | None], as_of: date | None) -> float | None:
    """Give the share of an answer's citations to articles published by the day the question is asked from, in [0, 1].

    `published` are ISO 8601 dates or date-times; an article without one may be later and counts as that. None without
    citations or such a day. Published on 2022-06-01 and 2022-06-30, asked as of 2022-06-17: .5.
    """
    if as_of is None or not published:
        return None
    return sum(day is not None and day[:10] <= as_of.isoformat() for day in published) / len(published)


def citation_recall(sentences: Sequence[Cited], quotes: Mapping[int, str], supports: Supports) -> float | None:
    """Give the share of an answer's sentences that all their cited words together bear out, in [0, 1].

    ALCE (Gao et al. 2023, section 4.3). A sentence without a citation, or with one that has no quote, counts as not
    borne out; None without sentences. Two sentences, of which one is borne out: .5.
    """
    borne = [_together(sentence, numbers, quotes, supports) for sentence, numbers in sentences]
    return sum(borne) / len(borne) if borne else None


def citation_precision(sentences: Sequence[Cited], quotes: Mapping[int, str], supports: Supports) -> float | None:
    """Give the share of an answer's citations that are needed, in [0, 1]; None where it has none (ALCE says 0).

    A citation counts where its sentence is borne out by all its citations together, and the citation bears it
    out alone or the others do not without it. A sentence with one quote that bears it out and one that says nothing of
    it: the first counts, the second does not; .5.
    """
    needed = [
        _needed(sentence, number, list(dict.fromkeys(numbers)), quotes, supports)
        for sentence, numbers in sentences
        for number in dict.fromkeys(numbers)
    ]
    return sum(needed) / len(needed) if needed else None


@dataclass(frozen=True, slots=True)
class Remembered:
    """A support checker that asks another one each pair of texts once."""

    checker: Supports
    name: str = field(init=False)
    seen: dict[tuple[str, str], bool] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Take the name of the checker asked."""
        object.__setattr__(self, "name", self.checker.name)

    def __call__(self, premise: str, sentence: str) -> bool:
        """Say whether the premise bears the sentence out."""
        if (premise, sentence) not in self.seen:
            self.seen[premise, sentence] = self.checker(premise, sentence)
        return self.seen[premise, sentence]


def _together(sentence: str, numbers: Sequence[int], quotes: Mapping[int, str], supports: Supports) -> bool:
    different = list(dict.fromkeys(numbers))
    if not different or not all(number in quotes for number in different):
        return False
    return supports("\n".join(quotes[number] for number in different), sentence)


def _needed(sentence: str, number: int, numbers: list[int], quotes: Mapping[int, str], supports: Supports) -> bool:
    if not _together(sentence, numbers, quotes, supports):
        return False
    others = [other for other in numbers if other != number]
    return supports(quotes[number], sentence) or not _together(sentence, others, quotes, supports)
