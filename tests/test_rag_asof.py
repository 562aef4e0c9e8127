from datetime import date

import pytest

from index.passage import Filters
from rag.followups.asof import spelled_out, until

DAY = date(2023, 7, 20)


@pytest.mark.parametrize(
    ("question", "spelled"),
    [
        ("what was said last year?", "what was said last year? (2022)"),
        ("what did they agree last month?", "what did they agree last month? (June 2023)"),
        ("who spoke yesterday?", "who spoke yesterday? (19 July 2023)"),
        ("what was said in 2021?", "what was said in 2021?"),
        ("why did France block the office?", "why did France block the office?"),
    ],
)
def test_words_for_a_period_are_counted_from_the_day(question: str, spelled: str) -> None:
    assert spelled_out(question, DAY) == spelled
    assert spelled_out(question, None) == question


def test_nothing_later_than_the_day_is_read() -> None:
    assert until(Filters(), DAY).until == DAY
    assert until(Filters(until=date(2023, 1, 1)), DAY).until == date(2023, 1, 1)
    assert until(Filters(until=date(2024, 1, 1)), DAY).until == DAY
    assert until(Filters(since=DAY), None) == Filters(since=DAY)
