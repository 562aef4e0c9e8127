"""Whose word a text gives for what: the clauses that somebody says, thinks or is quoted with, each with its owner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.reading.naming import named
from rag.reading.quoted import quotations
from rag.reading.speech import open_quote

_THINKS = (
    r"(?:argu(?:e[sd]?|ing)|believ(?:e[sd]?|ing)|thinks?|thought|suggest(?:s|ed|ing)?|fear(?:s|ed|ing)?|reckon(?:s|ed)?|"
    r"claim(?:s|ed|ing)?|insist(?:s|ed|ing)?|warn(?:s|ed|ing)?|hop(?:es?|ed|ing)|suppos(?:es?|ed)|doubt(?:s|ed)?|"
    r"predict(?:s|ed)?|allege[sd]?|contend(?:s|ed)?|assert(?:s|ed)?|assum(?:es?|ed)|suspect(?:s|ed)?|expect(?:s|ed)?|"
    r"estimat(?:es?|ed)|maintain(?:s|ed)?|reason(?:s|ed)?|holds?|held|conclud(?:es?|ed)|feels?|felt|"
    r"complain(?:s|ed)?|speculat(?:es?|ed)|caution(?:s|ed)?)"
)
_TELLS = (
    r"(?:sa(?:id|ys?|ying)|told|tells?|wr(?:ote|ites?|iting)|report(?:s|ed)|stat(?:es|ed)|explain(?:s|ed)?|add(?:s|ed)|"
    r"remark(?:s|ed)?|declar(?:es?|ed)|stress(?:es|ed)?|emphasi[sz](?:es?|ed)|announc(?:es?|ed)|observ(?:es|ed))"
)
_VIEW = r"(?:view|opinion|account|reading|eyes|assessment|judgement|judgment|telling|estimate)"
_HELPS = r"(?:(?:has|had|have|also|then|once|later|further|too)\s+){0,3}"
_THAT = re.compile(
    rf"\b{_HELPS}(?:(?P<thinks>{_THINKS})|(?P<tells>{_TELLS}))(?:\s+(?!that\b)[^\s,;:.]+){{0,6}}?,?\s+that\s", re.I
)
_PLAIN = re.compile(
    r"\b(?:(?P<thinks>thinks?|thought|believes?d?|claims?|claimed|argue[sd]?|insists?|insisted|warns?|warned|fears?|feared|supposes?)|"
    r"(?P<tells>sa(?:id|ys?)))\s(?=(?:the|it|he|she|they|there|this|these|no|its|their|his|her|[A-Z][\w’'-]*)\s)"
)
_WHO = r"[^,;:“”\"]{2,100}?"
_NAMES = r"[A-ZÀ-Þ][\w’'.-]*(?:\s(?:(?:of|the|and|de|van)\s){0,2}[A-ZÀ-Þ][\w’'.-]*){0,9}"
_LED = re.compile(
    rf"(?:^|(?<=[;:—]\s)|(?<=\s))(?:(?P<tells>[Aa]ccording\sto\s(?P<by>{_WHO}))|(?P<thinks>[Ii]n\s(?:the\s)?(?P<her>{_WHO})\s?\b{_VIEW}"
    rf"(?:\sof\s(?P<of>{_WHO}))?)|(?P<to>For\s(?P<whom>{_NAMES})))\s?,\s"
)
_SUBJECT = (
    r"(?:s?he|they|it|(?:the\s)?[A-ZÀ-Þ][^,;:.“”\"]{0,60}?|the\s[^,;:.“”\"]{2,60}?|"
    r"[^\s,;:.“”\"]{3,20}\s(?:authors|officials|experts))"
)
_ASIDE = re.compile(
    rf",[”\"’']?\s(?:(?P<own>in\s(?:his|her|their|its|the|[A-ZÀ-Þ][\w’'-]*)\s?[^,;:.“”\"]{{0,50}}?{_VIEW}(?:\sof\s[^,;:“”\"]{{2,60}})?)|"
    rf"(?P<by>according\sto\s[^,;:“”\"]{{2,100}})|"
    rf"(?P<who>{_SUBJECT})\s{_HELPS}(?:(?P<thinks>{_THINKS})|(?P<tells>{_TELLS}))(?:\s(?:in|to|for|on|at)\s[^,;:“”\"]{{2,60}})?|"
    rf"(?P<said>(?:said|says|wrote|writes|explained|explains|{_THINKS})\s(?P<behind>[^,;:“”\"]{{2,80}})))\s?(?=,|[.!?]?[”\"’')]?\s*$)",
    re.I,
)
_COMMA_END = re.compile(r",\s[^,;:.]{2,80}$")
_NOBODY = re.compile(
    r"\b(?:evidence|data|results?|findings?|figures|research|stud(?:y|ies)|surveys?|polls?|tests?|not|never|may|might|could|would|can|"
    r"should|if|whether|who|to|nobody|no\sone|n’t|n't)\W*$",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?”\"’)])(?<![A-Z]\.)(?<!Mr\.)(?<!Dr\.)(?<!Ms\.)(?<!St\.)\s+(?=[A-ZÀ-Þ“\"‘(\[])|\n\n")
_INTRODUCED = re.compile(rf"\b(?:{_TELLS}|{_THINKS}|{_VIEW}|point|answer|reason)\b[^.!?:]{{0,80}}:\s*$", re.I)
_REFERRED = re.compile(
    rf"\s*(?:(?:That|This|Such)\b[^.!?]{{0,40}}\b(?:{_VIEW}|argument|belief|claim|what\s[^.!?]{{2,40}}{_TELLS})\b|So\s(?:says?|said)\b)"
)
_SPOKEN = re.compile(
    rf"\b(?:{_TELLS}|{_THINKS}|quot(?:es?|ed)|called?|put\sit|in\sthe\swords\sof|according\sto)\b", re.I
)
_FEWEST = 4  # words between quotation marks that state something
_MOST = 60  # sentences of a source that are read


@dataclass(frozen=True, slots=True)
class Owned:
    """What somebody says, `text[start:end]`; `mark` is the span of the words that tell so, `owner` who it is, or "".

    `opinion` marks a view, a guess or a judgement; a report of somebody's and a quotation are none by themselves.
    """

    start: int
    end: int
    mark: tuple[int, int]
    owner: str
    opinion: bool


@lru_cache(maxsize=256)
def owned(text: str, before: str = "", after: str = "") -> tuple[Owned, ...]:
    """Give the clauses of a text that it attributes to somebody; `before` and `after` are the words around it."""
    found: list[Owned] = []
    spans = list(_sentences(text))[:_MOST]
    for start, end in spans:
        found += _in_sentence(text[start:end], start)
    for start, end in quotations(text):
        mark = _spoken(text, start, end) if _states(text[start:end]) else None
        if mark is None and _states(text[start:end]) and _speaks_near(before, after):
            mark = end, end
        if mark is not None:
            found.append(Owned(start, end, mark, "", False))
    if not found and spans:
        found += _carried(text, before, after)
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _SENTENCE.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _in_sentence(sentence: str, offset: int) -> Iterator[Owned]:
    quoted = quotations(sentence)
    for pattern, reader in ((_ASIDE, _aside), (_LED, _led), (_THAT, _that), (_PLAIN, _that)):
        for match in pattern.finditer(sentence):
            if not any(a <= match.start() < b for a, b in quoted) and (one := reader(sentence, match)):
                yield _moved(one, offset)
                return


def _moved(one: Owned, offset: int) -> Owned:
    mark = (one.mark[0] + offset, one.mark[1] + offset)
    return Owned(one.start + offset, one.end + offset, mark, one.owner, one.opinion)


def _aside(sentence: str, match: re.Match[str]) -> Owned | None:
    """Read ", she argues," and ", according to the ministry.": the clauses on both sides are hers."""
    start = sentence.rfind("; ", 0, match.start()) + 1
    end = sentence.find("; ", match.end())
    end = len(sentence) if end < 0 else end
    who = match["who"] or match["by"] or match["behind"] or match["own"] or ""
    opinion = bool(match["own"] or match["thinks"] or (match["said"] and not re.match(_TELLS, match["said"], re.I)))
    if match["who"] and re.match(r"(?:which|who|that|and|but|as)\b", match["who"], re.I):
        return None
    return Owned(start, end, match.span(), _owner(who), opinion or _judges(sentence[start:end]))


def _led(sentence: str, match: re.Match[str]) -> Owned:
    end = sentence.find("; ", match.end())
    end = len(sentence) if end < 0 else end
    who = match["by"] or match["of"] or match["whom"] or match["her"] or ""
    return Owned(
        match.end(), end, match.span(), _owner(who), match["tells"] is None or _judges(sentence[match.end() : end])
    )


def _that(sentence: str, match: re.Match[str]) -> Owned | None:
    led = sentence[max(0, match.start() - 100) : match.start()]
    end = sentence.find("; ", match.end())
    end = len(sentence) if end < 0 else end
    if _NOBODY.search(led) or not led.strip():
        return None
    start = max(0, match.start() - 100)
    opinion = match["thinks"] is not None or _judges(sentence[match.end() : end])
    return Owned(match.end(), end, (start, match.end()), _owner(led), opinion)


def _owner(words: str) -> str:
    """Give the first name that is no country's among the words for who speaks, else a short noun phrase as it is."""
    names = [one for one in named(f"x {words}") if not one.marks]
    if names:
        return f"x {words}"[names[0].start : names[0].end]
    words = words.removeprefix("according to ").strip(" ,“”\"'’")
    return words if 1 < len(words.split()) <= 5 and words[:4].casefold() in ("the ", "offi", "poli", "crit") else ""


_JUDGES = re.compile(
    r"\b(?:should|ought|must|mistake|wrong|right\sthing|danger\w*|threat|best|worst|good|bad|great|terrible|crucial|vital|essential|"
    r"important|unfair|unjust|disast\w+|catastroph\w+|success\w*|failure|irresponsible|reckless|fool\w*|shame\w*|unacceptable|"
    r"necessary|unnecessary|too\s\w+|better|worse|needs?\sto|needed\sto|would|could|may|might|likely|unlikely|risk\w*|"
    r"missed|effective|ineffective|huge|absurd|ridiculous|probably|perhaps)\b",
    re.I,
)


def _judges(words: str) -> bool:
    return bool(_JUDGES.search(words))


def _states(words: str) -> bool:
    """Say whether quoted words are a statement, and no title or single term."""
    parts = words.split()
    return len(parts) >= _FEWEST and 2 * sum(part[:1].isupper() for part in parts) <= len(parts)


def _spoken(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the words beside a quotation that tell of somebody speaking."""
    match = _SPOKEN.search(text, end, end + 120) or _SPOKEN.search(text, max(0, start - 200), start)
    return match.span() if match else None


def _speaks_near(before: str, after: str) -> bool:
    return bool(_SPOKEN.search(before[-160:]) or _SPOKEN.search(after[:80]))


def _carried(text: str, before: str, after: str) -> Iterator[Owned]:
    """Give a whole text that the words around it attribute: an open quotation, "he argued:", "That is her view"."""
    if open_quote(before) and not text.startswith(("“", '"')):
        close = next((at for at, mark in enumerate(text) if mark in '”»"'), len(text))
        yield Owned(0, close, (0, 0), "", False)
    elif _INTRODUCED.search(before[-200:]) or _REFERRED.match(after[:120]):
        yield Owned(0, len(text), (0, 0), "", True)
