"""A saved web page -> one article: its body without the page's furniture, and what its markup states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.article import Article, canonical_text
from corpus.blocks import laid_out
from corpus.decode import decode
from corpus.errors import EmptySource, Malformed
from corpus.language import UNDETERMINED, language_of
from corpus.page_body import article_blocks
from corpus.page_meta import PageMeta, page_meta
from corpus.source import Reader, ReadOptions, Source
from corpus.sourcemap import BlockMap

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STARTS = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAGS = re.compile(rb"<(?:html|head|body|div|p|article|section|span|a|h[1-6])\b[^>]*>", re.I)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


class HtmlReader:
    """Reads saved web pages."""

    def reads(self, source: Source) -> bool:
        """Say whether the bytes open like a page, or the name says so and tags are there."""
        head = source.head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
        return bool(_STARTS.match(head)) or (source.suffix in _SUFFIXES and bool(_TAGS.search(head)))

    def read(self, source: Source, options: ReadOptions) -> Iterator[Article | Source]:
        """Give one article; raises `EmptySource` where the page holds no text."""
        charset = _CHARSET.search(source.head)
        decoded = decode(source.raw, charset.group(1).decode() if charset else None)
        markup = _DECLARATION.sub("", canonical_text(decoded.text))
        tree = _tree(markup)
        meta = page_meta(tree)
        text, blocks = laid_out(article_blocks(tree, markup, meta.titles, meta.body))
        if not text:
            raise EmptySource("the page holds no article text; save it once its words are shown, or save them as text")
        yield _article(source, text, blocks, meta, decoded.notes)


READER: Reader = HtmlReader()


def _tree(markup: str) -> HtmlElement:
    from trafilatura.utils import load_html

    tree = load_html(markup, None)
    if tree is None:
        raise Malformed("the page is no HTML that can be read; save it again")
    return tree


def _language(text: str, meta: PageMeta) -> str:
    """Give the language of the words; templates often claim another, so the claim counts only where words are few."""
    told = language_of(text)
    return meta.language or told if told == UNDETERMINED else told


def _article(source: Source, text: str, blocks: BlockMap, meta: PageMeta, notes: tuple[str, ...]) -> Article:
    return Article(
        key=meta.url or source.key,
        text=text,
        title=meta.title,
        authors=meta.authors,
        authors_origin=meta.authors_origin,
        publisher=meta.publisher,
        published=meta.published,
        url=meta.url,
        language=_language(text, meta),
        media_type="text/html",
        raw=source.raw,
        source_map=blocks,
        notes=notes,
    )
