"""Checks of drafts under way and done: each in a thread of its own, which outlives the page that asked for it.

One that is done is kept in the home; one that was stopped or failed lasts as long as the process.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from corpus.errors import CitedeskError
from index.passage import Filters
from rag.kept.check_history import KeptCheck, Listed
from rag.verdicts.checked import Checked, CheckedClaim
from rag.verdicts.draft import Draft

if TYPE_CHECKING:
    from rag.check import Progress

KEPT = 50  # checks in memory; the oldest that has ended is forgotten there


class Checker(Protocol):
    """Checks drafts: `rag.desk.Desk`, or a test's stand-in."""

    def make_ready_to_check(self) -> None:
        """Load what the first check would wait for. Raises ModelError."""

    def check(
        self,
        draft: Draft,
        *,
        filters: Filters,
        as_of: date | None,
        progress: Progress,
        known: Checked | None,
    ) -> Checked:
        """Check every claim; `progress` is told of each, those of `known` are taken from it."""


class Keeper(Protocol):
    """Keeps checks that are done: `rag.kept.check_history.CheckHistory`, or a test's stand-in."""

    def keep(self, identity: str, check: KeptCheck) -> None:
        """Keep a check."""

    def get(self, identity: str) -> KeptCheck | None:
        """Give a check, None where none is kept under that id."""

    def listed(self) -> Sequence[Listed]:
        """Give every check, the latest first."""

    def delete(self, identity: str) -> None:
        """Forget a check. Raises NotFound where there is none."""


class State(StrEnum):
    """How far a check is."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """A draft that is checked: `claims` are those judged so far, of `total`; `result` stands when it is done.

    `total` is None while the draft is not read to its end.

    `error` says why it failed, or could not be kept.
    """

    id: str
    name: str
    filters: Filters
    as_of: date | None
    state: State = State.RUNNING
    draft: Draft | None = None
    claims: tuple[CheckedClaim, ...] = ()
    total: int | None = None
    result: Checked | None = None
    error: str = ""

    @classmethod
    def kept(cls, identity: str, kept: KeptCheck) -> Check:
        """Give a check that was done before."""
        claims = kept.checked.claims
        known = (identity, kept.name, kept.filters, kept.as_of, State.DONE, kept.draft)
        return cls(*known, claims, len(claims), kept.checked)

    @property
    def share(self) -> float:
        """Give how much is done, in [0, 1]."""
        if self.total:
            return len(self.claims) / self.total
        return max(one.end for one in self.claims) / len(self.draft.text) if self.draft and self.claims else 0.0


class _Stopped(Exception):
    """Leaves a check that nobody waits for any more."""


@dataclass
class _Run:
    check: Check
    stop: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)


class Checks:
    """Runs checks and keeps what is done; every method may be called from any thread."""

    def __init__(self, desk: Checker, keeper: Keeper) -> None:
        self._desk = desk
        self._keeper = keeper
        self._lock = threading.Lock()
        self._runs: dict[str, _Run] = {}
        self._ready: threading.Thread | None = None

    def make_ready(self) -> None:
        """Load in the background what the first check would wait for; once a process."""
        with self._lock:
            if self._ready is None:
                self._ready = threading.Thread(target=self._load, name="citedesk-ready", daemon=True)
                self._ready.start()

    def start(
        self,
        read: Callable[[], Draft],
        name: str,
        filters: Filters,
        as_of: date | None = None,
        known: Checked | None = None,
    ) -> str:
        """Begin a check of what `read` gives, and give its id; claims that `known` holds are not judged again."""
        run = _Run(Check(secrets.token_hex(8), name, filters, as_of))
        with self._lock:
            self._forget()
            self._runs[run.check.id] = run
        # A daemon: a check writes nothing, so leaving need not wait for it.
        threading.Thread(target=self._work, args=(run, read, known), name="citedesk-check", daemon=True).start()
        return run.check.id

    def get(self, identity: str | None) -> Check | None:
        """Give a check as far as it is, None for one that was never begun, is forgotten or deleted."""
        with self._lock:
            run = self._runs.get(identity or "")
        if run is not None or identity is None:
            return run.check if run else None
        kept = self._keeper.get(identity)
        return Check.kept(identity, kept) if kept else None

    def done(self) -> Sequence[Listed]:
        """Give the checks that are kept, the latest first."""
        return self._keeper.listed()

    def delete(self, identity: str) -> None:
        """Forget a check that is done, here and on the disk."""
        self._keeper.delete(identity)
        with self._lock:
            self._runs.pop(identity, None)

    def stop(self, identity: str) -> None:
        """Stop a check before its next claim; what is judged stays. One that has judged none ends at once."""
        with self._lock:
            run = self._runs.get(identity)
        if run:
            run.stop.set()
            if not run.check.claims and run.check.state is State.RUNNING:
                self._change(run, state=State.STOPPED)

    def wait(self, identity: str, seconds: float) -> None:
        """Return when a check has ended, or after some seconds."""
        with self._lock:
            run = self._runs.get(identity)
        if run:
            run.ended.wait(seconds)

    def _load(self) -> None:
        # What cannot be loaded is told by the check that needs it.
        with contextlib.suppress(CitedeskError):
            self._desk.make_ready_to_check()

    def _forget(self) -> None:
        over = [name for name, run in self._runs.items() if run.ended.is_set()]
        for name in over[: max(0, len(self._runs) + 1 - KEPT)]:
            del self._runs[name]

    def _work(self, run: _Run, read: Callable[[], Draft], known: Checked | None) -> None:
        def progress(done: int, total: int | None, claim: CheckedClaim) -> None:
            if run.stop.is_set():
                raise _Stopped
            self._change(run, claims=(*run.check.claims, claim), total=total)

        try:
            draft = read()
            self._change(run, draft=draft)
            check = run.check
            result = self._desk.check(draft, filters=check.filters, as_of=check.as_of, progress=progress, known=known)
        except _Stopped:
            self._change(run, state=State.STOPPED)
        except CitedeskError as error:
            self._change(run, state=State.FAILED, error=str(error))
        except Exception:
            # The edge of the thread: whatever it is, the page must hear of it.
            logging.getLogger(__name__).exception("check failed")
            self._change(
                run, state=State.FAILED, error="the check broke off; the terminal that runs citedesk shows why"
            )
        else:
            told = self._keep(check, draft, result)
            count = len(result.claims)
            self._change(run, state=State.DONE, result=result, claims=result.claims, total=count, error=told)
        run.ended.set()

    def _keep(self, check: Check, draft: Draft, result: Checked) -> str:
        """Keep a check that is done; say why where that cannot be: the result is not lost for it."""
        try:
            self._keeper.keep(check.id, KeptCheck(check.name, check.filters, check.as_of, draft, result))
        except CitedeskError as error:
            return f"this check is not kept: {error}"
        return ""

    def _change(self, run: _Run, **changes: object) -> None:
        with self._lock:
            run.check = replace(run.check, **changes)  # type: ignore[arg-type]
