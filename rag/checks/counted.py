"""What a figure counts: the noun behind it, where two texts may count the same thing or two."""

from __future__ import annotations

import re

from rag.reading.figure import Figure
from rag.reading.slots import Line
from rag.words.units import NONE
from rag.words.verbs import akin

_GROUP = re.compile(r"\b(?:of|between|among|by|for) the(?: other)? $", re.I)  # "none of the four": who was spoken of
_COUNTS = 3  # words behind a figure that may be what it counts
MOST_LISTED = 12
"""“The four partners” may be told of where a source lists four names, up to so many."""


def noun(figure: Figure, line: Line) -> str:
    """Give the stem of what a figure counts: the first word of content behind a figure, close to it."""
    _, last = line.span(figure.start, figure.end)
    if not last or not line.text[figure.end : figure.end + 1].isspace():
        return ""
    following = line.words[last : last + 2]
    if _COMPARED.match(line.text, figure.end):
        return ""  # "1,900 fewer than": what is counted has been named before
    for word in following:
        if word.content:
            return word.stem if word.stem.isalpha() else ""
    return ""


_COMPARED = re.compile(r"\s(?:more|fewer|less|higher|lower|larger|smaller|longer|shorter|older|younger|of)\b", re.I)


def counts_other(rival: Figure, said: Figure, claim: Line, source: Line) -> bool:
    """Say whether a figure of the source counts another thing than the claim's.

    "Fourteen passengers" are no other number than "40 lorries", nor are "some thirty countries", of which the claim
    speaks too, than "around twelve posts in other countries".
    """
    counted = _behind(rival, source)
    own = _behind(said, claim)
    if rival.unit != NONE or counted & own:
        return False
    if rival.low <= MOST_LISTED and _GROUP.search(source.text, max(0, rival.outer - 20), rival.outer):
        return True
    things = thing(said, claim), thing(rival, source)
    if all(things) and not akin(*things) and not all(map(_PERSON.search, things)):
        return True
    return not counted.isdisjoint(word.stem for word in claim.words if word.content)


def thing(figure: Figure, line: Line) -> str:
    """Give the plural right behind a bare figure, in small letters, "" where it may count something named elsewhere."""
    _, last = line.span(figure.start, figure.end)
    word = next(iter(line.words[last : last + 1]), None)
    if figure.unit != NONE or word is None or not word.content or not line.text[figure.end : word.start].isspace():
        return ""
    text = line.text[word.start : word.end]
    return text if text.islower() and (text.endswith("s") or text in _PLURALS) and text not in _ANY else ""


_ANY = frozenset(("others", "members", "times", "places", "cases", "things", "units"))
_PLURALS = frozenset(("people", "men", "women", "children"))
# Words that may count the same people: "212 people" and "212 passengers"; "others" and "members" may be anything.
_PERSON = re.compile(r"(?:people|men|women|children|persons|folk|(?:[eo]r|ist|ant|ent|an|ee|eer)s)$")


def _behind(figure: Figure, line: Line) -> frozenset[str]:
    """Give the stems of the words of content among the three behind a figure, up to the next mark."""
    _, last = line.span(figure.start, figure.end)
    found, at = [], figure.end
    for word in line.words[last : last + _COUNTS]:
        if not line.text[at : word.start].isspace():
            break
        found += [word.stem] if word.content else []
        at = word.end
    return frozenset(found)
