"""Files into the library: a form, and the jobs it has started, whoever started them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st

from corpus.errors import CitedeskError
from corpus.visible import escape, visible
from index.ingest import Remark, Report
from ui.desk_backend import Backend
from ui.desk_pane import notice, words
from ui.remarks import told
from ui.worker import Job, State, Upload, Worker

ENDINGS = (
    *("txt", "text", "md", "markdown", "mdown", "mkd", "html", "htm", "xhtml", "shtml", "mhtml", "mht", "pdf", "docx"),
    *("eml", "mbox", "csv", "tsv", "json", "jsonl", "jsonlines", "ndjson"),
)
DEFAULT = "default"  # the collection that `citedesk ingest` fills unless told otherwise
POLL_SECONDS = 0.7


def draw_upload(backend: Backend, collections: Sequence[str], articles: int) -> None:
    """Draw the jobs, above a form that would push them out of sight, and the form."""
    _jobs(backend.worker)
    with st.expander("Library", expanded=not articles, key="library-pane"):
        words(f'<p class="fine">{_size(articles, len(collections))}</p>')
        with st.form("upload", clear_on_submit=True, border=False):
            files = st.file_uploader("Files", type=ENDINGS, accept_multiple_files=True)
            collection = st.selectbox(
                "Into the collection",
                list(dict.fromkeys((DEFAULT, *collections))),
                format_func=visible,
                accept_new_options=True,
            )
            sent = st.form_submit_button("Add to the library", width="stretch")
        if sent and files:
            _send(backend.worker, files, (collection or "").strip() or DEFAULT)
        if sent and not files:
            notice("there is no file to add; choose some of a kind and size that are taken")


def _send(worker: Worker, files: Sequence[Upload], collection: str) -> None:
    try:
        worker.upload(files, collection)
    except CitedeskError as error:
        notice(str(error))
    else:
        st.rerun()  # to draw the job


def _jobs(worker: Worker) -> None:
    """Draw the jobs, again and again while one is under way."""
    active = any(job.active for job in worker.jobs())
    st.fragment(_draw_jobs, run_every=POLL_SECONDS if active else None)(worker, active)


def _draw_jobs(worker: Worker, active: bool) -> None:
    jobs = worker.jobs()
    if active and not any(job.active for job in jobs):
        st.rerun()  # the whole page: the library has more articles now
    for job in jobs:
        with st.container(border=True, key=f"job-{job.number}"):
            words(f'<p class="job" dir="auto">{escape(job.label)} → {escape(job.collection)}</p>')
            _draw_state(job)
            if not job.active:
                st.button(
                    "Dismiss", key=f"dismiss-{job.number}", type="tertiary", on_click=worker.dismiss, args=(job.number,)
                )


def _draw_state(job: Job) -> None:
    if job.state is State.WAITING:
        words('<p class="fine">waiting for the one before it</p>')
    elif job.state is State.RUNNING:
        st.progress(job.share)
        words(f'<p class="fine" dir="auto">{escape(_doing(job))}</p>')
    elif job.report is not None:
        words(report_html(job.report))
    else:
        notice(job.error)


def draw_doing(worker: Worker) -> None:
    """Say how far the files are, where the side bar may be out of sight."""
    st.fragment(_draw_doing, run_every=POLL_SECONDS)(worker)


def _draw_doing(worker: Worker) -> None:
    for job in worker.jobs():
        if job.active:
            words(f'<p class="fine" role="status" dir="auto">{escape(job.label)}: {escape(_doing(job))}</p>')


def _doing(job: Job) -> str:
    if not job.total:
        return job.at or "reading"
    return f"{job.share:.0%} taken in, now at {job.at}"


def report_html(report: Report) -> str:
    """Draw what an ingest did, with one line for every file that could not be taken in."""
    counts = (
        (len(report.added), "added"),
        (len(report.updated), "updated"),
        (len(report.skipped), "already there"),
        (len(report.failed), "not taken in"),
    )
    said = ", ".join(f"{count} {word}" for count, word in counts if count) or "nothing was taken in"
    return f'<p class="fine">{said}</p>{_remarks("failed", report.failed)}{_remarks("noted", told(report.notes))}'


def _remarks(kind: str, remarks: Iterable[Remark]) -> str:
    rows = "".join(
        f"<li><strong>{escape(Path(remark.source).name)}</strong>: {escape(remark.reason)}</li>" for remark in remarks
    )
    return f'<ul class="remarks {kind}" dir="auto">{rows}</ul>' if rows else ""


def _size(articles: int, collections: int) -> str:
    if not articles:
        return "empty"
    return f"{articles:,} article{'s' * (articles != 1)} in {collections:,} collection{'s' * (collections != 1)}"
