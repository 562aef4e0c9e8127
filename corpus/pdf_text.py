"""The pages of a PDF -> canonical text and page map: paragraphs apart, running heads out, pages joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median_low
from typing import TYPE_CHECKING

from corpus.pdf_page import Line, Page
from corpus.sourcemap import PageMap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PARAGRAPH = 1.35  # in the page's usual step from line to line: books lead paragraphs by half a line or more
_EDGE = 2  # lines at the top and at the bottom of a page that may be running heads
_OFTEN = 3  # pages on which a running head must stand, and half of all
_ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*\s*$")


def joined(pages: Sequence[Page]) -> tuple[str, PageMap]:
    """Give the text of pages that have lines, and where each of its characters stands."""
    import numpy as np

    text: list[str] = []
    starts: list[int] = []
    corners: list[NDArray[np.uint16]] = []
    length = 0
    for page in pages:
        for number, (line, gap) in enumerate(zip(page.lines, _gaps(page), strict=True)):
            before = gap if number else _between(text[-1], line.text) if text else ""
            if not number:
                starts.append(length + len(before))
            text += [before, line.text]
            corners += [np.zeros((len(before), 4), dtype=np.uint16), line.corners]
            length += len(before) + len(line.text)
    return "".join(text), PageMap(
        starts=np.array(starts, dtype=np.uint32),
        numbers=np.array([page.number for page in pages], dtype=np.uint32),
        sizes=np.array([page.size for page in pages], dtype=np.uint16).reshape(-1, 2),
        chars=np.concatenate(corners),
    )


def without_running_heads(pages: Sequence[Page]) -> tuple[tuple[Page, ...], int]:
    """Give the pages without the lines that return at their edges, and how many lines were left out.

    Digits do not count, so page numbers go too; the first time a running head is kept if it is words.
    """
    often = Counter(form for page in pages for form in {_form(line) for line in _edges(page)})
    running = {form for form, count in often.items() if count >= max(_OFTEN, len(pages) / 2)}
    seen: set[str] = set()
    result, left_out = [], 0
    for page in pages:
        edges = {id(line) for line in _edges(page) if _form(line) in running}
        again = {id(line) for line in page.lines if id(line) in edges and (_form(line) in seen or _form(line) in _BARE)}
        seen |= {_form(line) for line in page.lines if id(line) in edges}
        result.append(replace(page, lines=tuple(line for line in page.lines if id(line) not in again)))
        left_out += len(again)
    return tuple(result), left_out


_BARE = frozenset(("", "#", "page #", "# of #", "page # of #", "- # -", "– # –", "# / #", "#/#"))


def _edges(page: Page) -> tuple[Line, ...]:
    # On a page of few lines every line is an edge, and none is a running head.
    return (*page.lines[:_EDGE], *page.lines[-_EDGE:]) if len(page.lines) > 2 * _EDGE else ()


def _form(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.lower().split()))


def _gaps(page: Page) -> list[str]:
    """Give what stands before each line: a line end, or an empty line where the step is wider than usual."""
    steps = [after.top - before.top for before, after in zip(page.lines, page.lines[1:], strict=False)]
    usual = median_low([step for step in steps if step > 0] or [0])
    return ["", *("\n\n" if step > _PARAGRAPH * usual > 0 else "\n" for step in steps)]


def _between(before: str, after: str) -> str:
    """Give what stands between two pages: a line end where a sentence runs on, else an empty line."""
    runs_on = not _ENDS.search(before) and after.lstrip()[:1].islower()
    return "\n" if runs_on else "\n\n"
