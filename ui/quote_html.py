"""Where a quotation stands, as HTML: how exactly, who says it there, and what around it changes it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.visible import escape
from rag.quotations.traced import Edit, Exactness, QuoteMatch, Traced, Voice
from ui.answer_html import days_apart, described, sentence
from ui.claim_html import searched_html

_EXACTNESS = {Exactness.VERBATIM: ("✓", "Verbatim"), Exactness.NEAR: ("≈", "Nearly")}
_WHOSE = {Voice.QUOTED: "Said by", Voice.REPORTED: "Told after", Voice.OWN: "The article’s own words, by"}


def quote_html(traced: Traced, picked: int | None) -> str:
    """Draw every place where the words stand; `picked` is the number of the one that the source pane shows."""
    rows = "".join(_match(match, picked) for match in traced.matches)
    none = '<p class="silence">These words stand in none of the articles searched, not even nearly.</p>'
    body = f'<ol class="matches">{rows}</ol>' if rows else none
    return f'<div class="detail">{body}{searched_html(traced.searched)}</div>'


def _match(match: QuoteMatch, picked: int | None) -> str:
    cited = match.citation
    sign, word = _EXACTNESS[match.exactness]
    title = cited.title or "untitled"
    pressed = "true" if cited.number == picked else "false"
    page = f", page {cited.page}" if cited.page else ""
    return (
        f'<li class="testimony"><p><span class="exactness {match.exactness}">'
        f'<span class="sign" aria-hidden="true">{sign}</span> {word}</span> {_speaker(match)}</p>'
        f'<blockquote dir="auto"><span class="around">{escape(_before(cited.prefix))}</span>'
        f'<b>{escape(cited.quote)}</b><span class="around">{escape(_after(cited.suffix))}</span></blockquote>'
        f'<button type="button" class="open" data-pick="c{cited.number}" aria-pressed="{pressed}" dir="auto" '
        f'aria-label="{escape(title)}: show the words in the source">{escape(title)}</button>'
        f'<p class="fine" dir="auto">{days_apart(escape(described(cited.publisher, cited.published) + page))}</p>'
        f"{_list('warnings', _warnings(match))}{_list('differences', map(_edit, match.edits))}</li>"
    )


def _before(prefix: str) -> str:
    """Give the words before a quotation, whole ones."""
    _, space, words = prefix.partition(" ")
    return f"… {words}" if space else ""


def _after(suffix: str) -> str:
    words, space, _ = suffix.rpartition(" ")
    return f"{words} …" if space else suffix


def _speaker(match: QuoteMatch) -> str:
    who = match.speaker or "somebody whose name could not be made out"
    return f'<span dir="auto">{_WHOSE[match.voice]} <bdi>{escape(who)}</bdi></span>'


def _warnings(match: QuoteMatch) -> Iterator[str]:
    yield from (f"Mind: {sentence(remark)}" for remark in match.context)


def _edit(edit: Edit) -> str:
    if not edit.said:
        return f"left out: “{edit.source}”"
    if not edit.source:
        return f"added, not in the source: “{edit.said}”"
    return f"{edit.kind}: “{edit.said}”, source “{edit.source}”"


def _list(style: str, lines: Iterator[str]) -> str:
    rows = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul class="{style}" dir="auto">{rows}</ul>' if rows else ""
