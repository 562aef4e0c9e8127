"""Lines of an evaluation set's files, each knowing its file and line, so that an error can say where it is."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import CitedeskError

T = TypeVar("T")


class SetError(CitedeskError):
    """An evaluation set that does not have the form the design gives, with the file and line where it fails."""


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON object and where it stands ("queries.jsonl:12")."""

    place: str
    fields: dict[str, Any]

    def get(self, name: str, kind: type[T]) -> T | None:
        """Give an optional field; raises SetError where it has another type."""
        value = self.fields.get(name)
        if value is not None and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise SetError(f"{self.place}: {name!r} must be {_KINDS[kind]}, not {json.dumps(value)[:60]}")
        return value

    def text(self, name: str, *, empty: bool = False) -> str:
        """Give a field that must be there; numbers are taken as text for ids."""
        value = self.fields.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and name.endswith("id"):
            return str(value)
        if not isinstance(value, str) or not (value or empty):
            raise SetError(f"{self.place}: {name!r} is missing or not a text")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise SetError(f"{self.place}: {name!r} has half a surrogate pair at {error.start}; take it out") from error
        return value

    def id(self, name: str) -> str | None:
        """Give an optional id; a number is taken as text."""
        return None if self.fields.get(name) is None else self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts, empty where the field is absent."""
        values = self.get(name, list) or []
        if not all(isinstance(value, str) for value in values):
            raise SetError(f"{self.place}: {name!r} must be a list of texts")
        return tuple(values)

    def items(self, name: str) -> tuple[Row, ...]:
        """Give a list of objects as rows of the same place."""
        values = self.get(name, list) or []
        if not all(isinstance(value, dict) for value in values):
            raise SetError(f"{self.place}: {name!r} must be a list of objects")
        return tuple(Row(self.place, value) for value in values)

    def patterns(self, name: str) -> tuple[str, ...]:
        """Give a list of regular expressions, each of which compiles."""
        patterns = self.texts(name)
        for pattern in patterns:
            try:
                re.compile(pattern, re.IGNORECASE)
            except re.error as error:
                raise SetError(f"{self.place}: {pattern!r} is no regular expression: {error}") from error
        return patterns


_KINDS = {str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}


def rows(folder: Path, name: str) -> Iterator[Row]:
    """Give the objects of `name.jsonl` or `name.jsonl.gz` in a folder, none where there is no such file."""
    paths = [path for path in (folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz") if path.is_file()]
    if len(paths) > 1:
        raise SetError(f"{folder}: both {paths[0].name} and {paths[1].name} are there; keep one of them")
    for path in paths:
        for place, line in _lines(path):
            yield Row(place, _object(place, line))


def table(path: Path, columns: int) -> Iterator[tuple[str, list[str]]]:
    """Give the lines of a tab-separated file with their places; a first line that ends in no number is its header."""
    for number, (place, line) in enumerate(_lines(path)):
        values = line.split("\t")
        if len(values) != columns:
            raise SetError(f"{place}: {len(values)} columns instead of {columns}, separated by tabs")
        if number > 0 or _numeric(values[-1]):
            yield place, values


def _numeric(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    number = 0
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield f"{path}:{number}", _decoded(line, number, path)
    except (OSError, EOFError, zlib.error) as error:
        raise SetError(f"{path}:{number + 1}: cannot be read: {error}; fetch or pack the file again") from error


def _decoded(line: bytes, number: int, path: Path) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise SetError(f"{path}:{number}: not UTF-8 at byte {error.start + 1} of the line; save it as UTF-8") from error


def _object(place: str, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise SetError(f"{place}: not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise SetError(f"{place}: JSON nested too deep to be read") from error
    if not isinstance(value, dict):
        raise SetError(f"{place}: must be an object, not {line[:40]}")
    return value
