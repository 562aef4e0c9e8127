"""The side bar: conversations, what to ask, and the way into the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
SCOPES = {CHECK: "What to check against", ARTICLES: "What to list"}

Show = Callable[[str | None], None]
Act = Callable[[str], None]


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
        scope = desk_scope.draw(records, SCOPES.get(view, "What to ask"))
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
    named = [(talk.id, talk.title) for talk in talks]
    _listed("Conversations", "talks", named, here, state.show_conversation, partial(_keep_or_delete, backend))


def _checks(backend: Backend) -> None:
    named = [(one.id, one.name) for one in backend.checks.done()]
    _listed("Checks", "checks", named, desk_check_state.identity(), desk_check_state.show, partial(_drop, backend))


def _listed(title: str, key: str, named: Sequence[tuple[str, str]], here: str | None, show: Show, act: Act) -> None:
    """List ids by their names, the latest ones; what is open can be acted on."""
    if not named:
        return
    with st.expander(title, expanded=True, key=f"{key}-pane"):
        rows = "".join(_row(identity, name, identity == here) for identity, name in named[:LISTED])
        pane(f'<ul class="talks">{rows}</ul>', key, show)
        if here is not None and any(identity == here for identity, _ in named):
            act(here)


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
        loss = "The questions and answers of this conversation go; the articles stay."
        _delete("conversation", loss, partial(backend.history.delete, here), state.show_conversation)


def _drop(backend: Backend, here: str) -> None:
    loss = "The draft and its verdicts go; the articles stay."
    _delete("check", loss, partial(backend.checks.delete, here), desk_check_state.show)


def _delete(what: str, loss: str, delete: Callable[[], None], show: Show) -> None:
    with st.popover("Delete", type="tertiary", icon=":material/delete:"):
        st.write(loss)
        if st.button(f"Delete this {what}", type="primary"):
            delete()
            show(None)
            st.rerun()
