"""The words of a quotation or a text, folded for comparison, each of which knows its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.tokens import unaccented

# Scripts without spaces between words give a character a token.
_TOKEN = re.compile(
    r"(?P<gap>\[[^\[\]]{0,80}\]|\(?(?:…|\.\s?\.\s?\.)\)?)"
    r"|[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|&|[^\W_]+(?:[’'ʼ´`][^\W_]+)*"
)
_SHORTENED = re.compile(
    r"(?P<head>that|it|he|she|what|there|who|here|where)(?P<is>[’'ʼ´`]s)|(?P<verb>\w+)(?:(?P<are>[’'ʼ]re)|(?P<will>[’'ʼ]ll)|"
    r"(?P<have>[’'ʼ]ve)|(?P<am>[’'ʼ]m))|(?P<aux>is|are|was|were|has|have|had|do|does|did|would|could|should)(?P<not>n[’'ʼ´`]t)",
    re.I,
)
_TYPOGRAPHY = str.maketrans({**dict.fromkeys("‘’‚ʼ`´", "'"), **dict.fromkeys("–—‒−‐‑", "-")})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, `text[start:end]`, folded for comparison; "" is an ellipsis or insertion, which stands for any words."""

    word: str
    start: int
    end: int


def tokens(text: str, *, gaps: bool = False, start: int = 0, end: int | None = None) -> list[Token]:
    """Give the words of `text[start:end]`; with `gaps`, ellipses and bracketed insertions too, but not at its ends."""
    found = [
        token
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end)
        if gaps or not match["gap"]
        for token in _words(match)
    ]
    while found and not found[0].word:
        found.pop(0)
    while found and not found[-1].word:
        found.pop()
    return found


def _words(match: re.Match[str]) -> Iterator[Token]:
    """Give a match as the words it is read as: "that's" is "that" and "is", "&" is "and"."""
    short = None if match.group().isalnum() else _SHORTENED.fullmatch(match.group())
    if short is None:
        yield Token("" if match["gap"] else folded(match.group()), *match.span())
        return
    word, (first, last) = next((word, short.span(word)) for word in _LONG if short[word])
    yield Token(folded(match.group()[:first]), match.start(), match.start() + first)
    yield Token(word, match.start() + first, match.start() + last)


_LONG = ("is", "are", "will", "have", "am", "not")


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Give a word as it is compared: case, width, accents and kinds of apostrophe aside."""
    return "and" if word == "&" else unaccented(unicodedata.normalize("NFKC", word.translate(_TYPOGRAPHY)).casefold())
