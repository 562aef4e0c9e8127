"""Fits the weights of stances and verdicts, and measures them on the same claims by cross-validation.

    python -m eval.train.verdict voices.jsonl [--write]

`voices.jsonl` is made by eval/train/verdict_rows.py. Two logistic regressions, drawn towards weights that say what each
feature means: one says of a piece of evidence whether it speaks for a claim, against it or to neither, one what all
pieces come to. The least probability of REFUTED is the lowest at which REFUTED is right in PRECISION of the claims.
Every figure, and that threshold, is read from verdicts of weights that were fitted without the claim (5 folds of whole
clusters), on claims that the entailment model never saw. Beside the figures stand the set's majority label and a
similarity threshold, fitted on the other folds too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval import baselines, claiming, refusing
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
    fitted = {with_model: fit(lines, with_model=with_model) for with_model in (True, False)}
    crossed = {with_model: cross(lines, with_model=with_model) for with_model in (True, False)}
    least = {with_model: threshold(lines, crossed[with_model]) for with_model in (True, False)}
    for with_model in (True, False):
        print(f"\n{'with' if with_model else 'without'} the entailment model; REFUTED from {least[with_model]:.2f}")
        report(lines, crossed[with_model], least[with_model])
    if options.write:
        write(fitted, least, lines)


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


def report(lines: Sequence[Line], said: Sequence[dict[str, float]], least: float) -> None:
    """Print a row for each set and mode."""
    print("| claims | n | accuracy | majority | similarity | REFUTED precision (n) | coverage at 5 % risk | ECE |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, mode in sorted({(line["set"], line["mode"]) for line in lines}):
        rows = [at for at, line in enumerate(lines) if (line["set"], line["mode"]) == (name, mode)]
        _row(f"{name}, {mode}", [lines[at] for at in rows], [said[at] for at in rows], least)


def _row(name: str, mine: Sequence[Line], said: Sequence[dict[str, float]], least: float) -> None:
    gold = np.array([line["label"] for line in mine])
    labels = sorted(set(gold))
    verdicts = np.array([choose(one, labels, least) for one in said])
    refuted = np.array([choose(one, list(LABELS), least) for one in said]) == "REFUTED"
    precision = f"{(gold[refuted] == 'REFUTED').mean():.3f} ({refuted.sum()})" if refuted.any() else "- (0)"
    sure = np.array([max(one[label] for label in labels) / sum(one[label] for label in labels) for one in said])
    right, clusters = verdicts == gold, [line["cluster"] for line in mine]
    near = [max((voice["near"] for voice in line["voices"]), default=0.0) for line in mine]
    plain = [baselines.majority(gold), baselines.crossed(near, gold, clusters, claiming.accuracy)]
    told = " | ".join(_shown(statistic(claiming.accuracy, (gold, one), clusters)) for one in (verdicts, *plain))
    trusted = refusing.coverage_at_risk(sure, right, RISK) or 0.0
    print(f"| {name} | {len(mine)} | {told} | {precision} | {trusted:.3f} | {claiming.ece(sure, right) or 0.0:.3f} |")


def _shown(found: Estimate | None) -> str:
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]" if found else "-"


def write(fitted: dict[bool, Weights], least: dict[bool, float], lines: Sequence[Line]) -> None:
    """Write the weights where rag/stance.py and rag/verdict.py read them."""
    used = sorted({f"{line['set']} ({line['mode']})" for line in lines})
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
