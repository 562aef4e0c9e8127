"""Gathers what the floor is fitted on: the features of every question's evidence, one JSON object a line.

    python -m eval.train.rows ../shared/data/highlights ROWS.jsonl
    python -m eval.train.rows ../shared/data/squad2 ROWS.jsonl --every 6
    python -m eval.train.rows ../shared/data/xquad/de ROWS.jsonl --every 6 --held-out

Articles are indexed and searched as citedesk does it, whole sets at a time; the library is kept in the cache.
"""

from __future__ import annotations

import argparse
import json
from itertools import chain
from pathlib import Path
from typing import Any

from eval.gold import Gold
from eval.indexed import indexed
from eval.observe import Observation, is_gold, observe
from eval.sets import EvaluationSet
from rag.config import Settings
from rag.evidence.features import features, shares
from rag.shelf import load_encoder


def main() -> None:
    """Append the rows of one set."""
    options = _options()
    settings = Settings.load()
    chosen = EvaluationSet.load(options.set)
    asked = [
        (query, gold)
        for query in chosen.queries
        if (gold := chosen.answers.get(query.id)) is not None
        and (gold.answerable is not None or (options.held_out and gold.evidence))
    ][:: options.every]
    with indexed(chosen, settings.cache, load_encoder(settings)) as library, options.out.open("a") as out:
        answerable = observe(library, asked, within=options.within)
        without = observe(library, asked, without=True) if options.held_out else ()
        for held_out, seen in chain(((False, one) for one in answerable), ((True, one) for one in without)):
            if seen.gold is not None and seen.evidence.candidates:
                due = not held_out if options.held_out else seen.gold.answerable
                out.write(json.dumps({"set": chosen.name, **_row(seen, seen.gold, due)}) + "\n")
                out.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--within", action="store_true", help="search the gold article alone")
    parser.add_argument("--held-out", action="store_true", help="ask all again without the articles that answer")
    return parser.parse_args()


def _row(seen: Observation, gold: Gold, answerable: bool | None) -> dict[str, Any]:
    best = seen.evidence.candidates[0]
    values = {**features(seen.evidence), **shares(seen.evidence)}
    return {
        "id": seen.query.id,
        "answerable": answerable,
        "answered": not seen.verdict.abstain,
        "hit": is_gold(gold, best.passage.article_id, best.start, best.end),
        "features": {name: round(value, 5) for name, value in values.items()},
    }


if __name__ == "__main__":
    main()
