"""citedesk and its peers over the same sets, with the same vectors: run folders that `citedesk compare` compares.

    make bench-peers                                                           all of it, and the table in Markdown
    python -m eval.bench.peers citedesk [--data DIR] [--sets NAME...]          citedesk, in its own environment
    .venv-peers/bin/python -m eval.bench.peers tutorial chroma llamaindex txtai [the same]
    python -m eval.bench.peers_table                                           the table, of the runs there are

Runs lie in `.eval/peers/SET/SYSTEM`. A peer answers with its top passage as it cut it, cited whole: its tutorial would
hand the first four to a chat model. It refuses nothing, since none has a threshold unless one is set, and knows neither
the turns before a question nor the day of asking. `news-2022-1000` is a slice made by eval.bench.peers_slice, as is any
NAME-N of a set NAME. Where DIR is absent only the desk set is run. The desk set is always indexed with nothing kept, so
that its `index_cpu_s` is the whole work; elsewhere a text is embedded once for all peers.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from eval.bench.peers_names import DESK, OWN, RUNS, SETS, SPLITS
from eval.bench.peers_slice import write_slice
from eval.run_folder import RUN, write
from eval.sample import SEED
from eval.sets import EvaluationSet
from index.embed import Encoder
from rag.config import Settings
from rag.shelf import load_encoder

os.environ.setdefault("HF_HUB_OFFLINE", "1")

_DESK = Path("eval/sets") / DESK
_SLICED = re.compile(r"(.+)-(\d+)")  # "news-2022-1000": a thousand articles of news-2022
PROOF = 32  # chunks by which the shared vectors are held against HuggingFaceEmbeddings


def main(argv: Sequence[str] | None = None) -> None:
    """Run the systems named over the sets named."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.peers")
    parser.add_argument("systems", nargs="+", help="citedesk, or of the peers tutorial, chroma, llamaindex, txtai")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sets", nargs="+", default=list(SETS))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--runs", type=Path, default=RUNS)
    parser.add_argument("--resume", action="store_true", help="leave the runs that are there as they are")
    options = parser.parse_args(argv)
    settings = Settings.load()
    encoder = load_encoder(settings)
    for name in options.sets:
        folder = place(name, options.data, options.runs)
        if folder is None:
            sys.stderr.write(f"{name}: left out, since {options.data} is not there; name it with --data\n")
            continue
        for system in options.systems:
            run_dir = options.runs / name / system
            if not (options.resume and (run_dir / RUN).exists()):
                started = time.perf_counter()
                (own if system == OWN else peer)(system, folder, settings, encoder, options.limit, run_dir)
                sys.stderr.write(f"\r{name}: {system} in {time.perf_counter() - started:.0f} s\033[K\n")


def place(name: str, data: Path, runs: Path) -> Path | None:
    """Give the folder of a set, a slice made where it is missing; None where there are no data."""
    if name == DESK:
        return _DESK
    if not data.is_dir():
        return None
    sliced = None if (data / name).is_dir() else _SLICED.fullmatch(name)
    if sliced is None:
        return data / name
    return write_slice(data / sliced[1], runs / "sets" / name, int(sliced[2]), _split(sliced[1]))


def own(system: str, folder: Path, settings: Settings, encoder: Encoder, limit: int | None, run_dir: Path) -> None:
    """Run citedesk by `citedesk eval`'s own code."""
    from eval.bench import peers_own

    peers_own.measure(folder, _split(folder.name), settings, encoder, limit, _told, run_dir)
    if folder.name == DESK:
        peers_own.time_indexing(folder, encoder, run_dir)


def peer(system: str, folder: Path, settings: Settings, encoder: Encoder, limit: int | None, run_dir: Path) -> None:
    """Run a peer, with vectors that other peers have asked for already; on the desk set, with none."""
    from eval.bench.peers_run import measure
    from eval.vector_cache import Remembering

    chosen = EvaluationSet.load(folder)
    if chosen.name == DESK and system == "tutorial":
        prove(encoder)
    shared = encoder if chosen.name == DESK else Remembering(encoder, settings.cache)
    write(measure(system, chosen, _split(folder.name), shared, limit, _told), run_dir)


def prove(encoder: Encoder) -> None:
    """Hold the shared vectors of chunks of the desk set against HuggingFaceEmbeddings; raises where they differ."""
    from eval.bench.peers_embedding import Shared, least_cosine
    from eval.bench.peers_systems import by_characters

    chunks = [chunk for article in EvaluationSet.load(_DESK).articles() for chunk in by_characters()(article.text)]
    some = random.Random(SEED).sample(chunks, PROOF)
    least = least_cosine(Shared(encoder, lambda done, total: None), some)
    sys.stderr.write(f"shared vectors against HuggingFaceEmbeddings: cosine {least:.6f} at least, {PROOF} chunks\n")


def _split(name: str) -> str:
    return next((split for base, split in SPLITS.items() if name.startswith(base)), "dev")


def _told(done: int, total: int, label: str) -> None:
    if done == total or done % 16 == 0:
        sys.stderr.write(f"\r{label} {done:,} of {total:,}\033[K")


if __name__ == "__main__":
    main()
