"""Whether the passages tell outright what a question asks of a deed, or leave untold who did it, or when."""

from __future__ import annotations

import re

from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.relation import Relation, Told, relation
from rag.reading.asked import asked
from rag.reading.expect import AnswerKind
from rag.reading.kinds import answers_kind, unreported
from rag.words.terms import holds

_WHEN = (AnswerKind.DATE, AnswerKind.DAY)
_WHO_WHEN = (*_WHEN, AnswerKind.PERSON)
_TAKEN = (  # kinds of question that take their deed for done
    AnswerKind.CAUSE, AnswerKind.COUNT, AnswerKind.MONEY, AnswerKind.DURATION, AnswerKind.PLACE,
)  # fmt: skip
_HAPPENS = frozenset(("happen", "happened", "occur", "occurred", "arise", "originate", "originated"))


def untold(evidence: Evidence) -> bool:
    """Say whether a question takes a deed for done that no passage found tells of those it names.

    Without the deed a name or a date beside theirs is no answer to who did it, or when. Why, where or for how much it
    was done is told in more ways: those are left untold only where no word for the deed stands near its doers at all.
    A verb that says little, or a question whose somebody is, tells of no deed. On desk dev and every sixth of squad2
    silence about who and when refuses 9 questions that have no answer and were answered, and 1 that has one
    (2026-11-22).
    """
    told = relation(evidence)
    if told.told is not Told.NOWHERE or not (evidence.expected.kind in _WHO_WHEN or _unhinted(evidence, told)):
        return False
    wanted = asked(evidence.question)
    return wanted is not None and not (wanted.beside or wanted.owners or wanted.verb in _HAPPENS)


def _unhinted(evidence: Evidence, told: Relation) -> bool:
    return evidence.expected.kind in _TAKEN and not told.hinted


def undated(evidence: Evidence) -> bool:
    """Say whether a question asks when a deed was done that the passages tell without a date in or beside the words."""
    if evidence.expected.kind not in _WHEN or relation(evidence).told is not Told.SO:
        return False
    near = (unreported(one.around()) for one in telling(evidence))
    return not any(answers_kind(evidence.expected, text, evidence.question) for text in near)


def unmade(evidence: Evidence) -> bool:
    """Say whether a question asks who did a deed that is only told as undergone: "the mill was burned down"."""
    wanted = asked(evidence.question)
    if wanted is None or evidence.expected.kind is not AnswerKind.PERSON or not relation(evidence).undergone:
        return False
    return re.match(rf"\W*who (?:\w+ly )?{re.escape(wanted.verb)}\b", evidence.question, re.I) is not None


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
