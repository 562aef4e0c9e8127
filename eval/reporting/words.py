"""The words that two texts share, marked: how far what was cited is what was due."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.visible import escape
from rag.words.function_words import FUNCTION_WORDS

_WORD = re.compile(r"\w+")

Edges = tuple[int, int]


def marked(text: str, others: Iterable[str]) -> str:
    """Give the text as HTML, with `<mark>` around what it shares with the others."""
    pieces, last = [], 0
    for start, end in shared(text, others):
        pieces += [escape(text[last:start]), f"<mark>{escape(text[start:end])}</mark>"]
        last = end
    return "".join((*pieces, escape(text[last:])))


def shared(text: str, others: Iterable[str]) -> tuple[Edges, ...]:
    """Give the spans of a text whose words stand in the others too, case folded; they begin and end in content words.

    "The bid met with a strong bid" beside "a strong opposition": ((20, 26),), the word "strong".
    """
    known = {word[0].casefold() for other in others for word in _WORD.finditer(other)}
    return tuple(_spans([(word.start(), word.end(), word[0].casefold()) for word in _WORD.finditer(text)], known))


def _spans(words: Sequence[tuple[int, int, str]], known: set[str]) -> Iterator[Edges]:
    run: list[tuple[int, int, str]] = []
    for word in (*words, (0, 0, "")):
        if word[2] in known:
            run.append(word)
            continue
        content = [place for place, (_, _, folded) in enumerate(run) if folded not in FUNCTION_WORDS]
        if content:
            yield run[content[0]][0], run[content[-1]][1]
        run = []
