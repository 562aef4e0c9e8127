"""Fits the evidence floor: logistic regression over the features of the evidence, judged by 5-fold cross-validation.

    python -m eval.train.floor ROWS.jsonl... [--write]

Rows come from `eval.train.rows`. Both sets weigh the same, whatever their size. Every figure is of questions left out
of the fit. The threshold is where it and the unmet demands together refuse 5 % of the answerable questions of
highlights in vain. `--write` replaces `rag/models/floor.json`.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.floor import WEIGHTS

FEATURES = ("pooled", "coverage", "window", "echo", "weakest", "unmet")
BASELINES = ("passage", "pooled")
SEED = 20261122
REPEATS = 5
IN_VAIN = 0.05
Floats = NDArray[np.float64]


def main() -> None:
    """Fit, print the figures, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for path in options.rows for line in path.read_text("utf-8").splitlines()]
    names = np.array([row["set"] for row in rows])
    truth = np.array([row["answerable"] for row in rows])
    values = np.array([[row["features"][name] for name in FEATURES] for row in rows])
    weights = np.array([1000 / (names == name).sum() for name in names])
    held_out = crossed(values, truth, weights, names)
    for name in dict.fromkeys(names):
        mine = names == name
        told(
            f"{name}, {mine.sum()} questions", held_out[mine], truth[mine], [row for row in rows if row["set"] == name]
        )
    intercept, slopes = fitted(values, truth, weights)
    threshold = _threshold(sigmoid(held_out), (names == "highlights") & truth, values[:, FEATURES.index("unmet")] > 0)
    held = {
        "fitted": f"{datetime.now(UTC):%Y-%m-%d}: python -m eval.train.floor highlights.jsonl squad2.jsonl --write",
        "sets": {str(name): int((names == name).sum()) for name in dict.fromkeys(names)},
        "intercept": round(intercept, 4),
        "weights": {name: round(float(slope), 4) for name, slope in zip(FEATURES, slopes, strict=True)},
        "threshold": round(threshold, 3),
    }
    print(json.dumps(held, indent=1))
    if options.write:
        WEIGHTS.write_text(json.dumps(held, indent=1) + "\n", "utf-8")


def _threshold(probabilities: Floats, asked: NDArray[np.bool_], unmet: NDArray[np.bool_]) -> float:
    """Give the probability under which IN_VAIN of the answerable are refused, those of unmet demands among them."""
    met = np.sort(probabilities[asked & ~unmet])
    return float(met[max(0, int(IN_VAIN * asked.sum()) - int((asked & unmet).sum()))])


def fitted(values: Floats, truth: NDArray[np.bool_], weights: Floats) -> tuple[float, Floats]:
    """Give the intercept and slopes of a logistic regression on the features as they are (fitted on scaled ones)."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    mean, spread = values.mean(0), values.std(0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=1000).fit((values - mean) / spread, truth, sample_weight=weights)
    slopes = model.coef_[0] / spread
    return float(model.intercept_[0] - slopes @ mean), slopes


def crossed(values: Floats, truth: NDArray[np.bool_], weights: Floats, names: NDArray[Any]) -> Floats:
    """Give each question's log-odds from fits that did not see it, averaged over REPEATS divisions into five."""
    from sklearn.model_selection import StratifiedKFold  # type: ignore[import-untyped]

    strata = [f"{name} {answerable}" for name, answerable in zip(names, truth, strict=True)]
    total = np.zeros(len(truth))
    for repeat in range(REPEATS):
        for seen, left_out in StratifiedKFold(5, shuffle=True, random_state=SEED + repeat).split(values, strata):
            intercept, slopes = fitted(values[seen], truth[seen], weights[seen])
            total[left_out] += intercept + values[left_out] @ slopes
    return total / REPEATS


def told(title: str, scores: Floats, truth: NDArray[np.bool_], rows: list[dict[str, Any]]) -> None:
    """Print a set's figures beside the baselines, with paired bootstrap intervals."""
    print(f"{title}: AUROC {auroc(scores, truth):.3f}")
    for name in BASELINES:
        plain = np.array([row["features"][name] for row in rows])
        low, high = paired(scores, plain, truth)
        print(f"  against top {name} cosine {auroc(plain, truth):.3f}: difference in [{low:+.3f}, {high:+.3f}]")
    cut = np.quantile(scores[truth], 0.05)
    print(f"  refused of the unanswerable at 5 % refused in vain: {(scores[~truth] < cut).mean():.3f}")
    order = np.argsort(-scores)
    wrong = np.cumsum([not (rows[at]["answerable"] and rows[at]["hit"]) for at in order]) / np.arange(1, len(order) + 1)
    curve = [f"{share:.1f}:{wrong[max(0, int(share * len(order)) - 1)]:.3f}" for share in np.arange(0.1, 1.01, 0.1)]
    print(f"  risk by coverage (unanswerable answered, or first sentence beside the gold): {' '.join(curve)}")


def auroc(scores: Floats, truth: NDArray[np.bool_]) -> float:
    """Give the share of pairs in which the answerable question scores higher; ties count half."""
    from scipy.stats import rankdata  # type: ignore[import-untyped]

    ranks = rankdata(scores)
    positive = truth.sum()
    return float((ranks[truth].sum() - positive * (positive + 1) / 2) / (positive * (~truth).sum()))


def paired(first: Floats, second: Floats, truth: NDArray[np.bool_], resamples: int = 2000) -> tuple[float, float]:
    """Give the 95 % bootstrap interval of the difference of two AUROCs on the same questions."""
    generator = np.random.default_rng(SEED)
    differences = []
    for _ in range(resamples):
        pick = generator.integers(0, len(truth), len(truth))
        differences.append(auroc(first[pick], truth[pick]) - auroc(second[pick], truth[pick]))
    low, high = np.percentile(differences, [2.5, 97.5])
    return float(low), float(high)


def sigmoid(values: Floats) -> Floats:
    """Give probabilities of log-odds."""
    return 1 / (1 + np.exp(-values))


if __name__ == "__main__":
    main()
