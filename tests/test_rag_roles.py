"""Who does what to whom, what belongs to what, and what is over or to come: claims that turn their source round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.checks import crossed, roles
from rag.reading.ground import Cited, Ground
from rag.reading.slots import read
from rag.verdicts import over, planned
from rag.verdicts.beside import beside
from rag.verdicts.stance import Held

HOLM = "The director, Petra Holm, accused the banker Olaf Brandt of greed."
SALE = "The council of Nordhaven voted on Tuesday to sell the ferry line to the shipping company Brandt & Voss."
MATCH = "Amara Lind defeated the defending champion Sven Olsen in the final in Lisbon."
TOWNS = "Petra Holm won the race in Oslo, while Olaf Brandt won the vote in Madrid."


def turned(claim: str, source: str) -> list[bool]:
    return [one.contradicts for one in roles.check(read(claim), Ground.words(source)).mismatched]


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("Olaf Brandt accused Petra Holm of greed.", HOLM, [True]),
        ("Petra Holm accused Olaf Brandt of greed.", HOLM, []),
        ("Olaf Brandt was accused of greed by Petra Holm.", HOLM, []),
        ("Petra Holm was accused of greed by Olaf Brandt.", HOLM, [True]),
        ("Sven Olsen beat Amara Lind in the final.", MATCH, [True]),
        ("Sven Olsen lost the final to Amara Lind.", MATCH, []),
        ("Sven Olsen was beaten by Amara Lind.", MATCH, []),
        ("Brandt & Voss sold the ferry line to Nordhaven.", SALE, [False]),
        ("Brandt & Voss bought the ferry line from Nordhaven.", SALE, []),
        ("Nordhaven sold the ferry line to Brandt & Voss.", SALE, []),
        ("The union refused the firm a guarantee.", "The union asked for a guarantee, which the firm refused.", [True]),
        ("The firm refused the union a guarantee.", "The union asked for a guarantee, which the firm refused.", []),
        ("The union, asked by the firm, refused.", "The firm refused, and so the union refused.", []),
        ("The Haida Nation gave masks to Lisbon.", "The museum in Lisbon returned masks to the Haida Nation.", [True]),
        ("Lisbon gave masks to the Haida Nation.", "The museum in Lisbon returned masks to the Haida Nation.", []),
        ("Norland has declared it in public.", "Norland has publicly declared it.", []),
        ("Olaf Brandt met Petra Holm.", "Petra Holm met Olaf Brandt in Lisbon.", []),
        ("Olaf Brandt is well known.", HOLM, []),
        ("Olaf Brandt accused the bank.", "Petra Holm accused Olaf Brandt; Olaf Brandt accused the bank.", []),
        ("Japan’s aid helped Ukraine.", "Ukraine welcomed help: Japan helped Ukraine with money.", []),
    ],
)
def test_the_one_who_does_it_is_not_the_one_to_whom_it_is_done(claim: str, source: str, found: list[bool]) -> None:
    assert turned(claim, source) == found


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("Olaf Brandt won the race in Oslo, while Petra Holm won the vote in Madrid.", TOWNS, True),
        ("Petra Holm won the race in Oslo, while Olaf Brandt won the vote in Madrid.", TOWNS, False),
        ("In Madrid Olaf Brandt won the vote, and in Oslo Petra Holm won the race.", TOWNS, False),
        ("Olaf Brandt and Petra Holm won.", TOWNS, False),
        (
            "It worked in Oslo in 2010 and in Madrid in 1990.",
            "It worked first in Oslo, in 1990, then in Madrid in 2010.",
            True,
        ),
        (
            "It worked in Oslo in 1990 and in Madrid in 2010.",
            "It worked first in Oslo, in 1990, then in Madrid in 2010.",
            False,
        ),
        ("Lea Holm of Norway came.", "The guests were Lea Holm of Sweden and Ida Roth of Norway.", True),
        ("Lea Holm of Sweden came.", "The guests were Lea Holm of Sweden and Ida Roth of Norway.", False),
        ("Olsen came as prime minister of Norway.", "Norway’s prime minister, Sven Olsen, came to Lisbon.", False),
        (
            "The minister told the Swedes to keep their distance from the quarrel of the Danes.",
            "The minister told the Danes to keep their distance from the quarrel of the Swedes.",
            True,
        ),
        (
            "The firm Brandt bought the ferry line and the harbour from the city of Lisbon.",
            "The city of Lisbon sold the ferry line and the harbour to the firm Brandt.",
            False,
        ),
    ],
)
def test_two_things_keep_what_is_told_of_each(claim: str, source: str, found: bool) -> None:
    assert bool(crossed.check(read(claim), Ground.words(source)).mismatched) is found


@given(st.text(max_size=90))
def test_no_text_turns_itself_round(text: str) -> None:
    assert not roles.check(read(text), Ground.words(text)).mismatched
    assert not crossed.check(read(text), Ground.words(text)).mismatched


@pytest.mark.parametrize("text", [HOLM, SALE, MATCH, TOWNS])
def test_no_sentence_of_a_source_is_against_it(text: str) -> None:
    assert not roles.check(read(text), Ground.words(text)).mismatched
    assert not crossed.check(read(text), Ground.words(text)).mismatched


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("The firm will move its paint shop to Lisbon.", "The firm withdrew its plan to move the paint shop.", True),
        ("The firm will move its paint shop to Lisbon.", "The firm confirmed its plan to move the paint shop.", False),
        ("The firm will not move its paint shop.", "The firm withdrew its plan to move the paint shop.", False),
        ("The firm gave up the plan that it will move.", "The firm withdrew its plan to move the paint shop.", False),
        ("The firm moved its paint shop.", "The firm withdrew its plan to move the paint shop.", False),
        ("The firm will sell its ships.", "The firm withdrew its plan to move the paint shop.", False),
        ("The river still serves as a border.", "The river used to be a border between the two.", True),
        ("The river used to be a border.", "The river used to be a border between the two.", False),
        ("The river still floods.", "The river used to be a border between the two.", False),
        (
            "The river remains a border.",
            "The river, once small, still is a border; it used to be a border of two.",
            False,
        ),
    ],
)
def test_what_is_over_does_not_come_or_last(claim: str, source: str, found: bool) -> None:
    assert bool(over.check(read(claim), Ground.words(source)).mismatched) is found


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("The firm has opened an office in Elst.", "Next month the firm will open an office in Elst.", True),
        ("The firm opened an office in Elst.", "The firm opened an office; in May it will open another.", False),
        ("The firm will open an office in Elst.", "Next month the firm will open an office in Elst.", False),
        ("The union founded a Centre of Learning.", "The region should have a Centre of Learning, it says.", True),
        (
            "The union founded a Centre of Learning.",
            "The Centre of Learning, founded in May, should have staff.",
            False,
        ),
        ("The firm has an office in Elst.", "The firm has plans to open an office in Elst.", True),
        ("The firm has a large office in Elst.", "The firm's office in Elst is large; it plans another office.", False),
        ("There is a depot in Elst.", "The firm dropped its bid to build a depot in Elst.", True),
        ("The depot is located in Elst.", "The proposed depot was discussed in Elst.", True),
        ("The firm has a plan for a depot.", "The firm told of its plan for a depot.", False),
        ("The firm has an office in Elst.", "Elst and the firm have worked together since 1990.", True),
        ("The firm has an office in Tokyo.", "The firm set up a Japanese office.", True),
        ("The firm has an office in Tokyo.", "The office of the firm in Tokyo is old.", False),
        ("The firm has paid for an office.", "The firm spent 2 million.", False),
    ],
)
def test_what_is_to_come_is_neither_done_nor_there(claim: str, source: str, found: bool) -> None:
    assert bool(planned.check(read(claim), Ground.words(source)).mismatched) is found


@pytest.mark.parametrize(
    ("claim", "source", "bars"),
    [
        ("Petra Holm was accused of greed by Olaf Brandt.", HOLM, True),
        ("Velm has built a road to the bridge.", "Velm has promised to build a road to the bridge.", True),
        ("All the branches closed.", "Some of the branches closed.", True),
        ("Most experts expect rain.", "The experts were divided over the rain.", True),
        ("The experts expect rain.", "The experts were divided over the wind and expect rain.", False),
        ("Petra Holm accused Olaf Brandt.", HOLM, False),
    ],
)
@pytest.mark.parametrize("taken", [True, False])
def test_words_that_turn_a_claim_round_never_speak_for_it(claim: str, source: str, bars: bool, taken: bool) -> None:
    piece = beside(read(claim), Cited(source, source, 0, len(source)), 0.8, given=taken)
    held = Held(piece.parts, (), 0.9, 0.05, entailed=0.95, turned=piece.turned)
    assert piece.turned is bars
    assert (held.stance.value == "for") is not bars


@pytest.mark.parametrize(
    ("claim", "source", "contradicts"),
    [
        (
            "The alliance runs around twelve small posts in other countries.",
            "An alliance of some thirty countries had a small post.",
            False,
        ),
        ("The council bought 20 buses for the city.", "The council said it bought 30 new buses for the city.", True),
        (
            "In the 1990s the work of the partners centred on the coast.",
            "The work on the coast is shared by each partner. In 2018 an office followed.",
            False,
        ),
        ("Eleven masks went back.", "Two more masks stay in the house.", False),
        ("The office opened in Asia.", "The office opened in Tokyo.", False),
        ("The office opened in Oslo.", "The office opened in Lisbon.", True),
    ],
)
def test_another_value_contradicts_only_of_the_same_thing(claim: str, source: str, contradicts: bool) -> None:
    piece = beside(read(claim), Cited(source, source, 0, len(source)), 0.8, given=False)
    assert any(one.contradicts for one in piece.parts.mismatched) is contradicts
