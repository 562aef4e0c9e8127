"""Names, terms and things of a question."""

from __future__ import annotations

from rag.reading.names import NameKind, names, terms
from rag.reading.things import things


def test_things_are_told_from_names_and_verbs():
    asked = {
        "When did the telescope see first light?": ["the telescope"],
        "Why was the launch called off?": ["the launch"],
        "Where does the false honey come from?": ["the false honey"],
        "Why did France block the Tokyo office?": [],
        "What is the second one?": [],
        "The unsigned article proposes a new fund.": ["the unsigned article"],
        "Which pact did they sign?": ["the pact"],
        "How much is the violin worth?": ["the violin"],
        "What happened in the potash mine of Werra?": ["the potash mine"],
        "When did the gauge stop sending?": ["the gauge"],
        "Where is the office of the museum planned?": ["the office", "the museum"],
        "What was the court's ruling on it?": ["the court's ruling"],
        "how big is the telescope's mirror?": ["the telescope's mirror"],
    }
    for question, expected in asked.items():
        assert [thing for _, thing in things(question)] == expected


def test_names_carry_kind_and_noun():
    found = names("Why did NATO drop the Tokyo office after Paul Keating spoke in 2023?")
    assert [(name.term, name.kind) for name in found] == [
        ("NATO", NameKind.BODY),
        ("Tokyo office", NameKind.CITY),
        ("Paul Keating", NameKind.OTHER),
        ("2023", NameKind.YEAR),
    ]


def test_verb_of_the_question_is_no_part_of_a_name():
    assert terms("How many times did the Vilnius communiqué mention China?")[1] == "Vilnius communiqué"
    assert terms("Did the Tokyo office close?") == ("Tokyo office", "close")
