"""The sentences of a stream, each with the numbers it cites."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.writing import structured
from rag.writing.said import LONGEST, Said, said

CASES: tuple[tuple[str, list[tuple[str, tuple[int, ...]]]], ...] = (
    ("It closed [1]. It opened [2].", [("It closed.", (1,)), ("It opened.", (2,))]),
    ("It closed. [1] It opened. [2]", [("It closed.", (1,)), ("It opened.", (2,))]),
    ("It closed [1]. [2] It opened.", [("It closed.", (1, 2)), ("It opened.", ())]),
    ("It closed.\n[1]\n\nIt opened.", [("It closed.", (1,)), ("It opened.", ())]),
    ("[1] It closed.\n[2] It opened.", [("It closed.", (1,)), ("It opened.", (2,))]),
    ("It closed. [1].", [("It closed.", (1,))]),
    ("Is it so? [1].", [("Is it so?", (1,))]),
    ("And so on... [1]", [("And so on...", (1,))]),
    ("- It **closed** [1].\n2. It opened [2].", [("It closed.", (1,)), ("It opened.", (2,))]),
    ("Dr. Smith left the U.S. in May [3]. He came back.", [
        ("Dr. Smith left the U.S. in May.", (3,)), ("He came back.", ())]),
    ("日本は同意した[1]。米国も[2]。", [("日本は同意した。", (1,)), ("米国も。", (2,))]),
    ("no full stop [4]", [("no full stop", (4,))]),
    ("“Why?” he asked [1]. So", [("“Why?” he asked.", (1,)), ("So", ())]),
    ("a\u200bb [1].", [("a‹U+200B›b.", (1,))]),
    ("[1][2]", []),
    ("", []),
)  # fmt: skip


@pytest.mark.parametrize(("written", "sentences"), CASES)
def test_a_marker_belongs_to_the_sentence_it_stands_in_or_behind(
    written: str, sentences: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert list(said((written,))) == [Said(*one) for one in sentences]


PARTS = ["[1]", "[2, 3]", " ", ". ", "a", "Bc", "\n", "`", "! ", "Foo bar", "。", "Dr.", "“", "”", "?"]
streams = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


@given(streams, st.lists(st.integers(0, 100), max_size=6))
def test_any_split_of_the_stream_gives_the_same_sentences(text: str, cuts: list[int]) -> None:
    edges = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    chunks = [text[start:end] for start, end in itertools.pairwise(edges)]
    assert list(said(chunks)) == list(said((text,))) == list(said(text))


@given(streams)
def test_no_number_is_lost_where_there_are_words_to_cite_it(text: str) -> None:
    found = list(said((text,)))
    if found and "`" not in text:
        cited = {number for one in found for number in one.numbers}
        assert cited == {number for number in (1, 2, 3) if str(number) in text}


def test_a_sentence_is_given_when_the_next_begins_and_not_at_the_end() -> None:
    given_at: list[int] = []
    fed = 0

    def stream():
        nonlocal fed
        for character in "It closed [1]. Then it opened [2]. And more":
            fed += 1
            yield character

    for _ in said(stream()):
        given_at.append(fed)
    assert given_at[0] <= len("It closed [1]. Then i")
    assert given_at[1] <= len("It closed [1]. Then it opened [2]. And m")


def test_a_stream_without_an_end_is_cut() -> None:
    found = list(said(("word " * 10_000,)))
    assert all(len(one.text) <= LONGEST + 1 for one in found)
    assert sum(one.text.count("word") + one.text.count("wor ") for one in found) >= 9_900


SENTENCES = {
    "evidence": [1],
    "sentences": [{"text": "It {closed} [2].", "cites": [1]}, {"text": "So it is. And on.", "cites": [3]}],
}


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("before", ["", "```json\n", "\n  "])
def test_a_json_answer_is_read_while_it_streams(size: int, before: str) -> None:
    text = before + json.dumps(SENTENCES)
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    expected = [Said("It {closed}.", (1, 2)), Said("So it is.", (3,)), Said("And on.", (3,))]
    assert list(structured.said(chunks)) == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('{"evidence": [], "sentences": []}', []),
        (
            '{"evidence": [1], "sentences": [{"text": "It closed.", "cites": [1]}, {"text": "cut o',
            ["It closed.", '{"text": "cut o'],
        ),
        (
            '{"sentences": [{"text": 5, "cites": [1]}, {"cites": []}, {"text": "So.", "cites": ["1", true]}]}',
            ['{"text": 5, "cites": [1]}', '{"cites": []}', "So."],
        ),
        ('{"sentences": [{"text": "So.", "cites": null}]}', ["So."]),
        ('{"sentences": [{"text": "a \\" } b.", "cites": [1]}]}', ['a " } b.']),
        ("{not json}", ["{not json}"]),
        ('{"error": "no"}', ['{"error": "no"}']),
        ("{" * 5000, ["{"]),
        ("It closed [1].", ["It closed."]),
        ("", []),
    ],
)
def test_json_that_is_broken_costs_no_more_than_its_sentences_and_is_counted(text: str, sentences: list[str]) -> None:
    assert [one.text for one in structured.said((text,))] == sentences


def test_only_whole_numbers_cite() -> None:
    text = '{"sentences": [{"text": "So.", "cites": ["1", true, 2.0, null, 4]}]}'
    assert list(structured.said((text,))) == [Said("So.", (4,))]
