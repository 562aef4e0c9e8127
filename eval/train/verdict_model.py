"""The two logistic regressions of a verdict: how a piece of evidence stands, and what all pieces come to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rag import stance, verdict

LABELS = ("SUPPORTED", "REFUTED", "MIXED", "NOT_ENOUGH_INFO")
SEED = 20261122
_OPEN_SHARE = 2.0  # weight of pieces that settle nothing, against those of each side
_MODEL = tuple(stance.FEATURES.index(name) for name in ("entails", "contradicts"))

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights as they are stored."""

    stance: dict[str, Any]
    verdict: dict[str, Any]
    with_model: bool


def fit(lines: Sequence[Line], *, with_model: bool) -> Weights:
    """Fit both, the second on what the first says of the pieces."""
    rows, labels, sets = [], [], []
    for line in lines:
        for voice in line["voices"]:
            label = _piece_label(line, voice)
            if label is not None:
                rows.append(_features(voice, with_model))
                labels.append(label)
                sets.append(line["set"])
    first = _logistic(rows, labels, _weighed(sets, labels, {"open": _OPEN_SHARE}), "open")
    values = [_values(line, first, with_model) for line in lines]
    due = [line["label"] for line in lines]
    second = _logistic(values, due, _weighed([f"{line['set']} {line['mode']}" for line in lines], due, {}), LABELS[3])
    return Weights(first, second, with_model)


def probabilities(line: Line, weights: Weights) -> dict[str, float]:
    """Give the probabilities of the labels of a claim, with what the rules take away given to NOT_ENOUGH_INFO."""
    values = _values(line, weights.stance, weights.with_model)
    odds = {label: math.exp(_score(weights.verdict[label], values)) for label in LABELS[:3]}
    total = 1 + sum(odds.values())
    return {**{label: share / total for label, share in odds.items()}, LABELS[3]: 1 / total}


def choose(likely: dict[str, float], labels: Sequence[str], least: float) -> str:
    """Give the verdict: on two labels the likelier, else the likeliest, REFUTED only from a probability on."""
    if len(labels) == 2:
        return max(sorted(labels), key=lambda label: likely[label])
    said = max(LABELS, key=lambda label: likely[label])
    return LABELS[3] if said == "REFUTED" and likely[said] < least else said


def _piece_label(line: Line, voice: Line) -> str | None:
    """Give how a piece stands by the gold; one found that is no gold evidence may still bear on the claim: None."""
    if line["label"] == LABELS[3]:
        return "open"
    if line["mode"] == "both":
        return "for" if voice["source"] == 1 else "against"
    if not voice["gold"] or line["label"] == "MIXED":
        return None
    return "for" if line["label"] == "SUPPORTED" else "against"


def _features(voice: Line, with_model: bool) -> list[float]:
    return [0.0 if at in _MODEL and not with_model else value for at, value in enumerate(voice["features"])]


def _values(line: Line, first: dict[str, Any], with_model: bool) -> list[float]:
    held = []
    for voice in line["voices"]:
        values = _features(voice, with_model)
        odds = [math.exp(_score(first[side], values)) for side in ("for", "against")]
        supports, refutes = (one / (1 + sum(odds)) for one in odds)
        contradicted = voice["contradicted"] if with_model else 0.0
        contradicts = stance.opposes(voice["structural"], contradicted)
        held.append(verdict.Weighed(supports, refutes, voice["source"], voice["near"], contradicts))
    return list(verdict.values_of(held))


def _score(weights: dict[str, Any], values: Sequence[float]) -> float:
    return float(weights["bias"] + sum(w * x for w, x in zip(weights["weights"], values, strict=True)))


def _weighed(sets: Sequence[str], labels: Sequence[str], more: dict[str, float]) -> list[float]:
    """Give weights by which every set, and in it every label, counts the same."""
    counts: dict[tuple[str, str], int] = {}
    for key in zip(sets, labels, strict=True):
        counts[key] = counts.get(key, 0) + 1
    return [
        more.get(label, 1.0) * len(labels) / len(counts) / counts[name, label]
        for name, label in zip(sets, labels, strict=True)
    ]


def _logistic(
    rows: Sequence[Sequence[float]], labels: Sequence[str], weights: Sequence[float], base: str
) -> dict[str, Any]:
    """Fit a multinomial logistic regression; the weights of each label count from those of the base."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    model = LogisticRegression(C=1.0, max_iter=2000)
    model.fit(np.array(rows), np.array(labels), sample_weight=np.array(weights))
    names = list(model.classes_)
    at = names.index(base)
    return {
        name: {
            "bias": round(float(model.intercept_[number] - model.intercept_[at]), 4),
            "weights": [round(float(w - b), 4) for w, b in zip(model.coef_[number], model.coef_[at], strict=True)],
        }
        for number, name in enumerate(names)
        if name != base
    }
