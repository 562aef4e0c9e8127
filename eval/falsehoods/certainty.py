"""False certainty of what comes: what may be told as what will, what is planned as what was done."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from eval.falsehoods.perturbed import Edit, Sentence, holds, quoted
from eval.falsehoods.predicate import past

_MAY = re.compile(r"(?<=[\w,] )(?:may|might|could) (?!not\b|or\b|have\b|well\b|be\b(?! \w+ed\b))(?P<verb>[a-z]+)")
_EXPECTED = re.compile(r"\b(?:is|are) (?:\w+ly )?(?:expected|likely) to (?P<verb>[a-z]+)")
_PLANS = re.compile(
    r"\b(?:plans?|planned|hopes?|hoped|wants?|wanted|intends?|intended|aims?|aimed|seeks?|sought|threatens?|threatened|"
    r"promises|promised|vows|vowed|pledges|pledged) to (?P<verb>[a-z]+)\b"
)
_NO_FINITE = re.compile(
    r"(?:n[’']t|\b(?:not|did|does|do|will|would|may|might|could|can|should|must|to|had|has|have|be|been|being|is|are|was|"
    r"were|the|its|their|his|her|a|an)) $",
    re.I,
)


def settled(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give a sentence that says that something will be, or was done, of which its paragraph says only that it may."""
    text = sentence.text
    for pattern, how in ((_MAY, "may told as will"), (_EXPECTED, "expected told as will")):
        for match in pattern.finditer(text):
            if not quoted(text, match.start()) and not holds(sentence.paragraph, f"will {match['verb']}"):
                yield Edit(match.start(), match.start("verb"), "will ", how)
    for match in _PLANS.finditer(text):
        done = past(match["verb"])
        finite = not _NO_FINITE.search(text[: match.start()])
        if done and finite and not quoted(text, match.start()) and not holds(sentence.paragraph, done):
            yield Edit(*match.span(), done, "planned told as done")
