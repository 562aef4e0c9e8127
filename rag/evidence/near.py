"""Whether the names of a question stand in a sentence, or near enough for it to be about them."""

from __future__ import annotations

import re
from datetime import date

from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.pointing import described, introduces, referent
from rag.reading.asked import asked
from rag.reading.speech import needs_antecedent, said_by_pronoun
from rag.words.demonyms import seat_of, told_powers
from rag.words.function_words import word_set
from rag.words.terms import Term, carried_from, holds, period_from, stems

_REACH = 1  # sentences on either side in which a name may stand
_INTRODUCED = 2  # sentences behind one that introduces somebody in which the name may follow
_COMPARES = re.compile(
    r"\b(?:differ\w*|compar\w+|contrast\w*|contradict\w*|disagree\w*|agree|versus|vs|unlike|respectively|both|"
    r"than)\b|\bhow \w+[^?]*, how \w+|\bwhich\b[^?]*\bor\b",
    re.IGNORECASE,
)
_THING = re.compile(r"-|\s+(?:\w+\s+)?(?:office|summit|meeting|talks|treaty|agreement|declaration|conference|bureau)\b")
_THE = re.compile(r"\s*The ([a-z]+)\b")  # "The strike, which began on 22 April"
_TEXTS = word_set("article author authors analyst paper report source story text writer writers")


def name_runs(evidence: Evidence) -> list[list[Term]]:
    """Give the names of the question; words that stand side by side are one name.

    Terms in brackets at its end were carried over from the turns before and are not demanded. Of a period that stands
    there instead month and year are, not its first and last day.
    """
    runs: list[list[Term]] = []
    end, period = carried_from(evidence.question), period_from(evidence.question)
    asked = (term for term in evidence.asked if term.name and term.start < end)
    for term in (term for term in asked if term.start < period or not re.fullmatch(r"\d\d?", term.word)):
        tied = evidence.question[term.start - 1 : term.start] == "-"
        alone = term.stem.startswith("@") or (term.word[0].isdigit() and not tied)
        if runs and not alone and term.start - runs[-1][-1].end == 1 and not runs[-1][-1].stem.startswith("@"):
            runs[-1].append(term)
        else:
            runs.append([term])
    return runs


def typed(evidence: Evidence) -> list[list[Term]]:
    """Give the names without those of a period that was spelled out, where there are others."""
    runs, period = name_runs(evidence), period_from(evidence.question)
    return [run for run in runs if run[0].start < period] or runs


def named_in(candidate: Candidate, evidence: Evidence) -> bool:
    """Every name near the sentence, half of them in the sentence itself unless it points back to another.

    Of things compared, one is enough: the others stand in other sentences.
    """
    runs = name_runs(evidence)
    if len(runs) > 1 and _COMPARES.search(evidence.question):
        return any(_held(run, wide(candidate), evidence) for run in runs)
    itself = f"{_dateline(candidate.passage.published)}\n{_itself(candidate, evidence)}"
    return 2 * sum(_held(run, itself, evidence) for run in runs) >= len(runs) and names_near(candidate, evidence)


def _itself(candidate: Candidate, evidence: Evidence) -> str:
    """Give a sentence with those that name what it speaks of: before it, or behind one that introduces somebody."""
    if introduces(candidate.text):
        return candidate.around(0, _INTRODUCED)
    meant = _meant(candidate)
    around = candidate.around(_REACH) if meant or _points_back(candidate, evidence) else candidate.text
    return f"{around}\n{meant}"


def _meant(candidate: Candidate) -> str:
    named, noun = referent(candidate.passage, candidate.number), described(candidate.passage, candidate.number)
    return f"{named}\n{noun}" if named and _THE.match(candidate.text) else named or noun


def _points_back(candidate: Candidate, evidence: Evidence) -> bool:
    """Say whether a sentence is about what another names: it opens with a pronoun or with a thing asked for."""
    text = candidate.text
    if needs_antecedent(text) or said_by_pronoun(text):
        return True
    opening = _THE.match(text)
    if opening is None or opening[1] in _TEXTS:
        return False
    return any(not term.name and term.stem in stems(opening[1]) for term in evidence.asked)


def names_near(candidate: Candidate, evidence: Evidence, ahead: int = _REACH) -> bool:
    """Say whether every name asked for stands in the sentence, beside it (`ahead` 0: before it) or in the title."""
    return all(_held(run, wide(candidate, ahead), evidence) for run in name_runs(evidence))


def wide(candidate: Candidate, ahead: int = _REACH) -> str:
    """Give a sentence with its title, day and neighbours (`ahead` 0: those before it), and with what it points to."""
    passage = candidate.passage
    return (
        f"{passage.title or ''}\n{_dateline(passage.published)}\n{candidate.around(_REACH, ahead)}\n{_meant(candidate)}"
    )


def _dateline(published: str | None) -> str:
    """Give an article's day in words, so that what was written in a month is found by its name."""
    return f"{date.fromisoformat(published[:10]):%d %B %Y}" if published else ""


def _held(run: list[Term], text: str, evidence: Evidence) -> bool:
    """Say whether a name stands in a text: its last word (a surname), most of a long one, or an acronym's words."""
    if len(run) == 1 and run[0].stem[0] == "@" and _acts(run[0], evidence.question):
        return run[0].stem in told_powers(text)
    held = stems(text)
    found = [holds(term.stem, held) or _spelled_out(term.word, text) for term in run]
    governs = len(run) == 1 and _governs(run[0], evidence.question)
    return found[-1] or sum(found) >= 2 * len(found) / 3 or (governs and seat_of(run[0].word) in held)


def _acts(term: Term, question: str) -> bool:
    """Say whether a country does what a question asks about: a city of it is none that does."""
    wanted = asked(question)
    return wanted is not None and any(name.start == term.start for name in wanted.doers)


def _governs(term: Term, question: str) -> bool:
    """Say whether a capital may stand for its government here: it is no place and no part of a thing's name."""
    placed = re.search(r"(?:\b(?:in|at|near|the|a|an)\s+|-)$", question[: term.start], re.IGNORECASE)
    return not placed and not _THING.match(question[term.end :])


def _spelled_out(word: str, text: str) -> bool:
    if not (word.isupper() and word.isalpha() and len(word) > 2):
        return False
    words = r"\W+(?:(?:of|and|the|for|on|in)\W+)*".join(rf"{letter}\w*" for letter in word)
    return re.search(rf"\b{words}", text, re.IGNORECASE) is not None
