"""Who speaks: sentences that need another to be understood, and whether somebody's words are theirs."""

from __future__ import annotations

import re

from rag.reading.kinds import SPEECH
from rag.words.terms import Term, holds, stems

_OPEN, _CLOSE = "“«„", "”»"
_PRONOUN = re.compile(
    r"[“\"'‘(\[\s]*(?:(?:And|But|So|Yet|Or|Then|Also|However|Indeed|Still|Thus|Therefore|Moreover|"
    r"Furthermore|Besides|Instead|Meanwhile|In fact|For example|For instance|Similarly|Rather|"
    r"Nevertheless|Later|Alternatively|In either case|In this context|As such|In turn)\b,?\s+)?"
    r"(?:he|she|they|it|his|her|their|its|this|these|those|that|such|both|him|them|(?:some|many|most|all|"
    r"none|part) of (?:this|these|that|those|them)|another|others|the (?:latter|former|move|two|three|"
    r"four|pair|same|group|plan|decision|document|proposal|deal|agreement|statement|report|study|company|"
    r"pact|bill|ruling|announcement))\b"
    r"(?!\s+(?:is|was|'s|’s)\s+(?:clear|important|difficult|hard|possible|likely|unlikely|worth|not clear|"
    r"believed|true|estimated|thought|unclear)\b)(?!\s+(?:who|which)\b)",
    re.IGNORECASE,
)
# "Since February they have lost", "On Tuesday she said": a pronoun subject behind words of time or place.
_TIME_WORD = (
    r"(?:[a-z]+|\d{1,4}(?:st|nd|rd|th)?|(?:Jan|Febr)uary|March|April|May|June|July|August|October|"
    r"(?:Sept|Nov|Dec)ember|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_PRONOUN_LATER = re.compile(
    r"[“\"'‘(\[\s]*(?:Since|In|On|By|During|Until|From|At|For|Last|Over|Within|After|Before)"
    rf"(?:\s(?:the|its|this|that|a|last|next|early|late|mid|\d+)){{0,2}}\s{_TIME_WORD}(?:\s\d{{4}})?,?\s(?:he|she|they)\b"
)
# "Asked for his opinion, he said", "Before her election she was": behind an opening that names nobody.
_PRONOUN_LED = re.compile(
    r"[“\"'‘(\[\s]*(?:[A-Z][a-z]+(?:ed|ing)|After|Although|As|At|Before|By|During|For|From|If|In|On|Once|Since|Though|"
    r"To|Under|Until|When|While|With|Without)(?: [a-z\d][\w’'-]*){0,8},? (?:he|she|they)\b"
)
_PRONOUN_SAID = re.compile(rf"[,.!?…][”\"»]\s+(?:he|she|they)\s+(?:{SPEECH.pattern})", re.IGNORECASE)
_LEANS = re.compile(
    r"[“\"'‘(\[\s]*(?:alternatively|instead|that said|in other words|as a result|for example|for instance|"
    r"similarly|likewise|in addition|second|secondly|third|thirdly|then|others?|this is why)\b,?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|«[^«»]*(?:»|$)|\"[^\"]*(?:\"|$)")

# Verbs that the speaker may stand behind: "..., said Ann Lee". Behind "said that" stands what was said.
_BEFORE_SPEAKER = re.compile(
    r"(?:said|says|added|argued|warned|told|wrote|according to|noted|explained)", re.IGNORECASE
)
_STOPS = frozenset(".!?…。！？؟۔।")
_CLOSERS = "\"'”’»)]}」』"
_FEWEST = 4  # words; fewer are a caption or a heading, unless they begin with a pronoun: "She was 94."
_BRIEF = re.compile(r"(?:He|She|It|They|Nobody|Everybody) \S+ \S+[.!]")


def states(sentence: str, passage: str) -> bool:
    """Say whether a sentence states something: no heading, no caption, no question."""
    text = sentence.rstrip()
    bare = text.rstrip(_CLOSERS)
    if bare.endswith(("?", "？", "؟")) or _is_label(text):
        return False
    return bare[-1:] in _STOPS or text[-1:] in _STOPS or not _STOPS & set(passage)


def _is_label(text: str) -> bool:
    return text.isascii() and len(text.split()) < _FEWEST and not _BRIEF.match(text)


def needs_antecedent(sentence: str) -> bool:
    """Say whether a sentence opens with a word that points back: a pronoun subject, "the move", "such"."""
    return any(pattern.match(sentence) for pattern in (_PRONOUN, _LEANS, _PRONOUN_LATER, _PRONOUN_LED))


def subject_pronoun(sentence: str) -> str:
    """Give the "he" or "she" that a sentence opens with, words of time and "his" or "her" included; "" for none."""
    found = _PRONOUN.match(sentence) or _PRONOUN_LATER.match(sentence) or _PRONOUN_LED.match(sentence)
    person = _PERSON.search(found.group()) if found else None
    return _PERSONS[person.group().casefold()] if person else ""


_PERSONS = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}
_PERSON = re.compile(r"\b(?:he|his|him|she|her)$", re.IGNORECASE)


def said_by_pronoun(sentence: str) -> bool:
    """Say whether a sentence is a quotation whose speaker is a pronoun: '"They were here first," she said.'."""
    return bool(_PRONOUN_SAID.search(sentence))


def open_quote(before: str) -> bool:
    """Say whether a quotation opened in the text before is still open at its end."""
    tail = before.rsplit("\n\n", 1)[-1]
    last_open = max(tail.rfind(mark) for mark in _OPEN)
    last_close = max(tail.rfind(mark) for mark in _CLOSE)
    straight = tail.count('"') % 2 == 1
    return last_open > last_close or straight


def needs_speaker(sentence: str, before: str) -> bool:
    """Say whether a sentence is mostly quotation and does not say whose."""
    inside = open_quote(before)
    quoted = sum(len(match.group()) for match in _QUOTED.finditer(sentence))
    if inside:
        closing = next((i for i, c in enumerate(sentence) if c in '”"»'), len(sentence))
        quoted = max(quoted, closing)
    return quoted > 0.5 * len(sentence) and not names_speaker(sentence, inside)


def names_speaker(sentence: str, inside: bool = False) -> bool:
    """Say whether the words of a sentence outside its quotations hold a verb of saying and somebody."""
    text = sentence
    if inside:
        closing = next((i for i, c in enumerate(sentence) if c in '”"»'), len(sentence))
        text = sentence[closing + 1 :]
    outside = _QUOTED.sub(" ", text)
    return bool(SPEECH.search(outside)) and bool(re.search(r"\b[A-Z]\w+|\b(?:he|she|they)\b", outside))


def speaks(asked: tuple[Term, ...], sentence: str, before: str) -> bool:
    """Say whether the one whose words are asked for stands beside a verb of saying in a sentence.

    `asked` are the terms of the speaker; they are looked for in the dozen words before the verb and the ten behind
    "said" or "according to", and, where a pronoun stands there, in the sentence before.
    """
    outside = _QUOTED.sub(" ", sentence)
    for verb in SPEECH.finditer(outside):
        near = " ".join(outside[: verb.start()].split()[-14:])
        if _BEFORE_SPEAKER.match(verb.group()) and not outside[verb.end() :].lstrip().startswith("that "):
            near += " " + " ".join(outside[verb.end() :].split()[:10])
        if re.search(r"\b(?:he|she|they|who|his|her|their)\b", near, re.IGNORECASE):
            near += " " + before
        held = stems(near)
        if all(holds(term.stem, held) for term in asked):
            return True
    return False
