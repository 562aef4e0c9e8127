"""The quotations of a sentence, and whether they stand word for word in its source."""

# ruff: noqa: E501 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.slots import Line

_CLOSING = {"`": "'", "“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‹": "›", "「": "」", "‘": "’", "'": "'"}
_SINGLE = {"‘": re.compile(r"’(?!\w)"), "'": re.compile(r"'(?!\w)")}
_LONGEST = 1_000  # characters between single marks; further apart they are apostrophes
_GAP = re.compile(r"\s*(?:\[[^\[\]]{0,80}\]|\(?(?:…|\.\s?\.\s?\.)\)?)\s*")
_LETTER = re.compile(r"\[(\w)\](?=\w)")  # "[W]hat": the same word with another case
_WORD = re.compile(r"\w+", re.UNICODE)


@lru_cache(maxsize=256)
def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Give the half-open spans of the words inside quotation marks, the outermost alone, in order.

    A single mark opens a quotation only before a word and after a space, so that an apostrophe is none. A quotation that
    is not closed reaches to the end, one that was opened earlier begins with the text.
    """
    return tuple(_quotations(text))


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    at = last = 0
    while at < len(text):
        mark = text[at]
        if mark not in _CLOSING or (mark in _SINGLE and not _opens(text, at)):
            at += 1
            continue
        double = mark == "`" and text.startswith("``", at)
        start = at + 1 + double
        end = text.find("''", start) if double else _closed(text, start, mark)
        if end < 0 and (mark in _SINGLE or (not double and mark == "`")):
            at += 1
            continue
        if end < 0 and mark == '"' and not _opens(text, at):
            start, end = last, at  # the end of a quotation that began in the sentence before
        elif end < 0:
            end = len(text)
        if text[start:end].strip():
            yield start, end
        at = last = max(end, at) + 1


def _opens(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return (
        (at == 0 or not text[at - 1].isalnum()) and (after.isalnum() or after in "[(…") and not _CLITIC.match(text, at)
    )


_CLITIC = re.compile(r"['’](?:s|re|ve|ll|d|m|t|em|til|n|\d\ds?)(?!\w)", re.IGNORECASE)


def _closed(text: str, at: int, opening: str) -> int:
    if opening in _SINGLE:
        found = _SINGLE[opening].search(text, at, min(len(text), at + _LONGEST))
        return found.start() if found else -1
    places = [place for mark in _CLOSING[opening] if (place := text.find(mark, at)) >= 0]
    return min(places, default=-1)


def check(claim: Line, ground: Ground) -> Parts:
    """Hold the quotations of a claim against the cited words: every one must stand there, and in its order.

    Kinds of quotation marks, dashes, spaces, letters' case and the last stop are printers' matters; an ellipsis or a
    bracketed insertion stands for any words.
    """
    parts = Parts()
    source, places = _folded(ground.line.text)
    for start, end in quotations(claim.text):
        said = claim.text[start:end]
        found = find(said, source)
        if found is not None:
            first, last = places[found[0]], places[found[1] - 1] + 1
            parts += Parts(
                matched=(Match(FaultKind.QUOTATION, start, end, said, first, last, ground.line.text[first:last]),)
            )
        else:
            part = Match(FaultKind.QUOTATION, start, end, said, 0, 0, _nearest(said, ground.line.text))
            parts += Parts(
                mismatched=(Mismatch(part, bool(part.source), f"the words “{said}” do not stand so in the source"),)
            )
    return parts


def find(said: str, source: str) -> tuple[int, int] | None:
    """Give where a quotation begins and ends in a folded text, None where it does not stand there."""
    said = _LETTER.sub(r"\1", said)
    pieces = [folded for piece in _GAP.split(said) if (folded := _folded(piece)[0].strip(" .,;:!?-"))]
    if not pieces:
        return None
    first = at = -1
    for piece in pieces:
        match = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(source, max(at, 0))
        if match is None:
            return None
        first = match.start() if first < 0 else first
        at = match.end()
    return first, at


def _folded(text: str) -> tuple[str, list[int]]:
    """Give a text without quotation marks, with one kind of space and dash, and where each character stood."""
    kept: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        if character in '"“”„«»‹›「」`' or (character in "'’‘‚‛" and not _apostrophe(text, at)):
            continue
        new = (
            " "
            if character.isspace()
            else "-"
            if character in "‐‑–—−"
            else "'"
            if character in "’‘"
            else character.lower()
        )
        if new == " " and kept and kept[-1] == " ":
            continue
        kept.append(new[0])
        places.append(at)
    return "".join(kept), places


def _apostrophe(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _nearest(said: str, source: str) -> str:
    """Give the quotation of the source that shares most words with the one said, "" where none shares half."""
    words = set(_WORD.findall(said.casefold()))
    best, text = 0.0, ""
    for start, end in quotations(source):
        other = set(_WORD.findall(source[start:end].casefold()))
        share = len(words & other) / max(len(words | other), 1)
        if share > best:
            best, text = share, source[start:end]
    return text if best >= 0.5 else ""
