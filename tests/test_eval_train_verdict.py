"""How the verdict's weights are measured: folds, the threshold of REFUTED."""

from __future__ import annotations

import math
from typing import Any

import pytest

from eval.train import verdict
from eval.train.verdict_model import LABELS, Bars, Least, Weights, choose, read


def line(label: str, read: float, cluster: str = "c") -> dict[str, Any]:
    voice = {
        "near": 0.5,
        "structural": True,
        "denied": read,
        "features": [math.log(read / (1 - read))],
        "silent": False,
        "reversed": False,
    }
    return {"label": label, "mode": "given", "cluster": cluster, "set": "scifact", "voices": [voice]}


def said(refuted: float) -> dict[str, float]:
    return {"REFUTED": refuted, "SUPPORTED": 1 - refuted, "MIXED": 0.0, "NOT_ENOUGH_INFO": 0.0}


def threshold(*groups: tuple[int, str, float, float], with_model: bool = True) -> Bars:
    rows = [(line(label, read), said(share)) for count, label, share, read in groups for _ in range(count)]
    lines, likely = zip(*rows, strict=True)
    return verdict.bars("REFUTED", lines, likely, with_model=with_model)


def test_refuted_is_said_from_the_least_probability_at_which_it_is_right_often_enough():
    right = (30, "REFUTED", 0.8, 0.9)
    assert threshold(right, (10, "SUPPORTED", 0.6, 0.9)) == (Least(0.61, 0.5),)
    assert threshold(right) == (Least(0.3, 0.5),)


def test_a_contradiction_that_the_model_reads_finds_more_than_probability_alone():
    groups = ((15, "REFUTED", 0.9, 0.9), (15, "REFUTED", 0.6, 0.9), (10, "SUPPORTED", 0.7, 0.55))
    assert threshold(*groups) == (Least(0.3, 0.775),)  # the model reads .55, and the lines have another value
    assert threshold(*groups, with_model=False)[0].read == 0.0


def test_a_surer_verdict_needs_a_weaker_reading_where_both_bars_together_are_right_often_enough():
    sure, read_well = (15, "REFUTED", 0.95, 0.35), (20, "REFUTED", 0.6, 0.7)
    assert threshold(sure, read_well) == (Least(0.3, 0.5),)
    first, second = threshold(sure, read_well, (10, "SUPPORTED", 0.8, 0.35))
    assert first.probability <= 0.6 and 0.55 < first.read <= 0.9
    assert 0.8 < second.probability <= 0.95 and second.read <= 0.55


def test_a_verdict_must_be_as_right_without_the_sets_beside():
    theirs = [(line("REFUTED", 0.9), said(share)) for share, count in ((0.6, 2), (0.8, 24)) for _ in range(count)]
    wrong = [(line("SUPPORTED", 0.9), said(0.7)) for _ in range(3)]
    ours = [({**line("REFUTED", 0.9), "set": "newsroom"}, said(0.6)) for _ in range(20)]

    def least(others: list[tuple[dict[str, Any], dict[str, float]]]) -> float:
        lines, likely = zip(*theirs, *wrong, *others, strict=True)
        return verdict.bars("REFUTED", lines, likely, with_model=True)[0].probability

    assert least([({**row, "set": "desk"}, share) for row, share in ours]) == 0.3
    assert least(ours) > 0.7


def test_what_is_said_of_words_that_decide_nothing_counts_off():
    rows = [(line("REFUTED", 0.7), said(share)) for share, count in ((0.9, 25), (0.6, 5)) for _ in range(count)]
    aside = [({**line("NOT_ENOUGH_INFO", 0.7), "mode": "distractors"}, said(0.6)) for _ in range(20)]
    assert verdict.bars("REFUTED", *zip(*rows, strict=True), with_model=True)[0].probability == 0.3
    lines, likely = zip(*rows, *aside, strict=True)
    assert verdict.bars("REFUTED", lines, likely, with_model=True)[0].probability > 0.6


def test_the_entailment_read_is_taken_from_the_features():
    assert read("SUPPORTED", line("SUPPORTED", 0.7)) == pytest.approx(0.7)
    assert read("REFUTED", {**line("REFUTED", 0.7), "voices": []}) == 0.0


def test_a_verdict_too_weak_for_its_label_is_not_enough():
    least = {"SUPPORTED": (Least(0.5, 0.8),)}
    assert choose(said(0.1), line("SUPPORTED", 0.9), LABELS, least) == "SUPPORTED"
    assert choose(said(0.1), line("SUPPORTED", 0.7), LABELS, least) == "NOT_ENOUGH_INFO"
    assert choose(said(0.1), line("SUPPORTED", 0.7), ("SUPPORTED", "REFUTED"), least) == "SUPPORTED"


def test_words_that_turn_the_deed_round_bar_supported():
    turned = line("SUPPORTED", 0.9)
    turned["voices"] = [{**voice, "reversed": True} for voice in turned["voices"]]
    least = {"SUPPORTED": (Least(0.5, 0.8),)}
    assert choose(said(0.1), turned, LABELS, least) == "NOT_ENOUGH_INFO"


def test_too_few_claims_called_refuted_tell_no_threshold():
    few = verdict.FEWEST - 1
    assert threshold((few, "REFUTED", 0.8, 0.9), (10, "SUPPORTED", 0.6, 0.9))[0].probability <= 0.6


def test_a_claim_is_judged_by_weights_fitted_without_its_cluster(monkeypatch):
    seen: list[set[str]] = []

    def fit(lines, *, with_model):
        seen.append({one["cluster"] for one in lines})
        return Weights({}, {}, with_model)

    monkeypatch.setattr(verdict, "fit", fit)
    monkeypatch.setattr(verdict, "probabilities", lambda one, weights: {"without": one["cluster"] not in seen[-1]})
    lines = [line("REFUTED", 0.5, cluster) for cluster in "abcdefgab"]
    assert all(one["without"] for one in verdict.cross(lines, with_model=True))
