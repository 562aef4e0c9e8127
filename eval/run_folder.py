"""The folder that holds a run: what was run on what, a record for every question, and the figures."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import CitedeskError

FORMAT = 1
RUN, REPORT = "run.json", "report.json"

Record = dict[str, Any]
"""What came of one question or claim: see `record` in `eval.answer_records`, `retrieving` and `judging`."""


class RunError(CitedeskError):
    """A run folder that cannot be written, read or compared."""


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: `about` is run.json, `records` stand by part, in the order of the set."""

    about: Mapping[str, Any]
    report: Mapping[str, Any]
    records: Mapping[str, Sequence[Record]]

    @classmethod
    def load(cls, folder: Path) -> Run:
        """Read a run folder. Raises RunError for one that is missing, broken or of another form."""
        about = _object(folder, RUN)
        if about.get("format") != FORMAT:
            raise RunError(f"{folder}: a run of form {about.get('format')!r}, not {FORMAT}; run `citedesk eval` anew")
        parts = about.get("parts")
        if not isinstance(parts, list) or not parts:
            raise RunError(f"{folder / RUN}: names no parts; run `citedesk eval` anew")
        records = {str(part): tuple(_records(folder, str(part))) for part in parts}
        if about.get("records") != {part: len(mine) for part, mine in records.items()}:
            raise RunError(f"{folder}: records are missing, so this is no whole run; run `citedesk eval` anew")
        return cls(about, _object(folder, REPORT), records)


def write(run: Run, place: Path) -> None:
    """Write a run so that the folder is there whole or not at all; a run that stood there is replaced.

    Raises RunError where the folder holds anything else, or cannot be written.
    """
    require_free(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as unfinished:
            new = Path(unfinished) / "new"
            new.mkdir()
            _fill(new, run)
            if place.exists():
                os.rename(place, Path(unfinished) / "old")
            os.rename(new, place)
    except OSError as error:
        raise RunError(
            f"cannot write the run to {place}: {error.strerror}; name another folder with --run-dir"
        ) from error


def require_free(place: Path) -> None:
    """Raise RunError unless a run may be written to a place: nothing is there, or an empty folder, or a run."""
    if not place.exists() or (place / RUN).is_file():
        return
    if not place.is_dir() or any(place.iterdir()):
        raise RunError(f"{place} is there already and holds no run; name another folder with --run-dir")


def new_place(above: Path, name: str) -> Path:
    """Give the next numbered folder that does not exist yet."""
    number = 1
    while (above / f"{name}-{number:03}").exists():
        number += 1
    return above / f"{name}-{number:03}"


def as_lines(records: Sequence[Mapping[str, Any]]) -> str:
    """Give records as JSON lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _fill(folder: Path, run: Run) -> None:
    for part, records in run.records.items():
        _put(folder / f"{part}.jsonl", as_lines(records))
    for name, value in ((REPORT, run.report), (RUN, run.about)):
        _put(folder / name, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def _put(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "backslashreplace"))


def _object(folder: Path, name: str) -> dict[str, Any]:
    try:
        value = json.loads((folder / name).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"{folder}: {name} cannot be read, so this is no whole run; run `citedesk eval` anew") from error
    if not isinstance(value, dict):
        raise RunError(f"{folder / name}: is no object; run `citedesk eval` anew")
    return value


def _records(folder: Path, part: str) -> Iterator[Record]:
    try:
        lines = (folder / f"{part}.jsonl").read_text("utf-8").split("\n")
        for number, line in enumerate(lines, 1):
            if line:
                yield _record(json.loads(line), f"{folder / part}.jsonl:{number}")
    except (OSError, ValueError) as error:
        raise RunError(f"{folder}: {part}.jsonl is missing or cut off; run `citedesk eval` anew") from error


def _record(value: object, place: str) -> Record:
    if not isinstance(value, dict) or not isinstance(value.get("id"), str) or not isinstance(value.get("values"), dict):
        raise RunError(f"{place}: is no record of a run; run `citedesk eval` anew")
    return value
