"""Calls to a chat model, counted: what they read and wrote, by the provider's count or else by ours."""

from __future__ import annotations

from collections.abc import Iterator

from rag.answer import Usage
from rag.chat import Chat, Schema
from rag.chat_text import Chunk
from rag.tokens import PROVIDER, Prices, count, counted_by, usage


class Asker:
    """Asks one chat model for one answer, in one call or two."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._calls = self._read = self._written = 0
        self._by = PROVIDER

    def ask(self, system: str, text: str, schema: Schema | None = None) -> Iterator[Chunk]:
        """Give what the model writes, as `Chat.stream` does, and count it, however it ends."""
        self._calls += 1
        words: list[str] = []
        read = written = 0
        try:
            for chunk in self._chat.stream(system, text, schema):
                words.append(chunk.text)
                read, written = read + chunk.read, written + chunk.written
                yield chunk
        finally:
            if not read:
                self._by = counted_by()
                read, written = count(system) + count(text), count("".join(words))
            self._read, self._written = self._read + read, self._written + written

    def usage(self, prices: Prices) -> Usage:
        """Give what the calls took so far."""
        return usage(self._chat.name, self._calls, (self._read, self._written), self._by, prices)
