"""Runs of many sets side by side: what `docs/figures.md` holds, drawn from run folders.

    python -m eval.bench.every_set_table RUN... > tables.md

A RUN is a folder that `citedesk eval` or `eval.bench.every_set --runs` left; of two runs of one set, split and part the
one named last is shown. Each cell is the figure with its 95 % interval and n.
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


def tables(runs: Sequence[Run]) -> Iterator[str]:
    """Give the lines of the tables, a set a row; a figure that no set has has no column."""
    shown = {(_named(run), part): run for run in runs for part in run.about["parts"]}
    figures: dict[str, dict[str, Any]] = {}
    for (name, part), run in sorted(shown.items()):
        mine = {metric for metrics in _metrics(part) for metric in metrics}
        held = {metric: one for metric, one in run.report["metrics"].items() if metric in mine}
        figures[name] = figures.get(name, {}) | held
    for title, wanted in TABLES.items():
        yield from _table(title, wanted, figures)
    yield from ("## The runs", "", "| set | part | questions | sample | revision | made |", "| --- " * 6 + "|")
    for (name, part), run in sorted(shown.items()):
        about = run.about
        sample = f"{about['limit']}, seeded" if about.get("limit") else "all"
        facts = (about["records"][part], sample, str(about["git"]["revision"])[:8], about["created"][:16])
        yield f"| {name} | {part} | {' | '.join(map(str, facts))} |"


def _named(run: Run) -> str:
    return f"{run.about['set']} {run.about['split']}"


def _metrics(part: str) -> Iterator[tuple[str, ...]]:
    """Give the metrics of a part; every table belongs to one."""
    of = {"Retrieval": "retrieval", "Claims": "claims", "Claims, beside": "claims"}
    return (wanted for title, wanted in TABLES.items() if of.get(title, "answers") == part)


def _table(title: str, wanted: Sequence[str], figures: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    columns = [metric for metric in wanted if any(metric in mine for mine in figures.values())]
    rows = {name: mine for name, mine in figures.items() if any(metric in mine for metric in columns)}
    if rows:
        yield from (f"## {title}", "", f"| set | {' | '.join(columns)} |", "| --- " * (len(columns) + 1) + "|")
        yield from (
            f"| {name} | {' | '.join(_cell(mine.get(one)) for one in columns)} |" for name, mine in rows.items()
        )
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
