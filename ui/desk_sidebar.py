"""The side bar: conversations, what to ask, and the way into the library."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from corpus.visible import escape
from index.records import ArticleRecord
from ui import desk_check_state, desk_scope
from ui import desk_state as state
from ui.desk_backend import Backend
from ui.desk_pane import pane, words
from ui.desk_upload import draw_upload
from ui.desk_writer import draw_choice

LISTED = 200  # conversations shown, the latest ones
EXPORTS = (
    ("markdown", "To read (Markdown)", "md", "text/markdown"),
    ("json", "With every offset (JSON)", "json", "application/json"),
)


ASK, CHECK, ARTICLES = "Ask", "Check", "Articles"


def draw(backend: Backend, records: Sequence[ArticleRecord]) -> tuple[str, desk_scope.Scope]:
    """Draw the side bar and give the page that was chosen, and what is to be asked."""
    with st.sidebar:
        words('<p class="brand">citedesk</p>')
        view = _view()
        if view == ASK:
            _conversations(backend)
            draw_choice(backend.settings)
        elif view == CHECK:
            _checks(backend)
        scope = desk_scope.draw(records)
        draw_upload(backend, sorted({record.collection for record in records}), len(records))
    return view, scope


def _view() -> str:
    """Let a person choose a page; it stands in the address, so that a reload and a bookmark find it again."""
    chosen = st.segmented_control(
        "Page",
        (ASK, CHECK, ARTICLES),
        default=ASK,
        required=True,
        key="page",
        bind="query-params",
        label_visibility="collapsed",
        width="stretch",
    )
    return chosen or ASK


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


def _checks(backend: Backend) -> None:
    done = backend.checks.done()
    here = desk_check_state.identity()
    if not done:
        return
    with st.expander("Checks", expanded=True, key="checks-pane"):
        rows = "".join(_row(one.id, one.name, one.id == here) for one in done[:LISTED])
        pane(f'<ul class="talks">{rows}</ul>', "checks", desk_check_state.show)
        if here is not None and any(one.id == here for one in done):
            _delete_check(backend, here)


def _delete_check(backend: Backend, here: str) -> None:
    with st.popover("Delete", type="tertiary", icon=":material/delete:"):
        st.write("The draft and its verdicts go; the articles stay.")
        if st.button("Delete this check", type="primary"):
            backend.checks.delete(here)
            desk_check_state.show(None)
            st.rerun()


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
