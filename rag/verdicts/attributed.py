"""Who is said to say what: "X said that P" claims that X said it, and tells P."""

# ruff: noqa: E501 - patterns read better unwrapped
from __future__ import annotations

import re
from dataclasses import dataclass

from rag.reading.finite import finite

_SAYS = (
    r"(?:said|says|told|tells|wrote|writes|written|argued|argues|warned|warns|claimed|claims|added|adds|announced|announces|"
    r"reported|reports|believes|believed|thinks|insisted|insists|noted|notes|stressed|stresses|explained|explains|"
    r"stated|states|declared|declares|acknowledged|acknowledges|admitted|admits|suggested|suggests|maintains|maintained|"
    r"concluded|concludes|predicts|predicted|promised|promises|pledged|pledges|confirmed|confirms|revealed|reveals|tweeted|"
    r"finds|found|shows|showed|show|suggest|indicate|say|argue|warn|believe|insist|maintain|conclude|(?<!the )(?<!a )(?<!his )(?<!her )(?<!its )(?<!their )claim|indicates|indicated|estimates|estimated|holds|expects|expected|recalls|recalled)"
)
# "In May, the mayor, Anna Berg, said that ...": what leads in says when; who is named beside an office is part of it.
_LEAD = (
    r"(?:(?:Last|This|Earlier\sthis|Later\sthat)\s(?:week|month|year|spring|summer|autumn|winter|[A-Z][a-z]+)\s(?=(?:the|it|he|she|they)\s|[A-Z])|(?:In|On|At|After|Before|During|By|Since|As|When|While|Asked|Last|This|Earlier|Later|Yet|But|And|Still|However|Meanwhile)"
    r"\b[^,;:“”\"\n]{0,80},\s+|(?:In|On|By)\s(?:[A-Z][a-z]+|\d{4}|an?\s[a-z]+)\s(?=(?:the|it|he|she|they)\s|[A-Z]))?"
)
_WHO = r"(?P<who>(?!(?:which|who|where|that)\b)(?:[^,;:“”\"\n(]|\([^()\n]{1,60}\)){2,90}?(?:,\s(?!who\b|which\b)[^,;:“”\"\n]{2,80}(?=,\s))?)"
_ASIDE = r"(?:,(?:\s(?:who|which)\b[^;:“”\"\n]{2,120}?,)?)?"
_BEHIND = r"(?P<who>[^;:“”\"\n]{2,90}?)"
_BEGINS = r"(?:[A-Z]|the |it |he |she |they |there )\S*"
_WHAT = r"(?P<what>\S.*)"
_PATTERNS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rf"\s*(?i:according to)\s+{_WHO},\s+{_WHAT}$",
        rf"\s*{_LEAD}{_WHO}{_ASIDE}\s+(?:(?:has|had|have|also|still)\s+)*{_SAYS}(?:\s+(?!that\b)[^,;:“\"\n]{{1,60}}?)?,?\s+that\s+{_WHAT}$",
        rf"\s*(?P<what>\S[^\n]*?\S),?\s+according to\s+{_WHO}[.!]?\s*$",
        rf"\s*(?P<what>\S.*?\S),[”\"]?\s+{_WHO}{_ASIDE}\s+{_SAYS}[.!]?\s*$",
        rf"\s*(?P<what>\S.*?\S),[”\"]?\s+(?:sa(?:id|ys?)|wr(?:ites?|ote)|argue[ds]?|warn(?:ed|s)?|added)\s+{_BEHIND}[.!]?\s*$",
        rf"\s*(?P<what>[“\"][^“”\"\n]*?),?[”\"],?\s+{_WHO}{_ASIDE}\s+{_SAYS}\s+[^,;:“\"\n]{{1,60}}?[.!]?\s*$",
        rf"\s*{_LEAD}{_WHO}{_ASIDE}\s+(?:sa(?:id|ys)|believes|thinks|claim(?:s|ed)|argues|insists|warns|told\s(?:us|me|him|her|them|reporters|journalists|lawmakers|investors))\s+(?P<what>{_BEGINS}.*)$",
        rf"\s*{_WHO}\s+(?:said|says|wrote|warned|added|told [\w ]{{2,30}})[,:]\s+(?P<what>[“\"].*)$",
    )
)
# Who says it stands between two halves: "“The dam is safe,” Lee told us, “and dry.”", "The dam, Lee said, is safe."
_BETWEEN = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rf"\s*(?P<what>[“\"][^“”\"\n]*?),?[”\"],?\s+{_WHO}\s+{_SAYS}(?:\s+[^,;:“\"\n]{{1,60}}?)?,?\s+(?P<rest>[“\"].*)$",
        rf"\s*(?P<what>[“\"][^“”\"\n]*?),?[”\"],?\s+{_SAYS}\s+(?P<who>[^;:“”\"\n]{{2,90}}?),?\s+(?P<rest>[“\"].*)$",
        rf"\s*(?P<what>[^,;:“”\"\n]+?),\s+(?:(?i:according to)\s+{_WHO}|(?P<said>[^,;:“”\"\n]{{2,90}}?)\s+{_SAYS}(?:\s(?:on|in|last|this|at)\s[^,;:“\"\n]{{1,40}}?)?),"
        r"\s+(?P<rest>\S.*)$",
    )
)
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_UNNAMED = re.compile(
    r"\b(?:officials?|sources?|experts?|critics|supporters|researchers?|scientists?|analysts?|report|study|article|"
    r"government|ministry|spokes\w+|minister|president|mayor|board|council|company|firm|union|court|committee|agency|police|he|she|they|it|authors?|paper|survey|poll|registry|figures|data|statistics|documents|records|engineers|lawmakers|lawyers|doctors|residents|witnesses|economists|diplomats|directors|councillors|unions|campaigners|activists|managers|owners|traders|farmers|villagers|rescuers|historians|auditors|regulators|lenders|neighbours|neighbors|organisers|organizers|insiders|prosecutors|investigators|teachers)\b",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be)(?:\s+\w+ly)?\s*$", re.I
)  # "it is widely believed that": nobody
_FEWEST = 3  # words of what is said
_LONGEST = 12  # words of who says it


@dataclass(frozen=True, slots=True)
class Attributed:
    """Somebody and what they are said to say: the spans of both in a sentence; `rest` where it goes on behind them."""

    who: tuple[int, int]
    what: tuple[int, int]
    rest: tuple[int, int] | None = None


def attributed(sentence: str) -> Attributed | None:
    """Give who is said to say what in an English sentence, None where nobody is or nothing whole is said.

    >>> a = attributed(text := "Macron said that the plan was a mistake.")
    >>> text[a.who[0]:a.who[1]], text[a.what[0]:a.what[1]]
    ('Macron', 'the plan was a mistake.')
    """
    if (parted := _parted(sentence)) is not None:
        return parted
    for pattern in _PATTERNS:
        match = pattern.match(sentence)
        if match is None:
            continue
        who, what = match["who"], match["what"]
        if _speaks(who) and _whole(what):
            return Attributed(match.span("who"), match.span("what"))
    return None


def _parted(sentence: str) -> Attributed | None:
    for pattern in _BETWEEN:
        match = pattern.match(sentence)
        if match is None:
            continue
        said = "said" if "said" in match.groupdict() and match["said"] is not None else "who"
        if _speaks(match[said]) and _whole(f"{match['what']} {match['rest']}"):
            return Attributed(match.span(said), match.span("what"), match.span("rest"))
    return None


def _speaks(who: str) -> bool:
    named = (_CAPITAL.search(who) or _UNNAMED.search(who)) and not _PASSIVE.search(who)
    return bool(named) and len(who.split()) <= _LONGEST


def _whole(what: str) -> bool:
    return len(what.split()) >= _FEWEST and finite(what.strip('“”" .'))
