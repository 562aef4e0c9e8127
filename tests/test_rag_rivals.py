"""Which values of a source are rivals of a claim's, and which date or count another thing."""

from __future__ import annotations

import pytest

from rag import given
from rag.reading.ground import Cited, Ground
from rag.reading.slots import read
from rag.verdicts.beside import beside
from rag.verdicts.compare import hold
from rag.verdicts.corrected import corrections


def contradicted(claim: str, text: str) -> list[str]:
    return [one.part.source for one in hold(read(claim), Ground.words(text)).mismatched if one.contradicts]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "It took five years to build and three years to sell.",
            "They built five ships in the past five years to sell.",
        ),
        ("The ferry sank in May 2018 and was raised in June 2019.", "The ferry was raised on 4 June 2019."),
        ("The ferry won five prizes.", "The ferry won its fifth prize."),
        ("The ferry was sold in Rieth on 20 April 2018.", "The ferry was sold with goods of the 1970s."),
        ("The ferry was first shown on 25 November 2016.", "They showed their 1990 ferry in the port."),
        ("The ferry began its runs in May 2012.", "The ferry made its runs until 2001."),
        ("The ferry was sold in 1865.", "The ferry was sold (port archive, updated 25-Jul-2017)."),
        ("The ferry is to be sold by 21 June 2018.", "The ferry is to be sold by 21 June. It was sold in May 2016."),
        ("The painter died on 16 May 2001.", "Ida Roth Tue 26 Jun 2001 21.16 The painter who died was known to all."),
    ],
)
def test_a_value_of_something_else_is_no_rival(claim: str, text: str) -> None:
    assert not contradicted(claim, text)


@pytest.mark.parametrize(
    ("claim", "text", "theirs"),
    [
        ("It took three years to build.", "It took five years to build.", "five years"),
        ("The ferry was raised in June 2018.", "The ferry was raised in June 2019.", "June 2019"),
        (
            "The ferry first sailed on July 15th , 2006 .",
            "The ferry first sailed on 15 December 2006 .",
            "15 December 2006",
        ),
        ("The ferry won four prizes.", "The ferry won five prizes.", "five"),
        ("The ferry sailed until 2003.", "The ferry sailed until 2001.", "2001"),
    ],
)
def test_a_value_in_the_place_of_the_claims_is_one(claim: str, text: str, theirs: str) -> None:
    assert theirs in contradicted(claim, text)


def test_of_a_page_words_on_another_event_bear_out_and_do_not_contradict() -> None:
    claim, page = read("Ida Roth died in Rieth on 24 January 1957."), "Lea Holm died in Ostia on 19 September 1984."
    cited = Cited(page, page, 0, len(page))
    alone, of_page = (beside(claim, cited, 0.7, given=True, page=page) for page in (False, True))
    assert any(one.contradicts for one in alone.parts.mismatched)
    assert not any(one.contradicts for one in of_page.parts.mismatched)
    assert of_page.turned == alone.turned


def test_what_is_read_of_texts_stands_where_it_is_said_to() -> None:
    texts = [f"Sentence {number} tells of the ferry." for number in range(9)] + ["Sentence 1 tells of the ferry."]
    page, chosen = given.read_of("The ferry told of nine.", texts)
    assert page == " ".join(texts)
    assert [page[start:end] for start, end in chosen] == given.pieces("The ferry told of nine.", texts)
    assert len({page[start:end] for start, end in chosen}) == len(chosen)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Lea Holm sat in Rieth first in 1865.", "Holm sits in Rieth, history of the port, updated 25-Jul-2017."),
        ("She is a cousin of Otto Brandt, Duke of Rieth.", "Her mother is Ida Holm, a cousin of Otto Brandt."),
    ],
)
def test_a_page_date_and_a_style_put_nothing_right(claim: str, text: str) -> None:
    line, ground = read(claim), Ground.words(text)
    assert not corrections(line, ground, hold(line, ground))
