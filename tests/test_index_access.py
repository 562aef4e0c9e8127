"""Who may read and write a library, and when: readers beside a writer, folders that are closed or cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import HashEncoder
from shelves import COLLECTION, DIMENSION, TEXT, article, fill, found, identity, kinds, opened, quick_folder

from corpus.errors import LibraryBusy, NoSpace
from index import catalog
from index.embed import unit
from index.library import Library


@pytest.fixture
def library() -> Iterator[Library]:
    with quick_folder() as folder, opened(folder / "home") as library:
        yield library


def test_a_second_writer_waits_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    waiting = threading.Event()

    def wait(line: str) -> None:
        said.append(line)
        waiting.set()

    with opened(tmp_path) as first, opened(tmp_path, wait=wait) as second, opened(tmp_path, block=False) as third:
        adding = first.add([article("a", TEXT), article("a", "Otters.")], COLLECTION)
        next(adding)
        with pytest.raises(LibraryBusy, match="is writing"):
            third.remove(identity("a"))
        with pytest.raises(LibraryBusy, match="already writing"):
            first.remove(identity("a"))
        thread = threading.Thread(target=lambda: fill(second, [article("b", TEXT)]))
        thread.start()
        assert waiting.wait(20)
        assert second.count()[0] == 1, "a reader had to wait"
        assert kinds(adding) == ["updated"]
        thread.join(20)
        assert len(said) == 1 and f"number {os.getpid()}" in said[0]
        assert first.count()[0] == 2


def test_opening_a_library_waits_for_no_writer(tmp_path: Path) -> None:
    with opened(tmp_path) as first:
        adding = first.add([article("a", TEXT), article("a", "Otters.")], COLLECTION)
        next(adding)
        with opened(tmp_path, wait=pytest.fail) as second:
            assert found(second, "zebras") == ({identity("a")},) * 2
        assert kinds(adding) == ["updated"]


def test_a_library_that_cannot_be_written_is_checked_without_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as library:
        fill(library, [article("a", TEXT)])
        for lock in [*tmp_path.rglob("*.lock")]:
            lock.unlink()
        monkeypatch.setattr(catalog, "is_still", lambda home: True)
        assert library.check() == []
        assert [*tmp_path.rglob("*.lock")] == []


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(NoSpace, match="CITEDESK_HOME"):
        opened(tmp_path / "home")


def test_threads_read_while_one_writes(library: Library) -> None:
    fill(library, [article("a", TEXT)])
    faults: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                with library.snapshot() as snapshot:
                    rows = [row for row, _ in snapshot.dense(unit(np.ones((1, DIMENSION), np.float32)), 100)]
                    assert len(snapshot.passages(rows)) == snapshot.count()[1]
                    assert [row for row, _ in snapshot.lexical("zebras", 100)]
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(5):
        fill(library, [article(f"k{number}", f"Zebras, number {number}."), article("b", f"Otter {number}.")])
        if number % 3 == 2:
            library.remove(identity(f"k{number - 1}"))
    stop.set()
    for thread in threads:
        thread.join(20)
    assert faults == []
    assert library.check() == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Make a folder which everybody may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


def test_a_library_that_may_not_be_entered_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(home: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(home))

    monkeypatch.setattr("index.catalog.exists", refuse)
    for any_model in (False, True):
        with pytest.raises(NoSpace, match="allow writing there, or set CITEDESK_HOME"):
            Library.open(tmp_path, HashEncoder(), any_model=any_model)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become somebody who may not write")
def test_a_folder_that_cannot_be_written_can_be_read(open_folder: Path) -> None:
    home = open_folder / "home"
    with opened(home) as library:
        fill(library, [article("a", TEXT)])
    for path in (home, *home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1]), *sys.path])
    child = [sys.executable, "-c", _READ_ONLY, str(home), str(open_folder / "other")]
    done = subprocess.run(child, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path})
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["1 1", "NoSpace"]


_READ_ONLY = """
import mmap, os, sys
from pathlib import Path
from shelves import opened, fill, article
from corpus.errors import CitedeskError

def search(home):
    with opened(home) as library:
        with library.snapshot() as snapshot:
            query = library.encoder.encode(["zebras"])[0]
            return len(snapshot.dense(query, 5)), len(snapshot.lexical("zebras", 5))

search(Path(sys.argv[2]))  # loads whatever a nobody may not read
os.setgroups([]); os.setgid(65534); os.setuid(65534)
print(*search(Path(sys.argv[1])))
try:
    with opened(Path(sys.argv[1])) as library:
        fill(library, [article("b", "Otters.")])
except CitedeskError as error:
    print(type(error).__name__)
"""
