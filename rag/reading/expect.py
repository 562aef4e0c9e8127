"""What kind of answer a question asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class AnswerKind(StrEnum):
    """The kind of an expected answer."""

    DAY = "day"
    DATE = "date"
    COUNT = "count"
    MONEY = "money"
    DURATION = "duration"
    PERSON = "person"
    PLACE = "place"
    CAUSE = "cause"
    SAYING = "saying"
    MANNER = "manner"
    LIST = "list"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Expected:
    """The kind of answer asked for; `head` is what is counted ("people" in "how many people"), else empty."""

    kind: AnswerKind
    head: str = ""


_ASKED: tuple[tuple[AnswerKind, str], ...] = (
    (
        AnswerKind.DAY,
        r"(?:on|by) (?:what|which) (?:exact )?(?:date|day)s?\b|"
        r"(?:what|which) (?:exact )?(?:date|day)s?\b(?! of\b(?! [A-Z]))|"
        r"what was the date",
    ),
    (
        AnswerKind.CAUSE,
        r"why\b|how come|what (?:was |were |is |are )?(?:the )?(?:main |primary |chief )?(?:causes?|caused|"
        r"reasons?|led to|prompted|triggered|motivated|drove)\b"
        r"|for (?:what|which) (?:reason|purpose)|(?:because|as a result) of what|what made\b",
    ),
    (
        AnswerKind.DURATION,
        r"how long\b|for how (?:long|many (?:years|months|weeks|days|hours))|how many (?:years|months|weeks|"
        r"days|hours|decades|centuries)\b",
    ),
    (
        AnswerKind.MONEY,
        r"how much (?:money|cash|funding|aid|did .*\bcost|does .*\bcost|was .* paid|will .*\bcost|"
        r"would .*\bcost|.*\b(?:spen[dt]|pay|paid|cost|commit\w*|pledg\w*|worth|earn\w*|fined?|donat\w*|"
        r"raise\w*)"
        r"|(?:did|does|do|has|have|had|will|would) .*"
        r"\b(?:give|given|contribut\w*|lend|lent|owed?|invest\w*)\b(?! (?:up|away|in)\b))"
        r"|what (?:did|does|do|will|would|has|had)\b.*\b(?:cost|come to|amount to)\b"
        r"|what (?:sum|amount of money|price)|(?:what|how much) (?:is|was) the (?:price|cost)",
    ),
    (
        AnswerKind.COUNT,
        r"how (?:many|much|far(?! back)|tall|high|deep|large|big|fast|heavy|wide|often|old|hot|cold)\b|"
        r"what (?:percent\w*|proportion|share|fraction|number|age|amount)\b|at what age|what (?:is|was|"
        r"were) the (?:percent\w*|number|population|proportion)|number of\b.*\?",
    ),
    (
        AnswerKind.DATE,
        r"when (?:did|was|were|is|are|will|would|does|do(?! you| i\b| we)|has|have|had|can|should)\b|(?:what|"
        r"which) (?:year|month|decade|century|season|time|era|period)\b|how far back|since when|(?:in|during|"
        r"until|till|by|from|since) (?:what|which) (?:year|month|century|decade|period|time|season)",
    ),
    (
        AnswerKind.SAYING,
        r"what (?:did|does|do|has|have|had)\b.*\b(?:say|said|tell|told|think|thought|claim\w*|argue\w*|"
        r"warn\w*|call\w*|describe\w*|comment|announce\w*|suggest\w*|state\w*|recommend\w*|promise\w*|"
        r"demand\w*)\b"
        r"|how (?:did|does|do|has|have)\b.*\b(?:describe\w*|react\w*|respond\w*|characteri[sz]e\w*|call|"
        r"comment|justify|explain\w*|view|see)\b|according to\b",
    ),
    (
        AnswerKind.PERSON,
        r"who\b|whom\b|whose\b|(?:what|which) (?:[A-Z]\w+ )?(?:person|man|woman|actor|actress|singer|author|writer|"
        r"artist|leader|king|queen|emperor|president|prime minister|general|player|athlete|politician|scientist|"
        r"official|analyst|expert|ruler|pope|senator|minister|name of the person)\b",
    ),
    (
        AnswerKind.PLACE,
        r"where\b|(?:in|at|from|to|into|on) (?:what|which) (?:country|city|state|place|town|region|area|"
        r"continent|county|province|river|location|ocean|island|street|building|stadium|venue)\b|(?:what|"
        r"which) (?:city|place|town|continent|county|province|location|ocean|island|country)\b",
    ),
    (
        AnswerKind.LIST,
        r"(?:what|which) (?:two|three|four|five|six|\w+ (?:countries|members|nations|states))\b|(?:what|"
        r"which) (?:are|were) the\b|which \w+s\b|name (?:the|two|three|four|five)\b|list\b",
    ),
    (AnswerKind.MANNER, r"how\b|in what (?:way|manner)|by what means"),
)
_RULES = tuple((kind, re.compile(rf"(?:^|(?<=[\s,\"“(]))(?:{rule})", re.IGNORECASE)) for kind, rule in _ASKED)
# What is counted stands behind names and words of order: "how many NATO summits".
_HEAD = re.compile(r"(?i:how many) (?:(?i:of|the|different|more|other|new|total) |[A-Z][\w.-]* )*([\w-]+)")


# "Who is Ann Lee?" asks about the one it names, and for no other name.
_WHO_IS = re.compile(
    r"\s*(?i:who(?: is|['’]s| was)) (?!(?i:the|a|an|his|her|their|its|our|my)\b)"
    r"(?:[A-ZÀ-Þ][\w.’-]*(?: (?:de|da|di|der|den|del|van|von|bin|al|el|la|le|du))*(?:\s|(?=\W*$)))+\W*"
)


def expected(question: str) -> Expected:
    """Give what a question asks for: the rule that matches first in the question, of two at one place the earlier.

    >>> expected("How many people would work in the Tokyo office?")
    Expected(kind=<AnswerKind.COUNT: 'count'>, head='people')
    """
    found = [
        (match.start(), order, kind) for order, (kind, rule) in enumerate(_RULES) if (match := rule.search(question))
    ]
    if not found or _WHO_IS.fullmatch(question):
        return Expected(AnswerKind.OTHER)
    kind = min(found)[2]
    head = _HEAD.search(question) if kind is AnswerKind.COUNT else None
    return Expected(kind, head.group(1) if head else "")
