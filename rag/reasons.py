"""Sentences that give reasons: the best, then those near it that go on about the one whose reasons are asked for."""

from __future__ import annotations

from rag.candidates import Candidate, Evidence
from rag.demands import name_runs, names_near
from rag.terms import holds

_FOLLOWS = 2000  # characters behind the best sentence in which its article is read on


def reasons(evidence: Evidence, usable: list[Candidate]) -> list[Candidate]:
    """Give the sentences that give reasons, best first, the best of each article before second ones.

    Reasons stand in sentences that hold a word of cause and every name of the question nearby, or that go on, in the
    article of such a sentence and shortly behind it, about the first name of the question. Empty when none is found.
    """
    anchors = [one for one in usable if one.kind]
    runs = name_runs(evidence)
    if not anchors or not runs:
        return anchors
    actor = [term.stem for term in runs[0]]
    more = [
        one
        for one in evidence.candidates[evidence.shortlisted :]
        if one.kind
        and (
            names_near(one, evidence, ahead=0)
            or (_follows(one, anchors[0]) and any(holds(stem, one.stems) for stem in actor))
        )
    ]
    return _by_turns([*anchors, *more])


def _follows(candidate: Candidate, anchor: Candidate) -> bool:
    same = candidate.passage.article_id == anchor.passage.article_id
    return same and 0 < candidate.start - anchor.end < _FOLLOWS


def _by_turns(candidates: list[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.passage.article_id, candidate)
    leading = list(first.values())
    return [*leading, *(candidate for candidate in candidates if candidate not in leading)]
