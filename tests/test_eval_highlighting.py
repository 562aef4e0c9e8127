"""Spans and highlights against sets of characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.highlighting import sentence_hit, span_f1, span_precision, span_recall
from eval.measures.spans import length, merged, shared, touched, touches

SPANS = st.lists(
    st.builds(
        lambda article, start, size: (article, start, start + size),
        st.sampled_from("ab"),
        st.integers(0, 12),
        st.integers(0, 8),
    ),
    max_size=6,
)


def characters(spans):
    return {(article, at) for article, start, end in spans for at in range(start, end)}


@given(SPANS, SPANS)
def test_lengths_are_counts_of_characters(first, second):
    assert characters(merged(first)) == characters(first)
    assert sum(end - start for _, start, end in merged(first)) == length(first) == len(characters(first))
    assert shared(first, second) == len(characters(first) & characters(second))


@given(SPANS, SPANS)
def test_highlights_are_precision_and_recall_of_characters(cited, gold):
    said, due = characters(cited), characters(gold)
    both = len(said & due)
    assert span_precision(cited, gold) == (pytest.approx(both / len(said)) if said and due else None)
    assert span_recall(cited, gold) == (pytest.approx(both / len(due)) if due else None)
    assert span_f1(cited, gold) == (pytest.approx(2 * both / (len(said) + len(due))) if due else None)


@given(SPANS, SPANS, st.randoms())
def test_order_and_repetition_of_spans_do_not_matter(cited, gold, generator):
    again = cited + cited
    generator.shuffle(again)
    assert span_f1(again, gold) == span_f1(cited, gold) == span_f1(cited, gold[::-1] + gold)
    assert touched(gold + gold, again) == touched(gold, cited)


@given(SPANS, SPANS)
def test_a_span_touches_what_it_shares_a_character_with(first, second):
    assert all(touches(span, second) == bool(characters([span]) & characters(second)) for span in first if second)


def test_a_hit_is_one_of_the_first_span_and_a_silence_misses():
    gold = [("a", 5, 10)]
    assert sentence_hit([("a", 9, 20), ("b", 0, 1)], gold) == 1.0
    assert sentence_hit([("b", 0, 1), ("a", 9, 20)], gold) == 0.0
    assert (
        sentence_hit([("a", 10, 20)], gold)
        == sentence_hit([], gold)
        == span_f1([], gold)
        == span_recall([], gold)
        == 0.0
    )
    assert sentence_hit([("a", 9, 20)], []) is None and span_precision([], gold) is None


@given(st.integers(1, 5))
def test_highlights_shifted_by_a_few_characters_lose_as_many(shift):
    gold = [("a", 0, 20)]
    assert span_precision([("a", shift, 20 + shift)], gold) == span_recall([("a", shift, 20 + shift)], gold)
    assert span_f1([("a", shift, 20 + shift)], gold) == pytest.approx((20 - shift) / 20)
