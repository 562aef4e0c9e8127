"""The claims of a draft: where they stand, how they are parted, whose they are, what is no claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import QuestionError
from rag.claims import Claim, claims_of
from rag.reading.clauses import clauses
from rag.verdicts.attributed import attributed
from rag.verdicts.checked import Kind
from rag.verdicts.draft import MAX_CHARS, Draft, plain
from rag.verdicts.worth import kind_of


def claims(text: str) -> tuple[Claim, ...]:
    return claims_of(Draft.of(text))


def texts(text: str) -> list[str]:
    return [claim.text for claim in claims(text)]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("- The **mayor** [resigned](https://example.org/a_(b))  on Monday.", "The mayor resigned on Monday."),
        ("> “It _fell_,” he said.", "“It fell,” he said."),
        ("<p>The <b>bridge</b> fell &amp; sank.</p>", "The bridge fell & sank."),
        ("2 * 3 * 4 is 24 in a_b_c", "2 * 3 * 4 is 24 in a_b_c"),
        ("## Heading", "Heading"),
    ],
)  # fmt: skip
def test_markup_goes_and_words_stay(raw: str, words: str) -> None:
    assert plain(raw) == words


def test_two_clauses_are_two_claims_and_the_second_borrows_its_subject() -> None:
    text = "Norland changed its laws and sent $12 million to Sudmark. Its mayor resigned, but the council stayed."
    assert texts(text)[:2] == ["Norland changed its laws.", "Norland sent $12 million to Sudmark."]
    assert texts(text)[3] == "The council stayed."


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland and Sudmark signed and sealed papers.",
        "When the bridge fell and the ferry sank, the mayor was abroad.",
        "The mayor said “we came and we saw the bridge” on Monday.",
        "Bread and butter were sold.",
    ],
)
def test_what_cannot_be_parted_safely_stays_whole(sentence: str) -> None:
    assert len(clauses(sentence)) == 1


@pytest.mark.parametrize(
    ("sentence", "who", "what"),
    [
        ("Anna Berg said that the bridge was closed in 2020.", "Anna Berg", "the bridge was closed in 2020."),
        ("According to the Herald, the bridge was closed.", "the Herald", "the bridge was closed."),
        ("The bridge was closed, according to Anna Berg.", "Anna Berg", "The bridge was closed"),
        ("“The bridge was closed,” said Anna Berg.", "Anna Berg", "“The bridge was closed"),
        ("Anna Berg told reporters on Monday that the bridge was closed.", "Anna Berg", "the bridge was closed."),
    ],
)
def test_who_says_it_is_told_apart_from_what_is_said(sentence: str, who: str, what: str) -> None:
    said = attributed(sentence)
    assert said is not None
    assert sentence[slice(*said.who)] == who
    assert sentence[slice(*said.what)] == what


def test_a_quotation_around_its_speaker_is_one_claim_of_theirs_over_both_halves() -> None:
    text = "“It is the first time,” Anna Berg insisted, “that a mill of this size was sold.”"
    whole, said = claims(text)
    assert (whole.text, said.said_by) == (text, "Anna Berg")
    assert text[said.start : said.end] == text
    first, second = claims("“The mill was sold,” Anna Berg said on Friday, “but the ferry was kept.”")[1:]
    assert (first.text, second.text) == ("The mill was sold.", "The ferry was kept.")
    assert (first.said_by, second.said_by) == ("Anna Berg", "Anna Berg")


def test_it_is_the_first_time_means_nothing_said_before() -> None:
    said = claims("The line was sold. “It is the first time,” Anna Berg said, “that a mill was sold.”")[-1]
    assert said.text == "It is the first time that a mill was sold."


def test_notes_and_tables_of_markdown_are_read_apart() -> None:
    draft = (
        "The mill was sold in 2019.[^1] The ferry was kept.\n\n| Place | Event |\n| --- | --- |\n"
        "| Norland | The mill of Norland burned |\n\n[^1]: https://example.org/a\n[^2]: The mill cost 40 million."
    )
    found = claims(draft)
    assert [claim.text for claim in found] == [
        "The mill was sold in 2019.",
        "The ferry was kept.",
        "The mill of Norland burned.",
        "The mill cost 40 million.",
    ]
    assert draft[found[2].start : found[2].end] == "The mill of Norland burned"


def test_what_we_lived_through_is_experience() -> None:
    assert kind_of("We all remember the summer of 2008.") is Kind.EXPERIENCE


@pytest.mark.parametrize(
    "sentence", ["The mill, it is said, was sold in 2019.", "The mill, the ferry and the pier fell."]
)
def test_what_stands_between_commas_need_not_speak(sentence: str) -> None:
    assert attributed(sentence) is None


def test_a_sentence_in_which_nobody_speaks_has_no_speaker() -> None:
    assert attributed("The bridge that Anna Berg built was closed in 2020.") is None


def test_what_somebody_says_is_two_claims_that_they_say_it_and_that_it_is_so() -> None:
    first, second = claims("Anna Berg said that the bridge was closed in 2020.")
    assert first.text == "Anna Berg said that the bridge was closed in 2020."
    assert (first.said_by, second.said_by) == (None, "Anna Berg")
    assert second.text == "The bridge was closed in 2020."


def test_a_pronoun_is_read_as_the_name_of_the_sentence_before_and_this_is_told() -> None:
    _, second = claims("Anna Berg was mayor of Norland. She resigned in 2020.")
    assert second.text == "Anna Berg resigned in 2020."
    assert any("Anna Berg" in note for note in second.notes)


def test_a_pronoun_with_nothing_before_it_is_told_too() -> None:
    (only,) = claims("She resigned in 2020.")
    assert only.text == "She resigned in 2020."
    assert any("“She”" in note for note in only.notes)


@pytest.mark.parametrize(
    ("draft", "last"),
    [
        ("Norland opposed the plan and Sudmark supported it.", "Sudmark supported the plan."),
        ("The council bought the mill in 2019 and sold it to a brewery.", "The council sold the mill to a brewery."),
        ("The rate rose in May; it fell in June.", "The rate fell in June."),
        ("Anna Berg resigned in 2019. She saw the mill. He thanked her for the loan.", "He thanked her for the loan."),
        ("The council met in Norland. It is widely believed that taxes are too high.",
         "It is widely believed that taxes are too high."),
        ("The U.S. gained 300 points. It was worth 40 million euros.", "The U.S. was worth 40 million euros."),
    ],
)  # fmt: skip
def test_a_pronoun_means_what_it_can_mean_and_not_its_own_subject(draft: str, last: str) -> None:
    assert texts(draft)[-1] == last


@pytest.mark.parametrize(
    ("draft", "last"),
    [
        ("Anna Berg said that the mill cost 40 million euros and that the bridge fell.", "The bridge fell."),
        ("“We closed the mill of Norland,” Berg told reporters on Friday.", "We closed the mill of Norland."),
        ("“The mill is not dead,” Berg said, “but it sleeps in Norland.”",
         "The mill is not dead but it sleeps in Norland."),
        ("“It is the first time,” Berg insisted, “that a mill sleeps.”", "It is the first time that a mill sleeps."),
        ("“The mill,” said Anna Berg, “was sold to Sudmark in 2019.”", "The mill was sold to Sudmark in 2019."),
        ("“The mill is safe,” Anna Berg told us on Friday, “and dry.”", "The mill is safe and dry."),
        ("The mill, Berg said, was sold in 2019.", "The mill was sold in 2019."),
        ("The mill, according to Berg, was sold in 2019.", "The mill was sold in 2019."),
        ("Norland, May 3 (Reuters) - Anna Berg resigned on Monday.", "Anna Berg resigned on Monday."),
    ],
)  # fmt: skip
def test_what_is_said_stands_alone_with_its_marks_in_pairs(draft: str, last: str) -> None:
    assert texts(draft)[-1] == last


def test_code_and_addresses_of_notes_are_no_sentences() -> None:
    assert texts("```\nfell = 2020\n```\n\nThe bridge fell in 2020.\n\n[^1]: https://example.org/a") == [
        "The bridge fell in 2020."
    ]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The bridge cost 4 million euros.", Kind.CLAIM),
        ("Did the bridge cost 4 million euros?", Kind.QUESTION),
        ("The council should be ashamed of the bridge.", Kind.OPINION),
        ("It was the most beautiful bridge in Norland.", Kind.OPINION),
        ("I think the bridge cost too much.", Kind.OPINION),
        ("The bridge will open in 2031.", Kind.PREDICTION),
        ("I loved the view from the bridge.", Kind.EXPERIENCE),
        ("Things change.", Kind.VAGUE),
        ("By Anna Berg and Karl Holm in Norland", Kind.VAGUE),
        ("By Easter the council had paid 3 million euros.", Kind.CLAIM),
        ("Updated at 12:30", Kind.VAGUE),
        ("Updated figures show that Norland lost 3 million euros.", Kind.CLAIM),
        ("| Norland | 2020 | 14 |", Kind.VAGUE),
        ("What a day for Norland!", Kind.OPINION),
        ("Anna Berg said that the bridge will open in 2031.", Kind.CLAIM),
        ("Anna Berg called the bridge “the worst in Norland”.", Kind.CLAIM),
    ],
)
def test_only_what_can_be_checked_is_a_claim(sentence: str, kind: Kind) -> None:
    assert kind_of(sentence) is kind


@given(st.text(max_size=300))
def test_every_claim_stands_in_the_draft_and_none_crashes(text: str) -> None:
    if not text.strip():
        return
    draft = Draft.of(text)
    found = claims_of(draft)
    for claim in found:
        assert 0 <= claim.start < claim.end <= len(draft.text)
        assert claim.text.strip()
    outer = [claim for claim in found if claim.said_by is None]
    assert outer == sorted(outer, key=lambda claim: claim.start)


@pytest.mark.parametrize("text", ["", " \n ", "\ud800 x", "a" * (MAX_CHARS + 1)])
def test_what_is_no_draft_is_refused_in_words(text: str) -> None:
    with pytest.raises(QuestionError, match=r"[a-z]"):
        Draft.of(text)


def test_a_sentence_of_ten_thousand_characters_is_cut_and_this_is_told() -> None:
    (only,) = claims("The bridge of Norland " + "and the ferry " * 700 + "fell in 2020")
    assert len(only.text) <= 2_001
    assert any("first" in note for note in only.notes)


def test_windows_line_ends_do_not_move_spans() -> None:
    draft = Draft.of("The bridge fell in 2020.\r\n\r\nThe ferry sank in 2021.")
    assert [draft.text[c.start : c.end] for c in claims_of(draft)] == [
        "The bridge fell in 2020.",
        "The ferry sank in 2021.",
    ]


def test_the_cells_of_a_table_are_read_one_by_one_where_they_are_sentences() -> None:
    text = "Town\tFerries\nNorland\tNorland bought 3 ferries in 2020. \tyes\n\nThe bridge fell in 2020."
    assert [text[c.start : c.end] for c in claims(text)] == [
        "Norland bought 3 ferries in 2020.",
        "The bridge fell in 2020.",
    ]
