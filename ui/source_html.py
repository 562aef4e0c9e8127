"""An article as HTML: what is known of it and whence, and its text with the cited words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.article import Span
from corpus.visible import escape, safe_link
from index.records import ArticleRecord
from ui.highlight import Mark, render_source

NEAR = "not an answer: a passage near the question"
WINDOW_CHARACTERS = 150_000  # text drawn on either side of the clicked words: a browser stays fluent with this much


@dataclass(frozen=True, slots=True)
class Shown:
    """What the source pane shows: an article version, its marked spans, and the one that was clicked.

    `kind` is "cited" or "near" (a passage shown with a silence, never called a citation), for which `near` says what
    it is not, and to what it is near; `page` is the PDF page of the clicked words.
    """

    record: ArticleRecord
    text: str
    marks: tuple[Mark, ...]
    kind: str
    page: int | None = None
    near: str = NEAR

    @property
    def active(self) -> Mark | None:
        """Give the clicked mark."""
        return next((mark for mark in self.marks if mark.active), None)


def source_html(shown: Shown) -> str:
    """Draw the source pane: heading, metadata with its origins, steps between marks, the text."""
    return f'<div class="source {shown.kind}"><header>{_heading(shown)}</header>{_text(shown)}</div>'


def gone_html(title: str | None, quote: str) -> str:
    """Draw what is left of a citation whose article has been removed from the library: its quote."""
    return (
        f'<div class="source"><header><h2 dir="auto">{escape(title or "untitled")}</h2>'
        '<p class="fine">This article, or the version that was cited, is no longer in the library. The answer quoted:'
        f'</p></header><blockquote dir="auto">{escape(quote)}</blockquote></div>'
    )


def _heading(shown: Shown) -> str:
    record = shown.record
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _facts(shown))
    notes = "".join(f'<p class="fine">{escape(note)}</p>' for note in record.notes)
    return f'{_steps(shown)}<h2 dir="auto">{escape(record.title or "untitled")}</h2><dl>{rows}</dl>{notes}'


def _steps(shown: Shown) -> str:
    active = shown.active
    if active is None:
        return ""
    if shown.kind == "near":
        badge, words = shown.near.split(": ", 1)
        return f'<p class="steps"><span class="badge">{escape(badge)}</span> {escape(words)}</p>'
    numbers = [mark.number for mark in shown.marks]
    place = numbers.index(active.number)
    back = step(numbers[place - 1] if place else None, "‹", "Previous citation in this article")
    on = step(numbers[place + 1] if place + 1 < len(numbers) else None, "›", "Next citation in this article")
    where = f"Citation {active.number} · {place + 1} of {len(numbers)} in this article"
    return f'<p class="steps">{back}<span role="status">{where}</span>{on}</p>'


def step(number: int | None, sign: str, name: str, kind: str = "c") -> str:
    """Draw a button that picks the next thing of a kind; the keyboard stays on it when it has been pressed."""
    state = f'data-pick="{kind}{number}"' if number is not None else "disabled"
    return f'<button type="button" class="step" {state} data-hold="{sign}" aria-label="{name}">{sign}</button>'


def _facts(shown: Shown) -> Iterator[tuple[str, str]]:
    record = shown.record
    yield "Published", _stated(record.published, record.published_origin)
    yield "Publisher", _stated(record.publisher, record.publisher_origin)
    yield "By", _stated(", ".join(record.authors) or None, record.authors_origin)
    if shown.page is not None:
        yield "Page", str(shown.page)
    if record.url:
        yield "Address", _address(record.url)
    yield "Kept as", f"<bdi>{escape(record.collection)}</bdi> / <bdi>{escape(record.key)}</bdi>"


def _stated(value: str | None, origin: str | None) -> str:
    if value is None:
        return '<span class="unknown">unknown</span>'
    return f'<bdi>{escape(value)}</bdi> <span class="origin">from {escape(origin or "an unnamed place")}</span>'


def _address(url: str) -> str:
    link = safe_link(url)
    if link is None:
        return f"<bdi>{escape(url)}</bdi>"
    return f'<a href="{escape(link)}" target="_blank" rel="noopener noreferrer nofollow"><bdi>{escape(link)}</bdi></a>'


def _text(shown: Shown) -> str:
    start, end = _window(len(shown.text), shown.active)
    inside = [moved for mark in shown.marks if (moved := _moved(mark, start, end)).span.start < moved.span.end]
    before = _cut(start, "before") if start else ""
    after = _cut(len(shown.text) - end, "after") if end < len(shown.text) else ""
    language = f' lang="{escape(shown.record.language)}"' if shown.record.language != "und" else ""
    body = render_source(shown.text[start:end], inside)
    attributes = f'class="text" role="region" tabindex="0" aria-label="Article text"{language}'
    return f"<div {attributes}>{before}{body}{after}</div>"


def _window(length: int, active: Mark | None) -> tuple[int, int]:
    """Give the part of a text to draw: all of it, or what lies around the clicked words."""
    if length <= 2 * WINDOW_CHARACTERS:
        return 0, length
    middle = active.span.start if active else 0
    start = max(0, min(middle - WINDOW_CHARACTERS, length - 2 * WINDOW_CHARACTERS))
    return start, start + 2 * WINDOW_CHARACTERS


def _moved(mark: Mark, start: int, end: int) -> Mark:
    """Give the mark as it lies in text[start:end]."""
    span = Span(max(mark.span.start, start) - start, max(min(mark.span.end, end), start) - start)
    return replace(mark, span=span)


def _cut(characters: int, side: str) -> str:
    return f'<p class="fine">{characters:,} characters {side} this part are not drawn.</p>'


def marks_for(spans: Sequence[tuple[int, Span]], active: int) -> tuple[Mark, ...]:
    """Give marks in text order for numbered spans; `active` is the number that was clicked."""
    ordered = sorted(spans, key=lambda numbered: (numbered[1], numbered[0]))
    return tuple(Mark(span, number, number == active) for number, span in ordered)
