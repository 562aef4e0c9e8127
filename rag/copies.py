"""Near-duplicate passages: wire stories that several papers carry, quotes pulled out of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

# The tokens of the index would do as well, at seven times the cost: this runs over thirty passages at every question.
# Scripts without spaces between words give a word a character.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")

SHINGLE = 4  # words
COPIED = 0.8  # share of a passage's shingles that stand in another


def shingles(text: str) -> frozenset[int]:
    """Give the runs of SHINGLE words of a text, as numbers good for this process; shorter texts are one run."""
    words = _WORD.findall(text.casefold())
    count = max(len(words) - SHINGLE + 1, 1)
    return frozenset(hash(tuple(words[at : at + SHINGLE])) for at in range(count))


def is_copy(text: frozenset[int], of: frozenset[int]) -> bool:
    """Say whether a text brings next to nothing that the other does not hold."""
    return len(text & of) >= COPIED * len(text)


def grouped(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Give the positions of texts in groups: one that is kept, then its copies; each in the order given."""
    kept: list[tuple[frozenset[int], list[int]]] = []
    for position, text in enumerate(texts):
        own = shingles(text)
        original = next((group for held, group in kept if is_copy(own, held)), None)
        if original is None:
            kept.append((own, [position]))
        else:
            original.append(position)
    return [tuple(group) for _, group in kept]
