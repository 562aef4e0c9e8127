"""A question, the sentences that may answer it, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.embed import Vectors
from rag.reading.expect import Expected
from rag.words.terms import Term

if TYPE_CHECKING:
    from index.records import StoredPassage
    from rag.retrieve import Hit


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity: vectors do not compare
class Candidate:
    """A sentence that may answer; `number` counts the sentences of its passage, `rank` the passages from 0.

    `pooled` and `alone` are cosines of the question with the sentence inside its passage and by itself (equal where it
    was not shortlisted); `coverage` is the share of the question's weight in its words, `kind` whether it holds an
    answer of the kind asked for and `bonus` what that adds; higher `score` is better.
    """

    passage: StoredPassage
    rank: int
    number: int
    start: int
    end: int
    text: str
    stems: frozenset[str]
    coverage: float
    kind: bool
    bonus: float
    pooled: float
    alone: float
    score: float
    vector: Vectors

    @property
    def before(self) -> str:
        """Give the passage's text in front of the sentence."""
        return self.passage.text[: self.start - self.passage.start]

    def neighbours(self, behind: int = 1, ahead: int = 1) -> tuple[tuple[int, int], ...]:
        """Give the spans of the sentence and of so many of its neighbours in the passage."""
        return self.passage.sentences[max(0, self.number - behind) : self.number + ahead + 1]

    def around(self, behind: int = 1, ahead: int = 1) -> str:
        """Give the sentence with so many of its neighbours in the passage."""
        spans = self.neighbours(behind, ahead)
        return self.passage.text[spans[0][0] - self.passage.start : spans[-1][1] - self.passage.start]


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity, so that what is read from it can be kept
class Evidence:
    """A question and the sentences found for it, best first; `hits` are the passages they stand in.

    `shortlisted` counts the candidates that were read by themselves: they stand first. `window` is the cosine of the
    question with the leading sentence and its neighbours, `echo` and `weakest` how well its words are echoed, see
    `rag.evidence.echo`. `english` says whether the passages are: rules and word lists are of English.
    `spoken_of` are the articles that the question is likely to be about, none where nothing is known.
    """

    question: str
    expected: Expected
    asked: tuple[Term, ...]
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    shortlisted: int = 0
    window: float = 0.0
    echo: float = 0.0
    weakest: float = 0.0
    english: bool = True
    spoken_of: frozenset[str] = frozenset()

    @property
    def shortlist(self) -> tuple[Candidate, ...]:
        """Give the candidates that were read by themselves, best first."""
        return self.candidates[: self.shortlisted]
