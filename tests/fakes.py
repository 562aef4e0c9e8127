"""Stand-ins that a test can compute by hand: `from fakes import HashEncoder`."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Sequence

import numpy as np

from index.embed import Manifest, Offsets, Progress, Vectors, mean_letters, unit

# What an encoder must be able to read.
TEXTS = [
    "why did France block the Tokyo office?",
    "NATO\nThe alliance — 31 members — met in Vilnius. Its “partners” came, too: Japan, Korea, Australia.",
    "Über die Brücke 😀 ging e\u0301in Mann. 北约在东京开设办事处。 Зачем? لماذا؟",
    "",
    "\u200b",
    "word " * 400,
    "One. " * 80,
]
_TOKEN = re.compile(r"\w+|[^\w\s]")


class HashEncoder:
    """A bag-of-words encoder without a model: a token adds +1 or -1 to one of the dimensions its hash names.

    Texts that share words are near, equal texts are equal, and no run differs from another. Words and single
    punctuation marks are tokens; texts are cut after `max_tokens - 2` of them, as a model would.
    """

    def __init__(self, dimension: int = 64, max_tokens: int = 256, model: str = "hash") -> None:
        sha256 = hashlib.sha256(f"{model}:{dimension}".encode()).hexdigest()
        self.manifest = Manifest(model, sha256, dimension, max_tokens)
        self.calls = 0

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return self.encode_with_spans(texts, [()] * len(texts), progress)[0]

    def encode_query(self, question: str) -> Vectors:
        return self.encode([question])[0]

    def encode_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        self.calls += 1
        offsets = [self.token_offsets(text)[: self.manifest.max_tokens - 2] for text in texts]
        total = sum(map(len, offsets))
        rows = np.zeros((len(texts), self.manifest.dimension), np.float32)
        parts: list[Vectors] = []
        done = 0
        for row, (text, tokens) in enumerate(zip(texts, offsets, strict=True)):
            states = [self._state(text[start:end]) for start, end in tokens]
            rows[row] = sum(states, start=np.zeros(self.manifest.dimension, np.float32))
            part = np.zeros((len(spans[row]), self.manifest.dimension), np.float32)
            for k, (start, end) in enumerate(spans[row]):
                for (left, right), state in zip(tokens, states, strict=True):
                    if left < end and start < right:
                        part[k] += state
            parts.append(unit(part))
            done += len(tokens)
            if progress is not None:
                progress(done, total)
        return unit(rows), parts

    def token_offsets(self, text: str) -> Offsets:
        return [match.span() for match in _TOKEN.finditer(text)]

    def letters_per_token(self, text: str) -> float:
        return mean_letters(self.token_offsets(text), itertools.repeat(True, len(self.token_offsets(text))))

    def _state(self, token: str) -> Vectors:
        digest = hashlib.blake2b(token.lower().encode(), digest_size=8).digest()
        state = np.zeros(self.manifest.dimension, np.float32)
        state[int.from_bytes(digest[:4]) % self.manifest.dimension] = 1.0 if digest[4] % 2 else -1.0
        return state
