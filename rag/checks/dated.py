"""The dates of a sentence held against those of its source, as far as both go."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import replace

from rag.checks.idle_dates import idle
from rag.reading.fault import FaultKind, Match, Mismatch, Parts, span, unread
from rag.reading.ground import Ground
from rag.reading.moment import Moment, agree, common, missing, within
from rag.reading.moments import moments
from rag.reading.slots import Line, displacing, same_words

_MOST_SAID = 30  # dates of a sentence that are compared
_STOP = re.compile(r"(?<!\b[A-Z])[.!?][”\"’)]*\s+(?=[A-ZÀ-Þ“\"‘(\d])|\n")


def check(claim: Line, ground: Ground) -> Parts:
    """Hold the dates of a claim against those of its cited words; what these leave open the words around may say."""
    said = moments(claim.text, ground.asked or (ground.published[0] if len(ground.published) == 1 else None))
    parts = Parts()
    for moment in said[:_MOST_SAID]:
        parts += _held(moment, claim, ground, [one for one in said if one is not moment])
    return parts + unread(FaultKind.DATE, claim.text, said[_MOST_SAID:])


def years(claim: Line, ground: Ground) -> Parts:
    """Hold the years of a claim against the figures of its cited words, in any language."""
    known = set(_YEAR.findall(ground.line.text))
    missing = [match for match in _YEAR.finditer(claim.text) if match.group() not in known]
    return Parts(mismatched=tuple(_no_date(match.start(), match.end(), claim) for match in missing))


_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")


def _held(said: Moment, claim: Line, ground: Ground, others: Sequence[Moment]) -> Parts:
    """Hold a date of a claim against those of its cited words; one that is among the claim's `others` is no rival."""
    alike = [one for one in ground.moments if agree(said, one) and (common(said, one) or said.relative or one.relative)]
    rivals = [one for one in ground.moments if not agree(said, one) and not _next(one, claim, ground.line)]
    rival = displacing(said, rivals, alike, claim, ground.line) or _elapsed(said, rivals, claim, ground)
    if rival is not None:
        return _parts(said, rival, claim, ground.line)
    whole = [one for one in alike if not list(missing(said, one))]
    if whole:
        best = max(whole, key=lambda one: sum(same_words(claim, span(said), ground.line, span(one))))
        return Parts(matched=(_match(said, best, claim, ground.line),))
    if _resolved(said, alike, ground):
        told = next((one for one in alike if list(missing(said, one)) == ["year"]), None)
        return Parts() if told is None else Parts(matched=(_match(said, told, claim, ground.line),))
    wider = next((one for one in ground.moments if within(said, one)), None)
    if wider is not None:
        return _finer(said, wider, claim, ground.line)
    rivals = [one for one in rivals if not (_told(one, others) or idle(said, one, claim, ground.line))]
    same_day = any(one.day is not None and (one.day, one.months) == (said.day, said.months) for one in alike)
    other = None if same_day else next((one for one in rivals if _same_event(said, one, claim, ground.line)), None)
    return _absent(said, claim) if other is None else _parts(said, other, claim, ground.line)


def _told(source: Moment, others: Sequence[Moment]) -> bool:
    """Say whether a claim has a date of its source as another of its dates; the year of a day is no date of its own."""
    alike = (one for one in others if agree(one, source) and common(one, source) and not list(missing(one, source)))
    return any(one.months or not list(missing(source, one)) for one in alike)


_OTHER = re.compile(r"\b(?:next|previous|preceding|following|subsequent|another)\s[a-z]", re.I)


def _next(source: Moment, claim: Line, line: Line) -> bool:
    """Say whether the source dates "the next meeting" or "the previous one", of which the claim does not tell."""
    first, _ = _sentence(line.text, *span(source))
    return _OTHER.search(line.text, first, source.start) is not None and _OTHER.search(claim.text) is None


def _elapsed(said: Moment, rivals: Sequence[Moment], claim: Line, ground: Ground) -> Moment | None:
    """Give the date that the source tells in the claim's own words, "last year", and means another by them."""
    words = claim.text[said.start : said.end].casefold()
    told = (one for one in rivals if ground.line.text[one.start : one.end].casefold() == words)
    return next(told, None) if ground.asked and said.relative else None


def _resolved(said: Moment, alike: Sequence[Moment], ground: Ground) -> bool:
    """Say whether the words around, or the day of publication, have what the cited words leave open.

    A date of which the cited words have nothing at all, while they have another date, is not resolved so.
    """
    if said.relative and said.years is None and said.months is None:
        return True  # "a year earlier", "last year" of an undated article: nothing to hold it against
    if ground.moments and not alike and not any(one.relative for one in ground.moments):
        return False
    day = ground.published[0] if ground.published else None
    known = [*moments(ground.around, day), *_days(ground)]
    open_years = [replace(one, months=None, day=None, weekday=None) for one in known if one.years]
    if alike and list(missing(said, alike[0])) == ["year"]:
        return any(agree(replace(said, months=None, day=None, weekday=None), one) for one in open_years)
    return any(agree(said, one) and not list(missing(said, one)) for one in known)


def _days(ground: Ground) -> list[Moment]:
    return [Moment(0, 0, frozenset([day.year]), frozenset([day.month]), day.day) for day in ground.published]


def _match(said: Moment, source: Moment, claim: Line, line: Line) -> Match:
    return Match.of(FaultKind.DATE, claim.text, span(said), line.text, span(source))


def _same_event(said: Moment, source: Moment, claim: Line, line: Line) -> bool:
    """Say whether two dates tell when the same thing happened.

    They share a verb or noun near, and not names alone; what stands in another sentence of the source is not near.
    Where both tell of some days of one month, any other word will do: "May 19 and 20", of "29 and 30 May".
    """
    near = claim.near(*span(said)) & line.near(*span(source))
    first, last = _sentence(line.text, *span(source))
    if _paired(said, claim.text) and _paired(source, line.text) and said.months == source.months:
        near |= frozenset(word.stem for word in claim.words if word.content and word.stem.isalpha())
        near -= frozenset(word.stem for one in moments(line.text) for word in line.words[slice(*line.span(*span(one)))])
    return any(first <= word.start < last for word in line.words if word.stem in near)


def _paired(one: Moment, text: str) -> bool:
    """Say whether a day is one of two, or the first or last of several: "May 19 and 20"."""
    return one.day is not None and (
        _AND_DAY.match(text, one.end) is not None or _DAY_AND.search(text, max(0, one.start - 8), one.start) is not None
    )


_AND_DAY = re.compile(r"\s?(?:and|to|-|–|—)\s?\d{1,2}(?!\d|\s?%)")
_DAY_AND = re.compile(r"\d\s?(?:and|to|-|–|—)\s?$")


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    ahead = [stop.end() for stop in _STOP.finditer(text, 0, start)]
    behind = _STOP.search(text, end)
    return ahead[-1] if ahead else 0, behind.start() if behind else len(text)


def _parts(said: Moment, source: Moment, claim: Line, line: Line) -> Parts:
    part = _match(said, source, claim, line)
    told, mine = (f"{text}{_meaning(one)}" for text, one in ((part.source, source), (part.said, said)))
    return Parts(mismatched=(Mismatch(part, True, f"the source says {told}, the sentence {mine}"),))


def _meaning(moment: Moment) -> str:
    """Give the month or year that "next month" and "last year" mean, in brackets."""
    if not moment.relative or moment.years is None or len(moment.years) > 1:
        return ""
    months = moment.months or ()
    return f" ({month_name[min(months)]} {min(moment.years)})" if len(months) == 1 else f" ({min(moment.years)})"


def _finer(said: Moment, source: Moment, claim: Line, line: Line) -> Parts:
    part = _match(said, source, claim, line)
    return Parts(mismatched=(Mismatch(part, False, f"the source says no more than {part.source}, not {part.said}"),))


def _absent(said: Moment, claim: Line) -> Parts:
    return Parts(mismatched=(_no_date(said.start, said.end, claim),))


def _no_date(start: int, end: int, claim: Line) -> Mismatch:
    part = Match.of(FaultKind.DATE, claim.text, (start, end), "")
    return Mismatch(part, False, f"the cited words have no date {part.said}")
