"""The two logistic regressions of a verdict: how a piece of evidence stands, and what all pieces come to."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rag.verdicts import stance, verdict

LABELS = ("SUPPORTED", "REFUTED", "MIXED", "NOT_ENOUGH_INFO")
SEED = 20261122
# What is nearest to use weighs most: claims searched for, of journalism.
_SHARES = {"open": 2.0, "given": 1.0, "distractors": 0.2, "both": 0.2}
_OWN = 1.5
_PULL = 3.0  # towards the weights below, in claims
# What each feature means, before any data: bias, then the FEATURES of rag.verdicts.stance, those of
# rag.verdicts.verdict, in their order.
_STANCE = {
    "for": (-3.5, 0.8, -0.5, 3.0, 1.5, 0.8, -1.5, -4.0, -4.0, -3.0, -4.0, -3.0, -3.0, 0.0, 0.0, -4.0, -3.0, -3.0),
    "against": (-3.5, -0.5, 0.8, 1.0, 1.5, 0.3, -0.8, 6.0, 5.0, 4.0, 6.0, 4.0, 3.0, 0.0, 0.0, 5.0, 4.0, -1.0),
}
_VERDICT = {
    "SUPPORTED": (-0.3, 0.9, -0.5, 0.0, 0.5),
    "REFUTED": (-0.5, -0.5, 0.9, 0.0, 0.3),
    "MIXED": (-1.5, 0.3, 0.3, 0.8, 0.0),
}
_MODEL_FEATURES = (
    "entails", "contradicts", "entails_covered", "contradicts_covered", "value_corrected", "name_corrected",
)  # fmt: skip
_MODEL = tuple(stance.FEATURES.index(name) for name in _MODEL_FEATURES)

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
                sets.append(f"{line['set']} {line['mode']}")
    first = _logistic(rows, labels, _weighed(sets), "open", _STANCE)
    values = [_values(line, first, with_model) for line in lines]
    due = [line["label"] for line in lines]
    second = _logistic(values, due, _weighed([f"{line['set']} {line['mode']}" for line in lines]), LABELS[3], _VERDICT)
    return Weights(first, second, with_model)


def probabilities(line: Line, weights: Weights) -> dict[str, float]:
    """Give the probabilities of the labels of a claim, with what the rules take away given to NOT_ENOUGH_INFO."""
    values = _values(line, weights.stance, weights.with_model)
    odds = {label: math.exp(_score(weights.verdict[label], values)) for label in LABELS[:3]}
    total = 1 + sum(odds.values())
    return {**{label: share / total for label, share in odds.items()}, LABELS[3]: 1 / total}


@dataclass(frozen=True, slots=True)
class Least:
    """From where on a verdict is said: its probability, and what the entailment model reads in the words for it."""

    probability: float
    read: float = 0.0

    def bars(self, label: str, likely: Mapping[str, float], line: Line) -> bool:
        """Say whether a verdict, though likeliest, is not to be said of a claim."""
        turned = label == "SUPPORTED" and any(one["reversed"] for one in line["voices"])
        return turned or not self.over(likely[label], read(label, line))

    def over(self, probability: float, read: float) -> bool:
        """Say whether a verdict so probable, and read so, may be said."""
        return probability >= self.probability and read >= self.read


Bars = Sequence[Least]
"""A verdict is said where it is over any of them."""


def read(label: str, line: Line) -> float:
    """Give what a verdict asks of the model: entailment by words not silent, or contradiction in words against."""
    if label == "REFUTED":
        against = [one for one in line["voices"] if stance.opposes(one["structural"], one["denied"])]
        return max((one["denied"] + verdict.VALUED * _valued(one) for one in against), default=0.0)
    odds = [one["features"][stance.FEATURES.index("entails")] for one in line["voices"] if not one["silent"]]
    return 1 / (1 + math.exp(-max(odds))) if odds else -1.0


def _valued(voice: Line) -> bool:
    return bool(voice["structural"] or voice["features"][stance.FEATURES.index("value_corrected")] > 0)


def choose(likely: Mapping[str, float], line: Line, labels: Sequence[str], least: Mapping[str, Bars]) -> str:
    """Give the verdict: on two labels the likelier, else the likeliest where nothing bars it."""
    if len(labels) == 2:
        return max(sorted(labels), key=lambda label: likely[label])
    said = max(LABELS, key=lambda label: likely[label])
    bars = least.get(said, ())
    return LABELS[3] if bars and all(one.bars(said, likely, line) for one in bars) else said


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
        denied = voice["denied"] if with_model else 0.0
        contradicts = stance.opposes(voice["structural"], denied)
        held.append(verdict.Weighed(supports, refutes, voice["source"], voice["near"], contradicts))
    return list(verdict.values_of(held))


def _score(weights: dict[str, Any], values: Sequence[float]) -> float:
    return float(weights["bias"] + sum(w * x for w, x in zip(weights["weights"], values, strict=True)))


def _weighed(kinds: Sequence[str]) -> list[float]:
    """Give weights by which the claims of each kind, a set in a mode, come to its share, one on average."""
    counts = Counter(kinds)
    shares = [_SHARES[kind.split()[1]] * (_OWN if kind.startswith("desk") else 1.0) / counts[kind] for kind in kinds]
    return [share * len(kinds) / sum(shares) for share in shares]


def _logistic(
    rows: Sequence[Sequence[float]],
    labels: Sequence[str],
    weights: Sequence[float],
    base: str,
    prior: Mapping[str, tuple[float, ...]],
) -> dict[str, Any]:
    """Fit a multinomial logistic regression, its weights drawn towards the prior (the bias comes first there).

    The weights of each label count from those of the base, which are 0.
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    names = list(prior)
    x = np.column_stack([np.ones(len(rows)), np.array(rows)])
    due = np.array([[float(label == name) for name in (*names, base)] for label in labels])
    w, start = np.array(weights)[:, None], np.array([prior[name] for name in names])

    def loss(flat: Any) -> tuple[float, Any]:  # noqa: ANN401
        beta = flat.reshape(start.shape)
        logits = np.column_stack([x @ beta.T, np.zeros(len(x))])
        logits -= logits.max(axis=1, keepdims=True)
        shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        gap = beta - start
        value = -(w * due * np.log(shares + 1e-12)).sum() + 0.5 * _PULL * (gap**2).sum()
        return value, ((w * (shares - due)).T @ x)[:-1].ravel() + _PULL * gap.ravel()

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B").x.reshape(start.shape)
    return {
        name: {"bias": round(float(row[0]), 4), "weights": [round(float(value), 4) for value in row[1:]]}
        for name, row in zip(names, found, strict=True)
    }
