"""Runs a write again and again, each time killed (signal 9) one step later: `python crashes.py BASE FOLDER OPERATION`.

A step is a call that changes the disk: a sync, a rename, an unlink, a commit of the catalog or of the postings. Each
run works on its own copy of the library in BASE, left as FOLDER/<step> for a test to look at.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shelves import article, fill, identity, opened

from index import files, lexical
from index.library import Library

LONG = "Zebras graze on the plain. " * 60
BASE = [article("a", LONG), article("b", "Lions rest."), article("b2", "Lions rest.")]


def _add(library: Library) -> None:
    fill(library, [article("a", "Otters swim.", raw=b"raw"), article("c", "Herons fish.", raw=b"raw")])


def _remove(library: Library) -> None:
    library.remove(identity("a"), identity("b"))


OPERATIONS: dict[str, Callable[[Library], None]] = {
    "add": _add,
    "remove": _remove,
    "repair": Library.repair,
}


class Countdown:
    """Kills the process at a step."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1

    def before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.step()
            return call(*arguments, **options)

        return counted


def _arm(countdown: Countdown) -> None:
    class Connection(sqlite3.Connection):
        def execute(self, query: str, *parameters: Any) -> sqlite3.Cursor:
            if query.startswith(("COMMIT", "PRAGMA wal_checkpoint", "PRAGMA incremental")):
                countdown.step()
            return super().execute(query, *parameters)

    connect = sqlite3.connect
    sqlite3.connect = lambda *a, **o: connect(*a, factory=Connection, **o)
    for module, name in ((os, "fsync"), (os, "replace"), (os, "unlink"), (shutil, "rmtree"), (os, "ftruncate")):
        setattr(module, name, countdown.before(getattr(module, name)))
    files.os.replace = os.replace
    lexical.Lexical.commit = countdown.before(lexical.Lexical.commit)
    Path.unlink = countdown.before(Path.unlink)


def _run(home: Path, operation: str, steps: int) -> bool:
    """Do the operation in a child that dies after so many steps; say whether it came to its end."""
    child = os.fork()
    if child == 0:
        with opened(home) as library:
            _arm(Countdown(steps))
            OPERATIONS[operation](library)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(status) == 0
    return True


def main() -> None:
    """Kill the operation at every step until it is done."""
    base, folder, operation = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    steps = 0
    while True:
        home = folder / f"{steps:03d}"
        shutil.copytree(base, home)
        if _run(home, operation, steps):
            return
        steps += 1


if __name__ == "__main__":
    main()
