"""Fits the evidence floor: logistic regression over the features of the evidence, judged by 5-fold cross-validation.

    python -m eval.train.floor ROWS.jsonl... [--write]

Rows come from `eval.train.rows`. Both sets weigh the same, whatever their size. Every figure is of questions left out
of the fit. The threshold is where it and the unmet demands together refuse 5 % of the answerable questions of
highlights in vain. `--write` replaces `rag/models/floor.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.train.floor_rows import Floats, Rows, Truths, auroc, finish, fitted, options, sigmoid
from rag.evidence.floor import WEIGHTS

FEATURES = ("pooled", "coverage", "window", "echo", "weakest", "unmet")
BASELINES = ("passage", "pooled")
SEED = 20261122
REPEATS = 5
IN_VAIN = 0.05


def main() -> None:
    """Fit, print the figures, and write the weights when asked to."""
    given = options(__doc__)
    rows = Rows.read(given.rows, FEATURES)
    held_out = crossed(rows.values, rows.truth, rows.weights, rows.names)
    for name in dict.fromkeys(rows.names):
        mine = rows.names == name
        of_set = [row for row in rows.gathered if row["set"] == name]
        told(f"{name}, {mine.sum()} questions", held_out[mine], rows.truth[mine], of_set)
    asked = (rows.names == "highlights") & rows.truth
    threshold = _threshold(sigmoid(held_out), asked, rows.values[:, FEATURES.index("unmet")] > 0)
    command = "python -m eval.train.floor highlights.jsonl squad2.jsonl --write"
    finish(rows, threshold, command, WEIGHTS if given.write else None)


def _threshold(probabilities: Floats, asked: Truths, unmet: Truths) -> float:
    """Give the probability under which IN_VAIN of the answerable are refused, those of unmet demands among them."""
    met = np.sort(probabilities[asked & ~unmet])
    return float(met[max(0, int(IN_VAIN * asked.sum()) - int((asked & unmet).sum()))])


def crossed(values: Floats, truth: Truths, weights: Floats, names: NDArray[Any]) -> Floats:
    """Give each question's log-odds from fits that did not see it, averaged over REPEATS divisions into five."""
    from sklearn.model_selection import StratifiedKFold  # type: ignore[import-untyped]

    strata = [f"{name} {answerable}" for name, answerable in zip(names, truth, strict=True)]
    total = np.zeros(len(truth))
    for repeat in range(REPEATS):
        for seen, left_out in StratifiedKFold(5, shuffle=True, random_state=SEED + repeat).split(values, strata):
            intercept, slopes = fitted(values[seen], truth[seen], weights[seen])
            total[left_out] += intercept + values[left_out] @ slopes
    return total / REPEATS


def told(title: str, scores: Floats, truth: Truths, rows: Sequence[dict[str, Any]]) -> None:
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


def paired(first: Floats, second: Floats, truth: Truths, resamples: int = 2000) -> tuple[float, float]:
    """Give the 95 % bootstrap interval of the difference of two AUROCs on the same questions."""
    generator = np.random.default_rng(SEED)
    differences = []
    for _ in range(resamples):
        pick = generator.integers(0, len(truth), len(truth))
        differences.append(auroc(first[pick], truth[pick]) - auroc(second[pick], truth[pick]))
    low, high = np.percentile(differences, [2.5, 97.5])
    return float(low), float(high)


if __name__ == "__main__":
    main()
