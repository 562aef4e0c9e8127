"""Dense search against brute force, over segments, filters and the approximate index."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from shelves import article, fill, identity, opened, quick_folder

from corpus.errors import LibraryDamaged
from index import derive, fastscan, view
from index.embed import Vectors, unit
from index.passage import Filters
from index.segments import Segment, open_rows, open_sentences, write_segment
from index.vectors import Matrix, nearest


def brute_force(matrix: Vectors, query: Vectors, rows: list[int], slots: list[int], limit: int) -> list[int]:
    scored = sorted(zip(rows, slots, strict=True), key=lambda pair: (-float(matrix[pair[1]].astype(np.float64) @ query.astype(np.float64)), pair[0]))  # fmt: skip # noqa: E501
    return [row for row, _ in scored[:limit]]


@settings(max_examples=60, deadline=None)
@given(
    data=st.data(),
    sizes=st.lists(st.integers(0, 9), min_size=1, max_size=5),
    limit=st.integers(1, 30),
    gather=st.sampled_from([0.0, 0.5, 2.0]),
)
def test_search_over_segments_is_brute_force(data: st.DataObject, sizes: list[int], limit: int, gather: float) -> None:
    total = sum(sizes)
    # Small whole numbers, so that many vectors tie and the order of ties shows.
    whole = data.draw(arrays.arrays(np.int8, (total + 1, 4), elements=st.integers(-2, 2)))
    vectors = unit(whole.astype(np.float32))
    everything, query = vectors[:total], vectors[total]
    bounds = np.cumsum([0, *sizes])
    matrix = Matrix.of(tuple(everything[a:b] for a, b in pairwise(bounds)), 4)
    slots = data.draw(st.lists(st.integers(0, total - 1), max_size=40)) if total else []
    rows = data.draw(st.permutations(range(100, 100 + len(slots))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.vectors._GATHER_SHARE", gather)
        patch.setattr("index.vectors._GATHER_ROWS", 3)
        found = nearest(matrix, query, np.array(rows, np.int64), np.array(slots, np.int64), limit)
    assert [row for row, _ in found] == brute_force(everything, query, rows, slots, limit)
    for row, cosine in found:
        assert cosine == pytest.approx(float(everything[slots[rows.index(row)]] @ query), abs=1e-6)


def test_a_segment_is_read_back_as_written_and_knows_its_damage(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    rows, sentences = (unit(rng.standard_normal((n, 8)).astype(np.float32)) for n in (5, 11))
    segment = Segment(7, 8, 5, 11)
    write_segment(tmp_path, segment, rows, sentences)
    assert np.array_equal(open_rows(tmp_path, segment), rows)
    assert np.array_equal(open_sentences(tmp_path, segment), sentences.astype(np.float16))
    assert not open_rows(tmp_path, segment).flags.writeable
    with pytest.raises(LibraryDamaged, match="too short"):
        open_rows(tmp_path, Segment(7, 8, 6, 11))


# Clusters, as passages of articles are: 300 topics and noise around them.
def clustered(count: int, dimension: int, seed: int) -> Vectors:
    rng = np.random.default_rng(seed)
    topics = np.random.default_rng(1).standard_normal((300, dimension)).astype(np.float32)
    return unit(topics[rng.integers(0, 300, count)] + rng.standard_normal((count, dimension)).astype(np.float32))


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    """Keep FAISS from spinning on cores that other tests use."""
    import faiss

    faiss.omp_set_num_threads(1)


@pytest.fixture(scope="module")
def scanned() -> tuple[Vectors, Matrix, fastscan.Scan]:
    vectors = clustered(6_000, 64, seed=2)
    matrix = Matrix.of((vectors[:2_500], vectors[2_500:]), 64)
    places = np.arange(6_000)
    return vectors, matrix, fastscan.build(matrix, places + 10, places)


@pytest.mark.parametrize("share", [1.0, 0.5])
def test_the_scan_names_nearly_all_of_the_nearest_and_none_that_are_not_allowed(
    scanned: tuple[Vectors, Matrix, fastscan.Scan], share: float
) -> None:
    vectors, _, scan = scanned
    allowed = np.zeros(6_010, bool)
    allowed[10:] = np.random.default_rng(3).random(6_000) < share
    hits = 0
    for query in clustered(50, 64, seed=4):
        named = scan.candidates(query, 10, fastscan.bitmap(np.flatnonzero(allowed), 6_009))
        assert allowed[named].all()
        scores = np.where(allowed[10:], vectors @ query, -2)
        hits += len(set(np.argsort(-scores)[:10] + 10) & set(named.tolist()))
    assert hits / 500 >= 0.93  # 16 coarse codes a vector; a blind pick of 200 would name 3 % of them


def test_a_scan_forgets_what_is_taken_out_and_comes_back_from_the_disk(tmp_path: Path) -> None:
    vectors = clustered(2_000, 32, seed=5)
    places = np.arange(2_000)
    scan = fastscan.build(Matrix.of((vectors,), 32), places, places)
    scan = scan.without(places[:1_000])
    (tmp_path / "vectors").mkdir()
    sha256 = fastscan.save(tmp_path, "scan", scan)
    back = fastscan.load(tmp_path, "scan", sha256, 1_999)
    named = back.candidates(vectors[0], 10, fastscan.bitmap(places, 1_999))
    assert len(named) and named.min() >= 1_000
    (tmp_path / "vectors" / "scan").write_bytes(b"something else")
    with pytest.raises(LibraryDamaged):
        fastscan.load(tmp_path, "scan", sha256, 1_999)


WORDS = ["zebra", "lion", "otter", "heron", "plain", "river", "hill", "rain", "wind", "stone", "grass", "cloud"]


def _text(number: int) -> str:
    rng = np.random.default_rng(number)
    return " ".join(rng.choice(WORDS, 9)) + f" number {number}."


def test_a_large_library_searches_by_scan_and_keeps_up_with_every_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derive, "FLAT_UP_TO", 300)
    monkeypatch.setattr(view, "EXACT_UP_TO", 50)
    with quick_folder() as home, opened(home) as library:

        def agrees(filters: Filters = Filters()) -> float:  # noqa: B008
            shared = 0
            with library.snapshot() as snapshot, pytest.MonkeyPatch.context() as exact:
                queries = library.encoder.encode([_text(10_000 + n) for n in range(20)])
                near = [snapshot.dense(query, 10, filters) for query in queries]
                exact.setattr(view, "EXACT_UP_TO", 10_000)
                for query, found in zip(queries, near, strict=True):
                    true = snapshot.dense(query, 10, filters)
                    assert len(found) == len(true)
                    assert [c for _, c in found] == sorted((c for _, c in found), reverse=True)
                    assert dict(true).keys() & dict(found).keys() <= {r for r, c in found if dict(true).get(r) == c}
                    shared += len(dict(true).keys() & dict(found).keys())
            return shared / (20 * len(true))

        fill(library, (article(f"k{n}", _text(n), publisher="A" if n % 3 else "B") for n in range(250)))
        assert not list(home.glob("vectors/*.faiss"))
        fill(library, (article(f"k{n}", _text(n), publisher="A" if n % 3 else "B") for n in range(200, 420)))
        [built] = home.glob("vectors/*.faiss")
        assert agrees() >= 0.95
        assert agrees(Filters(publishers=("B",))) >= 0.95
        assert agrees(Filters(articles=tuple(identity(f"k{n}") for n in range(7)))) == 1.0
        fill(library, (article(f"k{n}", _text(n + 500)) for n in range(400, 430)))
        assert [built] == list(home.glob("vectors/*.faiss")), "rebuilt for a few"
        assert agrees() >= 0.95
        library.remove(*(identity(f"k{n}") for n in range(40)))
        [thinned] = home.glob("vectors/*.faiss")
        assert thinned != built
        assert agrees() >= 0.95
        assert library.check() == []
        thinned.write_bytes(b"damaged")
        assert len(library.check()) == 1
        library.repair()
        assert library.check() == []
        [rebuilt] = home.glob("vectors/*.faiss")
        rebuilt.write_bytes(b"damaged")
        library.remove(identity("k40"))
        assert library.check() == []
        library.remove(*(identity(f"k{n}") for n in range(41, 200)))
        fill(library, [article("last", "Zebra.")])
        assert not list(home.glob("vectors/*.faiss"))
        assert library.check() == []
