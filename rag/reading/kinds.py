"""What a sentence holds: dates, figures, sums, names, causes, words of saying; and so whether it answers in kind."""

from __future__ import annotations

import re

from rag.reading.expect import AnswerKind, Expected
from rag.words.demonyms import told_places
from rag.words.function_words import FUNCTION_WORDS

_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept?(?:ember|\.)|"
    r"Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DAY = re.compile(rf"\b{_MONTH}\s?\.? ?\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|\b\d{{4}}-\d\d-\d\d\b")
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTHS = re.compile(rf"{_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_DATE = re.compile(
    rf"\b{_YEAR}s?\b|\b{_MONTH}(?!\w)|\b(?:{WEEKDAY.pattern})|\b\d{{1,2}}(?:st|nd|rd|th) centur|"
    rf"\bcentur(?:y|ies)\b|\b\d+ ?(?:BC|AD|BCE|CE)\b"
    r"|\b(?:last|next|this|early|late|mid|earlier this) (?:year|month|week|summer|winter|spring|autumn|"
    r"decade)\b|\b(?:yesterday|today|tomorrow)\b"
    r"|\b(?:the|that) (?:previous |following )?(?:year|month|week|summer|winter|spring|autumn|day) "
    r"(?:before|after|earlier|later)\b|\bthe (?:previous|following) (?:year|month|week|day)\b"
    r"|\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|few) (?:years|months|weeks|days|"
    r"decades) (?:ago|later|before|after|earlier)\b"
    r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\bseason \w+|\b(?:spring|summer|autumn|winter) of\b"
)
_NUMBER_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|"
    r"thousands?|millions?|billions?|dozens?|half|(?:a|one|two|three)[ -](?:third|quarter)s?|once|twice|double[ds]?|"
    r"single|zero|none|"
    r"one)"
)
_FIGURE = re.compile(rf"(?<![\w.,-])[$€£¥]?\d[\d,.]*(?:[%\w]*)|\b{_NUMBER_WORD}\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:Article|Section|Chapter|Paragraph|Page|Rule|Resolution|Part|Phase|Figure|Table|Number|No\.)\s+\d[\d,.]*"
)
_MONEY = re.compile(
    r"[$€£¥] ?\d|\b\d[\d,.]*(?: (?:hundred|thousand|million|billion|trillion))? (?:dollars?|euros?|"
    r"pounds?|yen|yuan|francs?|roubles?|rubles?|cents?)\b|\b(?:million|billion|trillion|dollars?|euros?|"
    r"pounds|percent|per cent)\b|%"
)
_LENGTH = re.compile(
    rf"(?:\d[\d,.]*|{_NUMBER_WORD}|several|a|few|many)[ -]+(?:\w+ )?(?:seconds?|minutes?|hours?|days?|"
    rf"weeks?|months?|years?|decades?|centur(?:y|ies)|generations?)\b|\b{_YEAR}\b.{{0,40}}\b{_YEAR}\b|"
    rf"\bsince\b|\buntil\b",
    re.IGNORECASE,
)
# Words that are of time, not of cause: "since 2021", "due to be replaced".
_SINCE_THEN = rf"\s+(?:(?:about|around|at least|early|late|mid|the)[\s-]+)*(?:\d|then\b|last\b|{_MONTHS.pattern})"
_BEGINNING = (
    r"\s+(?:[\w’'-]+\s+){1,3}?(?:took (?:over|office|power)|became|began|started|came|joined|arrived|was (?:elected|"
    r"founded|appointed|named|born))\b"
)
_PLANNED = (
    r"\s+(?:be|have|take|open|start|begin|end|close|meet|visit|hold|vote|speak|go|come|make|give|expire|retire|run|"
    r"leave|arrive|appear|stand|sign|travel|return|host|join)\b"
)
_CAUSE = re.compile(
    rf"\b(?:because|due to(?!{_PLANNED})|"
    rf"since(?!{_SINCE_THEN}|{_BEGINNING})|"
    r"owing to|thanks to|as a result|result(?:s|ed|ing)? (?:of|from|in)|caus(?:e[sd]?|"
    r"ing)|reasons?|led to|lead(?:s|ing)? to|so that|in order to|in response|respon(?:se|ding)|"
    r"therefore|thus|hence|consequently|stem(?:s|med)?"
    r"|driven|prompt(?:s|ed|ing)|spark(?:s|ed|ing)|trigger(?:s|ed|ing)?|contribut(?:e[sd]?|ing)|"
    r"on the grounds?|based on|given (?:that|how|the)|for fear|fear(?:s|ed|ing)?|concern(?:s|ed)?|"
    r"worr(?:y|ies|ied)|amid|over (?:the|its|concerns?|fears?)|saying|arguing|warning|citing|claiming|"
    r"motivat\w+|explain\w*|as it|as they(?! (?:like|want|wish|please|can|could)\b)|"
    r"to (?:avoid|prevent|protect|ensure|allow|help|keep|make|reduce|"
    r"increase|persuade|counter|deter|promote|preserve|facilitate|formalise))\b"
    r"|[a-z]: (?=(?-i:[a-z]))"
    r"|\bfor \w+ing\b|\b(?:prefer|want|aim|seek)(?:s|ed|ing)? to\b",
    re.IGNORECASE,
)
_NAME_RUN = re.compile(
    r"(?<![.!?“\"'‘] )(?<!^)\b[A-Z][\w'’.-]+(?:\s+(?:(?:of|the|de|van|von|bin|al|and)\s+)?[A-Z][\w'’.-]+)*"
)
_PREPOSED = re.compile(
    r"\b(?:in|at|from|to|near|into|across|through|throughout|around|outside|inside|between|of|on|off|over|"
    r"under|above|along|behind|toward|towards|north|south|east|west)\s+(?:the\s+|central\s+|northern\s+|"
    r"southern\s+|eastern\s+|western\s+)*[A-Z]\w+|\b(?:in|at|near|on|inside|along|between|within|under|"
    r"into|onto|behind)\s+(?:a|an|the|its|their|his|her)\b"
)
SPEECH = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|telling|add(?:ed|s)|argu(?:e[sd]?|ing)|warn(?:s|ed|ing)?|"
    r"call(?:s|ed|ing)?|describ(?:e[sd]?|ing)|declar(?:e[sd]?|ing)|stat(?:e[sd]|ing)|emphasi[sz](?:e[sd]?|"
    r"ing)|not(?:es|ed|ing)|claim(?:s|ed|ing)?|insist(?:s|ed|ing)?|urg(?:e[sd]?|ing)"
    r"|critici[sz](?:e[sd]?|ing)|accus(?:e[sd]?|ing)|according to|wr(?:ote|ites?|iting)|tweet(?:s|ed)|"
    r"announc(?:e[sd]?|ing)|ask(?:s|ed)|explain(?:s|ed|ing)?|point(?:s|ed)? out|suggest(?:s|ed|ing)?|"
    r"believ(?:e[sd]?|ing)|think(?:s|ing)?|thought|den(?:y|ies|ied)|reject(?:s|ed)?|vow(?:s|ed)?|"
    r"pledg(?:e[sd]?|ing)"
    r"|promis(?:e[sd]?|ing)|acknowledg(?:e[sd]?|ing)|admit(?:s|ted)?|remark(?:s|ed)?|comment(?:s|ed)?|"
    r"mention(?:s|ed)?|report(?:s|ed|edly)?|recall(?:s|ed)?|stress(?:e[sd]|ing)?|express(?:e[sd]|ing)?|"
    r"voic(?:e[sd]|ing)|repl(?:y|ies|ied)|respon(?:d|ds|ded)|joked?|concluded?|predict(?:s|ed)|"
    r"express(?:ed)?|welcomed?|condemn(?:s|ed)?|prais(?:e[sd])|oppos(?:e[sd])|view(?:s|ed)?)\b",
    re.IGNORECASE,
)
_SAYS = r"(?:said|says|told(?: [\w’'-]+){1,3}?|declared|argued|warned|added|insisted|explained|replied|stressed|wrote)"
_THEN = (
    rf"(?:(?:earlier|late|early) )?(?:(?:on|in|this|last) )?(?:late |early )?(?:{WEEKDAY.pattern}"
    rf"(?: (?:morning|afternoon|evening|night))?|{_DAY.pattern}|{_MONTH}|week|month|year)\b(?:,? {_YEAR})?"
)
_SAID_WHEN = re.compile(rf"\b{_SAYS},? {_THEN}")


# "was 94", "aged 12", "a 58-year-old man", "Philip Garner, 47, poured"
_AGE = re.compile(
    r"\b\d{1,3}[- ](?:years?|months?)[- ]old\b|\b(?:aged?|age of|turn(?:s|ed|ing)?)\s\d{1,3}\b|[a-z], \d{1,3}[,.]|"
    r"\b(?:is|was|were|are|at|be) (?:only |just |about |already )?\d{1,3}(?=[,.;]| when\b| at\b| and\b)|"
    r"\bborn (?:in|on)\b|\d (?:million |billion )?years\b|\bcentur(?:y|ies)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(  # "how long is the tram line?", but not "how long was the bridge closed?"
    r"\bhow long (?:is|are|was|were|would|will) (?:the|its|their|this|that)\b[^?]*\b(?:line|bridge|road|street|tunnel|"
    r"river|canal|wall|fence|border|coast|route|track|pipeline|cable|runway|pier|ship|vessel|boat)s?\b"
    r"(?! (?:[\w-]+ )?(?:closed|open|shut|blocked|delayed|used|run|last|take|stay))",
    re.IGNORECASE,
)
_DISTANCE = re.compile(r"\d[\d,.]*[ -](?:kilo|centi)?(?:met(?:re|er)|mile|yard)s?\b|\d ?k?m\b|\d[ -](?:feet|foot)\b")
_ASKS_AGE = re.compile(r"\b(?:how old|what age)\b", re.IGNORECASE)


# What a quality is measured in: no other figure tells how hot it was.
_SHARE = r"%|\bper ?cent\b"
_METRES = r"(?:met(?:re|er)|mile|yard|inche?|fathom|store?y)s?\b|\b(?:feet|foot|storeys)\b|\d ?[ckm]?m\b"
_MEASURES = (
    ("hot|cold|warm|cool", r"\bdegrees?\b|°|\b(?:celsius|fahrenheit|kelvin)\b"),
    ("heavy", r"(?:gram(?:me)?|kilo|tonne|ton|pound|ounce)s?\b|\d ?(?:kg|g|t|lbs?)\b"),
    ("tall|deep|wide", _METRES),
    ("fast", rf"\b(?:per|an?) (?:second|minute|hour)\b|/[hs]\b|\bmph\b|\bknots?\b|{_SHARE}|{_LENGTH.pattern}"),
)
_UNITS = tuple(
    (
        re.compile(rf"\bhow (?:{asked}) (?:is|are|was|were|do|does|did|can|could|will|would)\b", re.I),
        re.compile(unit, re.I),
    )
    for asked, unit in _MEASURES
)


def _unit(question: str) -> re.Pattern[str] | None:
    """Give what a sentence must hold that tells how hot, heavy, high or fast something is; None for other questions."""
    return next((unit for asked, unit in _UNITS if asked.search(question)), None)


def counts(sentence: str, head: str) -> bool:
    """Say whether a figure of a sentence is of what a question counts: "214 passengers", and not "two helicopters"."""
    counted = re.escape(head.casefold().removesuffix("s"))
    figure = rf"(?:\d[\d,.]*|\b{_NUMBER_WORD})"
    before = rf"{figure}(?:[ -][\w’'-]+){{0,2}}?[ -]{counted}"
    return re.search(rf"{before}|\bnumber of (?:\w+ )?{counted}.*{figure}", sentence, re.I | re.S) is not None


def figures(sentence: str) -> frozenset[str]:
    """Give the figures of a sentence that are no dates and number no article or chapter, as written."""
    bare = _LABEL.sub(" ", _DAY.sub(" ", sentence))
    return frozenset(
        match.group().strip(".,").casefold()
        for match in _FIGURE.finditer(bare)
        if not re.fullmatch(rf"{_YEAR}s?|\d+(?:st|nd|rd|th)", match.group().strip(".,"))
    )


def dates(sentence: str) -> frozenset[str]:
    """Give the dates, years and stretches of time a sentence names, as written."""
    return frozenset(match.group() for match in _DATE.finditer(sentence))


def unreported(sentence: str) -> str:
    """Give a sentence without the times at which somebody spoke: "Berg said in January that ..." dates no deed."""
    return _SAID_WHEN.sub(" ", sentence)


def placed_in_time(sentence: str) -> bool:
    """Say whether a sentence names a year, a month or a day: "five days before the crash" names none."""
    return bool(_ABSOLUTE.search(sentence))


_ABSOLUTE = re.compile(rf"\b{_YEAR}s?\b|\b{_MONTH}(?!\w)|\b(?:{WEEKDAY.pattern})|\bcentur|\b\d+ ?(?:BC|AD|BCE|CE)\b")


def answers_kind(expected: Expected, sentence: str, question: str) -> bool:
    """Say whether a sentence holds an answer of the kind expected; True for kinds that no pattern can tell."""
    kind = expected.kind
    if kind in (AnswerKind.PERSON, AnswerKind.PLACE):
        named = _new_name(sentence, question, person=kind is AnswerKind.PERSON)
        return named or (kind is AnswerKind.PLACE and bool(_PREPOSED.search(sentence)))
    if kind is AnswerKind.DAY:
        return bool(_DAY.search(sentence) or WEEKDAY.search(sentence))
    if kind is AnswerKind.COUNT and (unit := _unit(question)):
        return bool(unit.search(sentence))
    if kind is AnswerKind.COUNT:
        return bool(_AGE.search(sentence) if _ASKS_AGE.search(question) else figures(sentence))
    if kind is AnswerKind.DURATION and _MEASURED.search(question):
        return bool(_DISTANCE.search(sentence))
    pattern = _PATTERNS.get(kind)
    return pattern is None or bool(pattern.search(sentence))


_PATTERNS = {
    AnswerKind.DATE: _DATE,
    AnswerKind.MONEY: _MONEY,
    AnswerKind.DURATION: _LENGTH,
    AnswerKind.CAUSE: _CAUSE,
    AnswerKind.SAYING: SPEECH,
}


_CAPITAL = re.compile(r"\b[A-Z][\w'’.-]+")


def _new_name(sentence: str, question: str, *, person: bool) -> bool:
    """Say whether a sentence names somebody the question does not; as a person, no country, region or acronym alone."""
    asked = set(re.findall(r"\w+", question.casefold()))
    for match in _CAPITAL.finditer(sentence):
        name = re.sub(r"['’]s$", "", match.group().rstrip("."))
        opens = not sentence[: match.start()].strip(" “\"'(‘")
        common = opens and name.casefold() in FUNCTION_WORDS
        region = person and (bool(told_places(name)) or _MONTHS.fullmatch(name) or (name.isupper() and len(name) > 1))
        if not (common or region) and not set(re.findall(r"\w+", name.casefold())) <= asked:
            return True
    return False
