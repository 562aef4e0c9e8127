"""A name in the place of another is no name of the source, whatever parts both have and whoever stands around them."""

from __future__ import annotations

import pytest

from rag.reading.fault import FaultKind
from rag.reading.ground import Cited
from rag.reading.name_places import alike_around
from rag.reading.naming import named
from rag.reading.slots import read
from rag.support import judge

AROUND = "The University of Lerna and the Harbour Times are old. Its rector wrote for the Society of Sailors. "


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (
            "Eva Falk, who lectures at the Harbour Times, said that she would write to them.",
            "Eva Falk, who lectures at the University of Lerna, said that she would write to them.",
        ),
        (
            "Eva Falk, who lectures there, told the University of Lerna that she would write to them.",
            "Eva Falk, who lectures there, told the Harbour Times that she would write to them.",
        ),
        (
            "Eva Falk, an analyst with the Harbour Times, gave them her answer.",
            "Eva Falk, an analyst with the Society of Sailors, gave them her answer.",
        ),
    ],
)
def test_a_body_exchanged_is_not_resolved_by_the_words_around(sentence: str, quote: str) -> None:
    text = AROUND + quote
    judged = judge(sentence, (Cited(quote, text, len(AROUND), len(text)),))
    assert {fault.kind for fault in judged.faults} & {FaultKind.NAME, FaultKind.SPEAKER}


def test_what_the_words_only_refer_to_is_still_resolved() -> None:
    quote = "Eva Falk, who lectures there, told the paper that she would write to them."
    text = AROUND + quote
    sentence = "Eva Falk told the Harbour Times that she would write to them."
    assert not judge(sentence, (Cited(quote, text, len(AROUND), len(text)),)).faults


def test_words_run_alike_around_whole_names() -> None:
    one, other = read("at the University of Lerna, said Falk"), read("at the Harbour Times, said Falk")
    pairs = ((mine, theirs) for mine in named(one.text)[:1] for theirs in named(other.text)[:1])
    assert [alike_around(mine, theirs, one, other) for mine, theirs in pairs] == [(3, 3)]


def held(sentence: str, quote: str, article: str) -> list[str]:
    start = article.index(quote)
    return [fault.why for fault in judge(sentence, (Cited(quote, article, start, start + len(quote)),)).faults]


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        ("Emmanuel Falkenrath", []),
        ("President Falkenrath", []),
        ("Bruno Falkenrath", ["the article names Emmanuel Falkenrath, the sentence Bruno Falkenrath"]),
    ],
)
def test_a_name_is_completed_as_its_article_has_it(said: str, faults: list[str]) -> None:
    quote = "Falkenrath said that the pier would stay."
    article = f"Emmanuel Falkenrath came to Lerna on Monday. {quote}"
    assert held(f"{said} said that the pier would stay.", quote, article) == faults


def test_a_surname_that_an_article_never_tells_is_none_of_its_own() -> None:
    quote = "Eva wrote the book in May, and the mayor agreed with Louis."
    sentence = "Eva wrote the book in May, and the mayor agreed with Louis Mountbatten."
    assert held(sentence, quote, f"{quote} It rained.") == ["the article does not name Louis Mountbatten"]
    assert not held(sentence, quote, f"Louis Mountbatten was there. {quote}")
    assert not held(sentence, quote, quote)
    assert not held(
        "Eva wrote by the Pacific Ocean.", "Eva wrote by the Pacific.", "Eva wrote by the Pacific. It rained."
    )
