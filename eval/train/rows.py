"""Gathers what the floor is fitted on: the features of every question's evidence, one JSON object a line.

    python -m eval.train.rows ../shared/data/highlights ROWS.jsonl
    python -m eval.train.rows ../shared/data/squad2 ROWS.jsonl --every 4

Articles are indexed and searched as citedesk does it, whole sets at a time; the library is kept in the cache.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from eval.indexed import indexed
from eval.observe import is_gold, observe
from eval.sets import EvaluationSet
from rag.config import Settings
from rag.features import features
from rag.shelf import load_encoder


def main() -> None:
    """Append the rows of one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--within", action="store_true", help="search the gold article alone")
    options = parser.parse_args()
    settings = Settings.load()
    chosen = EvaluationSet.load(options.set)
    asked = [
        (query, gold)
        for query in chosen.queries
        if (gold := chosen.answers.get(query.id)) is not None and gold.answerable is not None
    ][:: options.every]
    with indexed(chosen, settings.cache, load_encoder(settings)) as library, options.out.open("a") as out:
        for seen in observe(library, asked, within=options.within):
            if seen.gold is None or not seen.evidence.candidates:
                continue
            best = seen.evidence.candidates[0]
            row = {
                "set": chosen.name,
                "id": seen.query.id,
                "answerable": seen.gold.answerable,
                "hit": is_gold(seen.gold, best.passage.article_id, best.start, best.end),
                "features": {name: round(value, 5) for name, value in features(seen.evidence).items()},
            }
            out.write(json.dumps(row) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
