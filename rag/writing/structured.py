"""A model's answer as JSON, read while it streams: each sentence as soon as its object is closed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from corpus.visible import visible
from index.sentence import sentences
from rag.cite import joined, parse
from rag.writing.said import Listener, Said, plain

Schema = dict[str, Any]
LONGEST = 20_000
"""Characters of one sentence's object at most; the rest of the answer is given up."""
_SHOWN = 300  # characters kept of what cannot be read


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
        self._quoted = self._escaped = self._found = False
        self._depth = 0
        self._whole: list[str] = []

    def feed(self, chunk: str) -> Iterator[Said]:
        """Give the sentences whose objects are closed."""
        for character in chunk:
            yield from self._take(character)

    def close(self) -> Iterator[Said]:
        """Give what is not closed, or the whole where it is no answer, as a sentence that cites nothing."""
        if self._depth > 0 and self._object:
            yield _unread("".join(self._object))
        elif not self._found and not _empty("".join(self._whole)):
            yield _unread("".join(self._whole))

    def _take(self, character: str) -> Iterator[Said]:
        if len(self._whole) < _SHOWN:
            self._whole.append(character)
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
                self._found = True
                yield from _of("".join(self._object))
                self._object = []


def _empty(text: str) -> bool:
    """Say whether an answer is well formed and has no sentences."""
    found = re.search(r'"sentences"\s*:\s*\[\s*\]', text)
    return found is not None


def _unread(text: str) -> Said:
    """Give what cannot be read as a sentence that cites nothing: it fails its check, and is counted with the others."""
    return Said(visible(" ".join(text.split()))[:_SHOWN], ())


def _of(text: str) -> Iterator[Said]:
    """Give the sentences of one object; each rests on all that the object cites, and what cannot be read on nothing."""
    try:
        held = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        held = {}
    if not isinstance(held.get("text"), str):
        yield _unread(text)
        return
    cited = held.get("cites")
    cites = tuple(number for number in cited if type(number) is int) if isinstance(cited, list) else ()
    words = parse(plain(held["text"]))
    numbers = joined(cites, tuple(number for mark in words.marks for number in mark.numbers))
    yield from (Said(words.text[start:end], numbers) for start, end in sentences(words.text))
