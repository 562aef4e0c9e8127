"""Hybrid retrieval: the fusion by hand, the share of the dense arm, quotations, copies and filters."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelves import article, fill, identity, opened

from index.library import Library
from index.passage import EVERYTHING, Filters
from rag.copies import COPIED, grouped, is_copy, shingles
from rag.fusion import Fusion, fused, scaled
from rag.retrieve import Hit, rank, retrieve

SCORES = st.lists(st.tuples(st.floats(-1, 1, width=32), st.floats(0, 40, width=32)), max_size=12)


def arrays(scores: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([c for c, _ in scores], np.float32), np.array([b for _, b in scores], np.float32)


def test_fusion_weighs_scores_that_are_scaled_to_0_and_1():
    cosines, bm25 = arrays([(0.8, 0.0), (0.6, 5.0), (0.4, 10.0)])
    # Scaled: cosines 1, .5, 0 and BM25 0, .5, 1.
    assert fused(cosines, bm25, 0.6).tolist() == pytest.approx([0.6, 0.5, 0.4])
    assert fused(cosines, bm25, 0.0).tolist() == pytest.approx([0.0, 0.5, 1.0])


@given(SCORES, st.floats(0, 1))
def test_fused_scores_lie_between_0_and_1_and_better_in_both_is_better(scores, share):
    found = fused(*arrays(scores), share)
    assert ((found >= 0) & (found <= 1 + 1e-6)).all()
    for at, (cosine, bm25) in enumerate(scores):
        for other, (less, lower) in enumerate(scores):
            if cosine >= less and bm25 >= lower:
                assert found[at] >= found[other] - 1e-6


def test_an_arm_that_tells_nothing_apart_has_no_say():
    cosines, nothing = arrays([(0.8, 0.0), (0.4, 0.0)])
    assert fused(cosines, nothing, 0.1).tolist() == [1.0, 0.0]
    same, bm25 = arrays([(0.5, 2.0), (0.5, 4.0)])
    assert fused(same, bm25, 0.9).tolist() == pytest.approx([0.5, 1.0])
    assert scaled(np.zeros(0, np.float32), 0.0).size == 0


def test_the_dense_share_falls_with_the_letters_a_token_covers():
    fusion = Fusion(dense=0.6, foreign=1.0, fluent=3.0)
    assert [fusion.share(letters) for letters in (0.0, 1.0, 2.0, 3.0, 9.0)] == pytest.approx([0, 0, 0.3, 0.6, 0.6])


STORY = (
    "Paris told the alliance on Friday that it will not agree to a liaison office in the Japanese capital this year."
)
OTHER = "The carrier sailed past the islands with four escorts, and fishermen on the coast counted the ships at dawn."
THIRD = "Ministers in Wellington spoke of cables under the sea, of storms, and of the price of wool."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with opened(tmp_path_factory.mktemp("home")) as shelf:
        fill(
            shelf,
            [
                article("wire", STORY, publisher="Times", published="2023-06-01"),
                article("copy", "TOKYO — " + STORY, publisher="Post", published="2024-06-01"),
                article("ships", OTHER),
                article("cables", THIRD),
            ],
        )
        yield shelf


def ask(library: Library, question: str, filters: Filters = EVERYTHING, top_k: int = 10) -> tuple[Hit, ...]:
    with library.snapshot() as state:
        return retrieve(state, library.encoder, question, filters, top_k)


def keys(hits: tuple[Hit, ...]) -> list[str]:
    names = {identity(key): key for key in ("wire", "copy", "ships", "cables")}
    return [names[hit.passage.article_id] for hit in hits]


def test_hits_come_best_first_with_the_scores_of_both_arms(library):
    hits = ask(library, "which ships did fishermen count?")
    assert keys(hits)[0] == "ships" and hits[0].score == pytest.approx(1.0)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    vector = library.encoder.encode_query("which ships did fishermen count?")
    for hit in hits:
        assert hit.cosine == pytest.approx(float(library.encoder.encode([hit.passage.text])[0] @ vector), abs=1e-5)
    assert hits[0].bm25 > 0


def test_candidates_are_scored_by_both_arms_over_the_union(library):
    with library.snapshot() as state:
        vector = library.encoder.encode_query("liaison office")
        bm25 = dict(state.lexical("liaison office", 50))
        found = rank(state, library.encoder, "liaison office", EVERYTHING)
        cosines = dict(state.dense(vector, 50))
    assert {one.row for one in found} == set(cosines)
    for one in found:
        assert one.cosine == pytest.approx(cosines[one.row], abs=1e-5) and one.bm25 == bm25.get(one.row, 0.0)


@pytest.mark.parametrize(
    "question", ["the ships of the islands and storms", "wool, cables, storms and escorts of fishermen"]
)
def test_a_passage_near_in_meaning_keeps_the_score_of_its_words_though_others_share_more(library, question):
    with library.snapshot() as state:
        bm25 = dict(state.lexical(question, 50))
        words_alone = next(iter(bm25))
        nearest = state.dense(-library.encoder.encode_query(question), 50)
        found = rank(state, Turned(library.encoder), question, EVERYTHING, Fusion(depth=1))
    assert len(bm25) > 1 and words_alone != nearest[0][0]
    assert {one.row: one.bm25 for one in found} == {row: bm25.get(row, 0.0) for row in (words_alone, nearest[0][0])}


class Turned:
    """Finds what means least, so that both searches disagree."""

    def __init__(self, encoder: object) -> None:
        self.encoder = encoder

    def encode_query(self, question: str) -> np.ndarray:
        return -self.encoder.encode_query(question)

    def __getattr__(self, name: str) -> object:
        return getattr(self.encoder, name)


def test_a_copy_is_listed_with_the_passage_it_repeats_and_not_shown_again(library):
    hits = ask(library, "liaison office in the Japanese capital")
    assert sorted(keys(hits)) in (["cables", "copy", "ships"], ["cables", "ships", "wire"])
    first = hits[0]
    assert {first.passage.article_id, *first.also_in} == {identity("wire"), identity("copy")}
    assert all(hit.also_in == () for hit in hits[1:])


def test_filters_hold_for_both_arms_and_for_copies(library):
    hits = ask(library, "liaison office", Filters(publishers=("Post",)))
    assert keys(hits) == ["copy"] and hits[0].also_in == ()
    assert keys(ask(library, "ships", Filters(until=date(2023, 12, 31)))) == ["wire"]
    assert ask(library, "ships", Filters(collections=("none",))) == ()


def test_a_quotation_must_be_held_where_any_passage_holds_it(library):
    assert keys(ask(library, 'where is "the price of wool" spoken of?')) == ["cables"]
    assert keys(ask(library, 'who counted "ships of wool" at dawn?'))[0] == "ships"


def test_top_k_counts_what_is_shown(library):
    assert len(ask(library, "the ships", top_k=1)) == 1
    assert len(ask(library, "the ships", top_k=2)) == 2


def test_an_empty_library_gives_nothing(tmp_path):
    with opened(tmp_path) as empty:
        assert ask(empty, "anything") == ()


WORDS = [
    "the",
    "old",
    "port",
    "was",
    "closed",
    "by",
    "a",
    "strike",
    "of",
    "pilots",
    "while",
    "grain",
    "ships",
    "waited",
    "outside",
    "for",
    "nine",
    "days",
]


def test_a_passage_with_a_sentence_more_is_no_copy_but_one_with_less_is():
    text, longer = (
        " ".join(WORDS),
        " ".join([*WORDS, "and then the minister flew home to speak about quite another thing"]),
    )
    assert is_copy(shingles(text), shingles(longer))
    assert not is_copy(shingles(longer), shingles(text))
    assert grouped([text, longer, text.upper() + "!"]) == [(0, 2), (1,)]


@given(st.lists(st.lists(st.sampled_from(WORDS[:6]), max_size=9).map(" ".join), max_size=8))
def test_every_text_is_in_one_group_and_a_kept_text_repeats_no_earlier_one(texts):
    groups = grouped(texts)
    assert sorted(position for group in groups for position in group) == list(range(len(texts)))
    held = [shingles(texts[group[0]]) for group in groups]
    for group, own in zip(groups, held, strict=True):
        assert list(group) == sorted(group)
        assert all(len(shingles(texts[at]) & own) >= COPIED * len(shingles(texts[at])) for at in group)
    for at, own in enumerate(held):
        assert not any(is_copy(own, earlier) for earlier in held[:at])
