"""Sentences of other articles that answer a question for a figure as fully, and with another figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.demands import failures
from rag.evidence.near import names_near
from rag.reading.expect import AnswerKind
from rag.reading.kinds import figures
from rag.words.terms import covered, stems

_VALUES = (AnswerKind.COUNT, AnswerKind.MONEY)
_AS_FULLY = 0.9  # share of the best sentence's hold on the question's words
_WITHIN = 0.4  # below the best sentence's score


def differing(evidence: Evidence, found: Sequence[Candidate], kept: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the sentences whose figure stands beside those of an answer, best first, one an article.

    `found` are the sentences that may answer, best first, `kept` those that do. "31 members" and "30 members" are both
    told, each with its source and day, rather than the nearer one alone.
    """
    if evidence.expected.kind not in _VALUES or not kept:
        return
    best = _held(kept[0], evidence)
    told, articles = [figures(one.text) for one in kept], {one.passage.article_id for one in kept}
    for one in found:
        own = figures(one.text)
        fully = one.kind and _held(one, evidence) >= _AS_FULLY * best and one.score > kept[0].score - _WITHIN
        missed = {*failures(one, evidence)} - ({"names"} if names_near(one, evidence) else set())
        if not fully or one.passage.article_id in articles or missed:
            continue
        if all(own.isdisjoint(others) for others in told):
            told.append(own)
            articles.add(one.passage.article_id)
            yield one


def _held(one: Candidate, evidence: Evidence) -> float:
    """Give the share of the question's words, in [0, 1], that a sentence holds with the title of its article."""
    return covered(evidence.asked, one.stems | stems(one.passage.title or ""))
