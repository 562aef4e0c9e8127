"""Who speaks in a transcript: the labels at the head of its lines, "ANNA REID (host): ..."."""

# ruff: noqa: E501 - patterns read better unwrapped
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from rag.reading.naming import common

_LABEL = re.compile(
    r"^[ \t>*_-]*(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?[ \t]*)?[*_]{0,3}"
    r"(?P<who>[A-ZÀ-Þ][\w.’'-]*(?:[ \t][A-ZÀ-Þ][\w.’'-]*){0,3})(?:[ \t]*\([^()\n]{1,40}\))?[*_]{0,3}:[*_]{0,3}[ \t]+(?=\S)",
    re.M,
)
_NAMELESS = frozenset(("Q", "A", "INTERVIEWER"))  # of questions and answers, whose they are is not told
_SHOUTED = re.compile(r"[^\W\d_]{3,}(?:[ \t][^\W\d_]{3,})+")  # "HANNAH REID"
_VOWEL = re.compile(r"[AEIOUYÀ-Þ]")
_FEWEST = 3  # labels of a transcript, of two speakers of whom one speaks twice


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says in a transcript: a label at `text[label:start]`, words up to `end`; None who is not named."""

    label: int
    start: int
    end: int
    speaker: str | None


@lru_cache(maxsize=8)
def turns(text: str) -> tuple[Turn, ...]:
    r"""Give the turns of a transcript in order, none for a text that is none.

    >>> [turn.speaker for turn in turns("Ann Lee: Hello.\nTom Roe: Hello.\nAnn Lee: Is it cold?")]
    ['Ann Lee', 'Tom Roe', 'Ann Lee']
    """
    labels = [label for label in _LABEL.finditer(text) if _is_name(label["who"])]
    counts = Counter(label["who"] for label in labels)
    labels = [label for label in labels if " " in label["who"] or counts[label["who"]] > 1]  # "Transcript: ..." is none
    if len(labels) < _FEWEST or len(counts) < 2 or max(counts.values()) < 2:
        return ()
    ends = [*(label.start() for label in labels[1:]), len(text)]
    spelled = {who: _spelled(who, text) for who in counts}
    return tuple(
        Turn(label.start(), label.end(), end, spelled[label["who"]]) for label, end in zip(labels, ends, strict=True)
    )


def _is_name(who: str) -> bool:
    return who in _NAMELESS or " " in who or not common(who)


def _spelled(who: str, text: str) -> str | None:
    """Give a name in small letters: "ANNA REID" is Anna Reid, "JP MORGAN" where the text has it so elsewhere."""
    if who in _NAMELESS:
        return None
    name = _SHOUTED.fullmatch(who) is not None and all(_VOWEL.search(word) for word in who.split())
    return who.title() if who.isupper() and (name or who.title() in text) else who
