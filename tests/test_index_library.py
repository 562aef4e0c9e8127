"""The library: what goes in, what comes out, and what is gone when it is removed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelves import COLLECTION, TEXT, article, contents, fill, found, identity, kinds, opened, quick_folder

from corpus.article import Article, Origin, Stated, text_sha256
from corpus.errors import NotFound
from corpus.sourcemap import PageMap
from index import batch
from index.articles import is_unchanged
from index.library import Library
from index.passage import Filters, passage_id


@pytest.fixture
def library() -> Iterator[Library]:
    with quick_folder() as folder, opened(folder / "home") as library:
        yield library


def catalog_value(library: Library, query: str) -> object:
    with library._readers.transaction() as connection:
        return connection.execute(query).fetchone()[0]


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
        assert snapshot.page_of(record.article_id, 0) is None
        assert snapshot.records([record.article_id, "0" * 16]) == {record.article_id: record}
        assert snapshot.records(()) == {}
    assert library.collections() == {COLLECTION: 1}
    assert library.check() == []


def test_a_character_is_on_the_page_of_the_newest_version(library: Library) -> None:
    def paged(text: str, second: int) -> Article:
        sizes, boxes = np.zeros((2, 2), np.uint16), np.zeros((len(text), 4), np.uint16)
        pages = PageMap(np.array([0, second], np.uint32), np.array([3, 4], np.uint32), sizes, boxes)
        return dataclasses.replace(article("a.pdf", text), source_map=pages)

    for second in (20, 9):
        fill(library, [paged(f"{TEXT} {second}", second)])
        with library.snapshot() as snapshot:
            places = (0, second - 1, second, len(TEXT))
            assert [snapshot.page_of(identity("a.pdf"), place) for place in places] == [3, 3, 4, 4]


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


WORDS = st.text(alphabet="Aé🦓.?! \n\t\u200b\u2003“”1", min_size=1, max_size=400).filter(str.strip)


@settings(max_examples=12, deadline=None)
@given(texts=st.lists(WORDS, min_size=2, max_size=4), now=WORDS, title=st.none() | WORDS)
def test_a_passage_has_a_vector_for_each_sentence_whatever_became_of_the_library(texts, now, title) -> None:
    with quick_folder() as folder, opened(folder / "home") as library:
        fill(library, [article(str(at), text, title=title) for at, text in enumerate(texts)])
        fill(library, [article("0", now)])
        library.remove(identity("1"))
        for mend in (lambda: None, library.repair):
            mend()
            with library.snapshot() as snapshot:
                rows = [row for row, _ in snapshot.dense(library.encoder.encode(["zebras"])[0], 1000)]
                counts = [len(one.sentences) for one in snapshot.passages(rows)]
                assert counts == [len(vectors) for vectors in snapshot.sentence_vectors(rows)]


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


def test_an_article_leaves_out_what_stands_before_its_body(library: Library) -> None:
    text = "Author: quagga\n\nZebras graze."
    fill(library, [article("a", text, body_start=16)])
    assert found(library, "quagga") == (set(), set())
    assert library.text(text_sha256(text)) == text
    assert library.check() == []
