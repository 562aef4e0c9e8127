"""Fits the weights of stances and verdicts, and measures them on the same claims by cross-validation.

    python -m eval.train.verdict voices.jsonl [--write]

`voices.jsonl` is made by eval/train/verdict_rows.py. Two logistic regressions, drawn towards weights that say what each
feature means: one says of a piece of evidence whether it speaks for a claim, against it or to neither, one what all
pieces come to. SUPPORTED and REFUTED are said from a probability on, and from a strength on of the entailment, or the
contradiction, that the model reads: of the pairs at which the verdict is right in PRECISION of the claims the one that
finds most of them; MIXED from a probability on that is not fitted. Every figure, and these pairs, come from verdicts
of weights that were fitted without the claim (5 folds of whole clusters), on claims that the entailment model never
saw. Beside the figures stand the set's majority label and a similarity threshold, fitted on the other folds too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval import baselines
from eval.measures import claiming, refusing
from eval.measures.estimate import Estimate, statistic
from eval.train.verdict_model import LABELS, Bars, Least, Weights, choose, fit, probabilities, read
from eval.train.verdict_rows import BY_CHANCE
from rag.verdicts import stance, verdict

DATE = "2026-11-23"
BARRED = ("SUPPORTED", "REFUTED")
PRECISION = {"SUPPORTED": 0.75, "REFUTED": 0.9}
JUDGED = {"SUPPORTED": ("open",), "REFUTED": ("open", "given", "distractors")}
"""SUPPORTED is right oftener beside words that are given than beside found ones, which are what people meet;
contradictions are too few in claims searched for."""
BESIDE = {"SUPPORTED": (), "REFUTED": ("newsroom",)}
"""Sets without which a verdict must be as right: the contradictions of our own are plainer than those of others."""
MIXED = Least(0.5)  # of the first three that were likeliest on the desk set's dev claims one was so
CUTS = tuple(round(0.3 + 0.01 * step, 2) for step in range(66))
STRENGTHS = tuple(round(0.5 + 0.025 * step, 3) for step in range(24))
FEWEST = 20  # claims with a verdict that its precision is read from
FOLDS = 5
RISK = 0.05

Line = dict[str, Any]
Texts = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim by its likeliest verdict: its probability, what is read for it, and whether it is right.

    `aside` says that no words shown decide the claim, `beside` that its set is one of BESIDE.
    """

    probability: float
    read: float
    right: bool
    aside: bool
    beside: bool


def main() -> None:
    """Fit, measure, and write the weights where told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("voices", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = [json.loads(line) for line in options.voices.read_text("utf-8").splitlines()]
    fitted = {with_model: fit(_learnt(lines), with_model=with_model) for with_model in (True, False)}
    crossed = {with_model: cross(lines, with_model=with_model) for with_model in (True, False)}
    least = {with_model: thresholds(lines, crossed[with_model], with_model=with_model) for with_model in (True, False)}
    for with_model in (True, False):
        print(f"\n{'with' if with_model else 'without'} the entailment model; {least[with_model]}")
        report(lines, crossed[with_model], least[with_model])
    if options.write:
        write(fitted, least, lines)


def _learnt(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line["mode"] != BY_CHANCE]


def cross(lines: Sequence[Line], *, with_model: bool) -> list[dict[str, float]]:
    """Give the probabilities of each claim by weights fitted on the other folds; a cluster lies in one fold whole."""
    names = sorted({line["cluster"] for line in lines})
    fold = {name: at % FOLDS for at, name in enumerate(names)}
    found: list[dict[str, float]] = [{} for _ in lines]
    for number in range(FOLDS):
        weights = fit([line for line in _learnt(lines) if fold[line["cluster"]] != number], with_model=with_model)
        for at, line in enumerate(lines):
            if fold[line["cluster"]] == number:
                found[at] = probabilities(line, weights)
    return found


def thresholds(lines: Sequence[Line], said: Sequence[dict[str, float]], *, with_model: bool) -> dict[str, Bars]:
    """Give from where on each verdict is said; MIXED is too rare for a fit."""
    fitted: dict[str, Bars] = {label: bars(label, lines, said, with_model=with_model) for label in BARRED}
    return {**fitted, "MIXED": (MIXED,)}


def bars(label: str, lines: Sequence[Line], said: Sequence[dict[str, float]], *, with_model: bool) -> Bars:
    """Give from where on a verdict is right in PRECISION of the claims and finds most, or else is right oftenest.

    With a model at least half of an entailment or contradiction is read, without one nothing. A second pair, of a
    higher probability and a weaker reading, stands beside the first where both together find more, as rightly. What is
    said of words that do not decide a claim counts off. It must be as right without the sets of BESIDE.
    """
    judged = [
        Judged(
            likely[label],
            read(label, line),
            line["label"] == label,
            line["mode"] == "distractors",
            line["set"] in BESIDE[label],
        )
        for line, likely in zip(lines, said, strict=True)
        if max(likely, key=lambda one: likely[one]) == label and line["mode"] in JUDGED[label]
    ]
    tried = [Least(cut, strength) for strength in (STRENGTHS if with_model else (0.0,)) for cut in CUTS]
    first = max((found for one in tried if (found := _found(label, judged, (one,)))), key=lambda found: found[:2])
    [best] = first[2]
    weaker = [one for one in tried if one.probability > best.probability and one.read < best.read]
    both = [found for one in weaker if (found := _found(label, judged, (best, one)))]
    return max([first, *both], key=lambda found: found[:2])[2]


def _found(label: str, judged: Sequence[Judged], tried: Bars) -> tuple[bool, float, Bars] | None:
    """Give whether bars are precise enough and how many they find, else how precise; None below FEWEST."""
    over = [each for each in judged if any(one.over(each.probability, each.read) for one in tried)]
    rights = [each.right for each in over if not each.aside]
    others = [each.right for each in over if not each.aside and not each.beside]
    if len(others) < FEWEST:
        return None
    least = min(float(np.mean(rights)), float(np.mean(others)))
    precise = least >= PRECISION[label]
    return precise, float(sum(rights) - (len(over) - len(rights)) if precise else least), tried


def report(lines: Sequence[Line], said: Sequence[dict[str, float]], least: dict[str, Bars]) -> None:
    """Print a row for each set and mode."""
    print(
        "| claims | n | accuracy | forced | majority | similarity | SUPPORTED precision (n) | REFUTED precision (n) "
        "| coverage at 5 % risk | ECE |"
    )
    print(f"|{' --- |' * 10}")
    for name, mode in sorted({(line["set"], line["mode"]) for line in lines}):
        rows = [at for at, line in enumerate(lines) if line["set"] == name and mode in _modes(line)]
        _row(f"{name}, {mode}", [lines[at] for at in rows], [said[at] for at in rows], least)


def _modes(line: Line) -> tuple[str, ...]:
    """Give under which modes a claim is told: one that words settle is the same whatever is shown of the others."""
    settled = line["mode"] == "given" and line["label"] != "NOT_ENOUGH_INFO"
    return (line["mode"], BY_CHANCE) if settled else (line["mode"],)


def _row(name: str, mine: Sequence[Line], said: Sequence[dict[str, float]], least: dict[str, Bars]) -> None:
    gold = np.array([line["label"] for line in mine])
    labels = sorted(set(gold))
    verdicts = np.array([choose(one, line, labels, least) for one, line in zip(said, mine, strict=True)])
    shipped = np.array([choose(one, line, LABELS, least) for one, line in zip(said, mine, strict=True)])
    precise = " | ".join(_precision(label, gold, shipped) for label in BARRED)
    sure = np.array([max(one[label] for label in labels) / sum(one[label] for label in labels) for one in said])
    right, clusters = verdicts == gold, [line["cluster"] for line in mine]
    near = [max((voice["near"] for voice in line["voices"]), default=0.0) for line in mine]
    plain = [baselines.majority(gold), baselines.crossed(near, gold, clusters, claiming.accuracy)]
    forced = claiming.likeliest(gold, said) if len(labels) > 1 else ()
    columns: tuple[claiming.Labels, ...] = (verdicts, forced, *plain)
    told = " | ".join(_accuracy(gold, one, clusters) for one in columns)
    trusted = refusing.coverage_at_risk(sure, right, RISK) or 0.0
    print(f"| {name} | {len(mine)} | {told} | {precise} | {trusted:.3f} | {claiming.ece(sure, right) or 0.0:.3f} |")


def _accuracy(gold: Texts, verdicts: claiming.Labels, clusters: Sequence[str]) -> str:
    return _shown(statistic(claiming.accuracy, (gold, verdicts), clusters)) if len(verdicts) else "-"


def _precision(label: str, gold: Texts, shipped: Texts) -> str:
    said = shipped == label
    return f"{(gold[said] == label).mean():.3f} ({said.sum()})" if said.any() else "- (0)"


def _shown(found: Estimate | None) -> str:
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]" if found else "-"


def write(fitted: dict[bool, Weights], least: dict[bool, dict[str, Bars]], lines: Sequence[Line]) -> None:
    """Write the weights where rag/verdicts/stance.py and rag/verdicts/verdict.py read them."""
    used = sorted({f"{line['set']} ({line['mode']})" for line in _learnt(lines)})
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
                held[names[with_model]]["least"] = {
                    label: [[one.probability, one.read] for one in over] for label, over in least[with_model].items()
                }
        path.write_text(json.dumps(held, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
