"""Which clause each word belongs to: "because it could not pay" is another than "Norway left the pact"."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.words.denial_words import BREAKS, NEGATIONS, Token
from rag.words.verbs import is_form, is_past

_STOPS = frozenset(".!?;:—–")
_TURNS = frozenset("though although while whereas because".split())
"""Always open a clause of their own."""
_LINKS = frozenset("since after when where as".split())
"""Open a clause where a verb follows: "since it left", not "since March"."""
_WHO = frozenset("who which that".split())
_GOES_ON = frozenset("and so nor before".split())  # open a clause behind a comma
_AUXILIARY = frozenset(
    """
    is are was were am has have had do does did will would can could shall should may might must cannot n't
    """.split()
)
_NO_VERB = frozenset(
    """
    a an the its his her their our my your no any some each every of in on at by for with from into over under between
    against as than very more most less least this these those to and or
    """.split()
)
_SUBJECTS = frozenset("it he she they we there its his her their the a an no nobody nothing this these".split())
_BEFORE_PRESENT = frozenset("it he she longer still never hardly barely also".split())
_AHEAD = 10  # words behind "since" in which its verb stands


@dataclass(slots=True)
class _Open:
    """A clause that is being read: its number, the mark that ends it, and whether its verb has come."""

    number: int
    ends: str = ""
    verb: bool = False


def clause_numbers(words: Sequence[Token]) -> tuple[int, ...]:
    """Give the number of the clause of each word; a clause that goes on behind another one keeps its number.

    Told by marks, conjunctions, and verbs: "the mayor who opposed it won" is "the mayor won" and "who opposed it".
    """
    reading = _Reading(words)
    return tuple(map(reading.take, range(len(words))))


class _Reading:
    """Reads words one after the other; the last of `open` is the clause that is being read."""

    def __init__(self, words: Sequence[Token]) -> None:
        self.words, self.fresh, self.open = words, 0, [_Open(0)]

    def take(self, at: int) -> int:
        word = self.words[at].word
        if word in _STOPS:
            self.open = [self._new()]
        elif word == "(":
            self.open.append(self._new(")"))
        elif word == ")":
            self._close_bracket()
        elif word == "," and self.open[-1].ends in (",", "verb") and self.open[-1].verb:
            self.open.pop()
        elif word not in BREAKS:
            self._take_word(at, word)
        return self.open[-1].number

    def _take_word(self, at: int, word: str) -> None:
        if ends := _opens(self.words, at):
            self.open.append(self._new(ends))
        elif word == "but" or (word in _GOES_ON and at and self.words[at - 1].word == ","):
            self.open[-1] = self._new(self.open[-1].ends)
        elif _states(self.words, at):
            if self.open[-1].ends == "verb" and self.open[-1].verb:
                self.open.pop()
            self.open[-1].verb = True

    def _close_bracket(self) -> None:
        while len(self.open) > 1 and self.open.pop().ends != ")":
            pass

    def _new(self, ends: str = "") -> _Open:
        self.fresh += 1
        return _Open(self.fresh, ends)


def _opens(words: Sequence[Token], at: int) -> str:
    """Give what ends the clause that a word opens below another: a comma, or the verb that goes on; "" for none."""
    word, before = words[at].word, words[at - 1].word if at else ""
    after = words[at + 1].word if at + 1 < len(words) else ""
    if word in _WHO and before != ",":
        return "verb" if _begins_relative(words, at, before) else ""
    if word in _TURNS or (before == "," and word in (*_WHO, *_LINKS)):
        return "," if after != "of" and before != "that" else ""
    if word == "so":
        return "," if after == "that" else ""
    if word not in _LINKS or before in ("as", "such", "well", "same", "so", "ever", "long") or word == after:
        return ""
    if word == "as" and (after not in _SUBJECTS or any(one.word == "as" for one in words[max(0, at - _AHEAD) : at])):
        return ""
    return "," if _verb_follows(words, at + 1) else ""


def _begins_relative(words: Sequence[Token], at: int, before: str) -> bool:
    """Say whether "who", "which" or "that" is the subject of a clause: a verb follows and a noun goes before."""
    if at + 1 >= len(words) or not before.isalpha() or before in _NO_VERB or before in _AUXILIARY:
        return False
    after = words[at + 1].word
    finite = after in _AUXILIARY or is_past(after) or (after.endswith("s") and is_form(after))
    return finite and not (words[at].word == "that" and is_past(before))


def _verb_follows(words: Sequence[Token], first: int) -> bool:
    for at in range(first, min(len(words), first + _AHEAD)):
        if words[at].word in BREAKS:
            return False
        if at > first and (_states(words, at) or _does(words, at)):
            return True
    return False


def _does(words: Sequence[Token], at: int) -> bool:
    """Say whether a word is a verb in the present: "trusts", of "it no longer trusts"."""
    word = words[at].word
    return word.endswith("s") and words[at - 1].word in _BEFORE_PRESENT and is_form(word)


def _states(words: Sequence[Token], at: int) -> bool:
    """Say whether a word is the first of a verb that states something: "had", of "had not been closed"."""
    word, place = words[at].word, at - 1
    while place >= 0 and (words[place].word.endswith("ly") or words[place].word in NEGATIONS - {"no", "n't"}):
        place -= 1
    before = words[place].word if place >= 0 else ""
    if before in _AUXILIARY or before in _NO_VERB or before in ("be", "been", "being"):
        return False
    return word in _AUXILIARY or (word.isalpha() and is_past(word))
