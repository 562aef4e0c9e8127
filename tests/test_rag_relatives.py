"""Relative clauses between commas are claims of their own; what cannot be told by itself stays where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.claims import claims_of
from rag.reading.relatives import relatives, without
from rag.verdicts.draft import Draft


def told(sentence: str) -> list[str]:
    return [f"{one.about} {sentence[one.verb : one.end]}" for one in relatives(sentence)]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("The bank, which lost $2bn in 2019, sacked its chief.", ["The bank lost $2bn in 2019"]),
        ("Anna Berg, who had run the mill since 2014, resigned.", ["Anna Berg had run the mill since 2014"]),
        ("The ferry, whose engines failed in May, was sold.", ["The ferry’s engines failed in May"]),
        ("The letter was passed to the police, who searched the mill in June.",
         ["the police searched the mill in June"]),
        ("Loans to four firms, all of which were owned by Berg, were never repaid.",
         ["all of the four firms were owned by Berg"]),
        ("He joined the theatre in Harlow, which closed in 2011.", ["the theatre in Harlow closed in 2011"]),
        ("The play is by Anna Berg, who was born in Oslo.", ["Anna Berg was born in Oslo"]),
        ("Three dockers, who were trapped in May, remain in hospital.", ["Three dockers were trapped in May"]),
        ("According to a report by the seamen's union, which represents 12,000 sailors, the crane was unsafe.",
         ["the seamen's union represents 12,000 sailors"]),
        ("The mill was founded by fishermen, who pooled their savings, and it survived two wars.",
         ["fishermen pooled their savings"]),
        ("The firm had two accidents since 2020, one of which killed a pilot.",
         ["one of the two accidents since 2020 killed a pilot"]),
        ("The plan, leaked to a newspaper in May, puts the cost at 140 million.",
         ["The plan was leaked to a newspaper in May"]),
        ("It met in Norland, which handles a fifth of the country's grain, most of which goes to Egypt.",
         ["Norland handles a fifth of the country's grain", "most of the country's grain goes to Egypt"]),
    ],
)  # fmt: skip
def test_a_relative_clause_is_told_of_what_it_hangs_on(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize(
    "sentence",
    [
        "The bank that lost $2bn sacked its chief.",
        "The rate fell to 4%, which surprised analysts.",
        "The rate fell in May, which means that loans are cheap.",
        "They sued Norland Bank, which Berg had founded in 1990.",
        "Berg, who is 41, and Lee, who is 30, run the mill.",
        "He sold shops in Oslo, Bergen and Rome, all of which had lost money.",
        "The tax raises 300 million a year, none of which goes to schools.",
        "Which bank, who asks, lost it?",
    ],
)
def test_what_cannot_be_told_safely_is_not(sentence: str) -> None:
    assert told(sentence) == []


@given(st.text(alphabet="abB ,.;“”'whoicsetdn19", max_size=120))
def test_relatives_stand_in_order_inside_the_sentence_and_leave_its_offsets(text: str) -> None:
    reach = 0
    found = relatives(text)
    for one in found:
        assert reach <= one.cut < one.start <= one.verb < one.end <= one.cut_end <= len(text)
        reach = one.cut_end
    left = without(text, found)
    assert len(left) == len(text)
    assert all(new in (old, " ") for new, old in zip(left, text, strict=True))


@pytest.mark.parametrize(
    ("text", "claims", "spans"),
    [
        ("The bank, which lost $2bn in 2019, sacked its chief.",
         ["The bank sacked its chief.", "The bank lost $2bn in 2019."],
         ["The bank, which lost $2bn in 2019, sacked its chief.", "which lost $2bn in 2019"]),
        ("The play is by Anna Berg, who was born in Oslo and wrote 3 novels.",
         ["The play is by Anna Berg.", "Anna Berg was born in Oslo.", "Anna Berg wrote 3 novels."],
         ["The play is by Anna Berg, who was born in Oslo and wrote 3 novels.",
          "who was born in Oslo", "wrote 3 novels"]),
    ],
)  # fmt: skip
def test_the_spans_of_relative_clauses_are_their_own_words(text: str, claims: list[str], spans: list[str]) -> None:
    found = tuple(claims_of(Draft.of(text)))
    assert [claim.text for claim in found] == claims
    assert [text[claim.start : claim.end] for claim in found] == spans


def test_what_is_told_of_a_speaker_is_not_what_they_say() -> None:
    found = claims_of(Draft.of("Anna Berg, who chairs the port, said that the crane, which cost 3 million, was sold."))
    assert [(claim.text, claim.said_by) for claim in found] == [
        ("Anna Berg said that the crane was sold.", None),
        ("Anna Berg chairs the port.", None),
        ("The crane was sold.", "Anna Berg"),
        ("The crane cost 3 million.", "Anna Berg"),
    ]


@given(
    st.lists(st.sampled_from(["The mill", ", which fell", ", who said", " and ", "it was sold", ", ", "“", "”", "."]))
)
def test_claims_of_broken_relatives_stand_in_the_draft(pieces: list[str]) -> None:
    text = "".join(pieces)
    if not text.strip():
        return
    for claim in claims_of(Draft.of(text)):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.text.strip()
