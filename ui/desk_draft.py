"""The field for a draft: pasted words or a file, and the check they begin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from rag.verdicts.draft import Draft, plain
from ui import desk_check_state as state
from ui import desk_scope
from ui.checks import Check
from ui.desk_backend import Backend
from ui.desk_pane import notice, words
from ui.worker import safe_name

ENDINGS = ("txt", "md", "docx", "pdf", "html")
NAME_CHARS = 80  # of the first words of a pasted draft, which it is listed by
MOMENT = 1.5  # seconds a page waits for a check: a short one is drawn at once, and does not flicker


def draw(backend: Backend, scope: desk_scope.Scope, ready: bool) -> None:
    """Draw the field; `ready` where there are articles to check against."""
    if not ready:
        words('<p class="fine">The library is empty: add articles under “Library” in the side bar first.</p>')
    with st.form("draft", border=False):
        typed = st.text_area(
            "A claim or a draft",
            key=state.DRAFT,
            height=240,
            persist_state="session",
            placeholder="Paste what is to be checked. Every claim in it is held against the articles.",
        )
        file = st.file_uploader("Or a file", type=ENDINGS, key="draft-file")
        sent = st.form_submit_button("Check", type="primary", disabled=not ready)
    desk_scope.say(scope, "Checking against")
    if sent and (file or typed.strip()):
        _begin(backend, scope, typed, file)
    elif sent:
        notice("there is nothing to check; paste a claim or a draft, or choose a file")


def begin(
    backend: Backend, read: Callable[[], Draft], name: str, scope: desk_scope.Scope, earlier: Check | None = None
) -> None:
    """Begin a check and turn to it; a short one is waited for. What `earlier` judged in the same scope is known."""
    same = earlier is not None and (earlier.filters, earlier.as_of) == (scope.filters, scope.as_of)
    known = earlier.result if earlier and same else None
    identity = backend.checks.start(read, name, scope.filters, scope.as_of, known)
    state.show(identity, keep_claim=earlier is not None)
    backend.checks.wait(identity, MOMENT)
    st.rerun()


def _begin(backend: Backend, scope: desk_scope.Scope, typed: str, file: UploadedFile | None) -> None:
    if file is None:
        begin(backend, lambda: Draft.of(typed), _name(typed), scope, state.earlier())
        return
    name, content = safe_name(file.name), bytes(file.getbuffer())
    limit = backend.settings.max_bytes
    begin(backend, lambda: _read(name, content, limit), name, scope)


def _name(typed: str) -> str:
    words = plain(typed.strip().split("\n", 1)[0][: 10 * NAME_CHARS])
    return words if len(words) <= NAME_CHARS else words[: NAME_CHARS - 1].rstrip() + "…"


def _read(name: str, content: bytes, limit: int) -> Draft:
    """Read an uploaded draft, which lies on the disk no longer than that takes."""
    with TemporaryDirectory(prefix="citedesk-draft-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return Draft.read(path, limit)
