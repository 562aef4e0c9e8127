"""Every evaluation set under a folder, one run each, and one table of what came of it.

    python -m eval.bench.every_set FOLDER... [--limit N] [--only retrieval,answers,claims] [--runs DIR]

A folder that holds `queries.jsonl` or `claims.jsonl` (also `.gz`) is a set; others are looked through. Each run is the
one `citedesk eval` makes, with its folder and report. The table is Markdown: figure, 95 % interval, questions. A set
that cannot be run stands below the table with its reason, and the command ends with 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import CitedeskError
from eval.report import write_report
from eval.run import Options, Report, run
from eval.sets import EvaluationSet
from rag.config import Settings
from rag.shelf import load_encoder

_ROWS = ("queries", "claims")


def main() -> int:
    """Run the sets, print the table, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--only", type=lambda text: tuple(text.split(",")), default=())
    parser.add_argument("--runs", type=Path)
    arguments = parser.parse_args()
    settings = Settings.load()
    encoder = load_encoder(settings)
    faults: list[str] = []
    print("| set | metric | value | 95 % interval | n |\n| --- | --- | --- | --- | --- |")
    for folder in (found for above in arguments.folder for found in sets(above)):
        for split in EvaluationSet.load(folder, articles=False).splits() or (None,):
            options = Options(arguments.only, split, arguments.limit)
            place = arguments.runs / f"{'-'.join(folder.parts[-2:])}-{split}" if arguments.runs else None
            try:
                report = run(folder, settings, options, place, encoder=encoder)
            except CitedeskError as error:
                faults.append(f"{folder}, split {split}: {error}")
                continue
            write_report(Path(report["run_dir"]))
            print("\n".join(rows(report)), flush=True)
    print("\n".join(["", *faults]))
    return int(bool(faults))


def sets(above: Path) -> Iterator[Path]:
    """Give the evaluation sets at or under a folder, in alphabetical order; what lies inside one is part of it."""
    if any((above / f"{name}.jsonl{packed}").is_file() for name in _ROWS for packed in ("", ".gz")):
        yield above
        return
    for folder in sorted(path for path in above.iterdir() if path.is_dir()):
        yield from sets(folder)


def rows(report: Report) -> Iterator[str]:
    """Give a run as lines of the table."""
    for name, figure in report["metrics"].items():
        low, high = figure["ci95"]
        place = f"{report['set']} {report['split']}"
        yield f"| {place} | {name} | {figure['value']:.3f} | [{low:.3f}, {high:.3f}] | {figure['n']} |"


if __name__ == "__main__":
    sys.exit(main())
