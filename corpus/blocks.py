"""An extracted element tree -> canonical text and the span of each block, noted while the text is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.article import Span
from corpus.sourcemap import Block, BlockMap

if TYPE_CHECKING:
    from lxml.etree import _Element

# Tags of trafilatura's tree that are blocks; whatever is not named here flows in its block.
_BLOCKS = frozenset(("p", "head", "item", "quote", "row", "code", "list", "table", "body", "div", "comments", "ab"))
_KINDS = frozenset(("head", "item", "quote", "row", "code"))
_TIGHT = frozenset(("item", "row"))  # their lines follow each other without an empty one
_SKIPPED = frozenset(("graphic", "figure"))


def serialised(body: _Element | None) -> tuple[str, BlockMap]:
    """Give the tree's text, blocks apart by an empty line, and the map of its blocks."""
    page = _Page()
    if body is not None:
        page.write(body)
    return page.text, BlockMap(tuple(page.blocks))


class _Page:
    """The text so far; words flow into the open block until an element closes it."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._length = 0
        self._flow: list[str] = []

    def write(self, root: Any) -> None:
        """Write the whole tree, without recursion: hostile pages are deep."""
        kinds = ["p"]
        for event, element in _events(root):
            block = element.tag in _BLOCKS
            if event == "start":
                if block:
                    self._close(kinds[-1])
                    kinds.append(element.tag if element.tag in _KINDS else kinds[-1])
                self._open(element)
                continue
            if block:
                self._close(kinds.pop())
            elif element.tag == "cell":
                self._flow.append("\t")
            if element is not root:
                self._flow.append(_plain(element.tail))
        self._close("p")
        self.text = "".join(self._parts)

    def _open(self, element: Any) -> None:
        if element.tag == "lb":
            self._flow.append("\n")
        if element.tag not in _SKIPPED:
            self._flow.append(_plain(element.text))

    def _close(self, kind: str) -> None:
        """End the block that is open, and write it down if it has words."""
        lines = (" ".join(line.split(" ")).strip() for line in "".join(self._flow).split("\n"))
        self._flow.clear()
        words = "\n".join(lines).strip()
        if not words:
            return
        if self._parts:
            tight = kind in _TIGHT and self.blocks[-1].kind == kind
            self._put("\n" if tight else "\n\n")
        start = self._length
        self._put(words)
        self.blocks.append(Block(Span(start, self._length), kind))

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)


def _events(root: Any) -> Any:
    from lxml.etree import iterwalk

    return iterwalk(root, events=("start", "end"))


def _plain(text: str | None) -> str:
    """Give the text with each run of white space as one space; that in markup means no more."""
    if not text:
        return ""
    words = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() and words else ''}"
