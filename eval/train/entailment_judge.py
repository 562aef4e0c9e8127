"""Judges an entailment model on claims it was not trained on, given their evidence; every kind of pair apart.

    python -m eval.train.entailment_judge ../shared/data [--model FOLDER-OR-ID] [--against FILE.onnx]

Beside the model stand the majority label and a similarity threshold, both fitted on the other side of the split (for
wice, of which nothing may be trained on, on the other four folds). Intervals are of 10,000 or 2,000 resamples of whole
clusters of claims that share evidence. `--against` gives the difference to the same graph in fp32.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.baselines import best_rule, crossed
from eval.measures import claiming
from eval.measures.estimate import Estimate, estimate, statistic
from eval.train import entailment_given as given
from eval.train.entailment_given import Given
from eval.train.entailment_pairs import abstracts
from eval.train.entailment_split import sides
from index.embed import Encoder
from index.export import source_folder
from rag.config import Settings
from rag.entailment import entail
from rag.entailment.entail import Entailment, Scores
from rag.shelf import load_encoder

LABELS = ("SUPPORTED", "NOT_ENOUGH_INFO", "REFUTED")
RISK = 0.05
Texts = NDArray[np.str_]


def main() -> None:
    """Print the figures of a model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default=entail.MODEL)
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    encoder, model = load_encoder(Settings.load()), entail.load(options.model)
    judged = given.load(options.data, encoder)
    fitted = seen(options.data, encoder)
    print(
        f"{model.name}\n| pairs | n | measure | model | majority | similarity |\n| --- | --- | --- | --- | --- | --- |"
    )
    for name, claims in judged.items():
        scores = best(model, claims)
        if name == "wice":
            page(claims, scores, encoder)
            continue
        labels = LABELS if name.startswith("scifact") else LABELS[::2]
        line(name, claims, choose(scores, labels), baselines(fitted[name], claims, encoder))
        if not name.startswith("scifact, all claims"):
            trusted(claims, scores)
        if options.against:
            unrounded(name, claims, scores, options.against, labels)


def seen(data: Path, encoder: Encoder) -> dict[str, tuple[Given, ...]]:
    """Give the other side of the split in the same form, for the baselines to be fitted on."""
    scifact = sides(data, "scifact").seen
    return {
        "fever-symmetric": given.two_way(sides(data, "fever-symmetric").seen),
        "fool-me-twice": given.two_way(sides(data, "fool-me-twice").seen),
        "scifact, rationale given": given.two_way(scifact),
        **{
            name: given.three_way(scifact, abstracts(data, scifact), choose)
            for name, choose in given.three_ways(encoder).items()
        },
    }


def best(model: Entailment, claims: Sequence[Given]) -> Scores:
    """Give for each claim the scores of the premise that entails it most, shape `(len(claims), 3)`."""
    pairs = [(premise, one.claim) for one in claims for premise in one.premises]
    scores = model.score(pairs)
    ends = np.cumsum([len(one.premises) for one in claims])
    return np.stack([rows[rows[:, 0].argmax()] for rows in np.split(scores, ends[:-1])])


def choose(scores: Scores, labels: Sequence[str]) -> Texts:
    """Give for each row the likeliest of the labels that may be said."""
    allowed = [LABELS.index(label) for label in labels]
    said: Texts = np.array(LABELS)[np.array(allowed)[scores[:, allowed].argmax(axis=1)]]
    return said


def baselines(fitted: Sequence[Given], claims: Sequence[Given], encoder: Encoder) -> tuple[Texts, Texts]:
    """Give what the majority label and the best similarity threshold of the fitted claims say of the others."""
    gold = golds(fitted)
    names, counts = np.unique(gold, return_counts=True)
    rule = best_rule(likeness(fitted, encoder), gold, claiming.accuracy)
    return np.full(len(claims), names[counts.argmax()]), rule.said(likeness(claims, encoder))


def likeness(claims: Sequence[Given], encoder: Encoder) -> NDArray[np.float32]:
    """Give the cosine of each claim and its nearest premise."""
    texts = [text for one in claims for text in (one.claim, *one.premises)]
    vectors = encoder.encode(texts)
    found, at = [], 0
    for one in claims:
        found.append((vectors[at + 1 : at + 1 + len(one.premises)] @ vectors[at]).max())
        at += 1 + len(one.premises)
    return np.array(found, np.float32)


def page(claims: Sequence[Given], scores: Scores, encoder: Encoder) -> None:
    """Print the balanced accuracy on whole pages: SUPPORTED against the rest."""
    gold, groups = golds(claims), [one.cluster for one in claims]
    rest = LABELS[1]
    said = {
        "entailment >= .5": np.where(scores[:, 0] >= 0.5, LABELS[0], rest),
        "threshold of the other folds": crossed(scores[:, 0], gold, groups, claiming.balanced_accuracy),
        "similarity, likewise": crossed(likeness(claims, encoder), gold, groups, claiming.balanced_accuracy),
    }
    for name, verdicts in said.items():
        found = statistic(claiming.balanced_accuracy, (gold, verdicts), groups)
        print(f"| wice, {name} | {len(claims)} | balanced accuracy | {shown(found)} | .500 | |")


def line(name: str, claims: Sequence[Given], verdicts: Texts, plain: tuple[Texts, Texts]) -> None:
    """Print a row of the table."""
    gold, groups = golds(claims), [one.cluster for one in claims]
    told = [shown(estimate([float(hit) for hit in gold == one], groups)) for one in (verdicts, *plain)]
    print(f"| {name} | {len(claims)} | accuracy | {' | '.join(told)} |")


def trusted(claims: Sequence[Given], scores: Scores) -> None:
    """Print how many of the claims can be told SUPPORTED from REFUTED at a risk of RISK, the surest first."""
    sides = scores[:, [0, 2]]
    right = choose(scores, LABELS[::2]) == golds(claims)
    order = np.argsort(-np.abs(sides[:, 0] - sides[:, 1]), kind="stable")
    risks = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    within = np.flatnonzero(risks <= RISK)
    covered = (within[-1] + 1) / len(order) if len(within) else 0.0
    print(f"| - | {len(claims)} | coverage at {RISK:.0%} risk | {covered:.3f} | | |")


def unrounded(name: str, claims: Sequence[Given], scores: Scores, graph: Path, labels: Sequence[str]) -> None:
    """Print what the same graph in fp32 gets, and the largest difference of a probability."""
    from index.runtime import read_tokenizer
    from rag.entailment.entail_onnx import OnnxEntailment

    words = read_tokenizer(source_folder() / "tokenizer.json")
    plain = best(OnnxEntailment(graph, words, entail.TOKENS), claims)
    gold = golds(claims)
    right = [(choose(one, labels) == gold).mean() for one in (scores, plain)]
    most = np.abs(scores - plain).max()
    print(
        f"| - | {len(claims)} | accuracy less that in fp32 | {right[0] - right[1]:+.4f} (probability {most:.3f}) | | |"
    )


def golds(claims: Sequence[Given]) -> Texts:
    """Give the gold labels."""
    return np.array([one.label for one in claims])


def shown(found: Estimate | None) -> str:
    """Give a figure with its interval."""
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]" if found else "-"


if __name__ == "__main__":
    main()
