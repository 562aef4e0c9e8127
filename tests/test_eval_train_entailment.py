"""The recipe of the entailment model: the split, the edits, the schedule, the rounding."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from eval.train import entailment, entailment_edits, entailment_pairs, entailment_science, entailment_split
from eval.train.entailment_export import int8, mean
from eval.train.entailment_pairs import CONTRADICTION, ENTAILMENT, NEUTRAL, Material, Pair
from eval.train.entailment_split import Claimed, clusters

DATA = Path(__file__).parents[2] / "shared" / "data"
words = st.sampled_from("abcdefgh")


@settings(deadline=None)
@given(st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=12))
def test_rows_that_share_a_text_are_one_cluster_and_no_others(rows):
    named = clusters(rows)
    reached = [set(row) for row in rows]
    for _ in rows:
        reached = [set().union(*(other for other in reached if other & mine)) for mine in reached]
    for one, mine in zip(named, reached, strict=True):
        assert [name == one for name in named] == [bool(mine & other) for other in reached]


@settings(deadline=None)
@given(st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=12), st.randoms())
def test_a_cluster_has_its_name_whatever_the_order(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    assert [clusters(rows)[at] for at in order] == clusters([rows[at] for at in order])


@pytest.mark.parametrize("name", entailment_split.SETS)
def test_no_text_is_on_both_sides_of_the_committed_split(name):
    if not DATA.is_dir():
        pytest.skip("the development data is not beside the project")
    sides = entailment_split.sides(DATA, name)
    seen, judged = (
        {text for one in side for text in (one.claim, *one.evidence, *one.distractors, *one.cited)}
        for side in (sides.seen, sides.judged)
    )
    assert not seen & judged
    assert 0.66 <= len(sides.seen) / (len(sides.seen) + len(sides.judged)) <= 0.7
    remade = entailment_split.divided([*sides.seen, *sides.judged])
    assert remade == json.loads(entailment_split.SPLIT.read_bytes())[name]


def test_the_split_holds_ids_alone():
    for sides in json.loads(entailment_split.SPLIT.read_bytes()).values():
        assert sides.keys() == {"seen", "judged"}
        assert all(len(one) <= 20 and " " not in one for ids in sides.values() for one in ids)


@pytest.mark.parametrize(
    ("edit", "sentence", "made"),
    [
        (entailment_edits.negated, "The bridge was closed.", 
         {"The bridge was not closed.", "The bridge was never closed."}),
        (entailment_edits.negated, "The bridge was not closed.", {"The bridge was closed."}),
        (entailment_edits.negated, "It isn't open.", {"It is open."}),
        (entailment_edits.negated, "Nobody closed it.", {None}),
        (entailment_edits.opposed, "Prices increased.", {"Prices decreased."}),
        (entailment_edits.opposed, "A 78-year-old man.", {"A 78-year-old woman."}),
        (entailment_edits.opposed, "Prices.", {None}),
        (entailment_edits.other_figure, "No figure here.", {None}),
        (entailment_edits.shortened, "The old stone bridge was closed for repairs, which took three weeks.",
         {"The old stone bridge was closed for repairs."}),
        (entailment_edits.renamed(["Oslo"]), "It stands in Rome.", {"It stands in Oslo."}),
        (entailment_edits.renamed(["Rome"]), "It stands in Rome.", {None}),
        (entailment_edits.relinked, "The bank opened an office in Oslo.", {"The bank opened Oslo."}),
        (entailment_edits.relinked, "The bank moved to Oslo.", {None}),
        (entailment_edits.turned, "Later on Oslo praised Rome.", {"Later on Rome praised Oslo."}),
        (entailment_edits.turned, "Oslo met with Rome.", {None}),
        (entailment_edits.turned, "Oslo praised the plan.", {None}),
        (entailment_edits.undone, "The plan was closed by the bank.", {None}),
    ],
)  # fmt: skip
def test_edits_change_what_they_say(edit, sentence, made):
    assert {edit(sentence, Random(seed)) for seed in range(8)} == made


def test_a_deed_that_was_only_considered_keeps_its_doer_and_its_object():
    made = {entailment_edits.undone("Oslo closed the bridge.", Random(seed)) for seed in range(40)}
    assert len(made) > 3 and "Oslo considered closing the bridge." in made
    assert all(one.startswith("Oslo ") and one.endswith(" closing the bridge.") for one in made)


@settings(deadline=None)
@given(st.integers(0, 10**7), st.integers(0, 99))
def test_another_figure_is_another_and_keeps_its_form(value, seed):
    for written in (str(value), f"{value:,}"):
        changed = entailment_edits.other_figure(f"It cost {written} crowns.", Random(seed))
        assert changed is not None and changed != f"It cost {written} crowns."
        assert ("," in changed) <= ("," in written)


@pytest.mark.parametrize(
    ("sentence", "made"),
    [
        ("A loss of Abc1 inhibits growth.",
         {"A gain of Abc1 inhibits growth.", "A loss of Abc1 promotes growth.",
          "A loss of Abc1 does not inhibit growth."}),
        ("Abc1 is found in mice.", {"Abc1 is not found in mice."}),
        ("Mice can swim far.", {"Mice cannot swim far."}),
        ("Mutations in Abc1 underlie gout.", {"Mutations in Abc1 do not underlie gout."}),
        ("A new drug target in gout.", {None}),
        ("Abc1 does not cause gout.", {None}),
    ],
)  # fmt: skip
def test_a_finding_is_turned_by_its_opposite_or_by_denial(sentence, made):
    assert {entailment_science.turned(sentence, Random(seed)) for seed in range(60)} == made


def test_findings_are_titles_that_state_and_what_is_concluded():
    body = ["Gout is common.", "These results suggest that Abc1 protects old mice from gout."]
    assert list(entailment_science._stated("Abc1 protects mice from gout", body)) == [
        "Abc1 protects mice from gout.",
        "Abc1 protects old mice from gout.",
    ]
    assert list(entailment_science._stated("Abc1 and gout: a review of mice", body[:1])) == []
    assert list(entailment_science._stated("Does Abc1 protect the mice?", body[:1])) == []


def test_words_of_a_finding_bear_it_out_and_others_of_its_abstract_do_not():
    one = entailment_science.Finding("Abc1 inhibits gout.", ("In mice Abc1 inhibits gout.",), ("Mice eat.",), ())
    labels = {"bears": set(), "turns": set(), "apart": set()}
    targets = entailment_science.BEARS, entailment_science.TURNS, entailment_science.APART
    names = dict(zip(targets, labels, strict=True))
    for seed in range(80):
        for premise, hypothesis, target in entailment_science.pairs(one, Random(seed)):
            labels[names[target]].add((premise.replace("Mice eat.", "").strip(), hypothesis))
    assert labels["bears"] == {("In mice Abc1 inhibits gout.", "Abc1 inhibits gout.")}
    assert labels["apart"] == {("", "Abc1 inhibits gout.")}
    assert labels["turns"] and all(("not" in p + h) != ("promotes" in p + h) for p, h in labels["turns"])


def test_no_abstract_that_anything_is_judged_on_is_learnt_from():
    if not DATA.is_dir():
        pytest.skip("the development data is not beside the project")
    barred = entailment_science._barred(DATA)
    judged = {cited for one in entailment_split.sides(DATA, "scifact").judged for cited in one.cited}
    test = (DATA / "scifact" / "qrels" / "test.tsv").read_text("utf-8").splitlines()[1:]
    assert judged <= barred and {line.split("\t")[1] for line in test} <= barred and len(barred) > 300


def _material() -> Material:
    nli = tuple(Pair(f"The clock number {at} was not slow.", f"Clock {at} was right.", ENTAILMENT) for at in range(40))
    claim = Claimed("1", "The mill stands in Bruck.", "REFUTED", ("The mill stood in Graz until 1910.",),
                    ("It was built of oak.", "The mill stood in Graz until 1910."), (), "a")  # fmt: skip
    return Material(nli, (), {"fool-me-twice": (claim,)}, {}, ("Bruck", "Graz"), (), ())


def test_a_pass_is_drawn_again_the_same_and_the_next_is_another(monkeypatch):
    monkeypatch.setattr(entailment_pairs, "NLI_A_PASS", 20)
    monkeypatch.setattr(entailment_pairs, "EDITED", 10)
    material = _material()
    first, again, second = (entailment_pairs.drawn(material, 7, number) for number in (0, 0, 1))
    assert first == again != second
    shares = [{pair for pair in material.nli if pair in drawn} for drawn in (first, second)]
    assert shares[0] | shares[1] == set(material.nli), "two passes of half each hold all pairs"


def test_evidence_is_never_shown_as_neutral(monkeypatch):
    monkeypatch.setattr(entailment_pairs, "NLI_A_PASS", 40)
    monkeypatch.setattr(entailment_pairs, "EDITED", 0)
    material = _material()
    for number in range(30):
        drawn = [pair for pair in entailment_pairs.drawn(material, 7, number) if "mill" in pair.hypothesis]
        assert {pair.target for pair in drawn if "Graz" in pair.premise} == {CONTRADICTION}
        assert {pair.target for pair in drawn if "Graz" not in pair.premise} <= {NEUTRAL}


def test_the_rate_rises_stays_and_falls_to_nothing():
    state = entailment.State(step=0)
    assert entailment.rate(state) == entailment.RATE / entailment.WARMUP
    state.step = 5000
    assert entailment.rate(state) == entailment.RATE
    state.steps, state.cooldown = 6000, 1000
    assert entailment.rate(state) == entailment.RATE
    state.step = 5500
    assert entailment.rate(state) == entailment.RATE / 2
    state.step = 6000
    assert entailment.rate(state) == 0


@settings(deadline=None)
@given(arrays(np.float32, (5, 4), elements=st.floats(-8, 8, width=32)), st.sampled_from([0, 1]))
@example(np.full((5, 4), 6e-45, np.float32), 0)
def test_rounding_is_off_by_at_most_half_a_step_of_its_slice(values, axis):
    whole, scales = int8(values, axis)
    steps = np.expand_dims(scales, 1 - axis)
    assert whole.dtype == np.int8 and scales.shape == (values.shape[axis],)
    assert (np.abs(whole * steps - values) <= steps * 0.5001 + 1e-30).all()


def test_several_states_are_written_as_their_mean():
    states = [{"a": np.array([[1, 2]], np.float32), "b": np.zeros(3, np.float32)},
              {"a": np.array([[3, 4]], np.float32), "b": np.ones(3, np.float32)}]  # fmt: skip
    made = mean(states)
    assert made["a"].tolist() == [[2, 3]] and made["b"].tolist() == [0.5] * 3
    assert made["a"].dtype == np.float32
