"""A text's denials: its negations, each with the words it bears on, and the words that deny by themselves."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rag.reading.cues import ENDS, Cue, cues
from rag.reading.subclauses import clause_numbers
from rag.words.denial_words import NEGATIONS, Token, denies, tokens
from rag.words.verbs import stems_of

# Behind them, what is denied holds after all: "did not open until May", "none but two signed".
_AFTER_ALL = frozenset("until till unless except but before without only alone yet all every".split())
_LITTLE = NEGATIONS | {"little", "few"}
_BE = frozenset("is are was were be been being am".split())
_REACH_BEHIND = 8  # words behind a denied one that may take its denial back
_REACH = 60  # words on each side that belong to the sentence of a word, at most
_NEAR = 7  # words behind one that deny it: "changed very little"
_MOST = 60  # denials, and places of one word, that are compared


@dataclass(frozen=True, slots=True)
class Denials:
    """The words of a text and their clauses' numbers, its negations, the numbers of the words denied, stems' places."""

    words: tuple[Token, ...]
    clauses: tuple[int, ...]
    cues: tuple[Cue, ...]
    heads: frozenset[int]
    places: dict[str, tuple[int, ...]]

    def places_of(self, word: Token) -> tuple[int, ...]:
        """Give where a text has a word in any of its forms: "left" where it says "leave"."""
        stems = {word.stem, *stems_of(word.word)}
        return tuple(sorted({place for stem in stems for place in self.places.get(stem, ())}))

    def negated(self, at: int) -> bool:
        """Say whether a negation or "few" stands shortly before a word."""
        near = [one.word for one in self.words[max(0, at - 4) : at]]
        few = any(word == "few" and near[place - 1 : place] != ["a"] for place, word in enumerate(near))
        return few or not NEGATIONS.isdisjoint(near)

    def outright(self, at: int) -> Cue | None:
        """Give the negation that denies a word for good and of the thing itself: no "not until May", no "no member"."""
        for cue in self.cues:
            first, last = max(0, cue.at - 2), at + _REACH_BEHIND
            behind = (one.word for place, one in enumerate(self.words[first:last], first) if place != cue.at)
            if at not in cue.reached or not _AFTER_ALL.isdisjoint(behind):
                continue
            if self.words[cue.at].word != "no" or self.words[cue.at - 1].word in _BE:
                return cue
        return None

    def denied(self, at: int) -> bool:
        """Say whether any other word of denial stands in the clause of a word."""
        first, last = max(0, at - _REACH), min(len(self.words), at + _REACH)
        clause = (place for place in range(first, last) if self.clauses[place] == self.clauses[at] and place != at)
        return any(denies(self.words[place]) and not self._turns(place) for place in clause)

    def little(self, at: int) -> bool:
        """Say whether a negation or "little" stands shortly behind a word in its clause: "changed very little"."""
        behind = range(at + 1, min(len(self.words), at + _NEAR))
        return any(self.words[place].word in _LITTLE and self.clauses[place] == self.clauses[at] for place in behind)

    def partial(self, cue: Cue) -> bool:
        """Say whether what a negation denies is so of some, or from a moment on: "not all did", "not until May"."""
        last = cue.head + _REACH_BEHIND
        some = any(one.word in ("all", "every", "everyone", "everybody") for one in self.words[cue.at + 1 : cue.at + 2])
        return some or any(one.word in ("until", "till") for one in self.words[cue.at : last])

    def once(self, cue: Cue) -> bool:
        """Say whether a negation leaves the past alone: "no longer a member", "stopped being one"."""
        near = [one.word for one in self.words[cue.at + 1 : cue.head + 4]]
        gone = "longer" in near or "anymore" in near or ("any", "more") in pairwise(near)
        return gone or self.words[cue.at].word in ENDS

    def denies(self, start: int) -> bool:
        """Say whether any other word of denial stands in the clause of the word that begins at a place."""
        return any(self.denied(at) for at, word in enumerate(self.words) if word.start == start)

    @property
    def denying(self) -> bool:
        """Say whether any word of denial stands in the text."""
        return any(map(denies, self.words))

    def _turns(self, at: int) -> bool:
        """Say whether a word is a "but" that opens a clause and excepts nothing."""
        return self.words[at].word == "but" and at > 0 and self.words[at - 1].word == ","


@lru_cache(maxsize=256)
def denials(text: str) -> Denials:
    """Read an English text for its denials."""
    words = tuple(tokens(text))
    found = tuple(cues(text, words))[:_MOST]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for stem in {word.stem, *stems_of(word.word)}:
            places.setdefault(stem, []).append(at)
    kept = {stem: tuple(at[:_MOST]) for stem, at in places.items()}
    return Denials(words, clause_numbers(words), found, frozenset(cue.head for cue in found), kept)
