"""Whose words a quotation is in an article, and what around it changes them: a denial, a question, a frame."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.sentence import sentences
from rag.quotations.people import last_person, people, person_before, whole, written
from rag.quotations.traced import Voice
from rag.quotations.turned import context
from rag.quotations.unnamed import source, subject
from rag.reading.names import ADJECTIVE
from rag.reading.naming import inside, named
from rag.reading.quoted import quotations
from rag.reading.speakers import Speech, says, speeches
from rag.reading.speech import open_quote

_AROUND = 2_000  # characters of the paragraph that are read on each side
_IT = re.compile(r"\b(?:it|they)(?:\s\w+ly|\s(?:has|have|had|also))*\s$", re.I)
# "Lee, whom the article quotes: “...”", "they quote Lee: “...”", "in the words of Lee, “...”".
_QUOTES = re.compile(r"(?:\bquot(?:e|es|ed|ing)|\bin\sthe\swords\sof)\s(?P<who>[^“\"«:;.]{2,80}?)[:,]?\s*$")
_WHOM = re.compile(r"(?P<who>[^“\"«:;]{2,120}?),?\swhom\s[^“\"«:;,.]{2,60}?\squot\w+[:,]?\s*$")
_ACCORDING = re.compile(r"\baccording\sto\s(?P<who>[^“\"«:;.]{2,80})", re.I)
_PAPER = re.compile(r"\W*It\s(?!was\s|is\s)")  # "It accused them of “...”": a paper or a body, and nobody before it
_SHORTEST = 3  # characters of a paragraph
_BRIEF = 60  # characters of a sentence that only says who spoke: "Holm said on Monday."
_OPENS = re.compile(r"\n\n[“\"«„]")
_VERBS = (
    r"(?:said|says|asked|asks|replied|replies|recalled|recalls|added|adds|wrote|writes|argued|argues|warned|warns|noted|explained|insisted|"
    r"joked|answered|remarked|continued|concluded|complained|admitted|observed|told|sagte|"
    r"sagt|erklärte|erklärt|meinte|fragte|schrieb|dijo|dice|afirmó|"
    r"preguntó|dit|déclare|affirme|ajoute|disse|ha detto|a dit|a déclaré)"
)
# "...?” asked Brekke.", "...“, sagte der Reeder Karl Petersen aus Hamburg.", "...,” she went on."
_BEHIND = re.compile(
    rf"[”\"’»“]\s*,?\s*(?:{_VERBS}\s+(?P<who>[^,.;:“”„\"«»\n]{{2,80}})(?:,\s(?P<name>[A-ZÀ-Þ][^,.;:“”„\"«»\n]{{2,60}}))?|(?P<pronoun>he|she)\s+(?:{_VERBS}|went\son)\b)"
)
_FROM = re.compile(r"\s(?:aus|von|vom|in|of|at|de|du|from|to|on|that|last|this|when|after|the\s\w+\s\w+)\s")
# "Her predecessor had told the court that ...", "An aide described it as ...": somebody without a name.
_SOMEBODY = re.compile(
    r"(?:^|[,;:]\s|\bthat\s|[.!?]\s)(?P<who>(?:The|Her|His|Its|Their|An?|One|Some|Several|Two|Three|Many|Both|Other|the|her|his|its|their|an?|one)"
    r"\s(?:(?!that\b|who\b|which\b)[\w’'-]+\s){1,5}?)(?:(?:has|had|have|also|later|once|then|never)\s)*$"
)
_PERSON = re.compile(r"(?:er|or|ist|man|woman|person|ian|aide|official|diplomat|source|witness|resident|chief|head)\s$")
_NOUN = re.compile(r"\b(?:the|an?|this|that|these|his|her|its|their)\s(?:\w+\s)?$", re.I)  # "the remark" says nothing
_PLAIN = re.compile(r"(?:\s[a-z][\w-]*){1,4}\s?")  # nouns that a name stands before: "Australian prime minister"
_ARTICLE = re.compile(r"(?:\bthe\s)(?:[a-z]+\s){0,2}$", re.I)


@dataclass(frozen=True, slots=True)
class Company:
    """Whose words a piece of text is, by what name, and what around it changes what it says."""

    voice: Voice
    speaker: str | None
    context: tuple[str, ...]


def company(text: str, start: int, end: int, asked: bool = False) -> Company:
    """Read the paragraph around `text[start:end]`, words that were given as a question where `asked`."""
    first, last = _paragraph(text, start, end)
    paragraph, at, to = text[first:last], start - first, end - first
    spans = sentences(paragraph)
    if not spans:
        return Company(Voice.OWN, None, ())
    mine = [number for number, (a, b) in enumerate(spans) if a < to and at < b] or [0]
    sentence = spans[mine[0]][0], spans[mine[-1]][1]
    quoted = _inside(paragraph, at, to)
    speaker = _speaker(paragraph, spans, mine, quoted, text[max(0, first - _AROUND) : first])
    if quoted and speaker is None and _goes_on(text, first):
        speaker = company(text, first - 3, first - 2).speaker
    said = speaker is not None and (quoted or _reports(paragraph, sentence, at))
    voice = Voice.QUOTED if quoted else Voice.REPORTED if said else Voice.OWN
    return Company(voice, speaker if said else None, tuple(context(paragraph, sentence, at, to, asked)))


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the paragraph around words, and those that a quotation goes on in: their marks close only in the last."""
    first = text.rfind("\n\n", max(0, start - _AROUND), start)
    last = text.find("\n\n", end, end + _AROUND)
    first, last = (
        max(0, start - _AROUND) if first < 0 else first + 2,
        min(len(text), end + _AROUND) if last < 0 else last,
    )
    while last - first < _AROUND and _OPENS.match(text, last) and open_quote(text[first:last]):
        following = text.find("\n\n", last + 2, end + _AROUND)
        last = min(len(text), end + _AROUND) if following < 0 else following
    return first, last


def _goes_on(text: str, first: int) -> bool:
    """Say whether a paragraph goes on with a quotation that the one before it leaves open."""
    if first < _SHORTEST or not _OPENS.match(text, first - 2):
        return False
    before = text.rfind("\n\n", max(0, first - _AROUND), first - 2)
    return open_quote(text[max(0, before) : first - 2])


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
    if quoted and (behind := _told_behind(text, spans[mine[0]], before)) is not None:
        return behind
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
        if said := _by_office(sentence, number == mine[0]):
            return said
        names = named(sentence, inside(f"{before}{text}"))
        for speech in speeches(sentence, names):
            noun = _NOUN.search(sentence[: speech.start])
            if noun and speech.verb != "said" and not _PERSON.search(noun.group()):
                continue
            if speech.pronoun and _IT.search(sentence[: speech.start]):
                return None  # a paper or a body that no name is sure of
            found = _name(sentence, speech, before + text[:a]) or _somebody(sentence, speech, before + text[:a])
            if found:
                return found
    if quoted and mine[0] and (told := _told_behind(text, spans[mine[0] - 1], before)) is not None:
        return told
    return _source(text, spans[mine[0]], before)


def _by_office(sentence: str, own: bool) -> str | None:
    """Give who speaks a sentence by no name of their own, where the words stand in it: "Holm’s lawyer"."""
    return (subject(sentence) or None) if own else None


def _told_behind(text: str, sentence: tuple[int, int], before: str) -> str | None:
    """Give who is told behind the quotation that a sentence is part of: "...?” asked Brekke"."""
    for a, b in quotations(text):
        found = _BEHIND.match(text, b) if a < sentence[1] and sentence[0] < b else None
        if found is None:
            continue
        if found["pronoun"]:
            return person_before(before + text[:a])
        who = _FROM.split(" ".join(found["who"].split()))[0]
        named_there = people(f"x {who}") or people(f"x {found['name'] or ''}")
        if named_there or who[:1].isupper() or not who.isascii() or found.group().count("sagt"):
            return whole(named_there[-1], before + text[:a]) if named_there else who
    return None


def _somebody(sentence: str, speech: Speech, before: str) -> str | None:
    """Give who speaks without a name as the sentence has it: "Kari Lund’s predecessor", "an aide"."""
    found = None if speech.speakers or speech.pronoun else _SOMEBODY.search(sentence[: speech.start])
    if found is None or not says(speech.verb):
        return None
    who = " ".join(found["who"].split())
    whose, _, rest = who.partition(" ")
    person = person_before(before) if whose.lower() in ("her", "his") else None
    return f"{person}’s {rest}" if person else who


def _introduced(text: str, sentence: tuple[int, int], before: str) -> str | None:
    """Give who is quoted by the words that lead to a quotation: "they quote Lee: “...”"."""
    start, end = sentence
    opening = next((a for a, _ in quotations(text) if start < a <= end), None)
    ahead = text[start : opening - 1] if opening else ""
    found = _WHOM.search(ahead) or _QUOTES.search(ahead)
    return last_person(found["who"], before + text[:start]) if found else None


def _source(text: str, sentence: tuple[int, int], before: str) -> str | None:
    """Give the person according to whom a sentence tells what it tells."""
    words = text[slice(*sentence)]
    found = _ACCORDING.search(words)
    person = last_person(found["who"], before + text[: sentence[0]]) if found else None
    return person or source(words) or None


def _name(sentence: str, speech: Speech, before: str) -> str | None:
    if speech.pronoun:
        return person_before(before + sentence[: speech.start])
    return _described(sentence, speech, before) if speech.speakers else None


def _described(sentence: str, speech: Speech, before: str) -> str:
    """Give who speaks as the sentence has it: by name, or by an office that a nation's name stands before."""
    name = speech.speakers[0]
    between = sentence[name.end : speech.start]
    if name.marks and _PLAIN.fullmatch(between) and ADJECTIVE.search(sentence[name.start : name.end]):
        article = _ARTICLE.search(sentence[: name.start])
        return " ".join(sentence[article.start() if article else name.start : speech.start].split())
    return whole(written(sentence, name), before)


def _reports(text: str, sentence: tuple[int, int], at: int) -> bool:
    """Say whether a sentence tells the words after somebody: a verb of saying stands outside them."""
    words = text[sentence[0] : sentence[1]]
    return (
        _ACCORDING.search(words) is not None or bool(subject(words)) or any(True for _ in speeches(words, named(words)))
    )
