"""Are the figures of a sentence those of its source? Written otherwise they may be; another value they may not."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from rag.reading.derived import follows
from rag.reading.fault import FaultKind, Match, Mismatch, Parts, unread
from rag.reading.figure import Figure
from rag.reading.figures import figures
from rag.reading.ground import Ground
from rag.reading.moment import Moment
from rag.reading.moments import moments
from rag.reading.slots import Line, displaced, same_words
from rag.reading.values import agree, same_kind
from rag.words.units import NONE, comparable

_MOST, _MOST_SAID = 60, 30  # values of the cited words, and of a sentence, that are compared
_OTHERS = re.compile(
    r"\s(?:more|others?|further|additional|of\s(?:the|its|his|her|these|those|them))\b", re.I
)  # a part
_GROUP = re.compile(r"\b(?:of|between|among|by|for) the(?: other)? $", re.I)  # "none of the four": who was spoken of
_COUNTS = 3  # words behind a figure that may be what it counts
_MOST_LISTED = 12  # "the four partners" where the source lists four names


def check(claim: Line, ground: Ground) -> Parts:
    """Hold the figures of a claim against those of its cited words."""
    source = figures(ground.line.text, _taken(ground.line.text, ground.moments))
    said = figures(claim.text, _taken(claim.text, moments(claim.text)))
    source = source[:_MOST]
    parts = Parts()
    for figure in said[:_MOST_SAID]:
        if not labels(claim.text, figure):
            parts += _held(figure, source, claim, ground)
    return parts + unread(FaultKind.FIGURE, claim.text, said[_MOST_SAID:])


def _taken(text: str, dates: Sequence[Moment]) -> tuple[tuple[int, int], ...]:
    """Give the spans of the dates; "two years later" is a figure as well."""
    spans = ((one.start, one.end) for one in dates)
    return tuple((start, end) for start, end in spans if not text[start:end].casefold().endswith(_COUNTED))


_COUNTED = ("later", "earlier", "after", "before")


def labels(text: str, figure: Figure) -> bool:
    """Say whether digits are part of a name: "COVID-19", "F-35", "5G"."""
    before, after = text[max(0, figure.start - 2) : figure.start], text[figure.end : figure.end + 1]
    return (len(before) == 2 and before[1] == "-" and before[0].isalpha()) or (after.isalpha() and after != "s")


def _held(said: Figure, source: Sequence[Figure], claim: Line, ground: Ground) -> Parts:
    spoken = frozenset(one.unit.dimension for one in source)
    agreeing = [one for one in source if same_kind(said, one, spoken) and agree(said, one)]
    rivals = [one for one in source if one not in agreeing]
    rival = _displaced(said, rivals, agreeing, claim, ground.line)
    if rival is None and not agreeing and follows(said, source, ground.moments):
        return Parts()
    rival = rival or _counting(said, rivals, agreeing, claim, ground.line)
    if rival is not None:
        return Parts(mismatched=(_mismatch(said, rival, claim, ground.line),))
    if agreeing:
        best = max(agreeing, key=lambda one: sum(same_words(claim, _span(said), ground.line, _span(one))))
        return Parts(matched=(_match(said, best, claim, ground.line, FaultKind.FIGURE),))
    if said.weak or _listed(said, ground.line.text):
        return Parts()
    other = next((one for one in rivals if _other_unit(said, one)), None)
    other = other or _likely(said, rivals, claim, ground)
    if other is not None:
        return Parts(mismatched=(_mismatch(said, other, claim, ground.line),))
    part = Match(FaultKind.FIGURE, said.outer, said.end, claim.text[said.outer : said.end], 0, 0, "")
    return Parts(mismatched=(Mismatch(part, False, f"the cited words have no figure {part.said}"),))


def _displaced(
    said: Figure, rivals: Sequence[Figure], agreeing: Sequence[Figure], claim: Line, source: Line
) -> Figure | None:
    """Give the figure that the source has in the very place of this one."""
    own = [same_words(claim, _span(said), source, _span(one)) for one in agreeing]
    for one in rivals:
        if displaced(same_words(claim, _span(said), source, _span(one)), own):
            return one
    return None


def _counting(
    said: Figure, rivals: Sequence[Figure], agreeing: Sequence[Figure], claim: Line, source: Line
) -> Figure | None:
    """Give the figure that counts the very same noun in the source, where no figure of this value does."""
    noun = _noun(said, claim)
    nouns = {_noun(one, source) for one in agreeing}
    if not noun or said.weak or said.unit != NONE or noun in nouns or "" in nouns:
        return None
    counting = (one for one in rivals if one.unit == NONE and _noun(one, source) == noun)
    return next((one for one in counting if not _OTHERS.match(source.text, one.end)), None)


def _noun(figure: Figure, line: Line) -> str:
    """Give the stem of what is counted: the first word of content behind a figure, close to it."""
    _, last = line.span(figure.start, figure.end)
    if not last or not line.text[figure.end : figure.end + 1].isspace():
        return ""
    following = line.words[last : last + 2]
    for word in following:
        if word.content:
            return word.stem if word.stem.isalpha() else ""
    return ""


def _other_unit(said: Figure, source: Figure) -> bool:
    return not said.vague and math.isclose(said.low, source.low) and said.unit != source.unit and source.unit != NONE


def _likely(said: Figure, rivals: Sequence[Figure], claim: Line, ground: Ground) -> Figure | None:
    """Give the only figure of the same unit, where a unit was named and the words around are shared."""
    rivals = [one for one in rivals if not _counts_other(one, said, claim, ground.line)]
    alike = [one for one in rivals if said.unit != NONE and comparable(said.unit, one.unit)]
    near = claim.around(*_span(said))
    if len(alike) == 1 and near & ground.line.around(*_span(alike[0])):
        return alike[0]
    close = [
        one for one in rivals if comparable(said.unit, one.unit) and len(near & ground.line.around(*_span(one))) > 1
    ]
    return close[0] if close else None


def _counts_other(rival: Figure, said: Figure, claim: Line, source: Line) -> bool:
    """Say whether a figure of the source counts a thing that the claim names too, and not as what its figure counts.

    "Some thirty countries" is no other number than "around twelve posts in other countries".
    """
    counted = _behind(rival, source)
    own = _behind(said, claim)
    if rival.unit != NONE or counted & own:
        return False
    if rival.low <= _MOST_LISTED and _GROUP.search(source.text, max(0, rival.outer - 20), rival.outer):
        return True
    return not counted.isdisjoint(word.stem for word in claim.words if word.content)


def _behind(figure: Figure, line: Line) -> frozenset[str]:
    """Give the stems of the words of content among the three behind a figure, up to the next mark."""
    _, last = line.span(figure.start, figure.end)
    found, at = [], figure.end
    for word in line.words[last : last + _COUNTS]:
        if not line.text[at : word.start].isspace():
            break
        found += [word.stem] if word.content else []
        at = word.end
    return frozenset(found)


def _listed(said: Figure, source: str) -> bool:
    """Say whether a small count may be that of a list in the source: "the four" where four are named."""
    if said.unit != NONE or not 2 <= said.low <= _MOST_LISTED:
        return False
    return bool(re.search(r"\band\b|&", source)) and said.low <= source.count(",") + 2


def _span(figure: Figure) -> tuple[int, int]:
    return figure.start, figure.end


def _match(said: Figure, source: Figure, claim: Line, line: Line, kind: FaultKind) -> Match:
    return Match(
        kind, said.outer, said.end, claim.text[said.outer : said.end],
        source.outer, source.end, line.text[source.outer : source.end],
    )  # fmt: skip


def _mismatch(said: Figure, source: Figure, claim: Line, line: Line) -> Mismatch:
    unit = _other_unit(said, source)
    part = _match(said, source, claim, line, FaultKind.UNIT if unit else FaultKind.FIGURE)
    return Mismatch(part, True, f"the source says {part.source}, the sentence {part.said}")
