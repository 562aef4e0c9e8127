"""How long a question takes: from a cold process against the peer, and warm in one process.

    python -m eval.bench.ask                    as `cold` on the articles that ship
    python -m eval.bench.ask cold FOLDER [--rounds N] [--question Q]      targets: median <= 2 s, <= .25 of the peer
    python -m eval.bench.ask warm SET [--passages N] [--home HOME]        target: p95 <= 250 ms at 5,000 passages

`cold` ingests FOLDER into a library of its own, then starts, in turn, `citedesk ask`, the peer that indexes on its
way as the tutorial does, and the peer that answers from an index it has stored. Each whole process is timed by the
clock and by its processor time, which other work on the machine disturbs less.
`warm` fills a library from SET/corpus.jsonl.gz until it holds N passages and asks the questions of SET/queries.jsonl.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eval.bench.source import EXAMPLES

if TYPE_CHECKING:
    from corpus.article import Article
    from index.library import Library
    from rag.desk import Desk

QUESTION = "why did France block the Tokyo office?"


def main() -> None:
    """Measure, and print what was found as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.ask")
    parser.set_defaults(action="cold", source=EXAMPLES, rounds=5, question=QUESTION)
    actions = parser.add_subparsers()
    chill = actions.add_parser("cold")
    chill.set_defaults(action="cold")
    chill.add_argument("source", type=Path)
    chill.add_argument("--rounds", type=int, default=5)
    chill.add_argument("--question", default=QUESTION)
    heat = actions.add_parser("warm")
    heat.set_defaults(action="warm")
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
    environment = as_installed() | {"CITEDESK_HOME": str(scratch / "home")}
    _process([sys.executable, "-m", "ui.cli", "ingest", str(source), "--collection", "examples"], environment)
    for command in commands.values():  # page caches, byte code and the peer's index
        _process(command, environment)
    runs = [{name: _process(command, environment) for name, command in commands.items()} for _ in range(rounds)]
    return {clock: _compare([{name: run[name][clock] for name in run} for run in runs]) for clock in ("wall", "cpu")}


def as_installed() -> dict[str, str]:
    """Give an environment in which byte code is kept from one run to the next, as it is wherever people run this."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _compare(runs: Sequence[dict[str, float]]) -> dict[str, object]:
    seconds = {name: [run[name] for run in runs] for name in runs[0]}
    medians = {name: round(statistics.median(values), 3) for name, values in seconds.items()}
    return {
        "median_s": medians,
        "ratio_to_peer": round(medians["citedesk"] / medians["peer"], 3),
        "ratio_to_peer_stored": round(medians["citedesk"] / medians["peer, index stored"], 3),
        "seconds": seconds,
    }


def _process(command: Sequence[str], environment: dict[str, str]) -> dict[str, float]:
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return {"wall": round(time.perf_counter() - start, 3), "cpu": round(cpu, 3)}


def warm(folder: Path, home: Path, passages: int, questions: int) -> dict[str, object]:
    """Give p50 and p95 of a question, whole and by step, in one process over a library of about `passages`."""
    from rag.config import Settings
    from rag.desk import Desk

    os.environ["CITEDESK_HOME"] = str(home)
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        asked = [str(json.loads(line)["text"]) for line in lines][:questions]
    with Desk.open(Settings.load()) as desk:
        if _held(desk.library)[1] < passages:
            for _ in desk.library.add(_until(desk.library, folder, passages), "bench"):
                pass
        for question in asked[:5]:
            desk.ask(question)
        runs = [_timed(desk, question) for question in asked]
        articles, held = _held(desk.library)
    steps = {name: [laps[name] for *_, laps in runs if name in laps] for *_, first in runs for name in first}
    return {
        "articles": articles,
        "passages": held,
        "questions": len(asked),
        "ask_ms": _quantiles([wall for wall, _, _ in runs]),
        "ask_cpu_ms": _quantiles([cpu for _, cpu, _ in runs]),
        "steps_ms": {name: _quantiles(values) for name, values in steps.items()},
    }


def _held(library: Library) -> tuple[int, int]:
    with library.snapshot() as state:
        return state.count()[:2]


def _until(library: Library, folder: Path, passages: int) -> Iterator[Article]:
    from eval.bench.source import articles
    from index.prepare import prepare_article

    held = 0
    for article in articles(folder / "corpus.jsonl.gz"):
        if held >= passages:
            return
        held += len(prepare_article(article, library.encoder))
        yield article


def _timed(desk: Desk, question: str) -> tuple[float, float, dict[str, float]]:
    start, cpu = time.perf_counter(), time.process_time()
    answer = desk.ask(question)
    return (time.perf_counter() - start) * 1000, (time.process_time() - cpu) * 1000, answer.timings_ms


def _quantiles(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"p50": round(statistics.median(ordered), 1), "p95": round(p95, 1), "max": round(ordered[-1], 1)}


if __name__ == "__main__":
    main()
