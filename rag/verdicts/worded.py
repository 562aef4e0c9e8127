"""A claim’s words as they stand alone: without who says them, halves of quotation marks, or a dateline."""

from __future__ import annotations

import re

from rag.reading.quoted import quotations
from rag.verdicts.attributed import Attributed

_MARKS = '“”„"«»'
_ENDS = ".!?…。！？؟।"
_HALF = f"{_MARKS} ,"
_NO_MARKS = str.maketrans(dict.fromkeys(_MARKS, " "))
_CLOSING = re.compile(r"[,.!?]?[”\"»]")
_AGENCY = r"Reuters|AP|AFP|dpa|DPA|UPI|TASS|Xinhua|Bloomberg|Kyodo|ANSA|EFE|PA Media|PA|CNN(?: Business)?"
_BEGINS = r"(?=[A-ZÀ-Þ“\"‘])(?![^.]*\s[–—]\s)"  # a sentence, and no apposition: "CNN — the network — was sued"
_DATELINE = re.compile(
    rf"^(?:[A-ZÀ-Þ][\w .,'’/-]{{1,60}}\((?:{_AGENCY})\)\s*[-–—]+\s*|\((?:{_AGENCY})\)\s*(?:[-–—]+\s*)?)"
    rf"|^(?:[A-ZÀ-Þ][\w.’'-]*[ ,/]+){{0,6}}CNN(?: Business)?\s*[–—]+\s*{_BEGINS}"
    rf"|^[A-ZÀ-Þ]{{3,}}(?:[ ,-]+(?:[A-ZÀ-Þ][\w.]*|\d{{1,4}}))*\s*[–—]+\s*{_BEGINS}"  # "LISBON, May 3 — The bank"
)


def joined(raw: str, said: Attributed) -> str:
    """Give what is said with spaces in the place of who says it between, and of the marks around all of it."""
    words = raw[slice(*said.what)]
    if said.rest is not None:
        first, last = words.rstrip(f"{_MARKS},"), raw[slice(*said.rest)]
        opens = last[:1] in _MARKS
        ahead = len(words) - len(first) + said.rest[0] - said.what[1]
        words = f"{first}{' ' * (ahead + opens)}{last[opens:]}"
    body = words.rstrip()
    inner = quotations(words)
    whole = len(inner) == 1 and inner[0][0] == 1 and not body[inner[0][1] :].strip(_HALF + _ENDS)
    if words[:1] in _MARKS and (whole or sum(words.count(mark) for mark in _MARKS) == 1):
        words = " " + words[1:].translate(_NO_MARKS)
    return words


def closed(raw: str, end: int) -> int:
    """Give the end of words with the comma and the mark that close their quotation, which stand behind them."""
    closing = _CLOSING.match(raw, end)
    return closing.end() if closing else end


def as_sentence(words: str) -> str:
    """Give words as a sentence: a capital at its head and a stop at its end, out of quotation marks around them all."""
    bare = _unquoted(_DATELINE.sub("", words.strip()).strip(" ,;"))
    if not bare:
        return words
    stopped = bare if bare[-1] in f'{_ENDS}:"”’»)' else f"{bare}."
    return stopped[0].upper() + stopped[1:]


def _unquoted(words: str) -> str:
    """Give words without a pair of marks around all of them, or half a pair at one end."""
    body = words.rstrip(_ENDS)
    if quotations(words) and quotations(words)[0] in ((1, len(words) - 1), (1, len(body) - 1), (1, len(words))):
        return words.strip(_MARKS).strip(" ,;") if body[-1] not in _MARKS else f"{body[1:-1]}{words[len(body) :]}"
    return words.rstrip(_MARKS) if sum(words.count(mark) for mark in _MARKS) == 1 else words
