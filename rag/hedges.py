"""What may be, is planned or is so of some: who says that it is so, or is so of all, says more than the source."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re

from rag.denials import denials
from rag.fault import FaultKind, Match, Mismatch, Parts
from rag.ground import Ground
from rag.predicates import predicates
from rag.slots import Line, Word
from rag.verbs import stems_of

_MOST = 30  # verbs of a sentence, and places of each in its source
_MAY = r"(?:may|might|could|would|should|can|cannot|must|(?:is|are|was|were)\s(?:yet\s)?to)"
_PLANS = (
    r"(?:plan|want|intend|hope|expect|seek|aim|propos|threaten|wish|ask|call|urg|due|set|going|able|likely|ready|willing|"
    r"fail|refus|declin|tr[iy]|appl[iy]|attempt|decid|agree|promis|pledg|vow|offer|invit|need|suppos)\w*(?:\s[\w’'-]+){0,3}\sto"
)
_ACCUSED = r"(?:accus|suspect|charg|alleg|blam)\w*(?:\s[\w’'-]+){0,3}\s(?:of|with|for)"
# "No study has linked", "nobody was", "none of them": the subject is denied, and with it the verb.
_NONE = r"(?<!not )(?:no(?! (?:doubt|longer|less|fewer|more))|nobody|none|neither|nor)(?:\s[\w’'-]+){1,5}"
_OPEN = re.compile(
    rf"\b(?:{_MAY}|{_PLANS}|{_ACCUSED}|{_NONE})(?:\s(?:not|also|have|be|been|\w+ly|then|still|soon|never))*\s$", re.I
)
_HEDGED = re.compile(
    rf"\b(?:{_MAY}|will|shall|{_PLANS}|planned|planning|propos\w+|possib\w+|likely|perhaps|probabl\w+|if|whether|unless|"
    r"expect\w*|hope[sd]?|offer\w*|idea|wish\w*|want\w*|aim\w*|goal|hypothetical\w*|need\w*|accus\w+|suspected|charg\w+|alleg\w+|request\w*|demand\w*|call\w*)\b",
    re.I,
)
_ALL = re.compile(r"\b(?:all|every|each|everyone|everybody)\b(?!\s(?:of a sudden|but|too|the more)\b)", re.I)
_SOME = re.compile(
    r"\b(?:some|several|many|most|few|half|part|parts|certain|a\snumber|various|almost|nearly|not)\s"
    r"(?:of\s)?(?:all\s)?(?:the\s|its\s|their\s|his\s|her\s|these\s|those\s)?$",
    re.I,
)
_EACH = frozenset("all every each both everyone everybody any none no whole entire".split())
_REACH = 3  # words behind "all" in which its noun stands


def check(claim: Line, ground: Ground) -> Parts:
    """Find what a claim tells as done and its cited words as possible or planned, and "all" in place of "some"."""
    return Parts(mismatched=(*_done(claim, ground.line), *_of_all(claim, ground.line)))


def _done(claim: Line, source: Line) -> list[Mismatch]:
    if _HEDGED.search(claim.text) or denials(claim.text).denying:
        return []
    found: list[Mismatch] = []
    for one in list(predicates(claim))[:_MOST]:
        word = claim.words[one.at]
        places = _places(one.word, source)
        leads = [lead for place in places if (lead := _OPEN.search(source.text[: place.start]))]
        if places and len(leads) == len(places):
            found.append(_fault(claim, (word.start, word.end), source, (leads[0].start(), places[0].end)))
    return found


def _places(word: str, source: Line) -> list[Word]:
    stems = stems_of(word)
    return [one for one in source.words if stems & stems_of(source.text[one.start : one.end].casefold())][:_MOST]


def _of_all(claim: Line, source: Line) -> list[Mismatch]:
    """Give the nouns that a claim tells of all and its source of some alone."""
    if not _EACH.isdisjoint(source.text[one.start : one.end].casefold() for one in source.words):
        return []
    found: list[Mismatch] = []
    for match in _ALL.finditer(claim.text):
        first, _ = claim.span(match.end(), match.end())
        nouns = [word for word in claim.words[first : first + _REACH] if word.content][:2]
        for place in source.words:
            some = _SOME.search(source.text[: place.start]) if any(place.stem == one.stem for one in nouns) else None
            if some is not None:
                found.append(_fault(claim, match.span(), source, (some.start(), place.end)))
                break
    return found


def _fault(claim: Line, said: tuple[int, int], line: Line, source: tuple[int, int]) -> Mismatch:
    mine, theirs = claim.text[slice(*said)], line.text[slice(*source)]
    part = Match(FaultKind.PREDICATE, *said, mine, *source, theirs)
    return Mismatch(part, True, f"the source says “{theirs}”, the sentence “{mine}” without reserve")
