"""What was asked for, alleged or told of another, and where somebody works: what bears no claim out, and what does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.checks import agents, contested, led, paired_dates, posts, rates, sought, unproven
from rag.reading.fault import Parts
from rag.reading.ground import Cited, Ground
from rag.reading.slots import Line, read
from rag.verdicts.beside import beside
from rag.verdicts.compare import hold
from rag.verdicts.verbatim import verbatim

Check = Callable[[Line, Ground], Parts]


def ground(text: str, quote: str = "") -> Ground:
    start = text.index(quote)
    end = start + len(quote or text)
    return Ground.of((Cited(text[start:end], text, start, end),))


def doing(claim: Line, source: Ground) -> Parts:
    return agents.check(claim, source, telling=True)


FAULTS: list[tuple[Check, str, str]] = [
    (
        sought.check,
        "Roth was fined 8 million crowns.",
        "Roth was fined less than the 8 million crowns they had sought.",
    ),
    (
        sought.check,
        "Roth was jailed for six years.",
        "The state had demanded six years for Roth, and the judge gave two.",
    ),
    (sought.check, "Prices rose by 4.6 per cent.", "Prices rose by 4.1 per cent; the bank had forecast 4.6 per cent."),
    (sought.check, "The bank gave Roth a loan.", "Roth had sought a loan from the bank, which was refused."),
    (sought.check, "Ostia received a subsidy.", "Ostia has applied to the county for a subsidy."),
    (
        sought.check,
        "Roth was fined 8 million crowns.",
        "Roth was fined a third of the 8 million that the state had sought.",
    ),
    (sought.check, "The judge ordered a new count.", "The party asked for a new count; the judge turned that down."),
    (sought.check, "Norland has built a new harbour.", "The fishermen of Norland demanded a new harbour."),
    (
        contested.check,
        "Roth sailed in spite of a storm warning.",
        "They alleged that Roth sailed despite a storm warning.",
    ),
    (rates.check, "Pay rises by 5 per cent a year.", "Pay rises by 5 per cent over two years."),
    (rates.check, "The harbour costs 4 million over ten years.", "The harbour costs 4 million a year."),
    (paired_dates.check, "Roth was convicted in 1994.", "Roth was convicted in 1988. She was pardoned in 1994."),
    (led.check, "Trains run only as far as Ostia.", "The road to Ostia is closed; trains run only as far as Rieth."),
    (unproven.check, "The dam caused the flood.", "The mayor blamed the dam for the flood."),
    (doing, "Ida Roth warned the company.", "The company had two warnings from its own engineer, Lea Holm."),
    (doing, "Ida Roth called the plan a joke.", "An engineer at the harbour, Dr Lea Holm, called the plan a joke."),
    (doing, "Norland opens its market.", "Norland pays, and Ostia in exchange opens its market."),
    (doing, "Ida Roth expects a cut.", "Lea Holm, whom the bank has sent, left. Otto Brandt expects a cut."),
    (doing, "Ida Roth called for new tests.", "Its secretary, Lea Holm, called for new tests."),
    (doing, "Ida Roth opposed the sale.", "Her brother Otto, who holds a tenth, opposed the sale."),
    (posts.check, "Ida Roth teaches at Ostia University.", "Ida Roth, a professor of law at Rieth College, agreed."),
    (posts.check, "Ida Roth is a chemist at Ostia University.", "Ida Roth, who works at Rieth College, agreed."),
]
FITTING: list[tuple[Check, str, str]] = [
    (
        sought.check,
        "Roth was jailed for six years.",
        "The state had demanded eight years; Roth was jailed for six years.",
    ),
    (sought.check, "They sought 8 million crowns.", "Roth was fined less than the 8 million crowns they had sought."),
    (sought.check, "Prices rose by 4.6 per cent.", "Prices rose by 4.6 per cent, which the bank had not expected."),
    (sought.check, "Prices rose by 4.6 per cent.", "Prices rose by 4.6 per cent as the bank had forecast."),
    (sought.check, "The bank gave Roth a loan.", "Roth had sought a loan, and the bank gave her one of a million."),
    (sought.check, "The judge rejected a new count.", "The party asked for a new count; the judge turned that down."),
    (
        sought.check,
        "Norland has built a new harbour.",
        "They demanded a harbour, and Norland built a new harbour in May.",
    ),
    (sought.check, "The judge ordered no count.", "The party asked for a new count; the judge turned that down."),
    (contested.check, "They warned that Roth sailed.", "They alleged that Roth sailed despite a storm."),
    (rates.check, "Pay rises by 5 per cent a year.", "Pay rises by 5 per cent annually over two years."),
    (rates.check, "Pay rises by 5 per cent.", "Pay rises by 5 per cent over two years."),
    (paired_dates.check, "Roth was pardoned in 1994.", "Roth was convicted in 1988. She was pardoned in 1994."),
    (paired_dates.check, "Roth was convicted in 1994.", "Roth was convicted in 1994 and freed in 1998."),
    (led.check, "Trains run only as far as Ostia.", "Trains run only as far as Rieth and Ostia."),
    (led.check, "Trains run only as far as Ostia.", "In Rieth, trains run only as far as Ostia."),
    (unproven.check, "The dam caused the flood.", "The mayor blamed the dam. It caused the flood, the court found."),
    (doing, "Lea Holm warned the company.", "The company had two warnings from its own engineer, Lea Holm."),
    (doing, "Ida Roth expects a cut.", "Otto Brandt expects a cut, and so does Ida Roth. She expects more."),
    (sought.check, "Roth wanted a loan.", "Roth had sought a loan from the bank, which was refused."),
    (doing, "Lea Holm called for new tests.", "Its secretary, Lea Holm, called for new tests."),
    (doing, "Ida Roth called the plan mad.", "Lea Holm called for new tests. Ida Roth thought the plan mad."),
    (posts.check, "Ida Roth teaches at Rieth College.", "Ida Roth, a professor of law at Rieth College, agreed."),
    (posts.check, "Ida Roth teaches at Ostia.", "Ida Roth, a professor at Rieth College, studied at Ostia."),
    (posts.check, "Ida Roth teaches at Ostia.", "Lea Holm, a professor at Rieth College, agreed with Ida Roth."),
]


@pytest.mark.parametrize(("check", "claim", "text"), FAULTS)
def test_words_that_tell_something_else_are_found(check: Check, claim: str, text: str) -> None:
    assert check(read(claim), ground(text)).mismatched


@pytest.mark.parametrize(("check", "claim", "text"), FITTING)
def test_words_that_tell_the_same_are_left_alone(check: Check, claim: str, text: str) -> None:
    assert not check(read(claim), ground(text)).mismatched


@pytest.mark.parametrize(
    "denial", ["Roth denied that.", "Roth rejected the accusation.", "Roth denies having done so."]
)
def test_what_one_says_and_another_denies_is_only_alleged(denial: str) -> None:
    said = "Lea Holm said that Roth had threatened the guards."
    claim = read("Ida Roth threatened the guards.")
    assert contested.check(claim, ground(f"{said} {denial}", said)).mismatched
    assert not contested.check(claim, ground(f"{said} Roth left Ostia.", said)).mismatched
    assert not contested.check(read(f"Holm said that {claim.text}"), ground(f"{said} {denial}", said)).mismatched


def test_another_house_of_work_contradicts_and_bears_nothing_out() -> None:
    text = "Ida Roth, a professor of law at Rieth College, agreed."
    held = beside(read("Ida Roth teaches at Ostia University."), Cited(text, text, 0, len(text)), 0.7, given=False)
    assert held.turned
    assert held.reversed
    assert any(one.contradicts and one.part.source == "Rieth College" for one in held.parts.mismatched)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Villa Roth passed the inspection in May.", "Villa Roth failed the inspection in May."),
        ("The court upheld the verdict on Roth.", "The court quashed the verdict on Roth."),
        ("Norland refused to pay the ferrymen.", "Norland agreed to pay the ferrymen."),
    ],
)
def test_a_word_and_its_opposite_contradict(claim: str, text: str) -> None:
    assert any(one.contradicts for one in hold(read(claim), Ground.words(text)).mismatched)


@pytest.mark.parametrize(
    ("claim", "text", "told"),
    [
        (
            "Norland left its main rate at 6.75 per cent.",
            "Norland left its main rate unchanged at 6.75 per cent.",
            True,
        ),
        ("Norland left its main rate at 6.75 per cent.", "At 6.75 per cent its rate left Norland in the main.", False),
        (
            "Norland left its main rate at 6.75 per cent.",
            "Norland left its main rate. It was high at 5 per cent.",
            False,
        ),
        ("Norland left its main rate alone.", "Norland may have left its main rate alone.", False),
        ("Norland left.", "Norland left.", False),
    ],
)
def test_a_claim_told_in_its_own_order_is_not_contradicted_by_reading(claim: str, text: str, told: bool) -> None:
    held = beside(read(claim), Cited(text, text, 0, len(text)), 0.7, given=True)
    assert verbatim(read(claim), held.ground, held.parts) is told
    assert held.about is not told


def test_a_name_alone_ties_no_length_of_time_to_a_claim() -> None:
    text = Ground.words("They are to keep all of the plants of Roth for three years.")
    assert not any(one.contradicts for one in hold(read("Roth has lost money for two years."), text).mismatched)
    assert any(one.contradicts for one in hold(read("The plants of Roth are kept for two years."), text).mismatched)
