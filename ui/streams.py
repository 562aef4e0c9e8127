"""The streams of the command line: what was asked for on stdout, everything else on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable

from corpus.errors import CitedeskError


def print_lines(lines: Iterable[str]) -> None:
    """Print lines on stdout; raises CitedeskError where they cannot be."""
    _write("".join(f"{line}\n" for line in lines))


def print_json(value: object) -> None:
    """Print one JSON object on stdout; raises CitedeskError where it cannot be."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    try:
        text.encode(_encoding())
    except UnicodeEncodeError:  # a terminal of few characters, or a file name that is no text
        text = json.dumps(value, default=str)
    _write(text + "\n")


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _write(text: str) -> None:
    """Write to stdout and flush; characters that its encoding lacks are written as escapes."""
    if sys.stdout is None:
        raise CitedeskError("stdout is closed; there is nowhere to print to")
    try:
        sys.stdout.write(text.encode(_encoding(), "backslashreplace").decode(_encoding()))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the exit does not complain again
        raise CitedeskError(f"cannot print: {(error.strerror or str(error)).lower()}") from error


def say(line: str) -> None:
    """Tell a line of progress or a warning on stderr."""
    sys.stderr.write(f"citedesk: {line}\n")
