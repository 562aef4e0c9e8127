"""Who says it: the names beside the verbs of saying, and whether a sentence gives words to another than its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.kinds import SPEECH
from rag.reading.naming import Named, fold, inside, named
from rag.reading.quoted import quotations
from rag.reading.same_name import same
from rag.reading.slots import Line

_INVERTED = re.compile(
    r"(?:said|says|added|adds|wrote|writes|argued|argues|warned|noted|notes|according to|explained)$", re.I
)
_MOST = 80  # verbs of saying that are looked at
_ALIKE = 12  # verbs of the source that one of a sentence is held against
_BEFORE = 90  # characters before a verb of saying in which its subject stands
_BEHIND = 60  # characters behind "according to" or an inverted "said"
_BREAK = re.compile(r"[;:.!?]\s|\bthat\b|\bbut\b|\bwhile\b|\bas\b(?! (?:well|the))|\bwhen\b", re.IGNORECASE)
_NOT_SAYING = re.compile(
    r"(?:call|oppos|view|reject|welcom|condemn|prais|ask|respon|express|report(?!ed that)|note$|stat(?:e|ing)$)", re.I
)


_PRONOUN = re.compile(r"\b(?:he|she|they)\s+(?:\w+\s+)?$", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:for|in|of|at|by|with)\s+(?:the\s+|an?\s+)?$")


@dataclass(frozen=True, slots=True)
class Speech:
    """A verb of saying, `text[start:end]`, with the names that stand where its subject does."""

    start: int
    end: int
    verb: str
    speakers: tuple[Named, ...]
    pronoun: bool = False


def speeches(text: str, names: Sequence[Named]) -> Iterator[Speech]:
    """Give the verbs of saying outside quotations, each with its possible speakers, the likeliest first."""
    quoted = list(quotations(text))
    last = 0
    names = names[:_MOST]
    for verb in islice(SPEECH.finditer(text), _MOST):
        if any(start <= verb.start() < end for start, end in quoted):
            continue
        behind = _behind(text, verb, names, quoted)
        ahead = [] if behind else _ahead(text, verb, names, quoted, last)
        last = verb.end()
        pronoun = not behind and bool(_PRONOUN.search(text[max(0, verb.start() - 16) : verb.start()]))
        yield Speech(verb.start(), verb.end(), verb.group().casefold(), tuple(behind or ahead), pronoun)


def says(verb: str) -> bool:
    """Say whether a verb tells who said a thing, and not what somebody calls, asks or rejects."""
    return not _NOT_SAYING.match(verb)


def _behind(text: str, verb: re.Match[str], names: Sequence[Named], quoted: Sequence[tuple[int, int]]) -> list[Named]:
    if not _INVERTED.match(verb.group()):
        return []
    found: list[Named] = []
    at = verb.end()
    for name in names:
        if verb.end() <= name.start < verb.end() + _BEHIND and re.fullmatch(
            r"[\s,]*(?:(?:and|the|of|in|by|for|an?|at|from|former|[A-Z][\w’'.-]*|[a-z]+(?:er|or|ist|man|ent|ial|ian|ary))\b[\s,]*)*",
            text[at : name.start],
        ):
            found.append(name)
            at = name.end
    near = found and (
        verb.group().casefold() == "according to" or text[verb.end() : found[0].start].strip() in ("", "the")
    )
    return found if near else []


def _ahead(
    text: str, verb: re.Match[str], names: Sequence[Named], quoted: Sequence[tuple[int, int]], last: int
) -> list[Named]:
    first = max(0, verb.start() - _BEFORE)
    breaks = [match.end() for match in _BREAK.finditer(text, first, verb.start())]
    first = max([first, *breaks, *(end for _, end in quoted if end <= verb.start())])
    subject = [name for name in names if first <= name.start and name.end <= verb.start()]
    return subject[::-1]


def check(claim: Line, ground: Ground) -> Parts:
    """Hold who says what in a claim against who says it in the cited words, "he" being whom the words before name last.

    A speaker whom the source does not name at all is left to the check of names.
    """
    known = inside(ground.line.text) | inside(ground.around)
    source_names = named(ground.line.text, known)[:_MOST]
    theirs = list(speeches(ground.line.text, source_names))
    parts = Parts()
    for speech in speeches(claim.text, named(claim.text, known)) if theirs else ():
        parts += _held(speech, claim, theirs, source_names, ground)
    return parts


def _held(speech: Speech, claim: Line, theirs: Sequence[Speech], names: Sequence[Named], ground: Ground) -> Parts:
    alike = [one for one in theirs if one.verb[:4] == speech.verb[:4] and says(one.verb)][:_ALIKE]
    if not speech.speakers or not alike or speech.pronoun or speech.speakers[0].marks:
        return Parts()
    given = [name for one in alike for name in one.speakers if not name.marks][:_MOST]
    if any(one.pronoun for one in alike):
        given += _antecedents(alike, names, ground)
    here = any(same(speech.speakers[0], name) for name in names)
    if not given or not (here or any(one.pronoun for one in alike)):
        return Parts()
    excused = [*given, *(name for one in alike for name in _outlets(one, names, ground.line.text))]
    if any(same(mine, name) for mine in speech.speakers[:2] for name in excused):
        return Parts()
    return _other(speech.speakers[0], given[0], claim, ground)


def _other(mine: Named, other: Named, claim: Line, ground: Ground) -> Parts:
    inside_line = ground.line.text[other.start : other.end]
    stands = tuple(fold(word) for word in inside_line.split()) == other.words
    start, end = (other.start, other.end) if stands else (0, 0)
    source = inside_line if stands else " ".join(word.title() for word in other.words)
    part = Match(FaultKind.SPEAKER, mine.start, mine.end, claim.text[mine.start : mine.end], start, end, source)
    return Parts(mismatched=(Mismatch(part, True, f"in the source {source} says this, in the sentence {part.said}"),))


def _outlets(speech: Speech, names: Sequence[Named], text: str) -> list[Named]:
    """Give the names behind a verb that it was said for or in: "wrote for the Observer", "told the Times"."""
    near = [name for name in names if speech.end <= name.start < speech.end + _BEHIND]
    return [name for name in near if _PLACE.search(text[speech.end : name.start]) or speech.verb.startswith("t")]


def _antecedents(alike: Sequence[Speech], names: Sequence[Named], ground: Ground) -> list[Named]:
    """Give whom "he" can mean: who is named last in the words before the cited ones, or before it in these."""
    first = min(one.start for one in alike if one.pronoun)
    text = ground.line.text
    found = [
        name for name in names if name.end <= first and not name.marks and not text[name.start : name.end].isupper()
    ]
    for sentence in reversed(_STOP.split(ground.before)):
        people = [name for name in named(sentence, inside(ground.before)) if not name.marks]
        if people:
            return people[::-1] + found[::-1]
    return found[::-1]


_STOP = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
