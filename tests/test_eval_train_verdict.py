"""How the verdict's weights are measured: folds, the threshold of REFUTED."""

from __future__ import annotations

from eval.train import verdict
from eval.train.verdict_model import Weights


def line(label: str, likely: float, cluster: str = "c") -> dict[str, object]:
    return {"label": label, "mode": "given", "cluster": cluster, "voices": [{"near": likely}]}


def said(refuted: float) -> dict[str, float]:
    return {"REFUTED": refuted, "SUPPORTED": 1 - refuted, "MIXED": 0.0, "NOT_ENOUGH_INFO": 0.0}


def test_the_threshold_is_the_lowest_at_which_refuted_is_right_often_enough():
    wrong = [(line("SUPPORTED", 0.5), said(0.6))] * 10
    right = [(line("REFUTED", 0.5), said(0.8))] * 30
    lines, probabilities = zip(*wrong, *right, strict=True)
    assert verdict.threshold(lines, probabilities) == 0.61
    assert verdict.threshold(*zip(*right, strict=True)) == 0.3


def test_too_few_claims_called_refuted_tell_no_threshold():
    wrong = [(line("SUPPORTED", 0.5), said(0.6))] * 10
    right = [(line("REFUTED", 0.5), said(0.8))] * (verdict.FEWEST - 1)
    lines, probabilities = zip(*wrong, *right, strict=True)
    assert verdict.threshold(lines, probabilities) <= 0.6


def test_a_claim_is_judged_by_weights_fitted_without_its_cluster(monkeypatch):
    seen: list[set[str]] = []

    def fit(lines, *, with_model):
        seen.append({one["cluster"] for one in lines})
        return Weights({}, {}, with_model)

    monkeypatch.setattr(verdict, "fit", fit)
    monkeypatch.setattr(verdict, "probabilities", lambda one, weights: {"without": one["cluster"] not in seen[-1]})
    lines = [line("REFUTED", 0.5, cluster) for cluster in "abcdefgab"]
    assert all(one["without"] for one in verdict.cross(lines, with_model=True))
