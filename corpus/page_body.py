"""The element tree of a web page -> the blocks of its article, without the page's furniture.

Two extractors must agree. trafilatura reads the page twice, carefully (precision) and as usual; the careful reading
stands, and a paragraph it left out comes back where readability has it too and it stands between paragraphs that
stay. Measured with `python -m eval.bench.web_pages ../shared/data/web-pages` on 2026-11-22 (91 pages, F1): trafilatura
as usual .965, carefully .975, this module .977.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING

from corpus.blocks import Words, blocks_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PROSE = 80  # characters from which a paragraph that ends like a sentence is taken for one
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_OPENING = 4  # blocks from the top among which the title is looked for
_TOO_LITTLE = 0.5  # share of the usual reading below which the careful one is doubted


def article_blocks(tree: HtmlElement, markup: str, titles: Sequence[str] = (), stated: str = "") -> tuple[Words, ...]:
    """Give the article's blocks; `stated`, the JSON-LD body, speaks only where the page itself holds none.

    Blocks at the top that repeat one of the `titles` are left out (the title is kept beside the text), and so are
    headings at the end that head nothing.
    """
    usual = _trafilatura(tree, precise=False)
    careful = _trafilatura(tree, precise=True)
    witness = _normal(_readability(markup)) if usual != careful else ""
    blocks = _agreed(careful, usual, witness) or tuple(Words("p", line) for line in _lines(stated))
    return _trimmed(blocks, frozenset(map(_normal, titles)))


def _trafilatura(tree: HtmlElement, *, precise: bool) -> tuple[Words, ...]:
    from trafilatura.core import bare_extraction
    from trafilatura.settings import Document

    # It logs what it cannot read; that it found nothing is said by the reader in one line.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(copy(tree), include_comments=False, favor_precision=precise)
    if not isinstance(document, Document) or document.body is None:
        return ()
    return tuple(blocks_of(document.body))


def _readability(markup: str) -> str:
    from lxml.etree import LxmlError
    from lxml.html import fromstring
    from readability import Document
    from readability.readability import Unparseable

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        return " ".join(map(str, fromstring(Document(markup).summary()).itertext()))
    except (Unparseable, LxmlError, ValueError):  # the second witness does not speak: nothing is brought back
        return ""


def _agreed(careful: tuple[Words, ...], usual: tuple[Words, ...], witness: str) -> tuple[Words, ...]:
    """Give the careful reading, with the paragraphs that the usual reading and the witness both hold put back."""
    if not careful or (_size(careful) < _TOO_LITTLE * _size(usual) < len(witness)):
        return usual
    kept = _normal("\n".join(block.text for block in careful))
    long = [words for words in (_normal(block.text) for block in careful) if len(words) >= _PROSE / 2]
    result = list(careful)
    for at, block in enumerate(usual):
        words = _normal(block.text) if _is_prose(block.text) else ""
        if not words or words in kept or words not in witness or any(part in words for part in long):
            continue
        place = _place(usual, at, result)
        if place is not None:
            result.insert(place, block)
    return tuple(result)


def _place(usual: Sequence[Words], at: int, result: Sequence[Words]) -> int | None:
    """Give the place behind the nearest block before that stays; none at the top or the end of the article."""
    texts = [block.text for block in result]
    before = next((texts.index(block.text) for block in reversed(usual[:at]) if block.text in texts), None)
    after = any(block.text in texts for block in usual[at + 1 :])
    return before + 1 if before is not None and after else None


def _trimmed(blocks: Sequence[Words], titles: frozenset[str]) -> tuple[Words, ...]:
    opening = [block for block in blocks[:_OPENING] if _normal(block.text) not in titles]
    result = [*opening, *blocks[_OPENING:]]
    while result and result[-1].kind == "head":
        result.pop()
    return tuple(result or blocks)


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and _SENTENCE_END.search(text) is not None


def _size(blocks: Sequence[Words]) -> int:
    return sum(len(block.text) for block in blocks)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _normal(text: str) -> str:
    """Give the words alone, in lower case: for comparing, never for offsets."""
    return " ".join(re.findall(r"\w+", text.lower()))
