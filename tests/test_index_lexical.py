"""The lexical search against BM25 computed by hand, its filters, phrases, and what a removal leaves on the disk."""

import math
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelves import quick_folder

from corpus.errors import LibraryDamaged, LibraryError
from index.lexical import Lexical, Posting, quoted, unquoted
from index.lexical_query import TITLE_WEIGHT
from index.passage import Filters

WORDS = ("alpha", "beta", "gamma", "delta", "kappa", "omega")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def posting(row: int, text: str, **fields: object) -> Posting:
    values = {"article": f"a{row}", "collection": "c", "published_day": None, "publisher": None, "title": ""} | fields
    return Posting(row=row, text=text, **({"language": "und"} | values))


def filled(folder: Path, *postings: Posting) -> Lexical:
    lexical = Lexical.open(folder / "postings", writable=True)
    lexical.add(postings)
    lexical.commit()
    return lexical


def bm25(query: list[str], texts: list[list[str]]) -> list[float]:
    """Robertson's BM25 with k1 1.2, b .75 and the idf that is never negative."""
    mean = sum(map(len, texts)) / len(texts) if any(texts) else 1.0
    scores = []
    for text in texts:
        score = 0.0
        for word in set(query):
            df = sum(word in other for other in texts)
            idf = math.log(1 + (len(texts) - df + 0.5) / (df + 0.5))
            tf = text.count(word)
            score += idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * len(text) / mean)) if tf else 0.0
        scores.append(score)
    return scores


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8), TEXTS)
def test_scores_are_bm25_of_title_and_text_plus_the_weighted_bm25_of_the_title(passages, query):
    with quick_folder() as folder:
        lexical = filled(folder, *(posting(row, text, title=title) for row, (title, text) in enumerate(passages)))
        found = dict(lexical.search(query, 100))
        lexical.close()
    asked = query.split()
    body = bm25(asked, [[*title.split(), "¶", *text.split()] for title, text in passages])
    title = bm25(asked, [title.split() for title, _ in passages])
    expected = {row: b + TITLE_WEIGHT * t for row, (b, t) in enumerate(zip(body, title, strict=True)) if b + t > 0}
    assert found == pytest.approx(expected, rel=1e-4)


def test_hits_come_best_first_and_the_limit_keeps_the_best(tmp_path):
    lexical = filled(tmp_path, *(posting(row, "alpha " * (row + 1) + "beta " * 9) for row in range(9)))
    everything = lexical.search("alpha", 100)
    assert [row for row, _ in everything] == list(range(8, -1, -1))
    assert all(first > second for (_, first), (_, second) in pairwise(everything))
    assert lexical.search("alpha", 3) == everything[:3]
    assert lexical.search("alpha", 0) == []


ENGLISH = "France blocked the NATO liaison offices in Tokyo."
GERMAN = "Frankreich blockierte die Häuser in Tokio."
JAPANESE = "東京事務所はフランスに反対された。"


def test_a_question_of_any_language_finds_the_stems_of_the_article(tmp_path):
    lexical = filled(
        tmp_path,
        posting(1, ENGLISH, language="en"),
        posting(2, GERMAN, language="de"),
        posting(3, JAPANESE, language="ja"),
    )
    view = lexical.view()
    assert view.languages() == ("de", "en", "ja")
    for question, row in (("office blocking", 1), ("das Haus", 2), ("HAUSER", 2), ("東京", 3), ("フランス", 3)):
        assert [hit[0] for hit in view.search(question, 5)] == [row]


def test_quoted_words_must_stand_in_that_order_in_any_inflection(tmp_path):
    lexical = filled(
        tmp_path,
        posting(1, ENGLISH, language="en"),
        posting(2, "The office in Tokyo had no liaison.", language="en"),
        posting(3, JAPANESE, language="ja"),
    )
    assert [row for row, _ in lexical.search('"liaison office" Tokyo', 5)] == [1]
    assert [row for row, _ in lexical.search("“liaison offices”", 5)] == [1]
    assert [row for row, _ in lexical.search("「東京事務所」", 5)] == [3]
    assert lexical.search('"office liaison"', 5) == []
    assert {row for row, _ in lexical.search("liaison office", 5)} == {1, 2}


def test_a_phrase_is_found_in_the_title_and_does_not_run_from_it_into_the_text(tmp_path):
    lexical = filled(tmp_path, posting(1, "beta gamma", title="alpha omega"))
    assert [row for row, _ in lexical.search('"alpha omega"', 5)] == [1]
    assert [row for row, _ in lexical.search('"beta gamma"', 5)] == [1]
    assert lexical.search('"omega beta"', 5) == []


def test_quotations_are_read_in_every_style():
    assert quoted('a "b c" “d” «e f» „g“ \'h\' 「i」 " j') == ["b c", "d", "e f", "g", "i"]
    assert unquoted('say "b c" now').split() == ["say", "b", "c", "now"]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    return filled(folder, posting(1, ENGLISH), posting(2, JAPANESE, language="ja")).view()


@given(text=st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_question_is_parsed_or_fails(small, text):
    for query in (text, f'"{text}"', f"body:{text}* OR (", text + '" AND -x [a TO b] \\'):
        assert all(row in (1, 2) for row, _ in small.search(query, 5))


def test_a_pasted_article_is_searched_by_its_first_words(tmp_path):
    lexical = filled(tmp_path, posting(1, ENGLISH), posting(2, "late word"))
    assert [row for row, _ in lexical.search("tokyo " + " ".join(f"w{n}" for n in range(5000)) + " late", 5)] == [1]


FILTERED = (
    posting(1, "alpha", article="a", collection="c", publisher="Times", published_day=date(2023, 1, 1).toordinal()),
    posting(2, "alpha", article="b", collection="c", publisher="Post", published_day=date(2024, 1, 1).toordinal()),
    posting(3, "alpha", article="b", collection="d", publisher="Post", published_day=None),
    posting(4, "alpha", article="e f", collection="d", publisher=None, published_day=date(1, 1, 1).toordinal()),
)


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        (Filters(), {1, 2, 3, 4}),
        (Filters(collections=("c",)), {1, 2}),
        (Filters(articles=("b", "e f")), {2, 3, 4}),
        (Filters(publishers=("Times",)), {1}),
        (Filters(publishers=("times",)), set()),
        (Filters(since=date(2023, 1, 1)), {1, 2}),
        (Filters(since=date(2023, 1, 2)), {2}),
        (Filters(until=date(2023, 1, 1)), {1, 4}),
        (Filters(since=date(2023, 1, 1), until=date(2023, 12, 31), collections=("c",), articles=("a",)), {1}),
        (Filters(collections=("none",)), set()),
    ],
)
def test_filters_keep_what_they_name_and_change_no_score(tmp_path, filters, rows):
    lexical = filled(tmp_path, *FILTERED)
    unfiltered = dict(lexical.search("alpha", 10))
    found = dict(lexical.search("alpha", 10, filters))
    assert set(found) == rows
    assert found == pytest.approx({row: unfiltered[row] for row in rows})
    # A limit cuts after the filter, never before.
    assert len(lexical.search("alpha", 1, filters)) == min(1, len(rows))


def test_a_view_stays_as_it_was_and_the_next_one_sees_the_commit(tmp_path):
    lexical = filled(tmp_path, posting(1, "alpha"))
    before = lexical.view()
    lexical.add([posting(2, "alpha")])
    assert lexical.view().rows() == {1}
    lexical.commit()
    lexical.remove([1])
    lexical.commit()
    assert before.rows() == {1} and [row for row, _ in before.search("alpha", 5)] == [1]
    assert lexical.view().rows() == {2} and len(lexical.view()) == 1


def test_removed_words_are_gone_from_the_disk_and_the_neighbours_stay(tmp_path):
    lexical = filled(tmp_path, *(posting(row, f"common secret{row} beta", title=f"t{row}") for row in range(20)))
    before = dict(lexical.search("common beta t7 secret8", 30))
    lexical.remove([3, 4])
    lexical.commit()
    lexical.close()
    data = b"".join(path.read_bytes() for path in (tmp_path / "postings").iterdir())
    assert b"ecret3" not in data and b"ecret4" not in data
    reader = Lexical.open(tmp_path / "postings")
    assert reader.view().rows() == set(range(20)) - {3, 4}
    assert dict(reader.search("common beta t7 secret8", 30)).keys() == before.keys() - {3, 4}
    assert [row for row, _ in reader.search('"secret7 beta"', 5)] == [7]


def test_a_row_added_and_removed_before_the_commit_never_appears(tmp_path):
    lexical = filled(tmp_path, posting(1, "alpha"))
    lexical.add([posting(2, "alpha")])
    lexical.remove([2])
    lexical.commit()
    assert lexical.view().rows() == {1}


def test_removing_everything_leaves_an_empty_index_that_answers(tmp_path):
    lexical = filled(tmp_path, posting(1, "alpha"), posting(2, "beta"))
    lexical.remove([1, 2, 99])
    lexical.commit()
    assert lexical.view().rows() == set() and lexical.search("alpha", 5) == []


def test_what_was_not_committed_is_dropped_on_close(tmp_path):
    lexical = filled(tmp_path, posting(1, "alpha"))
    lexical.add([posting(2, "alpha")])
    lexical.close()
    again = Lexical.open(tmp_path / "postings", writable=True)
    again.commit()
    assert again.view().rows() == {1}


def test_a_damaged_or_read_only_index_says_so_with_the_remedy(tmp_path):
    with pytest.raises(LibraryDamaged, match="doctor --repair"):
        Lexical.open(tmp_path / "nothing")
    filled(tmp_path, posting(1, "alpha")).close()
    reader = Lexical.open(tmp_path / "postings")
    with pytest.raises(LibraryError, match="for writing"):
        reader.commit()
