"""The sentences that an answer is chosen from: those read, and those that tell the deed, by the demands they meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.demands import HARD, failures, only_named, said_elsewhere
from rag.evidence.relation import Relation, Told, relation
from rag.evidence.whose import by_office
from rag.reading.expect import AnswerKind
from rag.reading.kinds import counts, placed_in_time
from rag.words.terms import carried_from, holds

# Taken off a sentence for each demand it does not meet: the rules for names err too often to bar it. On desk dev (186
# questions) .2 mended 13 and broke none; highlights and squad2 rise as well, see eval/train/README.md.
_UNMET = 0.2
# Kinds of which a sentence that tells the very deed is likelier to hold the answer.
_TOLD = (*HARD, AnswerKind.PLACE, AnswerKind.MANNER)


def usable(evidence: Evidence) -> list[Candidate]:
    """Give the sentences that may answer, best first, each the lower for every demand that it does not meet.

    Where one tells outright the deed of those asked about, the others are left out.
    """
    told = relation(evidence) if evidence.expected.kind in _TOLD else Relation(Told.UNASKED)
    pool = (*evidence.shortlist, *_told_elsewhere(evidence, told), *said_elsewhere(evidence))
    missed = _missed(pool, evidence, told)
    found = [
        replace(one, score=one.score - _UNMET * n)
        for one, n in zip(pool, missed, strict=True)
        if n == 0 or not (told.surely and 0 in missed)
    ]
    found.sort(key=lambda candidate: -candidate.score)
    return _kept_to(_meeting(found, evidence), evidence.spoken_of)


def _missed(pool: Sequence[Candidate], evidence: Evidence, told: Relation) -> list[int]:
    """Give how many demands each sentence misses, those among them that another sentence meets.

    It misses one by holding only words carried over from earlier turns where another holds what is asked now, by not
    telling the deed asked about where another does, whose names then stand near enough, by naming no year, month or
    day where another does and a date is asked for, and by counting other things than another does.
    """
    edge, dated = carried_from(evidence.question), evidence.expected.kind is AnswerKind.DATE
    head = evidence.expected.head
    now = [term.stem for term in evidence.asked if term.start < edge < len(evidence.question)]
    telling = [(one.passage.sha256, one.start) in told.places for one in pool]
    met = (
        [any(holds(stem, one.stems) for stem in now) for one in pool],
        telling,
        [dated and placed_in_time(one.text) for one in pool],
        [bool(head) and counts(one.text, head) for one in pool],
    )
    demands = [column for column in met if any(column)]
    alone = [
        len(set(failures(one, evidence)) - ({"names"} if tells else set()))
        for one, tells in zip(pool, telling, strict=True)
    ]
    return [n + sum(not column[at] for column in demands) for at, n in enumerate(alone)]


def _told_elsewhere(evidence: Evidence, told: Relation) -> tuple[Candidate, ...]:
    """Give the sentences outside the shortlist that tell the very deed asked about and meet every demand."""
    rest = evidence.candidates[evidence.shortlisted :]
    telling = (one for one in rest if one.kind and (one.passage.sha256, one.start) in told.places)
    return tuple(one for one in telling if not failures(one, evidence))


def _meeting(read: list[Candidate], evidence: Evidence) -> list[Candidate]:
    """Leave out what adds nothing: beside a sentence of the kind asked for others, beside a name what misses it."""
    if evidence.expected.kind in HARD and read and read[0].kind:
        return [one for one in read if one.kind]
    if by_office(evidence):  # the words of Lee's lawyer, and not Lee's
        return [one for one in read if "speaker" not in failures(one, evidence)] or read
    if only_named(evidence):
        return [one for one in read if not failures(one, evidence)] or read
    return read


def _kept_to(usable: list[Candidate], spoken_of: frozenset[str]) -> list[Candidate]:
    """Keep to the articles spoken of where the best sentence stands in one."""
    within = [one for one in usable if one.passage.article_id in spoken_of]
    return within if within and within[0] is usable[0] else usable
