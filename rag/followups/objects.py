"""What a question is about doing something to: "the office in Oslo" of "did Acme open an office in Oslo?"."""

from __future__ import annotations

import re

from rag.reading.pronouns import Pronoun
from rag.words.lists import AUXILIARIES, FUNCTION
from rag.words.verbs import is_form, is_past, may_be_past

_HELPS = r"(?:did|does|do|will|would|has|have|had|can|could|should|may|might)"
_NAME = r"[A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ][\w’'.-]*)*"
_OFF = r"(?: (?:up|off|out|back|down))?"
_PHRASE = (
    r"(?:a|an|the|its|his|her|their|any) (?P<thing>(?:[\w’'-]+ ){0,3}?[a-z-]{3,})"
    rf"(?P<where> (?:in|at|on|near|of|for|with) (?:the )?{_NAME})?"
)
_DONE_TO = re.compile(
    rf"(?:(?i:why|when|where|how) )?(?i:{_HELPS}) (?P<who>[^?,]+?) (?P<verb>[a-z]+){_OFF} {_PHRASE}\W*"
)
_WHO_DID = re.compile(rf"[Ww]ho (?P<verb>[a-z]+){_OFF} {_PHRASE}\W*")
_WHO = re.compile(rf"[Ww]ho (?P<verb>[a-z]+ed) (?P<what>{_PHRASE}|{_NAME})\W*")
_MANY = re.compile(r"[^s]s$")


def done_to(question: str) -> str:
    """Give the thing that a question asks of doing something to, as "the" thing; "" where it ends in no such thing.

    >>> done_to("Did Acme open a ferry office in Oslo?")
    'the ferry office in Oslo'
    """
    match = _WHO_DID.fullmatch(question.strip()) or _DONE_TO.fullmatch(question.strip())
    if match is None or not (is_form(match["verb"]) or may_be_past(match["verb"])) or match["verb"] in AUXILIARIES:
        return ""
    words = match["thing"].split()
    if {word.lower() for word in words} & FUNCTION:
        return ""
    return f"the {match['thing']}{match['where'] or ''}"


def is_done_to(pronoun: Pronoun, question: str) -> bool:
    """Say whether something is done to what "it" or "them" means: the pronoun stands behind a verb, or "against"."""
    if pronoun.possessive or pronoun.word.lower() not in ("it", "them"):
        return False
    before = question[: pronoun.start].lower().split()
    return bool(before) and (before[-1] == "against" or before[-1] not in FUNCTION)


def passive(question: str, asked: str) -> str:
    """Give "who blocked the office?" as another question of what was done: "Why was the office blocked?"; "" if none.

    `asked` is the question word. Only verbs whose past form is their participle too are put so.
    """
    match = _WHO.fullmatch(question.strip())
    if match is None or not is_past(match["verb"]):
        return ""
    was = "were" if _MANY.search(match["thing"] or match["what"]) else "was"
    return f"{asked} {was} {match['what']} {match['verb']}?"
