"""Is somebody's word restated as fact? What a source gives as what someone says or thinks must keep its owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.kinds import SPEECH
from rag.reading.naming import named
from rag.reading.owned import Owned, owned
from rag.reading.quoted import quotations
from rag.reading.slots import Line, read

_TELLS_WHOSE = re.compile(
    r"\b(?:view(?:s|ed|point)?|opinions?|critics?|supporters?|opponents?|reportedly|alleged(?:ly)?|"
    r"supposed(?:ly)?|apparently|considered|perceived|accounts?|(?:for|to) (?:him|her|them|\w+), |arguments?|"
    r"fears?|worr(?:y|ies|ied)|concern(?:s|ed)?|belie(?:f|fs|ves?|ved)|claims?|hop(?:es?|ed|ing)|expect\w*|"
    r"want(?:s|ed)?|see(?:s|n)?|saw|treats?|treated|counts?|counted|reads?|reckons?|feels?|felt|"
    r"doubt(?:s|ed|ful)?|accus\w+|wish(?:es|ed)?|seek(?:s)?|sought|contend\w*|assert\w*|maintain\w*|suppos\w+|"
    r"prefer\w*|would rather|predict\w*|put it|in the (?:words|eyes) of|thanks|alleg\w+|judge[sd]?|label\w*|"
    r"dubbed|consider\w*|regard\w*|cit(?:e[sd]?|ing)|point\w* (?:out|to)|recommend\w*|propos\w+|advis\w+|"
    r"caution\w*|conced\w+|conclu\w+|find(?:s|ings?)?|found|quot\w+|speak\w*|spoke|talk\w*|mean(?:s|t)?|"
    r"trace[sd]?|list(?:s|ed)?|name[sd]?|interpret\w*|defend\w*|scept\w+|skept\w+|blame[sd]?|credit(?:s|ed)?|"
    r"rat(?:e[sd])|estimat\w+|assum\w+|suspect\w*|holds?|reason(?:s|ed)|summary|reasoning|in the words|words|"
    r"[\w.]+[’']s? (?:view|opinion|summary|reading|account|reasoning|eyes)|argu\w+|complain\w*|"
    r"puts?(?= .{2,60} at\b))\b",
    re.IGNORECASE,
)
_FEWEST = 2  # content words of the attributed clause that a sentence must restate
_BESIDE = 60  # characters before a quotation in which its speaker's verb stands
_SHARE = 0.5  # of the sentence's content words


def check(claim: Line, ground: Ground) -> Parts:
    """Find an opinion of the cited words that a claim states with no word of whose it is.

    A fact that somebody reports ("the ministry said twelve were hurt") is no opinion: the verb must be one of opinion,
    or the words judge, advise or foretell.
    """
    return _check(claim, ground, [one for one in _owned(ground) if one.opinion])


def reports(claim: Line, ground: Ground) -> Parts:
    """Find any words that the source has from somebody, opinions or not, and that a claim states as its own."""
    return _check(claim, ground, _owned(ground))


def _owned(ground: Ground) -> Sequence[Owned]:
    return owned(ground.line.text, ground.before, ground.after)


def _check(claim: Line, ground: Ground, candidates: Iterable[Owned]) -> Parts:
    stated = _own_words(claim.text)
    mine = _stems(read(stated))
    for one in candidates:
        if _restates(mine, ground.line, one) and not _attributed(claim.text, stated, one, ground):
            return _fault(claim, ground, one)
    return Parts()


def _own_words(said: str) -> str:
    """Give a claim without its quotations, which are somebody's by their marks."""
    kept = list(said)
    for start, end in quotations(said):
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def _stems(line: Line) -> frozenset[str]:
    return frozenset(word.stem for word in line.words if word.content)


def _restates(mine: frozenset[str], source: Line, one: Owned) -> bool:
    """Say whether a claim's words are those of an attributed clause, more than those around it."""
    content, plain = set[str](), set[str]()
    for word in source.words:
        if word.stem in mine and word.content:
            if not one.start <= word.start < one.end:
                plain.add(word.stem)
            elif not one.mark[0] <= word.start < one.mark[1]:
                content.add(word.stem)
    restated = len(content)
    return restated >= _FEWEST and restated >= _SHARE * len(mine) and len(plain - content) <= restated // 3


def _without(words: str, one: Owned) -> str:
    """Give a clause without the words inside it that tell whose it is."""
    first, last = (min(max(at - one.start, 0), len(words)) for at in one.mark)
    return words[:first] + " " + words[last:]


def _attributed(said: str, stated: str, one: Owned, ground: Ground) -> bool:
    """Say whether a claim tells whose word it is: by a verb or noun of saying, or a name, that the clause lacks."""
    content = _without(ground.line.text[one.start : one.end], one).casefold()
    mark = ground.line.text[slice(*one.mark)].strip(" ,").casefold()
    if mark and mark in said.casefold():
        return True
    beside = (said[max(0, start - _BESIDE) : start] for start, _ in quotations(said))
    if any(_telling(stated, pattern, content) for pattern in (SPEECH, _TELLS_WHOSE)):
        return True
    if any(_telling(words, SPEECH) for words in beside):
        return True
    here = {word for name in named(f"x {content}") for word in name.words} | set(re.findall(r"[\w’'-]+", content))
    outside = ground.line.text[: one.start] + " " + ground.line.text[one.mark[0] : one.mark[1]] + " " + ground.around
    told = outside.casefold()
    return any(not name.marks and not here & set(name.words) and name.surname in told for name in named(stated))


def _telling(words: str, pattern: re.Pattern[str], content: str = "") -> bool:
    """Say whether words hold one of saying that is no part of what is said and no name: not the "United States"."""
    return any(
        match.group().casefold().strip(" ,") not in content and not (match.start() and match.group()[0].isupper())
        for match in pattern.finditer(words)
    )


def _fault(claim: Line, ground: Ground, one: Owned) -> Parts:
    start, end = one.mark
    said = claim.text
    part = Match(FaultKind.ATTRIBUTION, 0, len(said), said, start, end, ground.line.text[start:end].strip(" ,"))
    owner = one.owner or "somebody it quotes or names"
    return Parts(
        mismatched=(Mismatch(part, False, f"the source has this from {owner}; the sentence states it as fact"),)
    )
