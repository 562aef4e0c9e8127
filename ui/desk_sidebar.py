"""The side bar: conversations, what to ask, and the way into the library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from corpus.visible import escape, visible
from index.passage import Filters
from index.records import ArticleRecord
from ui import desk_state as state
from ui.answer_html import described
from ui.desk_backend import Backend
from ui.desk_pane import pane, words
from ui.desk_upload import draw_upload
from ui.desk_writer import draw_choice

LISTED = 200  # conversations shown, the latest ones
EXPORTS = (
    ("markdown", "To read (Markdown)", "md", "text/markdown"),
    ("json", "With every offset (JSON)", "json", "application/json"),
)
PICKABLE = 1000  # articles offered one by one; more than these are narrowed by collection and publisher first


def draw(backend: Backend, records: Sequence[ArticleRecord]) -> Filters:
    """Draw the side bar and give what is to be asked."""
    with st.sidebar:
        words('<p class="brand">citedesk</p>')
        _conversations(backend)
        draw_choice(backend.settings)
        filters = _scope(records)
        draw_upload(backend, sorted({record.collection for record in records}), len(records))
    return filters


def _conversations(backend: Backend) -> None:
    talks = backend.history.conversations()
    here = state.conversation()
    if st.button("New conversation", icon=":material/add:", width="stretch", disabled=here is None):
        state.show_conversation(None)
        st.rerun()
    if not talks:
        return
    with st.expander("Conversations", expanded=True, key="talks-pane"):
        rows = "".join(_row(talk.id, talk.title, talk.id == here) for talk in talks[:LISTED])
        pane(f'<ul class="talks">{rows}</ul>', "talks", state.show_conversation)
        if here is not None and any(talk.id == here for talk in talks):
            _keep_or_delete(backend, here)


def _row(identity: str, title: str, here: bool) -> str:
    current = ' aria-current="page"' if here else ""
    return (
        f'<li><button type="button" data-pick="{escape(identity)}"{current} dir="auto" title="{escape(title)}">'
        f"{escape(title)}</button></li>"
    )


def _keep_or_delete(backend: Backend, here: str) -> None:
    with st.container(horizontal=True):
        with st.popover("Export", type="tertiary", icon=":material/download:"):
            for form, label, ending, mime in EXPORTS:
                st.download_button(
                    label,
                    partial(backend.history.export, here, form),
                    file_name=f"citedesk-{here}.{ending}",
                    mime=mime,
                    on_click="ignore",
                    width="stretch",
                )
        with st.popover("Delete", type="tertiary", icon=":material/delete:"):
            st.write("The questions and answers of this conversation go; the articles stay.")
            if st.button("Delete this conversation", type="primary"):
                backend.history.delete(here)
                state.show_conversation(None)
                st.rerun()


def _scope(records: Sequence[ArticleRecord]) -> Filters:
    """Let a person choose what to ask, and give it as filters; nothing chosen means everything."""
    with st.expander("What to ask", key="scope-pane"):
        collections = _choice("Collections", sorted({record.collection for record in records}), "all")
        inside = [record for record in records if not collections or record.collection in collections]
        publishers = _choice("Publishers", sorted({r.publisher for r in inside if r.publisher is not None}), "all")
        inside = [record for record in inside if not publishers or record.publisher in publishers]
        articles = _articles(inside)
        since, until = _day("Published from", "since"), _day("Published until", "until")
        if since or until:
            undated = sum(record.published is None for record in inside)
            words(f'<p class="fine">{undated} undated left out while a date is set.</p>')
    return Filters(collections, articles, publishers, since, until)


def _choice(label: str, options: Sequence[str], placeholder: str) -> tuple[str, ...]:
    chosen = st.multiselect(label, options, format_func=visible, placeholder=placeholder, key=f"scope-{label.lower()}")
    return tuple(str(value) for value in chosen)


def _articles(records: Sequence[ArticleRecord]) -> tuple[str, ...]:
    if len(records) > PICKABLE:
        words(f'<p class="fine">{len(records):,} articles: choose a collection or publisher to pick single ones.</p>')
        return ()
    names = {record.article_id: visible(named(record)) for record in records}
    chosen = st.multiselect(
        "Articles", list(names), format_func=names.__getitem__, placeholder="all", key="scope-articles"
    )
    return tuple(chosen)


def _day(label: str, key: str) -> date | None:
    day = st.date_input(label, value=None, format="YYYY-MM-DD", key=f"scope-{key}", min_value=date(1600, 1, 1))
    return day if isinstance(day, date) else None


def named(record: ArticleRecord) -> str:
    """Name an article in a list."""
    return f"{record.title or record.key} ({described(record.publisher, record.published)})"
