"""A library that is of another model, damaged or of another form: what is told of it, and how it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import HashEncoder
from shelves import TEXT, article, fill, found, identity, opened, quick_folder

from corpus.article import text_sha256
from corpus.errors import LibraryDamaged, LibraryError, ModelMismatch
from index.library import Library


@pytest.fixture
def library() -> Iterator[Library]:
    with quick_folder() as folder, opened(folder / "home") as library:
        yield library


def test_a_library_of_another_model_names_the_remedy_and_is_mended_by_it(tmp_path: Path) -> None:
    with opened(tmp_path) as library:
        fill(library, [article("a", TEXT * 30, title="T"), article("b", "Otters swim.")])
        before = library.articles()
    other = HashEncoder(dimension=32, max_tokens=64, model="other")
    with pytest.raises(ModelMismatch, match=r"built with hash, settings say other; run `citedesk doctor --repair`"):
        Library.open(tmp_path, other)
    with Library.open(tmp_path, other, any_model=True) as library:
        assert [fault for fault in library.check() if "built with hash" in fault]
        library.repair()
        assert library.check() == []
    with Library.open(tmp_path, other) as library:
        assert library.articles() == before
        assert found(library, "otters swim")[1] == {identity("b")}
        assert identity("b") in found(library, "otters swim")[0]
        with library.snapshot() as snapshot:
            rows = [row for row, _ in snapshot.dense(other.encode(["lions"])[0], 100)]
            assert all(len(other.token_offsets(p.text)) <= 64 for p in snapshot.passages(rows))
    with pytest.raises(ModelMismatch):
        opened(tmp_path)


def test_an_empty_library_takes_any_model(tmp_path: Path) -> None:
    opened(tmp_path).close()
    with Library.open(tmp_path, HashEncoder(model="other")) as library:
        fill(library, [article("a", TEXT)])
        assert library.check() == []


def test_a_long_lived_reader_is_told_when_the_model_changes_under_it(tmp_path: Path) -> None:
    with opened(tmp_path) as reader:
        fill(reader, [article("a", TEXT)])
        reader.count()
        with Library.open(tmp_path, HashEncoder(dimension=16, model="other"), any_model=True) as mender:
            mender.repair()
        with pytest.raises(ModelMismatch):
            reader.count()


def test_ids_of_passages_survive_a_rebuild(library: Library) -> None:
    fill(library, [article("a", TEXT * 30, title="T")])

    query = library.encoder.encode(["zebras"])[0]

    def ids() -> set[str]:
        with library.snapshot() as snapshot:
            rows = [row for row, _ in snapshot.dense(query, 1000)]
            return {passage.id for passage in snapshot.passages(rows)}

    before, calls = ids(), library.encoder.calls
    library.repair()
    assert ids() == before
    assert library.encoder.calls == calls, "vectors were computed though they were stored"


@pytest.mark.parametrize("suffix", [".f32", ".f16"])
@pytest.mark.parametrize("damage", ["removed", "altered", "cut"])
def test_damaged_vectors_are_found_and_mended(tmp_path: Path, suffix: str, damage: str) -> None:
    with opened(tmp_path) as library:
        fill(library, [article("a", TEXT)])
        fill(library, [article("b", "Otters swim.")])
    path = sorted(tmp_path.glob(f"vectors/*{suffix}"))[0]
    data = bytearray(path.read_bytes())
    data[5] ^= 0xFF
    path.unlink() if damage == "removed" else path.write_bytes(data if damage == "altered" else data[:-8])
    with opened(tmp_path) as library:
        assert [fault for fault in library.check() if path.name in fault]
        if damage != "altered":
            with pytest.raises(LibraryDamaged, match="doctor --repair"), library.snapshot():
                pass
        library.repair()
        assert library.check() == []
        assert found(library, "zebras graze")[1] == {identity("a")}


def test_postings_out_of_step_are_found_and_mended(tmp_path: Path) -> None:
    with opened(tmp_path) as library:
        fill(library, [article("a", TEXT), article("b", "Otters swim.")])
    [postings] = tmp_path.glob("postings-*")
    from index.lexical import Lexical

    lexical = Lexical.open(postings, writable=True)
    lexical.remove([1])
    lexical.commit()
    lexical.close()
    with opened(tmp_path) as library:
        assert library.check() == ["postings are out of step: 1 passages missing, 0 too many"]
        library.repair()
        assert library.check() == []
        assert found(library, "zebras otters")[1] == {identity("a"), identity("b")}


def test_lost_postings_are_told_and_mended(tmp_path: Path) -> None:
    with opened(tmp_path) as library:
        fill(library, [article("a", TEXT)])
    [postings] = tmp_path.glob("postings-*")
    for path in postings.iterdir():
        path.unlink()
    postings.rmdir()
    with opened(tmp_path) as library:
        with pytest.raises(LibraryDamaged, match="doctor --repair"):
            fill(library, [article("b", "Otters.")])
        assert len(library.check()) == 1
        library.repair()
        assert library.check() == []


def test_an_altered_text_is_told_and_leaves_the_search_on_repair(tmp_path: Path) -> None:
    with opened(tmp_path) as library:
        fill(library, [article("a", TEXT), article("b", "Otters swim.")])
    path = tmp_path / "catalog.db"
    path.write_bytes(path.read_bytes().replace(b"Zebras graze", b"Tigers graze"))
    with opened(tmp_path) as library:
        [fault] = library.check()
        assert text_sha256(TEXT)[:16] in fault and "ingest it again" in fault
        library.repair()
        assert len(library.check()) == 1
        assert found(library, "graze otters")[1] == {identity("b")}


def test_a_library_written_by_a_newer_citedesk_is_refused(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    opened(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "catalog.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryError, match="newer citedesk"):
        opened(tmp_path)
