"""The field for a quotation: where these words were said, verbatim or nearly, and by whom."""

from __future__ import annotations

import streamlit as st

from corpus.errors import CitedeskError
from ui import desk_check_state as state
from ui import desk_scope
from ui.desk_backend import Backend
from ui.desk_pane import notice, pane
from ui.quote_html import quote_html


def draw(backend: Backend, scope: desk_scope.Scope, ready: bool) -> None:
    """Draw the field and the places where the words stand."""
    with st.form("quotation", border=False):
        typed = st.text_area("The words of a quotation", key="quotation-words", height=90, persist_state="session")
        sent = st.form_submit_button("Find these words", type="primary", disabled=not ready)
    desk_scope.say(scope, "Looking in")
    if sent:
        try:
            state.keep_traced(backend.desk.quote(typed, filters=scope.kept))
        except CitedeskError as error:
            notice(str(error))
            return
    traced = state.traced()
    if traced is not None:
        pane(quote_html(traced, state.match()), "quotation-places", state.pick_match)
