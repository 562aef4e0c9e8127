"""What a reader is given: the bytes of one source, its name, and the options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from corpus.article import Article


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How sources are read.

    Column names are those of JSONL and CSV files, matched without regard to case; an empty name is not looked for.
    """

    max_bytes: int = 300_000_000
    text_column: str = "text"
    title_column: str = "title"
    date_column: str = "date"
    publisher_column: str = "publisher"
    author_column: str = "author"
    url_column: str = "url"
    id_column: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one source before anything is known of them; `depth` counts the containers it lies in."""

    name: str
    key: str
    raw: bytes = field(repr=False)
    depth: int = 0

    @property
    def suffix(self) -> str:
        """The end of the name in lower case, with its dot, or nothing."""
        stem, dot, end = self.name.rpartition(".")
        return f".{end.lower()}" if dot and stem else ""

    @property
    def head(self) -> bytes:
        """The first 4,096 bytes."""
        return self.raw[:4096]

    def within(self, name: str, key: str, raw: bytes) -> Source:
        """Give a source that lies inside this one, such as an attachment."""
        return replace(self, name=name, key=f"{self.key}#{key}", raw=raw, depth=self.depth + 1)


class Reader(Protocol):
    """One format. `reads` tells by content first; `read` gives articles, or sources that lie inside."""

    def reads(self, source: Source) -> bool:
        """Say whether the source is of this format."""
        ...

    def read(self, source: Source, options: ReadOptions) -> Iterator[Article | Source]:
        """Give the articles in order; raises a ReadError at the end for what could not be read."""
        ...
