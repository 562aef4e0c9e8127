"""What an answer says: strings and nuggets found, words counted, a choice made or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.answering import (
    answer_recall,
    answer_words,
    choice_accuracy,
    chosen,
    holds,
    nugget_recall,
    nuggets_found,
    sources_used,
    without,
    words,
)

TEXTS = st.text(alphabet="ab Tt1,.’é東京่", max_size=20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. sent 1,000 ships.", "us sent 1000 ships"),
        ("a well-known Œuvre, №5 ＡＢ", "well known œuvre no5 ab"),
        ("Straße “x” 12.5 % 1,5", "strasse x 12.5 1,5"),
        ("e\u0301tat İ", "état i\u0307"),
        ("東京の office", "東 京 の office"),
        ("Obama’s", "obama s"),
        ("1,0000", "1,0000"),
        ("...", ""),
    ],
)
def test_texts_are_compared_by_their_words(text, expected):
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    ("answer", "wanted", "held"),
    [
        ("It cost nearly $12 billion in all.", "12 Billion", True),
        ("It cost $12,000.", "12000", True),
        ("It cost $112 billion.", "12 billion", False),
        ("It was in 2012.", "12", False),
        ("Eurasia", "Asia", False),
        ("an ally of the United\nStates", "the United States", True),
        ("states united", "United States", False),
        ("Im Jahr 2022 trafen sie sich.", "jahr 2022", True),
        ("会议在东京举行。", "东京", True),
        ("anything", "the", False),
        ("anything", "$", False),
        ("3.5 and more", "3", False),
    ],
)
def test_an_answer_holds_whole_words_in_a_row(answer, wanted, held):
    assert holds(answer, wanted) is held


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_put_between_spaces_is_held_in_any_case(before, wanted, after):
    if words(wanted):
        assert holds(f"{before} {wanted.upper()} {after}", wanted.lower()) or wanted.upper().lower() != wanted.lower()
    assert not holds(before, "zz")


def test_one_alias_is_enough_and_a_silence_has_none():
    assert answer_recall("They met in Madrid.", ["Vilnius", "Madrid"]) == 1.0
    assert answer_recall("They met in Madrid.", ["Vilnius"]) == 0.0
    assert answer_recall("", ["Vilnius"]) == 0.0
    assert answer_recall("anything", []) is None and answer_recall("anything", ["?"]) is None


def test_a_whole_text_is_no_string_to_be_held():
    text = " ".join(f"word{n}" for n in range(21))
    assert answer_recall(text, [text]) is None
    assert answer_recall(text, [text, "word3 word4"]) == 1.0 and answer_recall(text, [text, "word4 word3"]) == 0.0


def test_nuggets_are_patterns_over_one_line():
    assert nuggets_found("Four ships\nleft.", ["four|4", "ships left", "dawn"]) == (True, True, False)
    assert nugget_recall("Four ships left", ["four|4", "dawn"]) == 0.5
    assert nugget_recall("", ["x"]) == 0.0 and nugget_recall("x", []) is None


def test_words_and_sources_are_counted_where_there_is_an_answer():
    assert answer_words("The U.S. sent 1,000 ships — at dawn.") == 8.0  # U and S are two
    assert answer_words(" ") is None
    assert sources_used(["a", "b", "a"]) == 2.0 and sources_used([]) is None


def test_lead_ins_are_no_part_of_what_is_said():
    answer = "Japan Times: four left.\nORF: two stayed."
    assert without(answer, [(0, 12), (24, 28)]).split() == ["four", "left.", "two", "stayed."]
    assert without(answer, []) == answer and without("Japan Times:", [(0, 12)]) == ""


CHOICES = ["Europe", "Asia", "North America"]


def test_a_choice_is_made_by_holding_one_of_them():
    assert chosen("Europe will require it.", CHOICES) == 0
    assert chosen("Not Asia: Europe will.", CHOICES) is None
    assert chosen("Regulators in America, north of Mexico, will.", CHOICES) == 2
    assert chosen("Nobody knows.", CHOICES) is None and chosen("", CHOICES) is None
    assert choice_accuracy("Europe will require it.", CHOICES, ["europe"]) == 1.0
    assert choice_accuracy("Asia will.", CHOICES, ["Europe"]) == 0.0
    assert choice_accuracy("", CHOICES, ["Europe"]) == 0.0


def test_repeating_all_choices_is_worth_nothing_and_no_right_choice_is_no_question():
    assert choice_accuracy(" ".join(CHOICES), CHOICES, ["Europe"]) == 0.0
    assert choice_accuracy("Europe", [], ["Europe"]) is None and choice_accuracy("Europe", CHOICES, ["Africa"]) is None
