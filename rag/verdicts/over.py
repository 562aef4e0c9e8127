"""What is over: who reads of a plan that was dropped, or of what used to be, has not read that it will be or is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.slots import Line
from rag.words.verbs import akin

_DROPPED = re.compile(
    r"\b(?:withdr\w+|drop(?:s|ped)?|abandon\w*|cancel\w*|scrap(?:s|ped)?|shelv\w+|g[ai]v\w+\sup|call\w*\soff|ditch\w*|"
    r"reject\w*|veto\w*|rul\w+\sout|back\w*\saway\sfrom)\s(?:(?:the|an?|its|his|her|their|all|any)\s)?(?:\w+\s)?"
    r"(?:plans?|proposals?|ideas?|bids?|intentions?|attempts?|projects?)\s(?:to|for|of|that)\s(?P<what>(?:[\w’'-]+\s?){1,4})",
    re.I,
)
_USED_TO = re.compile(
    r"\b(?:used\sto|formerly|no\slonger|once\swas|was\sonce|were\sonce|previously)\s(?P<what>(?:[\w’'-]+\s?){1,5})",
    re.I,
)
_WILL = re.compile(r"\b(?:will|shall|(?:is|are)\s(?:going|set|due|about)\sto)\s(?!not\b)(?P<what>\w+)", re.I)
_STILL = re.compile(r"\b(?:still|continues?\sto|remains?)\b", re.I)


def check(claim: Line, ground: Ground) -> Parts:
    """Find what a claim says will be of a plan that its cited words call dropped, or still is of what used to be."""
    return Parts(mismatched=(*_coming(claim, ground.line), *_lasting(claim, ground.line)))


def _coming(claim: Line, source: Line) -> Iterator[Mismatch]:
    if _DROPPED.search(claim.text):
        return
    for will in _WILL.finditer(claim.text):
        for plan in _DROPPED.finditer(source.text):
            if any(akin(will["what"].casefold(), word) for word in plan["what"].casefold().split()[:2]):
                yield _mismatch(claim, will, source, plan)
                return


def _lasting(claim: Line, source: Line) -> Iterator[Mismatch]:
    still = _STILL.search(claim.text)
    if still is None or _STILL.search(source.text) or _USED_TO.search(claim.text):
        return
    said = {word.stem for word in claim.words if word.start > still.start() and word.content}
    for past in _USED_TO.finditer(source.text):
        first, last = source.span(*past.span("what"))
        if any(word.stem in said for word in source.words[first:last] if word.content):
            yield _mismatch(claim, still, source, past)
            return


def _mismatch(claim: Line, said: re.Match[str], source: Line, told: re.Match[str]) -> Mismatch:
    mine, theirs = claim.text[slice(*said.span())], " ".join(source.text[slice(*told.span())].split())
    part = Match(FaultKind.PREDICATE, *said.span(), mine, *told.span(), source.text[slice(*told.span())])
    return Mismatch(part, True, f"the source says “{theirs}”, the claim “{mine}”")
