"""Whether a piece of evidence speaks of what a claim speaks of, and what that changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading.fault import FaultKind
from rag.reading.ground import Cited, Ground
from rag.reading.slots import read
from rag.verdicts.about import share
from rag.verdicts.another import another
from rag.verdicts.beside import Beside, beside
from rag.verdicts.compare import hold
from rag.verdicts.planned import check as planned


def beside_of(claim: str, text: str, *, taken: bool = False) -> Beside:
    return beside(read(claim), Cited(text, text, 0, len(text)), 0.7, given=taken)


def share_of(claim: str, text: str) -> tuple[float, float]:
    line, ground = read(claim), Ground.words(text)
    found = share(line, ground, hold(line, ground))
    return found.names, found.words


@pytest.mark.parametrize(
    ("claim", "text", "names", "words"),
    [
        ("Norland bought the ferry.", "Norland bought the ferry.", 1, 1),
        ("In 2019 Norland bought the ferry.", "The ferry was acquired by Sudmark.", 0, 1),
        ("In 2019 Norland bought the ferry.", "Today Norland lies far from the sea.", 1, 0),
        ("Norland supported the ferry.", "Norland opposed the ferry.", 1, 1),
    ],
)
def test_a_share_counts_names_and_other_words_apart(claim: str, text: str, names: float, words: float) -> None:
    assert share_of(claim, text) == (names, words)


@given(st.text(max_size=80), st.text(max_size=80))
def test_shares_lie_between_none_and_all_and_a_text_holds_itself(claim: str, text: str) -> None:
    assert all(0 <= one <= 1 for one in share_of(claim, text))
    assert share_of(claim, claim)[0] == 1


@pytest.mark.parametrize(
    ("claim", "text", "other"),
    [
        ("The office opened in 2023.", "Norland opened an office of its own in Madrid in 2018.", True),
        ("The Lisbon office opened in 2023.", "Norland opened an office of its own in Madrid in 2018.", True),
        ("The Madrid office opened in 2023.", "Norland opened an office of its own in Madrid in 2018.", False),
        (
            "Norland opened an office in Madrid in 2023.",
            "Norland opened an office of its own in Madrid in 2018.",
            False,
        ),
        ("The office opened in 2023.", "The office opened in 2018.", False),
        ("Norland opened its office in 2023.", "Norland opened an office in Madrid in 2018.", False),
    ],
)
def test_another_thing_of_the_same_sort_is_told_by_its_place(claim: str, text: str, other: bool) -> None:
    assert another(read(claim), Ground.words(text)) is other


def test_the_date_of_another_thing_contradicts_nothing_and_corrects_nothing() -> None:
    one = beside_of("The Lisbon office opened in 2023.", "The Madrid office opened in 2018.")
    assert not one.about
    assert not any(miss.contradicts for miss in one.parts.mismatched if miss.part.kind.value == "date")
    assert not any(miss.part.kind.value == "date" for miss in one.correctable.mismatched)


def test_another_place_and_another_day_are_another_event() -> None:
    one = beside_of(
        "The leaders of Norland met in Lisbon in July 2023.", "The leaders of Norland met in Madrid in June 2022."
    )
    assert not one.about
    assert not any(miss.contradicts for miss in one.parts.mismatched)


def test_a_deed_of_another_country_turns_nothing_round() -> None:
    claim = "China welcomed the plan for the bridge."
    assert not any(
        one.contradicts for one in beside_of(claim, "France objected to the plan for the bridge.").parts.mismatched
    )
    near = beside_of(
        "Japan is a member of the pact.", "No Asian copy is planned. The partners cannot become members of the pact."
    )
    assert any(one.contradicts for one in near.parts.mismatched)
    against = beside_of(claim, "China objected to the plan for the bridge, as France did.")
    assert any(one.contradicts for one in against.parts.mismatched)


def test_words_that_hold_little_of_a_claim_are_not_about_it_unless_they_are_given() -> None:
    claim, text = "Anna Berg sold the ferry of Norland.", "The council of Norland votes on the budget in May."
    assert not beside_of(claim, text).about
    assert beside_of(claim, text, taken=True).about


def test_words_that_say_nothing_of_what_is_claimed_of_the_names_are_told() -> None:
    assert beside_of("Norland is a member of Sudmark.", "Norland has taken part in exercises with Sudmark.").unsaid
    assert not beside_of("Norland is a member of Sudmark.", "Norland became a member of Sudmark.").unsaid


@pytest.mark.parametrize(
    ("claim", "text", "found"),
    [
        ("Norland opened an office in Lisbon.", "The idea of an office in Lisbon was dropped.", True),
        ("Norland opened an office in Lisbon.", "Norland had an office in Lisbon under discussion.", True),
        ("The bridge was built in 2019.", "The proposed bridge never came.", True),
        ("The pact has an office in Oslo.", "Bruck did not wait for an office to open before it condemned one.", True),
        ("Norland opened an office in Lisbon.", "After years of plans for an office, the office opened in May.", False),
        ("Norland would have opened an office.", "The idea of an office was dropped.", False),
        ("Norland opened an office in Lisbon.", "In May the Lisbon office opened.", False),
    ],
)
def test_what_a_source_only_plans_is_not_done(claim: str, text: str, found: bool) -> None:
    assert bool(planned(read(claim), Ground.words(text)).mismatched) is found


def test_words_without_a_value_in_the_place_of_the_claims_own_are_no_contradiction_that_the_model_alone_reads() -> None:
    text = "The ferry was built in Norland, repaired and painted."
    assert not beside_of("The ferry was repaired in 2022.", text).about
    assert beside_of("The ferry was repaired.", text).about
    assert beside_of("The ferry was repaired in 2022.", "The ferry was repaired in 2019.").about


@pytest.mark.parametrize(("deed", "places"), [("has", []), ("opened", ["Brussels"])])
def test_who_has_a_thing_in_one_place_may_have_one_in_another(deed: str, places: list[str]) -> None:
    one = beside_of(f"Norland {deed} an office in Lisbon.", f"Norland {deed} an office in Brussels.", taken=True)
    assert [part.part.source for part in one.parts.mismatched if part.contradicts and part.part.source] == places


def test_a_region_is_no_other_name_than_a_country_which_may_lie_in_it() -> None:
    text = "In 2022, the Balkans reached two agreements with the Orlow Pact."
    found = beside_of("In 2022, Greece reached two agreements with the Orlow Pact.", text)
    assert not any(one.contradicts for one in found.parts.mismatched)


def test_a_place_of_which_the_words_tell_nothing_is_not_put_right_by_another() -> None:
    one = beside_of("There is an office of the pact in Lisbon.", "In 2018 an office of Norland followed in Brussels.")
    assert FaultKind.NAME not in {part.part.kind for part in one.correctable.mismatched}
    assert not one.about


def test_another_age_contradicts_where_the_claim_tells_nothing_but_the_age() -> None:
    one = beside_of("Ada Holm is 28 years old.", "The mayor, Ada Holm, 24, spoke for the ferry.")
    assert [(part.part.said, part.part.source) for part in one.parts.mismatched if part.contradicts] == [
        ("28 years old", "24")
    ]
