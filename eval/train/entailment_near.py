"""Pairs of a passage with a sentence near its own words, which it bears out or does not.

The sentence tells of another actor, object, name or deed of the same passage; drops the doubt, the condition or the
refusal with which the passage tells it; says all for some. As many keep the truth: the sentence itself, a part of it,
its passive, a verb of like meaning, what somebody confirmed. Half of the time the premise holds a neighbour too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from eval.train import entailment_edits as edits
from eval.train import entailment_swapped as swapped
from eval.train import entailment_wrapped as wrapped
from eval.train.entailment_passages import Passage, Passages
from eval.train.entailment_wrapped import BORNE_OUT, UNTRUE, Target
from rag.words.antonyms import ALIKE
from rag.words.verbs import is_past

OTHER: Target = (0.02, 0.5, 0.48)
UNTOLD: Target = (0.03, 0.72, 0.25)
TURNED: Target = (0.01, 0.34, 0.65)
ALL: Target = (0.03, 0.57, 0.4)
LIKELY: Target = (0.85, 0.12, 0.03)
_WORDS = range(7, 41)
TRIED = 400
"""Sentences looked at for one that a kind of pair can be made of."""

Triple = tuple[str, str, Target]
"""Premise, hypothesis, and the probabilities of ENTAILMENT, NEUTRAL, CONTRADICTION to be learnt."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of a passage that a pair is made of, with every past form that may stand for its own."""

    passage: Passage
    at: int
    deeds: Sequence[str]
    random: Random

    @property
    def plain(self) -> str:
        """Give the sentence."""
        return self.passage.sentences[self.at]

    def around(self) -> str:
        """Give the sentence, half of the time with one before or behind it."""
        return self._joined(((0, 1), (0, 1), (-1, 1), (0, 2)))

    def among(self) -> str:
        """Give the sentence with one before it, one behind it, or both."""
        return self._joined(((-1, 1), (0, 2), (-1, 2)))

    def shortened(self) -> str:
        """Give the sentence without a clause, whole where it has none."""
        return edits.shortened(self.plain, self.random) or self.plain

    def mirrored(self, changed: str | None, target: Target) -> Triple | None:
        """Pair the sentence with what it was changed to, either of them as premise: no word of one tells the label."""
        if changed is None:
            return None
        if self.random.random() < 0.6:
            return self.around(), changed, target
        return changed, self.plain, target

    def unwrapped(self, made: wrapped.Changed | None, *, borne: bool) -> Triple | None:
        """Pair the changed sentence with the plain one, whole or shortened."""
        if made is None or (made[1] == BORNE_OUT) is not borne:
            return None
        return made[0], self.shortened() if self.random.random() < 0.4 else self.plain, made[1]

    def _joined(self, reaches: Sequence[tuple[int, int]]) -> str:
        before, behind = self.random.choice(reaches)
        return " ".join(self.passage.sentences[max(0, self.at + before) : self.at + behind])


Maker = Callable[[Spot], Triple | None]


def pairs(passages: Passages, count: int, random: Random) -> Iterator[Triple]:
    """Give `count` pairs, half of them borne out, of every kind as many as the passages give."""
    given = 0
    while given < count:
        made = _made(random.choice(_TRUE if random.random() < 0.5 else _FALSE), passages, random)
        if made is not None:
            given += 1
            yield made


def _made(make: Maker, passages: Passages, random: Random) -> Triple | None:
    """Give the first pair of a kind that one of TRIED sentences drawn by chance gives."""
    for _ in range(TRIED):
        passage = random.choice(passages.held)
        at = random.randrange(len(passage.sentences))
        if len(passage.sentences[at].split()) not in _WORDS:
            continue
        made = make(Spot(passage, at, passages.deeds, random))
        if made is not None and made[1].strip() and made[1] != made[0]:
            return made
    return None


def _name(spot: Spot) -> Triple | None:
    return spot.mirrored(swapped.renamed_within(spot.passage.names, spot.plain, spot.random), OTHER)


def _actor(spot: Spot) -> Triple | None:
    told, other = spot.passage.sentences, spot.at + spot.random.choice((-2, -1, 1, 2))
    made = swapped.other_actor(spot.plain, told[other]) if 0 <= other < len(told) else None
    both = " ".join(told[min(spot.at, other) : max(spot.at, other) + 1])
    return None if made is None else (both, made, OTHER)


def _object(spot: Spot) -> Triple | None:
    text = " ".join(spot.passage.sentences[spot.at : spot.at + 2])
    made = swapped.objects_exchanged(text, spot.random)
    return None if made is None else (text, made, UNTOLD)


def _deed(spot: Spot) -> Triple | None:
    return spot.mirrored(swapped.other_verb(spot.deeds, spot.plain, spot.random), UNTOLD)


def _noun(spot: Spot) -> Triple | None:
    return spot.mirrored(swapped.other_noun(spot.passage.nouns, spot.plain, spot.random), UNTOLD)


def _turned(spot: Spot) -> Triple | None:
    made = swapped.passive(spot.plain, turned=True) or edits.turned(spot.plain, spot.random)
    return spot.mirrored(made, TURNED)


def _all(spot: Spot) -> Triple | None:
    made = wrapped.more(spot.plain, spot.random)
    return None if made is None else (spot.around(), made, ALL)


def _except(spot: Spot) -> Triple | None:
    made = wrapped.excepted(spot.plain, spot.random)
    return None if made is None else (made, spot.plain, UNTRUE)


def _framed(spot: Spot) -> Triple | None:
    return spot.unwrapped(wrapped.framed(spot.plain, spot.random), borne=False)


def _undone(spot: Spot) -> Triple | None:
    return spot.unwrapped(wrapped.put_off(spot.plain, spot.random), borne=False)


def _confirmed(spot: Spot) -> Triple | None:
    return spot.unwrapped(wrapped.framed(spot.plain, spot.random), borne=True)


def _managed(spot: Spot) -> Triple | None:
    return spot.unwrapped(wrapped.put_off(spot.plain, spot.random), borne=True)


def _whole(spot: Spot) -> Triple | None:
    return spot.among(), spot.shortened(), BORNE_OUT


def _short(spot: Spot) -> Triple | None:
    made = edits.shortened(spot.plain, spot.random)
    return None if made is None else (spot.around(), made, BORNE_OUT)


def _passive(spot: Spot) -> Triple | None:
    return spot.mirrored(swapped.passive(spot.plain, turned=False), BORNE_OUT)


def _less(spot: Spot) -> Triple | None:
    made = wrapped.more(spot.plain, spot.random)
    return None if made is None else (made, spot.plain, LIKELY)


def _alike(spot: Spot) -> Triple | None:
    """Tell the deed by a verb of like meaning (`rag.words.antonyms.ALIKE`)."""
    verb = next((deed for deed in swapped.deeds_in(spot.plain) if ALIKE.get(deed)), None)
    others = [one for one in sorted(ALIKE[verb]) if is_past(one) and one != verb] if verb else []
    if verb is None or not others:
        return None
    return spot.mirrored(spot.plain.replace(verb, spot.random.choice(others), 1), LIKELY)


_FALSE: tuple[Maker, ...] = (_name, _actor, _object, _deed, _noun, _turned, _all, _except, _framed, _undone)
_TRUE: tuple[Maker, ...] = (_confirmed, _managed, _whole, _short, _passive, _less, _alike)
