"""The element tree of a web page -> the element tree of its article, without the page's furniture."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement


def body_of(tree: HtmlElement, stated: str = "") -> _Element | None:
    """Give the article's tree in trafilatura's tags, `stated` (the JSON-LD body) only where the page has none."""
    from trafilatura.core import bare_extraction

    document = bare_extraction(copy(tree), include_comments=False)
    if document is not None and document.body is not None:
        return document.body
    return _paragraphs(stated) if stated else None


def _paragraphs(words: str) -> _Element:
    from lxml.etree import Element, SubElement

    body = Element("body")
    for line in words.splitlines():
        SubElement(body, "p").text = line
    return body
