"""Who writes the answers, and what they have written so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from corpus.visible import escape, visible
from rag.compose import EXTRACTIVE
from rag.config import Settings
from rag.generator import Asking, Generator, Released, Step
from rag.generators import load_generator
from ui.answer_html import sentence
from ui.desk_pane import words
from ui.leaving import leaving
from ui.live import asking

KEY = "generator"
VERBATIM = "the articles' own sentences"


def draw_choice(settings: Settings) -> None:
    """Let a person choose who writes, where the settings name a chat model, and say what leaves the machine."""
    offered = dict.fromkeys((settings.generator, EXTRACTIVE, *settings.generators))
    if len(offered) > 1:
        names = {name: VERBATIM if name == EXTRACTIVE else visible(name) for name in offered}
        st.selectbox(
            "Answers are written by", list(names), format_func=names.__getitem__, key=KEY, persist_state="session"
        )
    words(f'<p class="fine" dir="auto">{escape(leaving(settings, _name(settings)))}</p>')


def chosen(settings: Settings) -> Generator:
    """Give the generator chosen. Raises SettingsError where the settings name none."""
    return load_generator(settings, _name(settings))


def _name(settings: Settings) -> str:
    return str(st.session_state.get(KEY) or settings.generator)


@contextmanager
def shown() -> Iterator[Callable[[Step], None]]:
    """Give a watcher that draws what a model is asked and each sentence once it is checked; both go in the end."""
    slot = st.empty()
    page = _Page(slot)
    with st.spinner("Reading the articles"):
        yield page
    slot.empty()


class _Page:
    def __init__(self, slot: Any) -> None:  # noqa: ANN401 - streamlit names no type for a place on the page
        self._slot = slot
        self._asked, self._sentences = list[str](), list[str]()

    def __call__(self, step: Step) -> None:
        """Draw a step under those before it."""
        if isinstance(step, Asking):
            self._asked.append(f'<p class="fine">{escape(sentence(asking(step)))}</p>')
        elif isinstance(step, Released):
            numbers = "".join(f" [{number}]" for number in step.sentence.citations)
            self._sentences.append(f'<span dir="auto">{escape(step.sentence.text)}</span>{numbers}')
        with self._slot.container():
            asked, told = "".join(self._asked), " ".join(self._sentences)
            words(f'<div class="writing" role="status">{asked}<p dir="auto">{told}</p></div>')
