"""Pairs near the words of a passage: what is changed is what their target says."""

from __future__ import annotations

from random import Random

import pytest

from eval.train import entailment_near as near
from eval.train import entailment_swapped as swapped
from eval.train import entailment_wrapped as wrapped
from eval.train.entailment_passages import Passage, Passages

TOLD = (
    "The council closed the old library in 2019.",
    "In that year Anna Berg opened the new school in Kelmouth and wrote some letters to Paul Reis.",
    "The mayor said that most shops of the town were empty.",
)


@pytest.fixture
def passages() -> Passages:
    return Passages((Passage.of(TOLD),), ("sold", "repaired", "painted"))


def test_pairs_are_drawn_from_the_seed_alone_and_half_of_them_are_borne_out(passages: Passages) -> None:
    drawn = list(near.pairs(passages, 400, Random(1)))
    assert drawn == list(near.pairs(passages, 400, Random(1)))
    borne = sum(target[0] > 0.5 for _, _, target in drawn)
    assert 150 < borne < 250
    assert all(abs(sum(target) - 1) < 1e-9 and premise != hypothesis for premise, hypothesis, target in drawn)


def test_every_kind_of_pair_comes_up(passages: Passages) -> None:
    targets = {target for _, _, target in near.pairs(passages, 400, Random(2))}
    assert {near.OTHER, near.UNTOLD, near.TURNED, near.ALL, near.LIKELY, wrapped.BORNE_OUT} <= targets


def test_a_change_stands_in_the_premise_as_well_as_in_the_hypothesis(passages: Passages) -> None:
    turned = [pair for pair in near.pairs(passages, 400, Random(3)) if pair[2] == near.TURNED]
    wrong = "The council was closed by the old library in 2019."
    assert {premise == wrong for premise, _, _ in turned} == {True, False}


def test_a_frame_decides_what_becomes_of_the_sentence() -> None:
    seen: dict[wrapped.Target, list[str]] = {}
    for seed in range(200):
        made = wrapped.framed(TOLD[0], Random(seed))
        assert made is not None
        assert "the council closed the old library in 2019" in made[0]
        seen.setdefault(made[1], []).append(made[0])
    assert set(seen) == {wrapped.BORNE_OUT, wrapped.UNDECIDED, wrapped.DENIED, wrapped.UNTRUE}
    assert any("whether" in text for text in seen[wrapped.UNDECIDED])
    assert not any("whether" in text or "denied" in text for text in seen[wrapped.BORNE_OUT])


def test_a_deed_put_off_stands_in_its_base_form() -> None:
    made = {wrapped.put_off("Anna Berg opened the new school.", Random(seed)) for seed in range(80)}
    assert ("Anna Berg refused to open the new school.", wrapped.UNTRUE) in made
    assert all(one is not None and " open the new school." in one[0] for one in made)


def test_no_frame_is_put_around_a_long_sentence_or_half_a_quotation() -> None:
    assert wrapped.framed("Word " * 40 + "ends.", Random(1)) is None
    assert wrapped.framed('He said "this is over.', Random(1)) is None


def test_saying_more_and_taking_one_of_two_out() -> None:
    assert wrapped.more("The mayor said that most shops were empty.", Random(1)) == (
        "The mayor said that all shops were empty."
    )
    assert wrapped.more("The council met.", Random(1)) is None
    made = wrapped.excepted("It covers Marisia and Tolland.", Random(1))
    assert made in ("It covers Marisia but not Tolland.", "It covers Marisia, though not Tolland.")


def test_somebody_else_of_the_passage_does_it() -> None:
    assert swapped.other_actor(TOLD[0], TOLD[2]) == "The mayor closed the old library in 2019."
    assert swapped.other_actor(TOLD[0], TOLD[1]) is None
    names = swapped.names_in(TOLD[1])
    assert "Paul Reis" in names
    made = swapped.renamed_within(("Kelmouth", "Paul Reis"), TOLD[1], Random(4))
    assert made is not None
    assert sorted(made.split()) == sorted(TOLD[1].split()) or "Kelmouth" in made


def test_deeds_exchange_what_was_done() -> None:
    text = "The council closed the library in May. The firm bought the quay in June."
    made = {swapped.objects_exchanged(text, Random(seed)) for seed in range(20)}
    assert made == {"The council closed the quay in May.", "The firm bought the library in June."}


def test_another_deed_is_no_like_one() -> None:
    made = swapped.other_verb(("acquired", "purchased", "painted"), "The firm bought the quay in June.", Random(1))
    assert made == "The firm painted the quay in June."
    assert swapped.other_verb(("acquired",), "The firm bought the quay in June.", Random(1)) is None
