from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import NoSpace
from index.ingest import Progress, Report
from ui.worker import LONGEST_NAME, Job, State, Worker, safe_name, unused

NOTHING = Report((), (), (), (), ())


class File:
    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data

    def getbuffer(self) -> memoryview:
        return memoryview(self.data)


def ended(worker: Worker, job: Job) -> Job:
    """Wait for a job and give its last state."""
    for _ in range(2000):
        now = next(known for known in worker.jobs() if known.number == job.number)
        if not now.active:
            return now
        time.sleep(0.005)
    raise AssertionError("the job did not end")


def test_uploaded_files_reach_the_ingest_under_their_names_and_are_gone_afterwards() -> None:
    seen: dict[str, bytes] = {}
    folders: list[Path] = []

    def take_in(sources: Sequence[Path], collection: str, progress: Progress) -> Report:
        assert collection == "press"
        folders.extend(sources)
        seen.update((path.name, path.read_bytes()) for path in sources[0].iterdir())
        return NOTHING

    worker = Worker(take_in)
    files = [File("a.txt", b"1"), File("../../etc/a.txt", b"2"), File("C:\\x\\b.pdf", b"3")]
    job = ended(worker, worker.upload(files, "press"))
    assert job.state is State.DONE and job.report is NOTHING
    assert seen == {"a.txt": b"1", "a (2).txt": b"2", "b.pdf": b"3"}
    ended(worker, worker.paths([], "press", "next"))  # the folder goes before the next job begins
    assert not folders[0].exists()


def test_an_upload_that_finds_no_room_is_told_with_its_remedy() -> None:
    class Full(File):
        def getbuffer(self) -> memoryview:
            raise OSError(28, "No space left on device")

    worker = Worker(lambda *_: NOTHING)
    with pytest.raises(NoSpace, match=r"no space left on device.*; free some space"):
        worker.upload([Full("a.txt", b"")], "press")
    assert worker.jobs() == ()


def test_progress_is_seen_from_another_thread_while_the_job_runs() -> None:
    told, go_on = threading.Event(), threading.Event()

    def take_in(sources: Sequence[Path], collection: str, progress: Progress) -> Report:
        progress(30, 120, "a.txt")
        told.set()
        assert go_on.wait(10)
        return NOTHING

    worker = Worker(take_in)
    job = worker.paths([Path("a")], "press", "a")
    assert told.wait(10)
    second = worker.paths([Path("b")], "press", "b")
    now = worker.jobs()
    assert (now[0].state, now[0].share, now[0].at) == (State.RUNNING, 0.25, "a.txt")
    assert now[1].state is State.WAITING
    worker.dismiss(job.number)  # changes nothing: it runs
    go_on.set()
    assert ended(worker, job).state is State.DONE
    told.clear()
    assert ended(worker, second).state is State.DONE
    worker.dismiss(job.number)
    assert [known.number for known in worker.jobs()] == [second.number]


def test_a_failing_job_says_why_and_the_next_one_runs(caplog: pytest.LogCaptureFixture) -> None:
    outcomes: list[Exception | None] = [NoSpace("the disk is full; make room"), ValueError("a bug"), None]

    def take_in(sources: Sequence[Path], collection: str, progress: Progress) -> Report:
        if (outcome := outcomes.pop(0)) is not None:
            raise outcome
        return NOTHING

    worker = Worker(take_in)
    told, broken, done = (ended(worker, worker.paths([], "press", "x")) for _ in range(3))
    assert (told.state, told.error) == (State.FAILED, "the disk is full; make room")
    assert broken.state is State.FAILED and "a bug" not in broken.error
    assert "a bug" in caplog.text
    assert done.state is State.DONE


@given(st.text(max_size=400))
def test_a_safe_name_is_one_visible_part_of_a_path(name: str) -> None:
    safe = safe_name(name)
    assert safe and safe.isprintable() and not safe.startswith((".", " "))
    assert Path(safe).name == safe
    assert len(safe.encode()) <= LONGEST_NAME
    assert safe_name(safe) == safe


def test_long_names_that_differ_at_their_end_stay_apart() -> None:
    one, two = safe_name("x" * 300 + "1.pdf"), safe_name("x" * 300 + "2.pdf")
    assert one != two
    assert one.endswith(".pdf")


@given(st.lists(st.sampled_from(["a.txt", "a (2).txt", "b", "b (2)"]), max_size=8))
def test_names_of_one_upload_are_all_different(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        taken.append(unused(name, taken))
    assert len(set(taken)) == len(names)
