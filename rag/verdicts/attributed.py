"""Who is said to say what: "X said that P" claims that X said it, and tells P."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.reading.clauses import finite

_SAYS = (
    r"(?:said|says|told|tells|wrote|writes|argued|argues|warned|warns|claimed|claims|added|adds|announced|announces|"
    r"reported|reports|believes|believed|thinks|insisted|insists|noted|notes|stressed|stresses|explained|explains|"
    r"stated|states|declared|declares|acknowledged|acknowledges|admitted|admits|suggested|suggests|maintains|maintained|"
    r"concluded|concludes|predicts|predicted|promised|promises|pledged|pledges|confirmed|confirms|revealed|reveals|tweeted|"
    r"finds|found|shows|showed|estimates|estimated|holds|expects|expected|recalls|recalled)"
)
_WHO = r"(?P<who>[^,;:“”\"\n]{2,90}?)"
_BEHIND = r"(?P<who>[^;:“”\"\n]{2,90}?)"
_BEGINS = r"(?:[A-Z]|the |it |he |she |they |there )\S*"
_WHAT = r"(?P<what>\S.*)"
_PATTERNS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rf"\s*(?i:according to)\s+{_WHO},\s+{_WHAT}$",
        rf"\s*{_WHO}\s+(?:(?:has|had|have|also)\s+)*{_SAYS}(?:\s+(?!that\b)[^,;:“\"\n]{{1,60}}?)?,?\s+that\s+{_WHAT}$",
        rf"\s*(?P<what>\S[^\n]*?\S),?\s+according to\s+{_WHO}[.!]?\s*$",
        rf"\s*(?P<what>\S.*?\S),[”\"]?\s+{_WHO}\s+{_SAYS}[.!]?\s*$",
        rf"\s*(?P<what>\S.*?\S),[”\"]?\s+(?:sa(?:id|ys)|wr(?:ites|ote)|argue[ds]|warn(?:ed|s)|added)\s+{_BEHIND}[.!]?\s*$",
        rf"\s*(?P<what>[“\"][^“”\"\n]*?),?[”\"],?\s+{_WHO}\s+{_SAYS}\s+[^,;:“\"\n]{{1,60}}?[.!]?\s*$",
        rf"\s*{_WHO}\s+(?:sa(?:id|ys)|believes|thinks|claim(?:s|ed)|argues|insists|warns)\s+(?P<what>{_BEGINS}.*)$",
        rf"\s*{_WHO}\s+(?:said|says|wrote|warned|added|told [\w ]{{2,30}})[,:]\s+(?P<what>[“\"].*)$",
    )
)
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_UNNAMED = re.compile(
    r"\b(?:officials?|sources?|experts?|critics|supporters|police|researchers?|scientists?|analysts?|report|study|article|"
    r"government|ministry|spokes\w+|minister|president|mayor|he|she|they|it|authors?|paper|survey|poll)\b",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be)(?:\s+\w+ly)?\s*$", re.I
)  # "it is widely believed that": nobody
_FEWEST = 3  # words of what is said


@dataclass(frozen=True, slots=True)
class Attributed:
    """Somebody and what they are said to say: the spans of both in a sentence."""

    who: tuple[int, int]
    what: tuple[int, int]


def attributed(sentence: str) -> Attributed | None:
    """Give who is said to say what in an English sentence, None where nobody is or nothing whole is said.

    >>> a = attributed(text := "Macron said that the plan was a mistake.")
    >>> text[a.who[0]:a.who[1]], text[a.what[0]:a.what[1]]
    ('Macron', 'the plan was a mistake.')
    """
    for pattern in _PATTERNS:
        match = pattern.match(sentence)
        if match is None:
            continue
        who, what = match["who"], match["what"]
        named = (_CAPITAL.search(who) or _UNNAMED.search(who)) and not _PASSIVE.search(who)
        whole = len(what.split()) >= _FEWEST and finite(what.strip('“”" .'))
        if named and whole and len(who.split()) <= 12:
            return Attributed(match.span("who"), match.span("what"))
    return None
