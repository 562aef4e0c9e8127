"""Verdicts as a reader sees them: a sign, a word and a colour each, and the parts of words that agree or differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.visible import escape
from rag.reading.fault import FaultKind
from rag.verdicts.checked import CheckedClaim, Label, SentenceKind, Testimony


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict is drawn: `brief` stands in the draft. Nothing is told by colour alone."""

    sign: str
    word: str
    brief: str
    style: str


LOOKS = {
    Label.SUPPORTED: Look("✓", "Supported", "Supported", "supported"),
    Label.REFUTED: Look("✗", "Refuted", "Refuted", "refuted"),
    Label.MIXED: Look("≠", "Sources disagree", "Mixed", "mixed"),
    Label.NOT_ENOUGH_INFO: Look("?", "Not enough information", "Not enough", "unsettled"),
}
_SIGNS = {
    SentenceKind.OPINION: "○",
    SentenceKind.PREDICTION: "→",
    SentenceKind.EXPERIENCE: "◇",
    SentenceKind.QUESTION: "¿",
    SentenceKind.VAGUE: "–",
}
_AGREES, _ABSENT, _DIFFERS = "agrees", "absent", "differs"
_STRENGTH = (_AGREES, _ABSENT, _DIFFERS)


def look(claim: CheckedClaim) -> Look:
    """Give how a claim is drawn: its verdict, or what it is where it is not judged."""
    if claim.judged:
        drawn = LOOKS[claim.verdict]
        one = claim.verdict is Label.MIXED and claim.independent_sources == 1
        return replace(drawn, word="One source speaks for it and against it") if one else drawn
    kind = claim.kind.value
    return Look(_SIGNS.get(claim.kind, "–"), f"Not judged: {kind}", kind, "unjudged")


def sure(claim: CheckedClaim) -> float | None:
    """Give the probability of a verdict, in [0, 1]; None where another is likelier and the words do not allow it."""
    share = claim.probabilities.get(claim.verdict.value)
    return share if share == max(claim.probabilities.values(), default=None) else None


def sign_html(sign: str, word: str) -> str:
    """Draw a sign and what it means."""
    return f'<span class="sign" aria-hidden="true">{sign}</span> {escape(word)}'


def claim_parts(claim: str, one: Testimony) -> str:
    """Draw a claim with the parts of it that an article's words bear out, leave out or contradict."""
    agree = [(part.start, part.end, _AGREES) for part in one.matched]
    differ = [
        (miss.part.start, miss.part.end, _against(miss.contradicts))
        for miss in one.mismatched
        if miss.part.kind is not FaultKind.ATTRIBUTION  # it is the whole claim that the source has from somebody
    ]
    return _parts(claim, [*agree, *differ])


def quote_parts(one: Testimony) -> str:
    """Draw the words of an article with the counterparts of a claim's parts."""
    agree = [(part.source_start, part.source_end, _AGREES) for part in one.matched]
    differ = [(miss.part.source_start, miss.part.source_end, _against(miss.contradicts)) for miss in one.mismatched]
    return _parts(one.citation.quote, [*agree, *differ])


def _against(contradicts: bool) -> str:
    return _DIFFERS if contradicts else _ABSENT


def _parts(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    return "".join(_part(text[start:end], kind) for start, end, kind in _pieces(text, spans))


def _pieces(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Cut a text at the edges of spans; where they overlap, the one that differs most is shown."""
    edges = {0, len(text), *(edge for span in spans for edge in span[:2] if 0 < edge < len(text))}
    for start, end in pairwise(sorted(edges)):
        kinds = [kind for first, last, kind in spans if first <= start and end <= last]
        yield start, end, max(kinds, key=_STRENGTH.index, default="")


def _part(words: str, kind: str) -> str:
    return f'<span class="part {kind}">{escape(words)}</span>' if kind else escape(words)
