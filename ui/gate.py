"""`python -m ui.gate RUN COMMITTED [--accept]`: hold a run against the committed one, or make it the committed one.

Exit codes as those of the command line: 0 where the run holds, 1 where it does not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import CitedeskError

CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"


def main(argv: Sequence[str] | None = None) -> int:
    """Judge, say what came of it, and give the exit code."""
    parser = argparse.ArgumentParser(prog="ui.gate", description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("committed", type=Path)
    parser.add_argument("--accept", action="store_true", help="make the run the committed one, if it passes")
    parser.add_argument("--changelog", type=Path, default=CHANGELOG)
    arguments = parser.parse_args(argv)
    from eval.gate import accept, judge
    from eval.run_folder import Run

    try:
        run, written = Run.load(arguments.run), arguments.changelog.read_text("utf-8")
        if arguments.accept:
            verdict = accept(run, arguments.committed, written)
        else:
            verdict = judge(Run.load(arguments.committed), run, written)
    except CitedeskError as error:
        sys.stderr.write(f"citedesk: {error}\n")
        return 1
    sys.stdout.write(
        f"{verdict.compared} questions compared: {len(verdict.broke)} broke, {len(verdict.mended)} mended"
        f"{_named('; broke', verdict.broke)}{_named('; mended', verdict.mended)}\n"
    )
    for fault in verdict.faults:
        sys.stderr.write(f"citedesk: {fault}\n")
    return 1 if verdict.faults else 0


def _named(word: str, ids: Sequence[str]) -> str:
    return f"{word} {', '.join(ids)}" if ids else ""


if __name__ == "__main__":
    sys.exit(main())
