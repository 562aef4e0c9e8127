"""False certainty: what somebody says or thinks, told as a fact."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from eval.falsehoods.names import persons
from eval.falsehoods.perturbed import Edit, Sentence
from eval.falsehoods.speech import SAYS, speaks

_OPINES = (
    r"(?:argue|believe|think|suppose|claim|expect|fear|hold|insist|warn|suspect|suggest|maintain|contend|reason|estimate|"
    r"assume)"
)
_VIEW = r"(?:view|opinion|reading|assessment|eyes|judgement)"
_WHO = r"(?:(?:[A-Z][\w.’']*|of|the|an?|and|for|authors|article|newspaper|report|unsigned|analysts?)\s?){1,9}"
_SHE = r"(?:s?he|they|[A-Z]\w+)"
_LEADS = (
    re.compile(rf"[A-Z][^,;:“]{{2,60}}?\s(?:{_OPINES}(?:s|es|ed)?|thought|held|said|says|concluded)\sthat\s"),
    re.compile(rf"(?:According to {_WHO}|In the {_VIEW} of {_WHO}|In {_WHO}{_VIEW})\s?,\s"),
)
_ASIDES = re.compile(
    rf",\s(?:in (?:her|his|their|[A-Z]\w+’s|the authors’) {_VIEW}|"
    rf"{_SHE} (?:says?|said|explains?|thought|thinks?|held|{_OPINES}(?:s|es|ed)?)|"
    rf"according to {_WHO}|(?:said|says|explained|{_OPINES}(?:s|es|ed)?) {_WHO})(?=,|\.$)"
)
_OPINION = re.compile(rf"\b(?:{_OPINES}|thought|held|{_VIEW}\b)")
# Denied and possible opinions, and what a study shows, are no opinion somebody holds.
_NO_LEAD = re.compile(
    r"\b(?:not|no|may|might|could|would|can|evidence|stud(?:y|ies)|research|data|results?|findings?|references|artifacts|although|it|"
    r"land|and [a-z]+)\b|n’t|n't",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",\s(?:who|whose|which|an?|director|head)\b")
_FRAGMENT = re.compile(r"(?:who|which|where|when|as|and|[a-z]+ing)\b|[“`\"]")
_STILL_TOLD = re.compile(
    rf"\b(?:{SAYS}|claims?|suggests?|implies|according to|(?:[Ss]?[Hh]e|[Tt]hey) (?!are\b|were\b|is\b|was\b)\w+s?)\b|"
    r"\b(?:his argument|her argument)\b|^(?:For|To) [A-Z]"
)


def attributions(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give a sentence without the one whose word it is, where nothing that is left tells of anybody's word."""
    text = sentence.text
    for lead in _LEADS:
        match = lead.match(text)
        if match and not (_NO_LEAD.search(match.group()) or _told(sentence, text[match.end() :])):
            yield Edit(0, match.end() + 1, text[match.end()].upper(), _how(match.group()))
    for match in _ASIDES.finditer(text):
        end = match.end() + (text[match.end()] == "," and not re.match(r",\s(?:and|but|or)\b", text[match.end() :]))
        inside = text.count("“", 0, match.start()) > text.count("”", 0, match.start())
        rest = text[: match.start()] + text[end:]
        if not (inside or _APPOSED.match(text, match.end()) or _told(sentence, rest)):
            yield Edit(match.start(), end, "", _how(match.group()))


def _how(dropped: str) -> str:
    """Name what was dropped: one who thinks something, or one who only reports it."""
    return "opinion told as fact" if _OPINION.search(dropped) else "report told as fact"


def _told(sentence: Sentence, rest: str) -> bool:
    """Say whether what is left still says that somebody says it, or is no sentence."""
    if _FRAGMENT.match(rest) or _STILL_TOLD.search(rest):
        return True
    return any(speaks(rest, start, end) for start, end in persons(replace(sentence, text=rest)))
