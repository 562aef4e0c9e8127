"""What a question demands of the sentence that answers it, however near it is: its names, its kind, its speaker."""

from __future__ import annotations

import re
from collections import Counter

from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.near import named_in, typed, wide
from rag.evidence.relation import Told, relation
from rag.evidence.told import undated, unmade, untold
from rag.evidence.whose import is_about, is_theirs, speaker
from rag.reading.expect import AnswerKind
from rag.reading.kinds import SPEECH
from rag.words.function_words import word_set
from rag.words.terms import carried_from, holds

HARD = (AnswerKind.DAY, AnswerKind.DATE, AnswerKind.COUNT, AnswerKind.MONEY, AnswerKind.DURATION, AnswerKind.PERSON)
_UNCOUNTED = word_set("times time percent percentage")
_PEOPLE = word_set(
    "people person persons men women children staff employees workers personnel officials soldiers troops residents "
    "citizens inhabitants visitors fans students patients victims passengers members tourists dead killed died injured "
    "deaths casualties lives population death toll fatalities fatality survivors team crew workforce"
)
_SORTS = word_set("men women children soldiers troops officials students tourists")  # of whom "people" may be others
_REASONS = {
    "names": "no passage found speaks of {names} in this connection",
    "kind": "no sentence found gives the {kind} asked for",
    "counted": "no sentence found counts {head}",
    "speaker": "no passage found reports words of {speaker} on this",
    "topic": "no passage found reports words of {speaker} on this",
    "deed": "the passages found tell this of others than {names}, or deny it",
    "untold": "no passage found tells this of {names}",
    "": "no passage found tells this",
}


def unmet(evidence: Evidence) -> str:
    """Give the demand for which every shortlisted sentence fails, or most of them; empty when one meets all.

    "deed" and "untold" are demands of the passages as a whole, see `rag.evidence.relation`.
    """
    failed = [failures(candidate, evidence) for candidate in evidence.shortlist]
    if not failed or not all(failed) or said_elsewhere(evidence):
        return _of_all(evidence)
    return Counter(name for names in failed for name in names).most_common(1)[0][0]


def said_elsewhere(evidence: Evidence) -> tuple[Candidate, ...]:
    """Give the sentences outside the shortlist that report words of the one whose words are asked for."""
    if not speaker(evidence):
        return ()
    rest = evidence.candidates[evidence.shortlisted :]
    return tuple(one for one in rest if one.kind and not failures(one, evidence))


def _of_all(evidence: Evidence) -> str:
    """Give the demand that the passages as a whole do not meet, whatever single sentences do."""
    if relation(evidence).told is Told.OTHERWISE:
        return "deed"
    if untold(evidence):
        return "untold"
    return "kind" if undated(evidence) or unmade(evidence) else ""


def reason(demand: str, evidence: Evidence) -> str:
    """Put an unmet demand into words."""
    if demand == "untold" and not typed(evidence):
        demand = ""
    return _REASONS[demand].format(
        names=" or ".join(" ".join(term.word for term in run) for run in typed(evidence)),
        kind={AnswerKind.DAY: "day", AnswerKind.COUNT: "figure", AnswerKind.MONEY: "sum"}.get(
            evidence.expected.kind, evidence.expected.kind
        ),
        head=evidence.expected.head,
        speaker=" ".join(term.word for term in speaker(evidence)),
    )


def failures(candidate: Candidate, evidence: Evidence) -> tuple[str, ...]:
    """Give the demands that a sentence does not meet; empty when it may answer, or where the rules do not hold.

    They are of English: German, say, writes every noun with a capital, as if it were a name.
    """
    if not evidence.english:
        return ()
    checks = (
        ("names", named_in(candidate, evidence)),
        ("kind", candidate.kind or evidence.expected.kind not in HARD),
        ("counted", _counts(candidate, evidence)),
        ("speaker", is_theirs(candidate, evidence)),
        ("topic", is_about(evidence, wide(candidate))),
    )
    return tuple(name for name, met in checks if not met)


def only_named(evidence: Evidence) -> bool:
    """Say whether a question is of a name and nothing else ("who is Ann Lee?", "what did Ann Lee warn of?").

    What names it answers then: there is no relation that could be another.
    """
    whole = evidence.english and carried_from(evidence.question) == len(evidence.question)
    kind = evidence.expected.kind in (AnswerKind.OTHER, AnswerKind.SAYING)
    return (
        whole
        and kind
        and any(term.name for term in evidence.asked)
        and all(
            term.name or (evidence.expected.kind is AnswerKind.SAYING and SPEECH.fullmatch(term.word))
            for term in evidence.asked
        )
    )


def _counts(candidate: Candidate, evidence: Evidence) -> bool:
    head = evidence.expected.head.casefold()
    if evidence.expected.kind is not AnswerKind.COUNT or not head or head in _UNCOUNTED:
        return True
    if head in _SORTS:
        return head in candidate.around(ahead=0).casefold()
    if head in _PEOPLE:
        words = re.findall(r"\w+", candidate.text.casefold())
        return any(word in _PEOPLE or f"{word}s" in _PEOPLE for word in words)  # "all 30 member states"
    counted = next((term for term in evidence.asked if term.word.casefold() == head), None)
    return counted is None or holds(counted.stem, candidate.stems)
