"""An extracted element tree -> its blocks, and blocks -> canonical text with the span of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.article import Span
from corpus.sourcemap import Block, BlockMap

if TYPE_CHECKING:
    from lxml.etree import _Element

# Tags of trafilatura's tree that are blocks; whatever is not named here flows in its block.
_BLOCKS = frozenset(("p", "head", "item", "quote", "row", "code", "list", "table", "body", "div", "comments", "ab"))
_KINDS = frozenset(("head", "item", "quote", "row", "code"))
_TIGHT = frozenset(("row",))  # follow each other without an empty line: the tabs in them tell them apart
_SKIPPED = frozenset(("graphic", "figure"))
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Words:
    """A block before it has its place in a text: what it is ("p", "head", "item", "quote", "row", "code") and says."""

    kind: str
    text: str


def blocks_of(root: _Element) -> Iterator[Words]:
    """Give the tree's blocks in order, white space folded, empty ones left out."""
    flow: list[str] = []
    kinds = ["p"]
    for event, element in _events(root):
        block = element.tag in _BLOCKS
        if block:
            yield from _closed(kinds[-1], flow)
        if event == "start":
            if block:
                kinds.append(str(element.tag) if element.tag in _KINDS else kinds[-1])
            flow.append(_opening(element))
        else:
            if block:
                kinds.pop()
            flow.append("\t" if element.tag == "cell" else "")
            flow.append(_folded(element.tail) if element is not root else "")
    yield from _closed("p", flow)


def laid_out(blocks: Sequence[Words]) -> tuple[str, BlockMap]:
    """Give the text, blocks apart by an empty line, and the map noted while it was written."""
    parts: list[str] = []
    placed: list[Block] = []
    length = 0
    for block in blocks:
        if placed:
            parts.append("\n" if block.kind in _TIGHT and placed[-1].kind == block.kind else "\n\n")
            length += len(parts[-1])
        placed.append(Block(Span(length, length + len(block.text)), block.kind))
        parts.append(block.text)
        length += len(block.text)
    return "".join(parts), BlockMap(tuple(placed))


def _events(root: _Element) -> Iterator[tuple[str, _Element]]:
    """Walk the tree without recursion: hostile pages are deep."""
    from lxml.etree import iterwalk

    return iter(iterwalk(root, events=("start", "end")))


def _opening(element: _Element) -> str:
    if element.tag == "lb":
        return "\n"
    return "" if element.tag in _SKIPPED else _folded(element.text)


def _closed(kind: str, flow: list[str]) -> Iterator[Words]:
    """End the block that is open, and give it if it has words."""
    words = "\n".join(line.strip() for line in "".join(flow).split("\n")).strip()
    flow.clear()
    if words:
        yield Words(kind, _SPACES.sub(_space, words))


def _space(match: re.Match[str]) -> str:
    return "\t" if "\t" in match.group() else " "


def _folded(text: str | None) -> str:
    """Give the text with each run of white space as one space: in markup it means no more."""
    return re.sub(r"\s+", " ", text) if text else ""
