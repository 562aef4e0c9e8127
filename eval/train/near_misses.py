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
from eval.observe import Observation, observe
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
    for name, held in (("tokyo-office", indexed), ("news-2022", linked)):
        chosen = EvaluationSet.load(data / name)
        mine = [row for row in rows if row["set"] == name]
        if name == "tokyo-office":
            mine += [{"question": one.text, "answerable": chosen.answers[one.id].answerable} for one in chosen.queries]
        asked = [(Query(row["question"], row["question"]), None) for row in mine]
        with held(chosen, settings.cache, encoder) as library:
            for row, seen in zip(mine, observe(library, asked), strict=True):
                wrong[row["answerable"]] += _told(row["question"], row["answerable"], seen)
    print(f"refused in vain {wrong[True]}, answered in vain {wrong[False]}, of {len(rows)} and the set's own")


def _told(question: str, answerable: bool, seen: Observation) -> bool:
    """Print what came of a question, and say whether it is wrong."""
    wrong = seen.verdict.abstain == answerable
    kind = "answerable" if answerable else "not"
    values = " ".join(f"{key}={value:.2f}" for key, value in features(seen.evidence).items())
    print(f"{'WRONG' if wrong else 'ok':5} {kind:10} {seen.verdict.probability:.2f} {question}")
    print(f"        {seen.verdict.reason or 'answers'} | {values}")
    for one in seen.chosen[:2]:
        print(f"        > {' '.join(one.text.split())[:160]}")
    return wrong


if __name__ == "__main__":
    main(Path(sys.argv[1]))
