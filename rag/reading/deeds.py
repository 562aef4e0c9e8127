"""Deeds that a text tells of, as a question asks for them: who does it, to whom, where, and whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.reading.kinds import WEEKDAY
from rag.reading.naming import Named
from rag.reading.predicates import Predicate, predicates
from rag.reading.slots import EMPTY_WORDS, Line
from rag.words.denial_words import NEGATIONS
from rag.words.verbs import akin, is_form, stems_of

_HELP = (
    r"(?:has|have|had|will|would|did|does|do|can|could|may|might|must|should|not|never|also|then|later|once|already|still|"
    rf"soon|finally|again|first|both|\w+ly|(?:on|in|since|by) (?:{WEEKDAY.pattern}|\d{{4}}))"
)
_HELPS = re.compile(rf"(?:,? {_HELP},?)* ")
_PASSIVE = re.compile(rf"(?:,? {_HELP})* (?:is|are|was|were|been|being|be)(?: \w+ly| not)* ")
_WHO = re.compile(rf", (?:who|which|that)(?: {_HELP})*(?: (?:is|was|were|are|be|been))? ")
_APART = re.compile(r", [^,.;:]{2,90},(?: (?:has|have|had|will|was|were|is|are|be))* ")
_NOUNS = re.compile(r"(?:['’]s?)?(?: [a-z][\w-]*){0,2}")
_JOINED = re.compile(r"(?:,| and|, and)? (?:the )?")
_LED = re.compile(r"\b(?:of|in|at|from|near|for|to|with|by|on|against|after|over) (?:the |a |an )?(?:[a-z][\w-]* )?$")
_BY = re.compile(r"(?: [\w’'-]+){0,8}? by (?:the |both |a |an )?(?:[a-z][\w-]* ){0,2}")
_AGENT = re.compile(r"[^.;:!?]{0,80}? by \w")
_DIRECT = re.compile(r" (?:(?:the|a|an|its|his|her|their|both)(?: [a-z][\w-]*){0,2},? )?")
_PLACE = re.compile(r"\b(?:in|at|near)(?: the)?(?: town of| city of| port of| village of)? $", re.I)
THING = re.compile(
    r"(?: [a-z][\w-]*)? (?:office|branch|plant|factory|bureau|mission|site|museum|summit|airport|port)s?\b"
)
"""What stands in a place, behind the name of the place."""
_OWNED = re.compile(r"(?:['’]s?)?(?: (?:[a-z][\w-]*)){0,1} $")
_OF = re.compile(r" (?:of|for|at) (?:the )?")
_HAS = re.compile(r"(?:, (?:which|who))? (?:has|have|had) (?:its|his|her|their|a|the)(?: [a-z][\w-]*)? ")
_MAY = re.compile(
    r"\b(?:could|may|might|can|cannot|(?:want|plan|hop|threaten|appl|propos|intend|wish|try|tri|seek)\w* to)"
    r"(?: \w+ly| not)? $"
    r"|\b(?:[Ii]f|[Uu]nless|[Ww]hether)(?: (?:he|she|it|they|the \w+|[A-Z]\w+))?(?: (?:is|are|was|were))? $"
)
_SUBJECT = re.compile(rf"\b(?:it|he|she)(?: {_HELP}| (?:is|was|be|been))* \Z")
_SENTENCE = re.compile(r"[.!?][”\"’»)]?\s+(?=[A-ZÀ-Þ“\"])")
_ITS = re.compile(r"\b(?:its|their) (?:[a-z][\w-]* )?$", re.I)
_NEXT = re.compile(r" ([a-z][\w-]*)")
_REACH = 3  # words before a verb in which it is denied


@dataclass(frozen=True, slots=True)
class Deed:
    """A word in a text that tells of a deed, `text[start:end]`, with the names that belong to it.

    `same` says that it is the very verb and no other word for it. `doers` do it, `things` are what it is done to; nouns
    have neither but `owners`, the names they are of. `places` are where its sentence puts it, `possible` is what
    may be done, is wanted, planned or supposed; of what is `undergone` it is not told who did it.
    """

    start: int
    end: int
    same: bool
    doers: tuple[Named, ...] = ()
    things: tuple[Named, ...] = ()
    owners: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    denied: bool = False
    possible: bool = False
    undergone: bool = False


def deeds(verb: str, line: Line, names: Sequence[Named], sentences: Sequence[tuple[int, int]]) -> Iterator[Deed]:
    """Give what a text tells of a deed: every word akin to its verb; `sentences` are spans of the text."""
    stated = {one.at: one for one in predicates(line, rare=True)}
    for at, word in enumerate(line.words):
        text = line.text[word.start : word.end]
        if not word.content or not text.islower() or not akin(verb, text.casefold()):
            continue
        start, end = next(((a, b) for a, b in sentences if a <= word.start < b), (0, len(line.text)))
        mine = [name for name in names if start <= name.start < end]
        yield _deed(line, at, mine, names, start, stated.get(at), _is_very(verb, text.casefold()))


def _is_very(verb: str, word: str) -> bool:
    """Say whether a word is a form of the very verb, or who does it by that: "founder" of "founded"."""
    mine, theirs = stems_of(verb), stems_of(word)
    return not mine.isdisjoint(theirs) or any(one in (f"{stem}er", f"{stem}or") for stem in mine for one in theirs)


def places(text: str, names: Sequence[Named]) -> tuple[Named, ...]:
    """Give the names that tell where: behind "in" or "at", or before a thing that stands in a place."""
    return tuple(
        one
        for one in names
        if (_PLACE.search(text[: one.run[0]]) and not _qualifies(text, one.run[1]))
        or (THING.match(text, one.run[1]) and not text[one.start : one.end].isupper())
    )


def _qualifies(text: str, end: int) -> bool:
    """Say whether a noun follows, which is what "in" speaks of: "in Greek temples"."""
    word = _NEXT.match(text, end)
    return word is not None and word[1] not in EMPTY_WORDS and not is_form(word[1])


def subject(text: str, at: int, names: Sequence[Named], *, passive: bool) -> tuple[Named, ...]:
    """Give the names of the subject of a verb that begins at an offset; empty where it is told by none."""
    before = [name for name in names if name.end <= at]
    if not before:
        return ()
    last, gap = before[-1], text[before[-1].run[1] : at]
    ends = _PASSIVE if passive else _HELPS
    if ends.fullmatch(gap) or _WHO.fullmatch(gap) or _APART.fullmatch(gap):
        aside = gap.startswith(",") and not _WHO.fullmatch(gap)  # "the mill, which Norway sold, was closed"
        return tuple(before) if aside or _LED.search(text[: last.run[0]]) else _with_joined(text, before)
    noun = _NOUNS.match(gap)
    if noun and noun.end() and any(ends.fullmatch(gap, end) for end in _ends(gap, noun.end())):
        return tuple(before)
    return ()


def _ends(gap: str, last: int) -> Iterator[int]:
    return (at for at in range(1, last + 1) if at == len(gap) or gap[at] in " ,")


def _with_joined(text: str, before: Sequence[Named]) -> tuple[Named, ...]:
    """Give the last name with those it is joined to: by "and", or as one run of words with a capital."""
    found = [before[-1]]
    for name in reversed(before[:-1]):
        if name.run != found[-1].run and not _JOINED.fullmatch(text[name.run[1] : found[-1].run[0]]):
            break
        found.append(name)
    return tuple(found)


def _deed(
    line: Line,
    at: int,
    names: Sequence[Named],
    all_names: Sequence[Named],
    first: int,
    stated: Predicate | None,
    very: bool,
) -> Deed:
    word, text = line.words[at], line.text
    where, gap = places(text, names), text[max(first, word.start - 40) : word.start]
    may = _MAY.search(gap) is not None
    if stated is None:
        noun = not text[word.start : word.end].endswith(("ing", "ed"))
        owners = (
            (_owners(text, word.start, word.end, names) or _meant(text, word.start, first, all_names)) if noun else ()
        )
        return Deed(word.start, word.end, very, owners=owners, places=where, possible=may)
    passive = re.search(r"\b(?:is|are|was|were|been|being|be)(?: \w+ly| not)? $", gap) is not None
    by = _behind(text, word.end, names, _BY)
    ahead = subject(text, word.start, names, passive=passive) or _it(text, word.start, first, names)
    denied = _denied(line, at, first)
    if passive or by:
        undergone = passive and _AGENT.match(text, word.end) is None
        return Deed(word.start, word.end, very, by, ahead, (), where, denied, may, undergone)
    return Deed(word.start, word.end, very, ahead, _behind(text, word.end, names, _DIRECT), (), where, denied, may)


def _denied(line: Line, at: int, first: int) -> bool:
    ahead = [one for one in line.words[max(0, at - _REACH) : at] if one.start >= first]
    near = [line.text[one.start : one.end].casefold() for one in (*ahead, *line.words[at + 1 : at + 2])]
    return any(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in near)


def _behind(text: str, end: int, names: Sequence[Named], joint: re.Pattern[str]) -> tuple[Named, ...]:
    found: list[Named] = []
    at = end
    for name in (name for name in names if name.start >= end):
        if found and name.run == found[-1].run:
            found.append(name)
        elif joint.fullmatch(text, at, name.run[0]):
            found.append(name)
            at, joint = name.run[1], _JOINED
        else:
            break
    return tuple(found)


def _it(text: str, start: int, first: int, names: Sequence[Named]) -> tuple[Named, ...]:
    """Give the name with which a sentence opens where "it" or "he" stands before a verb and means no other."""
    pronoun = _SUBJECT.search(text[max(first + 1, start - 60) : start])
    meant = [name for name in names if name.end <= start and not _LED.search(text[first : name.run[0]])]
    return tuple(meant) if pronoun and len(meant) == 1 and meant[0].run[0] == first else ()


def _meant(text: str, start: int, first: int, names: Sequence[Named]) -> tuple[Named, ...]:
    """Give the name that "its" in front of a noun means: the one with which its sentence opens, or the one before."""
    its = _ITS.search(text[max(first, start - 40) : start])
    if its is None:
        return ()
    opening = first
    if _ITS.fullmatch(text, first, start):
        ends = [end.end() for end in _SENTENCE.finditer(text, 0, max(0, first - 1))]
        opening = ends[-1] if ends else 0
    return tuple(name for name in names if name.run[0] == opening or text[opening : name.run[0]] in ("The ", "the "))[
        :1
    ]


def _owners(text: str, start: int, end: int, names: Sequence[Named]) -> tuple[Named, ...]:
    """Give the names that a noun is of: "Dundalk coach", "the coach of Dundalk"."""
    return tuple(
        name
        for name in names
        if (
            name.run[1] < start
            and (_OWNED.fullmatch(text, name.run[1], start) or _HAS.fullmatch(text, name.run[1], start))
        )
        or (name.run[0] > end and _OF.fullmatch(text, end, name.run[0]))
    )
