"""A maker's own citations become the markers of every other model, wherever in their block they come."""

from __future__ import annotations

import pytest

from rag.writing.chat_cited import Document, Place
from rag.writing.chat_text import Chunk
from rag.writing.marking import marked
from rag.writing.pack import Line, Pack

LINES = tuple(Line(number, "a", "s", number, number + 1, f"Sentence {number}.") for number in range(1, 6))
DOCUMENTS = (Document("x", ("1", "2")), Document("y", ("3", "4", "5")))
PACK = Pack(LINES, "", "abc123", 0, 0, DOCUMENTS)


def _text(*chunks: Chunk) -> str:
    return "".join(marked(chunks, PACK))


def _cited(place: Place, block: int | None) -> Chunk:
    return Chunk("", places=(place,), block=block)


@pytest.mark.parametrize("first", [True, False])
def test_citations_of_a_block_stand_behind_its_words(first: bool) -> None:
    words, cited = Chunk("It closed.", block=1), _cited(Place(1, 0, 2), 1)
    block = (cited, words) if first else (words, cited)
    assert _text(Chunk("Yes. ", block=0), *block, Chunk(" So it was.", block=2)) == "Yes. It closed.[3][4] So it was."
    assert _text(*block) == "It closed.[3][4]"


def test_a_provider_without_blocks_is_marked_at_once() -> None:
    words = (Chunk("It closed", quotes=("Sentence 2.",)), Chunk(". It burned."))
    assert _text(*words) == "It closed[2]. It burned."


def test_a_place_is_counted_through_the_documents_and_held_to_them() -> None:
    assert list(PACK.numbers(Place(0, 0, 2))) == [1, 2]
    assert list(PACK.numbers(Place(1, 2, 3))) == [5]
    assert list(PACK.numbers(Place(0, 1, 9))) == [2]
    assert list(PACK.numbers(Place(1, 7, 9))) == []
    assert list(PACK.numbers(Place(2, 0, 1))) == []


def test_a_sentence_cited_twice_is_marked_once() -> None:
    assert _text(Chunk("So.", block=0), _cited(Place(0, 0, 1), 0), _cited(Place(0, 0, 1), 0)) == "So.[1]"
