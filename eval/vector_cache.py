"""Vectors of texts, shared by the libraries of all evaluation sets: a text that two sets hold is embedded once."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from eval.rows import SetError
from index.embed import Encoder, Manifest, Offsets, Progress, Spans, Vectors

NAME = "vectors.db"
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, rows BLOB NOT NULL) STRICT, WITHOUT ROWID"
_BUSY_SECONDS = 60.0


class Remembering:
    """An encoder that looks vectors up in a file of the folder before it asks another, and writes new ones there."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self._folder = folder

    @property
    def manifest(self) -> Manifest:
        """Name the model of the encoder asked."""
        return self._encoder.manifest

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Give the vectors of texts, shape `(len(texts), dimension)`."""
        return self.encode_with_spans(texts, [()] * len(texts), progress)[0]

    def encode_query(self, question: str) -> Vectors:
        """Give the vector of a question, always anew."""
        return self._encoder.encode_query(question)

    def encode_with_spans(
        self, texts: Sequence[str], spans: Sequence[Spans], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Give the vectors of texts and of the spans in each; `progress` counts the tokens of the new ones."""
        keys = [self._key(text, parts) for text, parts in zip(texts, spans, strict=True)]
        with self._opened() as known:
            found = {key: rows for key in set(keys) if (rows := self._rows(known, key)) is not None}
            missing = {key: at for at, key in enumerate(keys) if key not in found}
            if missing:
                found |= self._new(missing, texts, spans, progress)
                fresh = [(key, found[key].astype("<f4").tobytes()) for key in missing]
                known.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", fresh)
        whole = np.array([found[key][0] for key in keys], np.float32).reshape(len(keys), self.manifest.dimension)
        return whole, [found[key][1:] for key in keys]

    def token_offsets(self, text: str) -> Offsets:
        """Give the character span of every token of the whole text."""
        return self._encoder.token_offsets(text)

    def letters_per_token(self, text: str) -> float:
        """Give the characters that a token covers on average."""
        return self._encoder.letters_per_token(text)

    def _new(
        self, missing: dict[bytes, int], texts: Sequence[str], spans: Sequence[Spans], progress: Progress | None
    ) -> dict[bytes, Vectors]:
        places = missing.values()
        whole, parts = self._encoder.encode_with_spans(
            [texts[at] for at in places], [spans[at] for at in places], progress
        )
        return {key: np.vstack([row[None], part]) for key, row, part in zip(missing, whole, parts, strict=True)}

    def _key(self, text: str, spans: Spans) -> bytes:
        return hashlib.sha256(f"{self.manifest.model}\0{self.manifest.sha256}\0{list(spans)}\0{text}".encode()).digest()

    def _rows(self, known: sqlite3.Connection, key: bytes) -> Vectors | None:
        row = known.execute("SELECT rows FROM vectors WHERE key = ?", (key,)).fetchone()
        return None if row is None else np.frombuffer(row[0], "<f4").reshape(-1, self.manifest.dimension)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._folder / NAME, timeout=_BUSY_SECONDS)
            try:
                connection.execute(_SCHEMA)
                with connection:
                    yield connection
            finally:
                connection.close()
        except (sqlite3.Error, OSError) as error:
            place = self._folder / NAME
            raise SetError(
                f"the vectors in {place} cannot be used ({error}); delete the file, it is a cache"
            ) from error
