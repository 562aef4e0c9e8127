"""False causes: cause and effect exchanged, or a cause of which the article says nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from eval.falsehoods.perturbed import Edit, Sentence, holds, quoted

_PART = r"[^,;:“”\"()`—–]"
_BECAUSE = re.compile(rf"(?P<effect>[A-Z]{_PART}{{10,140}}?) because (?P<cause>(?!of\b){_PART}{{10,140}}?)(?= ?\.$)")
_LED = re.compile(
    rf"(?P<cause>[A-Z]{_PART}{{3,60}}?) (?P<verb>led to|caused|resulted in|triggered|gave rise to) "
    rf"(?P<effect>(?:the|a|an|its|his|her|their) {_PART}{{3,80}}?)(?= ?\.$)"
)
_REASON = re.compile(rf"\b(?:because of|due to|owing to|as a result of) (?P<cause>{_PART}{{3,80}}?)(?= ?[.;])")
_CLAUSE = re.compile(
    r"\b(?:this|that|has|have|had|which|who|what|it|not|never|only|partly|mainly|largely|simply|just|is|was|and)\b|n[’']t\b",
    re.I,
)
_NO_CAUSE = re.compile(r"(?:\b(?:not|never|only|partly|mainly|largely|simply|just|is|are|was|were|be)|n[’']t) $", re.I)
_SMALL = re.compile(
    r"(?:The|A|An|This|That|These|Those|His|Her|Its|Their|He|She|It|They|We|Some|Many|Most|Several|In|On|At|As|For)\b"
)
_OTHERS = ("a strike", "a fire", "an earthquake", "a lawsuit", "a power cut", "an epidemic", "a shipwreck")


def turned(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give a sentence with cause and effect exchanged: "it closed because it leaked", "it leaked because it closed"."""
    text = sentence.text
    match = _BECAUSE.match(text)
    if match and not _NO_CAUSE.search(f"{match['effect']} "):
        yield Edit(*match.span(), f"{_capital(match['cause'])} because {_small(match['effect'])}", "turned round")
    match = _LED.match(text)
    if match and not _CLAUSE.search(match["cause"]) and not _CLAUSE.search(match["effect"]):
        said = f"{_capital(match['effect'])} {match['verb']} {_small(match['cause'])}"
        yield Edit(*match.span(), said, "turned round")


def another(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give a sentence with another cause, of which the whole article says nothing."""
    text = sentence.text
    causes = [one for one in _OTHERS if not holds(sentence.article, one.split()[-1])]
    for match in _REASON.finditer(text):
        if causes and not quoted(text, match.start()) and not _NO_CAUSE.search(text[: match.start()]):
            yield Edit(*match.span("cause"), rng.choice(causes), "another cause")


def _small(clause: str) -> str:
    return clause[0].lower() + clause[1:] if _SMALL.match(clause) else clause


def _capital(clause: str) -> str:
    return clause[0].upper() + clause[1:]
