"""citedesk run beside its peers: by the code of `citedesk eval`, and its indexing timed as theirs is."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.article import Article
from eval.bench.peers_clock import Timed
from eval.bench.peers_run import ASKED, asked
from eval.indexed import COLLECTION
from eval.parts import Progress
from eval.run import Options, run
from eval.run_folder import Run, write
from eval.sets import EvaluationSet
from index.embed import Encoder
from index.library import Library
from rag.config import Settings
from rag.desk import Desk


def measure(
    folder: Path, split: str, settings: Settings, encoder: Encoder, limit: int | None, progress: Progress, run_dir: Path
) -> None:
    """Run citedesk over a set into a run folder, the parts that peers have too."""
    only = tuple(part for part in ASKED if part in asked(EvaluationSet.load(folder), split, limit))
    options = Options(only, split, limit, desk=_timed, progress=progress)
    run(folder, settings, options, run_dir, encoder=encoder)


def time_indexing(folder: Path, encoder: Encoder, run_dir: Path) -> None:
    """Index a set's articles once more with nothing kept, and add the seconds to the cost that a run reports."""
    articles = list(EvaluationSet.load(folder).articles())
    _index(articles[:1], encoder)  # what is imported and loaded on the way is no indexing
    started, cpu = time.perf_counter(), time.process_time()
    _index(articles, encoder)
    took = {"index_s": time.perf_counter() - started, "index_cpu_s": time.process_time() - cpu}
    done = Run.load(run_dir)
    cost = done.report["cost"] | {name: round(seconds, 3) for name, seconds in took.items()}
    write(replace(done, report={**done.report, "cost": cost}), run_dir)


def _timed(library: Library, settings: Settings) -> Timed:
    return Timed(Desk(library, settings))


def _index(articles: list[Article], encoder: Encoder) -> None:
    with TemporaryDirectory() as home, Library.open(Path(home) / "library", encoder) as library:
        list(library.add(articles, COLLECTION))
