"""The sentences that lead up to one: they name its speaker and what its pronouns mean."""

from __future__ import annotations

from rag.evidence.candidates import Candidate
from rag.reading.speech import (
    names_speaker,
    needs_antecedent,
    needs_speaker,
    open_quote,
    said_by_pronoun,
    subject_pronoun,
)

_MOST_NEEDED = 2  # sentences that lead up to one


def leading_up(candidate: Candidate) -> tuple[int, ...] | None:
    """Give the numbers of the sentences of its passage that a sentence needs, in order; None where they are missing."""
    needed: list[int] = []
    number = candidate.number
    while _leans(candidate, number):
        number -= 1
        if number < 0:
            return None
        needed.append(number)
    if len(needed) > _MOST_NEEDED:
        return (needed[-1],) if _goes_on(candidate, needed) else None
    return tuple(sorted(needed))


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
    spoken = needs_speaker(sentence, before) and not _speaker_follows(candidate, number)
    return needs_antecedent(sentence) or spoken or said_by_pronoun(sentence)


def _speaker_follows(candidate: Candidate, number: int) -> bool:
    """Say whether the quotation that a sentence leaves open names its speaker before the candidate ends."""
    origin, text = candidate.passage.start, candidate.passage.text
    for start, end in candidate.passage.sentences[number + 1 : candidate.number + 1]:
        if not open_quote(text[: start - origin]):
            return False
        if names_speaker(text[start - origin : end - origin], inside=True):
            return True
    return False
