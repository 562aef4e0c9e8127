"""The vectors all peers share: those of citedesk's encoder, which are those that HuggingFaceEmbeddings gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.errors import CitedeskError
from eval.bench.peer import load_model
from index.embed import Encoder, Progress, Vectors

AT_ONCE = 256  # texts that are embedded before their vectors are kept
EQUAL = 0.9999  # cosine


@dataclass(frozen=True, slots=True)
class Shared:
    """Vectors of chunks and questions, the same for every peer; `progress(done, total)` counts chunks.

    Over an encoder that remembers, each text is embedded once for all peers.
    """

    encoder: Encoder
    progress: Progress

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give unit vectors of texts, shape `(len(texts), dimension)`; tokens beyond the first 256 are not read."""
        rows = np.zeros((len(texts), self.encoder.manifest.dimension), np.float32)
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            rows[start : start + len(some)] = self.encoder.encode(some)
            self.progress(start + len(some), len(texts))
        return rows

    def encode_query(self, question: str) -> Vectors:
        """Give the unit vector of a question, shape `(dimension,)`."""
        return self.encoder.encode_query(question)


def least_cosine(shared: Shared, texts: Sequence[str]) -> float:
    """Give the least cosine between shared vectors and those HuggingFaceEmbeddings gives the same texts.

    Raises CitedeskError where it is below EQUAL: figures of the peers would not be theirs.
    """
    theirs = np.array(load_model().embed_documents(list(texts)), np.float32)
    theirs /= np.linalg.norm(theirs, axis=1, keepdims=True)
    least = float((shared.encode(texts) * theirs).sum(axis=1).min())
    if least < EQUAL:
        raise CitedeskError(
            f"the shared vectors are not HuggingFaceEmbeddings' own: cosine {least:.5f}; mend index.onnx"
        )
    return least
