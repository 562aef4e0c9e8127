"""The right pane: the article behind the citation that was clicked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from corpus.article import Span
from corpus.errors import LibraryDamaged, NotFound
from rag.answer import Answer, Citation, Nearest
from ui import desk_state as state
from ui.desk_backend import Shelf
from ui.desk_pane import pane, words
from ui.source_html import NEAR, Shown, gone_html, marks_for, source_html


def draw(shelf: Shelf, turns: Sequence[Answer]) -> None:
    """Draw the source of what was picked, or say what will stand here."""
    pick = state.picked()
    chosen = _chosen(turns, pick) if pick else None
    with st.container(key="source"):
        if pick is None or chosen is None:
            words('<p class="placeholder">Click a citation: its source is shown here, the cited words marked.</p>')
            return
        citations = turns[pick.turn].citations
        html = cited_html(shelf, chosen, citations) if isinstance(chosen, Citation) else _nearest(shelf, chosen)
        pane(html, "source-text", lambda value: state.pick(pick.turn, value), state.clicks(), not pick.clicked)


def _chosen(turns: Sequence[Answer], pick: state.Pick) -> Citation | Nearest | None:
    """Give what was picked, or None where the conversation has no such thing any more."""
    if pick.turn >= len(turns):
        return None
    answer = turns[pick.turn]
    if pick.kind == "n":
        return answer.nearest[pick.number - 1] if 0 < pick.number <= len(answer.nearest) else None
    return next((citation for citation in answer.citations if citation.number == pick.number), None)


def cited_html(shelf: Shelf, chosen: Citation, citations: Sequence[Citation], near: str | None = None) -> str:
    """Draw the article of a citation, with those of `citations` marked that stand in it.

    `near` says what the words are near to, where they are no evidence. Raises LibraryDamaged where the words do not
    stand where they are cited.
    """
    try:
        record, text = shelf.article(chosen.article_id, chosen.sha256), shelf.text(chosen.sha256)
    except NotFound:
        return gone_html(chosen.title, chosen.quote)
    if text[chosen.start : chosen.end] != chosen.quote:
        raise LibraryDamaged(f"the text of article {chosen.article_id} is not the one cited; run `citedesk doctor`")
    spans = [
        (citation.number, Span(citation.start, citation.end))
        for citation in citations
        if (citation.article_id, citation.sha256) == (chosen.article_id, chosen.sha256)
    ]
    marks = marks_for(spans, chosen.number)
    return source_html(Shown(record, text, marks, "near" if near else "cited", chosen.page, near or NEAR))


def _nearest(shelf: Shelf, chosen: Nearest) -> str:
    """Draw a passage near the question; an article that has changed since is shown as it is now, without a mark."""
    try:
        record = shelf.article(chosen.article_id)
        text = shelf.text(record.sha256)
    except NotFound:
        return gone_html(chosen.title, chosen.text)
    same = text[chosen.start : chosen.end] == chosen.text
    spans = [(1, Span(chosen.start, chosen.end))] if same else []
    return source_html(Shown(record, text, marks_for(spans, 1), "near"))
