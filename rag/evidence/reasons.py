"""Sentences that give reasons: the best, then those near it that go on about the one whose reasons are asked for."""

from __future__ import annotations

import re

from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.demands import failures
from rag.evidence.near import name_runs, names_near
from rag.evidence.relation import relation
from rag.words.function_words import FUNCTION_WORDS
from rag.words.terms import holds

_FEWEST = 3  # words of its own that a sentence has which says more than the question
_GOES_ON = re.compile(r"(?:\w+ ){0,7}(?:he|she|they|it)\b", re.I)
_FOLLOWS = 2000  # characters behind the best sentence in which its article is read on
# How far below the best sentence a reason may score, in its article and in others. A reason need share few words with
# the question that asks for it, but one of another article is mostly given for something else: over 36 small articles
# the reasons due lay up to .45 below, strays from .62 on; over the articles of tokyo-office one due lies .53 below. On
# desk dev, highlights and squad2 nothing changed for the worse (2026-11-22).
_WITHIN, _ACROSS = 0.75, 0.58


def reasons(evidence: Evidence, usable: list[Candidate]) -> list[Candidate]:
    """Give the sentences that give reasons, best first, the best of each article before second ones.

    Reasons stand in sentences that hold a word of cause and every name of the question nearby, or that go on, in the
    article of such a sentence and shortly behind it, about the first name of the question. The best sentence leads
    them, whatever words it gives its reason in, unless it only repeats the question. Empty when none is found.
    """
    anchors = [one for one in _meeting(usable, evidence) if one.kind and _belongs(one, usable[0])]
    if not anchors:
        return []
    first = [one for one in usable[:1] if one not in anchors and _adds(one, evidence)]
    runs = name_runs(evidence)
    if not runs:
        return [*first, *anchors]
    actor = [term.stem for term in runs[0]]
    held = {_place(one) for one in (*first, *anchors)}
    more = [
        one
        for one in evidence.candidates
        if one.kind
        and _belongs(one, usable[0])
        and _place(one) not in held
        and (
            names_near(one, evidence, ahead=0)
            or (_follows(one, anchors[0]) and any(holds(stem, one.stems) for stem in actor))
        )
    ]
    return _by_turns([*first, *anchors, *more])


def going_on(evidence: Evidence, best: Candidate) -> Candidate | None:
    """Give the sentence behind one that gives no reason, where it goes on about the same: "She wrote that ...".

    One of them tells the deed that the question asks about.
    """
    behind = (
        one
        for one in evidence.candidates
        if one.passage.row == best.passage.row and one.number == best.number + 1 and "\n" not in one.before[-1:]
    )
    told = relation(evidence).places
    return next((one for one in behind if _GOES_ON.match(one.text) and {_place(best), _place(one)} & told), None)


def _meeting(usable: list[Candidate], evidence: Evidence) -> list[Candidate]:
    return [one for one in usable if not failures(one, evidence)] or usable


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.passage.sha256, candidate.start


def _adds(candidate: Candidate, evidence: Evidence) -> bool:
    asked = {term.stem for term in evidence.asked}
    return len(candidate.stems - asked - FUNCTION_WORDS) >= _FEWEST


def _belongs(candidate: Candidate, best: Candidate) -> bool:
    """Say whether a sentence is near enough to the question, beside the best one, to give a reason for it."""
    within = candidate.passage.article_id == best.passage.article_id
    return best.score - candidate.score < (_WITHIN if within else _ACROSS)


def _follows(candidate: Candidate, anchor: Candidate) -> bool:
    same = candidate.passage.article_id == anchor.passage.article_id
    return same and 0 < candidate.start - anchor.end < _FOLLOWS


def _by_turns(candidates: list[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.passage.article_id, candidate)
    leading = list(first.values())
    return [*leading, *(candidate for candidate in candidates if candidate not in leading)]
