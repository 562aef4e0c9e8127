"""Why a thing is so: cause and effect stay on their sides, and another cause is no cause of the source's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Support
from rag.checks.causes import causes, check
from rag.reading.ground import Cited, Ground
from rag.reading.slots import read
from rag.support import judge

CLOSED = "The council closed the library in March because its roof was unsafe."
STRIKE = "Because of the rise in prices, dockers went on strike."


def told(text: str) -> list[tuple[list[str], list[str]]]:
    """Give the words of effect and cause of every cause of a text."""
    return [
        tuple([text[word.start : word.end] for word in side] for side in (one.effect, one.cause))  # type: ignore[misc]
        for one in causes(read(text))
    ]


@pytest.mark.parametrize(
    ("text", "effect", "cause"),
    [
        ("The library closed because its roof leaked.", ["library", "closed"], ["roof", "leaked"]),
        ("Because its roof leaked, the library closed.", ["library", "closed"], ["roof", "leaked"]),
        ("The leak led to the closure; nobody came.", ["closure"], ["leak"]),
        ("The closure was caused by a leak, and people wept.", ["closure"], ["leak"]),
        ("Hail fell. It rained. As a result, the library closed.", ["library", "closed"], ["rained"]),
        ("Hail fell. Because of rain, the library closed.", ["library", "closed"], ["rain"]),
        ("The library closed not because of rain.", [], []),
        ("She wrote “it closed because of rain”.", [], []),
    ],
)
def test_a_cause_is_read_with_its_effect(text: str, effect: list[str], cause: list[str]) -> None:
    assert told(text) == ([(effect, cause)] if effect else [])


@pytest.mark.parametrize(
    ("sentence", "source", "contradicts"),
    [
        ("The roof was unsafe because the council closed the library.", CLOSED, True),
        ("The strike of the dockers led to the rise in prices.", STRIKE, True),
        ("Prices rose because dockers went on strike.", "The rise in prices led to a strike of dockers.", True),
        ("The library was closed because of a strike.", CLOSED, False),
        ("The bridge fell because of an earthquake.", "The bridge fell after rain had weakened its piers.", False),
        ("The war was a response to the sanctions.", "The sanctions were a response to the war.", True),
        ("The delay was blamed on the crew.", "The delay was blamed on the weather.", False),
        ("A lack of money led to the closed library of the council.", CLOSED, False),
    ],
)
def test_a_cause_turned_round_or_another_one_is_not_borne_out(sentence: str, source: str, contradicts: bool) -> None:
    (one,) = check(read(sentence), Ground.words(source)).mismatched
    assert one.contradicts is contradicts
    assert one.part.source in one.why
    assert source[one.part.source_start : one.part.source_end] == one.part.source
    assert judge(sentence, (Cited(source, source, 0, len(source)),)).support is not Support.SUPPORTED


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The library was closed because of its roof.", CLOSED),
        ("An unsafe roof led to the closure of the library.", CLOSED),
        ("Dockers went on strike because prices rose.", STRIKE),
        ("A rise in prices caused the strike of the dockers.", STRIKE),
        ("The library was closed because rain came in.", "Rain came in, and the library was closed because of it."),
        ("The library was not closed because of money.", CLOSED),
        ("The pier burned because of a spark.", CLOSED),
    ],
)
def test_the_same_cause_in_other_words_is(sentence: str, source: str) -> None:
    assert not check(read(sentence), Ground.words(source)).mismatched


PARTS = ("the", "roof", "library", "because", "of", "led", "to", "caused", "by", "closed", "not", ",", ".", "\n\n", "“")


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_any_text_is_read_and_bears_out_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert not check(read(text), Ground.words(text)).mismatched
