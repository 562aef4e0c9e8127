"""The verbs that a sentence states, held against its source: the right names with another verb are another story."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.causes import MARK
from rag.denials import denials
from rag.fault import FaultKind, Match, Mismatch, Parts
from rag.ground import Ground
from rag.kinds import SPEECH
from rag.objects import promoted
from rag.quoted import quotations
from rag.slots import Line, Word, fits, same_words
from rag.speakers import says
from rag.verbs import akin, is_form, is_past, stems_of

_MOST, _MOST_WORDS = 30, 300  # verbs of a sentence, different words of a source that are compared
_AUXILIARY = frozenset(
    """
    is are was were be been being am has have had having do does did doing done will would can could shall should may
    might must cannot let
    """.split()
)
_LEADS = _AUXILIARY | frozenset(["to", "not", "n't", "never"])
_BE = frozenset("is are was were be been being am".split())
# What stands before a noun or an adjective and not before a finite verb.
_NO_VERB = frozenset(
    """
    a an the its his her their our my your no any some each every of in on at by for with from into over under between
    against as than very more most less least and's per
    """.split()
)
_OBJECT = frozenset("a an the this that these those its his her their all both some any him it them".split())
LIGHT = frozenset(
    """
    go goes went gone going get gets got getting make makes made making take takes took taken taking give gives gave
    given giving come comes came coming put puts putting keep keeps kept become becomes became seem seems seemed
    happen happens happened use uses used need needs needed want wants wanted mean means meant show shows showed shown
    appear appears appeared remain remains remained include includes included involve involves involved concern
    concerns concerned hold holds held set sets lead leads led call calls called name names named work works worked
    begin begins began begun start starts started end ends ended find finds found finish finished live lived stay
    stayed stand stands stood bring brings brought turn turns turned see sees saw seen know knows knew known plan plans
    planned based located born spend spends spent pass passes passed hope hopes hoped expect expects expected try tries
    tried manage managed continue continues continued
    """.split()
)
"""Verbs that say little by themselves: whatever they say stands in the words beside them."""
_DEEDS = frozenset("make makes made get gets got take takes took keep keeps kept".split())  # sold it is not made it
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
_COMPLAINS = re.compile(r"(?:complain|reckon|conclud|conced|contend|assert|caution|suppos|assum|stress|predict)\w*")
_ACTS = re.compile(r"(?:critici|accus|den[yi]|pledg|promis|vow|urg|call|view|admit|acknowledg|confess|confirm)", re.I)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb that a text states, in small letters, and its number among the words of the text."""

    word: str
    at: int


def check(claim: Line, ground: Ground, matched: Sequence[Match] = ()) -> Parts:
    """Hold the verbs of a claim against its cited words: each must have one of its kind there.

    Where another verb stands in the same place, the source contradicts; parts that other checks have matched count as
    said, and so do quotations.
    """
    source = ground.line
    words = _content(source)
    found: list[Mismatch] = []
    for one in _told(claim, matched)[:_MOST]:
        if one.word in words or not stems_of(one.word).isdisjoint(source.stems):
            if (instead := promoted(claim, one.at, source)) is not None:
                found.append(_object(claim, one, source, instead))
        elif (rival := _rival(one, claim, source)) is not None:
            found.append(_other(claim, one, source, rival))
        elif not any(akin(one.word, word) for word in words) and not _excused(one, source):
            found.append(_silent(claim, one))
    return Parts(mismatched=tuple(found))


def predicates(line: Line) -> Iterator[Predicate]:
    """Give the verbs of an English text that stand as verbs: past, behind an auxiliary, or with an object."""
    words = [line.text[word.start : word.end].casefold().replace("’", "'") for word in line.words]
    for at, word in enumerate(line.words):
        if at and word.content and line.text[word.start].islower() and _verb(line, words, at):
            yield Predicate(words[at], at)


def _verb(line: Line, words: Sequence[str], at: int) -> bool:
    word = words[at]
    if not word.isalpha() or not is_form(word):
        return False
    before = next((one for one in reversed(words[max(0, at - 3) : at]) if not one.endswith("ly")), "")
    if before in _BE:
        return is_past(word) or word.endswith("ing")
    if before in _LEADS:
        return not word.endswith("ing")
    if before in _NO_VERB or before.isdigit() or _parted(line, at):
        return False
    if is_past(word):
        return True
    behind = line.words[at + 1] if at + 1 < len(line.words) else None
    if not word.endswith("s") or behind is None:
        return False
    return words[at + 1] in _OBJECT or line.text[behind.start].isupper()


def _parted(line: Line, at: int) -> bool:
    """Say whether a hyphen ties a word to another, or a possessive before it makes it an adjective."""
    word = line.words[at]
    if line.text[: word.start].endswith(("'s ", "’s ")):
        return True
    return line.text[word.start - 1 : word.start] == "-" or line.text[word.end : word.end + 1] == "-"


def _told(claim: Line, matched: Sequence[Match]) -> list[Predicate]:
    spans = [*quotations(claim.text), *((one.start, one.end) for one in matched)]
    found = []
    for one in predicates(claim):
        word = claim.words[one.at]
        if not any(start <= word.start < end for start, end in spans) and not tells(one.word):
            found.append(one)
    return found


def tells(word: str) -> bool:
    """Say whether a verb tells who says a thing, which the checks of speakers and opinions hold."""
    if _COMPLAINS.fullmatch(word):
        return True
    return bool(SPEECH.fullmatch(word)) and says(word) and not _ACTS.match(word)


def _content(line: Line) -> tuple[str, ...]:
    found = (line.text[word.start : word.end].casefold() for word in line.words if word.content)
    return tuple(dict.fromkeys(found))[:_MOST_WORDS]


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
