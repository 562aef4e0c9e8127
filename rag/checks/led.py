"""What the same words lead to: who reads that trains run as far as Rieth has not read that they run as far as Ostia."""

from __future__ import annotations

import re

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.naming import Named, inside, named
from rag.reading.same_name import same
from rag.reading.slots import Line, Word

_MOST = 30  # names that are compared
_LED = 3  # words ahead of a name that are the same
_ARTICLES = frozenset(("the", "a", "an", "its", "his", "her", "their"))
_LIST = re.compile(r"(?:(?!\b(?:but|not|while|from)\b)[^.;:!?]){0,80}")


def check(claim: Line, ground: Ground) -> Parts:
    """Find a name behind words that lead to another name in the source, which has this one elsewhere.

    Names that may be one list with the other are left alone, and so is a country beside a place that may lie in it.
    """
    known = inside(ground.line.text) | inside(ground.around)
    mine, theirs = named(claim.text, known)[:_MOST], named(ground.line.text, known)[:_MOST]
    for name in mine:
        lead = _lead(claim, name)
        own = [one for one in theirs if same(name, one)]
        if lead is None or not own or any(_lead(ground.line, one) == lead for one in own):
            continue
        others = [
            one
            for one in theirs
            if one not in own and bool(one.marks) is bool(name.marks) and _lead(ground.line, one) == lead
        ]
        if others and not any(_listed(ground.line.text, other, one) for other in others for one in own):
            return Parts(mismatched=(_fault(name, others[0], claim, ground.line),))
    return Parts()


def _lead(line: Line, name: Named) -> tuple[str, ...] | None:
    """Give the stems of the words right ahead of a name, one of them of content, None where there are too few."""
    first, _ = line.span(*name.run)
    words = [word for word in line.words[max(0, first - _LED - 1) : first] if _word(word, line) not in _ARTICLES][
        -_LED:
    ]
    near = words and not re.search(r"[.;:!?,]", line.text[words[0].start : name.run[0]])
    return tuple(word.stem for word in words) if len(words) == _LED and near and any(w.content for w in words) else None


def _word(word: Word, line: Line) -> str:
    return line.text[word.start : word.end].casefold()


def _listed(text: str, other: Named, one: Named) -> bool:
    return other.end <= one.start and _LIST.fullmatch(text, other.end, one.start) is not None


def _fault(name: Named, other: Named, claim: Line, line: Line) -> Mismatch:
    part = Match.of(FaultKind.NAME, claim.text, (name.start, name.end), line.text, (other.start, other.end))
    return Mismatch(part, False, f"the source says {part.source} where the sentence says {part.said}")
