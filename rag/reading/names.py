"""The names in a question: countries, cities, bodies, years and other capitalised words, found by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.words.lists import AUXILIARIES, BODIES, FUNCTION, IMPERATIVES, REPORTING, TITLES
from rag.words.places import CITIES, COUNTRIES, REGIONS

WORD = re.compile(r"[^\W_](?:\w|[.’'&-](?=\w))*")
_POSSESSIVE = re.compile(r"[’']s$", re.I)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_PLURAL = re.compile(r"[^s]s$")
_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ&.-]*[A-ZÀ-Þ]s?")


# "European members", "Japanese officials": an adjective that stands before its noun without an article.
ADJECTIVE = re.compile(
    r"(?:ean|ian|ese|ish|[Aa]merican|Korean|German|French|Dutch|Swiss|Greek|Czech|Thai|Iraqi|Israeli)$"
)


Token = re.Match[str]


class NameKind(StrEnum):
    """What a name names, as far as a rule can tell."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    BODY = "body"
    YEAR = "year"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: `text[start:end]`, with the nouns it qualifies ("Tokyo office") up to `noun_end`.

    `article` is the offset of a "the" or "a" right before it, else `start`. `spoken` is the term as a question says it.
    """

    kind: NameKind
    start: int
    end: int
    noun_end: int
    article: int
    words: str
    term: str
    spoken: str

    @property
    def qualifies(self) -> bool:
        """Say whether it stands before a noun and so does not name the thing itself."""
        return self.noun_end > self.end


def names(text: str, opens: bool = True) -> tuple[Name, ...]:
    """Give the names in order: "Why did France block the Tokyo office?" -> France, Tokyo (of "Tokyo office").

    `opens` says that a sentence begins with the text, so that its first word has a capital in any case.
    """
    tokens = list(WORD.finditer(text))
    runs = list(_runs(text, tokens, opens))
    taken = {place for first, last in runs for place in range(first, last + 1)}
    for first, last in _known(text, tokens):
        if taken.isdisjoint(range(first, last + 1)):
            runs.append((first, last))
    return tuple(_name(text, tokens, first, last) for first, last in sorted(runs))


def terms(text: str, spoken: bool = False) -> tuple[str, ...]:
    """Give what a text is about, in order: its names with their nouns, `spoken` with "the", and words of content."""
    found, end = list[str](), 0
    waiting = list(reversed(names(text)))
    for token in WORD.finditer(text):
        if waiting and token.start() == waiting[-1].start:
            name = waiting.pop()
            found.append(name.spoken if spoken else name.term)
            end = name.noun_end
        elif token.start() >= end and token.group().lower() not in FUNCTION:
            found.append(token.group())
    return tuple(dict.fromkeys(found))


def proper(word: str) -> str:
    """Give a known place in its usual letters ("germany" -> "Germany"), anything else as it stands."""
    return _PROPER.get(word.lower(), word)


# "us" and "chad" in small letters are words of their own.
_CAPITAL_ONLY = frozenset(("US", "U.S", "Chad", "Mali", "Guinea", "Turkey", "Jordan", "Davos"))
_PROPER = {name.lower(): name for name in (COUNTRIES | REGIONS | CITIES) - _CAPITAL_ONLY}


def _known(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give known places in any case of letters, the longest at each word, and years, as first and last word."""
    for first, token in enumerate(tokens):
        for last in range(min(first + 2, len(tokens) - 1), first - 1, -1):
            if _is_place(_POSSESSIVE.sub("", text[token.start() : tokens[last].end()])):
                yield first, last
                break
        if _YEAR.fullmatch(token.group()):
            yield first, first


def _is_place(words: str) -> bool:
    return words in _CAPITAL_ONLY or words.lower() in _PROPER


def _runs(text: str, tokens: Sequence[Token], opens: bool) -> Iterator[tuple[int, int]]:
    """Give runs of capitalised words as first and last word, the titles before a person's name left out."""
    run: list[int] = []
    for place, token in enumerate(tokens):
        number = run and token.group().isdigit() and len(token.group()) < 4
        named = number or (not text.isupper() and _capital(text, tokens, place, opens))
        if run and (not named or text[tokens[place - 1].end() : token.start()].strip(" ")):
            yield _untitled(tokens, run)
            run = []
        if named:
            run.append(place)
    if run:
        yield _untitled(tokens, run)


def _capital(text: str, tokens: Sequence[Token], place: int, opens: bool) -> bool:
    """Say whether a word is capitalised for its own sake and not for its place in the sentence."""
    word = tokens[place].group()
    if not word[0].isupper() or word.lower() in FUNCTION:
        return False
    before = text[tokens[place - 1].end() : tokens[place].start()].rstrip() if place else "." if opens else ""
    if before[-1:] not in (".", "!", "?") or before == "" or _ACRONYM.fullmatch(word):
        return True
    follower = tokens[place + 1].group() if place + 1 < len(tokens) else ""
    known = _is_place(word) or word.lower() in TITLES
    led = follower[:1].isupper() or follower.isdigit() or follower.lower() in REPORTING
    return known or (led and word.lower() not in IMPERATIVES)


def _untitled(tokens: Sequence[Token], run: Sequence[int]) -> tuple[int, int]:
    """Cut "French President" off "French President Emmanuel Macron"."""
    titles = [place for place in run[:-1] if tokens[place].group().lower() in TITLES]
    return (titles[-1] + 1 if titles else run[0]), run[-1]


def _name(text: str, tokens: Sequence[Token], first: int, last: int) -> Name:
    start = tokens[first].start()
    words = proper(_POSSESSIVE.sub("", text[start : tokens[last].end()]))
    end = start + len(words)
    before = tokens[first - 1] if first > 0 else None
    led = before is not None and before.group().lower() in ("the", "a", "an") and text[before.end() : start].isspace()
    noun_end = end
    if end == tokens[last].end() and (led or ADJECTIVE.search(words)):
        noun_end = max(end, _noun_end(text, tokens, first - 1 - led, last + 1))
    term = words + text[end:noun_end]
    article = before.start() if before is not None and led else start
    return Name(_kind(words), start, end, noun_end, article, words, term, f"the {term}" if led else term)


def _kind(words: str) -> NameKind:
    if words in COUNTRIES:
        return NameKind.COUNTRY
    if words in REGIONS:
        return NameKind.REGION
    if words in CITIES:
        return NameKind.CITY
    if _YEAR.fullmatch(words):
        return NameKind.YEAR
    body = _ACRONYM.fullmatch(words) is not None or words.split()[-1].lower() in BODIES
    return NameKind.BODY if body else NameKind.OTHER


def _noun_end(text: str, tokens: Sequence[Token], before: int, place: int) -> int:
    """Give where the nouns from `place` on end: at most two words, and not the verb of the question."""
    nouns: list[Token] = []
    for token in tokens[place : place + 3]:
        apart = text[tokens[place + len(nouns) - 1].end() : token.start()].strip()
        if not token.group()[0].islower() or token.group() in FUNCTION or apart:
            break
        nouns.append(token)
        if _PLURAL.search(token.group()):
            break
    follower = tokens[place + len(nouns)].group() if place + len(nouns) < len(tokens) else ""
    object_follows = follower[:1].isupper() or follower in ("the", "a", "an")
    auxiliary = tokens[before].group().lower() if before >= 0 else ""
    verb_awaited = auxiliary in AUXILIARIES and (len(nouns) > 1 or auxiliary in ("do", "does", "did", "will", "would"))
    if len(nouns) > 2 or object_follows or verb_awaited:
        nouns = nouns[:-1]
    return nouns[-1].end() if nouns else 0
