"""Whether what was found is English: the rules of `rag.evidence.demands` and the rarity of words are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.words.function_words import FUNCTION_WORDS

# The share of words such as "the" and "of": at least .25 in the passages of desk dev and of near misses, .44 in half of
# highlights; at most .07 in what German and Spanish questions of xquad find (2026-11-22).
_LEAST = 0.15
_ENOUGH = 100  # letters; less is taken for English
_WORD = re.compile(r"[^\W\d_]+")


def is_english(texts: Iterable[str]) -> bool:
    """Say whether texts, taken together, are English by their function words; short ones count as English.

    >>> is_english(["Der Hafen von Lindmark wurde im Jahr 2019 geschlossen. " * 3])
    False
    """
    words = [word.casefold() for text in texts for word in _WORD.findall(text)]
    if sum(map(len, words)) < _ENOUGH:
        return True
    return sum(word in FUNCTION_WORDS for word in words) >= _LEAST * len(words)
