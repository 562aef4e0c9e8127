"""Where sentences begin and end: exact spans, computed while reading, in time linear in the text.

Rules of our own, since no library does it better here. Evidence sentences as people marked them that come out exactly,
in scifact's 732 and the highlights set's 428 (2026-11-22): these rules .982 and .925, sentencex 1.0.32 .975 and .904,
pysbd 0.3.4 (unmaintained, and ends sentences at line ends) .982 and .794.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.abbreviations import GERMAN_MONTHS, LATIN, MEDIAL, NUMBERED, STARTERS, TITLES

# A line end alone ends no sentence; a blank line does, as do list items and headings marked as such.
_LINE = re.compile(r"\S[^\n\u2029]*")
_BULLET = re.compile(r"[•‣◦▪●○■□➤►·]|#{1,6}\s")
_ITEM = re.compile(r"(?:[-*+–—]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s")
_MARKED_HEADING = re.compile(r"#{1,6}\s")
_COMPLETE = re.compile(r"[.!?…:;。！？؟۔।][\"'”’»«“)\]」』）*_]*$")

# Possessive and never begun inside a run of stops: a megabyte of full stops is read once.
_WIDE = "。！？｡．؟۔।॥።፧។៕"
_STOP = re.compile(
    rf"""(?<![.!?…‥]) [.!?…‥]++ [\"'”’“‘»«›‹„)\]}}*_]*+ (?:[\ \u00a0\u202f](?:»|''(?=\s|$)))?+
        (?:\[\d{{1,3}}\])*+ (?=\s|$)
    | [{_WIDE}]++ [\"'”’»›)\]}}」』）】〉》〕］｝*_]*+""",
    re.VERBOSE,
)
_WORD = re.compile(r"\w")
_BEFORE = re.compile(r"(?:\w|\.(?=\w))*\Z")
_NEXT = re.compile(r"\s*[\"'“”‘’«»‹›„(\[{¿¡—–…*_-]{0,4}[\s.…]{0,6}(\w{1,24})(\.?)")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}\Z")
_YEAR = re.compile(r"\d(?:-?[а-я]{1,2})?\s?гг?\Z")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or heading: a half-open span that begins and ends with a non-space character.

    A heading is short and does not end as a sentence does; it belongs to what follows it.
    """

    start: int
    end: int
    heading: bool


def sentences(text: str, language: str = "und", start: int = 0) -> tuple[tuple[int, int], ...]:
    """Give the half-open spans of the sentences from `start` on, in order, covering every non-space character.

    >>> sentences("The U.S. agreed. “Why?” he asked.")
    ((0, 16), (17, 33))
    """
    return tuple(span for block in blocks(text, start) for span in block_sentences(text, block, language))


def blocks(text: str, start: int = 0) -> Iterator[Block]:
    """Give the paragraphs, list items and marked headings from `start` on, in order."""
    first = last = None
    for line in _LINE.finditer(text, start):
        if first is None or last is None:
            first = line
        elif _parted(text, last, line):
            yield _block(text, first.start(), last.end())
            first = line
        last = line
    if first is not None and last is not None:
        yield _block(text, first.start(), last.end())


def block_sentences(text: str, block: Block, language: str) -> Iterator[tuple[int, int]]:
    """Give the sentences of one block, in order."""
    start, caseless = block.start, text[block.start : block.end].islower()
    worded, last = -1, _last_word(text, block)
    for stop in _STOP.finditer(text, block.start, block.end):
        # "[…]" or "* * *" says nothing by itself and stays with what follows.
        if worded < start:
            word = _WORD.search(text, start, block.end)
            worded = word.start() if word else block.end
        if worded < stop.start() and stop.end() < last and _ends(text, stop, block, language, caseless):
            yield start, stop.end()
            start = _skip_space(text, stop.end())
    yield start, block.end


def _parted(text: str, last: re.Match[str], line: re.Match[str]) -> bool:
    gap = text[last.end() : line.start()]
    if gap.count("\n") > 1 or "\u2029" in gap or _MARKED_HEADING.match(last[0]) or _BULLET.match(line[0]):
        return True
    # A line with a tab inside is the row of a table.
    if "\t" in last[0].rstrip() or "\t" in line[0].rstrip():
        return True
    if not _ITEM.match(line[0]):
        return False
    # "13. The" or "— as said" may also be the rest of a wrapped line: only after a complete line or another item.
    return bool(_COMPLETE.search(last[0][-16:].rstrip()) or _ITEM.match(last[0]))


def _block(text: str, start: int, end: int) -> Block:
    while text[end - 1].isspace():
        end -= 1
    words = text[start:end] if end - start <= 120 else ""
    marked = bool(_MARKED_HEADING.match(words))
    listed = _ITEM.match(words) or _BULLET.match(words) or "\t" in words
    bare = bool(words) and words[-1] not in '.…!。！।۔;,"”’' and not listed and words.count("\n") < 2
    return Block(start, end, marked or bare)


def _ends(text: str, stop: re.Match[str], block: Block, language: str, caseless: bool) -> bool:
    if stop[0][0] in _WIDE:
        # Japanese goes on with a particle after a quoted sentence: 「はい。」と言った
        return stop[0][-1] in _WIDE or not "ぁ" <= text[stop.end()] <= "ゖ"
    following = _NEXT.match(text, stop.end(), min(block.end, stop.end() + 64))
    if following is None:
        return stop[0][0] != "." or not _abbreviated(_word_before(text, stop.start(), block.start))
    if following[1][0].islower() and not caseless:
        return False
    if stop[0][0] != "." or stop[0][1:2] == ".":
        # An ellipsis that stands off its word marks words left out, not an end.
        return stop[0][0] in "!?" or not text[stop.start() - 1].isspace()
    return _full_stop(text, stop.start(), block, following, language)


def _full_stop(text: str, stop: int, block: Block, following: re.Match[str], language: str) -> bool:
    word = _word_before(text, stop, block.start)
    if not word:
        return True
    if word.isdigit():
        # "1. " opens a list item; "3. Oktober" is a German ordinal.
        opens = stop - len(word) == block.start
        ordinal = language in ("de", "und") and len(word) < 3 and (language == "de" or following[1] in GERMAN_MONTHS)
        return not (len(word) < 3 and opens) and not (ordinal and not _starter(following))
    if word in TITLES or word in LATIN:
        return False
    if following[1][0].isdigit():
        return not (word in NUMBERED or _abbreviated(word))
    if word in ("г", "гг"):
        return bool(_YEAR.search(text, max(block.start, stop - 8), stop))
    return _starter(following) if _abbreviated(word) else True


def _abbreviated(word: str) -> bool:
    return word in MEDIAL or word in TITLES or word in LATIN or _initial(word) or bool(_ACRONYM.fullmatch(word))


def _initial(word: str) -> bool:
    return len(word) == 1 and word.isalpha() and word < "\u2e80"  # Chinese words may have one character


def _starter(following: re.Match[str]) -> bool:
    # "J. A. Smith": a single letter with a stop of its own is an initial, not the article.
    return following[1].lower() in STARTERS and not (following[2] and len(following[1]) == 1)


def _word_before(text: str, stop: int, start: int) -> str:
    found = _BEFORE.search(text, max(start, stop - 24), stop)
    return found[0] if found else ""


def _last_word(text: str, block: Block) -> int:
    """Give the end of the last word of a block: what stands behind it is no sentence."""
    at = block.end
    while at > block.start and not text[at - 1].isalnum():
        at -= 1
    return at


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
