"""Are the figures of a sentence those of its source? Written otherwise they may be; another value they may not."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from rag.checks.counted import MOST_LISTED, counts_other, noun, thing
from rag.reading.derived import compared, follows
from rag.reading.fault import FaultKind, Match, Mismatch, Parts, span, unread
from rag.reading.figure import Figure
from rag.reading.figures import figures
from rag.reading.ground import Ground
from rag.reading.moment import Moment
from rag.reading.moments import moments
from rag.reading.slots import Line, displacing, same_words
from rag.reading.values import agree, same_kind
from rag.words.units import NONE, ORDINAL, UNITS, comparable
from rag.words.verbs import stems_of

_MOST, _MOST_SAID = 60, 30  # values of the cited words, and of a sentence, that are compared
_OTHERS = re.compile(
    r"\s(?:more|others?|further|additional|of\s(?:the|its|his|her|these|those|them))\b", re.I
)  # a part


def check(claim: Line, ground: Ground) -> Parts:
    """Hold the figures of a claim against those of its cited words."""
    source = figures(ground.line.text, _taken(ground.line.text, ground.moments))
    said = figures(claim.text, _taken(claim.text, moments(claim.text)))
    source = source[:_MOST]
    parts = Parts()
    for figure in said[:_MOST_SAID]:
        if not labels(claim.text, figure):
            parts += _held(figure, source, claim, ground, [one for one in said if one is not figure])
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


def _held(said: Figure, source: Sequence[Figure], claim: Line, ground: Ground, others: Sequence[Figure] = ()) -> Parts:
    """Hold a figure of a claim against those of its source; one that the claim has among its `others` is no rival."""
    spoken = frozenset(one.unit.dimension for one in source)
    agreeing = [
        one
        for one in source
        if (same_kind(said, one, spoken) and agree(said, one))
        or _same_age(said, one, claim, ground.line)
        or _as_many(said, one, claim, ground.line)
    ]
    rivals = [one for one in source if one not in agreeing]
    if not agreeing and compared(said, source, ground.line.text):
        return Parts()
    rival = displacing(said, rivals, agreeing, claim, ground.line)
    if rival is None and not agreeing and follows(said, source, ground.moments):
        return Parts()
    rivals = [one for one in rivals if not any(_equal(own, one) for own in others)]
    rival = rival or _counting(said, rivals, agreeing, claim, ground.line)
    if rival is not None:
        return Parts(mismatched=(_mismatch(said, rival, claim, ground.line),))
    if agreeing:
        best = max(agreeing, key=lambda one: sum(same_words(claim, span(said), ground.line, span(one))))
        return Parts(matched=(_match(said, best, claim, ground.line),))
    if said.weak or _listed(said, ground.line.text):
        return Parts()
    other = None if thing(said, claim) else next((one for one in rivals if _other_unit(said, one)), None)
    other = other or _likely(said, rivals, claim, ground)
    if other is not None:
        return Parts(mismatched=(_mismatch(said, other, claim, ground.line),))
    part = Match.of(FaultKind.FIGURE, claim.text, (said.outer, said.end), "")
    return Parts(mismatched=(Mismatch(part, False, f"the cited words have no figure {part.said}"),))


def _same_age(said: Figure, source: Figure, claim: Line, line: Line) -> bool:
    """Say whether one of two equal figures counts years and the other counts nothing: "is 58", of "58 years old"."""
    bare, told, text = (said, source, claim) if said.unit == NONE else (source, said, line)
    years = told.unit == UNITS["years"] and bare.unit == NONE
    return years and bare.low == told.low and bare.high == told.high and not noun(bare, text)


def _as_many(said: Figure, source: Figure, claim: Line, line: Line) -> bool:
    """Say whether of two equal figures one counts things and one the last of them: "five wins", "her fifth win"."""
    counted = noun(said, claim)
    return (
        {said.unit, source.unit} == {NONE, ORDINAL} and said.low == source.low and counted == noun(source, line) != ""
    )


def _equal(one: Figure, other: Figure) -> bool:
    return (one.low, one.high) == (other.low, other.high) and comparable(one.unit, other.unit)


def _counting(
    said: Figure, rivals: Sequence[Figure], agreeing: Sequence[Figure], claim: Line, source: Line
) -> Figure | None:
    """Give the figure that counts the very same noun in the source, where no figure of this value does."""
    counted = noun(said, claim)
    nouns = {noun(one, source) for one in agreeing}
    if not counted or said.weak or said.unit != NONE or counted in nouns or "" in nouns:
        return None
    counting = (one for one in rivals if one.unit == NONE and noun(one, source) == counted)
    return next((one for one in counting if not _OTHERS.match(source.text, one.end)), None)


def _other_unit(said: Figure, source: Figure) -> bool:
    return not said.vague and math.isclose(said.low, source.low) and said.unit != source.unit and source.unit != NONE


def _likely(said: Figure, rivals: Sequence[Figure], claim: Line, ground: Ground) -> Figure | None:
    """Give the only figure of the same unit, where a unit was named and the words around are shared.

    A name alone ties no length of time to a claim: "Roth taught for two years", "they rented it to Roth for three".
    """
    rivals = [one for one in rivals if not counts_other(one, said, claim, ground.line)]
    alike = [one for one in rivals if comparable(said.unit, one.unit)]
    lasts = said.unit in _LASTING and not claim.text[said.start : said.end].endswith("old")
    near = _stems_around(claim, said, _REACHES[0], plain=lasts)
    close = [
        tuple(len(near & _stems_around(ground.line, one, reach, plain=lasts)) for reach in _REACHES) for one in alike
    ]
    most = max(close, default=(0, 0))
    if said.unit != NONE and most[0] and (len(alike) == 1 or (most[1] and close.count(most) == 1)):
        return alike[close.index(most)]
    return alike[close.index(most)] if most[0] > 1 else None


_LASTING = frozenset(UNITS[one] for one in ("years", "months", "weeks", "days", "hours", "minutes") if one in UNITS)
_REACHES = (6, 3)  # words on each side of a figure: among several as near by six, the nearest by three


def _stems_around(line: Line, figure: Figure, reach: int, *, plain: bool) -> frozenset[str]:
    """Give the stems of the content words near a figure, those of irregular verbs by their base: "speak" of "spoke".

    With `plain` only of words without a capital.
    """
    near = [word for word in line.words_around(*span(figure), reach) if not plain or line.text[word.start].islower()]
    bases = ((word.stem, stems_of(line.text[word.start : word.end].casefold()) - {word.stem}) for word in near)
    return frozenset(min(base) if base else stem for stem, base in bases)


def _listed(said: Figure, source: str) -> bool:
    """Say whether a small count may be that of a list in the source: "the four" where four are named."""
    if said.unit != NONE or not 2 <= said.low <= MOST_LISTED:
        return False
    return bool(re.search(r"\band\b|&", source)) and said.low <= source.count(",") + 2


def _match(said: Figure, source: Figure, claim: Line, line: Line, kind: FaultKind = FaultKind.FIGURE) -> Match:
    return Match.of(kind, claim.text, (said.outer, said.end), line.text, (source.outer, source.end))


def _mismatch(said: Figure, source: Figure, claim: Line, line: Line) -> Mismatch:
    unit = _other_unit(said, source)
    part = _match(said, source, claim, line, FaultKind.UNIT if unit else FaultKind.FIGURE)
    return Mismatch(part, True, f"the source says {part.source}, the sentence {part.said}")
