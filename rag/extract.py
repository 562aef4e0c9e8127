"""The extractive generator: the sentences of the articles that answer, each with those it needs to be understood."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.differing import differing
from rag.evidence.leading import leading_up
from rag.evidence.reasons import going_on, reasons
from rag.evidence.usable import usable
from rag.reading.expect import AnswerKind
from rag.reading.kinds import figures

if TYPE_CHECKING:
    from rag.retrieve import Hit

MOST = 6
SAME = 0.92  # cosine from which two sentences say one thing

# How many sentences answer, and how far below the best one may score: (most, gap). Tuned for character F1 on
# highlights dev, see eval/train/README.md (2026-11-22).
_LENGTHS: dict[AnswerKind, tuple[int, float]] = {
    AnswerKind.CAUSE: (6, 0.22),
    AnswerKind.MANNER: (4, 0.3),
    AnswerKind.LIST: (4, 0.3),
    AnswerKind.OTHER: (4, 0.3),
    AnswerKind.SAYING: (4, 0.3),
    AnswerKind.PERSON: (3, 0.2),
    AnswerKind.PLACE: (3, 0.2),
}
_SHORT = (2, 0.06)
_NEXT = 2  # characters between sentences that follow one another


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence for the answer: `text` is the article's `[start:end]`; `copies` are its equals in other articles.

    `needed` says that it stands here to name the speaker or the antecedent of another.
    """

    article_id: str
    sha256: str
    start: int
    end: int
    text: str
    score: float
    needed: bool = False
    copies: tuple[tuple[str, str, int, int], ...] = ()


def choose(evidence: Evidence) -> tuple[Chosen, ...]:
    """Choose at most MOST sentences, best first, each followed by nothing: order them with `compose`."""
    most, gap = _LENGTHS.get(evidence.expected.kind, _SHORT)
    found = usable(evidence)
    if evidence.expected.kind is AnswerKind.CAUSE and (given := reasons(evidence, found)):
        found, gap = given, math.inf
    kept: list[Candidate] = []
    chosen: dict[tuple[str, int], Chosen] = {}
    for candidate in found:
        if len(kept) >= most or candidate.score < found[0].score - gap:
            break
        if any(_repeats(candidate, other, evidence) for other in kept):
            continue
        group = _with_context(candidate)
        fresh = [member for member in group if (member.article_id, member.start) not in chosen]
        if not group or len(chosen) + len(fresh) > MOST:
            continue
        if kept and most == _SHORT[0] and len(fresh) > _SHORT[0]:
            continue  # a date or figure is not worth two sentences that lead up to it, beside another
        kept.append(candidate)
        chosen.update({(member.article_id, member.start): member for member in fresh})
        chosen[_place(candidate)] = _best(candidate, chosen, evidence)
    for candidate in _beside(evidence, found, kept):
        group = _with_context(candidate)
        if group and len(chosen) + len(group) <= MOST:
            chosen.update({(member.article_id, member.start): member for member in group})
            chosen[_place(candidate)] = _best(candidate, chosen, evidence)
    return tuple(chosen.values())


def _beside(evidence: Evidence, found: list[Candidate], kept: list[Candidate]) -> Iterator[Candidate]:
    """Give what stands beside the sentences that answer: other figures, what goes on behind one without a reason."""
    yield from differing(evidence, found, kept)
    if evidence.expected.kind is AnswerKind.CAUSE and kept and not any(one.kind for one in kept):
        following = going_on(evidence, kept[0])
        if following is not None:
            yield following


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.passage.article_id, candidate.start


def _best(candidate: Candidate, chosen: dict[tuple[str, int], Chosen], evidence: Evidence) -> Chosen:
    return replace(chosen[_place(candidate)], needed=False, copies=_copies(candidate, evidence.candidates))


def nearest(evidence: Evidence) -> list[Hit]:
    """Give the passages found, those that hold the chosen sentences first."""
    chosen = {(one.sha256, one.start) for one in choose(evidence)}
    holding = {one.passage.row for one in evidence.candidates if (one.passage.sha256, one.start) in chosen}
    return sorted(evidence.hits, key=lambda hit: hit.passage.row not in holding)


def _repeats(candidate: Candidate, other: Candidate, evidence: Evidence) -> bool:
    """Say whether a sentence adds nothing to another; different figures always add where figures are asked for."""
    asks_how_much = evidence.expected.kind in (AnswerKind.COUNT, AnswerKind.MONEY)
    if asks_how_much and figures(candidate.text) != figures(other.text):
        return False
    if _words(candidate.text) == _words(other.text):
        return True
    return float(np.dot(candidate.vector, other.vector)) > SAME


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _copies(candidate: Candidate, candidates: tuple[Candidate, ...]) -> tuple[tuple[str, str, int, int], ...]:
    words = _words(candidate.text)
    others: dict[str, tuple[str, str, int, int]] = {}
    for other in candidates:
        if other.passage.article_id != candidate.passage.article_id and _words(other.text) == words:
            place = (other.passage.article_id, other.passage.sha256, other.start, other.end)
            others.setdefault(other.passage.article_id, place)
    return tuple(others.values())


def _with_context(candidate: Candidate) -> list[Chosen]:
    """Give the sentence behind those that name its speaker and its antecedent; nothing if they are missing."""
    needed = leading_up(candidate)
    if needed is None:
        return []
    chosen = [_chosen(candidate, at, needed=True) for at in needed]
    return [*chosen, _chosen(candidate, candidate.number, needed=False)]


def _chosen(candidate: Candidate, number: int, *, needed: bool) -> Chosen:
    passage = candidate.passage
    start, end = passage.sentences[number]
    text = passage.text[start - passage.start : end - passage.start]
    return Chosen(passage.article_id, passage.sha256, start, end, text, candidate.score, needed)


def by_article(chosen: tuple[Chosen, ...]) -> Iterator[tuple[str, list[Chosen]]]:
    """Give the chosen sentences by article, the article of the best sentence first, each in the order of `_ordered`."""
    groups: dict[str, list[Chosen]] = {}
    for sentence in chosen:
        groups.setdefault(sentence.article_id, []).append(sentence)
    order = sorted(groups, key=lambda article: -max(sentence.score for sentence in groups[article]))
    return ((article, _ordered(groups[article])) for article in order)


def _ordered(sentences: list[Chosen]) -> list[Chosen]:
    """Put the best sentence of an article first with those it stands next to, then the others in reading order."""
    runs: list[list[Chosen]] = []
    for sentence in sorted(sentences, key=lambda sentence: sentence.start):
        if runs and sentence.start - runs[-1][-1].end <= _NEXT:
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    runs.sort(key=lambda run: -max(sentence.score for sentence in run))
    return [*runs[0], *(sentence for run in sorted(runs[1:], key=lambda run: run[0].start) for sentence in run)]
