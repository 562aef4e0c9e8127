"""How long a draft of forty sentences takes to check: the first verdict, and all of them.

    python -m eval.bench.check SET [--sentences 40] [--home LIBRARY]

Targets at 5,000 passages: the first within a second, all within twenty. Rules and model are loaded before, as the page
loads them while a draft is pasted.

The draft is made of sentences of the set's own articles, a figure raised by one in every second, so that
evidence is found for all. `--home` names a library that is there already.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from time import perf_counter

from eval.indexed import indexed
from eval.sets import EvaluationSet
from index.library import Library
from index.sentence import sentences
from rag.config import Settings
from rag.desk import Desk
from rag.shelf import load_encoder

_FIGURE = re.compile(r"\b\d+\b")


def main() -> None:
    """Check a draft, and print the times in seconds as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("--sentences", type=int, default=40)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    settings = Settings.load()
    encoder = load_encoder(settings)
    chosen = EvaluationSet.load(options.set, articles=False)
    library = Library.open(options.home, encoder) if options.home else indexed(chosen, settings.cache, encoder)
    with library:
        draft = _draft(chosen, options.sentences)
        desk = Desk(library, settings)
        desk.make_ready_to_check()
        times = [perf_counter()]
        desk.check(draft, progress=lambda done, total, claim: times.append(perf_counter()))
        articles, passages, _ = library.count()
    found = {
        "articles": articles,
        "passages": passages,
        "claims": len(times) - 1,
        "first_s": round(times[1] - times[0], 3),
        "all_s": round(times[-1] - times[0], 3),
    }
    json.dump(found, sys.stdout, indent=2)
    sys.stdout.write("\n")


def _draft(chosen: EvaluationSet, wanted: int) -> str:
    """Give a sentence of every fiftieth article, a figure in every second of them raised by one."""
    found: list[str] = []
    for number, article in enumerate(chosen.articles()):
        if len(found) == wanted:
            break
        spans = sentences(article.text, "en", article.body_start)
        if number % 50 or len(spans) < 2:
            continue
        said = " ".join(article.text[slice(*spans[len(spans) // 2])].split())
        found.append(_FIGURE.sub(lambda match: str(int(match[0]) + 1), said) if len(found) % 2 else said)
    return " ".join(found)


if __name__ == "__main__":
    main()
