"""A claim's names put as its cited words have them, where their article settles who is meant."""

from __future__ import annotations

import pytest

from rag.reading.ground import Cited, Ground
from rag.reading.slots import read
from rag.verdicts.compare import hold
from rag.verdicts.restated import restated

ARTICLE = (
    "The trial of NX4 ended in May. The Alder Bridge, which stands in Ostia, fell on Monday.\n\n"
    "The engineer, Ida Roth, asked for money. Roth resigned on Tuesday. The bridge was old. The trial was long."
)


def put(claim: str, quote: str, article: str = ARTICLE) -> str | None:
    start = article.index(quote)
    line, ground = read(claim), Ground.of((Cited(quote, article, start, start + len(quote)),))
    return restated(line, ground, hold(line, ground))


@pytest.mark.parametrize(
    ("claim", "quote", "text"),
    [
        ("Ida Roth resigned.", "Roth resigned on Tuesday.", "Roth resigned."),
        ("The engineer, Ida Roth, resigned.", "Roth resigned on Tuesday.", "Roth resigned."),
        ("Ida Roth, the engineer, resigned.", "Roth resigned on Tuesday.", "Roth resigned."),
        ("The Alder Bridge was old.", "The bridge was old.", "The bridge was old."),
        ("The trial of NX4 was long.", "The trial was long.", "The trial was long."),
    ],
)
def test_a_name_that_the_article_settles_is_put_as_the_cited_words_have_it(claim: str, quote: str, text: str) -> None:
    assert put(claim, quote) == text


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Lea Holm resigned.", "Roth resigned on Tuesday."),
        ("The Birch Bridge was old.", "The bridge was old."),
        ("The bridge was old in Ostia.", "The bridge was old."),
        ("Roth resigned.", "Roth resigned on Tuesday."),
    ],
)
def test_a_name_that_it_does_not_settle_stays(claim: str, quote: str) -> None:
    assert put(claim, quote) is None


def test_a_title_that_the_article_does_not_give_stays() -> None:
    assert put("The mayor, Ida Roth, resigned.", "Roth resigned on Tuesday.") == "The mayor, Roth, resigned."


def test_one_of_two_bridges_is_not_the_bridge() -> None:
    article = f"{ARTICLE} The Birch Bridge stands."
    assert put("The Alder Bridge was old.", "The bridge was old.", article) is None
