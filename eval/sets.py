"""Evaluation sets: folders in the BEIR layout with answers and claims beside it, checked as they are loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from corpus.article import Article
from eval import documents, gold
from eval.gold import LABELS, Claim, Evidence, Gold, Query
from eval.held_out import JUDGED, held_out
from eval.resolve import Placed, known, resolve, unique
from eval.rows import SetError, rows, table

__all__ = ["DEFAULT_SPLIT", "LABELS", "Claim", "EvaluationSet", "Evidence", "Gold", "Qrels", "Query"]

DEFAULT_SPLIT = "test"

Qrels = dict[str, dict[str, int]]
"""Query -> article -> grade."""


class _Split(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def split(self) -> str | None: ...


T = TypeVar("T", bound=_Split)


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A loaded folder: its queries, judgements and gold; the articles are read when asked for."""

    folder: Path
    queries: tuple[Query, ...]
    qrels: Mapping[str, Qrels]
    answers: Mapping[str, Gold]
    claims: tuple[Claim, ...]

    @classmethod
    def load(cls, folder: Path, *, articles: bool = True) -> EvaluationSet:
        """Read a folder. Raises SetError naming file and line for what does not fit the form.

        Articles are read to check what is said of them, where any is named; without `articles` they are not, and ids
        and spans that point into them go unchecked.
        """
        if not folder.is_dir():
            raise SetError(f"{folder}: no such evaluation set; name a folder that holds one")
        queries = tuple(gold.query(row) for row in unique(rows(folder, "queries"), "_id"))
        answers = [(row.place, gold.gold(row)) for row in unique(rows(folder, "answers"), "query_id")]
        claims = [(row.place, gold.claim(row)) for row in unique(rows(folder, "claims"), "_id")]
        judged = {path.stem: tuple(_judgements(path)) for path in _qrels_files(folder / "qrels")}
        if not (queries or claims):
            raise SetError(f"{folder}: neither queries.jsonl nor claims.jsonl in it; name a folder that holds a set")
        everything = [one for judgements in judged.values() for one in judgements]
        ids = [query.id for query in queries]
        known(((place, one.query_id) for place, one in answers), ids)
        known(((place, query) for place, (query, _, _) in everything), ids)
        if articles:
            resolve(folder, ((place, article) for place, (_, article, _) in everything), _evidence(answers, claims))
        return cls(
            folder,
            _with_choices(queries, {one.query_id: one for _, one in answers}),
            {split: _qrels(judgements) for split, judgements in judged.items()},
            {one.query_id: one for _, one in answers},
            tuple(one for _, one in claims),
        )

    @property
    def name(self) -> str:
        """Name the set by its folder, with the folder above where that one only groups languages."""
        above = self.folder.resolve().parent
        grouped = (above / "README.md").is_file() and not (self.folder / "README.md").is_file()
        return f"{above.name}/{self.folder.resolve().name}" if grouped else self.folder.resolve().name

    def splits(self) -> tuple[str, ...]:
        """Give the splits that qrels, queries or claims name, in alphabetical order."""
        named = {query.split for query in self.queries} | {claim.split for claim in self.claims}
        return tuple(sorted({*self.qrels, *filter(None, named)}))

    def split(self, wanted: str | None = None) -> str:
        """Give the split to run: the one wanted, else the only one present, else "test"."""
        present = self.splits()
        if wanted == JUDGED and held_out(self.name) is not None:
            return JUDGED
        chosen = wanted or (present[0] if len(present) == 1 else DEFAULT_SPLIT)
        if present and chosen not in present:
            raise SetError(f"{self.folder}: no split {chosen!r}; choose among {', '.join(present)}")
        return chosen

    def queries_of(self, split: str) -> tuple[Query, ...]:
        """Give the queries of a split; those that neither name one nor stand in any qrels belong to every split."""
        return self._of(split, self.queries)

    def claims_of(self, split: str) -> tuple[Claim, ...]:
        """Give the claims of a split, by the rule of the queries: a claim may stand in the qrels under its id.

        The split "judged" of a set that the entailment model was trained on holds the claims that it never saw.
        """
        unseen = held_out(self.name) if split == JUDGED else None
        return self._of(split, self.claims) if unseen is None else tuple(c for c in self.claims if c.id in unseen)

    def judged(self, split: str) -> tuple[Query, ...]:
        """Give the queries of a split that its qrels judge, in the order of their file: retrieval runs over these."""
        here = self.qrels.get(split, {})
        return tuple(query for query in self.queries_of(split) if query.id in here)

    def articles(self) -> Iterator[Article]:
        """Give the articles; `key` is the document id, the text is that of the file, byte for byte."""
        return documents.articles(self.folder)

    def _of(self, split: str, items: Sequence[T]) -> tuple[T, ...]:
        judged = {query for qrels in self.qrels.values() for query in qrels}
        here = self.qrels.get(split, {})
        return tuple(
            item for item in items if (item.split == split if item.split else item.id in here or item.id not in judged)
        )


def _qrels_files(place: Path) -> list[Path]:
    found = sorted(place.glob("*.tsv"))
    if not found and place.exists() and (place.is_file() or any(place.iterdir())):
        raise SetError(
            f"{place}: no SPLIT.tsv in it; name the file of judgements by its split, not packed, or remove it"
        )
    return found


def _judgements(path: Path) -> Iterator[Placed[tuple[str, str, int]]]:
    seen: dict[tuple[str, str], str] = {}
    for place, (query, article, grade) in table(path, 3):
        if (query, article) in seen:
            raise SetError(f"{place}: {query!r} and {article!r} are judged at {seen[query, article]} too; keep one row")
        seen[query, article] = place
        try:
            yield place, (query, article, int(grade))
        except ValueError as error:
            raise SetError(f"{place}: the score must be a whole number, not {grade!r}") from error


def _qrels(judgements: Sequence[Placed[tuple[str, str, int]]]) -> Qrels:
    qrels: Qrels = {}
    for _, (query, article, grade) in judgements:
        qrels.setdefault(query, {})[article] = grade
    return qrels


def _evidence(answers: Sequence[Placed[Gold]], claims: Sequence[Placed[Claim]]) -> Iterator[Placed[Evidence]]:
    rows = [(place, one.evidence) for place, one in answers] + [(place, one.evidence) for place, one in claims]
    return ((place, item) for place, evidence in rows for item in evidence)


def _with_choices(queries: Sequence[Query], answers: Mapping[str, Gold]) -> tuple[Query, ...]:
    """Give the queries the choices that stand beside their answers, as some sets have it."""
    return tuple(
        replace(query, choices=answers[query.id].choices) if query.id in answers and not query.choices else query
        for query in queries
    )
