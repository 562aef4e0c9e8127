"""Which language a text is in: py3langid over its beginning, or "und" where there is too little to say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

UNDETERMINED = "und"
_ENOUGH = 40  # letters; below that the model guesses
_ENOUGH_DENSE = 10  # letters of scripts that write a word in one or two of them
_SAMPLE = 2_000  # characters from the first letter on; more change nothing and cost time
_LETTER = re.compile(r"[^\W\d_]")
_DENSE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


def language_of(text: str) -> str:
    """Give the ISO 639-1 code of the text's language, or "und" for short text."""
    first = _LETTER.search(text)
    sample = text[first.start() :][:_SAMPLE] if first else ""
    letters, dense = len(_LETTER.findall(sample)), len(_DENSE.findall(sample))
    if letters < (_ENOUGH_DENSE if dense > letters / 2 else _ENOUGH):
        return UNDETERMINED
    return _classify()(sample)


@cache
def _classify() -> Callable[[str], str]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: Any = LanguageIdentifier.from_model_file(MODEL_FILE)
    return lambda text: str(identifier.classify(text)[0])
