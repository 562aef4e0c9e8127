"""Who says a sentence that stands in quotation marks, where another sentence of the quotation names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.reading.quoted import quotations
from rag.verdicts.draft import Sentence

_MARKS = '“”„"«»‘’'
_MARKUP = " \n>*_"
_REACH = 4_000  # characters of a paragraph that are read on each side
_GAP = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Quoted:
    """How a sentence stands to quotation marks: `whole` where all of it is inside them; who speaks, where it is told.

    `paragraph` is where its paragraph begins; `turn` who says it in a transcript.
    """

    paragraph: int
    whole: bool
    turn: str | None = None
    speaker: str | None = None


def quoted_of(text: str, sentence: Sentence) -> Quoted:
    """Say how a sentence stands to the quotation marks of its paragraph."""
    start, end = sentence.start, sentence.end
    gaps = [gap.end() for gap in _GAP.finditer(text, max(0, start - _REACH), start)]
    first = gaps[-1] if gaps else max(0, start - _REACH)
    gap = _GAP.search(text, end, end + _REACH)
    paragraph = text[first : gap.start() if gap else min(len(text), end + _REACH)]
    words = text[start:end]
    at = start + len(words) - len(words.lstrip(_MARKS + _MARKUP))
    to = start + len(words.rstrip(_MARKS + _MARKUP))
    whole = at < to and any(first + a <= at and to <= first + b for a, b in quotations(paragraph))
    return Quoted(first, whole, sentence.speaker)


def continued(sentences: Sequence[Quoted]) -> list[str | None]:
    """Give who says each sentence: in a transcript, or told beside another part of the quotation it belongs to."""
    return [one.turn or (_beside(sentences, at) if one.whole else None) for at, one in enumerate(sentences)]


def _beside(sentences: Sequence[Quoted], at: int) -> str | None:
    """Give the speaker of the sentences before it in its paragraph, up to one outside marks, else of the next."""
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(sentences) and sentences[place].paragraph == sentences[at].paragraph:
            if sentences[place].speaker:
                return sentences[place].speaker
            if not sentences[place].whole:
                break
            place += step
    return None
