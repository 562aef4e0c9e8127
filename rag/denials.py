"""A text's denials: its negations, each with the word it bears on, and the words that deny by themselves."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.tokens import token
from rag.numerals import SMALL
from rag.slots import EMPTY_WORDS

_TOKEN = re.compile(r"(?:held|holds?) up(?!\w)|turn(?:ed|s)? down(?!\w)|[^\W_]+(?:[-’'][^\W_]+)*|[,;:.!?—–()]")
_CUES = frozenset(
    """
    not never no none nobody nothing nowhere neither nor cannot hardly barely scarcely rarely seldom n't
    """.split()
)
_VERBS = frozenset(
    """
    fail fails failed failing refuse refuses refused refusing deny denies denied denying lack lacks lacked lacking
    decline declines declined unable avoid avoids avoided stop stops stopped prevent prevents prevented preventing
    reject rejects rejected rejecting unwilling reluctant doubt doubts doubted block blocks blocked blocking veto
    vetoed vetoes oppose opposes opposed opposing against unlikely impossible missing absent false untrue few little
    instead rather absence refusal failure lack resist resisted resistance opposition unwillingness reluctance
    abandon abandoned scrapped dropped cancelled canceled halted suspended forbid forbids forbade banned ban
    excluded ruled wrong contrary loath too less beyond except but only until unless if whether before outside
    """.split()
)
_FALSE_CUE = re.compile(
    r"\bnot (?:only|just|merely|simply|least|so much|to mention)\b|"
    r"\bno (?:doubt|less than|fewer than|more than|later than|matter|wonder)\b|\bnothing (?:but|short of)\b|\bif not\b|"
    r"\bor not\b|\bwhy not\b",
    re.IGNORECASE,
)
_LIGHT = EMPTY_WORDS | frozenset("""
    least single any anything longer yet even fully really actually currently necessarily at all been being record
    whatsoever ever particularly especially very entirely
    """.split())  # fmt: skip
_PREFIXES = ("un", "dis", "non-")
_BREAK = frozenset(",;:.!?—–()")
_PARTS = frozenset([*".!?;:—–()", "but", "though", "although", "while", "whereas"])
_LINKS = frozenset(("and", "which", "who", "where", "when", "because", "as", "since", "so", "after", "before", "nor"))
_REACH = 60  # words on each side that belong to the sentence of a word, at most
_MOST = 60  # denials, and places of one word, that are compared


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a text, `text[start:end]`, folded, with its stem."""

    word: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A negation, the word numbered `at`, and the number of the first word of content it bears on."""

    at: int
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Denials:
    """The words of a text, its negations, the numbers of the words denied, and where each stem stands."""

    words: tuple[Token, ...]
    cues: tuple[Cue, ...]
    heads: frozenset[int]
    places: dict[str, tuple[int, ...]]

    def negated(self, at: int) -> bool:
        """Say whether a negation stands shortly before a word."""
        return any(word.word in _CUES for word in self.words[max(0, at - 4) : at])

    def denied(self, at: int) -> bool:
        """Say whether any word of denial stands in the clause of a word."""
        words = self.words
        before = range(at, max(-1, at - _REACH), -1)
        behind = range(at + 1, min(len(words), at + _REACH))
        first = next((place for place in before if self._opens(place)), max(0, at - _REACH))
        last = next((place for place in behind if self._opens(place)), at + _REACH)
        return any(map(_denies, words[first:last]))

    @property
    def denying(self) -> bool:
        """Say whether any word of denial stands in the text."""
        return any(map(_denies, self.words))

    def _opens(self, at: int) -> bool:
        """Say whether a clause begins with a word or mark: a stop, "but", "though"; "and", "which" behind a comma."""
        word, before = self.words[at].word, self.words[at - 1].word if at else ""
        return word in _PARTS or (word in _LINKS and before == ",")


def _denies(one: Token) -> bool:
    return one.word in _CUES or one.word in _VERBS or one.word.startswith(_PREFIXES)


@lru_cache(maxsize=256)
def denials(text: str) -> Denials:
    """Read an English text for its denials."""
    words = tuple(_tokens(text))
    cues = tuple(_cues(text, words))[:_MOST]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(word.stem, []).append(at)
    kept = {stem: tuple(found[:_MOST]) for stem, found in places.items()}
    return Denials(words, cues, frozenset(cue.head for cue in cues), kept)


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        word = match.group().casefold().replace("’", "'").replace(" ", "_")
        if word.endswith("n't"):
            yield Token("n't", "n't", *match.span())
        else:
            yield Token(word, token(word.removesuffix("'s"), "en"), *match.span())


def _cues(text: str, words: Sequence[Token]) -> Iterator[Cue]:
    idle = {at for match in _FALSE_CUE.finditer(text) for at in range(*match.span())}
    for at, word in enumerate(words):
        if word.word in _CUES and word.start not in idle:
            head = _head(words, at)
            if head is not None:
                yield Cue(at, word.start, word.end, head)


def _head(words: Sequence[Token], at: int) -> int | None:
    for place in range(at + 1, min(at + 7, len(words))):
        word = words[place].word
        if word in _BREAK:
            return None
        if word not in _LIGHT and word not in _CUES and not word.isdigit() and word not in SMALL:
            return place
    return None
