"""The metrics by name, and the figures they give over the records of a run.

A metric of a question stands in its record's `values`, absent where it does not apply; its figure is the mean. A metric
of a whole set is computed from columns of the records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from eval import baselines
from eval.measures import claiming, refusing
from eval.measures.estimate import (
    RESAMPLES,
    SEED,
    SET_RESAMPLES,
    Column,
    Estimate,
    Statistic,
    difference,
    estimate,
    statistic,
    statistic_difference,
)
from eval.measures.highlighting import sentence_hit, span_f1, span_precision, span_recall
from eval.measures.ranking import Relevant, ndcg, passage_recall, recall, reciprocal_rank, success
from eval.measures.spans import Span
from eval.run_folder import Record

__all__ = [
    "ANSWER_SET",
    "CLAIM_SET",
    "HIGHLIGHTS",
    "PASSAGES",
    "RESAMPLES",
    "RETRIEVAL",
    "SEED",
    "Estimate",
    "Relevant",
    "SetMetric",
    "difference",
    "estimate",
    "figures",
    "ndcg",
    "recall",
    "reciprocal_rank",
    "set_difference",
    "success",
]

RETRIEVAL: dict[str, Callable[[Sequence[str], Relevant], float | None]] = {
    "ndcg@10": ndcg,
    "recall@10": recall,
    "mrr@10": reciprocal_rank,
    "success@1": success,
}
"""Of a ranking of articles, best first, and the judged ones."""

PASSAGES: dict[str, Callable[[Sequence[Span], Sequence[Span]], float | None]] = {"span_recall@10": passage_recall}
"""Of a ranking of passages, best first, and the gold evidence."""

HIGHLIGHTS: dict[str, Callable[[Sequence[Span], Sequence[Span]], float | None]] = {
    "span_precision": span_precision,
    "span_recall": span_recall,
    "span_f1": span_f1,
    "sentence_hit@1": sentence_hit,
}
"""Of the spans an answer cites, in its order, and the gold evidence."""


@dataclass(frozen=True, slots=True)
class SetMetric:
    """A metric of a whole set: the columns it takes from records, and the statistic over them.

    `counts` says which records it is a share of, where these are not all. One that is not `compared` tells of the set
    what a run is held against: two runs do not differ in it.
    """

    columns: Callable[[Sequence[Record]], tuple[Column, ...]]
    of: Statistic
    counts: Callable[[Record], bool] = bool
    compared: bool = True


def _fields(*names: str) -> Callable[[Sequence[Record]], tuple[Column, ...]]:
    return lambda records: tuple(_column([record[name] for record in records]) for name in names)


def _column(values: list[Any]) -> Column:
    """Give an array of numbers, truths or labels; a truth that is not known is not a number."""
    return np.asarray([np.nan if value is None else value for value in values])


def _known(record: Record) -> bool:
    return record["answerable"] is not None


def _decided(records: Sequence[Record]) -> tuple[Column, ...]:
    gold = [record["label"] for record in records]
    verdicts, probabilities = ([record[name] for record in records] for name in ("verdict", "probabilities"))
    return gold, claiming.decided(gold, verdicts, probabilities)


def _forced(records: Sequence[Record]) -> tuple[Column, ...]:
    gold = [record["label"] for record in records]
    return gold, claiming.likeliest(gold, [record["probabilities"] for record in records])


def _trusted(records: Sequence[Record]) -> tuple[Column, ...]:
    gold, measured = _decided(records)
    sure = claiming.sureness(gold, measured, [record["probabilities"] for record in records])
    return sure, [due == said for due, said in zip(gold, measured, strict=True)]


def _majority(records: Sequence[Record]) -> tuple[Column, ...]:
    gold = [record["label"] for record in records]
    return gold, baselines.majority(gold)


def _by_similarity(measure: baselines.Measure) -> Callable[[Sequence[Record]], tuple[Column, ...]]:
    """Give the columns of the verdicts by similarity alone; none where a record does not tell it, or clusters are few.

    The threshold is fitted on the set itself, and never on the claims it is used for.
    """

    def columns(records: Sequence[Record]) -> tuple[Column, ...]:
        gold, clusters = [record["label"] for record in records], [record["cluster"] for record in records]
        values = [value for record in records if (value := record.get("similarity")) is not None]
        if len(values) < len(records) or len(set(clusters)) < baselines.FOLDS:
            return (), ()
        return gold, baselines.crossed(values, gold, clusters, measure)

    return columns


ANSWER_SET: dict[str, SetMetric] = {
    "answered_rate": SetMetric(_fields("abstained"), refusing.answered_rate),
    "abstain_precision": SetMetric(
        _fields("answerable", "abstained"),
        refusing.abstain_precision,
        counts=lambda one: _known(one) and bool(one["abstained"]),
    ),
    "abstain_recall": SetMetric(
        _fields("answerable", "abstained"), refusing.abstain_recall, counts=lambda one: one["answerable"] is False
    ),
    "abstain_auroc": SetMetric(_fields("answerable", "confidence"), refusing.abstain_auroc, counts=_known),
    "aurc": SetMetric(_fields("confidence", "correct"), refusing.aurc),
    "coverage@5%risk": SetMetric(_fields("confidence", "correct"), partial(refusing.coverage_at_risk, risk=0.05)),
    "coverage@1%risk": SetMetric(_fields("confidence", "correct"), partial(refusing.coverage_at_risk, risk=0.01)),
    "confidence_ece": SetMetric(_fields("confidence", "correct"), claiming.ece),
}
"""Over the records of answers.jsonl."""

CLAIM_SET: dict[str, SetMetric] = {
    "accuracy": SetMetric(_decided, claiming.accuracy),
    "forced_accuracy": SetMetric(_forced, claiming.accuracy),
    "macro_f1": SetMetric(_decided, claiming.macro_f1),
    "balanced_accuracy": SetMetric(_decided, claiming.balanced_accuracy),
    "refuted_precision": SetMetric(
        _fields("label", "verdict"),
        claiming.refuted_precision,
        counts=lambda one: bool(one["verdict"] == claiming.REFUTED),
    ),
    "verdict_coverage@5%risk": SetMetric(_trusted, partial(refusing.coverage_at_risk, risk=0.05)),
    "verdict_aurc": SetMetric(_trusted, refusing.aurc),
    "verdict_ece": SetMetric(_trusted, claiming.ece),
    "majority_accuracy": SetMetric(_majority, claiming.accuracy, compared=False),
    "similarity_accuracy": SetMetric(_by_similarity(claiming.accuracy), claiming.accuracy, compared=False),
    "similarity_balanced_accuracy": SetMetric(
        _by_similarity(claiming.balanced_accuracy), claiming.balanced_accuracy, compared=False
    ),
}
"""Over the records of claims.jsonl, of one mode at a time."""


def figures(
    records: Sequence[Record], of_the_set: Mapping[str, SetMetric] | None = None, *, resamples: int = SET_RESAMPLES
) -> dict[str, Estimate]:
    """Give the figures of the metrics in the records' `values` and of those of the set, where they apply."""
    clusters = [record["cluster"] for record in records]
    names = dict.fromkeys(name for record in records for name in record["values"])
    found = {name: estimate([record["values"].get(name) for record in records], clusters) for name in names}
    for name, metric in (of_the_set or {}).items() if records else ():
        figure = statistic(metric.of, metric.columns(records), clusters, resamples=resamples)
        found[name] = figure and replace(figure, n=sum(map(metric.counts, records)))
    return {name: figure for name, figure in found.items() if figure is not None}


def set_difference(
    metric: SetMetric, first: Sequence[Record], second: Sequence[Record], *, resamples: int = SET_RESAMPLES
) -> Estimate | None:
    """Give how much a metric of a set is higher over the first records than over the second, of the same questions."""
    clusters = [record["cluster"] for record in first]
    one, two = metric.columns(first), metric.columns(second)
    return statistic_difference(metric.of, one, two, clusters, resamples=resamples)
