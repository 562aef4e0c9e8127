"""A text's denials: its negations, each with the word it bears on, and the words that deny by themselves."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

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
    r"\bor not\b|\bwhy not\b|(?<=\bsaid )no\b|(?<=\bsays )no\b|(?<=\bsay )no\b",
    re.IGNORECASE,
)
_LIGHT = EMPTY_WORDS | frozenset("""
    least single any anything longer yet even fully really actually currently necessarily at all been being record
    whatsoever ever particularly especially very entirely
    """.split())  # fmt: skip
# What is denied with them is what follows: who cannot become a member is none, who is not allowed to enter does not.
_ON = frozenset(
    """
    become became becoming let allow allows allowed permit permits permitted able eligible entitled free made make
    makes named elected appointed chosen considered regarded intend intends intended plan plans planned want wants
    wanted going due set expected supposed likely ready manage manages managed seek seeks sought try tries tried
    """.split()
)
# Behind them, what is denied holds after all: "did not open until May", "none but two signed".
_AFTER_ALL = frozenset("until till unless except but before without only alone yet all every".split())
# "Unsafe", "disagree"; no "union", "under", "discuss".
_PREFIX = re.compile(
    r"un(?!der|til|less|cle|io|iq|it|iv|ifi|iform)|non-|"
    r"dis(?!cuss|tan|tri|ast|eas|pla|cov|pute|course|cipl|tin|patch|pens|pers|h|k)"
)
_BREAK = frozenset(",;:.!?—–()")
_PARTS = frozenset([*".!?;:—–()", "but", "though", "although", "while", "whereas"])
_LINKS = frozenset(("and", "which", "who", "where", "when", "because", "as", "since", "so", "after", "before", "nor"))
_BE = frozenset("is are was were be been being am".split())
_REACH_BEHIND = 8  # words behind a denied one that may take its denial back
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
    """A negation, the word numbered `at`, and the number of the first word of content it bears on.

    `reached` are the numbers of all words it bears on: of "cannot become a member" those of "become" and "member".
    """

    at: int
    start: int
    end: int
    head: int
    reached: tuple[int, ...]


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

    def outright(self, at: int) -> Cue | None:
        """Give the negation that denies a word for good and of the thing itself: no "not until May", no "no member"."""
        for cue in self.cues:
            first, last = max(0, cue.at - 2), at + _REACH_BEHIND
            if at not in cue.reached or any(one.word in _AFTER_ALL for one in self.words[first:last]):
                continue
            if self.words[cue.at].word != "no" or self.words[cue.at - 1].word in _BE:
                return cue
        return None

    def denied(self, at: int) -> bool:
        """Say whether any word of denial stands in the clause of a word."""
        words = self.words
        before = range(at, max(-1, at - _REACH), -1)
        behind = range(at + 1, min(len(words), at + _REACH))
        first = next((place for place in before if self._opens(place)), max(0, at - _REACH))
        last = next((place for place in behind if self._opens(place)), at + _REACH)
        return any(map(_denies, words[first:last]))

    def partial(self, cue: Cue) -> bool:
        """Say whether what a negation denies is so of some, or from a moment on: "not all did", "not until May"."""
        last = cue.head + _REACH_BEHIND
        some = any(one.word in ("all", "every", "everyone", "everybody") for one in self.words[cue.at + 1 : cue.at + 2])
        return some or any(one.word in ("until", "till") for one in self.words[cue.at : last])

    def once(self, cue: Cue) -> bool:
        """Say whether a negation leaves the past alone: "no longer a member", "not a member any more"."""
        near = [one.word for one in self.words[cue.at + 1 : cue.head + 4]]
        return "longer" in near or "anymore" in near or ("any", "more") in pairwise(near)

    def denies(self, start: int) -> bool:
        """Say whether any word of denial stands in the clause of the word that begins at a place."""
        return any(self.denied(at) for at, word in enumerate(self.words) if word.start == start)

    @property
    def denying(self) -> bool:
        """Say whether any word of denial stands in the text."""
        return any(map(_denies, self.words))

    def _opens(self, at: int) -> bool:
        """Say whether a clause begins with a word or mark: a stop, "but", "though"; "and", "which" behind a comma."""
        word, before = self.words[at].word, self.words[at - 1].word if at else ""
        return word in _PARTS or (word in _LINKS and before == ",")


def _denies(one: Token) -> bool:
    return one.word in _CUES or one.word in _VERBS or _PREFIX.match(one.word) is not None


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
                yield Cue(at, word.start, word.end, head, tuple(_reached(words, head)))


def _reached(words: Sequence[Token], head: int | None) -> Iterator[int]:
    while head is not None:
        yield head
        head = _head(words, head) if words[head].word in _ON else None


def _head(words: Sequence[Token], at: int) -> int | None:
    for place in range(at + 1, min(at + 7, len(words))):
        word = words[place].word
        if word in _BREAK:
            return None
        if word not in _LIGHT and word not in _CUES and not word.isdigit() and word not in SMALL:
            return place
    return None
