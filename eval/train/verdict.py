"""Fits the weights of stances and verdicts on claims that are not judged, and measures them on those that are.

    python -m eval.train.verdict voices.jsonl [--write]

`voices.jsonl` is made by eval/train/verdict_rows.py. Two logistic regressions, drawn towards weights that say what each
feature means: one says of a piece of evidence whether it speaks for a claim, against it or to neither, one what all
pieces come to. The least probability of REFUTED is the lowest at which REFUTED is right in PRECISION of the claims
fitted on, each judged by weights that were fitted without it (5 folds of whole clusters). Beside the figures stand the
majority label and a similarity threshold, both fitted on the same claims.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval import claiming
from eval.estimate import Estimate, statistic
from eval.train.verdict_model import LABELS, Weights, choose, fit, probabilities
from rag import stance, verdict

DATE = "2026-11-22"
PRECISION = 0.9
FEWEST = 20  # claims called REFUTED that a precision is read from
FOLDS = 5
RISK = 0.05

Line = dict[str, Any]
Texts = NDArray[np.str_]


def main() -> None:
    """Fit, measure, and write the weights where told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("voices", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = [json.loads(line) for line in options.voices.read_text("utf-8").splitlines()]
    learnt = [line for line in lines if line["side"] in ("seen", "dev")]
    fitted = {with_model: fit(learnt, with_model=with_model) for with_model in (True, False)}
    crossed = {with_model: cross(learnt, with_model=with_model) for with_model in (True, False)}
    least = {with_model: threshold(learnt, crossed[with_model]) for with_model in (True, False)}
    for with_model in (True, False):
        print(f"\n{'with' if with_model else 'without'} the entailment model; REFUTED from {least[with_model]:.2f}")
        report(lines, learnt, fitted[with_model], crossed[with_model], least[with_model])
    if options.write:
        write(fitted, least, learnt)


def cross(lines: Sequence[Line], *, with_model: bool) -> list[dict[str, float]]:
    """Give the probabilities of each claim by weights fitted on the other folds; a cluster lies in one fold whole."""
    names = sorted({line["cluster"] for line in lines})
    fold = {name: at % FOLDS for at, name in enumerate(names)}
    found: list[dict[str, float]] = [{} for _ in lines]
    for number in range(FOLDS):
        weights = fit([line for line in lines if fold[line["cluster"]] != number], with_model=with_model)
        for at, line in enumerate(lines):
            if fold[line["cluster"]] == number:
                found[at] = probabilities(line, weights)
    return found


def threshold(lines: Sequence[Line], said: Sequence[dict[str, float]]) -> float:
    """Give the least probability from which on REFUTED is right in PRECISION of the claims, or else oftenest."""
    pairs = [
        (likely["REFUTED"], line["label"] == "REFUTED")
        for line, likely in zip(lines, said, strict=True)
        if max(likely, key=lambda label: likely[label]) == "REFUTED" and line["mode"] in ("open", "given")
    ]
    cuts = [round(float(cut), 2) for cut in np.arange(0.3, 0.96, 0.01)]
    kept = {cut: [right for share, right in pairs if share >= cut] for cut in cuts}
    precise = {cut: float(np.mean(rights)) for cut, rights in kept.items() if len(rights) >= FEWEST}
    enough = [cut for cut, share in precise.items() if share >= PRECISION]
    return min(enough) if enough else max(precise, key=lambda cut: precise[cut])


def report(
    lines: Sequence[Line], learnt: Sequence[Line], weights: Weights, crossed: Sequence[dict[str, float]], least: float
) -> None:
    """Print a row for each set and mode: judged claims by the weights, those fitted on by cross-validation."""
    print(
        "| claims | n | measure | desk | majority | similarity | REFUTED precision (n) | coverage at 5 % risk | ECE |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    known = {(line["set"], line["mode"], line["id"]): said for line, said in zip(learnt, crossed, strict=True)}
    kinds = sorted({(line["side"], line["set"], line["mode"]) for line in lines})
    for side, name, mode in kinds:
        mine = [line for line in lines if (line["side"], line["set"], line["mode"]) == (side, name, mode)]
        said = [known.get((name, mode, line["id"])) or probabilities(line, weights) for line in mine]
        fitted = [line for line in learnt if (line["set"], line["mode"]) == (name, mode)]
        _row(f"{name}, {mode}, {'cross-validated' if fitted and side != 'judged' else side}", mine, said, least, fitted)


def _row(
    name: str, mine: Sequence[Line], said: Sequence[dict[str, float]], least: float, fitted: Sequence[Line]
) -> None:
    gold = np.array([line["label"] for line in mine])
    labels = sorted(set(gold))
    if name.startswith("wice"):
        measure: Callable[[Any, Any], float | None] = claiming.balanced_accuracy
        share = np.array([one["SUPPORTED"] for one in said])
        verdicts = _halved(share, gold, [line["cluster"] for line in mine])
    else:
        measure = claiming.accuracy
        verdicts = np.array([choose(one, labels, least) for one in said])
    groups = [line["cluster"] for line in mine]
    shipped = np.array([choose(one, list(LABELS), least) for one in said])
    refuted = shipped == "REFUTED"
    precision = f"{(gold[refuted] == 'REFUTED').mean():.3f} ({refuted.sum()})" if refuted.any() else "- (0)"
    sure = np.array([max(one[label] for label in labels) / sum(one[label] for label in labels) for one in said])
    right = verdicts == gold
    plain = (
        "| - | - " if not fitted else f"| {_majority(fitted, gold):.3f} | {_similar(fitted, mine, gold, measure):.3f} "
    )
    print(
        f"| {name} | {len(mine)} | {measure.__name__} | {_shown(statistic(measure, (gold, verdicts), groups))} {plain}"
        f"| {precision} | {_coverage(sure, right):.3f} | {claiming.ece(sure, right) or 0.0:.3f} |"
    )


def _halved(share: NDArray[np.float64], gold: Texts, groups: Sequence[str]) -> Texts:
    """Give verdicts by the threshold that is best on the other folds: a page is SUPPORTED or it is not."""
    fold = np.array([sorted(set(groups)).index(group) % FOLDS for group in groups])
    said = np.full(len(gold), "NOT_ENOUGH_INFO", dtype="<U20")
    for at in range(FOLDS):
        cuts = np.quantile(share[fold != at], np.linspace(0, 1, 41))
        best = max(
            cuts,
            key=lambda cut: (
                claiming.balanced_accuracy(
                    gold[fold != at], np.where(share[fold != at] >= cut, "SUPPORTED", "NOT_ENOUGH_INFO")
                )
                or 0.0
            ),
        )
        said[fold == at] = np.where(share[fold == at] >= best, "SUPPORTED", "NOT_ENOUGH_INFO")
    return said


def _majority(fitted: Sequence[Line], gold: Texts) -> float:
    names, counts = np.unique([line["label"] for line in fitted], return_counts=True)
    return float((gold == names[counts.argmax()]).mean())


def _similar(
    fitted: Sequence[Line], mine: Sequence[Line], gold: Texts, measure: Callable[[Any, Any], float | None]
) -> float:
    """Give what a threshold of nearness, with labels above and below it, makes of claims when fitted on others."""
    due = np.array([line["label"] for line in fitted])
    near = np.array([_nearest(line) for line in fitted])
    tried = [
        (measure(due, np.where(near >= cut, above, below)) or 0.0, float(cut), str(above), str(below))
        for cut in np.quantile(near, np.linspace(0, 1, 41))
        for above in np.unique(due)
        for below in np.unique(due)
    ]
    _, cut, above, below = max(tried)
    return measure(gold, np.where(np.array([_nearest(line) for line in mine]) >= cut, above, below)) or 0.0


def _nearest(line: Line) -> float:
    return max((voice["near"] for voice in line["voices"]), default=0.0)


def _coverage(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    order = np.argsort(-sure, kind="stable")
    risks = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    within = np.flatnonzero(risks <= RISK)
    return float((within[-1] + 1) / len(order)) if len(within) else 0.0


def _shown(found: Estimate | None) -> str:
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]" if found else "-"


def write(fitted: dict[bool, Weights], least: dict[bool, float], learnt: Sequence[Line]) -> None:
    """Write the weights where rag/stance.py and rag/verdict.py read them."""
    used = sorted({f"{line['set']} ({line['side']}, {line['mode']})" for line in learnt})
    made = {"command": "python -m eval.train.verdict voices.jsonl --write", "date": DATE, "sets": used}
    names = {True: "with_model", False: "without_model"}
    for path, features, part in (
        (stance.WEIGHTS, stance.FEATURES, "stance"),
        (verdict.WEIGHTS, verdict.FEATURES, "verdict"),
    ):
        held: dict[str, Any] = {**made, "features": list(features)}
        for with_model, weights in fitted.items():
            held[names[with_model]] = getattr(weights, part)
            if part == "verdict":
                held[names[with_model]]["least_refuted"] = least[with_model]
        path.write_text(json.dumps(held, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
