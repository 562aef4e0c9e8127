"""What a session remembers of the page "Check": the check, the clicked claim and evidence, the traced quotation."""

from __future__ import annotations

import streamlit as st

from rag.quotations.traced import Traced
from ui.checks import Check

CHECK = "check"  # in the address, so that a reload finds it again
DRAFT = "draft-words"
_CLAIM, _EVIDENCE, _CLICKS = "check-claim", "check-evidence", "check-clicks"
_MATCH, _TRACED, _SUBJECT, _EARLIER = "check-match", "check-traced", "check-subject", "check-earlier"
CLAIMS, QUOTATION = "claims", "quotation"


def identity() -> str | None:
    """Give the id of the check in the address."""
    return st.query_params.get(CHECK)


def show(check: str | None, *, keep_claim: bool = False) -> None:
    """Turn to another check, or to an empty field."""
    for name in (_EVIDENCE, _EARLIER, *(() if keep_claim else (_CLAIM,))):
        st.session_state.pop(name, None)
    st.session_state[_SUBJECT] = CLAIMS
    if check is None:
        st.query_params.pop(CHECK, None)
    else:
        st.query_params[CHECK] = check


def renew() -> None:
    """Turn to an empty field."""
    show(None)
    st.session_state[DRAFT] = ""


def edit(check: Check) -> None:
    """Put the draft of a check back into the field; what stays the same in it keeps its verdict."""
    st.session_state[DRAFT] = check.draft.text if check.draft else ""
    st.session_state[_EARLIER] = check
    st.query_params.pop(CHECK, None)


def earlier() -> Check | None:
    """Give the check whose draft is edited."""
    check = st.session_state.get(_EARLIER)
    return check if isinstance(check, Check) else None


def claim() -> int | None:
    """Give the number of the clicked claim, from 0."""
    return st.session_state.get(_CLAIM)


def evidence() -> int | None:
    """Give the number of the clicked citation, None for the one that is shown first."""
    return st.session_state.get(_EVIDENCE)


def pick(value: str) -> None:
    """Show a claim ("k3") or a piece of its evidence ("c2"), named as its button is; again scrolls to it again."""
    kind, number = value[:1], value[1:]
    if kind not in ("k", "c") or not number.isdecimal():
        return
    if kind == "k":
        st.session_state[_CLAIM] = int(number)
        st.session_state.pop(_EVIDENCE, None)
    else:
        st.session_state[_EVIDENCE] = int(number)
    _click(CLAIMS)


def pick_match(value: str) -> None:
    """Show a place where a quotation stands, named as its button is."""
    if value[:1] == "c" and value[1:].isdecimal():
        st.session_state[_MATCH] = int(value[1:])
        _click(QUOTATION)


def match() -> int | None:
    """Give the number of the clicked place of a quotation."""
    return st.session_state.get(_MATCH)


def traced() -> Traced | None:
    """Give the quotation that was traced last."""
    value = st.session_state.get(_TRACED)
    return value if isinstance(value, Traced) else None


def keep_traced(traced: Traced) -> None:
    """Remember a traced quotation, and show the first place where it stands."""
    st.session_state[_TRACED] = traced
    st.session_state[_MATCH] = traced.matches[0].citation.number if traced.matches else None
    _click(QUOTATION)


def subject() -> str:
    """Say what the source pane shows: evidence of CLAIMS, or a place of a QUOTATION."""
    return str(st.session_state.get(_SUBJECT, CLAIMS))


def clicks() -> int:
    """Count the clicks so far: a pane scrolls when the count has risen."""
    return int(st.session_state.get(_CLICKS, 0))


def _click(subject: str) -> None:
    st.session_state[_SUBJECT] = subject
    st.session_state[_CLICKS] = clicks() + 1
