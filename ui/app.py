"""The desk in the browser: conversation on the left, the source of the clicked citation on the right."""

from __future__ import annotations

import streamlit as st

from corpus.errors import CitedeskError
from ui import desk_backend, desk_chat, desk_sidebar, desk_source
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
    """Draw the three parts of the page."""
    records = backend.records()
    identity = state.conversation()
    turns = backend.history.turns(identity) if identity else ()
    if turns and state.picked() is None:
        desk_chat.show_first(len(turns) - 1, turns[-1])
    filters = desk_sidebar.draw(backend, records)
    left, right = st.columns([11, 10], gap="large")
    with left:
        desk_chat.draw(backend, filters, turns, {record.collection for record in records})
    with right:
        desk_source.draw(backend.shelf, turns)


main()
