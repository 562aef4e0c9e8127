"""A slice of a large set: the articles that its judged questions ask for, and others drawn at random, as a set.

Every judged question of the split is kept, with its answers; then every article judged relevant, and of the rest as
many as make `articles`, drawn with SEED in the order of the corpus. Texts are copied as they stand. The same set gives
the same bytes.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path

from eval.rows import Row, SetError, rows, table
from eval.sample import SEED
from eval.sets import EvaluationSet

_HEADER = "query-id\tcorpus-id\tscore"


def write_slice(source: Path, folder: Path, articles: int, split: str = "dev") -> Path:
    """Write the slice unless it is there; raises SetError where the judged articles are more than `articles`."""
    if folder.is_dir():
        return folder
    chosen = EvaluationSet.load(source, articles=False)
    asked = {query.id for query in chosen.judged(split)}
    judged = {article for query in asked for article, grade in chosen.qrels[split][query].items() if grade > 0}
    corpus = list(rows(source, "corpus"))
    kept = _kept([row.text("_id") for row in corpus], judged, articles)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as unfinished:
        new = Path(unfinished) / "new"
        (new / "qrels").mkdir(parents=True)
        _put(new / "corpus.jsonl", (row for row in corpus if row.text("_id") in kept))
        _put(new / "queries.jsonl", (row for row in rows(source, "queries") if row.text("_id") in asked))
        _put(new / "answers.jsonl", (row for row in rows(source, "answers") if row.text("query_id") in asked))
        lines = ("\t".join(values) for _, values in table(source / "qrels" / f"{split}.tsv", 3) if values[1] in kept)
        (new / "qrels" / f"{split}.tsv").write_text("\n".join((_HEADER, *lines, "")), "utf-8")
        (new / "README.md").write_text(f"{articles:,} articles of {source.name}. {__doc__}", "utf-8")
        os.rename(new, folder)
    return folder


def _kept(names: list[str], judged: Collection[str], articles: int) -> set[str]:
    """Give the judged articles and as many others as make up the number."""
    if len(judged) > articles:
        raise SetError(
            f"{len(judged)} articles are judged relevant, more than the {articles} of the slice; ask for more"
        )
    others = [name for name in names if name not in judged]
    return {*judged, *random.Random(SEED).sample(others, min(len(others), articles - len(judged)))}


def _put(path: Path, kept: Iterable[Row]) -> None:
    lines = (json.dumps(row.fields, ensure_ascii=False) + "\n" for row in kept)
    path.write_bytes("".join(lines).encode("utf-8"))
