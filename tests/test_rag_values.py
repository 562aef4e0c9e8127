"""Values in other clothes: what is equal to what, what is another value, and what counts another thing."""

from __future__ import annotations

from datetime import date

import pytest

from rag.reading.fault import FaultKind
from rag.reading.figures import figures
from rag.reading.ground import Cited, Ground
from rag.reading.moments import moments
from rag.reading.slots import read
from rag.verdicts.compare import compare, hold
from rag.verdicts.corrected import corrections

VALUES = frozenset((FaultKind.FIGURE, FaultKind.UNIT, FaultKind.DATE))


def equal(claim: str, source: str) -> bool:
    found = compare(claim, source, date(2024, 9, 3))
    wrong = any(one.part.kind in VALUES for one in found.mismatched)
    return any(one.kind in VALUES for one in found.matched) and not wrong


def another(claim: str, source: str) -> list[tuple[str, str]]:
    found = compare(claim, source, date(2024, 9, 3))
    return [(one.part.said, one.part.source) for one in found.mismatched if one.contradicts and one.part.kind in VALUES]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The hall opened a year and a half late.", "The hall opened eighteen months behind plan."),
        ("The crossing takes an hour and a half.", "The crossing takes ninety minutes."),
        ("The drug cut the number of cases by 50 percent.", "The drug halved the number of cases."),
        ("The drug halved the number of cases.", "The drug cut the number of cases by half."),
        ("The mayor is 58 years old.", "The mayor, Ada Holm, 58, lives in Oslo."),
        ("The mayor is 58.", "The 58-year-old mayor lives in Oslo."),
        ("She died at 91 years of age.", "She died at the age of 91."),
        ("Fever was seen in 9 percent of the cases.", "Fever was seen in nine of every hundred cases."),
        (
            "The town lost nearly two thousand inhabitants.",
            "It had 48,300 inhabitants, 1,900 fewer than a decade before.",
        ),
        ("The aid was paid between March and June 2021.", "The aid was paid in the spring of 2021."),
        ("The hall opens in mid-September 2024.", "The hall will open on 15 September."),
    ],
)
def test_equal_values_in_other_words_are_equal(claim: str, source: str) -> None:
    assert equal(claim, source)


@pytest.mark.parametrize(
    ("claim", "source", "values"),
    [
        ("The mayor is 68 years old.", "The mayor, Ada Holm, 58, is as old as the hall.", [("68 years old", "58")]),
        (
            "The plant cost 4.2 billion euros.",
            "The works cost 2.4 billion euros, of which the state paid 600 million euros.",
            [("4.2 billion euros", "2.4 billion euros")],
        ),
        ("A report spoke of 28 allies.", "Both speak of 31 members, while a report speaks of 30.", [("28", "30")]),
        (
            "The fair fell on July 21 and 22.",
            "The fair was held on July 11 and 12.",
            [("July 21", "July 11"), ("22", "July 11")],
        ),
    ],
)
def test_another_value_of_the_same_thing_contradicts(claim: str, source: str, values: list[tuple[str, str]]) -> None:
    assert another(claim, source) == values


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "The ferry was carrying 40 lorries when it ran aground.",
            "When the ferry ran aground, 14 passengers were hurt.",
        ),
        ("The council held its fair in May 2021.", "The next fair of the council is to be held in June 2025."),
        ("The fair fell on July 21 and 22.", "The bridge was shut on July 11 and 12."),
    ],
)
def test_what_counts_or_dates_another_thing_contradicts_nothing(claim: str, source: str) -> None:
    assert another(claim, source) == []


def test_people_counted_under_two_names_may_be_the_same() -> None:
    assert another("The ferry took 40 passengers off the rock.", "The ferry took 14 people off the rock.")


def test_a_claim_is_not_put_right_with_a_figure_that_counts_another_thing_or_tells_the_hour() -> None:
    source = "The ferry ran aground shortly after six. At least 14 passengers were hurt."
    claim, ground = read("The ferry was carrying 40 lorries."), Ground.words(source)
    assert not corrections(claim, ground, hold(claim, ground))
    passengers = read("The ferry was carrying 40 passengers.")
    right = [one.text for one in corrections(passengers, ground, hold(passengers, ground))]
    assert right == ["The ferry was carrying At least 14 passengers."]


def test_words_before_a_figure_bound_it_only_where_no_other_figure_stands_before_them() -> None:
    (number, _) = figures("1,900 fewer than a decade before")
    assert number.low == 1900
    assert [one.bound.value for one in figures("1,900 fewer than a decade before")] == ["exact", "exact"]
    assert [one.bound.value for one in figures("it took fewer than ten years")] == ["below"]


def test_two_months_that_bound_a_span_are_one_date() -> None:
    (span,) = moments("It was paid between March and June 2021.")
    assert (span.years, span.months) == (frozenset([2021]), frozenset([3, 4, 5, 6]))
    assert len(moments("It was paid in March and June 2021.")) == 2


def names(claim: str, quote: str, article: str) -> list[str]:
    start = article.index(quote)
    ground = Ground.of((Cited(quote, article, start, start + len(quote)),))
    return [one.part.said for one in hold(read(claim), ground).mismatched if one.part.kind is FaultKind.NAME]


@pytest.mark.parametrize(
    ("claim", "quote", "article", "missing"),
    [
        (
            "The Orlow Pact was signed in 1994.",
            "The pact was signed in 1994.",
            "The Orlow Pact met in Sarova. The pact was signed in 1994.",
            [],
        ),
        (
            "The bridge over the Tarn is long.",
            "The bridge is long.",
            "The new bridge over the Tarn was opened by Ada Holm. The bridge is long.",
            [],
        ),
        (
            "The Sarova Pact was signed in 1994.",
            "The pact was signed in 1994.",
            "The Orlow Pact met in Sarova. The pact was signed in 1994.",
            ["Sarova Pact"],
        ),
        (
            "The bridge over the Isk is long.",
            "The bridge over the Tarn is long.",
            "The bridge over the Isk was shut by Ada Holm. The bridge over the Tarn is long.",
            ["Isk"],
        ),
        (
            "The average age in Orlow is 47.",
            "The average age is 47.",
            "Orlow has 4,000 inhabitants.\n\nThe average age is 47.",
            [],
        ),
        (
            "The average age in Orlow is 47.",
            "The average age is 47.",
            "Orlow has 4,000 inhabitants, fewer than Sarova.\n\nThe average age is 47.",
            ["Orlow"],
        ),
    ],
)
def test_a_thing_is_known_again_by_its_noun_alone(claim: str, quote: str, article: str, missing: list[str]) -> None:
    assert names(claim, quote, article) == missing


@pytest.mark.parametrize(
    ("claim", "source", "named"),
    [
        ("There is a ferry office in Tokyo.", "There is a Japanese ferry office.", False),
        ("There is a ferry office in Tokyo.", "There is a ferry office in the Japanese capital.", True),
        ("There is a ferry office in Tokyo.", "There is a ferry office in Tokyo.", True),
        ("There is a ferry office in Japan.", "There is a ferry office in Tokyo.", True),
        ("Tokyo opposed the ferry.", "Japan opposed the ferry.", True),
    ],
)
def test_a_capital_as_a_place_is_not_its_country(claim: str, source: str, named: bool) -> None:
    missing = [one.part.said for one in compare(claim, source).mismatched if one.part.kind is FaultKind.NAME]
    assert missing == ([] if named else ["Tokyo"])


def test_the_number_of_an_article_counts_nothing() -> None:
    assert another("The pact has 31 members.", "Members are let in under Article 10 of the pact.") == []
    assert another("The pact lets them in under Article 5.", "The pact lets them in under Article 10.") == [("5", "10")]


def test_what_another_figure_is_compared_with_is_no_other_value() -> None:
    source = "The drivers will work 36 hours a week, two hours fewer than now."
    assert another("The drivers used to work 38 hours a week.", source) == []
    assert another("The drivers will work 34 hours a week.", source) == [("34 hours", "36 hours")]
    apart = "The drivers will work 36 hours a week, two hours fewer than now, and earn 7.5 percent more."
    assert another("The drivers will earn 9.5 percent more.", apart) == [("9.5 percent", "7.5 percent")]


def test_a_figure_with_a_unit_is_no_count_of_another_thing() -> None:
    assert another("Three men were seen after the flood.", "Three days after the flood the town was empty.") == []


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Tickets cost 10 percent more.", "Tickets cost a tenth more than last year."),
        ("The dyke was built in the sixties of the last century.", "The dyke was built in the 1960s."),
        ("The dyke was built in the sixties.", "The dyke was built in 1964."),
    ],
)
def test_shares_and_decades_in_words(claim: str, source: str) -> None:
    assert equal(claim, source)
