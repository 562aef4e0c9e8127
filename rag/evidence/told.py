"""Whether the passages tell outright what a question asks of a deed, or leave untold who did it, or when."""

from __future__ import annotations

from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.relation import Told, relation
from rag.reading.asked import asked
from rag.reading.expect import AnswerKind
from rag.reading.kinds import answers_kind
from rag.words.terms import holds

_WHEN = (AnswerKind.DATE, AnswerKind.DAY)
_HAPPENS = frozenset(("happen", "happened", "occur", "occurred", "arise", "originate", "originated"))


def untold(evidence: Evidence) -> bool:
    """Say whether a question asks who did a deed, or when, that no passage found tells of those it names.

    Without the deed a name or a date beside theirs is no answer. Questions of other kinds are answered in more ways; so
    is one whose verb says little, or that asks whose somebody is. On desk dev and every sixth of squad2 silence there
    refuses 9 questions that have no answer and were answered, and 1 that has one (2026-11-22).
    """
    if evidence.expected.kind not in (*_WHEN, AnswerKind.PERSON) or relation(evidence).told is not Told.NOWHERE:
        return False
    wanted = asked(evidence.question)
    return wanted is not None and not (wanted.beside or wanted.owners or wanted.verb in _HAPPENS)


def undated(evidence: Evidence) -> bool:
    """Say whether a question asks when a deed was done that the passages tell without a date in or beside the words."""
    if evidence.expected.kind not in _WHEN or relation(evidence).told is not Told.SO:
        return False
    return not any(answers_kind(evidence.expected, one.around(), evidence.question) for one in telling(evidence))


def outright(evidence: Evidence) -> bool:
    """Say whether a sentence tells the deed of those asked about in every word of the question, and holds an answer."""
    if not relation(evidence).surely:
        return False
    words = [term.stem for term in evidence.asked if not term.name]
    return any(one.kind and all(holds(stem, one.stems) for stem in words) for one in telling(evidence))


def telling(evidence: Evidence) -> list[Candidate]:
    """Give the sentences that tell the deed asked about of those it is asked of."""
    places = relation(evidence).places
    return [one for one in evidence.candidates if (one.passage.sha256, one.start) in places]
