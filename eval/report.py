"""The report of a run: a page to look at and tables to paste, made from the run folder alone."""

from __future__ import annotations

import os
from pathlib import Path

from eval.reporting.html import report_html
from eval.reporting.markdown import report_markdown
from eval.run_folder import Run, RunError

PAGE, TABLES = "report.html", "report.md"


def write_report(run_dir: Path) -> tuple[Path, ...]:
    """Write report.html and report.md into a run folder and give their paths.

    Reads nothing but the folder; the same run gives the same bytes. Raises RunError for a folder that holds no whole
    run or cannot be written.
    """
    run = Run.load(run_dir)
    return tuple(_put(run_dir / name, make(run)) for name, make in ((PAGE, report_html), (TABLES, report_markdown)))


def _put(path: Path, text: str) -> Path:
    """Write a file so that it is there whole or not at all."""
    try:
        unfinished = path.with_name(f".{path.name}.new")
        unfinished.write_bytes(text.encode("utf-8", "backslashreplace"))
        os.replace(unfinished, path)
    except OSError as error:
        raise RunError(f"cannot write {path}: {error.strerror}; make room or allow writing there") from error
    return path
