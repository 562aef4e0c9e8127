"""Plain text and Markdown -> one article: the text whole, and what its top and its end say about it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.address import site_of
from corpus.article import Article, Origin, Stated, canonical_text
from corpus.byline import Credits, credits_of
from corpus.decode import decode
from corpus.errors import EmptySource, NotText
from corpus.header import Header, header_of
from corpus.language import language_of
from corpus.source import Reader, ReadOptions, Source

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


class PlainReader:
    """Reads text files in any encoding; the last reader, so it takes whatever no other did."""

    def reads(self, source: Source) -> bool:
        """Say yes: `read` refuses what is no text."""
        return True

    def read(self, source: Source, options: ReadOptions) -> Iterator[Article | Source]:
        """Give one article; raises `NotText` for binary data."""
        decoded = decode(source.raw)
        text = canonical_text(decoded.text)
        if text.startswith("<?xml"):
            raise NotText("XML and no web page; save the page itself as HTML, or the words as text")
        header = header_of(text)
        if not text[header.end :].strip():
            raise EmptySource("the file holds nothing below its header; write the text there")
        yield _article(source, text, header, decoded.notes)


READER: Reader = PlainReader()


def _article(source: Source, text: str, header: Header, notes: tuple[str, ...]) -> Article:
    markdown = source.suffix in MARKDOWN
    credits = credits_of(text, header.end, markdown=markdown)
    authors, authors_origin = _authors(header, credits)
    return Article(
        key=source.key,
        text=text,
        title=_stated(header.title) or credits.title,
        authors=authors,
        authors_origin=authors_origin,
        publisher=_stated(header.publisher) or credits.publisher or site_of(header.url),
        published=_stated(header.published) or credits.published,
        url=header.url,
        language=header.language or language_of(text[header.end :]),
        media_type="text/markdown" if markdown else "text/plain",
        raw=source.raw,
        notes=(*notes, *header.notes),
        body_start=header.end,
    )


def _authors(header: Header, credits: Credits) -> tuple[tuple[str, ...], Origin | None]:
    if header.authors:
        return header.authors, Origin.HEADER
    return credits.authors, credits.authors_origin if credits.authors else None


def _stated(value: str | None) -> Stated | None:
    return Stated(value, Origin.HEADER) if value else None
