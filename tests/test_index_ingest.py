from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import HashEncoder

from corpus.article import Article
from corpus.read import ReadOptions, read
from index import batch
from index.ingest import Report, ingest
from index.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "home", HashEncoder()) as library:
        yield library


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def take_in(library: Library, *sources: Path) -> Report:
    return ingest(library, sources, "c", ReadOptions())


def test_another_file_of_the_same_name_never_replaces_the_first(library: Library, tmp_path: Path) -> None:
    first = put(tmp_path / "a" / "notes.txt", "The council met on Monday and agreed.")
    second = put(tmp_path / "b" / "notes.txt", "Quite another story about the harbour.")
    assert len(take_in(library, first).added) == 1
    report = take_in(library, second)
    assert not report.took_anything
    assert str(first) in report.failed[0].reason
    assert library.text(library.articles()[0].sha256) == first.read_text()


def test_two_files_of_one_name_in_one_ingest_are_told_apart(library: Library, tmp_path: Path) -> None:
    first = put(tmp_path / "in" / "a" / "notes.txt", "The council met on Monday and agreed.")
    second = put(tmp_path / "in" / "b" / "notes.txt", "Quite another story about the harbour.")
    report = take_in(library, first, second)
    assert (len(report.added), len(report.failed)) == (1, 1)
    assert len(take_in(library, first.parent, second.parent).skipped) == 1
    whole = take_in(library, tmp_path / "in")
    assert {outcome.key for outcome in whole.added} == {"a/notes.txt", "b/notes.txt"}


def test_a_changed_or_moved_file_is_the_same_article(library: Library, tmp_path: Path) -> None:
    path = put(tmp_path / "a" / "notes.txt", "The council met on Monday and agreed.")
    take_in(library, path)
    path.write_text("The council met on Tuesday and agreed.")
    assert len(take_in(library, path).updated) == 1
    moved = path.rename(tmp_path / "notes.txt")
    moved.write_text("The council met on Friday and agreed.")
    assert len(take_in(library, moved).updated) == 1
    assert len(library.articles()) == 1


def test_a_file_that_vanishes_while_reading_stops_nothing(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        put(tmp_path / "in" / f"{name}.txt", f"Story {name} about the harbour and its lights.")

    def read_and_delete(path: Path, **options: object) -> Iterator[Article]:
        (tmp_path / "in" / "b.txt").unlink(missing_ok=True)
        return read(path, **options)

    monkeypatch.setattr("index.ingest.read", read_and_delete)
    report = take_in(library, tmp_path / "in")
    assert [outcome.key for outcome in report.added] == ["a.txt", "c.txt"]
    assert [Path(remark.source).name for remark in report.failed] == ["b.txt"]


def test_progress_goes_from_file_to_file_up_to_the_last_byte(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next file is read while one is embedded: what is told is what is embedded, under that file's name."""
    monkeypatch.setattr(batch, "BATCH_ARTICLES", 1)
    files = [put(tmp_path / "in" / f"{number}.txt", f"The lamp of pier {number} is lit.") for number in range(4)]
    heard: list[tuple[int, int, str]] = []
    ingest(library, [tmp_path / "in"], "c", ReadOptions(), lambda *told: heard.append(told))
    size = files[0].stat().st_size
    ends = [told for told in heard if told[0] % size == 0]
    assert [done for done, _, _ in ends] == [2 * size, 3 * size, 4 * size, 4 * size]
    assert {total for _, total, _ in heard} == {4 * size}
    assert [name for _, _, name in ends] == ["1.txt", "2.txt", "3.txt", "3.txt"]
    assert [done for done, _, _ in heard] == sorted(done for done, _, _ in heard)
