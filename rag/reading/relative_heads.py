"""Who or what a relative pronoun means: the name or the thing right before it, or the subject that it stands behind."""

# ruff: noqa: E501, SIM905 - patterns and tables read better unwrapped
from __future__ import annotations

import re

from rag.words.lists import BODIES, PREPOSITIONS, TITLES
from rag.words.places import CITIES, COUNTRIES, REGIONS
from rag.words.verbs import is_form, is_past

_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
_MARK = re.compile(r"[,;:–—“”\"()](?!(?<=\d,)\d)")
_DETERMINER = re.compile(
    r"(?:the|an?|its|their|his|her|our|my|your|this|that|these|those|some|many|several|two|three|four|five|six|seven|eight|nine|ten|dozens|\d[\d,.]*|\S+[’']s?)$",
    re.I,
)
_OWNS = re.compile(r"[^A-ZÀ-Þ].*(?:[’']s|s[’'])$")  # "the country's grain"
_NAMING = re.compile(r"[A-ZÀ-Þ]")
_PERSON = re.compile(
    r"(?:ers?|ors?|ists?|ians?|ants?|ents?|m[ae]n|people|police|wife|husband|sons?|victims?|officials?|judges?|nurses?|monks?|"
    r"cooks?|guards?|pilots?|experts?|critics?|clerks?|crowd|family|families|couple|team|friends?|colleagues?|guests?|"
    r"chief|head|king|queen|boss|boys?|girls?|refugees?|employees?|relatives?|child|children|coach|spouse|heirs?|architects?)$"
)
_THE = re.compile(r"an?\s+(?=\S)|(?=(?:two|three|four|five|six|seven|eight|nine|ten)\s)", re.I)
_AHEAD = 160  # characters before a pronoun in which it is named
_LONGEST = 9  # words of what it is about
_PLACING = frozenset("of at in for from with on near since during".split())
_LINKS = frozenset(("of", "for", "and", "&", "de", "von", "van", "der", "den", "la", "al"))
_TIMED = re.compile(r"an?\s(?:year|month|week|day|hour|quarter)$", re.I)
_HANGS = re.compile(r"\s(?:in|at|from|with|on|near|for)\s")
_FEWEST = 2  # words of what is claimed beside its subject


def named_before(text: str, floor: int, end: int, person: bool) -> str:
    """Give the name or the thing of `text[floor:end]` that its last words name, "" where it is unclear which.

    "Who" means a `person`: "the head of the bank, who resigned" is no bank.

    >>> named_before("It was sold to a firm in Oslo", 0, 29, person=False)
    'the firm in Oslo'
    """
    words = list(_WORD.finditer(text, max(floor, end - _AHEAD), end))
    if not words or text[words[-1].end() : end].strip():
        return ""
    first, last = _first(text, words), len(words) - 1
    for _ in range(3):
        if first is None or len(words) - first > _LONGEST:
            return ""
        found = text[words[first].start() : end]
        # "Shops in Oslo, Bergen and Rome": the list began before it.
        listed = " and " in found and text[: words[first].start()].rstrip().endswith(",")
        if _TIMED.match(found) or listed:
            return ""
        if _fits(text[words[first].start() : words[last].end()], person) and not _leans(text, words, first, person):
            return _definite(" ".join(found.split()))
        if first < 2 or words[first - 1][0].lower() not in _PLACING:
            return ""
        last = first - 2
        first = _first(text, words[: first - 1])
    return ""


def subject_before(words: str, owns: bool = False) -> str:
    """Give the subject that words are, "" where they are none: "the clerk in the Oslo branch"; "the clerk" where it `owns`."""
    kept = _HANGS.split(words.strip(), maxsplit=1)[0] if owns else words.strip()
    if not kept:
        return ""
    begins = kept[:1].isupper() or _DETERMINER.match(kept.split(" ")[0]) is not None
    fits = _fits(kept, person=False) and len(kept.split()) <= _LONGEST and not _MARK.search(kept)
    return _definite(" ".join(kept.split())) if begins and fits and kept.split()[0].lower() not in PREPOSITIONS else ""


def _first(text: str, words: list[re.Match[str]]) -> int | None:
    """Give the number of the first word of the name or thing that ends some words."""
    if not words:
        return None
    at, named = len(words) - 1, _NAMING.match(words[-1][0]) is not None
    while at > 0 and not _MARK.search(text, words[at - 1].end(), words[at].start()):
        before = words[at - 1][0]
        owns = _OWNS.match(words[at][0]) is not None
        if _DETERMINER.match(words[at][0]) and not owns and not _NAMING.match(words[at][0][-1:]) and not named:
            return at
        if named and not _NAMING.match(before):
            if before.lower() == "the":
                return at - 1
            if before.lower() not in _LINKS or at < 2 or not _NAMING.match(words[at - 2][0]):
                return at
            at -= 1
        elif (
            before.lower() in PREPOSITIONS
            or before.lower() in ("and", "or", "that", "but", "as", "than")
            or (not named and not _DETERMINER.match(before) and _acts(before))
        ):
            break
        at -= 1
    return at if named or _DETERMINER.match(words[at][0]) or len(words) - at <= _FEWEST else None


def _acts(word: str) -> bool:
    low = word.lower()
    return is_past(low) or (low.endswith("s") and is_form(low)) or low in ("is", "are", "was", "were", "has", "have")


def _fits(found: str, person: bool) -> bool:
    head = found.split()[-1]
    if not person:
        return not re.search(r"\d|%|[£$€]", head) and head.lower() not in ("it", "them", "him", "her", "us", "that")
    if _NAMING.match(head):
        return not ({word.casefold() for word in found.split()} & BODIES) and not _is_place(found)
    return head.lower() in TITLES or _PERSON.search(head.lower()) is not None


def _leans(text: str, words: list[re.Match[str]], first: int, person: bool) -> bool:
    """Say whether a bare name only places what stands before it: "the theatre in Leeds, which closed"."""
    if (
        person
        or first < 2
        or not _NAMING.match(words[first][0])
        or words[first - 1][0].lower() not in ("in", "near", "at")
    ):
        return False
    further = _first(text, words[: first - 1])
    return further is not None and _DETERMINER.match(words[further][0]) is not None


def _is_place(found: str) -> bool:
    return found in CITIES or found in REGIONS or found in COUNTRIES


def _definite(found: str) -> str:
    """Give "the clerk" for "a clerk", "the four firms" for "four firms": it has been told which."""
    article = _THE.match(found)
    if article is None or (found[0].isupper() and not article[0]):
        return found
    return f"{'The' if found[0].isupper() else 'the'} {found[article.end() :]}"
