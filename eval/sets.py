"""Evaluation sets: folders in the BEIR layout with answers and claims beside it, checked as they are loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from corpus.article import Article, Origin, Stated
from corpus.errors import CitedeskError
from corpus.language import language_of
from corpus.read import read, walk
from eval.rows import Row, SetError, rows, table

DEFAULT_SPLIT = "test"
LABELS = ("SUPPORTED", "REFUTED", "MIXED", "NOT_ENOUGH_INFO")

Qrels = dict[str, dict[str, int]]
"""Query -> article -> grade."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question of a set; `split` is None where the qrels decide."""

    id: str
    text: str
    split: str | None = None
    as_of: date | None = None
    history: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that bear an answer or a claim out; without `doc_id` they are given, not to be found."""

    doc_id: str | None
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Gold:
    """What a question is due; `answerable` None leaves it out of refusal figures, nuggets are regular expressions."""

    query_id: str
    answerable: bool | None
    answers: tuple[str, ...]
    nuggets: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim and its verdict, one of LABELS."""

    id: str
    text: str
    label: str
    evidence: tuple[Evidence, ...]
    split: str | None = None


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A loaded folder: its queries, judgements and gold; the articles are read when asked for."""

    folder: Path
    queries: tuple[Query, ...]
    qrels: Mapping[str, Qrels]
    answers: Mapping[str, Gold]
    claims: tuple[Claim, ...]

    @classmethod
    def load(cls, folder: Path) -> EvaluationSet:
        """Read a folder. Raises SetError naming file and line for what does not fit the form."""
        if not folder.is_dir():
            raise SetError(f"{folder}: no such evaluation set; name a folder that holds one")
        queries = tuple(_query(row) for row in rows(folder, "queries"))
        qrels = {path.stem: _qrels(path) for path in sorted((folder / "qrels").glob("*.tsv"))}
        answers = {row.text("query_id"): _gold(row) for row in rows(folder, "answers")}
        claims = tuple(_claim(row) for row in rows(folder, "claims"))
        _unique(folder, [query.id for query in queries], "queries")
        if not (queries or claims):
            raise SetError(f"{folder}: neither queries.jsonl nor claims.jsonl in it; name a folder that holds a set")
        return cls(folder, queries, qrels, answers, claims)

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
        chosen = wanted or (present[0] if len(present) == 1 else DEFAULT_SPLIT)
        if present and chosen not in present:
            raise SetError(f"{self.folder}: no split {chosen!r}; choose among {', '.join(present)}")
        return chosen

    def queries_of(self, split: str) -> tuple[Query, ...]:
        """Give the queries of a split; those that neither name one nor stand in any qrels belong to every split."""
        judged = {query for qrels in self.qrels.values() for query in qrels}
        here = self.qrels.get(split, {})
        return tuple(
            query
            for query in self.queries
            if (query.split == split if query.split else query.id in here or query.id not in judged)
        )

    def judged(self, split: str) -> tuple[Query, ...]:
        """Give the queries of a split that its qrels judge, in the order of their file: retrieval runs over these."""
        here = self.qrels.get(split, {})
        return tuple(query for query in self.queries_of(split) if query.id in here)

    def articles(self) -> Iterator[Article]:
        """Give the articles; `key` is the document id, the text is that of the file, byte for byte."""
        if (self.folder / "articles").is_dir():
            yield from _files(self.folder / "articles")
        for row in rows(self.folder, "corpus"):
            yield _article(row)


def _query(row: Row) -> Query:
    return Query(
        row.text("_id"),
        row.text("text"),
        row.get("split", str),
        _day(row, "as_of"),
        tuple(str(turn) for turn in row.get("history", list) or ()),
        tuple(str(choice) for choice in row.get("choices", list) or ()),
    )


def _gold(row: Row) -> Gold:
    return Gold(
        row.text("query_id"),
        row.get("answerable", bool),
        tuple(str(answer) for answer in row.get("answers", list) or ()),
        row.patterns("nuggets"),
        _evidence(row),
    )


def _claim(row: Row) -> Claim:
    label = row.text("label")
    if label not in LABELS:
        raise SetError(f"{row.place}: unknown label {label!r}; use one of {', '.join(LABELS)}")
    return Claim(row.text("_id"), row.text("claim"), label, _evidence(row), row.get("split", str))


def _evidence(row: Row) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(item.get("doc_id", str), item.get("start", int), item.get("end", int), item.text("text", empty=True))
        for item in row.items("evidence")
    )


def _qrels(path: Path) -> Qrels:
    qrels: Qrels = {}
    for place, (query, article, grade) in table(path, 3):
        try:
            qrels.setdefault(query, {})[article] = int(grade)
        except ValueError as error:
            raise SetError(f"{place}: the score must be a whole number, not {grade!r}") from error
    return qrels


def _article(row: Row) -> Article:
    text = row.text("text", empty=True)
    title, about = row.get("title", str), _metadata(row)
    return Article(
        key=row.text("_id"),
        text=text,
        title=Stated(title, Origin.HEADER) if title else None,
        authors=tuple(str(author) for author in about.get("authors") or ()),
        authors_origin=Origin.HEADER if about.get("authors") else None,
        publisher=_stated(about, "publisher"),
        published=_stated(about, "published"),
        url=str(about["url"]) if about.get("url") else None,
        language=language_of(text),
    )


def _metadata(row: Row) -> Mapping[str, Any]:
    return row.get("metadata", dict) or {}


def _stated(about: Mapping[str, Any], name: str) -> Stated | None:
    return Stated(str(about[name]), Origin.HEADER) if about.get(name) else None


def _files(folder: Path) -> Iterator[Article]:
    for path in walk(folder):
        try:
            for number, article in enumerate(read(path, root=folder)):
                yield replace(article, key=path.stem if number == 0 else f"{path.stem}#{number}")
        except CitedeskError as error:
            raise SetError(f"{path}: {error}") from error


def _day(row: Row, name: str) -> date | None:
    stated = row.get(name, str)
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError as error:
        raise SetError(f"{row.place}: {name!r} must be a date such as 2022-06-17, not {stated!r}") from error


def _unique(folder: Path, ids: list[str], name: str) -> None:
    if len(set(ids)) < len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise SetError(f"{folder / name}: the id {twice!r} stands twice; ids must differ")
