"""Is somebody's opinion restated as fact? What a source says that someone thinks must keep its owner."""

from __future__ import annotations

import re

from rag.fault import FaultKind, Match, Mismatch, Parts
from rag.ground import Ground
from rag.kinds import SPEECH
from rag.quoted import quotations
from rag.slots import Line, read

_OPINION = re.compile(
    r"\b(?:argu(?:e[sd]?|ing)|believ(?:e[sd]?|ing)|think(?:s|ing)?|thought|suggest(?:s|ed|ing)?|fear(?:s|ed|ing)?|claim(?:s|ed|ing)?|"
    r"insist(?:s|ed|ing)?|warn(?:s|ed|ing)?|hop(?:es|ed|ing)|suppos(?:e|es|ed)|doubt(?:s|ed)?|accus(?:e[sd]?|ing)|"
    r"predict(?:s|ed)?|allege[sd]?|contend(?:s|ed)?|"
    r"in (?:his|her|their|its|\w+[’']s?|the \w+) (?:view|opinion|account|reading|eyes)|maintain(?:s|ed)?(?= that)|"
    r"reckon(?:s|ed)?|see(?:s)? (?:it |this |that )?as|counts? (?:it|this|that) as|assert(?:s|ed)?)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|added?|adds|according to|wrote|writes|stress(?:es|ed)|emphasi[sz]e[sd])\b",
    re.I,
)
_JUDGES = re.compile(
    r"\b(?:should|ought|must not|mistake|wrong|right thing|dangerous|danger|threat|best|worst|good|bad|great|terrible|crucial|vital|"
    r"essential|important|unfair|unjust|disaster|disastrous|catastroph\w+|success|failure|irresponsible|reckless|fool\w*|shame\w*|"
    r"unacceptable|necessary|unnecessary|too (?:much|little|far|late|soon|weak|strong|slow|many|few)|better|worse|need(?:s|ed)? to|"
    r"would|could|may|might|likely|unlikely|risk(?:s|ed)?|missed (?:chance|opportunity)|effective|ineffective|huge|absurd|ridiculous)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:view(?:s|ed|point)?|opinions?|critics?|supporters?|opponents?|reportedly|alleged(?:ly)?|supposed(?:ly)?|apparently|seen as|"
    r"regarded as|considered|perceived|accounts?|(?:for|to) (?:him|her|them|\w+), |arguments?|fears?|worr(?:y|ies|ied)|concern(?:s|ed)?|"
    r"belie(?:f|fs|ves?|ved)|claims?|hop(?:es?|ed|ing)|expect\w*|want(?:s|ed)?|see(?:s|n)?|saw|treats?|treated|counts?|"
    r"reads?|reckons?|feels?|felt|doubt(?:s|ed|ful)?|accus\w+|wish(?:es|ed)?|seek(?:s)?|sought|contend\w*|assert\w*|maintain\w*|"
    r"suppos\w+|prefer\w*|would rather|predict\w*|put it|in the (?:words|eyes) of|thanks|alleg\w+|judge[sd]?|label\w*|dubbed|consider\w*|regard\w*|"
    r"cit(?:e[sd]?|ing)|point\w* (?:out|to)|recommend\w*|propos\w+|advis\w+|caution\w*|conced\w+|conclu\w+|find(?:s|ings?)?|found|quot\w+|speak\w*|spoke|talk\w*|"
    r"mean(?:s|t)?|trace[sd]?|list(?:s|ed)?|name[sd]?|interpret\w*|defend\w*|scept\w+|skept\w+|blame[sd]?|credit(?:s|ed)?|rat(?:e[sd]))\b",
    re.IGNORECASE,
)
_FEWEST = 2  # content words of the opinion that a sentence must restate


def check(claim: Line, ground: Ground) -> Parts:
    """Find an opinion of the cited words that a claim states with no word of whose it is.

    A fact that somebody reports ("the ministry said twelve were hurt") is no opinion: the verb must be one of opinion,
    or the words judge, advise or foretell.
    """
    said = claim.text
    if SPEECH.search(said) or _OWNED.search(said) or any(True for _ in quotations(said)):
        return Parts()
    found = _opinion(ground.line.text)
    if found is None or _stated_plainly(claim, ground, found):
        return Parts()
    start, end = found
    stems = {word.stem for word in ground.line.words if word.content}
    restated = sum(word.content and word.stem in stems for word in claim.words)
    if restated < _FEWEST:
        return Parts()
    part = Match(FaultKind.ATTRIBUTION, 0, len(said), said, start, end, ground.line.text[start:end])
    why = f"the source gives this as somebody's opinion (“{part.source}”), the sentence as a fact"
    return Parts(mismatched=(Mismatch(part, False, why),))


def _opinion(text: str) -> tuple[int, int] | None:
    """Give the words that mark the cited words as an opinion."""
    spans = list(quotations(text))
    for match in _OPINION.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            return match.span()
    said = _SAID.search(text)
    return said.span() if said is not None and _JUDGES.search(text) else None


def _stated_plainly(claim: Line, ground: Ground, found: tuple[int, int]) -> bool:
    """Say whether what a claim restates stands in a sentence of the cited words that holds no verb of saying."""
    if len(ground.line.text) < 200:
        return False
    stems = {word.stem for word in claim.words if word.content}
    best, plain = 0, False
    for piece in re.split(r"(?<=[.!?])\s+|\n\n", ground.line.text):
        shared = len(stems & {word.stem for word in read(piece).words if word.content})
        if shared > best:
            best, plain = shared, _opinion(piece) is None
    return plain
