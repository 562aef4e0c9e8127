"""The extractive generator: the sentences of the articles that answer, each with those it needs to be understood."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.demands import HARD, failures, only_named
from rag.evidence.reasons import reasons
from rag.evidence.relation import relation
from rag.reading.expect import Kind
from rag.reading.kinds import figures
from rag.reading.speech import needs_antecedent, needs_speaker, said_by_pronoun, subject_pronoun
from rag.words.terms import carried_from, holds

if TYPE_CHECKING:
    from rag.retrieve import Hit

MOST = 6
SAME = 0.92  # cosine from which two sentences say one thing

# How many sentences answer, and how far below the best one may score: (most, gap). Tuned for character F1 on
# highlights dev, see eval/train/README.md (2026-11-22).
_LENGTHS: dict[Kind, tuple[int, float]] = {
    Kind.CAUSE: (6, 0.22),
    Kind.MANNER: (4, 0.3),
    Kind.LIST: (4, 0.3),
    Kind.OTHER: (4, 0.3),
    Kind.SAYING: (4, 0.3),
    Kind.PERSON: (3, 0.2),
    Kind.PLACE: (3, 0.2),
}
_SHORT = (2, 0.06)
# Taken off a sentence for each demand it does not meet: the rules for names err too often to bar it. On desk dev (186
# questions) .2 mended 13 and broke none; highlights and squad2 rise as well, see eval/train/README.md.
_UNMET = 0.2
_TOLD = (*HARD, Kind.PLACE)  # kinds of which a sentence that tells the very deed is likelier to hold the answer
_MOST_NEEDED = 2  # sentences that lead up to one
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
    usable = _usable(evidence)
    if evidence.expected.kind is Kind.CAUSE and (found := reasons(evidence, usable)):
        usable, gap = found, math.inf
    kept: list[Candidate] = []
    chosen: dict[tuple[str, int], Chosen] = {}
    for candidate in usable:
        if len(kept) >= most or candidate.score < usable[0].score - gap:
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
        best = (candidate.passage.article_id, candidate.start)
        chosen[best] = replace(chosen[best], needed=False, copies=_copies(candidate, evidence.candidates))
    return tuple(chosen.values())


def nearest(evidence: Evidence) -> list[Hit]:
    """Give the passages found, those that hold the chosen sentences first."""
    chosen = {(one.sha256, one.start) for one in choose(evidence)}
    holding = {one.passage.row for one in evidence.candidates if (one.passage.sha256, one.start) in chosen}
    return sorted(evidence.hits, key=lambda hit: hit.passage.row not in holding)


def _usable(evidence: Evidence) -> list[Candidate]:
    """Give the sentences read, best first, each the lower for every demand of the question that it does not meet.

    One that holds only words carried over from earlier turns misses a demand where another holds what is asked now; so
    does one that does not tell the deed asked about where another does, whose names then stand near enough.
    """
    edge = carried_from(evidence.question)
    now = [term.stem for term in evidence.asked if term.start < edge < len(evidence.question)]
    holding = [any(holds(stem, one.stems) for stem in now) for one in evidence.shortlist]
    places = relation(evidence).places if evidence.expected.kind in _TOLD else frozenset()
    telling = [(one.passage.sha256, one.start) in places for one in evidence.shortlist]
    missed = [
        len(failed - {"names"} if tells else failed) + (any(holding) and not held) + (any(telling) and not tells)
        for failed, held, tells in zip(
            (set(failures(one, evidence)) for one in evidence.shortlist), holding, telling, strict=True
        )
    ]
    read = [replace(one, score=one.score - _UNMET * n) for one, n in zip(evidence.shortlist, missed, strict=True)]
    read.sort(key=lambda candidate: -candidate.score)
    return _kept_to(_meeting(read, evidence), evidence.spoken_of)


def _meeting(read: list[Candidate], evidence: Evidence) -> list[Candidate]:
    """Leave out what adds nothing: beside a sentence of the kind asked for others, beside a name what misses it."""
    if evidence.expected.kind in HARD and read and read[0].kind:
        return [one for one in read if one.kind]
    if only_named(evidence):
        return [one for one in read if not failures(one, evidence)] or read
    return read


def _kept_to(usable: list[Candidate], spoken_of: frozenset[str]) -> list[Candidate]:
    """Keep to the articles spoken of where the best sentence stands in one."""
    within = [one for one in usable if one.passage.article_id in spoken_of]
    return within if within and within[0] is usable[0] else usable


def _repeats(candidate: Candidate, other: Candidate, evidence: Evidence) -> bool:
    """Say whether a sentence adds nothing to another; different figures always add where figures are asked for."""
    if evidence.expected.kind in (Kind.COUNT, Kind.MONEY) and figures(candidate.text) != figures(other.text):
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
    needed: list[int] = []
    number = candidate.number
    while _leans(candidate, number):
        number -= 1
        if number < 0:
            return []
        needed.append(number)
    if len(needed) > _MOST_NEEDED:
        if not _goes_on(candidate, needed):
            return []
        needed = needed[-1:]
    chosen = [_chosen(candidate, at, needed=True) for at in sorted(needed)]
    return [*chosen, _chosen(candidate, candidate.number, needed=False)]


def _goes_on(candidate: Candidate, needed: list[int]) -> bool:
    """Say whether all the sentences go on about one whom the first names: "She studied ... She wrote ... She died"."""
    spans = [candidate.passage.sentences[at] for at in (candidate.number, *needed[:-1])]
    shift = candidate.passage.start
    subjects = {subject_pronoun(candidate.passage.text[start - shift : end - shift]) for start, end in spans}
    return len(subjects) == 1 and subjects != {""}


def _leans(candidate: Candidate, number: int) -> bool:
    start, end = candidate.passage.sentences[number]
    origin = candidate.passage.start
    text = candidate.passage.text
    sentence = text[start - origin : end - origin]
    before = text[: start - origin]
    return needs_antecedent(sentence) or needs_speaker(sentence, before) or said_by_pronoun(sentence)


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
