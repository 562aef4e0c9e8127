"""The desk in the browser: conversation on the left, the source of the clicked citation on the right."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from corpus.errors import CitedeskError
from index.records import ArticleRecord
from ui import desk_backend, desk_chat, desk_scope, desk_sidebar, desk_source
from ui import desk_state as state
from ui.desk_pane import ICON, notice, style


def main() -> None:
    """Draw the page; what goes wrong is said in words."""
    st.set_page_config(page_title="citedesk", page_icon=ICON, layout="wide", menu_items={})
    style()
    try:
        draw(desk_backend.load())
    except CitedeskError as error:
        notice(str(error))


def draw(backend: desk_backend.Backend) -> None:
    """Draw the side bar and the page chosen there; what only one page needs is imported with it."""
    records = backend.records()
    view, scope = desk_sidebar.draw(backend, records)
    left, right = st.columns([11, 10], gap="large")
    if view == desk_sidebar.CHECK:
        from ui import desk_check

        desk_check.draw(backend, scope, bool(records), left, right)
    elif view == desk_sidebar.ARTICLES:
        from ui import desk_articles

        desk_articles.draw(backend, scope, records, left, right)
    else:
        _ask(backend, scope, records, left, right)


def _ask(
    backend: desk_backend.Backend,
    scope: desk_scope.Scope,
    records: Sequence[ArticleRecord],
    left: DeltaGenerator,
    right: DeltaGenerator,
) -> None:
    identity = state.conversation()
    turns = backend.history.turns(identity) if identity else ()
    if turns and state.picked() is None:
        desk_chat.show_first(len(turns) - 1, turns[-1])
    with left:
        desk_chat.draw(backend, scope, turns, {record.collection for record in records})
    with right:
        desk_source.draw(backend.shelf, turns)


main()
