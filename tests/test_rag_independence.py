"""Which articles are one source."""

from __future__ import annotations

import pytest
from fakes_desk import record

from rag.verdicts.independence import agency_of, share_text, sources

STORY = (
    "The bridge over the Olm fell on Monday morning after two weeks of rain. Nobody was hurt, the council of Norland "
    "said. Engineers had asked for repairs since 2015, and the mayor had promised them twice. A ferry sails hourly. "
)
OTHER = (
    "Rain brought a bridge down in Norland. Traffic goes by ferry until a new one is built, which may take years. The "
    "opposition wants to know why warnings went unheard for so long, and who signed the last report on the piers. "
)


def numbers(*texts: str, **stated: object) -> list[int]:
    records = [record(text, f"{at}.txt", **stated) for at, text in enumerate(texts)]
    held = sources(records, {one.sha256: text for one, text in zip(records, texts, strict=True)})
    return [held[one.article_id] for one in records]


def test_the_same_story_with_another_beginning_and_end_is_one_source() -> None:
    assert numbers(STORY, f"From our desk. {STORY} Sign up here.", OTHER) == [1, 1, 2]


def test_two_reports_of_one_event_in_their_own_words_are_two() -> None:
    assert not share_text(STORY, OTHER)
    assert numbers(STORY, OTHER) == [1, 2]


def test_a_cut_story_is_the_source_of_the_whole() -> None:
    assert share_text(STORY[:140], STORY)


def test_what_three_share_in_a_chain_is_one_source() -> None:
    first, second = STORY + OTHER, OTHER + "The minister will visit on Friday with a plan for the ferry and its crew."
    assert numbers(STORY, second, first) == [1, 1, 1]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("NORLAND (Reuters) – The bridge fell.", "Reuters"),
        ("The bridge fell.\n\nSource: AFP", "AFP"),
        ("By Anna Berg\nAssociated Press\n\nThe bridge fell.", "AP"),
        ("The bridge fell. Reporting by Anna Berg, Reuters", "Reuters"),
        ("Reuters was sold in 2008. The agency moved.", None),
        ("He drove a car of the TT class.", None),
    ],
)
def test_an_agency_is_one_that_the_article_says_it_carries(text: str, agency: str | None) -> None:
    assert agency_of(record(text), text) == agency


def test_an_agency_may_be_the_publisher_or_the_author() -> None:
    assert agency_of(record("x", publisher="Reuters"), "x") == "Reuters"
    assert agency_of(record("x", authors=("Kyodo News",)), "x") == "Kyodo"
    assert agency_of(record("x", publisher="The Apollo Times"), "x") is None


def test_different_words_of_one_agency_are_one_source() -> None:
    assert numbers(f"(AFP) – {STORY}", f"(AFP) – {OTHER}") == [1, 1]
