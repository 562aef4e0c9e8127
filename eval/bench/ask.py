"""How long a question takes: from a cold process against the peer, and warm in one process.

    python -m eval.bench.ask cold FOLDER [--rounds N] [--question Q]      targets: median <= 2 s, <= .25 of the peer
    python -m eval.bench.ask warm SET [--passages N] [--home HOME]        target: p95 <= 250 ms at 5,000 passages

`cold` ingests FOLDER into a library of its own, then starts, in turn, `citedesk ask`, the peer that indexes on its
way as the tutorial does, and the peer that answers from an index it has stored. Wall clock around each whole process.
`warm` fills a library from SET/corpus.jsonl.gz until it holds N passages and asks the questions of SET/queries.jsonl.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.article import Article
    from index.library import Library
    from rag.desk import Desk

QUESTION = "why did France block the Tokyo office?"


def main() -> None:
    """Measure, and print what was found as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.ask")
    actions = parser.add_subparsers(dest="action", required=True)
    chill = actions.add_parser("cold")
    chill.add_argument("source", type=Path)
    chill.add_argument("--rounds", type=int, default=7)
    chill.add_argument("--question", default=QUESTION)
    heat = actions.add_parser("warm")
    heat.add_argument("set", type=Path)
    heat.add_argument("--passages", type=int, default=5_000)
    heat.add_argument("--questions", type=int, default=200)
    heat.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if arguments.action == "cold":
            found = cold(arguments.source, arguments.question, arguments.rounds, Path(scratch))
        else:
            found = warm(arguments.set, arguments.home or Path(scratch), arguments.passages, arguments.questions)
    json.dump(found, sys.stdout, indent=2)
    sys.stdout.write("\n")


def cold(source: Path, question: str, rounds: int, scratch: Path) -> dict[str, object]:
    """Give the seconds of each whole process, interleaved round by round, and their medians and ratios."""
    stored = str(scratch / "peer-index")
    peer = [sys.executable, "-W", "ignore", "-m", "eval.bench.peer", "ask", str(source), question]
    commands = {
        "citedesk": [sys.executable, "-m", "ui.cli", "ask", question, "--json"],
        "peer": peer,
        "peer, index stored": [*peer, "--stored", stored],
    }
    environment = {**os.environ, "CITEDESK_HOME": str(scratch / "home")}
    _process([sys.executable, "-m", "ui.cli", "ingest", str(source), "--collection", "examples"], environment)
    for command in commands.values():  # page caches, byte code and the peer's index
        _process(command, environment)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            seconds[name].append(_process(command, environment))
    medians = {name: round(statistics.median(values), 3) for name, values in seconds.items()}
    return {
        "median_s": medians,
        "ratio_to_peer": round(medians["citedesk"] / medians["peer"], 3),
        "ratio_to_peer_stored": round(medians["citedesk"] / medians["peer, index stored"], 3),
        "seconds": {name: [round(value, 3) for value in values] for name, values in seconds.items()},
    }


def _process(command: Sequence[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def warm(folder: Path, home: Path, passages: int, questions: int) -> dict[str, object]:
    """Give p50 and p95 of a question, whole and by step, in one process over a library of about `passages`."""
    from index.passage import Filters
    from rag.config import Settings
    from rag.desk import Desk

    os.environ["CITEDESK_HOME"] = str(home)
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        asked = [str(json.loads(line)["text"]) for line in lines][:questions]
    with Desk.open(Settings.load()) as desk:
        _fill(desk.library, folder, passages)
        articles, held, _ = desk.library.count(Filters())
        for question in asked[:5]:
            desk.ask(question)
        runs = [_timed(desk, question) for question in asked]
    steps = {name: [timings[name] for _, timings in runs] for name in runs[0][1]}
    whole = [seconds * 1000 for seconds, _ in runs]
    return {
        "articles": articles,
        "passages": held,
        "questions": len(asked),
        "ask_ms": _quantiles(whole),
        "steps_ms": {name: _quantiles(values) for name, values in steps.items()},
    }


def _fill(library: Library, folder: Path, passages: int) -> None:
    from index.passage import Filters

    if library.count(Filters())[1] < passages:
        for _ in library.add(_until(library, folder, passages), "bench"):
            pass


def _until(library: Library, folder: Path, passages: int) -> Iterator[Article]:
    from eval.bench.source import articles
    from index.prepare import prepare

    held = 0
    for article in articles(folder / "corpus.jsonl.gz"):
        if held >= passages:
            return
        title = article.title.value if article.title else None
        held += len(prepare(article.text, title, article.language, article.body_start, library.encoder))
        yield article


def _timed(desk: Desk, question: str) -> tuple[float, dict[str, float]]:
    start = time.perf_counter()
    answer = desk.ask(question)
    return time.perf_counter() - start, answer.timings_ms


def _quantiles(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"p50": round(statistics.median(ordered), 1), "p95": round(p95, 1), "max": round(ordered[-1], 1)}


if __name__ == "__main__":
    main()
