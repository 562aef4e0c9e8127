"""Answers that a reader marked as wrong, kept in the home until they become questions of an evaluation set."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import LibraryDamaged, NoSpace
from rag.answer import Answer
from rag.kept.exported import as_json
from rag.kept.plain import restored

NAME = "reviews.jsonl"


class Mistake(StrEnum):
    """What was wrong with an answer."""

    WRONG = "wrong"
    SHOULD_HAVE_REFUSED = "should_have_refused"
    REFUSED_IN_VAIN = "refused_in_vain"


@dataclass(frozen=True, slots=True)
class Review:
    """A reader's word on an answer: the mistake, the right words where the reader gave them, and the turns before."""

    id: str
    mistake: Mistake
    right: str
    history: tuple[str, ...]
    answer: Answer


class Reviews:
    """The reviews of one home: a file that is only added to, a line each, written at one stroke."""

    def __init__(self, home: Path) -> None:
        self._path = home / NAME

    def add(self, answer: Answer, mistake: Mistake, right: str = "", history: Sequence[str] = ()) -> Review:
        """Keep a review. Raises NoSpace where it cannot be written."""
        review = Review(secrets.token_hex(6), mistake, " ".join(right.split()), tuple(history), answer)
        line = as_json(asdict(review), indent=None) + "\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.write(file, line.encode())
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise NoSpace(f"{self._path} cannot be written ({error.strerror}); free some space") from error
        return review

    def all(self) -> tuple[Review, ...]:
        """Give every review, oldest first. Raises LibraryDamaged for a file that cannot be read."""
        if not self._path.exists():
            return ()
        try:
            lines = self._path.read_text("utf-8").split("\n")
        except (OSError, ValueError) as error:
            raise LibraryDamaged(f"{self._path} cannot be read ({error}); allow it, or move the file away") from error
        return tuple(self._review(number, line) for number, line in enumerate(lines, 1) if line)

    def _review(self, number: int, line: str) -> Review:
        try:
            return restored(Review, json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            place = f"{self._path}:{number}"
            raise LibraryDamaged(f"{place} is no review ({error}); mend or remove the line") from error
