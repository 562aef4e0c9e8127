"""The left pane: questions, answers, and the field for the next question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import streamlit as st

from corpus import examples
from corpus.errors import CitedeskError
from corpus.visible import escape
from rag.answer import Answer
from ui import desk_review, desk_scope, desk_upload, desk_writer
from ui import desk_state as state
from ui.answer_html import answer_html, question_html
from ui.desk_backend import Backend
from ui.desk_pane import notice_html, pane, words

EXAMPLES = "examples"  # the collection of the articles that come with citedesk
EXAMPLE = "why did France block the Tokyo office?"
BROKEN_OFF = "a click elsewhere on the page broke this off before it was answered; ask it again"


def draw(backend: Backend, scope: desk_scope.Scope, turns: Sequence[Answer], collections: Collection[str]) -> None:
    """Draw the conversation and ask what is typed; `collections` are those that hold articles."""
    limit = backend.settings.max_question_chars
    conversation = st.container(key="conversation")
    with conversation:
        asked = _beginning(backend, collections) if not turns and state.failed() is None else None
        for number, answer in enumerate(turns):
            with st.container(key=f"turn-{number}"):
                asked = _turn(number, answer, number == len(turns) - 1, limit) or asked
                desk_review.draw(backend.keep_review, f"{state.conversation()}-{number}", answer, turns[:number])
        _failure()
    desk_scope.say(scope, "Asking")
    field = "Ask the articles" if collections else "Nothing to ask yet"
    # Without a limit of its own: the field would drop what is too long without a word, the desk says so.
    asked = st.chat_input(field, key="question", disabled=not collections) or asked
    if asked:
        with conversation:
            _ask(backend, asked, scope, turns)


def _ask(backend: Backend, question: str, scope: desk_scope.Scope, turns: Sequence[Answer]) -> None:
    """Answer, keep the answer, turn to its first citation, and draw the page anew.

    A click elsewhere ends the run that answers; what was asked then stands there as broken off, and is not lost.
    """
    state.ask()
    state.fail(question, BROKEN_OFF)
    _question(question)
    try:
        with desk_writer.shown() as watch:
            writer = desk_writer.chosen(backend.settings)
            answer = backend.desk.ask(
                question,
                filters=scope.filters,
                history=tuple(turns),
                as_of=scope.as_of,
                generator=writer,
                watch=watch,
            )
    except CitedeskError as error:
        state.fail(question, str(error))
    else:
        _keep(backend, question, answer, turns)
    st.rerun()


def _keep(backend: Backend, question: str, answer: Answer, turns: Sequence[Answer]) -> None:
    """Keep an answer as the next turn; where that cannot be done, on a full disk, it is shown all the same."""
    try:
        identity = state.conversation()
        if identity is None or not turns:
            identity = backend.history.start()
            state.show_conversation(identity)
        backend.history.add(identity, answer)
    except CitedeskError as error:
        state.fail(question, f"this answer is not kept: {error}", answer)
    else:
        state.answered()
        show_first(len(turns), answer)


def show_first(turn: int, answer: Answer) -> None:
    """Show the source of an answer's first citation, or the nearest passage of a silence."""
    if answer.citations:
        state.pick(turn, f"c{answer.citations[0].number}", clicked=False)
    elif answer.nearest:
        state.pick(turn, "n1", clicked=False)


def _question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        words(question_html(question))


def _turn(number: int, answer: Answer, last: bool, limit: int) -> str | None:
    """Draw one turn, and give the question if it was edited to be asked again."""
    _question(answer.question)
    with st.chat_message("assistant", avatar=":material/article:"):
        place = f"{state.conversation()}-{number}"
        again = _resolved(place, answer, limit)
        pick = state.picked()
        pressed = pick.value if pick and pick.turn == number else None
        pane(answer_html(answer, pressed), f"answer-{place}", partial(state.pick, number), state.asked() if last else 0)
    return again


def _resolved(place: str, answer: Answer, limit: int) -> str | None:
    """Show what a follow-up was taken to mean, and let it be mended."""
    if answer.resolved_question == answer.question:
        return None
    with st.container(horizontal=True, vertical_alignment="center", key=f"resolved-{place}"):
        words(f'<p class="resolved" dir="auto">Read as: <q>{escape(answer.resolved_question)}</q></p>')
        with st.popover("Edit", type="tertiary"), st.form(f"again-{place}", border=False):
            resolved = answer.resolved_question[:limit]
            edited = st.text_area("The question to ask", resolved, key=f"edited-{place}", max_chars=limit)
            if st.form_submit_button("Ask again") and edited.strip():
                return edited
    return None


def _failure() -> None:
    failed = state.failed()
    if failed is None:
        return
    with st.container(key="turn-failed"):
        _question(failed.question)
        shown = answer_html(failed.answer, None) if failed.answer else ""
        pane(notice_html(failed.reason) + shown, "failure", turn=state.asked())


def _beginning(backend: Backend, collections: Collection[str]) -> str | None:
    """Say what to do first, and give the example question if it was clicked."""
    if not collections:
        _welcome(backend)
        return None
    words(
        '<div class="invite"><h1>Ask the articles</h1><p>Every sentence of an answer is tied to the exact words it '
        "came from. Click a number to read them in the source. Where the articles are silent, so is the desk.</p></div>"
    )
    if EXAMPLES not in collections:
        return None
    return EXAMPLE if st.button(EXAMPLE, type="tertiary", icon=":material/subdirectory_arrow_right:") else None


def _welcome(backend: Backend) -> None:
    words(
        '<div class="invite"><h1>The library is empty</h1><p>Add files under “Library” in the side bar'
        '<span class="narrow"> (» above opens it)</span>, or run <code>citedesk ingest FOLDER</code> in a terminal. Or '
        "look around first with the articles that come with citedesk, on NATO and the Indo-Pacific.</p></div>"
    )
    busy = any(job.active for job in backend.worker.jobs())
    if st.button("Add the example articles", type="primary", disabled=busy):
        backend.worker.paths([examples.FOLDER], EXAMPLES, "the example articles")
        st.rerun()
    if busy:
        desk_upload.draw_doing(backend.worker)
