"""A model's answer as JSON, read while it streams: each sentence as soon as its object is closed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from index.sentence import sentences
from rag.cite import joined, parse
from rag.said import Listener, Said, plain

Schema = dict[str, Any]
LONGEST = 20_000
"""Characters of one sentence's object at most; the rest of the answer is given up."""


def schema(lines: int) -> Schema:
    """Give the JSON schema of an answer over so many numbered sentences."""
    number = {"type": "integer", "minimum": 1, "maximum": lines}
    sentence = {
        "type": "object",
        "properties": {"text": {"type": "string"}, "cites": {"type": "array", "items": number, "minItems": 1}},
        "required": ["text", "cites"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "evidence": {"type": "array", "items": number},
            "sentences": {"type": "array", "items": sentence},
        },
        "required": ["evidence", "sentences"],
        "additionalProperties": False,
    }


def said(chunks: Iterable[str]) -> Iterator[Said]:
    """Give the sentences of a stream of JSON, or of plain words with markers where the server sent those instead."""
    reader: _Objects | Listener | None = None
    opening = ""
    for chunk in chunks:
        if reader is None:
            opening += chunk
            bare = opening.lstrip("` \n\r\t")
            if not bare or "json".startswith(bare):
                continue
            chunk, reader = opening, _Objects() if bare[0] == "{" or bare.startswith("json") else Listener()
        yield from reader.feed(chunk)
    if reader is not None:
        yield from reader.close()


class _Objects:
    """Finds the innermost objects of a JSON text, which are its sentences."""

    def __init__(self) -> None:
        self._object: list[str] = []
        self._quoted = self._escaped = False
        self._depth = 0

    def feed(self, chunk: str) -> Iterator[Said]:
        """Give the sentences whose objects are closed."""
        for character in chunk:
            yield from self._take(character)

    def close(self) -> Iterator[Said]:
        """Give nothing: what is not closed is no sentence."""
        yield from ()

    def _take(self, character: str) -> Iterator[Said]:
        if self._quoted:
            self._quoted = character != '"' or self._escaped
            self._escaped = character == "\\" and not self._escaped
        elif character == '"':
            self._quoted = True
        elif character == "{":
            self._depth += 1
            self._object = []
        if self._depth > 1 and len(self._object) < LONGEST:
            self._object.append(character)
        if character == "}" and not self._quoted:
            self._depth -= 1
            if self._depth == 1:
                yield from _of("".join(self._object))
                self._object = []


def _of(text: str) -> Iterator[Said]:
    """Give the sentences of one object; each rests on all that the object cites."""
    try:
        held = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    if not isinstance(held.get("text"), str) or not isinstance(held.get("cites"), list):
        return
    cites = tuple(number for number in held["cites"] if type(number) is int)
    words = parse(plain(held["text"]))
    numbers = joined(cites, tuple(number for mark in words.marks for number in mark.numbers))
    yield from (Said(words.text[start:end], numbers) for start, end in sentences(words.text))
