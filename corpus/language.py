"""Which language a text is in: py3langid over its beginning, or "und" where there is too little to say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

UNDETERMINED = "und"
_ENOUGH = 40  # letters; below that the model guesses
_ENOUGH_DENSE = 10  # letters of scripts that write a word in one or two of them
_SAMPLE = 4_000  # characters; more change nothing and cost time
_DENSE = 0x2E80  # Chinese, Japanese and Korean letters start here


def language_of(text: str) -> str:
    """Give the ISO 639-1 code of the text's language, or "und" for short text."""
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    dense = sum(char.isalpha() and ord(char) >= _DENSE for char in sample)
    if letters < (_ENOUGH_DENSE if dense > letters / 2 else _ENOUGH):
        return UNDETERMINED
    return _classify()(sample)


@cache
def _classify() -> Callable[[str], str]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: Any = LanguageIdentifier.from_model_file(MODEL_FILE)
    return lambda text: str(identifier.classify(text)[0])
