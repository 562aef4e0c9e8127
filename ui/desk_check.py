"""The page "Check": a draft with its verdicts, the evidence of the clicked claim, and where quotations stand."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rag.answer import Citation
from rag.verdicts.checked import CheckedClaim, Testimony
from ui import desk_check_state as state
from ui import desk_checked, desk_draft, desk_quote, desk_scope, desk_source
from ui.checks import Check, State
from ui.claim_html import evidence
from ui.desk_backend import Backend
from ui.desk_pane import notice, pane, words

_EMPTY = {
    state.CLAIMS: "Click a claim: the words for and against it are shown here.",
    state.QUOTATION: "Where the words of a quotation stand, their article is shown here.",
}
_NEAR = "decides nothing: words near the claim"


def draw(backend: Backend, scope: desk_scope.Scope, ready: bool, left: DeltaGenerator, right: DeltaGenerator) -> None:
    """Draw the claims and the quotation on the left, the source of what was clicked on the right."""
    if ready:
        backend.checks.make_ready()
    check = backend.checks.get(state.identity())
    with left, st.container(key="check"):
        first, second = st.tabs(["Claims", "Quotation"])
        with first:
            _claims(backend, scope, check, ready)
        with second:
            desk_quote.draw(backend, scope, ready)
    with right, st.container(key="source"):
        html = _source(backend, check)
        if html is None:
            words(f'<p class="placeholder">{_EMPTY[state.subject()]}</p>')
        else:
            claims = state.subject() == state.CLAIMS
            pick = state.pick if claims else state.pick_match
            pane(html, "check-source", pick, state.clicks(), quiet=claims and state.evidence() is None)


def _claims(backend: Backend, scope: desk_scope.Scope, check: Check | None, ready: bool) -> None:
    if check is None and state.identity() is not None:
        notice("This check is not kept: it was deleted, or stopped before its end. Check the draft again.")
    if check is None:
        desk_draft.draw(backend, scope, ready)
    elif check.state is State.FAILED:
        notice(check.error)
        desk_draft.draw(backend, scope, ready)
    else:
        desk_checked.draw(backend, check)


def _source(backend: Backend, check: Check | None) -> str | None:
    """Give the source of what was clicked last, None where nothing was."""
    if state.subject() == state.QUOTATION:
        return _place(backend)
    number = state.claim()
    if check is None or number is None or number >= len(check.claims):
        return None
    claim = check.claims[number]
    chosen = desk_checked.picked(claim)
    if chosen is None:
        return None
    near = chosen in claim.nearest
    return desk_source.cited_html(backend.shelf, chosen.citation, _beside(claim, chosen), _NEAR if near else None)


def _beside(claim: CheckedClaim, chosen: Testimony) -> Sequence[Citation]:
    """Give the citations that are marked with the chosen one: evidence with evidence, near words alone."""
    held = [chosen] if chosen in claim.nearest else [one for one in evidence(claim) if one not in claim.nearest]
    return [one.citation for one in held]


def _place(backend: Backend) -> str | None:
    traced, number = state.traced(), state.match()
    matches = traced.matches if traced else ()
    chosen = next((one.citation for one in matches if one.citation.number == number), None)
    if chosen is None:
        return None
    return desk_source.cited_html(backend.shelf, chosen, [one.citation for one in matches])
