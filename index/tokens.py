"""The word tokenizer of the lexical search: words, numbers and character pairs with their exact offsets.

Cutting does not depend on the language, so that a question whose language nobody knows is cut as the articles are:
only the stem of a word does. Offsets are those of the match in the text as it stands; every folding happens on the
token alone and never moves them.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import regex  # type: ignore[import-untyped]

from corpus.hyphen import dehyphenated

MAX_LENGTH = 64  # characters of a token; a longer one is cut, in articles and in questions alike

# Written without spaces (and Korean, whose particles cling to the word and for which Snowball has no stemmer).
_DENSE = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
_LETTER = rf"[\p{{L}}--[{_DENSE}]]"
_INNER = rf"[\p{{L}}\p{{M}}\p{{N}}\u00ad\u200c\u200d--[{_DENSE}]]"
_START = r"(?<![\p{L}\p{M}\p{N}])"
_END = r"(?![\p{L}\p{M}\p{N}])"
_TOKEN = regex.compile(
    rf"""(?V1)
    (?P<dense>(?:[{_DENSE}--\p{{M}}][\p{{M}}\u200d]*)+)
    | (?P<number>\p{{Nd}}+(?:[.,'’\u00a0\u202f٫٬]\p{{Nd}}+)+ | \p{{Nd}}+(?=s{_END}|{_LETTER}{{2}}))
    | (?P<joined>{_START}{_LETTER}(?:\.{_LETTER})+{_END} | {_START}{_LETTER}[-‐‑](?={_INNER}){_INNER}+)
    | (?P<word>[{_LETTER}\p{{N}}]{_INNER}*(?:['’ʼ＇]{_LETTER}{_INNER}*)*)
    | (?P<sign>\p{{Sc}}|%)
    """,
    regex.VERBOSE,
)
# Thai and Lao write some vowels before their consonant: they belong to the character that follows.
_CLUSTER = regex.compile(r"[เ-ไເ-ໄ]?\X")
_DROPPED = regex.compile(r"[\s\u00ad\u200b-\u200d\u0640'’ʼ\-‐‑]+")
_APOSTROPHE = regex.compile("['’ʼ＇]")
_DIGITS = regex.compile("[0-9]+")
_THOUSANDS = regex.compile(r"([1-9]\d{0,2})((?:[.,'’٬\u00a0\u202f]\d{3})+)(?:[.,٫](\d+))?")
# French, Catalan and Italian words that lose their vowel before another; English endings set off by an apostrophe.
_ELIDED = regex.compile(
    "[ldjmnstc]|(?:jus|lors|puis|quoi|presque?)?qu|un|dell|all|nell|sull|dall|coll|quell|quest|sant", regex.IGNORECASE
)
_CLITIC = regex.compile("[sdm]|ll|ve|re", regex.IGNORECASE)
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ё": "е"})

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


class Word(NamedTuple):
    """A token as the index holds it, and the half-open span of the text it stands for."""

    token: str
    start: int
    end: int


def words(text: str, language: str = "und") -> list[Word]:
    """Give the tokens of a text in reading order, stemmed by its language where Snowball knows it."""
    return [Word(token(raw, language), start, end) for raw, start, end in _cut(text)]


def tokens(text: str, language: str = "und") -> list[str]:
    """Give the tokens alone."""
    return [token(raw, language) for raw, _, _ in _cut(text)]


def variants(text: str, languages: Collection[str]) -> list[tuple[str, ...]]:
    """Give each word of a question in every form the articles of these languages may hold it in."""
    return [tuple(dict.fromkeys(token(raw, code) for code in languages)) for raw, _, _ in _cut(text)]


@lru_cache(maxsize=200_000)
def token(raw: str, language: str) -> str:
    """Give the indexed form of one word: case and width folded, stemmed, then accents folded."""
    code = language[:2].lower()
    word = _DROPPED.sub("", _folded(raw, code)) or raw
    if word.isascii() and not word.isalpha():
        return word[:MAX_LENGTH]
    if code in STEMMERS and len(word) <= MAX_LENGTH:
        word = _stemmer(STEMMERS[code]).stemWord(word) or word
    return (word if code == "vi" else unaccented(word))[:MAX_LENGTH]


def unaccented(word: str) -> str:
    """Fold the accents that people leave out when they type; marks that make another letter stay.

    Latin and Greek lose theirs, Arabic and Hebrew their vowel points; Cyrillic "й" and Indic vowel signs are letters.
    """
    if word.isascii():
        return word
    kept: list[str] = []
    optional = False
    for character in unicodedata.normalize("NFD", word.translate(_PLAIN)):
        if not unicodedata.combining(character):
            optional = _optional_marks(character)
        elif optional:
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _optional_marks(base: str) -> bool:
    return base < "\u0250" or "\u0370" <= base < "\u0400" or "\u0590" <= base < "\u0700" or "\u1e00" <= base < "\u2000"


def _folded(raw: str, code: str) -> str:
    if code in ("tr", "az"):
        raw = raw.replace("İ", "i").replace("I", "ı")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", raw).casefold())
    if folded.isascii():
        return folded
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)


_local = threading.local()  # a Snowball stemmer may not be used by two threads at once


def _stemmer(algorithm: str) -> Any:  # noqa: ANN401 - PyStemmer has no types
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        import Stemmer

        stemmers[algorithm] = Stemmer.Stemmer(algorithm)
    return stemmers[algorithm]


def _cut(text: str) -> Iterator[tuple[str, int, int]]:
    """Give what stands for a token and its span; a word hyphenated at a line end is one, over both lines."""
    joined, offsets = dehyphenated(text)
    if joined is text:
        yield from _matches(text)
        return
    for raw, start, end in _matches(joined):
        yield raw, offsets[start], offsets[end - 1] + 1


def _matches(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _TOKEN.finditer(text):
        raw, start = match.group(), match.start()
        kind = match.lastgroup
        if kind == "dense":
            yield from _pairs(raw, start)
        elif kind == "number":
            yield _number(raw), start, match.end()
        elif kind == "joined":
            yield raw.replace(".", ""), start, match.end()
        elif raw.isascii() and raw.isalnum():  # most words: nothing to cut off, and no generator to pay for
            yield raw, start, match.end()
        else:
            yield from _unclitic(raw, start)


def _pairs(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Give overlapping pairs of the characters a reader sees; one that stands alone is given as it is."""
    spans = [match.span() for match in _CLUSTER.finditer(run)]
    for (first, end), (_, second_end) in zip(spans, spans[1:] or [(0, spans[0][1])], strict=False):
        last = second_end if len(spans) > 1 else end
        yield run[first:last], start + first, start + last


def _unclitic(raw: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Cut off what an apostrophe sets off: "l'OTAN" is OTAN, "France's" is France, "O'Brien" stays one word."""
    end = start + len(raw)
    parts = _APOSTROPHE.split(raw)
    if len(parts) > 1 and _ELIDED.fullmatch(parts[0]):
        start += len(parts.pop(0)) + 1
    if len(parts) > 1 and _CLITIC.fullmatch(parts[-1]):
        end -= len(parts.pop()) + 1
    yield "".join(parts), start, end


def _number(raw: str) -> str:
    """Write a number one way: "1,000", "1.000" and "1 000" are 1000, "12,5" is 12.5."""
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in raw)
    grouped = _THOUSANDS.fullmatch(digits)
    if grouped is None:
        return ".".join(_DIGITS.findall(digits))
    whole = "".join(_DIGITS.findall(grouped[1] + grouped[2]))
    return whole if grouped[3] is None else f"{whole}.{grouped[3]}"
