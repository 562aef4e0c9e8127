"""A draft under check or checked: its verdicts, the clicked claim with its evidence, the ways to edit and to export."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from corpus.article import Span, canonical_text
from corpus.visible import escape
from rag.verdicts.checked import Checked, CheckedClaim, Label, Testimony, as_json
from rag.verdicts.draft import Draft
from ui import desk_check_state as state
from ui import desk_draft, desk_scope
from ui.answer_html import sentence
from ui.check_markdown import check_markdown
from ui.checks import Check, State
from ui.claim_html import claim_html, evidence, searched_html
from ui.desk_backend import Backend
from ui.desk_pane import notice, pane, words
from ui.draft_html import draft_html, parts, summary_html
from ui.source_html import step
from ui.verdict_html import look, sign_html

POLL_SECONDS = 0.7
COPIED = 200  # claims; more are exported: what can be copied is sent to the browser at every click
_URGENT = (Label.REFUTED, Label.MIXED, Label.SUPPORTED, Label.NOT_ENOUGH_INFO)


def draw(backend: Backend, check: Check) -> None:
    """Draw a check that is under way, stopped or done."""
    if check.state is State.RUNNING:
        st.fragment(_running, run_every=POLL_SECONDS)(backend, check.id, state.clicks())
    else:
        if state.claim() is None and check.claims:
            state.pick(f"k{_first(check.claims)}")
        _bar(check)
        _draft(check)
    number = state.claim()
    if number is not None and number < len(check.claims):
        _claim(backend, check, number)


def picked(claim: CheckedClaim) -> Testimony | None:
    """Give the evidence that was clicked, or else the surest of the side that decided."""
    number = state.evidence()
    held = evidence(claim) if claim.verdict is not Label.REFUTED else (*claim.refuting, *claim.supporting)
    return next((one for one in held if one.citation.number == number), held[0] if held else None)


def _running(backend: Backend, identity: str, clicks: int) -> None:
    """Draw how far a check is, again and again; the whole page anew at a click and in the end."""
    check = backend.checks.get(identity)
    if check is None or check.state is not State.RUNNING or state.clicks() != clicks:
        st.rerun()
    st.progress(check.share)
    with st.container(horizontal=True, vertical_alignment="center"):
        words(f'<p class="fine" role="status">{_told(check)}</p>')
        st.button("Stop", icon=":material/stop:", type="tertiary", on_click=backend.checks.stop, args=(identity,))
    _draft(check)


def _told(check: Check) -> str:
    """Say how far a check is; of a long draft it is not known how many claims are to come."""
    if not check.claims:
        return f"Reading {len(check.draft.text):,} characters for claims" if check.draft else "Reading the draft"
    if check.total:
        return f"{len(check.claims):,} of {check.total:,} sentences and claims read"
    return f"{len(check.claims):,} sentences and claims read, {check.share:.0%} of the draft"


def _bar(check: Check) -> None:
    """Draw what can be done with a check as a whole, and what is to be known of it."""
    with st.container(horizontal=True, vertical_alignment="center", key="check-bar"):
        st.button("New", icon=":material/add:", type="tertiary", on_click=state.renew)
        st.button("Edit the draft", icon=":material/edit:", type="tertiary", on_click=state.edit, args=(check,))
        if check.result is not None:
            _export(check, check.result)
    if check.state is State.STOPPED:
        notice(f"Stopped {_stopped(check)} is not checked.")
    if check.error:
        notice(check.error)
    notes = check.result.notes if check.result else ()
    for note in notes:
        words(f'<p class="fine" role="note" dir="auto">{escape(sentence(note))}</p>')


def _stopped(check: Check) -> str:
    """Say when a check was stopped, and what it therefore leaves out."""
    if not check.claims:
        return "while its claims were read: the draft"
    whole = f" of {check.total:,}" if check.total else " sentences and claims"
    return f"after {len(check.claims):,}{whole}: the rest of the draft"


def _export(check: Check, result: Checked) -> None:
    with st.popover("Export", icon=":material/download:", type="tertiary"):
        for label, give, ending, mime in (
            ("Annotated draft (HTML)", partial(_report, result, check.name), "html", "text/html"),
            ("With every offset (JSON)", partial(_json, result), "json", "application/json"),
            ("To read (Markdown)", partial(check_markdown, result), "md", "text/markdown"),
        ):
            name = f"citedesk-check-{check.id}.{ending}"
            st.download_button(label, give, file_name=name, mime=mime, on_click="ignore", width="stretch")
    if len(result.claims) <= COPIED:
        with st.popover("Copy", icon=":material/content_copy:", type="tertiary"):
            st.code(check_markdown(result), language=None, height=320)


def _report(result: Checked, name: str) -> str:
    from ui.check_html import report_html

    return report_html(result, name)


def _json(result: Checked) -> str:
    return json.dumps(as_json(result), ensure_ascii=False, indent=2)


def _draft(check: Check) -> None:
    if check.draft is None:
        return
    text, number = check.draft.text, state.claim()
    cuts = parts(text, check.claims)
    active = check.claims[number] if number is not None and number < len(check.claims) else None
    at = next((place for place, part in enumerate(cuts) if active and part.start <= active.start < part.end), 0)
    drawn = draft_html(text, check.claims, _chip, number, cuts[at])
    language = f' lang="{escape(check.draft.language)}"' if check.draft.language != "und" else ""
    frame = f'class="draft" role="region" tabindex="0" aria-label="The draft" dir="auto"{language}'
    html = f"{summary_html(check.claims, number, jumps=True)}{_turns(check.claims, cuts, at)}<div {frame}>{drawn}</div>"
    pane(html, f"draft-{check.id}", state.pick, state.clicks())


def _turns(claims: Sequence[CheckedClaim], cuts: Sequence[Span], at: int) -> str:
    """Draw the way to the other parts of a long draft: each button picks the first claim there."""
    if len(cuts) == 1:
        return ""
    firsts = [next((n for n, one in enumerate(claims) if part.start <= one.start < part.end), None) for part in cuts]
    if all(first is None for place, first in enumerate(firsts) if place != at):
        return f'<p class="fine" role="status">Part {at + 1} of {len(cuts)}: the others hold no judged claim yet</p>'
    back = step(firsts[at - 1] if at else None, "‹", "Previous part of the draft", "k")
    on = step(firsts[at + 1] if at + 1 < len(cuts) else None, "›", "Next part of the draft", "k")
    return f'<p class="steps">{back}<span role="status">Part {at + 1} of {len(cuts)}</span>{on}</p>'


def _chip(number: int, claim: CheckedClaim) -> str:
    drawn, pressed = look(claim), "true" if number == state.claim() else "false"
    names = f'title="{escape(claim.claim)}" aria-label="Claim {number + 1}, {escape(drawn.word)}"'
    return (
        f'<button type="button" class="chip {drawn.style}" data-pick="k{number}" aria-pressed="{pressed}" {names}>'
        f"{sign_html(drawn.sign, drawn.brief)}</button>"
    )


def _claim(backend: Backend, check: Check, number: int) -> None:
    claim = check.claims[number]
    chosen = picked(claim)
    back = step(number - 1 if number else None, "‹", "Previous claim", "k")
    on = step(number + 1 if number + 1 < len(check.claims) else None, "›", "Next claim", "k")
    steps = f'<p class="steps">{back}<span role="status">Claim {number + 1:,} of {len(check.claims):,}</span>{on}</p>'
    searched = searched_html(check.result.searched) if check.result and claim.judged else ""
    shown = chosen.citation.number if chosen else None
    body = claim_html(claim, partial(_title, shown), chosen)
    pane(f'<div class="detail">{steps}{body}{searched}</div>', f"claim-{check.id}", state.pick, number + 1)
    if check.result is not None and check.draft is not None:
        _edit(backend, check, check.draft, number)


def _title(shown: int | None, one: Testimony) -> str:
    title = one.citation.title or "untitled"
    pressed = "true" if one.citation.number == shown else "false"
    return (
        f'<button type="button" class="open" data-pick="c{one.citation.number}" aria-pressed="{pressed}" dir="auto" '
        f'aria-label="{escape(title)}: show the words in the source">{escape(title)}</button>'
    )


def _edit(backend: Backend, check: Check, draft: Draft, number: int) -> None:
    """Let one claim be reworded in the draft; only what that changes is judged again."""
    claim, place = check.claims[number], f"{check.id}-{number}"
    with (
        st.popover("Edit and check again", icon=":material/edit:", type="tertiary"),
        st.form(f"edit-{place}", border=False),
    ):
        now = draft.text[claim.start : claim.end]
        edited = canonical_text(st.text_area("In the draft it shall say", now, key=f"edited-{place}", height=120))
        sent = st.form_submit_button("Check again")
    if sent and edited.strip() and edited != now:
        text = draft.text[: claim.start] + edited.strip() + draft.text[claim.end :]
        scope = desk_scope.Scope(check.filters, check.as_of)
        desk_draft.begin(backend, lambda: _reworded(draft, text), check.name, scope, check)
    elif sent:
        notice("the words are the same as before; reword the claim, or edit the whole draft to remove it")


def _reworded(draft: Draft, text: str) -> Draft:
    read = Draft.of(text)
    return replace(read, body_start=draft.body_start, notes=draft.notes)


def _first(claims: Sequence[CheckedClaim]) -> int:
    """Give the claim a reader needs to see first: one that is refuted, else one that sources disagree on, and so on."""
    judged = [(number, one) for number, one in enumerate(claims) if one.judged]
    return min(judged, key=lambda it: (_URGENT.index(it[1].verdict), it[0]), default=(0, None))[0]
