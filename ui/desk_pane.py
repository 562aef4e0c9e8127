"""A pane of escaped HTML whose buttons report what was picked: the only component, and the only script, of the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from corpus.visible import escape

ASSETS = Path(__file__).parent / "assets"
ICON = str(ASSETS / "icon.svg")
NAME = "citedesk_pane"


def pane(html: str, key: str, on_pick: Callable[[str], None] | None = None, turn: int = 0, quiet: bool = False) -> None:
    """Show HTML that `corpus.visible` made safe.

    `on_pick` gets the `data-pick` of a clicked element before the next run. Whenever `turn` has risen, the clicked
    words (or, where none are marked, the verdict, or the turn of the conversation around the pane) scroll into view;
    a `quiet` pane scrolls them in their own box only, so that what was clicked stays in view on a narrow screen.
    """

    def picked() -> None:
        value = st.session_state[key].get("pick")
        if on_pick is not None and isinstance(value, str):
            on_pick(value)

    _component()(key=key, data={"html": html, "turn": turn, "quiet": quiet}, on_pick_change=picked)


def style() -> None:
    """Lay the page out: two panes side by side that scroll on their own."""
    st.html(ASSETS / "page.css")


def words(html: str) -> None:
    """Show HTML that `corpus.visible` made safe and that has nothing to click."""
    st.html(html)


def notice(message: str) -> None:
    """Show one line for a person, escaped; `st.error` would read it as Markdown."""
    st.html(notice_html(message))


def notice_html(message: str) -> str:
    """Draw one line for a person."""
    return f'<p class="notice" role="alert" dir="auto">{escape(message)}</p>'


@cache
def _component() -> Any:  # noqa: ANN401 - streamlit's renderer takes any event callback by name
    css, verdicts, js = (
        (ASSETS / name).read_text(encoding="utf-8") for name in ("pane.css", "verdicts.css", "pane.js")
    )
    return st.components.v2.component(NAME, html='<div class="pane"></div>', css=css + verdicts, js=js)
