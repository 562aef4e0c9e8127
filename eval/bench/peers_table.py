"""The table of citedesk beside its peers, in Markdown, made from the run folders alone.

    python -m eval.bench.peers_table [--runs .eval/peers]

A cell is a figure with its 95 % interval; * says that the paired interval of the difference from citedesk leaves out
zero, one comparison at a time: `citedesk compare` corrects for their number.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from eval.bench.peers_clock import CPU
from eval.bench.peers_names import OWN, RUNS, SETS, SYSTEM_NAMES
from eval.metrics import ANSWER_SET, difference, set_difference
from eval.run_folder import RUN, Record, Run, RunError

Runs = Mapping[str, Run]
"""The runs over one set, by system."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a metric of the records of a part, in words."""

    metric: str
    part: str
    title: str


RANKED = (Row("ndcg@10", "retrieval", "nDCG@10"), Row("recall@10", "retrieval", "recall@10"))
MARKED = (
    Row("span_recall@10", "retrieval", "evidence in the first ten passages"),
    Row("span_f1", "answers", "cited words against evidence, F1"),
)
SAID = (
    Row("answer_recall", "answers", "answers that hold the words due"),
    Row("nugget_recall", "answers", "facts due that the answer holds"),
    Row("answer_words", "answers", "words in an answer"),
)
REFUSED = (
    Row("abstain_recall", "answers", "unanswerable questions refused"),
    Row("abstain_precision", "answers", "refusals that were right"),
    Row("abstain_auroc", "answers", "answerable told from not, AUROC"),
)
ROWS = (*RANKED, *MARKED, *SAID, *REFUSED)
TIMES: tuple[tuple[str, Callable[[Run], float | None]], ...] = (
    ("processor seconds to index, nothing kept", lambda run: run.report["cost"].get("index_cpu_s")),
    ("processor milliseconds to answer, median", lambda run: _milliseconds(run.records.get("answers", ()))),
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.peers_table")
    parser.add_argument("--runs", type=Path, default=RUNS)
    sys.stdout.write(table(load(parser.parse_args().runs)))


def load(folder: Path) -> dict[str, Runs]:
    """Give the runs there are, by set and system in the order of the table; raises RunError where there are none."""
    found: dict[str, Runs] = {
        name: {one: Run.load(folder / name / one) for one in SYSTEM_NAMES if (folder / name / one / RUN).is_file()}
        for name in _sets(folder)
    }
    found = {name: runs for name, runs in found.items() if runs}
    if not found:
        raise RunError(f"{folder}: no runs of citedesk and its peers; run `make bench-peers`")
    return found


def _sets(folder: Path) -> list[str]:
    """Name the sets of the table, and behind them any others that were run."""
    others = sorted(path.name for path in folder.glob("*") if path.is_dir() and path.name not in SETS)
    return [*SETS, *others]


def table(found: Mapping[str, Runs]) -> str:
    """Give the table, and under it what it was made from."""
    systems = [name for name in SYSTEM_NAMES if any(name in runs for runs in found.values())]
    lines = [_line("", [SYSTEM_NAMES[name] for name in systems]), _line("---", ["---:"] * len(systems))]
    for name, runs in found.items():
        lines += _of_a_set(name, runs, systems)
    return "\n".join([*lines, "", *_made_from(found, systems), ""])


def _of_a_set(name: str, runs: Runs, systems: Sequence[str]) -> Iterator[str]:
    for row in ROWS:
        if any(row.metric in run.report["metrics"] for run in runs.values()):
            cells = [_cell(row, runs[one], runs.get(OWN)) if one in runs else "" for one in systems]
            yield _line(f"{name}: {row.title}", cells)
    for title, seconds in TIMES if name == SETS[0] else ():
        times = [seconds(runs[one]) if one in runs else None for one in systems]
        yield _line(f"{name}: {title}", ["–" if taken is None else f"{taken:.1f}" for taken in times])


def _cell(row: Row, run: Run, own: Run | None) -> str:
    figure = run.report["metrics"].get(row.metric)
    if figure is None:
        return "–"
    low, high = figure["ci95"]
    differs = own is not None and own is not run and _differs(row, run, own)
    return f"{_told(figure['value'])} [{_told(low)}, {_told(high)}]{'*' if differs else ''}"


def _differs(row: Row, run: Run, own: Run) -> bool:
    """Say whether the paired interval of the difference from citedesk leaves out zero."""
    mine, theirs = own.records[row.part], run.records[row.part]
    if [one["id"] for one in mine] != [one["id"] for one in theirs]:
        raise RunError(f"{row.part} of {run.about['set']}: not the same questions; run `make bench-peers` anew")
    if row.metric in ANSWER_SET:
        gap = set_difference(ANSWER_SET[row.metric], mine, theirs)
    else:
        gap = difference(_values(mine, row.metric), _values(theirs, row.metric), [one["cluster"] for one in mine])
    return gap is not None and not gap.low <= 0 <= gap.high


def _made_from(found: Mapping[str, Runs], systems: Sequence[str]) -> Iterator[str]:
    for name, runs in found.items():
        first = next(iter(runs.values()))
        articles = first.about["index"]["articles"]
        asked = ", ".join(f"{len(records):,} questions ({part})" for part, records in first.records.items())
        held = "; ".join(_held(SYSTEM_NAMES[one], runs[one].about["index"]) for one in systems if one in runs)
        yield f"{name}, {first.about['split']}: {articles:,} articles, {asked}. Passages: {held}."


def _held(title: str, index: Mapping[str, Any]) -> str:
    lost = index.get("without_place")
    return f"{title} {index['passages']:,}" + (f" ({lost:,} not found in their articles)" if lost else "")


def _milliseconds(records: Sequence[Record]) -> float | None:
    taken = [record["timings_ms"][CPU] for record in records if CPU in record["timings_ms"]]
    return median(taken) if taken else None


def _values(records: Sequence[Record], metric: str) -> list[float | None]:
    return [record["values"].get(metric) for record in records]


def _told(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value <= 1 else f"{value:.0f}"


def _line(first: str, cells: Sequence[str]) -> str:
    return f"| {first} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
