"""Words aligned with a text: the cheapest alignment, exact places, edits by kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.quotations.alignment import align, verbatim
from rag.quotations.traced import Edit
from rag.quotations.words import tokens

WORDS = st.lists(
    st.sampled_from(("the", "old", "bridge", "fell", "İzmir", "it’s", "won’t", "2021", "ﬁne")), max_size=12
)


def found(quote: str, text: str):
    return align(quote, tokens(quote, gaps=True), text, 0, len(text))


def fewest_edits(said: list[str], there: list[str]) -> int:
    """Levenshtein distance of the words to the nearest stretch of a text, over every stretch."""

    def distance(a: list[str], b: list[str]) -> int:
        row = list(range(len(b) + 1))
        for i, one in enumerate(a, 1):
            before, row = row, [i]
            for j, other in enumerate(b, 1):
                row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (one != other)))
        return row[-1]

    return min(distance(said, there[i:j]) for i in range(len(there) + 1) for j in range(i, len(there) + 1))


@given(WORDS, WORDS)
def test_the_alignment_is_the_cheapest_there_is(said: list[str], there: list[str]) -> None:
    quote, text = " ".join(said), " ".join(there)
    mine, theirs = [t.word for t in tokens(quote)], [t.word for t in tokens(text)]
    at = found(quote, text)
    best = fewest_edits(mine, theirs)
    allowed = 0.25 * len(mine) if len(mine) >= 4 else 0
    if at is None:
        assert not mine or not theirs or best > allowed or best == len(mine)
    else:
        assert at.cost == best <= allowed


@given(st.text(max_size=60), st.text("ab “”’…—\n", max_size=20), st.text(max_size=60))
def test_words_are_found_in_their_own_text_at_their_place(before: str, words: str, after: str) -> None:
    quote = f"zebra {words} quagga"
    text = f"{before} {quote} {after}"
    said = tokens(quote)
    at = align(quote, said, text, 0, len(text))
    assert at is not None
    assert text[at.start : at.end] == quote
    assert at.cost == 0


def test_letters_that_change_length_in_lower_case_move_no_offset() -> None:
    text = "İİİ In İstanbul the bridge fell on Monday, they said."
    at = found("the bridge fell on Monday", text)
    assert at is not None
    assert text[at.start : at.end] == "the bridge fell on Monday"


@pytest.mark.parametrize(
    ("quote", "edits"),
    [
        ("it's a great day", (Edit("typography", "'s", "’s"),)),
        ("it’s a … day", (Edit("ellipsis", "…", "great"),)),
        ("it’s a very great day", (Edit("added", "very", ""),)),
        ("it’s a day for all", (Edit("left out", "", "great"),)),
        ("it’s a grand day for all", (Edit("changed", "grand", "great"),)),
    ],
)
def test_each_kind_of_edit_is_named(quote: str, edits: tuple[Edit, ...]) -> None:
    at = found(quote, "She said it’s a great day for all of us.")
    assert at is not None
    assert at.edits == edits


def test_three_words_must_all_stand() -> None:
    assert found("a great day", "a good day was had") is None


def test_verbatim_is_to_the_letter_but_for_white_space_and_the_last_stop() -> None:
    assert verbatim("a great  day.", "a great\nday")
    assert not verbatim("a Great day", "a great day")
    assert not verbatim("it's", "it’s")


def test_no_words_are_found_nowhere() -> None:
    assert found("…", "a great day") is None
    assert found("a great day", "") is None
