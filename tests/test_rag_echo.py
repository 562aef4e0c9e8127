"""The echo of a question: each of its words beside the most similar word of one sentence."""

from __future__ import annotations

import numpy as np
import pytest

from index.records import StoredPassage
from rag.evidence.echo import Spoken, echo
from rag.words.terms import terms

TEXT = "The mill burnt. Oslo lent the crane. Nobody came."
SENTENCES = ((100, 115), (116, 136), (137, 149))


def passage(title: str | None = "The crane") -> StoredPassage:
    return StoredPassage(1, "p", "a", "0" * 64, 100, 149, TEXT, title, SENTENCES)


def rows(spoken: Spoken) -> np.ndarray:
    """One dimension a word: equal words have cosine 1, others 0."""
    known = ["oslo", "crane", "mill", "burnt", "lent", "nobody", "came", "the", "who", "paid"]
    words = [spoken.text[start:end].casefold() for start, end in spoken.words]
    return np.array([[float(word == one) for one in known] for word in words], np.float32)


def test_words_are_those_of_the_sentences_behind_the_title():
    told = Spoken.told(passage(), SENTENCES[1:])
    assert told.text == "The crane\nOslo lent the crane. Nobody came."
    assert [told.text[start:end] for start, end in told.words] == ["Oslo", "lent", "the", "crane", "Nobody", "came"]
    assert [told.text[start:end] for start, end in told.sentences] == ["Oslo lent the crane.", "Nobody came."]
    assert Spoken.told(passage(None), SENTENCES[:1]).text == "The mill burnt."


@pytest.mark.parametrize(
    ("sentences", "found", "weakest"),
    [(SENTENCES, 1.0, 1.0), (SENTENCES[:1], 0.0, 0.0), (SENTENCES[1:2], 1.0, 1.0), (SENTENCES[2:], 0.0, 0.0)],
)
def test_the_best_sentence_counts_and_the_title_does_not(sentences, found, weakest):
    asked, told = Spoken("lent crane", ((0, 4), (5, 10)), (1.0, 3.0)), Spoken.told(passage(), sentences)
    assert echo(asked, rows(asked), told, rows(told)) == (found, weakest)


def test_words_weigh_by_their_rarity_and_the_weakest_two_stand_apart():
    asked = Spoken("oslo paid mill", ((0, 4), (5, 9), (10, 14)), (1.0, 2.0, 5.0))
    told = Spoken.told(passage(), SENTENCES)
    assert echo(asked, rows(asked), told, rows(told)) == (pytest.approx(5 / 8), 0.0)


def test_a_question_without_content_is_read_by_all_its_words():
    assert Spoken.asked("who was it?", terms("who was it?")).words
    assert echo(Spoken("", (), ()), np.zeros((0, 10)), Spoken.told(passage(), SENTENCES), np.zeros((8, 10))) == (
        0.0,
        0.0,
    )
