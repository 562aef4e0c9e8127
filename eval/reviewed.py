"""Answers that a reader marked as wrong become questions of an evaluation set of their own."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from eval.rows import SetError, rows, table
from index.passage import Filters
from index.records import ArticleRecord
from index.snapshot import Snapshot
from rag.kept.reviews import Mistake, Review

SPLIT = "dev"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Added:
    """The ids of the questions added, and those that lack what a question needs: the right words."""

    added: tuple[str, ...]
    lacking: tuple[str, ...]


def add(reviews: Iterable[Review], folder: Path, state: Snapshot) -> Added:
    """Write the reviews that a set does not hold yet into it, with every article that their questions searched.

    Articles stand in corpus.jsonl with their canonical texts; evidence is where the right words stand in them. A
    question that should have been answered differently needs right words to be measured by. What was broken off is
    completed by the next time. Raises SetError where the folder cannot be written, or holds packed files.
    """
    _require_unpacked(folder)
    known = {row.text("_id") for row in rows(folder, "queries")}
    new = [review for review in reviews if review.id not in known]
    usable = [review for review in new if review.right or review.mistake is Mistake.SHOULD_HAVE_REFUSED]
    scopes = {review.id: _scope(state, review) for review in usable}
    texts = {one.article_id: state.text(one.sha256) for scope in scopes.values() for one in scope}
    gold = {review.id: _gold(review, scopes[review.id], texts) for review in usable}
    held = {row.text("_id") for row in rows(folder, "corpus")}
    fresh = {one.article_id: one for scope in scopes.values() for one in scope if one.article_id not in held}
    try:
        _append(folder / "corpus.jsonl", (_article(one, texts[one.article_id]) for one in fresh.values()))
        answered = {row.text("query_id") for row in rows(folder, "answers")}
        _append(folder / "answers.jsonl", (row for name, row in gold.items() if name not in answered))
        _judge(folder / "qrels" / f"{SPLIT}.tsv", gold)
        _append(folder / "queries.jsonl", map(_query, usable))  # last: a question is there when all of it is
    except OSError as error:
        raise SetError(f"cannot write the set {folder}: {error.strerror}; name another folder") from error
    return Added(tuple(one.id for one in usable), tuple(one.id for one in new if one not in usable))


def _require_unpacked(folder: Path) -> None:
    packed = sorted(folder.glob("*.jsonl.gz"))
    if packed:
        raise SetError(f"{packed[0]}: nothing can be added beside a packed file; gunzip it, or name another folder")


def _scope(state: Snapshot, review: Review) -> list[ArticleRecord]:
    """Give the articles that the question searched, as they are now."""
    stated = review.answer.searched.filters
    filters = Filters(
        collections=_texts(stated.get("collections")),
        articles=_texts(stated.get("articles")),
        publishers=_texts(stated.get("publishers")),
        since=_day(stated.get("since")),
        until=_day(stated.get("until")),
    )
    return state.articles(filters)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _query(review: Review) -> Row:
    row: Row = {"_id": review.id, "text": review.answer.question, "split": SPLIT, "type": "reviewed"}
    if review.history:
        row["history"] = list(review.history)
    if until := review.answer.searched.filters.get("until"):
        row["as_of"] = until
    return row


def _gold(review: Review, scope: Sequence[ArticleRecord], texts: Mapping[str, str]) -> Row:
    if review.mistake is Mistake.SHOULD_HAVE_REFUSED:
        return {"query_id": review.id, "answerable": False, "answers": [], "nuggets": [], "evidence": []}
    evidence = [span for one in scope for span in _spans(one.article_id, texts[one.article_id], review.right)]
    return {
        "query_id": review.id,
        "answerable": True,
        "answers": [review.right],
        "nuggets": [],
        "evidence": evidence,
    }


def _spans(article_id: str, text: str, words: str) -> Iterator[Row]:
    """Give the first place where an article has the words, whatever white space stands between them."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), text, re.IGNORECASE)
    if found:
        yield {"doc_id": article_id, "start": found.start(), "end": found.end(), "text": found[0]}


def _article(record: ArticleRecord, text: str) -> Row:
    about = {"publisher": record.publisher, "published": record.published, "url": record.url}
    metadata = {name: value for name, value in about.items() if value} | {"authors": list(record.authors)}
    return {"_id": record.article_id, "title": record.title or "", "text": text, "metadata": metadata}


def _judge(path: Path, gold: Mapping[str, Row]) -> None:
    held = {(query, article) for _, (query, article, _) in table(path, 3)} if path.exists() else set()
    due = [(name, item["doc_id"]) for name, row in gold.items() for item in row["evidence"]]
    lines = [f"{name}\t{article}\t1" for name, article in due if (name, article) not in held]
    if lines:
        _write(path, lines if path.exists() else ["query-id\tcorpus-id\tscore", *lines])


def _append(path: Path, new: Iterable[Row]) -> None:
    _write(path, [json.dumps(row, ensure_ascii=False) for row in new])


def _write(path: Path, lines: Sequence[str]) -> None:
    """Add lines to a file, on lines of their own also where its last one was not ended."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - 1))
        unended = file.read() not in (b"", b"\n")
        file.write(("\n" * unended + "".join(f"{line}\n" for line in lines)).encode())
