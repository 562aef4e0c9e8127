"""What the fits of the evidence floors share: the rows that were gathered, a logistic regression, the file it fills."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.measures.refusing import abstain_auroc

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Questions as `eval.train.rows` gathered them, in columns; every set weighs the same, whatever its size."""

    gathered: tuple[dict[str, Any], ...]
    features: tuple[str, ...]
    names: NDArray[Any]
    truth: Truths
    values: Floats
    weights: Floats

    @classmethod
    def read(cls, paths: Sequence[Path], features: tuple[str, ...]) -> Rows:
        """Read files of rows; `names` are the sets, `values` has a column a feature."""
        rows = tuple(json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines())
        names = np.array([row["set"] for row in rows])
        truth = np.array([row["answerable"] for row in rows])
        values = np.array([[row["features"][name] for name in features] for row in rows])
        weights = np.array([1000 / (names == name).sum() for name in names])
        return cls(rows, features, names, truth, values, weights)


def options(description: str | None) -> argparse.Namespace:
    """Read the command line: `rows`, the files, and `write`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def fitted(values: Floats, truth: Truths, weights: Floats) -> tuple[float, Floats]:
    """Give the intercept and slopes of a logistic regression on the features as they are (fitted on scaled ones)."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    mean, spread = values.mean(0), values.std(0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=1000).fit((values - mean) / spread, truth, sample_weight=weights)
    slopes = model.coef_[0] / spread
    return float(model.intercept_[0] - slopes @ mean), slopes


def finish(rows: Rows, threshold: float, command: str, place: Path | None) -> None:
    """Fit to all rows and print what the floor holds; write it to `place` where one is given."""
    intercept, slopes = fitted(rows.values, rows.truth, rows.weights)
    held = {
        "fitted": f"{datetime.now(UTC):%Y-%m-%d}: {command}",
        "sets": {str(name): int((rows.names == name).sum()) for name in dict.fromkeys(rows.names)},
        "intercept": round(intercept, 4),
        "weights": {name: round(float(slope), 4) for name, slope in zip(rows.features, slopes, strict=True)},
        "threshold": round(threshold, 3),
    }
    print(json.dumps(held, indent=1))
    if place is not None:
        place.write_text(json.dumps(held, indent=1) + "\n", "utf-8")


def auroc(scores: Floats, truth: Truths) -> float:
    """Give the share of pairs in which the answerable question scores higher; not a number where a kind is missing."""
    found = abstain_auroc(truth.astype(np.float64), scores)
    return np.nan if found is None else found


def sigmoid(values: Floats) -> Floats:
    """Give probabilities of log-odds."""
    return 1 / (1 + np.exp(-values))
