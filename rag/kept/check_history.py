"""Checks that are done, kept in the home beside the conversations: listed, opened again, and really deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from index.passage import Filters
from rag.kept.history_file import HistoryFile, storable
from rag.verdicts.checked import Checked
from rag.verdicts.draft import Draft


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """A check of a draft: its name, what it was held against, and what came of it."""

    name: str
    filters: Filters
    as_of: date | None
    draft: Draft
    checked: Checked


@dataclass(frozen=True, slots=True)
class Listed:
    """A check in a list; `done` is ISO 8601, in UTC."""

    id: str
    name: str
    done: str


class CheckHistory:
    """The checks of one home. Safe to share between threads and processes; each call is one transaction."""

    def __init__(self, home: Path, clock: Callable[[], datetime]) -> None:
        self._file = HistoryFile(home, clock)

    def keep(self, identity: str, check: KeptCheck) -> None:
        """Keep a check under an id that is not taken."""
        kept = json.dumps(asdict(check), default=str)  # in ASCII, which a lone surrogate stands in too
        with self._file.writing() as connection:
            connection.execute(
                "INSERT INTO checks (id, name, done, kept) VALUES (?, ?, ?, ?)",
                (identity, storable(check.name), self._file.now(), kept),
            )

    def get(self, identity: str) -> KeptCheck | None:
        """Give a check, None where none is kept under that id."""
        with self._file.reading() as connection:
            query = "SELECT kept FROM checks WHERE id = ?"
            row = connection.execute(query, (identity,)).fetchone() if connection else None
        return self._file.restored(KeptCheck, row[0]) if row else None

    def listed(self) -> tuple[Listed, ...]:
        """Give every check, the latest first."""
        with self._file.reading() as connection:
            query = "SELECT id, name, done FROM checks ORDER BY ref DESC"
            return tuple(Listed(*row) for row in connection.execute(query)) if connection else ()

    def delete(self, identity: str) -> None:
        """Forget a check: its words are overwritten on the disk. Raises NotFound where there is none."""
        self._file.forget("checks", identity, "check")
