"""What every reader returns: an article with one immutable canonical text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.sourcemap import SourceMap


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points in a canonical text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the words the span covers."""
        return text[self.start : self.end]


class Origin(StrEnum):
    """Where a piece of metadata was read. Never the clock and never the file system."""

    USER = "user"
    HEADER = "file header"
    JSON_LD = "JSON-LD"
    META = "meta tag"
    MARKUP = "page markup"
    PROPERTIES = "document properties"
    BYLINE = "byline"
    SOURCE_LINE = "source line"
    URL = "URL"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Stated:
    """A value and where it was stated. Absence is None in place of the whole, never an empty value."""

    value: str
    origin: Origin


def value_of(stated: Stated | None) -> str | None:
    """Give the value alone, None where nothing is stated."""
    return stated.value if stated else None


@dataclass(frozen=True, slots=True)
class Article:
    r"""One article as read, before any library knows it.

    `text` is canonical: decoded, byte order mark dropped, line ends `\n`, nothing else changed. `key` is what
    identifies the source inside a collection: its canonical address, or its path relative to the ingested root
    (with `#n` behind it for the n-th article of a file that holds several). `published.value` is an ISO 8601 date or
    date-time. `notes` are warnings a person should see ("12 pages without a text layer skipped"). `text[body_start:]`
    is the body: what stands before it (front matter, header lines) belongs to the text and to no passage. `source` is
    the absolute path of the file it was read from: it tells two files of one name apart.
    """

    key: str
    text: str
    title: Stated | None = None
    authors: tuple[str, ...] = ()
    authors_origin: Origin | None = None
    publisher: Stated | None = None
    published: Stated | None = None
    url: str | None = None
    language: str = "und"
    media_type: str = "text/plain"
    raw: bytes = field(default=b"", repr=False)
    source_map: SourceMap | None = field(default=None, repr=False)
    notes: tuple[str, ...] = ()
    body_start: int = 0
    source: str | None = None

    @property
    def sha256(self) -> str:
        """The version: SHA-256 of the UTF-8 canonical text, in hex."""
        return text_sha256(self.text)


def text_sha256(text: str) -> str:
    """Give the SHA-256 of a canonical text's UTF-8 form, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def article_id(collection: str, key: str) -> str:
    """Give the stable identity of a source in a collection: 16 hex digits."""
    return hashlib.sha256(f"{collection}\x00{key}".encode()).hexdigest()[:16]


def canonical_text(decoded: str) -> str:
    r"""Make decoded characters canonical: no byte order mark, line ends `\n`, nothing else touched."""
    return decoded.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
