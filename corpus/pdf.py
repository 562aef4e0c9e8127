"""PDF -> one article: its text layer, with the page and the box of every character."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from corpus.article import Article, Origin, Stated
from corpus.errors import Encrypted, Malformed, NoTextLayer
from corpus.language import language_of
from corpus.source import Reader, ReadOptions, Source
from corpus.sourcemap import UNITS_PER_POINT, PageMap

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_PDFIUM = Lock()  # pdfium is not thread-safe
_LARGEST = 0xFFFF  # the largest whole quarter point a box can hold: pages over 5.7 m are cut there
_PAGE_BREAK = "\n\n"
_JUNK_TITLE = re.compile(
    r"^(untitled|microsoft word -.*|.*\.(docx?|pdf|indd|qxd|tex|dvi|pages|odt)|document\d*)$", re.I
)
_PARAGRAPH_GAP = 1.5  # in usual line steps; book and news setting leads paragraphs by half a line or more
_HYPHEN = 0x02  # pdfium's mark for a hyphen at a line end; it drops the line end itself


@dataclass(slots=True)
class _Page:
    """What is read of one page: characters and their boxes (x0 y0 x1 y1 in quarter points), side by side."""

    number: int
    size: tuple[int, int]
    text: list[str] = field(default_factory=list)
    boxes: array[int] = field(default_factory=lambda: array("H"))

    def put(self, char: str, box: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        self.text.append(char)
        self.boxes.extend(box)


class PdfReader:
    """Reads the text layer of PDFs with pdfium."""

    def reads(self, source: Source) -> bool:
        """Say whether the PDF mark stands in the first kilobyte, where the standard wants it."""
        return b"%PDF-" in source.raw[:1024]

    def read(self, source: Source, options: ReadOptions) -> Iterator[Article | Source]:
        """Give one article; pages without text are skipped and noted."""
        with _PDFIUM:
            document = _open(source.raw)
            try:
                pages = [_page(document, index) for index in range(len(document))]
                properties = document.get_metadata_dict(skip_empty=True)
            finally:
                document.close()
        yield _article(source, pages, properties)


READER: Reader = PdfReader()


def _open(raw: bytes) -> pdfium.PdfDocument:
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c

    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise Encrypted("the PDF is encrypted; save it without its password first") from error
        raise Malformed("the PDF is damaged and cannot be opened; save or download it again") from error
    if len(document) == 0:
        document.close()
        raise Malformed("the PDF has no pages; save or download it again")
    return document


def _article(source: Source, pages: list[_Page], properties: dict[str, str]) -> Article:
    full = [page for page in pages if any(not char.isspace() for char in page.text)]
    if not full:
        raise NoTextLayer(f"no text layer: {_pages(len(pages))} skipped; OCR is not done yet")
    text, source_map = _joined(full)
    title = properties.get("Title", "").strip()
    author = properties.get("Author", "").strip()
    missing = len(pages) - len(full)
    return Article(
        key=source.key,
        text=text,
        title=Stated(title, Origin.PROPERTIES) if title and not _JUNK_TITLE.match(title) else None,
        authors=(author,) if author else (),
        authors_origin=Origin.PROPERTIES if author else None,
        language=language_of(text),
        media_type="application/pdf",
        raw=source.raw,
        source_map=source_map,
        notes=(f"no text layer: {_pages(missing)} skipped; OCR is not done yet",) if missing else (),
    )


def _pages(count: int) -> str:
    return f"{count} page{'' if count == 1 else 's'}"


def _joined(pages: list[_Page]) -> tuple[str, PageMap]:
    import numpy as np

    text, starts, boxes, length = [], [], array("H"), 0
    for page in pages:
        if text:
            text.append(_PAGE_BREAK)
            boxes.extend([0] * 4 * len(_PAGE_BREAK))
            length += len(_PAGE_BREAK)
        starts.append(length)
        text.append("".join(page.text))
        boxes.extend(page.boxes)
        length += len(page.text)
    return "".join(text), PageMap(
        starts=np.array(starts, dtype=np.uint32),
        numbers=np.array([page.number for page in pages], dtype=np.uint32),
        sizes=np.array([page.size for page in pages], dtype=np.uint16),
        chars=np.frombuffer(boxes, dtype=np.uint16).reshape(-1, 4).copy(),
    )


def _page(document: pdfium.PdfDocument, index: int) -> _Page:
    import pypdfium2 as pdfium

    try:
        page = document[index]
    except pdfium.PdfiumError:  # a broken page counts as one without text, and is noted so
        return _Page(index + 1, (0, 0))
    place = _Place(page)
    result = _Page(index + 1, (_quarter(place.width), _quarter(place.height)))
    _spell(_characters(page.get_textpage(), place), result)
    page.close()
    return result


class _Place:
    """From the page's own coordinates (y up, unrotated) to the page as shown (y down)."""

    __slots__ = ("bottom", "height", "left", "right", "top", "turn", "width")

    def __init__(self, page: Any) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.turn = page.get_rotation()
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (width, height) if self.turn in (0, 180) else (height, width)

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Give the point as shown, in points from the top left corner."""
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[int, int, int, int]:
        """Give the box as shown, in quarter points, corners in order."""
        (ax, ay), (bx, by) = self.shown(left, bottom), self.shown(right, top)
        return _quarter(min(ax, bx)), _quarter(min(ay, by)), _quarter(max(ax, bx)), _quarter(max(ay, by))


def _quarter(points: float) -> int:
    return min(max(round(points * UNITS_PER_POINT), 0), _LARGEST)


def _characters(textpage: Any, place: _Place) -> Iterator[tuple[int, tuple[int, int, int, int]]]:
    """Give code point and box of each character, pdfium's own reading order."""
    import ctypes

    import pypdfium2.raw as pdfium_c

    rect = pdfium_c.FS_RECTF()
    pointer = ctypes.byref(rect)
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        if code in (0x0A, 0x0D) or not pdfium_c.FPDFText_GetLooseCharBox(textpage, index, pointer):
            yield code, (0, 0, 0, 0)
        else:
            yield code, place.box(rect.left, rect.bottom, rect.right, rect.top)


def _spell(characters: Iterator[tuple[int, tuple[int, int, int, int]]], page: _Page) -> None:
    """Write the characters down: line ends `\\n`, a wider step an empty line, line-end hyphens spelled out."""
    high = 0
    for code, box in characters:
        if code == 0x0D:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
        elif 0xDC00 <= code < 0xE000:
            page.put(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd", box)
            high = 0
        elif code == _HYPHEN:
            page.put("-", box)
            page.put("\n")
        else:
            page.put(_char(code), box)


def _char(code: int) -> str:
    if code == 0x0A:
        return "\n"
    if code < 0x20 or 0x7F <= code < 0xA0:
        return " " if code == 0x09 else "\ufffd"
    return chr(code)
