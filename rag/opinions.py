"""Is somebody's opinion restated as fact? What a source says that someone thinks must keep its owner."""

# ruff: noqa: E501 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
_SHARE = 0.5  # of its content words


def check(claim: Line, ground: Ground) -> Parts:
    """Find an opinion of the cited words that a claim states with no word of whose it is.

    A fact that somebody reports ("the ministry said twelve were hurt") is no opinion: the verb must be one of opinion,
    or the words judge, advise or foretell.
    """
    said = claim.text
    if SPEECH.search(said) or _OWNED.search(said) or any(True for _ in quotations(said)):
        return Parts()
    found = next((one for one in _opinions(ground.line.text) if _restates(claim, ground.line.text, one)), None)
    if found is None:
        return Parts()
    start, end = found.verb
    part = Match(FaultKind.ATTRIBUTION, 0, len(said), said, start, end, ground.line.text[start:end])
    why = f"the source gives this as somebody's opinion (“{part.source}”), the sentence as a fact"
    return Parts(mismatched=(Mismatch(part, False, why),))


@dataclass(frozen=True, slots=True)
class _Opinion:
    """The words that mark an opinion, the words that hold it, and those that name whose it is."""

    verb: tuple[int, int]
    content: str
    rest: str


def _opinions(text: str) -> Iterator[_Opinion]:
    """Give the opinions of a text, sentence by sentence: what follows the verb, or what stands before ", he warned"."""
    offset = 0
    for sentence in _SENTENCE.split(text):
        at = text.index(sentence, offset)
        offset = at + len(sentence)
        spans = list(quotations(sentence))
        verb = next((one for one in _OPINION.finditer(sentence) if not _within(one.start(), spans)), None)
        verb = verb or (_SAID.search(sentence) if _JUDGES.search(sentence) else None)
        if verb is not None:
            yield _cut(sentence, verb, at)


_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\n")
_BEFORE_VERB = re.compile(r"[,”\"]\s+(?:[^,;:]{1,60}\s)?$")


def _cut(sentence: str, verb: re.Match[str], at: int) -> _Opinion:
    behind = _BEFORE_VERB.search(sentence[max(0, verb.start() - 64) : verb.start()])
    follows = sentence[verb.end() : verb.end() + 6].lstrip()
    last = not follows or follows[0] in ",.;" or (behind is not None and not follows.startswith("that"))
    if behind is not None and last and verb.start() > len(sentence) // 3:
        cut = max(0, verb.start() - 64) + behind.start()
        return _Opinion((at + verb.start(), at + verb.end()), sentence[:cut], sentence[cut:])
    return _Opinion((at + verb.start(), at + verb.end()), sentence[verb.end() :], sentence[: verb.start()])


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _restates(claim: Line, source: str, opinion: _Opinion) -> bool:
    """Say whether a claim's words are those of the opinion, not those around it, and do not name whose it is."""
    mine = {word.stem for word in claim.words if word.content}
    content = {word.stem for word in read(opinion.content).words if word.content}
    rest = {word.stem for word in read(opinion.rest).words if word.content} - content
    elsewhere = {word.stem for word in read(source).words if word.content} - content
    restated = len(mine & content)
    return (
        restated >= _FEWEST
        and restated >= _SHARE * len(mine)
        and not mine & rest
        and len(mine & elsewhere) <= restated // 3
    )
