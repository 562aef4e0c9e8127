"""The library: what goes in, what comes out, and what is gone when it is removed."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from fakes import HashEncoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelves import COLLECTION, DIMENSION, article, contents, fill, identity, kinds, opened, quick_folder

from corpus.article import Article, Origin, Stated, text_sha256
from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError, ModelMismatch, NoSpace, NotFound
from index import batch, catalog
from index.articles import is_unchanged
from index.embed import unit
from index.library import Library
from index.passage import EVERYTHING, Filters, passage_id

TEXT = "Zebras graze on the plain. Lions rest in the shade.\n\nRain fell over the hills in spring."


@pytest.fixture
def library() -> Iterator[Library]:
    with quick_folder() as folder, opened(folder / "home") as library:
        yield library


def found(library: Library, words: str, filters: Filters = EVERYTHING) -> tuple[set[str], set[str]]:
    """Articles by the dense and by the lexical search."""
    vector = library.encoder.encode([words])[0]
    with library.snapshot() as snapshot:
        dense = [row for row, cosine in snapshot.dense(vector, 1000, filters) if cosine > 0.05]
        lexical = [row for row, _ in snapshot.lexical(words, 1000, filters)]
        sides = [{passage.article_id for passage in snapshot.passages(rows)} for rows in (dense, lexical)]
    return sides[0], sides[1]


def test_what_goes_in_comes_out_whole(library: Library) -> None:
    stored = article(
        "a.txt", TEXT, title="Plains", publisher="The Herald", published="2022-06-29T10:00:00Z", raw=b"bytes\0as read",
        authors=("Ann", "Bö"), authors_origin=Origin.BYLINE, url="https://example.org/a", language="en",
        media_type="text/html", notes=("a note",), source="/news/a.txt",
    )  # fmt: skip
    assert kinds(fill(library, [stored])) == ["added"]
    record = library.article(identity("a.txt"))
    assert dataclasses.asdict(record) == {
        "article_id": identity("a.txt"), "collection": COLLECTION, "key": "a.txt", "sha256": text_sha256(TEXT),
        "title": "Plains", "title_origin": "user", "publisher": "The Herald", "publisher_origin": "user",
        "authors": ("Ann", "Bö"), "authors_origin": "byline", "published": "2022-06-29T10:00:00Z",
        "published_origin": "user", "url": "https://example.org/a", "language": "en", "media_type": "text/html",
        "notes": ("a note",), "characters": len(TEXT), "versions": (text_sha256(TEXT),), "source": "/news/a.txt",
    }  # fmt: skip
    assert library.articles() == [record]
    assert library.text(record.sha256) == TEXT
    assert library.raw(record.article_id) == b"bytes\0as read"
    with library.snapshot() as snapshot:
        assert snapshot.source_map(record.article_id, record.sha256) is None
    assert library.collections() == {COLLECTION: 1}
    assert library.check() == []


def test_a_passage_is_a_slice_with_the_id_of_its_place(library: Library) -> None:
    text = "Ünïcödé 🦓 grazes.\n\n" * 3 + TEXT * 40
    fill(library, [article("a", text, title="T")])
    with library.snapshot() as snapshot:
        rows = [row for row, _ in snapshot.dense(library.encoder.encode(["zebras"])[0], 1000)]
        passages = snapshot.passages(rows)
        vectors = snapshot.sentence_vectors(rows)
    assert len(passages) > 1
    for passage, sentences in zip(passages, vectors, strict=True):
        assert text[passage.start : passage.end] == passage.text
        assert passage.id == passage_id(text_sha256(text), passage.start, passage.end)
        assert len(sentences) == len(passage.sentences)
        assert all(passage.start <= start < end <= passage.end for start, end in passage.sentences)


def test_cosine_of_a_passage_is_that_of_its_embedded_words(library: Library) -> None:
    fill(library, [article("a", TEXT, title="Plains")])
    query = library.encoder.encode(["zebras and rain"])[0]
    with library.snapshot() as snapshot:
        [(_, cosine)] = snapshot.dense(query, 5)
    assert cosine == pytest.approx(float(query @ library.encoder.encode([f"Plains\n{TEXT}"])[0]), abs=1e-6)


def test_an_article_that_did_not_change_is_skipped_and_costs_no_encoding(library: Library) -> None:
    stored = article("a", TEXT, title="T", raw=b"x")
    fill(library, [stored])
    calls = library.encoder.calls
    assert kinds(fill(library, [stored])) == ["skipped"]
    assert library.encoder.calls == calls


def test_what_did_not_change_is_held_against_the_catalog_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "BATCH_ARTICLES", 2)
    stored = [article(key, f"Zebra {key}.") for key in "abcde"]
    fill(library, stored)
    compared: list[str] = []

    def watched(connection, ref, one, collection):  # type: ignore[no-untyped-def]
        compared.append(one.key)
        return is_unchanged(connection, ref, one, collection)

    monkeypatch.setattr("index.articles.is_unchanged", watched)
    assert kinds(fill(library, stored)) == ["skipped"] * 5
    assert compared == list("abcde")


def test_new_text_is_a_new_version_and_the_old_passages_leave_the_search(library: Library) -> None:
    fill(library, [article("a", TEXT, raw=b"one")])
    assert kinds(fill(library, [article("a", "Otters swim in rivers.", raw=b"two")])) == ["updated"]
    assert found(library, "zebras graze") == (set(), set())
    assert found(library, "otters swim") == ({identity("a")}, {identity("a")})
    old, new = text_sha256(TEXT), text_sha256("Otters swim in rivers.")
    assert library.article(identity("a")).versions == (old, new)
    assert library.article(identity("a")).sha256 == new
    assert library.text(old) == TEXT
    assert library.article(identity("a"), old).characters == len(TEXT)
    assert (library.raw(identity("a"), old), library.raw(identity("a"))) == (b"one", b"two")
    assert library.check() == []


def test_a_text_that_comes_back_is_the_version_it_was(library: Library) -> None:
    for text in (TEXT, "Otters swim.", TEXT):
        fill(library, [article("a", text)])
    assert library.article(identity("a")).versions == (text_sha256(TEXT), text_sha256("Otters swim."))
    assert library.article(identity("a")).sha256 == text_sha256(TEXT)


@pytest.mark.parametrize(
    "change",
    [
        {"publisher": Stated("Other", Origin.META)},
        {"published": Stated("2020-01-01", Origin.META)},
        {"title": Stated("New title", Origin.META)},
        {"authors": ("Ann",)},
        {"url": "https://example.org/"},
        {"notes": ("one page skipped",)},
        {"body_start": 27},
        {"raw": b"other bytes"},
        {"language": "en"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_new_metadata_on_the_same_text_update_the_article(library: Library, change: dict[str, object]) -> None:
    stored = article("a", TEXT, title="T", publisher="P", published="2022-01-01", raw=b"bytes")
    fill(library, [stored])
    new = dataclasses.replace(stored, **change)
    assert kinds(fill(library, [new])) == ["updated"]
    assert kinds(fill(library, [new])) == ["skipped"]
    assert library.article(identity("a")).versions == (text_sha256(TEXT),)
    assert library.check() == []


def test_a_changed_publisher_is_found_by_its_new_name_alone(library: Library) -> None:
    fill(library, [article("a", TEXT, publisher="Old")])
    calls = library.encoder.calls
    fill(library, [article("a", TEXT, publisher="New")])
    assert library.encoder.calls == calls, "the same words were embedded again"
    nothing: tuple[set[str], set[str]] = (set(), set())
    assert found(library, "zebras", Filters(publishers=("old",))) == nothing
    assert found(library, "zebras", Filters(publishers=("NEW",))) == ({identity("a")}, {identity("a")})


def test_equal_texts_at_two_addresses_are_two_articles_with_one_vector(library: Library) -> None:
    fill(library, [article("a", TEXT), article("b", TEXT), article("a", TEXT)])
    fill(library, [article("a", TEXT)], "other")
    assert library.count() == (3, 3, 0)
    assert catalog_value(library, "SELECT count(*) FROM vectors") == 1
    library.remove(identity("a"))
    assert found(library, "zebras") == ({identity("b"), identity("a", "other")},) * 2
    assert library.text(text_sha256(TEXT)) == TEXT
    library.remove(identity("b"), identity("a", "other"))
    assert catalog_value(library, "SELECT count(*) FROM vectors") == 0
    assert library.count() == (0, 0, 0)
    with pytest.raises(NotFound):
        library.text(text_sha256(TEXT))
    assert library.check() == []


def test_words_that_move_from_one_article_to_another_in_one_batch_keep_their_vector(library: Library) -> None:
    fill(library, [article("a", TEXT), article("b", "Otters swim.")])
    fill(library, [article("a", "Otters swim."), article("b", TEXT)])
    assert found(library, "zebras") == ({identity("b")},) * 2
    assert library.check() == []


def test_one_source_twice_in_one_run_ends_as_its_last_state(library: Library) -> None:
    assert kinds(fill(library, [article("a", TEXT), article("a", "Otters."), article("a", "Otters.")])) == [
        "added", "updated", "skipped",
    ]  # fmt: skip
    assert library.text(library.article(identity("a")).sha256) == "Otters."


def test_removal_of_what_does_not_exist_removes_nothing(library: Library) -> None:
    fill(library, [article("a", TEXT)])
    with pytest.raises(NotFound):
        library.remove(identity("a"), "0123456789abcdef")
    assert library.count()[0] == 1


def test_nothing_of_a_removed_article_is_left_in_any_byte_of_the_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    word = "quetzalcoatlus"
    with opened(home) as library:
        others = [article(f"k{i}", f"{TEXT} Number {i} of many. " * 5, title=f"T{i}", raw=b"raw") for i in range(40)]
        fill(library, others[:20])
        fill(library, [article("gone", f"A {word} flew. {TEXT}", title=f"The {word}", raw=f"<{word}>".encode() * 90,
                               authors=(word,), url=f"https://example.org/{word}")])  # fmt: skip
        fill(library, [article("gone", f"Another {word}. {TEXT * 9}", raw=word.encode())])
        fill(library, others[20:])
        vector = library.encoder.encode([f"Another {word}. {TEXT * 9}"])[0]
        assert word.encode() in contents(home)
        library.remove(identity("gone"))
        assert found(library, word)[1] == set()
        assert library.check() == []
        assert word.encode() not in contents(home)
        assert vector.tobytes() not in contents(home)
        assert found(library, "zebras")[1] == {identity(other.key) for other in others}
    assert word.encode() not in contents(home)
    assert not (home / "catalog.db-wal").exists()


def test_a_snapshot_does_not_move_while_the_library_does(library: Library) -> None:
    fill(library, [article("a", TEXT)])
    query = library.encoder.encode(["zebras graze"])[0]
    with library.snapshot() as before:
        with opened(library.home) as other:
            fill(other, [article("b", TEXT + " More zebras graze.")])
            fill(other, [article("a", "Otters swim.")])
        [(row, _)] = before.dense(query, 10)
        assert before.lexical("zebras", 10)[0][0] == row
        assert before.passages([row])[0].text == TEXT
        assert len(before.sentence_vectors([row])[0]) == 3
        assert before.count() == (1, 1, 0)
    with library.snapshot() as after:
        assert after.generation > before.generation
        assert after.count() == (2, 2, 0)
        [(row, _)] = after.lexical("zebras", 10)
        assert after.passages([row])[0].article_id == identity("b")


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


def test_an_article_leaves_out_what_stands_before_its_body(library: Library) -> None:
    text = "Author: quagga\n\nZebras graze."
    fill(library, [article("a", text, body_start=16)])
    assert found(library, "quagga") == (set(), set())
    assert library.text(text_sha256(text)) == text
    assert library.check() == []


def test_many_small_writes_end_in_few_segments(library: Library) -> None:
    for number in range(30):
        fill(library, [article(f"k{number}", f"Zebra number {number}.")])
    assert len(list(library.home.glob("vectors/*.f32"))) < 15
    assert library.count() == (30, 30, 0)
    assert len(found(library, "zebra")[0]) == 30
    assert library.check() == []


def test_batches_are_bounded_and_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "BATCH_CHARACTERS", 100)
    monkeypatch.setattr(batch, "BATCH_ARTICLES", 4)
    articles = [article(f"k{n}", "x" * (n % 7 * 20 + 1)) for n in range(50)]
    runs = list(batch.batches(iter(articles)))
    assert [one for run in runs for one in run] == articles
    assert all(len(run) <= 4 and sum(len(one.text) for one in run[:-1]) < 100 for run in runs)


def broken(error: BaseException) -> Iterator[Article]:
    for number in range(5):
        yield article(f"k{number}", f"Zebra {number}.")
    raise error


@pytest.mark.parametrize(("error", "kept"), [(RuntimeError("bad"), 4), (KeyboardInterrupt(), 2)])
def test_a_bad_article_stream_keeps_what_was_stored_before(
    library: Library, monkeypatch: pytest.MonkeyPatch, error: BaseException, kept: int
) -> None:
    """An interruption waits for nothing: the batch that was being embedded is not stored."""
    monkeypatch.setattr(batch, "BATCH_ARTICLES", 2)
    with pytest.raises(type(error)):
        fill(library, broken(error))
    assert library.count() == (kept, kept, 0)
    assert len(found(library, "zebra")[1]) == kept
    assert kinds(fill(library, [article("k0", "Zebra 0."), article("k4", "Zebra 4.")])) == ["skipped", "added"]
    assert library.check() == []


class Watched(HashEncoder):
    """Notes what it embeds."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded: list[str] = []

    def encode_with_spans(self, texts, spans, progress=None):  # type: ignore[no-untyped-def]
        self.embedded += texts
        return super().encode_with_spans(texts, spans, progress)


def test_the_next_batch_is_embedded_while_one_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "BATCH_ARTICLES", 1)
    encoder = Watched()
    with Library.open(tmp_path, encoder) as library:
        taken: list[str] = []

        def stream() -> Iterator[Article]:
            for key in "abcd":
                taken.append(key)
                yield article(key, f"Zebra {key}.")

        outcomes = library.add(stream(), "c")
        assert next(outcomes).key == "a"
        assert taken == ["a", "b", "c"], "the second batch ends where the third begins"
        assert [one.key for one in outcomes] == ["b", "c", "d"]
        assert encoder.embedded == [f"Zebra {key}." for key in "abcd"]
        assert library.check() == []


def test_what_changes_from_batch_to_batch_ends_as_its_last_state(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch was begun before the one ahead of it was stored, and must not rest on what stood there then."""
    monkeypatch.setattr(batch, "BATCH_ARTICLES", 1)
    fill(library, [article("a", "Old zebra."), article("b", "Otter.")])
    states = [("a", "New zebra."), ("a", "Old zebra."), ("b", "Old zebra."), ("a", "Otter."), ("b", "Otter.")]
    outcomes = fill(library, [article(*state) for state in states])
    assert kinds(outcomes) == ["updated"] * 5
    assert found(library, "otter") == ({identity("a"), identity("b")},) * 2
    assert found(library, "zebra")[1] == set()
    assert library.check() == []


def test_progress_counts_every_batch_from_nothing_to_the_end(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "BATCH_ARTICLES", 2)
    heard: list[tuple[int, int]] = []
    list(
        library.add((article(key, f"Zebra {key}.") for key in "abcde"), "c", progress=lambda *told: heard.append(told))
    )
    assert [told for told in heard if not told[0]] == [(0, 2), (0, 2), (0, 1)]
    assert [told for told in heard if told[0] == told[1]] == [(2, 2), (2, 2), (1, 1)]


def test_a_failing_encoder_leaves_the_library_as_it_was(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(library, [article("a", TEXT)])

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(HashEncoder, "encode_with_spans", fail)
        with pytest.raises(KeyboardInterrupt):
            fill(library, [article("a", "Otters."), article("b", "More.")])
    assert found(library, "zebras") == ({identity("a")},) * 2
    assert library.check() == []


def catalog_value(library: Library, query: str) -> object:
    with library._readers.transaction() as connection:
        return connection.execute(query).fetchone()[0]


# Dense, lexical and SQL keep the same articles under every filter.

DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 9))
ARTICLES = st.lists(
    st.tuples(
        st.sampled_from(["news", "wires"]),
        st.sampled_from([None, "The Herald", "Le Monde", "İstanbul Post", "straße"]),
        st.none() | DAYS.map(date.isoformat) | DAYS.map(lambda day: f"{day}T23:30:00-05:00") | st.just("spring 2020"),
    ),
    min_size=1,
    max_size=12,
)
FILTERS = st.builds(
    Filters,
    collections=st.lists(st.sampled_from(["news", "wires", "none"]), max_size=2, unique=True).map(tuple),
    articles=st.lists(
        st.integers(0, 12).map(lambda n: identity(f"k{n}", "news")), max_size=3, unique=True
    ).map(tuple),
    publishers=st.lists(
        st.sampled_from(["the herald", "LE MONDE", "STRASSE", "nobody"]), max_size=2, unique=True
    ).map(tuple),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
)  # fmt: skip


def _kept(filters: Filters, collection: str, key: str, publisher: str | None, published: str | None) -> bool:
    """Say in plain Python what a filter keeps: the oracle."""
    day = date.fromisoformat(published[:10]) if published and published[0] == "2" else None
    return (
        (not filters.collections or collection in filters.collections)
        and (not filters.articles or identity(key, collection) in filters.articles)
        and (not filters.publishers or (publisher or "").casefold() in [p.casefold() for p in filters.publishers])
        and (not filters.dated or day is not None)
        and (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(facts=ARTICLES, filters=st.lists(FILTERS, min_size=5, max_size=10))
def test_every_filter_keeps_the_same_articles_in_both_searches_and_in_the_catalog(
    facts: list[tuple[str, str | None, str | None]], filters: list[Filters]
) -> None:
    with quick_folder() as folder, opened(folder) as library:
        for collection in {fact[0] for fact in facts}:
            fill(
                library,
                (
                    article(f"k{number}", f"Zebra {number}.", publisher=fact[1], published=fact[2])
                    for number, fact in enumerate(facts)
                    if fact[0] == collection
                ),
                collection,
            )
        for chosen in filters:
            expected = {
                identity(f"k{number}", fact[0])
                for number, fact in enumerate(facts)
                if _kept(chosen, fact[0], f"k{number}", fact[1], fact[2])
            }
            assert found(library, "zebra", chosen) == (expected, expected)
            assert {record.article_id for record in library.articles(chosen)} == expected
            articles, passages, undated = library.count(chosen)
            assert articles == passages == len(expected)
            timeless = dataclasses.replace(chosen, since=None, until=None)
            assert undated == (
                sum(
                    _kept(timeless, fact[0], f"k{number}", fact[1], fact[2])
                    for number, fact in enumerate(facts)
                    if fact[2] is None or fact[2][0] != "2"
                )
                if chosen.dated
                else 0
            )


def test_a_filter_comes_before_the_limit(library: Library) -> None:
    fill(library, [article(f"k{n}", "Zebras graze.", publisher="Many") for n in range(30)])
    fill(library, [article("rare", "A zebra, and a great deal of other things besides.", publisher="Rare")])
    with library.snapshot() as snapshot:
        query = library.encoder.encode(["zebras graze"])[0]
        for hits in (snapshot.dense(query, 1, Filters(publishers=("Rare",))),
                     snapshot.lexical("zebra", 1, Filters(publishers=("Rare",)))):  # fmt: skip
            assert [passage.article_id for passage in snapshot.passages([row for row, _ in hits])] == [identity("rare")]


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
