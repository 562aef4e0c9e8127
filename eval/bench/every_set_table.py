"""Runs of many sets side by side: what `docs/figures.md` holds, drawn from run folders.

    python -m eval.bench.every_set_table RUN... > tables.md

A RUN is a folder that `citedesk eval` or `eval.bench.every_set --runs` left; of two runs of one set, split and part the
one named last is shown. Each cell is the figure with its 95 % interval and n; the last tells the code it is of.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.run_folder import Run

TABLES: dict[str, tuple[str, ...]] = {
    "Retrieval": ("ndcg@10", "recall@10", "mrr@10", "success@1", "span_recall@10"),
    "Answers": ("answer_recall", "nugget_recall", "choice_accuracy", "span_f1", "sentence_hit@1", "answer_words"),
    "Citations": (
        "citation_validity",
        "citations_per_answer",
        "citation_coverage",
        "citation_recall",
        "citation_precision",
        "citations_in_time",
    ),
    "Refusals": ("answered_rate", "abstain_precision", "abstain_recall", "abstain_auroc", "aurc", "coverage@5%risk"),
    "Claims": (
        "accuracy",
        "forced_accuracy",
        "macro_f1",
        "balanced_accuracy",
        "refuted_precision",
        "evidence_recall",
        "verdict_aurc",
    ),
    "Claims, beside": ("verdict_coverage@5%risk", "verdict_ece", "majority_accuracy", "similarity_accuracy"),
}
_PARTS = {"Retrieval": "retrieval", "Claims": "claims", "Claims, beside": "claims"}
"""The part of a run that a table is of, where it is not its answers."""


def tables(runs: Sequence[Run]) -> Iterator[str]:
    """Give the lines of the tables, a set a row with the code it is of; a figure that no set has has no column."""
    shown = {(_named(run), part): run for run in runs for part in run.about["parts"]}
    for title, wanted in TABLES.items():
        mine = {name: run for (name, part), run in sorted(shown.items()) if part == _PARTS.get(title, "answers")}
        yield from _table(title, wanted, mine)
    yield from ("## The runs", "", "| set | part | questions | sample | code |", "| --- " * 5 + "|")
    for (name, part), run in sorted(shown.items()):
        sample = f"{run.about['limit']}, seeded" if run.about.get("limit") else "all"
        yield f"| {name} | {part} | {run.about['records'][part]} | {sample} | {_code(run)} |"


def _named(run: Run) -> str:
    return f"{run.about['set']} {run.about['split']}"


def _code(run: Run) -> str:
    """Say of which code a run is: the revision, with + where changes were not committed, and when it was made."""
    held, made = run.about["git"], run.about["created"][:16].replace("T", " ")
    return f"{str(held['revision'])[:8]}{'+' if held['dirty'] else ''}, {made}"


def _table(title: str, wanted: Sequence[str], runs: Mapping[str, Run]) -> Iterator[str]:
    figures = {name: run.report["metrics"] for name, run in runs.items()}
    columns = [metric for metric in wanted if any(metric in mine for mine in figures.values())]
    if not columns:
        return
    yield from (f"## {title}", "", f"| set | {' | '.join(columns)} | code |", "| --- " * (len(columns) + 2) + "|")
    for name, mine in figures.items():
        if any(metric in mine for metric in columns):
            yield f"| {name} | {' | '.join(_cell(mine.get(one)) for one in columns)} | {_code(runs[name])} |"
    yield ""


def _cell(figure: Mapping[str, Any] | None) -> str:
    if figure is None:
        return ""
    value, (low, high) = figure["value"], figure["ci95"]
    digits = 3 if max(abs(value), abs(high)) <= 1 else 1
    return f"{value:.{digits}f} [{low:.{digits}f}, {high:.{digits}f}] {figure['n']:,}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, nargs="+")
    runs = [Run.load(place) for place in parser.parse_args().run]
    sys.stdout.writelines(f"{line}\n" for line in tables(runs))


if __name__ == "__main__":
    main()
