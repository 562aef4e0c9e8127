"""Whose words a question asks for, and about what."""

from __future__ import annotations

import re
from calendar import month_name

from rag.evidence.candidates import Candidate, Evidence
from rag.reading.expect import AnswerKind
from rag.reading.speech import speaks
from rag.words.function_words import word_set
from rag.words.terms import Term, carried_from, holds, stems

_SAYS = (
    r"(?:say|said|tell|told|think|thought|claim\w*|argue\w*|warn\w*|call\w*|describe\w*|comment\w*|"
    r"announce\w*|suggest\w*|state\w*"
    r"|recommend\w*|promise\w*|demand\w*|react\w*|characteri[sz]e\w*|justify|explain\w*)"
)
_SPEAKER = re.compile(
    rf"\b(?:did|does|do|has|have|had)\s+(?P<who>.+?)\s+(?:\w+ly\s+)?{_SAYS}\b|\baccording to\s+(?P<source>[^,?]+)",
    re.IGNORECASE,
)
_ROLES = word_set(
    "president chancellor premier prime minister ministry leader governor mayor spokesman spokeswoman spokesperson "
    "king queen chief head director secretary general ambassador senator lawyer wife husband son "
    "daughter father mother coach owner"
)
_WRITINGS = word_set(
    "article articles piece pieces text texts report reports story stories source sources account accounts"
)
_ABOUT = re.compile(r"\b(?:about|on|of|regarding|concerning)\b", re.IGNORECASE)


def speaker(evidence: Evidence) -> tuple[Term, ...]:
    """Give the terms of the one whose words are asked for; empty where nobody's are.

    An article is nobody: of "the ORF article" the name remains, of "an article from last November" nothing.
    """
    match = _SPEAKER.search(evidence.question) if evidence.expected.kind is AnswerKind.SAYING else None
    if match is None:
        return ()
    start, end = match.span("who" if match.group("who") else "source")
    said = tuple(term for term in evidence.asked if start <= term.start < end)
    if not any(term.word.casefold() in _WRITINGS for term in said):
        return said
    named = (term for term in said if term.name and term.word.casefold() not in _WRITINGS)
    return tuple(term for term in named if not _is_date(term))


def _is_date(term: Term) -> bool:
    return term.word.isdigit() or term.word in month_name


def is_theirs(candidate: Candidate, evidence: Evidence) -> bool:
    """Say whether a sentence reports words of the one whose words are asked for; True where nobody's are."""
    asked = speaker(evidence)
    if not asked:
        return True
    held = stems(f"{candidate.passage.title or ''}\n{candidate.around()}")
    needed = (term for term in asked if (term.name or term.word.casefold() in _ROLES) and not _first_name(term, asked))
    if not all(holds(term.stem, held) for term in needed):
        return False
    office = _of_office(asked, evidence.question)
    if office and not all(re.search(rf"\b{term.word}", candidate.text, re.IGNORECASE) for term in office):
        return False
    who = office or asked
    return any(speaks((term,), candidate.text, candidate.before[-300:]) for term in who)


def by_office(evidence: Evidence) -> bool:
    """Say whether a question asks for the words of somebody's lawyer, wife or other office, who has no name in it."""
    return bool(_of_office(speaker(evidence), evidence.question))


def _of_office(asked: tuple[Term, ...], question: str) -> tuple[Term, ...]:
    """Give the office of one who speaks and has no name here: the lawyer, of "Lee's lawyer", and not Lee."""
    owned = any(re.match(r"['’]s? [a-z]", question[term.end :]) for term in asked)
    return tuple(term for term in asked if owned and term.word.casefold() in _ROLES)


def is_about(evidence: Evidence, near: str) -> bool:
    """Say whether a text holds a word of what somebody is asked to have spoken about; True where nothing is named."""
    if not speaker(evidence):
        return True
    about = _ABOUT.search(evidence.question, max(term.end for term in speaker(evidence)))
    if about is None:
        return True
    edge, held = carried_from(evidence.question), stems(near)
    topic = [term.stem for term in evidence.asked if about.end() <= term.start < edge]
    return not topic or any(holds(stem, held) for stem in topic)


def _first_name(term: Term, asked: tuple[Term, ...]) -> bool:
    return term.name and any(other.name and other.start == term.end + 1 for other in asked)
