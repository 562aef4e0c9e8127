"""False by a word: a "not" put in or taken out, or a word that means the reverse."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from eval.falsehoods.perturbed import Edit, Sentence, holds, quoted

_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|does|did|can|could|(?:has|have|had)(?=\s(?:been|become|made|taken|given|brought|shown|grown|come|"
    r"gone|seen|found|held|led|left|sent|written|said|begun|\w+ed)\b))\b(?=\s)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\s*(?:not|never|no|none|nothing|neither|nor|n't|hardly|only|merely|scarcely|little|few)\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:if|whether|unless|what|that|who|which|whose|where|when|as|than|but|until|because|so)\b", re.IGNORECASE
)
# "All are not" and "it is not only" leave open what is denied.
_QUANTIFIED = re.compile(
    r"\b(?:nor|all|every|each|both|some|few|only|most|many|several|any|either|neither|not|no|none|never|one)\b", re.I
)
_REMOVED = re.compile(
    r"\b(?P<aux>is|are|was|were|has|have|had|will|would|could|should|do|does|did|can)"
    r"(?P<not>\s?not|n['’]t|\s(?:n't|never))\b(?!\s(?:only|because|all|every|necessarily|yet|always|so|just|until|unlike|"
    r"the only|as|even|but|any|either|at all|once))",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:None of|Neither of)(?= (?:the|them|its|these))", re.IGNORECASE)
_NO_LONGER = re.compile(r"\bno longer\b")
_PAIRS = """
    rose/fell increased/decreased increases/decreases increasing/decreasing supports/opposes supported/opposed
    supporting/opposing larger/smaller higher/lower largest/smallest highest/lowest strengthened/weakened
    strengthens/weakens strengthen/weaken won/lost gained/lost accepted/rejected accepts/rejects
    agreed/disagreed allowed/forbade allows/forbids included/excluded includes/excludes including/excluding
    earliest/latest best/worst success/failure victory/defeat inside/outside minimum/maximum began/ended
    begins/ends joined/left condemned/praised condemn/praise opposition/support stronger/weaker strong/weak
    permanent/temporary formal/informal rich/poor likely/unlikely possible/impossible northern/southern
    eastern/western north/south east/west older/newer oldest/newest expanded/shrank closer/remoter more/less
    before/after public/secret positive/negative majority/minority warned/reassured encouraged/discouraged
    encourage/discourage easier/harder common/rare early/late first/last
"""
_REVERSE = {word: other for pair in _PAIRS.split() for word, other in (pair.split("/"), pair.split("/")[::-1])}
_FIXED = re.compile(
    r"\b(?:at|more or|once|no|not|now|never|ever|or|and|all the|the|is|any|each|in|the very|as) $", re.IGNORECASE
)
_FIXED_WORDS = frozenset(["first", "last", "more", "less", "before", "after"])
_AFTER_FIXED = re.compile(
    r"\s(?:or|and|to|of all|than|name|time|year|week|month|lady|minister|century|people)\b", re.IGNORECASE
)


def inserted(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give the sentence denied: "not" after the auxiliary of its first clause, where that leaves nothing open."""
    text = sentence.text
    match = _AUXILIARY.search(text)
    if match and not quoted(text, match.start()) and not text.rstrip().endswith("?"):
        before = text[: match.start()]
        clear = not (_OPEN.search(before) or _QUANTIFIED.search(before) or re.search(r"\b(?:but|only|yet)\b", text))
        if clear and match.start() and not _NEGATED.match(text, match.end()) and not _quantity(text, match.end()):
            yield Edit(match.end(), match.end(), " not", "inserted")


def removed(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give the sentence with a denial taken back: "is not" -> "is", "None of them" -> "All of them"."""
    text = sentence.text
    for match in _REMOVED.finditer(text):
        clause = re.split(r"[;:—]", text[match.end() :])[0]
        if not quoted(text, match.start()) and not re.search(r"\b(?:but|nor|neither|yet|rather|any)\b", clause):
            auxiliary = "can" if match["aux"] == "ca" else match["aux"]
            yield Edit(*match.span(), auxiliary, "removed")
    for match in _NONE.finditer(text):
        if not quoted(text, match.start()):
            yield Edit(*match.span(), "All of" if match.group()[0] == "N" else "all of", "removed")
    for match in _NO_LONGER.finditer(text):
        if not quoted(text, match.start()):
            yield Edit(*match.span(), "still", "removed")


def reversed_words(sentence: Sentence, rng: random.Random) -> Iterator[Edit]:
    """Give the sentence with one word reversed ("rose" -> "fell") whose reverse it does not hold."""
    text = sentence.text
    for match in re.finditer(r"[A-Za-z]+", text):
        said = _REVERSE.get(match.group())
        if not said or quoted(text, match.start()) or holds(text, said):
            continue
        set_phrase = match.group() in _FIXED_WORDS and (
            _FIXED.search(text[: match.start()]) or _AFTER_FIXED.match(text, match.end())
        )
        # "never rose" -> "never fell" may well be true, "-strong" and "north-west" are other words.
        denied = re.search(
            r"\b(?:not|no|never|neither|nor|without|hardly)\b|n't", text[max(0, match.start() - 40) : match.start()]
        )
        part = text[match.start() - 1 : match.start()] == "-" or text[match.end() : match.end() + 1] == "-"
        if not (set_phrase or denied or part):
            yield Edit(*match.span(), said, "reversal")


def _quantity(text: str, at: int) -> bool:
    return bool(re.match(r"\s(?:also|all|both|some|many|most|several|often|sometimes|always|to\b|going)", text[at:]))
