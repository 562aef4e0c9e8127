"""Conversations, kept in the home: listed, continued, exported, and really deleted."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rag.answer import Answer
from rag.kept.exported import as_json, markdown
from rag.kept.history_file import HistoryFile, missing, storable

_TITLE_CHARS = 120
_UNNAMED = "New conversation"
_WHAT = "conversation"


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation in a list. `title` is its first question, cut; `created` and `updated` are ISO 8601, in UTC."""

    id: str
    title: str
    created: str
    updated: str
    turns: int


class History:
    """The conversations of one home. Safe to share between threads and processes; each call is one transaction."""

    def __init__(self, home: Path, clock: Callable[[], datetime]) -> None:
        self._file = HistoryFile(home, clock)

    def start(self) -> str:
        """Open a conversation and give its id."""
        identity = secrets.token_hex(8)
        with self._file.writing() as connection:
            connection.execute("INSERT INTO conversations (id, created) VALUES (?, ?)", (identity, self._file.now()))
        return identity

    def add(self, conversation: str, answer: Answer) -> None:
        """Keep an answer as the next turn. Raises NotFound for a conversation that does not exist."""
        with self._file.writing() as connection:
            ref = _ref(connection, conversation)
            connection.execute(
                "INSERT INTO turns SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ? FROM turns WHERE conversation = ?",
                (ref, self._file.now(), storable(answer.question), as_json(asdict(answer), indent=None), ref),
            )

    def turns(self, conversation: str) -> tuple[Answer, ...]:
        """Give the answers of a conversation, in order; none for one that does not exist."""
        query = "SELECT answer FROM turns JOIN conversations ON ref = conversation WHERE id = ? ORDER BY number"
        with self._file.reading() as connection:
            kept = _rows(connection, query, conversation)
        return tuple(self._file.restored(Answer, row[0]) for row in kept)

    def conversations(self) -> tuple[Conversation, ...]:
        """Give every conversation, the one last spoken in first."""
        query = """
            SELECT id, coalesce((SELECT question FROM turns WHERE conversation = ref ORDER BY number LIMIT 1), ?),
                   created, coalesce(max(asked), created), count(number)
            FROM conversations LEFT JOIN turns ON conversation = ref GROUP BY ref ORDER BY 4 DESC, ref DESC
        """
        with self._file.reading() as connection:
            return tuple(Conversation(row[0], _title(row[1]), *row[2:]) for row in _rows(connection, query, _UNNAMED))

    def export(self, conversation: str, form: str = "json") -> str:
        """Give a conversation as a document, "json" or "markdown". Raises NotFound for one that does not exist."""
        listed = next((one for one in self.conversations() if one.id == conversation), None)
        if listed is None:
            raise missing(_WHAT, conversation)
        turns = self.turns(conversation)
        if form == "markdown":
            return markdown(listed.title, listed.created, turns)
        if form != "json":
            raise ValueError(f"no such form: {form}; there are json and markdown")
        document = {**asdict(listed), "turns": [asdict(answer) for answer in turns]}
        return as_json(document) + "\n"

    def delete(self, conversation: str) -> None:
        """Forget a conversation: its words are overwritten on the disk. Raises NotFound where there is none."""
        self._file.forget("conversations", conversation, _WHAT)


def _rows(connection: sqlite3.Connection | None, query: str, value: str) -> list[tuple[Any, ...]]:
    return connection.execute(query, (value,)).fetchall() if connection is not None else []


def _ref(connection: sqlite3.Connection, conversation: str) -> int:
    row = connection.execute("SELECT ref FROM conversations WHERE id = ?", (conversation,)).fetchone()
    if row is None:
        raise missing(_WHAT, conversation)
    ref: int = row[0]
    return ref


def _title(question: str) -> str:
    words = " ".join(question.split())
    return words if len(words) <= _TITLE_CHARS else words[: _TITLE_CHARS - 1].rstrip() + "…"
