"""One page of a PDF -> its lines, each character with its box on the page as shown."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.sourcemap import UNITS_PER_POINT

if TYPE_CHECKING:
    import numpy as np
    import pypdfium2 as pdfium
    from numpy.typing import NDArray

_LARGEST = 0xFFFF  # the largest whole quarter point two bytes hold: pages over 5.7 m are cut there
_LINE_HYPHEN = 0x02  # pdfium's mark for a hyphen at a line end; it leaves the line end itself out


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line of text and the corners x0 y0 x1 y1 of its characters.

    `corners` is (characters, 4) in quarter points from the top left corner of the page as shown, y down; a box without
    area marks a character that is not drawn.
    """

    text: str
    corners: NDArray[np.uint16]

    @property
    def top(self) -> int:
        """The highest edge of its characters."""
        drawn = self.corners[self.corners[:, 3] > self.corners[:, 1]]
        return int(drawn[:, 1].min()) if len(drawn) else 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page's number counted from 1, its size in quarter points, and its lines that say something."""

    number: int
    size: tuple[int, int]
    lines: tuple[Line, ...]


def page_of(document: pdfium.PdfDocument, index: int) -> Page:
    """Give a page; a broken one is a page without lines."""
    import pypdfium2 as pdfium

    try:
        page = document[index]
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return Page(index + 1, (0, 0), ())
    left, bottom, right, top = page.get_bbox()
    turned = page.get_rotation() in (90, 270)
    width, height = (top - bottom, right - left) if turned else (right - left, top - bottom)
    codes, rects = _characters(textpage)
    lines = tuple(_lines(codes, _corners(rects, (left, bottom, right, top), page.get_rotation())))
    page.close()
    return Page(index + 1, (_quarter(width), _quarter(height)), lines)


def _quarter(points: float) -> int:
    return min(max(round(points * UNITS_PER_POINT), 0), _LARGEST)


def _characters(textpage: pdfium.PdfTextPage) -> tuple[list[int], NDArray[np.float32]]:
    """Give the code points in pdfium's reading order, and their boxes (n, 4): left, top, right, bottom, y up."""
    import numpy as np
    import pypdfium2.raw as pdfium_c

    count = textpage.count_chars()
    raw, box_of, code_of = textpage.raw, pdfium_c.FPDFText_GetLooseCharBox, pdfium_c.FPDFText_GetUnicode
    rects = (pdfium_c.FS_RECTF * count)()
    size = ctypes.sizeof(pdfium_c.FS_RECTF)
    codes = [code_of(raw, index) for index in range(count)]
    for index in range(count):
        box_of(raw, index, ctypes.cast(ctypes.byref(rects, index * size), ctypes.POINTER(pdfium_c.FS_RECTF)))
    return codes, np.frombuffer(rects, dtype=np.float32).reshape(-1, 4)


def _corners(rects: NDArray[np.float32], page: tuple[float, float, float, float], turn: int) -> NDArray[np.uint16]:
    """Give the corners as shown: from the page's own coordinates (y up, not turned) to those of the eye."""
    import numpy as np

    left, bottom, right, top = page
    x, y = rects[:, [0, 2]], rects[:, [3, 1]]
    across, down = {
        90: (y - bottom, x - left),
        180: (right - x, y - bottom),
        270: (top - y, right - x),
    }.get(turn, (x - left, top - y))
    corners = np.column_stack([across.min(1), down.min(1), across.max(1), down.max(1)])
    # A hostile page may place a character at infinity; rint and clip would warn about what is no number.
    finite = np.nan_to_num(corners * UNITS_PER_POINT, nan=0.0, posinf=_LARGEST, neginf=0.0)
    shown: NDArray[np.uint16] = np.clip(np.rint(finite), 0, _LARGEST).astype(np.uint16)
    return shown


def _lines(codes: list[int], corners: NDArray[np.uint16]) -> Iterator[Line]:
    """Give the lines that hold more than space; a hyphen at a line end is spelled out."""
    start = 0
    for end, code in enumerate([*codes, 0x0A]):
        if code not in (0x0A, _LINE_HYPHEN):
            continue
        end += code == _LINE_HYPHEN
        places = [at for at in range(start, end) if codes[at] != 0x0D and not 0xDC00 <= codes[at] < 0xE000]
        text = "".join(_spelled(codes, at) for at in places)
        start = end + (code == 0x0A)
        if text.strip():
            yield Line(text, corners[places])


def _spelled(codes: list[int], at: int) -> str:
    """Give the character; the halves of one beyond the basic plane, where pdfium gives halves, are joined."""
    code = codes[at]
    if code == _LINE_HYPHEN:
        return "-"
    if 0xD800 <= code < 0xDC00 and at + 1 < len(codes) and 0xDC00 <= codes[at + 1] < 0xE000:
        return chr(0x10000 + ((code - 0xD800) << 10) + codes[at + 1] - 0xDC00)
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return " " if code == 0x09 else "\ufffd"
    return chr(code)
