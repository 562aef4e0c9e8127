"""What is only alleged: a clause that somebody claims or denies is no fact because it was printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.checks.told import places
from rag.reading.denials import denials
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.predicates import LIGHT
from rag.reading.slots import Line, Word
from rag.reading.stated import stated

_NEAR = 160  # characters behind what somebody says in which it is denied
_MOST = 30  # verbs of a sentence, and places of each in its source
_ALLEGES = (
    r"(?:claim(?:s|ed|ing)?|alleg(?:es?|ed|ing)|insist(?:s|ed|ing)?|contend(?:s|ed|ing)?|den(?:y|ies|ied|ying)|"
    r"disput(?:es?|ed|ing)|argu(?:es?|ed|ing)|maintain(?:s|ed|ing)?|suspect(?:s|ed|ing)?|fear(?:s|ed|ing)?|speculat(?:es?|ed|ing)|hint(?:s|ed|ing)?)"
)
_NOUN = r"(?:claims?|allegations?|rumou?rs?|suspicions?|speculation|fears?|accusations?|suggestions?|denials?)"
_SUBJECT = r"(?=(?:the|an?|it|he|she|they|there|this|these|those|no|its|their|his|her|[A-ZÀ-Þ][\w’'-]*)\s[\w’'-]+\s)"
_OPENS = re.compile(
    rf"\b(?:{_ALLEGES}|{_NOUN})(?:\s(?!that\b)[\w’'-]+){{0,3}}?,?\sthat\s|\b{_ALLEGES}\s{_SUBJECT}|"
    rf"\b{_NOUN}\sof\s|\baccus\w+(?:\s[\w’'-]+){{1,6}}?\sof\s|\bsuspected\sof\s",
    re.I,
)
_ENDS = re.compile(r"[.!?;:][”\"’)]*(?:\s|$)|\n|,\s(?:but|while|whereas|although|though|and)\s")
_IS_NOT = re.compile(
    r"\b(?:is|are|was|were)(?:n[’']t|\s(?:not|never|no\slonger))\s(?:an?|the)\s(?:[a-z][\w-]*\s)?(?P<noun>[a-z][\w-]*)"
    r"(?=\s(?:of|at|in|for|to|by|who|that)\b|[,.;:]|$)",
    re.I,
)
# "Holm said that Roth had burned them. Roth denied it": what somebody else says, and then is denied.
_SAYS = re.compile(
    rf"\b(?:said|says|told(?:\s[\w’'-]+){{1,3}}|stated|wrote|reported|complained|added)\s(?:that\s|{_SUBJECT})", re.I
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|disput(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|contradict(?:s|ed))\s"
    r"(?:this|that|it|them|all|any|having|doing|being|(?:the|these|those|his|her|their|its)\s"
    r"(?:claims?|accusations?|allegations?|charges?|reports?|criticisms?|suggestions?|story|account|idea))\b",
    re.I,
)
_RESERVE = re.compile(
    r"\b(?:claim|alleg|insist|contend|den(?:y|ie)|disput|suspect|fear|speculat|hint|rumou?r|accus|said|says?|told|accord|"
    r"report|argu|warn|suggest|believ|think|thought|maintain|view|consider|charg|may|might|could|possibl)\w*",
    re.I,
)


def check(claim: Line, ground: Ground) -> Parts:
    """Find a verb that a claim states as fact and its cited words tell only in what somebody alleges or denies.

    So too what somebody says and somebody else denies in the words that follow.
    """
    source = ground.line
    spans = [
        one
        for one in (*_alleged(source.text), *_disputed(ground))
        if not _reserved(claim.text, source.text[slice(*one)])
    ]
    for one in [one for one in stated(claim) if one.word not in LIGHT][: _MOST if spans else 0]:
        found = places(one.word, source)
        if found and all(any(start <= word.start < end for start, end in spans) for word in found):
            return Parts(mismatched=(_fault(claim.words[one.at], found[0], claim, source),))
    return Parts()


def _reserved(claim: str, alleged: str) -> bool:
    """Say whether a claim has a word of reserve that is none of the words of what is alleged: "a gale warning"."""
    held = alleged.casefold()
    return any(match.group().casefold() not in held for match in _RESERVE.finditer(claim))


def denied(claim: Line, ground: Ground) -> bool:
    """Say whether a claim calls one, without a denial, what its cited words only say that one is not."""
    if denials(claim.text).cues:
        return False
    said = {word.stem for word in claim.words if word.content and claim.text[word.start].islower()}
    for match in list(_IS_NOT.finditer(ground.line.text))[:_MOST]:
        first, _ = ground.line.span(match.start("noun"), match.end())
        noun = ground.line.words[first].stem
        if noun in said and ground.line.stems.count(noun) == 1:
            return True
    return False


def _alleged(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of the clauses that somebody claims, fears or denies."""
    for opens in list(_OPENS.finditer(text))[:_MOST]:
        ends = _ENDS.search(text, opens.end())
        yield opens.end(), ends.start() if ends else len(text)


def _disputed(ground: Ground) -> Iterator[tuple[int, int]]:
    """Give the spans of the clauses that somebody says and that are denied right behind them."""
    text = ground.line.text
    whole = text + ground.after[:_NEAR]
    for opens in list(_SAYS.finditer(text))[:_MOST]:
        ends = _ENDS.search(text, opens.end())
        stop = ends.start() if ends else len(text)
        if _DENIED.search(whole, stop, stop + _NEAR):
            yield opens.end(), stop


def _fault(said: Word, told: Word, claim: Line, line: Line) -> Mismatch:
    mine, theirs = claim.text[said.start : said.end], line.text[told.start : told.end]
    part = Match(FaultKind.PREDICATE, said.start, said.end, mine, told.start, told.end, theirs)
    return Mismatch(part, False, f"the source has “{theirs}” only as what somebody alleges or denies")
