"""What one is of another, told of whom the claim names or of somebody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading.ground import Cited, Ground
from rag.reading.slots import read
from rag.verdicts.beside import beside
from rag.verdicts.status import check

MEMBER = "Norland is a member of the Harbour League."


def missing(claim: str, source: str) -> bool:
    return bool(check(read(claim), Ground.words(source)).mismatched)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (MEMBER, "Norland has made large gifts to the Harbour League."),
        (MEMBER, "The leaders of Norland, whom the League calls partners, came. The League and its 31 members met."),
        (MEMBER, "Norland is not covered by the rule, which guarantees help among member states."),
        (MEMBER, "Norland works with members of the Harbour League."),
        ("Norland and Sudmark are partners of the League.", "Norland and Sudmark wrote to the League."),
        ("Holm was a founder of the club.", "Holm played for the club."),
    ],
)
def test_what_is_told_of_nobody_the_claim_names_bears_no_status_out(claim: str, source: str) -> None:
    assert missing(claim, source)
    assert beside(read(claim), Cited(source, source, 0, len(source)), 0.7, given=False).turned


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (MEMBER, "Norland joined the Harbour League in 1998."),
        (MEMBER, "Norland, a member since 1998, pays most."),
        (MEMBER, "League members such as Sudmark, Norland and Ostia met."),
        (MEMBER, "Norland left in 1990. In 1998 it joined the League again."),
        (MEMBER, "France is one of 31 members; Norland is a member as well."),
        ("Holm was a founder of the club.", "The club was founded by Holm and Roth."),
        ("Norland is not a member of the League.", "Norland wrote to the League."),
        ("The ferry is a danger to swimmers.", "Swimmers fear the ferry."),
    ],
)
def test_a_status_in_other_words_or_none_at_all_is_no_fault(claim: str, source: str) -> None:
    assert not missing(claim, source)


@given(st.lists(st.sampled_from([*MEMBER.split(), "Norland,", "members", "it", "and", "but", "joined"]), max_size=20))
def test_the_claims_own_words_bear_it_out_whatever_follows(words: list[str]) -> None:
    assert not missing(MEMBER, f"{MEMBER} {' '.join(words)}")


@pytest.mark.parametrize(
    ("claim", "source", "turned"),
    [
        ("Norland joined NATO in 2022.", "Norland took part in the NATO summits of 2022.", True),
        ("Norland joined the Orlow Pact.", "Norland sent ships to a drill of the Orlow Pact.", True),
        ("Norland joined NATO in 2022.", "In 2022, Norland became a member of NATO.", False),
        ("Norland joined the talks in 2022.", "Norland took part in the talks of 2022.", False),
    ],
)
def test_who_joined_a_body_is_a_member_of_it(claim: str, source: str, turned: bool) -> None:
    assert beside(read(claim), Cited(source, source, 0, len(source)), 0.7, given=False).turned == turned
