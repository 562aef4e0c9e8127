"""The verbs of a sentence held against its source: the right names with another verb are another story."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rag.checks.causes import MARK
from rag.checks.objects import promoted
from rag.checks.told import told
from rag.reading.denials import denials
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.naming import inside, named
from rag.reading.predicates import LIGHT, Predicate, predicates, tells
from rag.reading.quoted import quotations
from rag.reading.slots import Line, Word, fits, same_words
from rag.words.verbs import akin, stems_of

_MOST, _MOST_WORDS = 30, 300  # verbs of a sentence, different words of a source that are compared
_DEEDS = frozenset("make makes made get gets got take takes took keep keeps kept".split())  # sold it is not made it
# They fit every deed, or look like another verb: who "made a gift" or "found no place" has not founded a thing.
_FAINT = _DEEDS | frozenset(
    "go goes went gone come comes came put puts give gives gave given has had find finds found works worked".split()
)
_CHANGE = frozenset(
    "rise rises rose risen fall falls fell fallen grow grows grew grown double doubled halve halved".split()
)
_NEGATIVE = frozenset(
    "fail fails failed refuse refuses refused decline declines declined stop stopped lack lacks lacked".split()
)
_CAUSING = frozenset(
    "cause causes caused trigger triggers triggered prompt prompts prompted result results resulted".split()
)
_ALLOWS, _MAY = (
    frozenset("allow allows allowed let lets permit permits enable enables enabled".split()),
    frozenset("can could may might".split()),
)


def check(claim: Line, ground: Ground, matched: Sequence[Match] = (), *, deeds: bool = False) -> Parts:
    """Hold the verbs of a claim against its cited words: each must have one of its kind there.

    Where another verb stands in the same place, the source contradicts; parts that other checks have matched count as
    said, and so do quotations. Where only `deeds` count, no word of a name is one, and no verb that fits all of them.
    """
    source = ground.line
    words = _deeds(ground) if deeds else source.contents(_MOST_WORDS)
    stems = frozenset(stem for word in words for stem in stems_of(word)) if deeds else frozenset(source.stems)
    found: list[Mismatch] = []
    for one in _told(claim, matched, told(claim) if deeds else predicates(claim))[:_MOST]:
        if one.word in words or not stems_of(one.word).isdisjoint(stems):
            if (instead := promoted(claim, one.at, source)) is not None:
                found.append(_object(claim, one, source, instead))
        elif (rival := _rival(one, claim, source)) is not None:
            found.append(_other(claim, one, source, rival))
        elif not any(akin(one.word, word) for word in words if not (deeds and tells(word))) and not _excused(
            one, source
        ):
            found.append(_silent(claim, one))
    return Parts(mismatched=tuple(found))


def _told(claim: Line, matched: Sequence[Match], verbs: Iterable[Predicate]) -> list[Predicate]:
    spans = [*quotations(claim.text), *((one.start, one.end) for one in matched)]
    found = []
    for one in verbs:
        word = claim.words[one.at]
        if not any(start <= word.start < end for start, end in spans) and not tells(one.word):
            found.append(one)
    return found


def _deeds(ground: Ground) -> tuple[str, ...]:
    """Give the different words of a source, in small letters, that can tell what is done: of "found" that of "find"."""
    text = ground.line.text
    names = [one for one in named(text, inside(text) | inside(ground.around)) if one.sure]
    found = (
        text[word.start : word.end].casefold()
        for word in ground.line.words
        if word.content and not any(one.start <= word.start < one.end for one in names)
    )
    return tuple(dict.fromkeys(word for word in found if word not in _FAINT))[:_MOST_WORDS]


def _rival(one: Predicate, claim: Line, source: Line) -> Word | None:
    """Give the word that the source has in the very place of a verb, and that the claim leaves out."""
    if one.word in LIGHT and one.word not in _DEEDS:
        return None
    here, own = claim.words[one.at], set(claim.stems)
    before = claim.stems[one.at - 1] if one.at else ""
    for at, word in enumerate(source.words):
        if word.stem in own or not word.content or (source.stems[at - 1] if at else "") != before:
            continue
        alike = same_words(claim, (here.start, here.end), source, (word.start, word.end))
        if fits(*alike) and not akin(one.word, source.text[word.start : word.end].casefold()):
            return word
    return None


def _excused(one: Predicate, source: Line) -> bool:
    """Say whether a verb may be the claim's own way of putting it."""
    if one.word in LIGHT or one.word in _CHANGE:
        return True
    if one.word in _NEGATIVE:
        return bool(denials(source.text).cues)
    if one.word in _CAUSING:
        return MARK.search(source.text) is not None
    if one.word in _ALLOWS:
        return not _MAY.isdisjoint(word.stem for word in source.words)
    return False


def _other(claim: Line, one: Predicate, source: Line, word: Word) -> Mismatch:
    here = claim.words[one.at]
    said, theirs = claim.text[here.start : here.end], source.text[word.start : word.end]
    part = Match(FaultKind.PREDICATE, here.start, here.end, said, word.start, word.end, theirs)
    return Mismatch(part, True, f"the source says {theirs}, the sentence {said}")


def _object(claim: Line, one: Predicate, source: Line, word: Word) -> Mismatch:
    mismatch = _other(claim, one, source, word)
    said, theirs = mismatch.part.said, mismatch.part.source
    return replace(
        mismatch, why=f"in the source “{theirs}” is the object of “{said}”, in the sentence something else is"
    )


def _silent(claim: Line, one: Predicate) -> Mismatch:
    here = claim.words[one.at]
    said = claim.text[here.start : here.end]
    part = Match(FaultKind.PREDICATE, here.start, here.end, said, 0, 0, "")
    return Mismatch(part, False, f"the source has no counterpart for “{said}”")
