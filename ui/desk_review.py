"""The button under an answer that is wrong: the reader says what should have been said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from rag.answer import Answer
from rag.kept.reviews import Mistake, Review
from ui.desk_pane import words

Keep = Callable[[Answer, Mistake, str, Sequence[str]], Review]

_LONGEST = 2_000
_MARKED = "marked"
_DIFFERENT, _NOTHING = "It should say something else", "It should not have been answered"


def draw(keep: Keep, place: str, answer: Answer, before: Sequence[Answer], limit: int = _LONGEST) -> None:
    """Draw the button, or that the answer is marked; `keep` takes the answer, what is wrong and the turns before."""
    marked: set[str] = st.session_state.setdefault(_MARKED, set())
    if place in marked:
        words('<p class="fine">Marked as wrong; <code>citedesk eval --add SET</code> makes it a question of a set.</p>')
        return
    with st.popover("This answer is wrong", type="tertiary"), st.form(f"review-{place}", border=False):
        mistake = _mistake(place, answer)
        right = st.text_area("The right words, best as an article has them", key=f"right-{place}", max_chars=limit)
        if st.form_submit_button("Keep for the evaluation"):
            keep(answer, mistake, right, tuple(turn.question for turn in before))
            marked.add(place)
            st.rerun()


def _mistake(place: str, answer: Answer) -> Mistake:
    if answer.abstained:
        return Mistake.REFUSED_IN_VAIN
    chosen = st.radio("What is wrong?", [_DIFFERENT, _NOTHING], key=f"mistake-{place}")
    return Mistake.SHOULD_HAVE_REFUSED if chosen == _NOTHING else Mistake.WRONG
