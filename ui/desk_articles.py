"""The page "Articles": what the library holds, to be read without asking, and to be removed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from corpus.errors import CitedeskError, NotFound
from corpus.visible import escape
from index.passage import EVERYTHING
from index.records import ArticleRecord
from ui import desk_scope
from ui.answer_html import days_apart, described
from ui.desk_backend import Backend
from ui.desk_pane import notice, pane, words
from ui.source_html import Shown, source_html, step

LISTED = 100  # articles on one leaf
_ARTICLE = "article"  # in the address, so that a bookmark opens it
_LEAF, _FIND = "articles-leaf", "articles-find"


def draw(
    backend: Backend,
    scope: desk_scope.Scope,
    records: Sequence[ArticleRecord],
    left: DeltaGenerator,
    right: DeltaGenerator,
) -> None:
    """Draw the list on the left and the article that was opened on the right."""
    kept = records if scope.kept == EVERYTHING else backend.shelf.articles(scope.kept)
    opened = _opened(backend)
    with left, st.container(key="articles"):
        asked = st.text_input("Find by title, publisher or name", key=_FIND, persist_state="session")
        if opened is not None:
            _remove(backend, opened)
        _list(kept, asked.casefold().split(), opened.article_id if opened else None)
    with right, st.container(key="source"):
        if opened is None:
            words('<p class="placeholder">Click an article to read it here.</p>')
        else:
            pane(source_html(Shown(opened, backend.shelf.text(opened.sha256), (), "cited")), "article-source")


def _opened(backend: Backend) -> ArticleRecord | None:
    try:
        return backend.shelf.article(st.query_params.get(_ARTICLE, ""))
    except NotFound:
        st.query_params.pop(_ARTICLE, None)
        return None


def _list(records: Sequence[ArticleRecord], asked: Sequence[str], opened: str | None) -> None:
    found = [one for one in records if all(word in _words(one) for word in asked)]
    leaves = max(1, -(-len(found) // LISTED))
    leaf = min(int(st.session_state.get(_LEAF, 0)), leaves - 1)
    rows = "".join(_row(one, one.article_id == opened) for one in found[leaf * LISTED : (leaf + 1) * LISTED])
    count = f'<p class="fine" role="status">{len(found):,} article{"s" * (len(found) != 1)}</p>'
    pane(f'{count}{_turns(leaf, len(found))}<ul class="articles">{rows}</ul>', "articles-list", _pick)


def _words(record: ArticleRecord) -> str:
    return f"{desk_scope.named(record)} {record.key} {record.collection}".casefold()


def _row(record: ArticleRecord, here: bool) -> str:
    pressed = "true" if here else "false"
    about = days_apart(escape(f"{described(record.publisher, record.published)} · {record.collection}"))
    return (
        f'<li><button type="button" class="open" data-pick="a{escape(record.article_id)}" aria-pressed="{pressed}" '
        f'dir="auto">{escape(record.title or record.key)}</button><p class="fine" dir="auto">{about}</p></li>'
    )


def _turns(leaf: int, found: int) -> str:
    if found <= LISTED:
        return ""
    first, last = leaf * LISTED + 1, min((leaf + 1) * LISTED, found)
    back = step(leaf - 1 if leaf else None, "‹", "Previous articles", "p")
    on = step(leaf + 1 if last < found else None, "›", "Next articles", "p")
    return f'<p class="steps">{back}<span role="status">{first:,} to {last:,}</span>{on}</p>'


def _pick(value: str) -> None:
    kind, name = value[:1], value[1:]
    if kind == "a":
        st.query_params[_ARTICLE] = name
    elif kind == "p" and name.isdecimal():
        st.session_state[_LEAF] = int(name)


def _remove(backend: Backend, record: ArticleRecord) -> None:
    with st.popover(
        "Remove this article", icon=":material/delete:", type="tertiary", key=f"remove-{record.article_id}"
    ):
        words(
            f'<p dir="auto"><strong>{escape(record.title or record.key)}</strong> leaves the library and every search, '
            "with all its versions. Answers that quote it keep their quotes.</p>"
        )
        sure = st.button("Remove it for good", type="primary", key=f"sure-{record.article_id}")
    if not sure:
        return
    try:
        backend.remove(record.article_id)
    except CitedeskError as error:
        notice(str(error))
    else:
        st.query_params.pop(_ARTICLE, None)
        st.rerun()
