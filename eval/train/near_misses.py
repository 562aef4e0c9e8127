"""Asks the near misses: questions of our own over two sets, half of them not answered by the articles.

    python -m eval.train.near_misses ../shared/data

Right names with the wrong relation, false premises, speakers who never speak, figures nobody gives. They are looked at
while the floor is built and no rule is written for any of them. Of news-2022 only the articles that its quiz links to
are searched.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.article import Article
from eval.indexed import COLLECTION, indexed
from eval.observe import observe
from eval.sets import EvaluationSet, Query
from index.embed import Encoder
from index.library import Library
from rag.config import Settings
from rag.evidence.features import features
from rag.shelf import load_encoder

QUESTIONS = Path(__file__).with_name("near_misses.jsonl")


def linked(chosen: EvaluationSet, cache: Path, encoder: Encoder) -> Library:
    """Give a library of the articles that a set's qrels name."""
    named = {document for qrels in chosen.qrels.values() for grades in qrels.values() for document in grades}
    library = Library.open(cache / f"{chosen.name}-linked", encoder)
    articles: Iterator[Article] = (article for article in chosen.articles() if article.key in named)
    for _ in library.add(articles, COLLECTION):  # those it holds already are skipped
        pass
    return library


def main(data: Path) -> None:
    """Print each question with its probability, verdict and best sentence, and the errors of both kinds."""
    settings = Settings.load()
    encoder = load_encoder(settings)
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    wrong = {True: 0, False: 0}
    for name in ("tokyo-office", "news-2022"):
        chosen = EvaluationSet.load(data / name)
        library = (
            indexed(chosen, settings.cache, encoder)
            if name == "tokyo-office"
            else linked(chosen, settings.cache, encoder)
        )
        mine = [row for row in rows if row["set"] == name]
        asked = [(Query(row["question"], row["question"]), None) for row in mine]
        if name == "tokyo-office":
            mine += [{"question": q.text, "answerable": chosen.answers[q.id].answerable} for q in chosen.queries]
            asked += [(query, None) for query in chosen.queries]
        with library:
            for row, seen in zip(mine, observe(library, asked), strict=True):
                bad = seen.verdict.abstain == row["answerable"]
                wrong[row["answerable"]] += bad
                values = " ".join(f"{key}={value:.2f}" for key, value in features(seen.evidence).items())
                kind = "answerable" if row["answerable"] else "not"
                print(f"{'WRONG' if bad else 'ok':5} {kind:10} {seen.verdict.probability:.2f} {row['question']}")
                print(f"        {seen.verdict.reason or 'answers'} | {values}")
                for one in seen.chosen[:2]:
                    print(f"        > {' '.join(one.text.split())[:160]}")
    print(f"refused in vain {wrong[True]}, answered in vain {wrong[False]}, of {len(rows)} and the set's own")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
