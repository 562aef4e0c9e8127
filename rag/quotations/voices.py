"""Whose words a quotation is in an article, and what around it changes them: a denial, a question, a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.sentence import sentences
from rag.quotations.traced import Voice
from rag.reading.names import ADJECTIVE
from rag.reading.naming import Named, inside, named
from rag.reading.quoted import quotations
from rag.reading.speakers import Speech, speeches
from rag.reading.speech import open_quote
from rag.words.lists import BODIES
from rag.words.places import CITIES, REGIONS

_AROUND = 2_000  # characters of the paragraph that are read on each side
_MARKS = ' “”"‘’«»,'
_FEW = 9  # words before a quotation in which a denial bears on it
_DENIED = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|hardly|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refus\w+|disput\w+|false|falsely|"
    r"untrue|wrongly|far from|without|cannot|contrary to|myth|retracted|withdrew)\b|n[’']t\b",
    re.I,
)
_SUPPOSED = re.compile(
    r"\b(?:if|unless|whether|supposing|suppose|imagine|as though|as if|would have|might have)\s+\S{0,20}\s*[“\"‘«]?$",
    re.I,
)
_TURNED = re.compile(
    r"[\s,;:”\"’»–—-]*\b((?:but|unless|if|only if|except|until|although|though|however|provided)\b\s+\w.{0,80})",
    re.I | re.S,
)
_NOBODY = re.compile(r"\b[A-ZÀ-Þ]{2,}\b|^\w+ing\b")  # "Widening NATO" is no person
_IT = re.compile(r"\b(?:it|they)(?:\s\w+ly|\s(?:has|have|had|also))*\s$", re.I)
# "Lee, whom the article quotes: “...”", "they quote Lee: “...”", "in the words of Lee, “...”".
_QUOTES = re.compile(r"(?:\bquot(?:e|es|ed|ing)|\bin\sthe\swords\sof)\s(?P<who>[^“\"«:;.]{2,80}?)[:,]?\s*$")
_WHOM = re.compile(r"(?P<who>[^“\"«:;]{2,120}?),?\swhom\s[^“\"«:;,.]{2,60}?\squot\w+[:,]?\s*$")
_ACCORDING = re.compile(r"\baccording\sto\s(?P<who>[^“\"«:;.]{2,80})", re.I)
_PAPER = re.compile(r"\W*It\s(?!was\s|is\s)")  # "It accused them of “...”": a paper or a body, and nobody before it
_BRIEF = 60  # characters of a sentence that only says who spoke: "Holm said on Monday."
_OF = re.compile(r"\b(?:of|at|in)\s(?:the\s)?$", re.I)
_CLAUSE = re.compile(r"[,;:]\s(?!(?:he|she|they|it)\b)")


_NOUN = re.compile(r"\b(?:the|an?|this|that|these|his|her|its|their)\s(?:\w+\s)?$", re.I)  # "the remark" says nothing
_PLAIN = re.compile(r"(?:\s[a-z][\w-]*){1,4}\s?")  # nouns that a name stands before: "Australian prime minister"
_ARTICLE = re.compile(r"(?:\bthe\s)(?:[a-z]+\s){0,2}$", re.I)


@dataclass(frozen=True, slots=True)
class Company:
    """Whose words a piece of text is, by what name, and what around it changes what it says."""

    voice: Voice
    speaker: str | None
    context: tuple[str, ...]


def company(text: str, start: int, end: int) -> Company:
    """Read the paragraph around `text[start:end]`."""
    first, last = _paragraph(text, start, end)
    paragraph, at, to = text[first:last], start - first, end - first
    spans = sentences(paragraph)
    if not spans:
        return Company(Voice.OWN, None, ())
    mine = [number for number, (a, b) in enumerate(spans) if a < to and at < b] or [0]
    sentence = spans[mine[0]][0], spans[mine[-1]][1]
    quoted = _inside(paragraph, at, to)
    speaker = _speaker(paragraph, spans, mine, quoted, text[max(0, first - _AROUND) : first])
    said = speaker is not None and (quoted or _reports(paragraph, sentence, at))
    voice = Voice.QUOTED if quoted else Voice.REPORTED if said else Voice.OWN
    return Company(voice, speaker if said else None, tuple(_context(paragraph, sentence, at, to)))


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind("\n\n", max(0, start - _AROUND), start)
    last = text.find("\n\n", end, end + _AROUND)
    return (max(0, start - _AROUND) if first < 0 else first + 2), (min(len(text), end + _AROUND) if last < 0 else last)


def _inside(text: str, start: int, end: int) -> bool:
    """Say whether words stand inside quotation marks, or are most of what does."""
    for a, b in quotations(text):
        if min(b, end) - max(a, start) > 0.6 * (end - start):
            return True
    return open_quote(text[:start])


def _speaker(text: str, spans: tuple[tuple[int, int], ...], mine: list[int], quoted: bool, before: str) -> str | None:
    """Give the name beside the nearest verb of saying: in the sentence, behind the quotation, or before it."""
    if quoted and (named_before := _introduced(text, spans[mine[0]], before)) is not None:
        return named_before
    order = [*mine, *((mine[-1] + 1, mine[0] - 1) if quoted else ())]
    if _PAPER.match(text[slice(*spans[mine[0]])]):
        order = mine
    for number in order:
        if not 0 <= number < len(spans):
            continue
        a, b = spans[number]
        sentence = text[a:b]
        if number > mine[-1] and b - a > _BRIEF:
            continue  # it tells what somebody else says
        names = named(sentence, inside(text))
        for speech in speeches(sentence, names):
            if _NOUN.search(sentence[: speech.start]) and speech.verb != "said":
                continue
            if speech.pronoun and _IT.search(sentence[: speech.start]):
                return None  # a paper or a body that no name is sure of
            found = _name(sentence, speech, before + text[:a])
            if found:
                return found
    return _source(text, spans[mine[0]], before)


def _introduced(text: str, sentence: tuple[int, int], before: str) -> str | None:
    """Give who is quoted by the words that lead to a quotation: "they quote Lee: “...”"."""
    start, end = sentence
    opening = next((a for a, _ in quotations(text) if start < a <= end), None)
    ahead = text[start : opening - 1] if opening else ""
    found = _WHOM.search(ahead) or _QUOTES.search(ahead)
    return _last_person(found["who"], before + text[:start]) if found else None


def _source(text: str, sentence: tuple[int, int], before: str) -> str | None:
    """Give the person according to whom a sentence tells what it tells."""
    found = _ACCORDING.search(text[slice(*sentence)])
    return _last_person(found["who"], before + text[: sentence[0]]) if found else None


def _last_person(words: str, before: str) -> str | None:
    people = _people(f"x {words}")
    return _whole(people[-1], before) if people else None


def _name(sentence: str, speech: Speech, before: str) -> str | None:
    if speech.pronoun:
        return _person_before(before + sentence[: speech.start])
    return _described(sentence, speech, before) if speech.speakers else None


def _described(sentence: str, speech: Speech, before: str) -> str:
    """Give who speaks as the sentence has it: by name, or by an office that a nation's name stands before."""
    name = speech.speakers[0]
    between = sentence[name.end : speech.start]
    if name.marks and _PLAIN.fullmatch(between) and ADJECTIVE.search(sentence[name.start : name.end]):
        article = _ARTICLE.search(sentence[: name.start])
        return " ".join(sentence[article.start() if article else name.start : speech.start].split())
    return _whole(_written(sentence, name), before)


def _person_before(text: str) -> str | None:
    """Give the person that "he" or "she" means at the end of a text: named in it, or in the nearest sentence before."""
    tail = text[-_AROUND:]
    for start, end in reversed(sentences(tail)):
        people = _people(tail[start:end])
        if people:
            return _whole(people[0], text)
    return None


def _people(sentence: str) -> list[str]:
    """Give the names of people of a sentence, not those in quotation marks or behind "of": "a lecturer of Oslo"."""
    quoted = quotations(sentence)
    return [
        written
        for name in named(sentence, inside(sentence))
        if not name.marks and not any(a <= name.start < b for a, b in quoted)
        if not _NOBODY.search(written := _written(sentence, name)) and not _OF.search(sentence[: name.run[0]])
        if BODIES.isdisjoint(name.words) and written not in CITIES and written not in REGIONS
    ]


def _whole(name: str, before: str) -> str:
    """Give the full name where a text has it before a last name alone."""
    if " " in name:
        return name
    tail = before[-_AROUND:]
    longer = (_written(tail, one) for one in named(tail, inside(tail)) if len(one.words) > 1)
    return next((one for one in longer if one.endswith(f" {name}")), name)


def _written(text: str, name: Named) -> str:
    return " ".join(text[name.start : name.end].split())


def _reports(text: str, sentence: tuple[int, int], at: int) -> bool:
    """Say whether a sentence tells the words after somebody: a verb of saying stands outside them."""
    words = text[sentence[0] : sentence[1]]
    return _ACCORDING.search(words) is not None or any(True for _ in speeches(words, named(words)))


def _context(text: str, sentence: tuple[int, int], start: int, end: int) -> Iterator[str]:
    ahead, behind = text[sentence[0] : start], text[end : sentence[1]]
    clause = _CLAUSE.split(ahead)[-1]
    near = " ".join(clause.split()[-_FEW:])
    denied = _DENIED.search(near)
    if denied:
        yield f"a denial stands before it: “{near[denied.start() :].strip(_MARKS)} …”"
    if _SUPPOSED.search(ahead):
        yield "it is supposed and not said"
    if text[sentence[0] : sentence[1]].rstrip("\"'”’»)] ").endswith("?") and "?" not in text[start:end]:
        yield "it stands in a question"
    if _nested(text, start, end):
        yield "it is a quotation inside a quotation"
    turned = _TURNED.match(behind)
    if turned:
        yield f"the sentence goes on: “{' '.join(turned[1].split())}”"


def _nested(text: str, start: int, end: int) -> bool:
    for a, b in quotations(text):
        if a <= start and end <= b:
            return any(a + c <= start and end <= a + d for c, d in quotations(text[a:b]))
    return False
