"""Markers in a stream: every form of them, any split of it, and no more work than it is long."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.cite import LONGEST, Mark, Parsed, Reader, marked, parse, pieces
from rag.writing.code_spans import CodeSpans

# What a model writes, the text a reader is shown, and the markers as {offset: numbers}.
CASES: tuple[tuple[str, str, dict[int, tuple[int, ...]]], ...] = (
    # before and after the full stop
    ("It closed [1].", "It closed.", {9: (1,)}),
    ("It closed[1].", "It closed.", {9: (1,)}),
    ("It closed.[1]", "It closed.", {10: (1,)}),
    ("It closed. [1]", "It closed.", {10: (1,)}),
    ("It closed.  [1]  ", "It closed.  ", {10: (1,)}),
    ("It closed.\u00a0[1]", "It closed.", {10: (1,)}),
    ("It closed [1]. It opened [2].", "It closed. It opened.", {9: (1,), 20: (2,)}),
    ("It closed. [1] It opened. [2]", "It closed. It opened.", {10: (1,), 21: (2,)}),
    ("It closed.[1]It opened.[2]", "It closed. It opened.", {10: (1,), 21: (2,)}),
    ("It closed [1], and opened [2]", "It closed, and opened", {9: (1,), 21: (2,)}),
    ("It closed [1]; it opened", "It closed; it opened", {9: (1,)}),
    ("It closed [1]: here", "It closed: here", {9: (1,)}),
    ("It closed [1]!", "It closed!", {9: (1,)}),
    ("Did it [1]?", "Did it?", {6: (1,)}),
    ("It closed [1]…", "It closed…", {9: (1,)}),
    ("It closed [1] - then", "It closed - then", {9: (1,)}),
    # several at one place
    ("a [1,2] b", "a b", {1: (1, 2)}),
    ("a [1, 2] b", "a b", {1: (1, 2)}),
    ("a [1 ,2] b", "a b", {1: (1, 2)}),
    ("a [1;2] b", "a b", {1: (1, 2)}),
    ("a [1; 2; 3] b", "a b", {1: (1, 2, 3)}),
    ("a [1/2] b", "a b", {1: (1, 2)}),
    ("a [1 & 2] b", "a b", {1: (1, 2)}),
    ("a [1 and 2] b", "a b", {1: (1, 2)}),
    ("a [1，2] b", "a b", {1: (1, 2)}),
    ("a [1、2] b", "a b", {1: (1, 2)}),
    ("a [1][2] b", "a b", {1: (1, 2)}),
    ("a [1] [2] b", "a b", {1: (1, 2)}),
    ("a [1], [2] b", "a b", {1: (1, 2)}),
    ("a [1],[2],[3] b", "a b", {1: (1, 2, 3)}),
    ("a [1]; [2] b", "a b", {1: (1, 2)}),
    ("a [2][1] b", "a b", {1: (2, 1)}),
    ("a [1][1] b", "a b", {1: (1,)}),
    ("a [1,1,2] b", "a b", {1: (1, 2)}),
    ("a [1,2][2,3] b", "a b", {1: (1, 2, 3)}),
    # ranges
    ("a [2-4] b", "a b", {1: (2, 3, 4)}),
    ("a [2–4] b", "a b", {1: (2, 3, 4)}),
    ("a [2—4] b", "a b", {1: (2, 3, 4)}),
    ("a [2−4] b", "a b", {1: (2, 3, 4)}),
    ("a [2 - 4] b", "a b", {1: (2, 3, 4)}),
    ("a [4-2] b", "a b", {1: (2, 3, 4)}),
    ("a [3-3] b", "a b", {1: (3,)}),
    ("a [1, 3-5, 9] b", "a b", {1: (1, 3, 4, 5, 9)}),
    ("a [1-999] b", "a b", {1: (1, 999)}),
    # brackets in brackets
    ("a [[3]] b", "a b", {1: (3,)}),
    ("a [[3] b", "a b", {1: (3,)}),
    ("a [3]] b", "a b", {1: (3,)}),
    ("a [[1], [2]] b", "a b", {1: (1, 2)}),
    ("a [[1][2]] b", "a b", {1: (1, 2)}),
    ("a [[[3]]] b", "a b", {1: (3,)}),
    ("a [ [3] ] b", "a b", {1: (3,)}),
    # labels and makers' own forms
    ("a [^1] b", "a b", {1: (1,)}),
    ("a [#1] b", "a b", {1: (1,)}),
    ("a [source 1] b", "a b", {1: (1,)}),
    ("a [Source: 1] b", "a b", {1: (1,)}),
    ("a [Sources 1, 2] b", "a b", {1: (1, 2)}),
    ("a [S1] b", "a b", {1: (1,)}),
    ("a [E3] b", "a b", {1: (3,)}),
    ("a [citation 2] b", "a b", {1: (2,)}),
    ("a [Evidence 2, Evidence 4] b", "a b", {1: (2, 4)}),
    ("a [passage 2] b", "a b", {1: (2,)}),
    ("a【4†source】 b", "a b", {1: (4,)}),
    ("a【4:2†x.txt】 b", "a【4:2†x.txt】 b", {}),
    ("a 【4†L1-L9】 b", "a b", {1: (4,)}),
    # other digits
    ("a [１２] b", "a b", {1: (12,)}),
    ("a [٣] b", "a b", {1: (3,)}),
    ("a [३] b", "a b", {1: (3,)}),
    ("a [007] b", "a b", {1: (7,)}),
    ("a [0] b", "a b", {1: (0,)}),
    ("a [²] b", "a [²] b", {}),
    # out of range is for those who know the range
    ("a [999] b", "a b", {1: (999,)}),
    # no markers
    ("in [2019] it", "in [2019] it", {}),
    ("[the] council", "[the] council", {}),
    ("so [sic] he", "so [sic] he", {}),
    ("a [1 b", "a [1 b", {}),
    ("a 1] b", "a 1] b", {}),
    ("a [1.5] b", "a [1.5] b", {}),
    ("a [-1] b", "a [-1] b", {}),
    ("a [1,] b", "a [1,] b", {}),
    ("a [] b", "a [] b", {}),
    ("a [ ] b", "a [ ] b", {}),
    ("a (1) b", "a (1) b", {}),
    ("a {1} b", "a {1} b", {}),
    ("a [one] b", "a [one] b", {}),
    ("a [1a] b", "a [1a] b", {}),
    ("a [1", "a [1", {}),
    ("a [", "a [", {}),
    ("[", "[", {}),
    ("", "", {}),
    (f"a [{'1,' * LONGEST}1] b", f"a [{'1,' * LONGEST}1] b", {}),
    # links: the address stays text, which no check lets pass
    ("a [1](http://x.invalid) b", "a(http://x.invalid) b", {1: (1,)}),
    ("![1](http://x.invalid/a.png)", "!(http://x.invalid/a.png)", {1: (1,)}),
    # code
    ("`a[1]` b [2]", "`a[1]` b", {8: (2,)}),
    ("``a[1]`b`` c [2]", "``a[1]`b`` c", {12: (2,)}),
    ("```\na[1]\n```\nb [2]", "```\na[1]\n```\nb", {14: (2,)}),
    ("```py\na[1]\n\nb[2]\n```", "```py\na[1]\n\nb[2]\n```", {}),
    ("`x`[1]", "`x`", {3: (1,)}),
    ("```\na `` '' b[1]\n``` c [2]", "```\na `` '' b[1]\n``` c", {22: (2,)}),
    ("[1†`[2]`", "[1†`[2]`", {}),
    # back-ticks that no equal run closes on their line are no code
    ("it`s [1]\nb [2]", "it`s\nb", {4: (1,), 6: (2,)}),
    ("`No,' he said [1].", "`No,' he said.", {13: (1,)}),
    ("``No,'' he said [1].", "``No,'' he said.", {15: (1,)}),
    ("``No [1],'' he said, ``yes [2].''", "``No,'' he said, ``yes.''", {4: (1,), 22: (2,)}),
    ("``No, he said. [1]", "``No, he said.", {14: (1,)}),
    ("``No,'' he said of `a[1]` [2].", "``No,'' he said of `a[1]`.", {25: (2,)}),
    ("`` b [1]\n``", "`` b\n``", {4: (1,)}),
    # quotations
    ("He said “no [1]” then", "He said “no” then", {11: (1,)}),
    ("He said “no” [1].", "He said “no”.", {12: (1,)}),
    ("He said “no.” [1]", "He said “no.”", {13: (1,)}),
    ('"no"[1] he said', '"no" he said', {4: (1,)}),
    ("> no [1]", "> no", {4: (1,)}),
    ("«non [1]»", "«non»", {4: (1,)}),
    # at the beginning of a line
    ("[1] It closed.", "It closed.", {0: (1,)}),
    ("A.\n[2] B.", "A.\nB.", {3: (2,)}),
    ("A.\n\n  [2]\n", "A.\n\n\n", {4: (2,)}),
    ("[1][2]It", "It", {0: (1, 2)}),
    # between words
    ("so[1]and so", "so and so", {2: (1,)}),
    ("so [1] and so", "so and so", {2: (1,)}),
    ("(see [1])", "(see)", {4: (1,)}),
    ("日本は同意した[1]。米国も[2]。", "日本は同意した。米国も。", {7: (1,), 11: (2,)}),
)
BRACKETS = ["[]", "【】", "［］", "〔〕", "〖〗", "⟦⟧", "〚〛", "❲❳", "⁅⁆", "【]", "[】"]


def _parsed(text: str, marks: dict[int, tuple[int, ...]]) -> Parsed:
    return Parsed(text, tuple(Mark(at, numbers) for at, numbers in marks.items()))


@pytest.mark.parametrize(("written", "shown", "marks"), CASES)
def test_every_form_of_a_marker_is_read_and_no_other(
    written: str, shown: str, marks: dict[int, tuple[int, ...]]
) -> None:
    assert parse(written) == _parsed(shown, marks)


@pytest.mark.parametrize("pair", BRACKETS)
@pytest.mark.parametrize("inside", ["1", "1, 2", "2-3"])
def test_brackets_of_every_script_are_brackets(pair: str, inside: str) -> None:
    plain = parse(f"It closed [{inside}]. Then")
    assert parse(f"It closed {pair[0]}{inside}{pair[1]}. Then") == plain
    assert plain.text == "It closed. Then"


ALPHABET = "[]【】1 23,;-`'\n.abé“”†（s^"
texts = st.text(ALPHABET, max_size=60) | st.text(max_size=40)


def render(parsed: Parsed) -> str:
    """Give a text with its markers: what `parse` takes apart."""
    edges = [0, *(mark.at for mark in parsed.marks), len(parsed.text)]
    words = [parsed.text[start:end] for start, end in itertools.pairwise(edges)]
    markers = ["".join(f"[{number}]" for number in mark.numbers) for mark in parsed.marks]
    return words[0] + "".join(marker + word for marker, word in zip(markers, words[1:], strict=True))


@given(texts)
def test_reading_what_was_written_gives_it_back(text: str) -> None:
    parsed = parse(text)
    assert parse(render(parsed)) == parsed


@given(texts, st.lists(st.integers(0, 60), max_size=8))
def test_any_split_of_the_stream_gives_the_same_pieces(text: str, cuts: list[int]) -> None:
    edges = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    chunks = [text[start:end] for start, end in itertools.pairwise(edges)]
    assert list(pieces(chunks)) == list(pieces((text,))) == list(pieces(text))


@given(st.text("ab .,\n“”é", max_size=40))
def test_a_text_without_markers_is_given_as_it_is(text: str) -> None:
    assert parse(text) == Parsed(text)


@given(st.text("ab", min_size=1, max_size=8), st.lists(st.integers(0, 999), min_size=1, max_size=5, unique=True))
def test_what_is_rendered_is_read(word: str, numbers: list[int]) -> None:
    parsed = Parsed(f"{word}.", (Mark(len(word), tuple(numbers)),))
    assert parse(render(parsed)) == parsed


@pytest.mark.parametrize("unit", ["[", "]", "[1]", "[[", "[1,", "`[", " [", "[1-"])
def test_no_character_is_read_more_often_than_a_marker_is_long(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0
    take = Reader._take

    def counted(self: Reader, character: str, code: bool = False) -> object:
        nonlocal taken
        taken += 1
        return take(self, character, code)

    monkeypatch.setattr(Reader, "_take", counted)
    text = unit * (100_000 // len(unit))
    read = list(pieces((text,)))
    assert taken <= (LONGEST + 1) * len(text)
    assert len(read) <= len(text)


@pytest.mark.parametrize("unit", ["`", "` ``", "`` ` ", "`a``b", "` `` ''", "``a''b`", "` ``` ``", "`\n``\n"])
def test_no_back_tick_makes_a_stream_be_read_more_than_four_times(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0
    take = CodeSpans._take

    def counted(self: CodeSpans, character: str) -> object:
        nonlocal taken
        taken += 1
        return take(self, character)

    monkeypatch.setattr(CodeSpans, "_take", counted)
    text = (unit * 20_000)[:20_000]
    assert parse(text).text == text
    assert taken <= 4 * len(text)


def test_a_hundred_thousand_brackets_are_text_but_for_their_marker() -> None:
    assert parse("[" * 100_000).text == "[" * 100_000
    assert parse("[" * 100_000 + "1]" + "]" * 100_000) == Parsed("", (Mark(0, (1,)),))


def test_what_looks_like_a_marker_is_found_in_code_too() -> None:
    assert marked("`a [7]`")
    assert not marked("in [2019] and [sic]")
