"""How fast, and in how much memory, articles go in.

    python -m eval.bench.ingest speed SOURCE [--limit N] [--rounds N]   targets: >= .9 encoder, >= 1.1 peer
    python -m eval.bench.ingest memory SOURCE [--limit N]               target: <= 1.5 GB for 5,000 articles

`speed` runs three arms in turn, each in a process of its own so that no thread pool disturbs another's: the bare
encoder over the passages that the library would store, `Library.add` with all that belongs to it (cutting, sentence
vectors, postings, catalog, disk), and the peer (`eval.bench.peer`). All are counted in characters of the articles a
second; loading the model is not counted. `memory` is the peak resident size of a process that adds N articles.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from corpus.article import Article
from eval.bench.source import EXAMPLES, articles
from index.embed import Encoder


def main() -> None:
    """Measure, and print what was found as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.ingest")
    parser.add_argument("action", nargs="?", default="speed", choices=["speed", "memory", *ARMS])
    parser.add_argument("source", nargs="?", default=EXAMPLES, type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.action == "speed":
        found = speed(arguments.source, arguments.limit or 48, arguments.rounds)
    elif arguments.action == "memory":
        found = _child(_arm("library", arguments.source, arguments.limit or 5_000))
    else:
        found = ARMS[arguments.action](articles(arguments.source, arguments.limit))
        found["peak_bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    json.dump(found, sys.stdout)
    sys.stdout.write("\n")


def speed(source: Path, limit: int, rounds: int) -> dict[str, Any]:
    """Give characters a second by arm, and the median over rounds of the library's ratio to either other arm.

    Once by the clock and once by processor time, which other work on the machine disturbs less.
    """
    commands = {name: _arm(name, source, limit) for name in ARMS}
    commands["peer"] = _module("eval.bench.peer", "ingest", str(source), "--limit", str(limit))
    runs = [{name: _child(command) for name, command in commands.items()} for _ in range(rounds)]
    return {"articles": limit} | {clock: _compare(runs, clock) for clock in ("indexing", "cpu")}


def _compare(runs: Sequence[dict[str, dict[str, Any]]], clock: str) -> dict[str, Any]:
    rates = {name: [round(run[name]["characters"] / run[name]["seconds"][clock]) for run in runs] for name in runs[0]}
    return {
        "characters_per_second": rates,
        "to_encoder": _ratio(rates["library"], rates["encoder"]),
        "to_peer": _ratio(rates["library"], rates["peer"]),
    }


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return round(statistics.median(a / b for a, b in zip(ours, theirs, strict=True)), 3)


def _arm(name: str, source: Path, limit: int) -> list[str]:
    return _module("eval.bench.ingest", name, str(source), "--limit", str(limit))


def _module(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "ignore", "-m", *arguments]


def _child(command: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    print(command[4:6], found["seconds"], file=sys.stderr)
    return found


def _encoder(found: Sequence[Article]) -> dict[str, Any]:
    from index.prepare import prepare_article

    encoder = _load()
    texts = [part.text for article in found for part in prepare_article(article, encoder)]
    return _report(found, len(texts), lambda: encoder.encode(texts))


def _library(found: Sequence[Article]) -> dict[str, Any]:
    from index.library import Library

    with tempfile.TemporaryDirectory() as home, Library.open(Path(home), _load()) as library:
        report = _report(found, 0, lambda: list(library.add(found, "bench")))
        with library.snapshot() as state:
            return report | {"passages": state.count()[1]}


def _report(found: Sequence[Article], passages: int, work: Callable[[], object]) -> dict[str, Any]:
    start, cpu = time.perf_counter(), time.process_time()
    work()
    seconds = {"indexing": round(time.perf_counter() - start, 3), "cpu": round(time.process_time() - cpu, 3)}
    characters = sum(len(article.text) for article in found)
    return {"articles": len(found), "characters": characters, "passages": passages, "seconds": seconds}


def _load() -> Encoder:
    from rag.config import Settings
    from rag.shelf import load_encoder

    encoder = load_encoder(Settings.load())
    encoder.encode(["warm"])
    return encoder


ARMS: dict[str, Callable[[Sequence[Article]], dict[str, Any]]] = {"encoder": _encoder, "library": _library}

if __name__ == "__main__":
    main()
