"""A piece of evidence beside a claim: what the checks find, and whether it speaks of the same thing at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rag.checks import (
    agents,
    contested,
    coordinated,
    crossed,
    hedges,
    led,
    offices,
    paired_dates,
    posts,
    quantifiers,
    rates,
    roles,
    sequence,
    sought,
    unnamed,
    unproven,
    untold,
    where,
)
from rag.checks.overlap import covered
from rag.reading.fault import FaultKind, Mismatch, Parts
from rag.reading.ground import Cited, Ground
from rag.reading.quoted import quotations
from rag.reading.slots import Line
from rag.verdicts import over, planned, status
from rag.verdicts.about import share, strange
from rag.verdicts.another import another, foreign
from rag.verdicts.compare import both_english, hold
from rag.verdicts.verbatim import verbatim
from rag.words.demonyms import place
from rag.words.places import CITIES, REGIONS

# Of the contradictions that the model reads in words found by search, 15 of the 39 are true where the words hold half
# of the claim, 2 of the other 47 (desk dev claims, eval.train.verdict_rows, 2026-11-22).
_ABOUT = 0.5
_WHOLE = 0.85  # share of a claim's words, names among them, from which on the missing ones say little: "in charge"
_SAME = 0.75  # share of a claim's other words with which another place is a place corrected, and no other thing's
_NAMES = frozenset((FaultKind.NAME, FaultKind.SPEAKER))
_SOME = 0.35  # share of a claim's other words from which on another value is one of the claim's own (desk dev claims)
_FIGURES = frozenset((FaultKind.FIGURE, FaultKind.UNIT))
_VALUES = _FIGURES | {FaultKind.DATE}
_PLACED = _NAMES | _VALUES


@dataclass(frozen=True, slots=True)
class Beside:
    """A piece of evidence read beside a claim, its cosine, the parts found and the share of the claim's words it holds.

    `about` says whether it speaks of the claim, and not in its very words, `unsaid` that it has no word of what the
    claim says of its names, or knows as planned what the claim calls done. `correctable` are the parts by whose values
    the claim may be put right. `turned` says that it tells of others what the claim tells, as planned, possible or of
    some what the claim tells as done or of all, or has no word of it: it bears nothing out; `reversed` that it tells
    the claim's deed the other way round; `unheard` that it has no verb of the claim's kind, or does not tell which of
    two deeds came first.
    """

    cited: Cited
    ground: Ground
    near: float
    english: bool
    parts: Parts
    correctable: Parts
    covered: float
    about: bool = True
    unsaid: bool = False
    turned: bool = False
    reversed: bool = False
    unheard: bool = False


def beside(
    claim: Line, cited: Cited, near: float, *, given: bool, page: bool = False, as_of: date | None = None
) -> Beside:
    """Read a piece of evidence beside a claim that is made on a day; one that is `given` is taken to speak of it.

    One out of a whole `page` that is given is so in what it bears out; to contradict it must be about the claim.
    """
    ground = replace(Ground.of((cited,)), asked=as_of)
    parts, english, whole = hold(claim, ground), both_english(claim, ground), covered(claim, ground)
    if not english:
        return Beside(cited, ground, near, english, parts, parts, whole)
    ahead, turned = planned.check(claim, ground), _turned(claim, ground)
    parts = _own(parts, claim, ground) + ahead
    if ahead.mismatched:  # who has an office in one place may have one in another
        parts = _unnamed(parts)
    unfit = bool(turned.mismatched or ahead.mismatched)
    read = Beside(
        cited,
        ground,
        near,
        english,
        parts + turned,
        parts,
        whole,
        about=not verbatim(claim, ground, parts + turned),
        unsaid=bool(ahead.mismatched),
        turned=unfit,
        reversed=any(one.contradicts for one in turned.mismatched),
    )
    if given and not page:
        return read
    found = _searched(read, claim, parts, ahead, turned)
    return replace(found, turned=read.turned, unsaid=read.unsaid, unheard=False) if given else found


def _searched(read: Beside, claim: Line, parts: Parts, ahead: Parts, turned: Parts) -> Beside:
    """Give words that a search found as they are to be read: what speaks of something else counts for less.

    `ahead` is what they know as planned, and `turned` what they turn round.
    """
    ground, whole = read.ground, read.covered
    held = share(claim, ground, _with_rivals(parts))
    parts = _of_claim(parts, held.words, claim, ground)
    event = _elsewhere(parts) or strange(claim, ground)
    other = event or another(claim, ground)
    kept = _of_another(parts, not event and held.words >= _SAME) if other else parts
    absent = any(not one.part.source for one in ahead.mismatched)
    mute = not held.words and whole < _WHOLE
    unheard = _unheard(claim, ground, parts)
    silent = mute or (other and not event) or (not held.words and unheard)
    return replace(
        read,
        parts=kept + (_silenced(turned) if other else turned),
        correctable=_correctable(kept, other=other, ahead=bool(ahead.mismatched)),
        about=read.about and not (other or absent or _without_value(parts)) and (whole + held.both) / 2 >= _ABOUT,
        unsaid=read.unsaid or mute,
        turned=read.turned or silent or contested.denied(claim, ground),
        unheard=unheard,
    )


def _correctable(kept: Parts, *, other: bool, ahead: bool) -> Parts:
    """Give the parts that the words may put right: of another thing only what contradicts, of a planned one no name."""
    right = Parts(mismatched=tuple(one for one in kept.mismatched if one.contradicts)) if other else kept
    if not ahead:
        return right
    return Parts(mismatched=tuple(one for one in right.mismatched if one.part.kind not in _NAMES))


def _unheard(claim: Line, ground: Ground, parts: Parts) -> bool:
    """Say whether the words lack a verb of a claim that is no quotation, the order of its deeds, or any number."""
    if quantifiers.uncounted(claim, ground) or sequence.check(claim, ground).mismatched:
        return True
    said = Parts() if quotations(claim.text) else untold.check(claim, ground, parts.matched, deeds=True)
    return bool(said.mismatched)


def _turned(claim: Line, ground: Ground) -> Parts:
    """Give what words turn round, which contradicts, and what they tell with a reserve, which does not."""
    changed = roles.check(claim, ground)
    changed = (changed if changed.mismatched else crossed.check(claim, ground)) + over.check(claim, ground)
    changed += posts.check(claim, ground)
    others = agents.check(claim, ground, telling=True) + hedges.check(claim, ground) + quantifiers.check(claim, ground)
    others += where.check(claim, ground) + contested.check(claim, ground) + offices.check(claim.text, ground)
    others += coordinated.check(claim, ground) + unproven.check(claim, ground) + unnamed.check(claim, ground)
    others += sought.check(claim, ground) + rates.check(claim, ground) + paired_dates.check(claim, ground)
    others += led.check(claim, ground)
    others += Parts(mismatched=tuple(one for one in sequence.check(claim, ground).mismatched if one.contradicts))
    return changed + _silenced(others) + status.check(claim, ground)


def _silenced(parts: Parts) -> Parts:
    return Parts(parts.matched, tuple(replace(one, contradicts=False) for one in parts.mismatched))


def _with_rivals(parts: Parts) -> Parts:
    """Give the same with the claim's words for a value that the source has otherwise among those that are told."""
    rivals = (one.part for one in parts.mismatched if one.contradicts and one.part.kind in _VALUES)
    return Parts((*parts.matched, *rivals), parts.mismatched)


def _unnamed(parts: Parts) -> Parts:
    """Give the same with no name that contradicts."""
    mismatched = (replace(one, contradicts=one.contradicts and one.part.kind not in _NAMES) for one in parts.mismatched)
    return Parts(parts.matched, tuple(mismatched))


def _own(parts: Parts, claim: Line, ground: Ground) -> Parts:
    mismatched = (
        replace(one, contradicts=one.contradicts and not foreign(one, claim, ground)) for one in parts.mismatched
    )
    return Parts(parts.matched, tuple(mismatched))


def _of_claim(parts: Parts, words: float, claim: Line, ground: Ground) -> Parts:
    """Let no value contradict in words that say too little of the claim's `words`, nor a place a name that is none."""
    mismatched = (
        replace(one, contradicts=one.contradicts and (one.part.kind not in _PLACED or words >= _SOME) and _fit(one))
        for one in parts.mismatched
    )
    return Parts(parts.matched, tuple(mismatched))


def _fit(one: Mismatch) -> bool:
    """Say whether another name can stand for the claim's: no city for its continent, nor the reverse."""
    if one.part.kind is not FaultKind.NAME or not one.part.source:
        return True
    said, theirs = one.part.said, one.part.source
    return _is_place(said) == _is_place(theirs) and (said in REGIONS) == (theirs in REGIONS)


def _is_place(name: str) -> bool:
    return name in CITIES or name in REGIONS or place(name) is not None


def _without_value(parts: Parts) -> bool:
    """Say whether the words have nothing in the place of a figure or a date of the claim: they cannot contradict it."""
    values = [one for one in parts.mismatched if one.part.kind in _VALUES]
    return any(not one.part.source for one in values) and not any(one.contradicts for one in values)


def _elsewhere(parts: Parts) -> bool:
    """Say whether the evidence has two other values of a name, a date and a figure: it tells of another event."""
    kinds = {one.part.kind for one in parts.mismatched if one.contradicts}
    dated = FaultKind.DATE in kinds and bool(kinds & _FIGURES)
    return dated or (bool(kinds & _NAMES) and bool(kinds & _VALUES))


def _of_another(parts: Parts, placed: bool) -> Parts:
    """Give the parts found where evidence speaks of another thing: by its place alone it contradicts, if `placed`."""
    mismatched = tuple(
        one if placed and one.part.kind in _NAMES else replace(one, contradicts=False) for one in parts.mismatched
    )
    return Parts(parts.matched, mismatched)
