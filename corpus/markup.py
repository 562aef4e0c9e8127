"""The words of a piece of HTML, all of them: for mails, which are no pages with furniture around an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.blocks import blocks_of, laid_out

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = ("head", "script", "style", "template", "noscript", "svg", "title")
_RENAMED = {
    **{f"h{level}": "head" for level in range(1, 7)},
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("div", "section", "article", "main", "header", "footer", "center", "ul", "ol", "dl", "form"), "p"),
    **dict.fromkeys(("td", "th"), "cell"),
    "tr": "row",
    "br": "lb",
    "blockquote": "quote",
    "pre": "code",
}


def text_of_markup(markup: str) -> str:
    """Give the words shown, blocks apart by an empty line."""
    tree = parsed(markup)
    if tree is None:
        return ""
    for element in list(tree.iter(*_DROPPED)):
        element.drop_tree()
    for element in tree.iter(*_RENAMED):
        element.tag = _RENAMED[str(element.tag)]
    return laid_out(tuple(blocks_of(tree)))[0]


def parsed(markup: str) -> HtmlElement | None:
    """Give the tree of a page or a piece of one, None where there is nothing to parse."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return None
