"""LangChain's `Embeddings` over citedesk's encoder."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np
from langchain_core.embeddings import Embeddings

from index.embed import Encoder, Vectors, unit
from index.split import SPECIAL_TOKENS, split


class CitedeskEmbeddings(Embeddings):
    """Citedesk's encoder as LangChain embeddings: unit vectors, for queries and documents alike.

    A text longer than the model reads is cut into passages and gets the mean of their vectors, weighted by length.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give the vector of each text."""
        pieces = [self._pieces(text) for text in texts]
        vectors = iter(self.encoder.encode([piece for one in pieces for piece in one]))
        rows: list[list[float]] = [_mean(one, list(islice(vectors, len(one)))).tolist() for one in pieces]
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Give the vector of a query, which some models read otherwise than a document."""
        if len(self._pieces(text)) > 1:
            return self.embed_documents([text])[0]
        vector: list[float] = self.encoder.encode_query(text).tolist()
        return vector

    def _pieces(self, text: str) -> list[str]:
        limit = self.encoder.manifest.max_tokens
        if len(self.encoder.token_offsets(text)) <= limit - SPECIAL_TOKENS:
            return [text]
        return [passage.text for passage in split(text, self.encoder.token_offsets, max_tokens=limit)]


def _mean(pieces: Sequence[str], vectors: Sequence[Vectors]) -> Vectors:
    weights = np.array([len(piece) for piece in pieces], np.float32)
    return vectors[0] if len(vectors) == 1 else unit((weights @ np.stack(vectors))[None])[0]
