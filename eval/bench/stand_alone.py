"""How often a question that stands alone is taken for a follow-up: each is asked after another one of its set.

    python -m eval.bench.stand_alone SET... [--show N]

Prints, for each set, how many of its questions come back changed although the turn before has nothing to do with
them, and N of those. Some of a set's questions do lean on what only their writer saw ("Why was this concept
unpopular?"), so the share is not to be brought to zero.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from eval.rows import rows
from rag.question import Resolved, Turn, resolve

SEED = 1
ANSWER = ("Former President John Smith visited France.",)  # names that a wrong rule would pick up


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.stand_alone")
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    for folder in arguments.sets:
        asked = questions(folder)
        changed = [(question, resolved.text) for question, resolved in after_another(asked) if resolved.changed]
        found = {"set": folder.name, "questions": len(asked), "changed": len(changed)}
        print(json.dumps(found | {"share": round(len(changed) / len(asked), 4)}))
        for question, text in changed[: arguments.show]:
            print(f"  {question}\n    {text}")


def questions(folder: Path) -> list[str]:
    """Give the questions of a set, in an order that puts unlike ones together."""
    asked = [row.text("text") for row in rows(folder, "queries")]
    random.Random(SEED).shuffle(asked)
    return asked


def after_another(asked: list[str]) -> Iterator[tuple[str, Resolved]]:
    """Give each question as it is read after the one before it in the list."""
    for place, question in enumerate(asked):
        yield question, resolve(question, [Turn(asked[place - 1], asked[place - 1], ANSWER)])


if __name__ == "__main__":
    main()
