"""A claim put right with a value of its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading.fault import FaultKind
from rag.reading.ground import Ground
from rag.reading.slots import read
from rag.verdicts.compare import hold
from rag.verdicts.corrected import MOST, corrections


def texts(claim: str, source: str) -> list[str]:
    line, ground = read(claim), Ground.words(source)
    return [one.text for one in corrections(line, ground, hold(line, ground))]


@pytest.mark.parametrize(
    ("claim", "source", "right"),
    [
        (
            "The ferry company was founded in 1987.",
            "In 1978 two brothers set up the ferry company.",
            "The ferry company was founded in 1978.",
        ),
        ("The tower is 300 metres high.", "At 324 metres it stands above all.", "The tower is 324 metres high."),
        ("The archive is kept in Lisbon.", "Its papers lie in Madrid.", "The archive is kept in Madrid."),
        (
            "She teaches at Orlow University.",
            "She has a chair at Hallam University.",
            "She teaches at Hallam University.",
        ),
        ("The speech was given by Ada Holm.", "Then Bram Voss spoke.", "The speech was given by Bram Voss."),
    ],
)
def test_a_value_of_the_same_sort_takes_the_place_of_the_claims_own(claim: str, source: str, right: str) -> None:
    assert right in texts(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The tower is 300 metres high.", "The tower is 300 metres high."),
        ("The archive is kept in Lisbon.", "Its papers were moved by Ada Holm."),
        ("The ferry cost 40 euros.", "The ferry carries 200 cars."),
        ("It opened on 3 May.", "It opened in 1998."),
        ("The archive is kept in Norway.", "Its papers lie in the Balkans."),
        ("Nobody came.", "The hall was full in 1998."),
    ],
)
def test_nothing_is_corrected_by_values_of_another_sort_or_without_a_wrong_one(claim: str, source: str) -> None:
    assert texts(claim, source) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_correction_differs_from_the_claim_in_one_part_and_holds_words_of_the_source(claim: str, source: str) -> None:
    line, ground = read(claim), Ground.words(source)
    found = corrections(line, ground, hold(line, ground))
    assert len(found) <= MOST
    for one in found:
        part = one.part
        assert claim[part.start : part.end] == part.said
        assert source[part.source_start : part.source_end] == part.source
        assert one.text == claim[: part.start] + part.source + claim[part.end :]


def test_the_number_of_corrections_is_bounded() -> None:
    claim = "In 1901, 1902 and 1903 the mill made 5 kilos, 6 kilos and 7 kilos."
    source = " ".join(f"In {year} it made {year % 100} tonnes." for year in range(1910, 1960))
    assert 0 < len(texts(claim, source)) <= MOST


def test_the_part_is_of_the_kind_of_the_mistake() -> None:
    line, ground = read("The archive is kept in Lisbon."), Ground.words("Its papers lie in Madrid.")
    assert {one.part.kind for one in corrections(line, ground, hold(line, ground))} == {FaultKind.NAME}


def test_where_another_name_is_missing_too_the_two_may_speak_of_different_things() -> None:
    assert texts("Ada Holm opened the archive in 1999.", "Bram Voss opened the mill in 1950.") == [
        "Bram Voss opened the archive in 1999."
    ]
    assert texts("Ada Holm left Orlow in 1999.", "Bram Voss left Madrid in 1950.") == []
