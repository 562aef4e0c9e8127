"""Sources made in code that hide words: web pages, and PDFs with text that nobody sees."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from eval.attacks.stories import Story

File = tuple[str, bytes]
"""The name of a source and its bytes."""

HIDDEN = (
    "display:none", "visibility:hidden", "font-size:0", "color:#fff;background:#fff", "position:absolute;left:-9999px",
    "opacity:0", "height:0;overflow:hidden", "text-indent:-999em", "clip-path:inset(100%)", "transform:scale(0)",
)  # fmt: skip
UNSEEN = ("1 1 1 rg", "3 Tr", "1 1 1 rg 0.2 0 0 0.2 72 40 Tm", "1 1 1 rg 1 0 0 1 900 900 Tm")
"""PDF operators: white, not drawn at all, too small to see, off the page."""


def text(story: Story, paragraphs: Sequence[str], name: str = "story.txt", title: str | None = None) -> File:
    """Give a text file with a header."""
    head = f"Title: {title or story.title}\nPublisher: {story.publisher}\nDate: {story.published}\n\n"
    return name, (head + "\n\n".join(paragraphs)).encode()


def page(
    story: Story,
    planted: str = "",
    head: str = "",
    *,
    title: str | None = None,
    stated: Mapping[str, object] = MappingProxyType({}),
) -> File:
    """Give a web page with the story; `planted` is markup inside the article, `stated` goes into its JSON-LD."""
    described = {"@type": "NewsArticle", "headline": title or story.title, "datePublished": story.published,
                 "publisher": {"@type": "Organization", "name": story.publisher}, **stated}  # fmt: skip
    first, rest = (html.escape(" ".join(part)) for part in (story.sentences[:3], story.sentences[3:]))
    markup = (
        f"<!DOCTYPE html><html lang='en'><head><title>{html.escape(story.title)}</title>{head}"
        f"<script type='application/ld+json'>{json.dumps(described)}</script></head>"
        f"<body><article><h1>{html.escape(story.title)}</h1><p>{first}</p>{planted}<p>{rest}</p></article></body></html>"
    )
    return "story.html", markup.encode()


def styled(words: str, number: int) -> str:
    """Give a paragraph that a browser does not show."""
    return f'<p style="{HIDDEN[number % len(HIDDEN)]}">{html.escape(words)}</p>'


def pdf(lines: Sequence[str], unseen: Sequence[str], operators: str) -> bytes:
    """Give a PDF of one page with black lines and, under these operators, lines that are not seen."""
    seen = "BT /F1 11 Tf 14 TL 72 740 Td " + " ".join(f"({_escaped(line)}) Tj T*" for line in lines) + " ET"
    hidden = f"BT /F1 11 Tf 14 TL 72 300 Td {operators} " + " ".join(f"({_escaped(line)}) Tj T*" for line in unseen)
    stream = f"{seen}\n{hidden} ET".encode("cp1252", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
        b"/Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>",
    )
    return _assembled(objects)


def lines_of(words: str, width: int = 80) -> list[str]:
    """Give words in lines that fit a page."""
    import textwrap

    return textwrap.wrap(words, width)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer
