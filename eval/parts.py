"""The parts of a run: which questions of a set each takes, and how they become records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval import answer_records, asking, judging, metrics, retrieving
from eval.answer_records import Stored
from eval.asking import Asker
from eval.gold import gold_spans, sources
from eval.judging import Judge
from eval.measures.citing import Supports
from eval.measures.estimate import clusters_of
from eval.retrieving import Ranker
from eval.run_folder import Record
from eval.sets import Claim, EvaluationSet, Query

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """A set that is open, and what is measured on it; `progress(done, total, label)` is told how far it is."""

    chosen: EvaluationSet
    split: str
    stored: Stored
    desk: Asker
    ranker: Ranker
    judge: Judge
    supports: Supports | None
    progress: Progress
    similarity: Callable[[Claim, str], float] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a run: its questions or claims, their records, its metrics of a whole set, and the file it needs.

    A sample keeps the shares of each `stratum`.
    """

    questions: Callable[[EvaluationSet, str], tuple[Any, ...]]
    records: Callable[[Job, Sequence[Any]], Iterator[Record]]
    of_the_set: Mapping[str, metrics.SetMetric]
    needs: str
    stratum: Callable[[EvaluationSet, Any], Hashable]


def _ranked(job: Job, queries: Sequence[Query]) -> Iterator[Record]:
    qrels, clusters = job.chosen.qrels[job.split], _clusters(job.chosen, job.split)
    for number, query in enumerate(queries, 1):
        gold = job.chosen.answers.get(query.id)
        due = gold_spans(gold.evidence) if gold else []
        yield retrieving.record(query, job.ranker(query), qrels[query.id], due, clusters[query.id])
        job.progress(number, len(queries), "retrieval")


def _answered(job: Job, queries: Sequence[Query]) -> Iterator[Record]:
    clusters = _clusters(job.chosen, job.split)
    for number, query in enumerate(queries, 1):
        reply = asking.reply(job.desk, query, job.chosen.answers[query.id])
        yield answer_records.record(reply, clusters[query.id], job.stored, job.supports)
        job.progress(number, len(queries), "answers")


def _judged(job: Job, claims: Sequence[Claim]) -> Iterator[Record]:
    usual, labels = judging.usual_mode(job.chosen.claims), defaultdict[str, set[str]](set)
    modes = [judging.mode_of(claim, usual) for claim in claims]
    for claim, mode in zip(claims, modes, strict=True):
        labels[mode].add(claim.label)
    clusters = clusters_of([claim.id for claim in claims], [sources(claim.evidence) for claim in claims])
    for number, (claim, cluster, mode) in enumerate(zip(claims, clusters, modes, strict=True), 1):
        yield judging.record(claim, job.judge, mode, cluster, job.stored.names, labels[mode], job.similarity)
        job.progress(number, len(claims), "claims")


def _answerable(chosen: EvaluationSet, query: Query) -> bool | None:
    return chosen.answers[query.id].answerable if query.id in chosen.answers else None


def _with_gold(chosen: EvaluationSet, split: str) -> tuple[Query, ...]:
    return tuple(query for query in chosen.queries_of(split) if query.id in chosen.answers)


def _clusters(chosen: EvaluationSet, split: str) -> dict[str, str]:
    """Give the cluster of every question: by the articles of its evidence, else by those judged relevant."""
    qrels = chosen.qrels.get(split, {})
    ids, articles = [query.id for query in chosen.queries], []
    for name in ids:
        gold = chosen.answers.get(name)
        due = {item.doc_id for item in gold.evidence if item.doc_id} if gold else set()
        articles.append(due or {article for article, grade in qrels.get(name, {}).items() if grade > 0})
    return dict(zip(ids, clusters_of(ids, articles), strict=True))


PARTS: dict[str, Part] = {
    "retrieval": Part(EvaluationSet.judged, _ranked, {}, "qrels/{split}.tsv", _answerable),
    "answers": Part(_with_gold, _answered, metrics.ANSWER_SET, "answers.jsonl", _answerable),
    "claims": Part(
        EvaluationSet.claims_of, _judged, metrics.CLAIM_SET, "claims.jsonl", lambda chosen, claim: claim.label
    ),
}
