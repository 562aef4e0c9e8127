from hypothesis import given
from hypothesis import strategies as st

from corpus.visible import visible
from ui.terminal import table


@given(st.text())
def test_nothing_printed_can_steer_a_terminal(text: str) -> None:
    shown = visible(text)
    assert not {c for c in shown if ord(c) < 0x20 and c not in "\n\t"}
    assert not {"\x7f", "\x9b", "\u202e", "\u2066"} & set(shown)


def test_plain_words_are_left_alone() -> None:
    words = "Tōkyō, 東京, طوكيو 👩\u200d👩 “quoted”\n"
    assert visible(words) == words


def test_escape_and_direction_marks_are_shown() -> None:
    assert visible("\x1b[2Jsafe\u202eevil\x7f") == "␛[2Jsafe‹U+202E›evil␡"


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert list(table([("a", "b"), ("long", "c")])) == ["a     b", "long  c"]
    assert list(table([])) == []
