"""Of how many a thing is so: who tells of all what is so of some, or of most what is so of few, says more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.checks.hedges import unreserved
from rag.reading.fault import Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.slots import Line, Word

_ALL = re.compile(r"\b(?:all|every|each|everyone|everybody)\b(?!\s(?:of a sudden|but|too|the more)\b)", re.I)
_SOME = re.compile(
    r"\b(?:some|several|many|most|few|half|part|parts|certain|a\snumber|various|almost|nearly|not)\s"
    r"(?:of\s)?(?:all\s)?(?:the\s|its\s|their\s|his\s|her\s|these\s|those\s)?$",
    re.I,
)
_FEW = re.compile(
    r"(?:(?<!\ba )(?<!\bquite a )\b(?:very\s)?few|\bhardly\sany|\bnext\sto\sno)\s(?:of\s)?"
    r"(?:the\s|its\s|their\s|his\s|her\s|these\s|those\s)?$",
    re.I,
)
# A claim that has one of these tells of few as well, or denies it of many.
_NOT_MANY = re.compile(
    r"\b(?:few|fewer|fewest|hardly|scarcely|barely|rarely|only|handful|some|several|minority|little|not|no|none|never|cannot)\b|"
    r"n[’']t\b",
    re.I,
)
_EACH = frozenset("all every each both everyone everybody any none no whole entire".split())  # noqa: SIM905
_MOST_OF = re.compile(
    r"\b(?:most|all|nearly all|almost all|a (?:large |clear )?majority|unanimous(?:ly)?)\b(?:\sof)?", re.I
)
_DIVIDED = re.compile(
    r"\b(?:(?:are|is|was|were|found\sthem|remain(?:s|ed)?)\s(?:\w+ly\s)?(?:split|divided|at\sodds)|"
    r"opinions?\s(?:part|differ|vary|diverge)\w*|disagree\w*)\b",
    re.I,
)
_RANKS = frozenset("first second third fourth fifth top bottom last lowest highest".split())  # noqa: SIM905
# How many a thing is so of: who tells of all or most needs a source that counts.
_COUNTS = re.compile(
    r"\b(?:all|every|each|both|whole|entire|entirely|unanimous(?:ly)?|everyone|everybody|most|mostly|mainly|majority|"
    r"half|none|nobody|no|neither|never|not|almost|nearly|(?:two|three|nine|four) (?:thirds|quarters|fifths|tenths)|"
    r"per ?cent|only|one|two|three|four|five|six|seven|eight|nine|ten|chiefly|largely|main|common|always|any|"
    r"without exception)\b|\d|%|n[’']t\b",
    re.I,
)
_COUNTED = re.compile(
    r"\b(?:all(?! but)|every|each of|everyone|everybody|most of|most(?=\s[a-z]+s\b)|(?:a|the) majority of|none of|"
    r"nobody|no one|unanimous(?:ly)?)\b",
    re.I,
)
_LED = 40  # characters ahead of a noun in which "few of their" stands
_REACH = 3  # words behind "all" in which its noun stands
_MOST = 30  # places of a source that are compared


def check(claim: Line, ground: Ground) -> Parts:
    """Find what a claim tells of all and its source of some, or of most, or without reserve, and its source of few."""
    source = ground.line
    found = (*_of_all(claim, source), *_of_few(claim, source), *_of_most(claim, source), *_of_rank(claim, source))
    return Parts(mismatched=found)


def uncounted(claim: Line, ground: Ground) -> bool:
    """Say whether a claim tells of how many a thing is so, all, most or none, and its cited words count nothing."""
    return bool(_COUNTED.search(claim.text)) and not _COUNTS.search(ground.line.text)


def _of_rank(claim: Line, source: Line) -> Iterator[Mismatch]:
    """Give a rank of which the source has another before the same noun: "top tier" beside "second tier"."""
    ranks = [at for at, word in enumerate(source.words[:-1]) if source.small(word) in _RANKS]
    for at, word in enumerate(claim.words[:-1]):
        noun = claim.words[at + 1]
        if claim.small(word) not in _RANKS or not noun.content or claim.text[noun.start].isupper():
            continue
        others = [place for place in ranks if source.words[place + 1].stem == noun.stem]
        if others and not any(source.words[place].stem == word.stem for place in ranks):
            there = source.words[others[0]]
            yield unreserved(claim, (word.start, noun.end), source, (there.start, source.words[others[0] + 1].end))


def _of_all(claim: Line, source: Line) -> Iterator[Mismatch]:
    if not _EACH.isdisjoint(source.text[one.start : one.end].casefold() for one in source.words):
        return
    for match in _ALL.finditer(claim.text):
        first, _ = claim.span(match.end(), match.end())
        nouns = [word for word in claim.words[first : first + _REACH] if word.content][:2]
        for place in source.words:
            some = (
                _SOME.search(source.text[: place.start], max(0, place.start - _LED))
                if any(place.stem == one.stem for one in nouns)
                else None
            )
            if some is not None:
                yield unreserved(claim, match.span(), source, (some.start(), place.end))
                break


def _of_most(claim: Line, source: Line) -> Iterator[Mismatch]:
    """Give people of whom a claim tells that most think so, and its source that they are divided."""
    most, divided = _MOST_OF.search(claim.text), _DIVIDED.search(source.text)
    if most and divided and not _DIVIDED.search(claim.text):
        first, _ = claim.span(most.end(), most.end())
        if any(word.stem in source.stems for word in claim.words[first : first + _REACH] if word.content):
            yield unreserved(claim, most.span(), source, divided.span())


def _of_few(claim: Line, source: Line) -> Iterator[Mismatch]:
    """Give the nouns with the word behind them that a source tells of few and a claim of no few: "few survived"."""
    if _NOT_MANY.search(claim.text):
        return
    found = ((at, word) for at, word in enumerate(source.words) if word.content)
    few = (
        (at, word, lead)
        for at, word in found
        if (lead := _FEW.search(source.text[max(0, word.start - _LED) : word.start]))
    )
    for _, (at, word, lead) in zip(range(_MOST), few, strict=False):
        for place, said in enumerate(claim.words):
            if said.stem == word.stem and place and _goes_on(claim, place, source, at):
                first = max(0, word.start - _LED) + lead.start()
                yield unreserved(claim, _span(claim, place), source, (first, word.end))
                return


def _goes_on(claim: Line, place: int, source: Line, at: int) -> bool:
    after = source.beside(at + 1, 1)
    return bool(after) and claim.beside(place + 1, 1) == after


def _span(claim: Line, place: int) -> tuple[int, int]:
    first: Word = claim.words[max(0, place - _REACH)]
    return first.start, claim.words[place].end
