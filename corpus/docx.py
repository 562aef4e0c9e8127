"""DOCX -> one article: paragraphs, lists, tables, notes; hostile archives are refused before they unfold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.article import Article, Origin, Stated, canonical_text
from corpus.blocks import Words, laid_out
from corpus.byline import credits_of
from corpus.errors import EmptySource, Encrypted, Malformed
from corpus.language import language_of
from corpus.source import Reader, ReadOptions, Source

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

MAX_PARTS = 5_000
MAX_XML = 64_000_000  # bytes of all XML parts unpacked: some 3,000 pages; lxml takes about ten times that in memory
MAX_UNPACKED = 1_000_000_000  # bytes of the whole archive unpacked, pictures included
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_SHOWN = frozenset((f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}instrText"))
_OFF = ("0", "false", "off")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says again what its choice says
_SPELLED = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "\u2011"}
_NOTES = re.compile(r"/word/(?:foot|end)notes\.xml$")
_TEMPLATE = re.compile(r"^(word document|document\d*|untitled|microsoft word.*|.*\.docx?)$", re.I)
_TYPIST = re.compile(r"^(python-docx|microsoft office user|user|admin(istrator)?|owner|author)$", re.I)


class DocxReader:
    """Reads Word files."""

    def reads(self, source: Source) -> bool:
        """Say whether it is a ZIP archive that says it is Word's, by its parts or its name."""
        return source.raw.startswith(b"PK\x03\x04") and (b"word/" in source.raw or source.suffix == ".docx")

    def read(self, source: Source, options: ReadOptions) -> Iterator[Article | Source]:
        """Give one article; raises `Malformed` for archives that would unfold beyond measure or hold entities."""
        _guard(source.raw)
        document = _open(source.raw)
        text, source_map = laid_out(tuple(_blocks(document)))
        if not text.strip():
            raise EmptySource("there is no text in the Word file; pictures are not read")
        credits = credits_of(text)
        title, author = " ".join(document.core_properties.title.split()), document.core_properties.author.strip()
        stated = (author,) if author and not _TYPIST.match(author) else ()
        yield Article(
            key=source.key,
            text=text,
            title=Stated(title, Origin.PROPERTIES) if title and not _TEMPLATE.match(title) else credits.title,
            authors=credits.authors or stated,
            authors_origin=credits.authors_origin or (Origin.PROPERTIES if stated else None),
            publisher=credits.publisher,
            published=credits.published,
            language=language_of(text),
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            raw=source.raw,
            source_map=source_map,
        )


READER: Reader = DocxReader()


def _guard(raw: bytes) -> None:
    """Look at the archive's table before anything is unpacked, then at the head of each XML part."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            if any(part.flag_bits & 1 for part in parts):
                raise Encrypted("the Word file is encrypted; save it without its password first")
            if (
                len(parts) > MAX_PARTS
                or sum(part.file_size for part in xml) > MAX_XML
                or sum(part.file_size for part in parts) > MAX_UNPACKED
            ):
                raise Malformed("the Word file unpacks to far more than a document (a zip bomb?); it is not opened")
            for part in xml:
                with archive.open(part) as file:
                    if re.search(rb"<!(?:DOCTYPE|ENTITY)", file.read(65_536).replace(b"\x00", b"")):
                        raise Malformed("the Word file declares XML entities, which Word never does; it is not opened")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise Malformed("the Word file is damaged and cannot be opened; save it again") from error


def _open(raw: bytes) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return docx.Document(io.BytesIO(raw))
    except (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError) as error:
        raise Malformed("the Word file is damaged and cannot be opened; save it again") from error


def _blocks(document: Document) -> Iterator[Words]:
    yield from _paragraphs(document.element.body, _heading_styles(document))
    for part in document.part.package.iter_parts():
        if _NOTES.search(str(part.partname)):
            yield from _paragraphs(_parsed(part.blob), frozenset())


def _parsed(xml: bytes) -> _Element:
    from docx.oxml.parser import parse_xml
    from lxml.etree import LxmlError

    try:
        return parse_xml(xml)
    except LxmlError as error:
        raise Malformed("the notes of the Word file are damaged; save it again") from error


def _heading_styles(document: Document) -> frozenset[str]:
    """Give the ids of the styles that are headings, in whatever language they are named."""
    return frozenset(
        style.style_id for style in document.styles if re.match(r"(heading|title)", style.name or "", re.I)
    )


def _paragraphs(root: _Element, headings: frozenset[str]) -> Iterator[Words]:
    """Give paragraphs in order; a table's row is one block, its cells apart by tabs."""
    for element in root.iter(f"{_WORD}p", f"{_WORD}tr"):
        if _inside(element, root, (f"{_WORD}tr", _FALLBACK)):
            continue
        if element.tag == f"{_WORD}tr":
            own = (cell for cell in element.iter(f"{_WORD}tc") if next(cell.iterancestors(f"{_WORD}tr")) is element)
            cells = ("\n".join(map(_text, cell.iter(f"{_WORD}p"))).strip() for cell in own)
            kind, words = "row", "\t".join(cells).strip()
        else:
            kind, words = _kind(element, headings), _text(element).strip()
        if words:
            yield Words(kind, canonical_text(words))


def _inside(element: _Element, root: _Element, tags: tuple[str, ...]) -> bool:
    return any(parent.tag in tags for parent in element.iterancestors() if parent is not root)


def _kind(paragraph: _Element, headings: frozenset[str]) -> str:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    if style is not None and style.get(f"{_WORD}val") in headings:
        return "head"
    return "item" if paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None else "p"


def _text(paragraph: _Element) -> str:
    """Give the words shown: insertions in; deletions, hidden runs and the paragraphs of its text boxes out."""
    parts: list[str] = []
    for element in paragraph.iter(f"{_WORD}t", *_SPELLED):
        parents = list(element.iterancestors())
        nearest = next(parent for parent in parents if parent.tag == f"{_WORD}p")
        tabs = any(parent.tag == f"{_WORD}tabs" for parent in parents)  # tab stops are layout
        if nearest is paragraph and not tabs and not any(map(_unseen, parents)):
            parts.append(_SPELLED.get(str(element.tag), element.text or ""))
    return "".join(parts)


def _unseen(element: _Element) -> bool:
    """Say whether Word shows nothing of an element: it was deleted, or its run is formatted as hidden."""
    vanish = element.find(f"{_WORD}rPr/{_WORD}vanish") if element.tag == f"{_WORD}r" else None
    return element.tag in _NOT_SHOWN or (vanish is not None and vanish.get(f"{_WORD}val") not in _OFF)
