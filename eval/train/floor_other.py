"""Fits the evidence floor of languages other than English; five folds of whole questions.

    python -m eval.train.floor_other ROWS.jsonl... [--write]

Rows come from `eval.train.rows SET ROWS.jsonl --every 6 --held-out`: each question twice, asked of its set, where an
article answers it, and of the same set without that article, where near ones are found that do not. Every language
weighs the same. The threshold is where IN_VAIN of the answerable questions left out of the fit are refused. A second
figure is of a fit that never saw the language. `--write` replaces `rag/models/floor-other.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from eval.train.floor_rows import Floats, Rows, Truths, auroc, finish, fitted, options, sigmoid
from rag.evidence.floor import OTHER_WEIGHTS

FEATURES = ("echo", "passage_share")
IN_VAIN = 0.1  # at .05, as in English, more than half of the questions without an answer would get one


def main() -> None:
    """Fit, print the figures, and write the weights when asked to."""
    given = options(__doc__)
    rows = Rows.read(given.rows, FEATURES)
    held_out = crossed(rows.values, rows.truth, rows.weights, [row["id"] for row in rows.gathered])
    threshold = float(np.quantile(sigmoid(held_out)[rows.truth], IN_VAIN))
    for name in dict.fromkeys(rows.names):
        told(str(name), rows.gathered, rows.values, held_out, threshold)
    command = "python -m eval.train.floor_other xquad.jsonl --write"
    finish(rows, threshold, command, OTHER_WEIGHTS if given.write else None)


def crossed(values: Floats, truth: Truths, weights: Floats, questions: list[str]) -> Floats:
    """Give each row's log-odds from a fit that saw its question neither with the answering article nor without."""
    from sklearn.model_selection import GroupKFold  # type: ignore[import-untyped]

    found = np.zeros(len(truth))
    for seen, left_out in GroupKFold(5).split(values, truth, questions):
        intercept, slopes = fitted(values[seen], truth[seen], weights[seen])
        found[left_out] = intercept + values[left_out] @ slopes
    return found


def told(name: str, rows: Sequence[dict[str, Any]], values: Floats, held_out: Floats, threshold: float) -> None:
    """Print the figures of a language: as `rows` was answered by the floor that shipped then, and by this fit."""
    mine = np.array([row["set"] == name for row in rows])
    truth, answered = (np.array([row[field] for row in rows]) for field in ("answerable", "answered"))
    print(f"{name}, {mine.sum()} rows: AUROC {auroc(held_out[mine], truth[mine]):.3f}")
    if not mine.all():
        _, slopes = fitted(values[~mine], truth[~mine], np.ones((~mine).sum()))
        print(f"  fitted on the other languages alone: AUROC {auroc(values[mine] @ slopes, truth[mine]):.3f}")
    for title, says in (("as the rows were gathered", answered), ("now", sigmoid(held_out) >= threshold)):
        vain, wrongly = 1 - says[mine & truth].mean(), says[mine & ~truth].mean()
        print(f"  {title}: refused in vain {vain:.3f}, answered in vain {wrongly:.3f}")


if __name__ == "__main__":
    main()
