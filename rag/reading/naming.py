"""The names that a statement names: runs of capitalised words, places under one mark, titles left out."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.tokens import unaccented
from rag.reading.moments import moments
from rag.words.demonyms import place, told_places
from rag.words.function_words import FUNCTION_WORDS
from rag.words.lists import REPORTING, TITLES
from rag.words.places import CITIES, COUNTRIES, REGIONS
from rag.words.terms import rarity

_WORD = re.compile(r"[^\W_](?:[\w]|[.’'&‑-](?=\w))*")
_POSSESSIVE = re.compile(r"[’']s?$")
_ACRONYM = re.compile(r"(?:[A-ZÀ-Þ][&.-]?){2,}\d*s?|[A-Z]+-?\d+[A-Z]?")
_OPENS = '.!?:;“"‘«(\n…•'
_COMMON = 8.5  # nats; a stem this rare in general text and at a sentence's head may be a name
_ROLES = TITLES | frozenset(
    """
    vice deputy former foreign defence defense finance interior prime secretary spokesman spokeswoman officer
    captain colonel major lieutenant sergeant bishop archbishop cardinal saint st republic kingdom government
    """.split()
)
_NO_NAME = frozenset(
    """
    the a an i i'm i’m i'll i’ll if in on at by for no yes mr mrs ms dr sir prof and or of to is it we he she they
    you my our this that these those his her its their us
    """.split()
)
_NO_HEAD = (
    _NO_NAME
    | FUNCTION_WORDS
    | frozenset(["although", "despite", "according", "meanwhile", "moreover", "several", "officials"])
)
_AFTER_NAME = REPORTING | frozenset(
    """
    and or of who whose also later too added
    """.split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text, `text[start:end]`: its words folded, the marks of the countries it stands for.

    `run` is the span of all capitalised words it stands among ("French President Macron"); `sure` is False where only
    the head of a sentence speaks for a name.
    """

    start: int
    end: int
    words: tuple[str, ...]
    marks: frozenset[str]
    sure: bool
    run: tuple[int, int]

    @property
    def surname(self) -> str:
        """Give the last word."""
        return self.words[-1]


_Part = tuple[int, int, bool]  # the span of a word of a name, and whether it surely is one


@lru_cache(maxsize=256)
def named(text: str, known: frozenset[str] = frozenset()) -> tuple[Named, ...]:
    """Give the names of a text in order.

    `known` are folded words seen with a capital inside other sentences: they are names at the head of a sentence too,
    where every word has a capital.
    """
    tokens = list(_WORD.finditer(text))
    dated = {at for one in moments(text) for at in range(one.start, one.end)}
    shouted = _headline(tokens)
    found: list[Named] = []
    run: list[_Part] = []
    for at, token in enumerate(tokens):
        part = None if shouted or token.start() in dated else _capital(text, tokens, at, known)
        if run and (part is None or text[run[-1][1] : token.start()] not in _gaps(text, run[-1])):
            found += _names(text, run)
            run = []
        if part is not None:
            run.append(part)
    return tuple(found + _names(text, run))


def fold(word: str) -> str:
    """Give a word as names are compared: without case, accents, dots and the possessive."""
    return unaccented(_POSSESSIVE.sub("", word).replace(".", "").replace("’", "'").casefold())


@lru_cache(maxsize=256)
def inside(text: str) -> frozenset[str]:
    """Give the folded words that stand with a capital inside the sentences of a text."""
    return frozenset(fold(match[1]) for match in _INSIDE.finditer(text))


_INSIDE = re.compile(r"(?<=[\w,’'] )([A-ZÀ-Þ][\w’'-]*)")


def _gaps(text: str, last: _Part) -> tuple[str, ...]:
    """Give what may stand between two words of a name; after an initial a full stop too."""
    return (*_SPACES, ". ") if _INITIALS.fullmatch(text[last[0] : last[1]]) else _SPACES


_SPACES = (" ", "\u00a0", "\n")
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*|Jr|Sr|St|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov")


def _headline(tokens: Sequence[re.Match[str]]) -> bool:
    """Say whether capitals say nothing, as in a headline."""
    letters = [token.group()[0] for token in tokens if token.group()[0].isalpha()]
    return len(letters) > 2 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


def _capital(text: str, tokens: Sequence[re.Match[str]], at: int, known: Collection[str]) -> _Part | None:
    """Give a word that is a name or part of one."""
    token = tokens[at]
    word = _POSSESSIVE.sub("", token.group())
    start, end = token.start(), token.start() + len(word)
    if not _may_name(word, text[end : end + 1]):
        return None
    if not _heads(text, tokens, at) or _ACRONYM.fullmatch(word) or told_places(word) or word in _PLACES:
        return start, end, True
    if word.casefold() in _NO_HEAD:
        return None
    sure = True if fold(word) in known else _led_by(text, token, tokens[at + 1], word) if tokens[at + 1 :] else None
    return None if sure is None else (start, end, sure)


_PLACES = CITIES | COUNTRIES | REGIONS


def _may_name(word: str, behind: str) -> bool:
    """Say whether a word is written as a name is; a single letter is an initial, with its full stop behind it."""
    labelled = any(map(str.isdigit, word)) and any(map(str.isupper, word))
    if not (word[:1].isupper() or labelled) or (len(word) == 1 and not labelled and behind != "."):
        return False
    return word.casefold() not in _NO_NAME or word == "US"


def _heads(text: str, tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Say whether a word stands at the head of a sentence, where every word has a capital."""
    before = text[max(0, tokens[at].start() - 3) : tokens[at].start()].rstrip(" ")
    initial = at and before[-1:] == "." and _INITIALS.fullmatch(tokens[at - 1].group())
    return not before or (before[-1] in _OPENS and not initial)


def _led_by(text: str, token: re.Match[str], follower: re.Match[str], word: str) -> bool | None:
    """Say whether a word at the head of a sentence is surely a name, by the word behind it; None where it is none."""
    behind = follower.group().casefold()
    if text[token.end() : follower.start()] == " " and follower.group()[0].isupper() and behind not in _NO_NAME:
        return None if word.endswith(("ing", "ed", "ly")) else not common(word)
    if common(word) or word.endswith("s"):
        return None
    told = behind in _AFTER_NAME or behind.endswith(("s", "ed")) or token.group() != word or text[token.end()] == ","
    return True if told else None


def common(word: str) -> bool:
    """Say whether a word is common in general text, as names seldom are."""
    from index.tokens import token

    return rarity(token(word, "en")) < _COMMON


def _names(text: str, run: Sequence[_Part]) -> list[Named]:
    """Cut a run into its places and the rest, titles left out: "French President Macron" is French, Macron."""
    found: list[Named] = []
    rest: list[_Part] = []
    at = 0
    while at < len(run):
        size = next(
            (size for size in (3, 2, 1) if at + size <= len(run) and place(_words(text, run, at, size))),
            0,
        )
        if size:
            found += _plain(text, rest, run)
            rest = []
            start, end = run[at][0], run[at + size - 1][1]
            found.append(
                Named(start, end, _folded(text[start:end]), frozenset(told_places(text[start:end])), True, _whole(run))
            )
        elif text[run[at][0] : run[at][1]].casefold() in _ROLES:
            found += _plain(text, rest, run)
            rest = []
        else:
            rest.append(run[at])
        at += size or 1
    return found + _plain(text, rest, run)


def _words(text: str, run: Sequence[_Part], at: int, size: int) -> str:
    words = " ".join(text[run[at][0] : run[at + size - 1][1]].split())
    return words + "." if words.endswith(("U.S", "U.K", "U.N", "E.U")) else words


def _folded(words: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words.split())


def _whole(run: Sequence[_Part]) -> tuple[int, int]:
    return run[0][0], run[-1][1]


def _plain(text: str, rest: Sequence[_Part], run: Sequence[_Part]) -> list[Named]:
    if not rest:
        return []
    start, end = _whole(rest)
    words = tuple(fold(text[a:b]) for a, b, _ in rest)
    return [Named(start, end, words, frozenset(), any(sure for _, _, sure in rest), _whole(run))]
