"""Right names with another deed, place, order, cause or title: what bears no claim out, and what does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.checks import (
    agents,
    contested,
    coordinated,
    hedges,
    offices,
    quantifiers,
    roles,
    sequence,
    unnamed,
    unproven,
    untold,
    where,
)
from rag.checks.told import told
from rag.reading.fault import Parts
from rag.reading.ground import Cited, Ground
from rag.reading.slots import Line, read
from rag.verdicts.about import share, strange
from rag.verdicts.beside import beside
from rag.verdicts.compare import hold

Check = Callable[[Line, Ground], Parts]


def ground(text: str) -> Ground:
    return Ground.of((Cited(text, text, 0, len(text)),))


def deeds(claim: Line, source: Ground) -> Parts:
    return untold.check(claim, source, deeds=True)


def titles(claim: Line, source: Ground) -> Parts:
    return offices.check(claim.text, source)


def spoken(claim: Line, source: Ground) -> Parts:
    return agents.check(claim, source, telling=True)


FAULTS: list[tuple[Check, str, str]] = [
    (deeds, "Norland was founded in Ostia.", "The Norland Research Foundation has an office in Ostia."),
    (deeds, "Norland was founded in Ostia.", "The plan of Norland found no friends in Ostia."),
    (deeds, "Norland created the ferry line.", "Norland made a gift to the ferry line."),
    (deeds, "The pact covers fishing.", "The pact says nothing about fishing."),
    (deeds, "Norland cut its tariffs to 5 per cent.", "Norland left its tariffs unchanged at 5 per cent."),
    (where.check, "Ida Roth drowned in Ostia.", "Ida Roth lived in Ostia. She drowned in the village of Rieth."),
    (where.check, "The ferry sank at Ostia.", "It was built in Ostia. The ferry sank near Rieth."),
    (contested.check, "Ida Roth burned the letters.", "Her rivals claimed that Ida Roth burned the letters."),
    (contested.check, "Ida Roth burned the letters.", "There were rumours that Roth had burned the letters."),
    (hedges.check, "Ida Roth burned the letters.", "Ida Roth is alleged to have burned letters."),
    (hedges.check, "Cars were kept off the bridge.", "Inspectors recommended that cars be kept off the bridge."),
    (hedges.check, "The ward has closed.", "The mayor opposed the closing of the ward."),
    (hedges.check, "The drug prevents deaths.", "The trial could not show whether the drug prevents deaths."),
    (coordinated.check, "Roth was convicted of fraud.", "They convicted Roth of theft but acquitted her of fraud."),
    (
        coordinated.check,
        "The bank raised its estimate of growth.",
        "The bank cut its estimate of growth and raised its fees.",
    ),
    (titles, "The governor Ida Roth spoke.", "The governor, Lea Holm, left. Finance minister Ida Roth spoke."),
    (titles, "Ida Roth, the mayor of Ostia, spoke.", "The deputy mayor Ida Roth spoke."),
    (sequence.check, "They sold the ferry after it sank.", "They sold the ferry two days before it sank."),
    (sequence.check, "They sold the ferry before it sank.", "The ferry sank. They sold the engine."),
    (sequence.check, "It sank before the siren sounded.", "The siren sounded, then it sank off Ostia."),
    (unproven.check, "Roth resigned because of the audit.", "Roth resigned two days after the audit."),
    (unproven.check, "Six died because of the drug.", "Six died, and none of the deaths was linked to the drug."),
    (unnamed.check, "Ida Roth drowned at sea.", "Ida Roth stood on the roof. Nine people drowned at sea."),
    (unnamed.check, "Ida Roth raised the alert.", "Lea Holm works at Ostia. She raised the alert to red."),
    (deeds, "Ida Roth granted Ostia a seat.", "Ostia asked for a seat. Ida Roth said that she would decide."),
    (hedges.check, "The agency downgraded Ostia.", "The agency put Ostia on review for a downgrade."),
    (quantifiers.check, "Ostia plays in the top league.", "Ostia plays in the second league."),
    (roles.check, "The county has sued the families.", "The families have sued the county."),
    (spoken, "Lea Holm resigned.", "The mayor, Ida Roth, resigned."),
    (spoken, "Lea Holm, the mayor of Ostia, told analysts.", "The mayor of Ostia, Ida Roth, told analysts."),
]

SOUND: list[tuple[Check, str, str]] = [
    (deeds, "Norland was founded in Ostia.", "Founders set up Norland in Ostia."),
    (deeds, "Norland created the ferry line.", "Norland established the ferry line."),
    (deeds, "The pact covers fishing.", "Fishing is covered by the pact."),
    (deeds, "Norland cut its tariffs to 5 per cent.", "Norland reduced its tariffs to 5 per cent."),
    (where.check, "Ida Roth drowned in Rieth.", "Ida Roth drowned in the neighbouring village of Rieth."),
    (where.check, "Ida Roth drowned in Germany.", "Ida Roth drowned in Hamburg."),
    (where.check, "Ida Roth drowned in Ostia.", "Ida Roth drowned in the village of Rieth, near Ostia."),
    (where.check, "Ida Roth drowned in Ostia.", "Ida Roth drowned on Monday."),
    (contested.check, "Ida Roth burned the letters.", "Roth burned the letters, though she denied that it mattered."),
    (contested.check, "Her rivals say that Ida Roth burned them.", "Her rivals claimed that Ida Roth burned them."),
    (hedges.check, "The mayor opposed the closing of the ward.", "The mayor opposed the closing of the ward."),
    (hedges.check, "The ward has closed.", "The ward closed in May; the mayor had opposed the closing."),
    (coordinated.check, "Roth was convicted of theft.", "They convicted Roth of theft but acquitted her of fraud."),
    (coordinated.check, "The police searched the lorry.", "The police stopped and searched the lorry."),
    (titles, "The minister Ida Roth spoke.", "The governor, Lea Holm, left. Finance minister Ida Roth spoke."),
    (titles, "The mayor Ida Roth spoke.", "The mayor of Ostia, Ida Roth, spoke."),
    (sequence.check, "They sold the ferry before it sank.", "They sold the ferry two days before it sank."),
    (sequence.check, "The ferry sank after they sold it.", "They sold the ferry two days before it sank."),
    (sequence.check, "The ferry sank before dawn.", "The ferry sank at night."),
    (unproven.check, "Roth resigned because of the audit.", "Roth resigned after the audit, which she blamed for it."),
    (unproven.check, "Roth resigned because of the audit.", "The audit hurt her. After a year, Roth resigned."),
    (coordinated.check, "The tower was built by Lea Holm.", "Lea Holm built the tower and lost her sister Ida Holm."),
    (unproven.check, "Roth resigned over the audit.", "Roth resigned two days after the audit."),
    (unnamed.check, "Ida Roth drowned at sea.", "Nine people drowned at sea, among them Ida Roth."),
    (unnamed.check, "Ida Roth drowned at sea.", "Roth had gone out at six. She drowned at sea."),
    (unnamed.check, "Ida Roth raised the alert.", "Ida Roth works at Ostia. She raised the alert to red."),
    (unnamed.check, "Ida Roth raised the alert.", "She raised the alert to red."),
    (quantifiers.check, "Ostia plays in the second league.", "Ostia plays in the second league, not the top league."),
    (roles.check, "The families have sued the county.", "The families have sued the county."),
    (spoken, "Ida Roth told analysts.", "Ida Roth, the mayor of Ostia, told analysts."),
    (spoken, "The mayor, Ida Roth, resigned.", "Ida Roth resigned."),
]


@pytest.mark.parametrize(("check", "claim", "source"), FAULTS)
def test_a_claim_that_its_source_does_not_tell_so_is_found_at_fault(check: Check, claim: str, source: str) -> None:
    assert check(read(claim), ground(source)).mismatched


@pytest.mark.parametrize(("check", "claim", "source"), SOUND)
def test_a_claim_that_its_source_tells_is_not(check: Check, claim: str, source: str) -> None:
    assert not check(read(claim), ground(source)).mismatched


@pytest.mark.parametrize("check", dict.fromkeys(check for check, _, _ in FAULTS))
def test_words_bear_themselves_out(check: Check) -> None:
    texts = [text for _, claim, source in (*FAULTS, *SOUND) for text in (claim, source)]
    assert [text for text in texts if check(read(text), ground(text)).mismatched] == []


def test_an_order_that_is_turned_round_contradicts_and_one_that_is_not_told_does_not() -> None:
    turned = sequence.check(read("They sold it after it sank."), ground("They sold it before it sank."))
    silent = sequence.check(read("They sold it after it sank."), ground("It sank. They sold it."))
    assert [one.contradicts for one in (*turned.mismatched, *silent.mismatched)] == [True, False]


def test_who_is_not_an_employee_is_no_employee() -> None:
    told = ground("Two boats burned. The man, who is not an employee of Norland, was charged.")
    assert contested.denied(read("A Norland employee burned two boats."), told)
    assert not contested.denied(read("The man was charged."), told)
    assert not contested.denied(read("The man is not an employee of Norland."), told)


def test_a_word_of_a_name_is_no_deed_of_a_claim() -> None:
    claim, source = read("Norland was founded in Ostia."), ground("The Sudmark Foundation met Norland in Ostia.")
    assert share(claim, source, hold(claim, source)).words == 0


def test_an_article_without_a_name_of_the_claim_tells_another_story() -> None:
    claim, other = "Four people died when the Calder Bridge fell.", "Nine people died when the dam at Rieth fell."
    assert strange(read(claim), ground(other))
    assert not strange(read(claim), ground(f"{other} The Calder has many dams."))
    held = beside(read(claim), Cited(other, other, 0, len(other)), 0.7, given=False)
    assert not any(one.contradicts for one in held.parts.mismatched)


def test_who_counts_nothing_tells_of_no_majority() -> None:
    claim = read("Most of the members want a vote.")
    assert quantifiers.uncounted(claim, ground("The members want a vote."))
    assert not quantifiers.uncounted(claim, ground("Six of the ten members want a vote."))


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Norland cut its fees.", ["cut"]),
        ("The cut hurts.", []),
        ("The pact covers fishing.", ["covers"]),
        ("The pact was signed and covers fishing.", ["signed"]),
        ("The families have sued the town.", ["sued"]),
    ],
)
def test_every_deed_of_a_sentence_is_told(text: str, verbs: list[str]) -> None:
    assert [one.word for one in told(read(text))] == verbs
