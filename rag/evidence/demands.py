"""What a question demands of the sentence that answers it, however near it is: its names, its kind, its speaker."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from rag.evidence.candidates import Candidate, Evidence
from rag.evidence.relation import Told, relation
from rag.evidence.whose import is_about, is_theirs, speaker
from rag.reading.asked import asked
from rag.reading.expect import Kind
from rag.reading.speech import needs_antecedent, said_by_pronoun
from rag.words.demonyms import seat_of, told_powers
from rag.words.function_words import word_set
from rag.words.terms import Term, carried_from, holds, period_from, stems

_REACH = 1  # sentences on either side in which a name may stand
HARD = (Kind.DAY, Kind.DATE, Kind.COUNT, Kind.MONEY, Kind.DURATION, Kind.PERSON)
_UNCOUNTED = word_set("times time percent percentage")
_PEOPLE = word_set(
    "people person persons men women children staff employees workers personnel officials soldiers troops residents "
    "citizens inhabitants visitors fans students patients victims passengers members tourists dead killed died injured "
    "deaths casualties lives population death toll fatalities fatality survivors team crew workforce"
)
_SORTS = word_set("men women children soldiers troops officials students tourists")  # of whom "people" may be others
_COMPARES = re.compile(
    r"\b(?:differ\w*|compar\w+|contrast\w*|contradict\w*|disagree\w*|agree|versus|vs|unlike|respectively|both|"
    r"than)\b|\bhow \w+[^?]*, how \w+|\bwhich\b[^?]*\bor\b",
    re.IGNORECASE,
)
_THING = re.compile(r"-|\s+(?:\w+\s+)?(?:office|summit|meeting|talks|treaty|agreement|declaration|conference|bureau)\b")
_THE = re.compile(r"\s*The ([a-z]+)\b")  # "The strike, which began on 22 April"
_TEXTS = word_set("article author authors analyst paper report source story text writer writers")
_REASONS = {
    "names": "no passage found speaks of {names} in this connection",
    "kind": "no sentence found gives the {kind} asked for",
    "counted": "no sentence found counts {head}",
    "speaker": "no passage found reports words of {speaker} on this",
    "topic": "no passage found reports words of {speaker} on this",
    "deed": "the passages found tell this of others than {names}, or deny it",
}


def unmet(evidence: Evidence) -> str:
    """Give the demand for which every shortlisted sentence fails, or most of them; empty when one meets all.

    "deed" is the demand of the passages as a whole, see `rag.evidence.relation`.
    """
    failed = [failures(candidate, evidence) for candidate in evidence.shortlist]
    if not failed or not all(failed):
        return "deed" if relation(evidence).told is Told.OTHERWISE else ""
    return Counter(name for names in failed for name in names).most_common(1)[0][0]


def reason(demand: str, evidence: Evidence) -> str:
    """Put an unmet demand into words."""
    return _REASONS[demand].format(
        names=" or ".join(" ".join(term.word for term in run) for run in _typed(evidence)),
        kind={Kind.DAY: "day", Kind.COUNT: "figure", Kind.MONEY: "sum"}.get(
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
        ("names", _names(candidate, evidence)),
        ("kind", candidate.kind or evidence.expected.kind not in HARD),
        ("counted", _counts(candidate, evidence)),
        ("speaker", is_theirs(candidate, evidence)),
        ("topic", is_about(evidence, _wide(candidate))),
    )
    return tuple(name for name, met in checks if not met)


def only_named(evidence: Evidence) -> bool:
    """Say whether a question is of a name and nothing else ("who is Ann Lee?", "what did Ann Lee say?").

    What names it answers then: there is no relation that could be another.
    """
    whole = evidence.english and carried_from(evidence.question) == len(evidence.question)
    kind = evidence.expected.kind in (Kind.OTHER, Kind.SAYING)
    return whole and kind and bool(evidence.asked) and all(term.name for term in evidence.asked)


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


def _typed(evidence: Evidence) -> list[list[Term]]:
    """Give the names without those of a period that was spelled out, where there are others."""
    runs, period = name_runs(evidence), period_from(evidence.question)
    return [run for run in runs if run[0].start < period] or runs


def _names(candidate: Candidate, evidence: Evidence) -> bool:
    """Every name near the sentence, half of them in the sentence itself unless it points back to another.

    Of things compared, one is enough: the others stand in other sentences.
    """
    runs = name_runs(evidence)
    if len(runs) > 1 and _COMPARES.search(evidence.question):
        return any(_held(run, _wide(candidate), evidence) for run in runs)
    itself = candidate.around(_REACH) if _points_back(candidate, evidence) else candidate.text
    itself = f"{_dateline(candidate.passage.published)}\n{itself}"
    return 2 * sum(_held(run, itself, evidence) for run in runs) >= len(runs) and names_near(candidate, evidence)


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
    return all(_held(run, _wide(candidate, ahead), evidence) for run in name_runs(evidence))


def _wide(candidate: Candidate, ahead: int = _REACH) -> str:
    passage = candidate.passage
    return f"{passage.title or ''}\n{_dateline(passage.published)}\n{candidate.around(_REACH, ahead)}"


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


def _counts(candidate: Candidate, evidence: Evidence) -> bool:
    head = evidence.expected.head.casefold()
    if evidence.expected.kind is not Kind.COUNT or not head or head in _UNCOUNTED:
        return True
    if head in _SORTS:
        return head in candidate.around(ahead=0).casefold()
    if head in _PEOPLE:
        return any(word in _PEOPLE for word in re.findall(r"\w+", candidate.text.casefold()))
    counted = next((term for term in evidence.asked if term.word.casefold() == head), None)
    return counted is None or holds(counted.stem, candidate.stems)
