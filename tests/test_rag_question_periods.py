"""The period that a question speaks of, read from the day given."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turns import FRANCE

from rag.question import dates

AS_OF = date(2023, 7, 20)  # a Thursday
PERIODS = [
    ("What was said last year?", "2022-01-01", "2022-12-31"),
    ("What was said this year?", "2023-01-01", "2023-07-20"),
    ("Who met in June 2023?", "2023-06-01", "2023-06-30"),
    ("Who met in June?", "2023-06-01", "2023-06-30"),
    ("Who met last June?", "2023-06-01", "2023-06-30"),
    ("Who met in December?", "2022-12-01", "2022-12-31"),
    ("What has changed since 2022?", "2022-01-01", "2023-07-20"),
    ("What has changed since last week?", "2023-07-10", "2023-07-20"),
    ("What was reported yesterday?", "2023-07-19", "2023-07-19"),
    ("What was reported the day before yesterday?", "2023-07-18", "2023-07-18"),
    ("What is new today?", "2023-07-20", "2023-07-20"),
    ("What is new this week?", "2023-07-17", "2023-07-20"),
    ("What was new last week?", "2023-07-10", "2023-07-16"),
    ("What was new last month?", "2023-06-01", "2023-06-30"),
    ("What was new last quarter?", "2023-04-01", "2023-06-30"),
    ("What was new in the last two weeks?", "2023-07-06", "2023-07-20"),
    ("What was new in the past year?", "2022-07-20", "2023-07-20"),
    ("What was said two years ago?", "2021-01-01", "2021-12-31"),
    ("What was said 3 days ago?", "2023-07-17", "2023-07-17"),
    ("Who spoke on 11 July 2023?", "2023-07-11", "2023-07-11"),
    ("Who spoke on July 11, 2023?", "2023-07-11", "2023-07-11"),
    ("Who spoke on the 2023-07-11?", "2023-07-11", "2023-07-11"),
    ("Who spoke in Sept. 2022?", "2022-09-01", "2022-09-30"),
    ("What happened between 2021 and 2022?", "2021-01-01", "2022-12-31"),
    ("What happened from June to July 2022?", "2022-06-01", "2022-07-31"),
    ("What happened before 2022?", None, "2021-12-31"),
    ("What happened until June 2023?", None, "2023-06-30"),
    ("What happened after 2021?", "2022-01-01", "2023-07-20"),
    ("Who fought in the 1990s?", "1990-01-01", "1999-12-31"),
    ("What will happen in 2027?", "2027-01-01", "2027-12-31"),
]


@pytest.mark.parametrize(("question", "since", "until"), PERIODS)
def test_period_is_read_from_the_day_given(question: str, since: str | None, until: str):
    assert dates(question, AS_OF) == (since and date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize(
    "question", [FRANCE, "What may happen?", "on 31 February 2023", "the 14 allusions", "", "Will he march?"]
)
def test_question_without_a_period_gives_none(question: str):
    assert dates(question, AS_OF) is None


def test_year_turns_with_the_day_given_and_not_with_the_clock():
    assert dates("last month", date(2020, 1, 31)) == (date(2019, 12, 1), date(2019, 12, 31))
    assert dates("in the last month", date(2020, 3, 31)) is not None
    assert dates("last quarter", date(2020, 2, 29)) == (date(2019, 10, 1), date(2019, 12, 31))
    assert dates("in the last 12 months", date(2020, 2, 29)) == (date(2019, 2, 28), date(2020, 2, 29))


TIME_WORDS = ["in", "since", "before", "after", "last", "this", "2022", "June", "11", "week", "year", "999", "days"]
TIME_WORDS += ["ago", "between", "and", "0001-01-01", "9999-12-31", "past", "yesterday"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(TIME_WORDS), max_size=8).map(" ".join), st.dates())
def test_any_period_begins_before_it_ends(question: str, as_of: date):
    found = dates(question, as_of)
    assert found is None or found[0] is None or found[0] <= found[1]
