"""What belongs to what: a sentence that gives each of two things what its source gives to the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.naming import Named, inside, named
from rag.reading.same_name import same
from rag.reading.slots import Line, Word

_MOST = 12  # things and words of a claim that are compared
_PARTS = re.compile(
    r"(?<!\b[A-Z])[.;:!?][”\"’)]*\s|\n|(?:,\sand|\sand(?!\s(?:the|an?|its|his|her|their)\b)|"
    r",?\s(?:but|while|whereas|than|though|although|yet|not)|,\sthen)\s"
)
_JOINED = re.compile(r"[A-ZÀ-Þ]\w*(?:[’']s)?\sand\s(?:the\s)?[A-ZÀ-Þ0-9]")
_STEM = 4  # letters of a stem that is a word of its own
_OF = re.compile(r"\s(?:of|from)\s(?:the\s)?")
_FEWEST = 2  # words alike between two names that have changed places


@dataclass(frozen=True, slots=True)
class _Thing:
    """A name or a word of a claim and its counterpart in the source, with the numbers of the parts they stand in.

    `alone` says that there is no other counterpart; else it is the first.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    here: int
    there: int
    named: bool
    alone: bool = True


def check(claim: Line, ground: Ground) -> Parts:
    """Find two things of which a claim tells crosswise what its cited words tell of each, or that changed places.

    "Lea won in Rome, and Bea in Oslo" beside "Lea won in Oslo, while Bea won in Rome".
    """
    source, known = ground.line, inside(ground.line.text) | inside(ground.around)
    names = named(claim.text, known)[:_MOST], named(source.text, known)[: 2 * _MOST]
    mine, theirs = _bounds(claim.text), _bounds(source.text)
    things = [*_names(*names, mine, theirs), *_words(claim, source, names, mine, theirs)]
    pair = (
        _owned(*names, claim.text, source.text)
        or _crossing(things)
        or _exchanged([one for one in things if one.named], claim, source)
    )
    return Parts(mismatched=(_fault(pair, claim.text, source.text),) if pair else ())


def _bounds(text: str) -> tuple[int, ...]:
    """Give where the parts of a text end: its sentences and what conjunctions join, but for names in a list."""
    return tuple(
        found.start()
        for found in _PARTS.finditer(text)
        if not _JOINED.match(text, max(0, text.rfind(" ", 0, found.start()) + 1))
    )


def _part(at: int, bounds: Sequence[int]) -> int:
    return sum(bound <= at for bound in bounds)


def _names(
    said: Sequence[Named], told: Sequence[Named], mine: Sequence[int], theirs: Sequence[int]
) -> Iterator[_Thing]:
    for one in said:
        again = [other for other in said if other is not one and same(one, other)]
        there = [other for other in told if same(one, other)]
        if there and not again:
            at = there[0]
            parts = _part(one.start, mine), _part(at.start, theirs)
            yield _Thing(one.start, one.end, at.start, at.end, *parts, named=True, alone=len(there) == 1)


def _words(
    claim: Line,
    source: Line,
    names: tuple[Sequence[Named], Sequence[Named]],
    mine: Sequence[int],
    theirs: Sequence[int],
) -> Iterator[_Thing]:
    said, told = _plain(claim, names[0])[: 2 * _MOST], _plain(source, names[1])
    for one in said:
        there = [other for other in told if _alike(one, other)]
        again = sum(_alike(one, other) for other in said)
        if len(there) == 1 and again == 1:
            at = there[0]
            parts = _part(one.start, mine), _part(at.start, theirs)
            yield _Thing(one.start, one.end, at.start, at.end, *parts, named=False)


def _plain(line: Line, names: Sequence[Named]) -> list[Word]:
    return [
        word for word in line.words if word.content and not any(one.run[0] <= word.start < one.run[1] for one in names)
    ]


def _alike(one: Word, other: Word) -> bool:
    """Say whether words are forms of one: "leads" and "leader"."""
    short, long = sorted((one.stem, other.stem), key=len)
    return short == long or (len(short) >= _STEM and long.startswith(short))


def _owned(said: Sequence[Named], told: Sequence[Named], claim: str, source: str) -> tuple[_Thing, _Thing] | None:
    """Give a name with the place or body it is said to be of, where the source has another there, and this of another.

    "Lea Holm of Norway" beside "Lea Holm of Sweden and Ida Roth of Norway".
    """
    for one, place in pairwise(said):
        theirs = [(a, b) for a, b in pairwise(told) if _OF.fullmatch(source[a.end : b.start])]
        own = [b for a, b in theirs if same(one, a)]
        others = [a for a, b in theirs if same(place, b) and not same(one, a)]
        if _OF.fullmatch(claim[one.end : place.start]) and own and others and not any(same(place, b) for b in own):
            return _thing(one, others[0]), _thing(place, own[0])
    return None


def _thing(one: Named, other: Named) -> _Thing:
    return _Thing(one.start, one.end, other.start, other.end, 0, 0, named=True)


def _crossing(things: Sequence[_Thing]) -> tuple[_Thing, _Thing] | None:
    """Give two names in two parts of the claim, each with a companion there that the source has with the other."""
    alone = [one for one in things if one.alone]
    for one, two in combinations([one for one in alone if one.named], 2):
        apart = one.here != two.here and one.there != two.there
        if apart and _gone_over(one, alone, two.there) and _gone_over(two, alone, one.there):
            return one, two
    return None


def _gone_over(one: _Thing, things: Sequence[_Thing], part: int) -> bool:
    """Say whether of what stands beside a name in the claim no more has stayed with it than is in another part."""
    beside = [other.there for other in things if other.here == one.here and other is not one]
    return 0 < beside.count(part) >= beside.count(one.there)


def _exchanged(names: Sequence[_Thing], claim: Line, source: Line) -> tuple[_Thing, _Thing] | None:
    """Give two names that follow each other here in one order and there in the other, the same words between them.

    The first words behind the one that leads must be the same: else another verb may tell the same ("buy", "sell").
    """
    for one, two in pairwise(names):
        if one.here == two.here and one.there == two.there and two.source_end <= one.source_start:
            if source.text.startswith(("’s", "'s"), two.source_end):
                continue  # "Japan's prime minister" is "prime minister of Japan"
            first, second = _stems(claim, one.end, two.start), _stems(source, two.source_end, one.source_start)
            alike = [stem for stem in first if stem in second]
            follows = len(alike) >= _FEWEST and first[:_FEWEST] == second[:_FEWEST]
            if follows and alike == [stem for stem in second if stem in alike]:
                return one, two
    return None


def _stems(line: Line, start: int, end: int) -> list[str]:
    return [
        word.stem
        for word in line.words
        if start <= word.start < end and word.content and line.text[word.start].islower()
    ]


def _fault(pair: tuple[_Thing, _Thing], said: str, told: str) -> Mismatch:
    one, two = pair
    part = Match(
        FaultKind.NAME, one.start, one.end, said[one.start : one.end],
        two.source_start, two.source_end, told[two.source_start : two.source_end],
    )  # fmt: skip
    return Mismatch(part, False, f"the source says of {part.source} what the sentence says of {part.said}")
