"""Calls to a chat model, told before they are made and counted: by the provider's count or else by ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rag.answer import Usage
from rag.chat import Chat, Schema
from rag.generator import Asking, Watch, unwatched
from rag.writing.chat_cited import Document
from rag.writing.chat_text import Chunk
from rag.writing.destination import destination
from rag.writing.tokens import PROVIDER, Prices, cost, count, counted_by, usage


class Asker:
    """Asks one chat model for one answer, in one call or two; `prices` are what a million tokens cost."""

    def __init__(self, chat: Chat, prices: Prices | None = None, watch: Watch = unwatched) -> None:
        self._chat, self._watch = chat, watch
        self._prices: Mapping[str, tuple[float, float]] = prices or {}
        self._calls = self._read = self._written = 0
        self._by = PROVIDER
        self._cut = False

    def announce(self, sent: str, *shown: str) -> None:
        """Tell what is about to be sent, in words, and what reading `shown` and writing at most will cost."""
        name, read = self._chat.name, sum(map(count, shown))
        most = cost(name, 0, self._chat.answer_tokens, self._prices)
        self._watch(Asking(name, read, cost(name, read, 0, self._prices), most, sent, destination(name)))

    def ask(
        self, system: str, text: str, schema: Schema | None = None, documents: Sequence[Document] = ()
    ) -> Iterator[Chunk]:
        """Give what the model writes, as `Chat.stream` does, and count it, however it ends.

        A call that failed before a word came has cost nothing and is not counted.
        """
        words: list[str] = []
        read = written = 0
        try:
            for chunk in self._chat.stream(system, text, schema, documents):
                words.append(chunk.text)
                self._cut = self._cut or chunk.cut
                read, written = read + chunk.read, written + chunk.written
                yield chunk
        finally:
            self._calls += bool(words)
            if words and not read:
                self._by = counted_by()
                shown = (system, text, *(part for one in documents for part in (one.about, *one.sentences)))
                read, written = sum(map(count, shown)), count("".join(words))
            self._read, self._written = self._read + read, self._written + written

    @property
    def trouble(self) -> tuple[str, ...]:
        """Give what is to be told of calls that ended before the model had."""
        most = self._chat.answer_tokens
        told = f"the answer may not be complete: {self._chat.name} wrote the {most} tokens it may; raise answer_tokens"
        return (told,) if self._cut else ()

    def usage(self) -> Usage | None:
        """Give what the calls took so far, None where none was answered."""
        if not self._calls:
            return None
        return usage(self._chat.name, self._calls, (self._read, self._written), self._by, self._prices)
