"""Words as HTML with spans of them marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.article import Span
from corpus.visible import escape


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to mark, in code points of the text it is drawn on; `number` is what a reader clicks to find it."""

    span: Span
    number: int
    active: bool = False


def render_source(text: str, marks: Sequence[Mark]) -> str:
    """Give the text as HTML with every mark as `<mark>` elements; spans may overlap, and are cut to the text.

    A span that shares words with another one is drawn as several elements. `data-cite` names the numbers of the spans
    an element belongs to, and joining the elements of one number in order gives exactly its words. Among overlapping
    spans the active one is drawn strongest (class "active").
    """
    return "".join(_piece(text[start:end], covering) for start, end, covering in _pieces(len(text), marks))


def _pieces(length: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    edges = {0, length}
    for mark in marks:
        edges.update(edge for edge in (mark.span.start, mark.span.end) if 0 < edge < length)
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        yield start, end, tuple(mark for mark in marks if mark.span.start <= start and end <= mark.span.end)


def _piece(words: str, covering: tuple[Mark, ...]) -> str:
    if not covering:
        return escape(words)
    numbers = sorted({mark.number for mark in covering})
    active = ' class="active"' if any(mark.active for mark in covering) else ""
    cited = " ".join(map(str, numbers))
    return f'<mark data-cite="{cited}"{active}>{escape(words)}</mark>'
