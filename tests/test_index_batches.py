"""Articles go in batch by batch, the next embedded while one is stored: nothing is lost, whatever breaks off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import HashEncoder
from shelves import TEXT, article, fill, found, identity, kinds, opened, quick_folder

from corpus.article import Article
from index import batch
from index.library import Library


@pytest.fixture
def library() -> Iterator[Library]:
    with quick_folder() as folder, opened(folder / "home") as library:
        yield library


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
