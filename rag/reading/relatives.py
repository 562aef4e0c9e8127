"""What a relative clause between commas claims by itself: "the bank, which lost $2bn, closed" says that it lost $2bn."""

# ruff: noqa: E501, SIM905 - patterns and tables read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.reading.finite import finite, opens_with_verb
from rag.reading.quoted import quotations
from rag.reading.relative_heads import named_before, subject_before
from rag.words.verbs import is_past

_OPENING = re.compile(
    r",\s+(?:(?P<part>(?:all|most|many|some|none|both|half|two|three|four|five|several|one|each|neither) of)\s+(?:which|whom)|who|which|(?P<whose>whose))\s+(?=\S)"
)
_MARK = re.compile(r"[,;:–—“”\"()](?!(?<=\d,)\d)")
_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
# "The rate fell, which surprised analysts" is about all that stands before it.
_OF_ALL = re.compile(
    r"(?:also\s+|in turn\s+|then\s+)?(?:means?|meant|is\s+(?:why|how|what|where)|was\s+(?:why|how|what)|made|makes|making|led|leads|caused|causes|suggests?|suggested|"
    r"impl(?:y|ies|ied)|surpris\w+|anger\w+|explain\w*|allow\w*|help\w*|forc\w+|left|leaves|prompt\w*|rais\w+|gave|gives|put|shows?|showed|would|could|may|might|can)\b"
)
_GOES_ON = re.compile(r"(?:and|but|or|so|yet|while|whereas)\s+(?P<next>\S+)")
_SUBJECTS = re.compile(
    r"(?:the|an?|its|their|his|her|it|he|she|they|we|you|I|there|this|that|these|those|two|three|four|five|[A-ZÀ-Þ]\S*)$"
)
_ASIDE = re.compile(
    r",\s+(?P<verb>[a-z]+(?:ed|en|wn|lt|ught|ld|de|nt))\s(?:by|to|in|on|at|from|for|with|after|as|under|near|off)\s[^,;:–—“”\"()]{3,90},"
)
_BEGINS = re.compile(r"[,;:]\s+|\b(?:that|when|because|while|if|and|but|although|though|after|before)\s+")
_LED_IN = re.compile(
    r"(?:According to|In|On|At|By|After|Before|During|Since|With|Under|For|From|Despite|Like|Unlike|Among|Besides)\s",
    re.I,
)
_FEWEST = 2  # words of what is claimed beside its subject
_NO_VERB = frozenset("its his this theirs yes as plus versus".split())


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative clause `text[start:end]`, commas apart; what it claims begins with `about`, then its words from `verb`.

    `cut` to `cut_end` is what to leave out of the sentence around it, with its commas.
    """

    start: int
    end: int
    verb: int
    about: str
    cut: int
    cut_end: int


def relatives(text: str) -> tuple[Relative, ...]:
    """Give the relative clauses of an English sentence that can be told by themselves, in order, none in another.

    >>> [(r.about, text[r.verb:r.end]) for r in relatives(text := "The bank, which lost $2bn, sacked its chief.")]
    [('The bank', 'lost $2bn')]
    """
    found = tuple(_relatives(text))
    return found or tuple(_done(text))[:1]


def without(text: str, found: tuple[Relative, ...]) -> str:
    """Give a sentence with spaces in the place of its relative clauses, so that every offset stands."""
    for one in found:
        text = f"{text[: one.cut]}{' ' * (one.cut_end - one.cut)}{text[one.cut_end :]}"
    return text


def _relatives(text: str) -> Iterator[Relative]:
    done, reach = 0, 0
    for opening in _OPENING.finditer(text):
        if opening.start() < done or _OF_ALL.match(text, opening.end()):
            continue
        reach = reach if opening.start() == done else done
        if (found := _relative(text, opening, reach)) is not None:
            yield found
            done, reach = found.cut_end, found.verb


def _relative(text: str, opening: re.Match[str], reach: int) -> Relative | None:
    """Give the clause that a pronoun opens, None where it cannot be told what it means or where it ends."""
    begun, at = _begun(text, reach, opening), opening.start()
    led = _LED_IN.match(text[begun:at].lstrip()) is not None  # "According to the union, which has 5 members, ..."
    about = named_before(text, reach, at, person=opening[0].split()[-1] in ("who", "whom"))
    if not opening["part"] and not led and not _states(text, begun, at):
        about = subject_before(text[begun:at], owns=bool(opening["whose"])) or about
    end = _end(text, opening, reach, led, _many(about)) if about else None
    if end is None or not _claims(text, opening, end, about):
        return None
    goes_on = led or _GOES_ON.match(text[end + 1 :].lstrip()) or _OPENING.match(text, end)
    closed = text.startswith(",", end) and not goes_on
    start = at + len(opening[0]) - len(opening[0].lstrip(", "))
    return Relative(start, end, opening.end(), _acting(about, opening), at, end + closed)


def _acting(about: str, opening: re.Match[str]) -> str:
    """Give what does it: "the bank", "the bank’s" chief for "whose", "all of the banks"."""
    if opening["whose"]:
        return f"{about}’" if about.endswith("s") else f"{about}’s"
    return f"{opening['part']} {about}" if opening["part"] else about


def _done(text: str) -> Iterator[Relative]:
    """Give what was done to a subject as told between commas: "the plan, leaked to a paper in May, puts it at 140"."""
    for aside in _ASIDE.finditer(text):
        subject = subject_before(text[_begun(text, 0, aside) : aside.start()])
        many = _many(subject)
        begun = text[: aside.start()].strip() == text[_begun(text, 0, aside) : aside.start()].strip()
        if subject and begun and is_past(aside["verb"]) and opens_with_verb(text[aside.end() :].lstrip(), many):
            about = f"{subject} {'were' if many else 'was'}"
            yield Relative(aside.start("verb"), aside.end() - 1, aside.start("verb"), about, aside.start(), aside.end())


def _many(about: str) -> bool:
    return re.search(r"[^s’']s$|people$|men$|\band\b", about) is not None


def _claims(text: str, opening: re.Match[str], end: int, about: str) -> bool:
    """Say whether the pronoun is the subject of what follows, or owns it, and something whole is said."""
    words = text[opening.end() : end]
    if len(words.split()) < _FEWEST:
        return False
    return finite(words) if opening["whose"] else opens_with_verb(words, _many(about)) or _does(words)


def _does(words: str) -> bool:
    """Say whether words begin with a verb in the present that no table has: "represents 12,000 sailors"."""
    first = _WORD.match(words)
    behind = words[first.end() :].lstrip() if first else ""
    does = first is not None and first[0].islower() and first[0].endswith("s") and first[0] not in _NO_VERB
    return does and bool(behind) and not opens_with_verb(behind, many=True)


def _states(text: str, begun: int, end: int) -> bool:
    """Say whether something is stated between two places: behind a comma by a verb at once, "Neri, an admiral, leads it"."""
    behind = text[:begun].rstrip().endswith((",", "which", "who"))
    goes_on = behind and opens_with_verb(text[begun:end].lstrip())
    return goes_on or finite(text[begun:end])


def _end(text: str, opening: re.Match[str], reach: int, led: bool, many: bool) -> int | None:
    """Give where a relative clause ends: before the verb that goes on, at a clause of its own, or with the sentence."""
    within = next((b for a, b in quotations(text) if a <= opening.start() < b), len(text))
    marks = list(_MARK.finditer(text, opening.end(), within))
    if marks and marks[0][0] in "()":
        return None
    stop = next((mark.start() for mark in marks if mark[0] in ';:–—“”"'), _last(text, within))
    nested = _OPENING.search(text, opening.end(), stop)
    stop = nested.start() if nested else stop
    commas = [mark.start() for mark in marks if mark[0] == "," and mark.start() < stop]
    begun = _begun(text, reach, opening)
    if led and not _states(text, begun, opening.start()):
        return next((at for at in commas if finite(text[at + 1 : stop])), None)
    if not _states(text, begun, opening.start()):  # it stands between a subject and its verb
        ahead = next((at for at in commas if opens_with_verb(text[at + 1 :].lstrip(), many)), None)
        if ahead is not None or not finite(text[reach:begun]) or _OPENING.search(text, reach, opening.start()):
            return ahead
    return _end_behind(text, commas, stop)


def _end_behind(text: str, commas: Sequence[int], stop: int) -> int | None:
    """Give where a clause ends that hangs on what stands behind a verb; None where other words of the sentence follow."""
    for at in commas:
        rest = text[at + 1 : stop].lstrip()
        goes_on = _GOES_ON.match(rest)
        if goes_on and (_SUBJECTS.match(goes_on["next"]) or opens_with_verb(rest[goes_on.start("next") :])):
            return at
    rest = text[commas[0] + 1 : stop].lstrip() if commas else ""
    return None if finite(rest) or opens_with_verb(rest, many=True) else stop


def _begun(text: str, reach: int, opening: re.Match[str]) -> int:
    """Give where the clause begins that a relative clause hangs on: behind a comma, "that" or "when"."""
    return max([reach, *(one.end() for one in _BEGINS.finditer(text, reach, opening.start()))])


def _last(text: str, within: int) -> int:
    """Give the end of a sentence or of the quotation that a clause stands in, without what ends it."""
    return len(text[:within].rstrip(" .!?,”\"'’»)"))
