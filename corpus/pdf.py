"""PDF -> one article: its text layer, with the page and the box of every character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from corpus.article import Article, Origin, Stated
from corpus.byline import credits_of
from corpus.errors import Encrypted, Malformed, NoTextLayer
from corpus.language import language_of
from corpus.pdf_page import Page, page_of
from corpus.pdf_text import joined, without_running_heads
from corpus.source import Reader, ReadOptions, Source

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_NAMED = 8  # pages named in a note; of more there are dots
_OCR = "let another program give it a text layer"
_PDFIUM = Lock()  # pdfium is not thread-safe
_JUNK_TITLE = re.compile(
    r"^(untitled|microsoft word -.*|.*\.(docx?|html?|pptx?|txt|pdf|indd|qxd|tex|dvi|pages|odt)|document\d*)$", re.I
)


class PdfReader:
    """Reads the text layer of PDFs with pdfium."""

    def reads(self, source: Source) -> bool:
        """Say whether the PDF mark comes first; in a file named .pdf it may come within the first kilobyte."""
        return source.raw[:64].lstrip().startswith(b"%PDF-") or (
            source.suffix == ".pdf" and b"%PDF-" in source.raw[:1024]
        )

    def read(self, source: Source, options: ReadOptions) -> Iterator[Article | Source]:
        """Give one article; pages without text are skipped and noted."""
        with _PDFIUM:
            document = _open(source.raw)
            try:
                pages = [page_of(document, index) for index in range(len(document))]
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


def _article(source: Source, pages: list[Page], properties: dict[str, str]) -> Article:
    full = [page for page in pages if page.lines]
    bare = tuple(number for number, page in enumerate(pages, start=1) if not page.lines)
    if not full:
        raise NoTextLayer(_no_text_layer(bare, len(pages)))
    trimmed, heads = without_running_heads(full)
    text, source_map = joined([page for page in trimmed if page.lines])
    credits = credits_of(text)
    title, author = " ".join(properties.get("Title", "").split()), properties.get("Author", "").strip()
    # The dates among the properties are the file's own: when it was made is not when it was published.
    return Article(
        key=source.key,
        text=text,
        title=Stated(title, Origin.PROPERTIES) if title and not _JUNK_TITLE.match(title) else credits.title,
        authors=credits.authors or ((author,) if author else ()),
        authors_origin=credits.authors_origin or (Origin.PROPERTIES if author else None),
        publisher=credits.publisher,
        published=credits.published,
        language=language_of(text),
        media_type="application/pdf",
        raw=source.raw,
        source_map=source_map,
        notes=_notes(_no_text_layer(bare, len(pages)) if bare else "", heads, text),
    )


def _no_text_layer(bare: Sequence[int], pages: int) -> str:
    """Name the pages, by their number from 1, that are pictures."""
    named = f" ({', '.join(map(str, bare[:_NAMED]))}{', ...' if len(bare) > _NAMED else ''})"
    which = named if len(bare) < pages else ""
    return f"no text layer: {_count(len(bare), 'page')}{which} skipped; OCR is not done yet: {_OCR}"


def _notes(missing: str, heads: int, text: str) -> tuple[str, ...]:
    unknown = text.count("\ufffd")
    notes = (
        missing,
        f"{_count(heads, 'running head')} or page numbers left out" if heads else "",
        f"{_count(unknown, 'character')} the PDF does not name, shown as \ufffd" if unknown else "",
    )
    return tuple(note for note in notes if note)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
