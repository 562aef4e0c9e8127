"""The catalog's form, its migrations and what SQLite is asked to keep to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError, NoSpace
from index import catalog
from index.files import disk_errors, write_whole
from index.lock import WriterLock
from index.records import pack_spans, unpack_spans
from index.select import published_day, publisher_key


def test_a_writer_keeps_to_keys_zeroes_what_it_deletes_and_outlives_a_power_cut(tmp_path: Path) -> None:
    with closing(catalog.open_writer(tmp_path)) as connection:
        asked = ("foreign_keys", "secure_delete", "synchronous", "journal_mode", "auto_vacuum", "user_version")
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked}
    assert found == {
        "foreign_keys": 1,
        "secure_delete": 1,
        "synchronous": 2,
        "journal_mode": "wal",
        "auto_vacuum": 2,
        "user_version": len(catalog.MIGRATIONS),
    }


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    catalog.open_writer(tmp_path).close()
    with closing(catalog.open_reader(tmp_path)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("UPDATE state SET generation = 7")


def test_an_older_form_is_brought_up_to_date_and_keeps_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog.open_writer(tmp_path).close()
    monkeypatch.setattr(catalog, "MIGRATIONS", (*catalog.MIGRATIONS, "ALTER TABLE texts ADD COLUMN note TEXT"))
    assert not catalog.is_current(tmp_path)
    with closing(catalog.open_writer(tmp_path)) as connection:
        assert connection.execute("SELECT count(note) FROM texts").fetchone() == (0,)
        assert connection.execute("SELECT next_row FROM state").fetchall() == [(1,)]
    assert catalog.is_current(tmp_path)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog.open_writer(tmp_path).close()
    broken = "ALTER TABLE texts ADD COLUMN note TEXT; INSERT INTO nowhere VALUES (1)"
    with monkeypatch.context() as patch:
        patch.setattr(catalog, "MIGRATIONS", (*catalog.MIGRATIONS, broken))
        with pytest.raises(sqlite3.OperationalError):
            catalog.open_writer(tmp_path)
    with closing(catalog.open_reader(tmp_path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(texts)")]
    assert "note" not in columns
    assert catalog.is_current(tmp_path)


def test_a_newer_form_is_refused_by_readers_and_writers(tmp_path: Path) -> None:
    with closing(catalog.open_writer(tmp_path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    for way in (catalog.open_reader, catalog.open_writer):
        with pytest.raises(LibraryError, match="newer citedesk"):
            way(tmp_path)


def test_a_file_that_is_no_catalog_is_told(tmp_path: Path) -> None:
    (tmp_path / catalog.NAME).write_bytes(b"no database at all" * 100)
    with pytest.raises(LibraryDamaged, match="restore it"):
        catalog.open_reader(tmp_path)


@given(st.integers(0, 2**31), st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 2**16)), max_size=9))
def test_spans_come_back_as_they_were(origin: int, spans: list[tuple[int, int]]) -> None:
    moved = tuple((start + origin, end + origin) for start, end in spans)
    assert unpack_spans(pack_spans(moved, origin), origin) == moved


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2022-06-29", date(2022, 6, 29)),
        ("2022-06-29T23:59:59-11:00", date(2022, 6, 29)),
        ("2022-06-29 10:00", date(2022, 6, 29)),
        ("June 2022", None),
        ("2022-13-01", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_that_of_the_articles_own_time_zone(published: str | None, day: date | None) -> None:
    assert published_day(published) == (day.toordinal() if day else None)


def test_publishers_are_compared_without_case() -> None:
    assert publisher_key(" Die STRASSE ") == publisher_key("die straße")


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, [b"old"])

    def parts() -> object:
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, parts())  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), NoSpace),
        (OSError(27, "File too large"), NoSpace),
        (PermissionError(13, "Permission denied"), NoSpace),
        (OSError(30, "Read-only file system"), NoSpace),
        (IsADirectoryError(21, "Is a directory"), IsADirectoryError),
        (sqlite3.OperationalError("syntax"), sqlite3.OperationalError),
    ],
)
def test_a_disk_that_cannot_be_written_is_told_and_other_errors_stay(
    tmp_path: Path, error: Exception, told: type[Exception]
) -> None:
    with pytest.raises(told), disk_errors(tmp_path):
        raise error


def test_a_full_catalog_is_told(tmp_path: Path) -> None:
    with closing(catalog.open_writer(tmp_path)) as connection:
        connection.execute("PRAGMA max_page_count = 60")
        with pytest.raises(NoSpace, match="full; nothing in the library is lost"), disk_errors(tmp_path):
            connection.execute("INSERT INTO texts VALUES (1, 'x', zeroblob(1000000), 1)")


def test_a_full_disk_is_not_taken_for_a_damaged_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(catalog.open_writer(tmp_path)):
        pass

    def failing(address: str) -> sqlite3.Connection:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(catalog, "_connect", failing)
    with pytest.raises(LibraryDamaged, match="disk I/O error"):
        catalog.open_reader(tmp_path)
    monkeypatch.setattr(catalog, "_LEAST_FREE", 1 << 62)
    with pytest.raises(NoSpace, match="full; nothing in the library is lost"):
        catalog.open_reader(tmp_path)


def test_a_lock_is_free_again_when_its_holder_is_gone(tmp_path: Path) -> None:
    with WriterLock(tmp_path), pytest.raises(LibraryBusy, match="is writing to the library"):
        WriterLock(tmp_path, block=False).__enter__()
    with WriterLock(tmp_path, block=False):
        pass
