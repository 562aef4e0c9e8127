"""LangChain's `TextSplitter` over citedesk's cutting."""

from __future__ import annotations

import copy
from typing import Any

from langchain_core.documents import Document
from langchain_text_splitters import TextSplitter

from index.embed import Encoder
from index.passage import Passage
from index.split import room, split


class CitedeskTextSplitter(TextSplitter):
    """Citedesk's passages: whole sentences within the encoder's own token limit, without overlap.

    Every chunk is a slice of its text. `add_start_index` states where it begins, as known from the cutting; LangChain's
    own splitters look it up afterwards and can lose or misplace it.
    """

    def __init__(self, encoder: Encoder, *, language: str = "und", add_start_index: bool = False) -> None:
        super().__init__(
            chunk_size=room(encoder.manifest.max_tokens),
            chunk_overlap=0,
            length_function=lambda text: len(encoder.token_offsets(text)),
            add_start_index=add_start_index,
            strip_whitespace=False,
        )
        self._encoder = encoder
        self._language = language

    def split_text(self, text: str) -> list[str]:
        """Give the passages of a text."""
        return [passage.text for passage in self._passages(text)]

    def create_documents(self, texts: list[str], metadatas: list[dict[Any, Any]] | None = None) -> list[Document]:
        """Give the passages of texts as documents, each with a copy of its text's metadata."""
        return [
            Document(passage.text, metadata=copy.deepcopy(metadata) | self._place(passage))
            for text, metadata in zip(texts, metadatas or [{}] * len(texts), strict=True)
            for passage in self._passages(text)
        ]

    def _passages(self, text: str) -> tuple[Passage, ...]:
        limit = self._encoder.manifest.max_tokens
        return split(text, self._encoder.token_offsets, max_tokens=limit, language=self._language)

    def _place(self, passage: Passage) -> dict[str, int]:
        return {"start_index": passage.start} if self._add_start_index else {}
