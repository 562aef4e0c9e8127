"""Dates: read in many forms, and never guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.dates import dates_in, iso_date, mail_date


@pytest.mark.parametrize(
    "stated",
    [
        "2023-07-11", "2023/07/11", "2023.07.11", "July 11, 2023", "Jul. 11 2023", "11 July 2023", "11th of July 2023",
        "Tuesday, July 11, 2023", "Di., 11. Juli 2023", "le 11 juillet 2023", "11 de julio de 2023", "11 luglio 2023",
        "11 июля 2023 г.", "2023年7月11日", "2023년 7월 11일", "11-Jul-2023", "JULY 11, 2023 AT NOON", "2023-7-11",
        "on Tuesday, July 11th, 2023",
    ],
)  # fmt: skip
def test_a_clear_date_is_read(stated: str) -> None:
    assert iso_date(stated) == "2023-07-11"


@pytest.mark.parametrize(
    ("stated", "iso"), [("13/04/2023", "2023-04-13"), ("04/13/2023", "2023-04-13"), ("5.5.2023", "2023-05-05")]
)
def test_numbers_that_can_be_only_one_date_are_read(stated: str, iso: str) -> None:
    assert iso_date(stated) == iso


@pytest.mark.parametrize(
    "stated",
    [
        "03/04/2023", "03.04.2023", "July 2023", "2023", "yesterday", "", "31 February 2023", "2023-13-01",
        "a fruit of the desert", "Julius 11, 20233", "0000-00-00",
    ],
)  # fmt: skip
def test_an_unclear_date_is_unknown(stated: str) -> None:
    assert iso_date(stated) is None


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2023-07-11T10:00:00Z", "2023-07-11T10:00:00+00:00"),
        ("2023-07-11 10:00:00 -0500", "2023-07-11T10:00:00-05:00"),
        ("2023-07-11T10:00", "2023-07-11T10:00:00"),
        ("2023-07-11T10:00:00.123Z", "2023-07-11T10:00:00.123000+00:00"),
        ("2023-07-11T99:99:99Z", "2023-07-11"),
    ],
)
def test_a_time_is_kept_with_its_zone(stated: str, iso: str) -> None:
    assert iso_date(stated) == iso


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%A, %d %B %Y"]))
def test_every_day_comes_back_from_its_written_form(day: date, form: str) -> None:
    assert iso_date(day.strftime(form)) == day.isoformat()


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1000, 1, 1)))
def test_every_date_time_comes_back(moment: datetime) -> None:
    assert iso_date(moment.isoformat()) == moment.isoformat()


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_dates_or_none(text: str) -> None:
    for start, end, value in dates_in(text):
        assert 0 <= start < end <= len(text) and datetime.fromisoformat(value)
    stated = iso_date(text)
    assert stated is None or datetime.fromisoformat(stated)


def test_dates_stand_in_order_with_their_places() -> None:
    text = "Published July 11, 2023 | Updated 2023-07-12"
    assert [(text[start:end], value) for start, end, value in dates_in(text)] == [
        ("July 11, 2023", "2023-07-11"),
        ("2023-07-12", "2023-07-12"),
    ]


def test_a_mails_date_keeps_its_zone_and_nonsense_is_unknown() -> None:
    assert mail_date("Tue, 11 Jul 2023 10:00:00 +0200") == "2023-07-11T10:00:00+02:00"
    assert mail_date("next week") is None
