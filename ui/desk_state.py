"""What a session remembers between two runs: the conversation, the clicked citation, a question that failed."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from rag.answer import Answer

CONVERSATION = "conversation"  # in the address, so that a reload and a bookmark find it again
_PICK = "pick"
_CLICKS = "clicks"
_FAILED = "failed"
_ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Pick:
    """The citation ("c") or nearest passage ("n") of a turn that the source pane shows; turns count from 0.

    `clicked` says that a person picked it, and not the desk as it showed an answer.
    """

    turn: int
    kind: str
    number: int
    clicked: bool = True

    @property
    def value(self) -> str:
        """Give the name of its button, such as "c2"."""
        return f"{self.kind}{self.number}"


@dataclass(frozen=True, slots=True)
class Failed:
    """A question that got no answer, or one that could not be kept, and why."""

    question: str
    reason: str
    answer: Answer | None = None


def conversation() -> str | None:
    """Give the id of the conversation in the address."""
    return st.query_params.get(CONVERSATION)


def show_conversation(identity: str | None) -> None:
    """Turn to another conversation, or to an empty page."""
    st.session_state.pop(_PICK, None)
    st.session_state.pop(_FAILED, None)
    if identity is None:
        st.query_params.pop(CONVERSATION, None)
    else:
        st.query_params[CONVERSATION] = identity


def picked() -> Pick | None:
    """Give what the source pane shows."""
    pick = st.session_state.get(_PICK)
    return pick if isinstance(pick, Pick) else None


def pick(turn: int, value: str, *, clicked: bool = True) -> None:
    """Show a citation or passage, named as its button is; the same one again scrolls to it again."""
    kind, number = value[:1], value[1:]
    if kind in ("c", "n") and number.isdecimal():
        st.session_state[_PICK] = Pick(turn, kind, int(number), clicked)
        st.session_state[_CLICKS] = clicks() + 1


def clicks() -> int:
    """Count the clicks so far: a pane scrolls when the count has risen."""
    return int(st.session_state.get(_CLICKS, 0))


def asked() -> int:
    """Count the questions so far: the conversation scrolls to its end when the count has risen."""
    return int(st.session_state.get(_ASKED, 0))


def ask() -> None:
    """Count a question, and forget that the one before it failed."""
    st.session_state[_ASKED] = asked() + 1
    st.session_state.pop(_FAILED, None)


def answered() -> None:
    """Forget that the last question has no answer yet."""
    st.session_state.pop(_FAILED, None)


def failed() -> Failed | None:
    """Give the last question if it got no answer."""
    value = st.session_state.get(_FAILED)
    return value if isinstance(value, Failed) else None


def fail(question: str, reason: str, answer: Answer | None = None) -> None:
    """Remember that a question got no answer, or one that could not be kept."""
    st.session_state[_FAILED] = Failed(question, reason, answer)
