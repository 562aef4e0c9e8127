"""The words that deny, and an English text read as words and marks for them."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.tokens import token

_TOKEN = re.compile(r"(?:held|holds?) up(?!\w)|turn(?:ed|s)? down(?!\w)|[^\W_]+(?:[-’'][^\W_]+)*|[,;:.!?—–()]")
NEGATIONS = frozenset(
    """
    not never no none nobody nothing nowhere neither nor cannot hardly barely scarcely rarely seldom n't
    """.split()
)
"""Words that negate another one."""
_VERBS = frozenset(
    """
    fail fails failed failing refuse refuses refused refusing deny denies denied denying lack lacks lacked lacking
    decline declines declined unable avoid avoids avoided stop stops stopped prevent prevents prevented preventing
    reject rejects rejected rejecting unwilling reluctant doubt doubts doubted block blocks blocked blocking veto
    vetoed vetoes oppose opposes opposed opposing against unlikely impossible missing absent false untrue few little
    instead rather absence refusal failure lack resist resisted resistance opposition unwillingness reluctance
    abandon abandoned scrapped dropped cancelled canceled halted suspended forbid forbids forbade banned ban without
    excluded ruled wrong contrary loath too less beyond except but only until unless if whether before outside yet
    """.split()
)
# "Unsafe", "disagree"; no "union", "under", "discuss".
_PREFIX = re.compile(
    r"un(?!der|til|less|cle|io|iq|it|iv|ifi|iform)|non-|"
    r"dis(?!cuss|tan|tri|ast|eas|pla|cov|pute|course|cipl|tin|patch|pens|pers|h|k)"
)
BREAKS = frozenset(",;:.!?—–()")
"""The marks that may part clauses."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a text, `text[start:end]`, folded, with its stem."""

    word: str
    stem: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Give the words and marks of an English text; each "-n't" with its verb is one "n't"."""
    for match in _TOKEN.finditer(text):
        word = match.group().casefold().replace("’", "'").replace(" ", "_")
        if word.endswith("n't"):
            yield Token("n't", "n't", *match.span())
        else:
            yield Token(word, token(word.removesuffix("'s"), "en"), *match.span())


def denies(one: Token) -> bool:
    """Say whether a word denies, by itself or of another."""
    return one.word in NEGATIONS or one.word in _VERBS or _PREFIX.match(one.word) is not None
