"""Where the words of a canonical text stand in their source: on a PDF page, or in a block of a web page."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar
from zipfile import BadZipFile

from corpus.article import Span
from corpus.errors import LibraryDamaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

UNITS_PER_POINT = 4  # boxes are kept as whole quarter points: finer than the eye, two bytes a number


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left corner of the page as shown: x to the right, y down."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a web page: its half-open span in the text and what it is ("p", "head", "item", "quote", "row")."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class PageMap:
    """Canonical text <-> pages of a PDF.

    `starts` (n,) holds the offset at which each page's text starts, `numbers` (n,) the page's number counted from 1,
    `sizes` (n, 2) width and height in quarter points, `chars` (characters, 4) the box x0 y0 x1 y1 of each character in
    quarter points from the top left corner; a box without area marks a character that is not drawn. Only pages are
    shown so far; the boxes are kept for marking words on the page, since only reading the file anew would give them.
    """

    starts: NDArray[np.uint32]
    numbers: NDArray[np.uint32]
    sizes: NDArray[np.uint16]
    chars: NDArray[np.uint16]
    kind: ClassVar[str] = "pages"

    def page_of(self, offset: int) -> int | None:
        """Give the number of the page, counted from 1, on which the character stands."""
        at = bisect_right(self.starts, offset) - 1
        return int(self.numbers[at]) if at >= 0 and 0 <= offset < len(self.chars) else None

    def size_of(self, page: int) -> tuple[float, float] | None:
        """Give the width and height of a page in points."""
        for number, size in zip(self.numbers, self.sizes, strict=True):
            if number == page:
                return float(size[0]) / UNITS_PER_POINT, float(size[1]) / UNITS_PER_POINT
        return None

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Give one box for each line of the span, in order."""
        return tuple(_lines(self._drawn(span)))

    def _drawn(self, span: Span) -> Iterator[Box]:
        start = max(span.start, 0)
        for offset, (x0, y0, x1, y1) in enumerate(
            (self.chars[start : max(span.end, 0)] / UNITS_PER_POINT).tolist(), start
        ):
            page = self.page_of(offset) if x1 > x0 and y1 > y0 else None
            if page is not None:
                yield Box(page, x0, y0, x1, y1)

    def to_bytes(self) -> bytes:
        """Give the map as bytes, the same for the same map."""
        return _pack(self.kind, starts=self.starts, numbers=self.numbers, sizes=self.sizes, chars=self.chars)


@dataclass(frozen=True, slots=True)
class BlockMap:
    """Canonical text <-> the blocks of a web page, in order and apart from each other."""

    blocks: tuple[Block, ...]
    kind: ClassVar[str] = "blocks"

    def page_of(self, offset: int) -> int | None:
        """Give nothing: a web page has no pages."""
        return None

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Give nothing: a web page has no fixed places."""
        return ()

    def blocks_of(self, span: Span) -> tuple[Block, ...]:
        """Give the blocks that share a character with the span, in order."""
        start, end = span.start, span.end
        return tuple(b for b in self.blocks if max(b.span.start, start) < min(b.span.end, end))

    def to_bytes(self) -> bytes:
        """Give the map as bytes, the same for the same map."""
        import numpy as np

        kinds = sorted({block.kind for block in self.blocks})
        rows = [(block.span.start, block.span.end, kinds.index(block.kind)) for block in self.blocks]
        names = np.frombuffer(json.dumps(kinds).encode(), dtype=np.uint8)
        return _pack(self.kind, rows=np.array(rows, dtype=np.uint32).reshape(-1, 3), names=names)


SourceMap = PageMap | BlockMap


def from_bytes(data: bytes) -> SourceMap:
    """Give back the map that `to_bytes` wrote.

    Raises `LibraryDamaged` when the bytes are no map.
    """
    import numpy as np

    try:
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            return _unpack({name: arrays[name] for name in arrays.files})
    except (KeyError, ValueError, OSError, EOFError, BadZipFile, IndexError) as error:
        raise LibraryDamaged("a source map cannot be read; run `citedesk doctor --repair`") from error


def _pack(kind: str, **arrays: NDArray[Any]) -> bytes:
    import numpy as np

    out = BytesIO()
    named = {"kind": np.frombuffer(kind.encode(), dtype=np.uint8), **arrays}
    np.savez_compressed(out, allow_pickle=False, **named)
    return out.getvalue()


def _unpack(arrays: dict[str, NDArray[Any]]) -> SourceMap:
    if arrays["kind"].tobytes() == PageMap.kind.encode():
        return PageMap(arrays["starts"], arrays["numbers"], arrays["sizes"], arrays["chars"])
    kinds: Sequence[str] = json.loads(arrays["names"].tobytes())
    return BlockMap(tuple(Block(Span(int(s), int(e)), kinds[int(k)]) for s, e, k in arrays["rows"]))


def _lines(boxes: Iterable[Box]) -> Iterator[Box]:
    """Join the boxes of neighbouring characters that stand on one line."""
    line: Box | None = None
    for box in boxes:
        if line is not None and _same_line(line, box):
            line = Box(
                line.page, min(line.x0, box.x0), min(line.y0, box.y0), max(line.x1, box.x1), max(line.y1, box.y1)
            )
            continue
        if line is not None:
            yield line
        line = box
    if line is not None:
        yield line


def _same_line(line: Box, box: Box) -> bool:
    overlap = min(line.y1, box.y1) - max(line.y0, box.y0)
    lower = min(line.y1 - line.y0, box.y1 - box.y0)
    # A step far back to the left is a new line or column, however much the heights overlap.
    return line.page == box.page and overlap > 0.3 * lower and box.x0 > line.x0 - 1
