"""What kind of answer a question asks for, and whether a sentence holds one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
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

    kind: Kind
    head: str = ""


_ASKED: tuple[tuple[Kind, str], ...] = (
    (Kind.DAY, r"(?:on|by) (?:what|which) (?:exact )?(?:date|day)|(?:what|which) (?:exact )?(?:date|day)\b(?! of)|what was the date"),
    (Kind.CAUSE, r"why\b|how come|what (?:was |were |is |are )?(?:the )?(?:main |primary |chief )?(?:causes?|caused|reasons?|led to|prompted|triggered|motivated|drove)\b"
     r"|for (?:what|which) (?:reason|purpose)|(?:because|as a result) of what|what made\b"),
    (Kind.DURATION, r"how long\b|for how (?:long|many (?:years|months|weeks|days|hours))|how many (?:years|months|weeks|days|hours|decades|centuries)\b"),
    (Kind.MONEY, r"how much (?:money|cash|funding|aid|did .*\bcost|does .*\bcost|was .* paid|will .*\bcost|would .*\bcost|.*\b(?:spen[dt]|pay|paid|cost|commit\w*|pledg\w*|worth|earn\w*|fined?|donat\w*|raise\w*))"
     r"|what (?:sum|amount of money|price)|(?:what|how much) (?:is|was) the (?:price|cost)"),
    (Kind.COUNT, r"how (?:many|much|far(?! back)|tall|high|deep|large|big|fast|heavy|wide|often|old|hot|cold)\b|what (?:percent\w*|proportion|share|fraction|number|age|amount)\b|at what age|what (?:is|was|were) the (?:percent\w*|number|population|proportion)|number of\b.*\?"),
    (Kind.DATE, r"when (?:did|was|were|is|are|will|would|does|do(?! you| i\b| we)|has|have|had|can|should)\b|(?:what|which) (?:year|month|decade|century|season|time|era|period)\b|how far back|since when|(?:in|during|until|till|by|from|since) (?:what|which) (?:year|month|century|decade|period|time|season)"),
    (Kind.SAYING, r"what (?:did|does|do|has|have|had)\b.*\b(?:say|said|tell|told|think|thought|claim\w*|argue\w*|warn\w*|call\w*|describe\w*|comment|announce\w*|suggest\w*|state\w*|recommend\w*|promise\w*|demand\w*)\b"
     r"|how (?:did|does|do|has|have)\b.*\b(?:describe\w*|react\w*|respond\w*|characteri[sz]e\w*|call|comment|justify|explain\w*|view|see)\b|according to\b"),
    (Kind.PERSON, r"who\b|whom\b|whose\b|(?:what|which) (?:person|man|woman|actor|actress|singer|author|writer|artist|leader|king|queen|emperor|president|prime minister|general|player|athlete|politician|scientist|official|analyst|expert|ruler|pope|senator|minister|name of the person)\b"),
    (Kind.PLACE, r"where\b|(?:in|at|from|to|into|on) (?:what|which) (?:country|city|state|place|town|region|area|continent|county|province|river|location|ocean|island|street|building|stadium|venue)\b|(?:what|which) (?:city|place|town|continent|county|province|location|ocean|island|country)\b"),
    (Kind.LIST, r"(?:what|which) (?:two|three|four|five|six|\w+ (?:countries|members|nations|states))\b|(?:what|which) (?:are|were) the\b|which \w+s\b|name (?:the|two|three|four|five)\b|list\b"),
    (Kind.MANNER, r"how\b|in what (?:way|manner)|by what means"),
)  # fmt: skip
_RULES = tuple((kind, re.compile(rf"(?:^|(?<=[\s,\"“(]))(?:{rule})", re.IGNORECASE)) for kind, rule in _ASKED)
_HEAD = re.compile(
    r"how many (?:\w+ )?(?:of the )?(?:different |more |other |new |total )?([a-z][\w-]+)", re.IGNORECASE
)


def expected(question: str) -> Expected:
    """Give what a question asks for: the rule that matches first in the question, of two at one place the earlier.

    >>> expected("How many people would work in the Tokyo office?")
    Expected(kind=<Kind.COUNT: 'count'>, head='people')
    """
    found = [
        (match.start(), order, kind) for order, (kind, rule) in enumerate(_RULES) if (match := rule.search(question))
    ]
    if not found:
        return Expected(Kind.OTHER)
    kind = min(found)[2]
    head = re.search(r"how many ((?:[a-z-]+ ){0,2}?)([\w-]+)", question, re.IGNORECASE) if kind is Kind.COUNT else None
    return Expected(kind, _head(question) if head else "")


def _head(question: str) -> str:
    match = re.search(r"how many (?:of the |of |different |more |other |new |total )*([\w-]+)", question, re.IGNORECASE)
    return match.group(1) if match else ""


_MONTH = r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DAY = re.compile(rf"\b{_MONTH}\s?\.? ?\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|\b\d{{4}}-\d\d-\d\d\b")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DATE = re.compile(
    rf"\b{_YEAR}s?\b|\b{_MONTH}(?!\w)|\b(?:{_WEEKDAY.pattern})|\b\d{{1,2}}(?:st|nd|rd|th) centur|\bcentur(?:y|ies)\b|\b\d+ ?(?:BC|AD|BCE|CE)\b"
    r"|\b(?:last|next|this|early|late|mid|earlier this) (?:year|month|week|summer|winter|spring|autumn|decade)\b|\b(?:yesterday|today|tomorrow)\b"
    r"|\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|few) (?:years|months|weeks|days|decades) (?:ago|later|before|after|earlier)\b"
    r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\bseason \w+|\b(?:spring|summer|autumn|winter) of\b"
)  # fmt: skip
_NUMBER_WORD = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter|once|twice|double[ds]?|single|zero|none|one)"
_FIGURE = re.compile(rf"(?<![\w.,-])[$€£¥]?\d[\d,.]*(?:[%\w]*)|\b{_NUMBER_WORD}\b", re.IGNORECASE)
_MONEY = re.compile(
    r"[$€£¥] ?\d|\b\d[\d,.]*(?: (?:hundred|thousand|million|billion|trillion))? (?:dollars?|euros?|pounds?|yen|yuan|francs?|roubles?|rubles?|cents?)\b|\b(?:million|billion|trillion|dollars?|euros?|pounds|percent|per cent)\b|%"
)
_LENGTH = re.compile(
    rf"(?:\d[\d,.]*|{_NUMBER_WORD}|several|a|few|many)[ -]+(?:\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|generations?)\b|\b{_YEAR}\b.{{0,40}}\b{_YEAR}\b|\bsince\b|\buntil\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result|result(?:s|ed|ing)? (?:of|from|in)|caus(?:e[sd]?|ing)|reasons?|since|led to|lead(?:s|ing)? to|so that|in order to|in response|respon(?:se|ding)|therefore|thus|hence|consequently|stem(?:s|med)?"
    r"|driven|prompt(?:s|ed|ing)|spark(?:s|ed|ing)|trigger(?:s|ed|ing)?|contribut(?:e[sd]?|ing)|on the grounds?|based on|given (?:that|how|the)|for fear|fear(?:s|ed|ing)?|concern(?:s|ed)?|worr(?:y|ies|ied)|amid|over (?:the|its|concerns?|fears?)|saying|arguing|warning|citing|claiming|motivat\w+|explain\w*|as it|as they|to (?:avoid|prevent|protect|ensure|allow|help|keep|make|reduce|increase|persuade|counter|deter|promote|preserve|facilitate|formalise))\b"
    r"|\bfor \w+ing\b|\b(?:prefer|want|aim|seek)(?:s|ed|ing)? to\b",
    re.IGNORECASE,
)
_NAME_RUN = re.compile(
    r"(?<![.!?“\"'‘] )(?<!^)\b[A-Z][\w'’.-]+(?:\s+(?:(?:of|the|de|van|von|bin|al|and)\s+)?[A-Z][\w'’.-]+)*"
)
_PREPOSED = re.compile(
    r"\b(?:in|at|from|to|near|into|across|through|throughout|around|outside|inside|between|of|on|off|over|under|above|along|behind|toward|towards|north|south|east|west)\s+(?:the\s+|central\s+|northern\s+|southern\s+|eastern\s+|western\s+)*[A-Z]\w+|\b(?:in|at|near|on|inside|along|between|within|under|into|onto|behind)\s+(?:a|an|the|its|their|his|her)\b"
)
SPEECH = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|telling|add(?:ed|s)|argu(?:e[sd]?|ing)|warn(?:s|ed|ing)?|call(?:s|ed|ing)?|describ(?:e[sd]?|ing)|declar(?:e[sd]?|ing)|stat(?:e[sd]|ing)|emphasi[sz](?:e[sd]?|ing)|not(?:es|ed|ing)|claim(?:s|ed|ing)?|insist(?:s|ed|ing)?|urg(?:e[sd]?|ing)"
    r"|critici[sz](?:e[sd]?|ing)|accus(?:e[sd]?|ing)|according to|wr(?:ote|ites?|iting)|tweet(?:s|ed)|announc(?:e[sd]?|ing)|ask(?:s|ed)|explain(?:s|ed|ing)?|point(?:s|ed)? out|suggest(?:s|ed|ing)?|believ(?:e[sd]?|ing)|think(?:s|ing)?|thought|den(?:y|ies|ied)|reject(?:s|ed)?|vow(?:s|ed)?|pledg(?:e[sd]?|ing)"
    r"|promis(?:e[sd]?|ing)|acknowledg(?:e[sd]?|ing)|admit(?:s|ted)?|remark(?:s|ed)?|comment(?:s|ed)?|mention(?:s|ed)?|report(?:s|ed|edly)?|recall(?:s|ed)?|stress(?:e[sd]|ing)?|express(?:e[sd]|ing)?|voic(?:e[sd]|ing)|repl(?:y|ies|ied)|respon(?:d|ds|ded)|joked?|concluded?|predict(?:s|ed)|express(?:ed)?|welcomed?|condemn(?:s|ed)?|prais(?:e[sd])|oppos(?:e[sd])|view(?:s|ed)?)\b",
    re.IGNORECASE,
)


def figures(sentence: str) -> frozenset[str]:
    """Give the figures of a sentence that are no dates, as written."""
    bare = _DAY.sub(" ", sentence)
    return frozenset(
        match.group().strip(".,").casefold()
        for match in _FIGURE.finditer(bare)
        if not re.fullmatch(rf"{_YEAR}s?|\d+(?:st|nd|rd|th)", match.group().strip(".,"))
    )


def dates(sentence: str) -> frozenset[str]:
    """Give the dates, years and stretches of time a sentence names, as written."""
    return frozenset(match.group() for match in _DATE.finditer(sentence))


def answers_kind(expected: Expected, sentence: str, question: str) -> bool:
    """Say whether a sentence holds an answer of the kind expected; True for kinds that no pattern can tell."""
    kind = expected.kind
    if kind in (Kind.PERSON, Kind.PLACE):
        return _new_name(sentence, question) or (kind is Kind.PLACE and bool(_PREPOSED.search(sentence)))
    if kind is Kind.DAY:
        return bool(_DAY.search(sentence) or _WEEKDAY.search(sentence))
    if kind is Kind.COUNT:
        return bool(figures(sentence))
    pattern = _PATTERNS.get(kind)
    return pattern is None or bool(pattern.search(sentence))


_PATTERNS = {Kind.DATE: _DATE, Kind.MONEY: _MONEY, Kind.DURATION: _LENGTH, Kind.CAUSE: _CAUSE, Kind.SAYING: SPEECH}


def _new_name(sentence: str, question: str) -> bool:
    asked = set(re.findall(r"\w+", question.casefold()))
    names = re.findall(r"\b[A-Z][\w'’.-]+", sentence)
    return any(not set(re.findall(r"\w+", name.casefold())) <= asked for name in names)
