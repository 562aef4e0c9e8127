"""A thread that takes files into the library, one job after another, and outlives the page that asked for it."""

from __future__ import annotations

import hashlib
import logging
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Protocol

from corpus.errors import CitedeskError, NoSpace
from index.ingest import Progress, Report

LONGEST_NAME = 240  # bytes of UTF-8: file systems allow 255, and a number may be added

TakeIn = Callable[[Sequence[Path], str, Progress], Report]


class Upload(Protocol):
    """A file as the browser sent it."""

    @property
    def name(self) -> str:
        """Give the name the file has on the reader's disk."""

    def getbuffer(self) -> memoryview:
        """Give its bytes."""


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """A set of files on its way into a collection; `done` and `total` are bytes, `at` is the file read last."""

    number: int
    label: str
    collection: str
    state: State = State.WAITING
    done: int = 0
    total: int = 0
    at: str = ""
    report: Report | None = None
    error: str = ""

    @property
    def active(self) -> bool:
        """Say whether anything is still to come."""
        return self.state in (State.WAITING, State.RUNNING)

    @property
    def share(self) -> float:
        """Give how much is done, in [0, 1]."""
        return min(1.0, self.done / self.total) if self.total else 0.0


class Worker:
    """Runs jobs in order of arrival; every method may be called from any thread."""

    def __init__(self, take_in: TakeIn) -> None:
        self._take_in = take_in
        self._lock = threading.Lock()
        self._jobs: dict[int, Job] = {}
        self._queue: queue.Queue[tuple[int, tuple[Path, ...], TemporaryDirectory[str] | None]] = queue.Queue()
        self._last = 0
        # A daemon: an interrupted ingest leaves a library that answers, so leaving need not wait for it.
        threading.Thread(target=self._work, name="citedesk-ingest", daemon=True).start()

    def upload(self, files: Iterable[Upload], collection: str) -> Job:
        """Queue uploaded files. They are written to a folder of their own, which goes with the job, or the process.

        Raises NoSpace where they cannot be.
        """
        try:
            held = TemporaryDirectory(prefix="citedesk-upload-", ignore_cleanup_errors=True)
            names = _written(files, held)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            remedy = "free some space there, or start citedesk with another TMPDIR"
            raise NoSpace(f"the files cannot be put in {gettempdir()} ({reason}); {remedy}") from error
        label = names[0] if len(names) == 1 else f"{len(names)} files"
        return self._add(label, collection, (Path(held.name),), held)

    def paths(self, sources: Sequence[Path], collection: str, label: str) -> Job:
        """Queue files and folders of this machine."""
        return self._add(label, collection, tuple(sources), None)

    def jobs(self) -> tuple[Job, ...]:
        """Give every job, oldest first."""
        with self._lock:
            return tuple(self._jobs.values())

    def dismiss(self, number: int) -> None:
        """Forget a job that has ended; another page may have done so already."""
        with self._lock:
            if number in self._jobs and not self._jobs[number].active:
                del self._jobs[number]

    def _add(self, label: str, collection: str, sources: tuple[Path, ...], held: TemporaryDirectory[str] | None) -> Job:
        with self._lock:
            self._last += 1
            job = self._jobs[self._last] = Job(self._last, label, collection)
        self._queue.put((job.number, sources, held))
        return job

    def _work(self) -> None:
        while True:
            number, sources, held = self._queue.get()
            self._run(number, sources)
            if held is not None:
                held.cleanup()

    def _run(self, number: int, sources: tuple[Path, ...]) -> None:
        def progress(done: int, total: int, label: str) -> None:
            self._change(number, done=done, total=total, at=label)

        collection = self._change(number, state=State.RUNNING).collection
        try:
            report = self._take_in(sources, collection, progress)
        except CitedeskError as error:
            self._change(number, state=State.FAILED, error=str(error))
        except Exception:
            # The edge of the thread: whatever it is, the page must hear of it and the next job must run.
            logging.getLogger(__name__).exception("ingest failed")
            message = "the files could not be taken in; the terminal that runs citedesk shows why"
            self._change(number, state=State.FAILED, error=message)
        else:
            self._change(number, state=State.DONE, report=report)

    def _change(self, number: int, **changes: object) -> Job:
        with self._lock:
            job = self._jobs[number] = replace(self._jobs[number], **changes)  # type: ignore[arg-type]
            return job


def _written(files: Iterable[Upload], held: TemporaryDirectory[str]) -> list[str]:
    """Write files into a folder, which goes should one of them not fit, and give their names."""
    names: list[str] = []
    try:
        for file in files:
            name = unused(safe_name(file.name), names)
            names.append(name)
            Path(held.name, name).write_bytes(file.getbuffer())
    except OSError:
        held.cleanup()
        raise
    return names


def safe_name(name: str) -> str:
    """Give a visible file name without folders for a name that a browser sent; its ending is kept.

    The name becomes part of the article's identity, so one that is too long is told apart by its hash.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(character if character.isprintable() else "_" for character in last).lstrip(". ") or "upload"
    if len(clean.encode()) <= LONGEST_NAME:
        return clean
    stem, dot, ending = clean.rpartition(".")
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{(stem or clean)[:40]}-{digest}{dot}{ending[-8:] if dot else ''}"


def unused(name: str, taken: Sequence[str]) -> str:
    """Give the name, numbered where an upload holds the same one twice."""
    stem, dot, ending = name.rpartition(".")
    numbered, number = name, 1
    while numbered in taken:
        number += 1
        numbered = f"{stem} ({number}).{ending}" if dot else f"{name} ({number})"
    return numbered
