"""How fast the encoder runs on passages, beside sentence-transformers on the same passages in the same process.

    python -m eval.bench.encode SOURCE [--limit N] [--rounds N]     encoder, its spans, and torch, in turn
    python -m eval.bench.encode SOURCE --budgets                    the encoder at several batch budgets
    python -m eval.bench.encode --load                              milliseconds to import, load, and encode a query

Rates are tokens a second, medians over rounds, by the clock and by processor time (which other work on the machine
disturbs less). Loading is not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from eval.bench.source import articles
from index import embed, export
from index.prepare import Embeddable, prepare_article
from rag.config import Settings

_COLD = """
import time; clock = [time.perf_counter()]
from pathlib import Path
from index.embed import load
import numpy, onnxruntime, tokenizers; clock.append(time.perf_counter())
encoder = load(Path({models!r})); clock.append(time.perf_counter())
encoder.encode_query("why did France block the Tokyo office?"); clock.append(time.perf_counter())
encoder.encode_query("and Germany?"); clock.append(time.perf_counter())
print([round((after - before) * 1000, 1) for before, after in zip(clock, clock[1:])])
"""


def main() -> None:
    """Measure, and print what was found as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.encode")
    parser.add_argument("source", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--budgets", action="store_true")
    parser.add_argument("--load", action="store_true")
    arguments = parser.parse_args()
    if arguments.load:
        found = cold(arguments.rounds)
    else:
        encoder = embed.load(Settings.load().models)
        pieces = passages(encoder, arguments.source, arguments.limit)
        arms = budget_arms(encoder, pieces) if arguments.budgets else peer_arms(encoder, pieces)
        found = rates(arms, sum(len(encoder.token_offsets(piece.text)) + 2 for piece in pieces), arguments.rounds)
        found["passages"] = len(pieces)
    json.dump(found, sys.stdout)
    sys.stdout.write("\n")


def passages(encoder: embed.Encoder, source: Path, limit: int) -> list[Embeddable]:
    """Give the passages of the first articles as the library would embed them."""
    return [piece for article in articles(source, limit) for piece in prepare_article(article, encoder)]


def peer_arms(encoder: embed.Encoder, pieces: Sequence[Embeddable]) -> dict[str, Callable[[], object]]:
    """Give the encoder with and without sentence vectors, and sentence-transformers at its own defaults."""
    from sentence_transformers import SentenceTransformer

    texts, spans = [piece.text for piece in pieces], [piece.spans for piece in pieces]
    peer = SentenceTransformer(str(export.source_folder()), device="cpu", local_files_only=True)
    return {
        "encoder": lambda: encoder.encode(texts),
        "encoder with spans": lambda: encoder.encode_with_spans(texts, spans),
        "torch": lambda: peer.encode(texts),
    }


def budget_arms(encoder: embed.Encoder, pieces: Sequence[Embeddable]) -> dict[str, Callable[[], object]]:
    """Give the encoder at batch budgets around the one in use."""
    texts = [piece.text for piece in pieces]

    def arm(budget: int) -> Callable[[], object]:
        def run() -> None:
            embed.BATCH_TOKENS = budget
            encoder.encode(texts)

        return run

    return {str(budget): arm(budget) for budget in (256, 512, 1024, 2048, 4096, 8192)}


def rates(arms: dict[str, Callable[[], object]], tokens: int, rounds: int) -> dict[str, Any]:
    """Give tokens a second by arm: the arms take turns, so that a disturbance falls on all of them."""
    wall: dict[str, list[float]] = {name: [] for name in arms}
    processor: dict[str, list[float]] = {name: [] for name in arms}
    for _ in range(rounds):
        for name, run in arms.items():
            started, used = time.perf_counter(), time.process_time()
            run()
            wall[name].append(time.perf_counter() - started)
            processor[name].append(time.process_time() - used)
    return {
        "cores": len(os.sched_getaffinity(0)),
        "tokens": tokens,
        "tokens a second": {name: round(tokens / statistics.median(seconds)) for name, seconds in wall.items()},
        "tokens a processor second": {
            name: round(tokens / statistics.median(seconds)) for name, seconds in processor.items()
        },
    }


def cold(rounds: int) -> dict[str, Any]:
    """Give the median milliseconds, over fresh processes, of imports, loading, a first query and a second."""
    command = [sys.executable, "-c", _COLD.format(models=str(Settings.load().models))]
    found = [
        json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(rounds)
    ]
    steps = ("imports", "load", "first query", "second query")
    return dict(zip(steps, (statistics.median(step) for step in zip(*found, strict=True)), strict=True))


if __name__ == "__main__":
    main()
