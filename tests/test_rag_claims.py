"""The claims of a draft: where they stand, how they are parted, whose they are, what is no claim."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import QuestionError
from rag.claims import Claim, claims_of
from rag.reading.clauses import clauses
from rag.verdicts.attributed import attributed
from rag.verdicts.checked import SentenceKind
from rag.verdicts.draft import MAX_CHARS, Draft, Sentence, plain
from rag.verdicts.worth import kind_of


def claims(text: str) -> tuple[Claim, ...]:
    return tuple(claims_of(Draft.of(text)))


def texts(text: str) -> list[str]:
    return [claim.text for claim in claims(text)]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("- The **mayor** [resigned](https://example.org/a_(b))  on Monday.", "The mayor resigned on Monday."),
        ("> “It _fell_,” he said.", "“It fell,” he said."),
        ("<p>The <b>bridge</b> fell &amp; sank.</p>", "The bridge fell & sank."),
        ("2 * 3 * 4 is 24 in a_b_c", "2 * 3 * 4 is 24 in a_b_c"),
        ("<style>p { color: red }</style>It fell. <script>alert(1)</script>", "It fell."),
        ("## Heading", "Heading"),
        ("Norland calls it “old”[^a].", "Norland calls it “old”."),
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
        "The pier faces a hard winter, where Norland and Sudmark resisted a repair.",
        "Norland, Sudmark and Ostland – must make do with ferries.",
        "The council met in a hall, which opened in 1872 and employs 140 people.",
        "Berg runs the firm that built the bridge and sold the mill.",
        "The mill, opened in 1901 and closed in 1990, was small.",
        "It is not: no town of Norland has a bridge.",
        "When the bridge fell in 2019, it was closed.",
        "In a deal that was signed in May, it bought the mill.",
        "Founded in 1871, it survived two wars.",
        "The mill is safe, it said on Friday.",
        "Berg wrote a novel, a book published in 1990.",
        "The more he gave, the more they took.",
        "Norland’s plans for the bridge and the ferry fell through.",
    ],
)
def test_what_cannot_be_parted_safely_stays_whole(sentence: str) -> None:
    assert len(clauses(sentence)) == 1


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Norland has built a mill, bought a ferry and sold a pier.",
         ["Norland has built a mill.", "Norland has bought a ferry.", "Norland has sold a pier."]),
        ("It lasted 3 days, cost 40 million euros and ended with a picture.",
         ["It lasted 3 days.", "It cost 40 million euros.", "It ended with a picture."]),
        ("The dam of Norland is leaking, engineers said on Friday, and the village faces a flood.",
         ["The dam of Norland is leaking, engineers said on Friday, and the village faces a flood.",
          "The dam of Norland is leaking.", "The village faces a flood."]),
        ("Norland built a mill, bought a ferry and sold a pier.",
         ["Norland built a mill.", "Norland bought a ferry.", "Norland sold a pier."]),
        ("Lawyers doubt the plan of Norland: the constitution forbids a toll on bridges.",
         ["Lawyers doubt the plan of Norland.", "The constitution forbids a toll on bridges."]),
        ("Norland’s plan lists 16 bridges; it was signed in 2023.",
         ["Norland’s plan lists 16 bridges.", "Norland’s plan was signed in 2023."]),
        ("Norway sold mills, piers and ferries to Sweden, but it kept the bridge.",
         ["Norway sold mills, piers and ferries to Sweden.", "Norway kept the bridge."]),
        ("58 percent of voters support the bridge while 27 percent oppose a toll.",
         ["58 percent of voters support the bridge.", "27 percent oppose a toll."]),
        ("Berg told the Herald that the bridge was safe; the mayor of Norland bought 3 ferries.",
         ["Berg told the Herald that the bridge was safe.", "The bridge was safe.",
          "The mayor of Norland bought 3 ferries."]),
        ("Two agencies have cut its debt, a third is reviewing it.",
         ["Two agencies have cut its debt.", "A third is reviewing it."]),
        ("The lake of Norland has lost half of its water, it is still shrinking.",
         ["The lake of Norland has lost half of its water.", "The lake is still shrinking."]),
        ("Fares fell by a third in 2015, and freight goes by rail.",
         ["Fares fell by a third in 2015.", "Freight goes by rail."]),
        ("Anna Berg will take up her post in May and will earn 9 million kroner.",
         ["Anna Berg will take up her post in May.", "Anna Berg will earn 9 million kroner."]),
        ("Its captain, Karl Holm, was arrested on the quay and released in May.",
         ["Its captain, Karl Holm, was arrested on the quay.", "Its captain, Karl Holm, was released in May."]),
        ("The school had no teacher, so Anna Berg joined the theatre.",
         ["The school had no teacher.", "Anna Berg joined the theatre."]),
    ],
)  # fmt: skip
def test_deeds_of_one_subject_and_clauses_behind_a_colon_are_claims_of_their_own(
    sentence: str, parts: list[str]
) -> None:
    assert texts(sentence) == parts


@pytest.mark.parametrize(
    ("sentence", "who", "what"),
    [
        ("Berg, who took office in May, said that the bridge was closed.", "Berg", "the bridge was closed."),
        (
            "In May, its leader, Anna Berg, said the bridge was closed.",
            "its leader, Anna Berg",
            "the bridge was closed.",
        ),
        (
            "Prof. Berg (Norland, Sudmark) said that the bridge was closed.",
            "Prof. Berg (Norland, Sudmark)",
            "the bridge was closed.",
        ),
        ("The bridge was closed, say the authors of a study.", "the authors of a study", "The bridge was closed"),
        (
            "Anna Berg said that the treaty limits ferries to the north.",
            "Anna Berg",
            "the treaty limits ferries to the north.",
        ),
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


def test_the_span_of_what_is_said_holds_the_mark_that_closes_it() -> None:
    text = "“The mill of Norland was sold,” Anna Berg said."
    said = claims(text)[1]
    assert text[said.start : said.end] == "“The mill of Norland was sold,”"


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
    assert kind_of("We all remember the summer of 2008.") is SentenceKind.EXPERIENCE


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
        ("Berg, who took office in May, sold the mill. She resigned in June.", "Berg resigned in June."),
        ("“I left,” said Aino Berg, a teacher from Norland. “My mother stayed.” She sold a mill.",
         "Aino Berg sold a mill."),
        ("The king and his Swedish counterpart signed a joint statement in Oslo. It commits both to a bridge.",
         "The joint statement commits both to a bridge."),
        ("The office would be Norland’s first in Sudmark. Ostland blocked it.", "Ostland blocked the office."),
        ("NATO has four partners in the north. They are called the Quad.", "The four partners are called the Quad."),
        ("The Left Alliance lost the vote. Its leader, Anna Berg, resigned in May.",
         "The Left Alliance’s leader, Anna Berg, resigned in May."),
        ("What did Norway offer instead? Nothing. Its own plan was small and cost 40 million euros.",
         "Norway’s own plan was small and cost 40 million euros."),
        ("Norland’s plan for the Rhine was the first by a town, but it contains hardly a word.",
         "Norland’s plan contains hardly a word."),
        ("Anna Berg sold a mill. Saltsjo Systems bought a pier. Saltsjo said it had been chosen by 5 judges.",
         "Saltsjo had been chosen by 5 judges."),
        ("Anna Berg lost the vote in 2019. Berg said it had been close to a draw.",
         "The vote had been close to a draw."),
        ("Norway and Sweden signed a treaty in 1998; it obliges both to warn.", "The treaty obliges both to warn."),
        ("The company denies the cracks. In a statement it said the mill was safe. It also sold a pier.",
         "The company also sold a pier."),
        ("Norway has 250 large dams. A third of them are older than 50 years.",
         "A third of the 250 large dams are older than 50 years."),
        ("The European Union paid for nine dams, but none of them was in the north.",
         "None of the nine dams was in the north."),
        ("The radars were built in three stages. The last of them cost 3 million euros.",
         "The last of the radars cost 3 million euros."),
        ("The mayor closed the mill in 2019. He resigned in May.", "The mayor resigned in May."),
        ("The school closed in 2019. It would be a miracle if 3 million euros were found.",
         "It would be a miracle if 3 million euros were found."),
        ("“Widening the bridge would help,” Mayor Berg warned. His council blocked the plan in 2023.",
         "Mayor Berg’s council blocked the plan in 2023."),
    ],
)  # fmt: skip
def test_a_pronoun_means_what_it_can_mean_and_not_its_own_subject(draft: str, last: str) -> None:
    assert texts(draft)[-1] == last


@pytest.mark.parametrize(
    ("draft", "last"),
    [
        ("Anna Berg said that the mill cost 40 million euros and that the bridge fell.", "The bridge fell."),
        ("“We closed the mill of Norland,” Berg told reporters on Friday.", "We closed the mill of Norland."),
        ("“The mill is not dead,” Berg said, “but it sleeps in Norland.”", "The mill sleeps in Norland."),
        ("“It is the first time,” Berg insisted, “that a mill sleeps.”", "It is the first time that a mill sleeps."),
        ("“The mill,” said Anna Berg, “was sold to Sudmark in 2019.”", "The mill was sold to Sudmark in 2019."),
        ("“The mill is safe,” Anna Berg told us on Friday, “and dry.”", "The mill is safe and dry."),
        ("The mill, Berg said, was sold in 2019.", "The mill was sold in 2019."),
        ("The mill, according to Berg, was sold in 2019.", "The mill was sold in 2019."),
        ("Norland, May 3 (Reuters) - Anna Berg resigned on Monday.", "Anna Berg resigned on Monday."),
        ("(CNN) Anna Berg resigned on Monday.", "Anna Berg resigned on Monday."),
        ("New York CNN —\nAnna Berg resigned on Monday.", "Anna Berg resigned on Monday."),
        ("NORLAND, Mont. — Anna Berg resigned on Monday.", "Anna Berg resigned on Monday."),
        ("LISBON, May 3 — Anna Berg resigned on Monday.", "Anna Berg resigned on Monday."),
        ("The Norland Authority (PA) sold the mill in 2019.", "The Norland Authority (PA) sold the mill in 2019."),
        ("BMW — Bayerische Motoren — was sold in 1916.", "BMW — Bayerische Motoren — was sold in 1916."),
        ("Norland sued CNN — a rare step — in 2019.", "Norland sued CNN — a rare step — in 2019."),
        ("NATO — the alliance — met on Monday in Oslo.", "NATO — the alliance — met on Monday in Oslo."),
    ],
)  # fmt: skip
def test_what_is_said_stands_alone_with_its_marks_in_pairs(draft: str, last: str) -> None:
    assert texts(draft)[-1] == last


def test_that_which_points_is_no_conjunction() -> None:
    assert texts("That depends on the council of Norland, which met in 2019.")[0].startswith("That depends")
    said = "Norland’s debt rose to 40 million euros in 2024, while that of Sudmark stayed at 3 million euros."
    assert not any(text.startswith("Of Sudmark") for text in texts(said))


def test_a_quotation_is_said_by_whom_its_other_sentences_name() -> None:
    draft = "“We sold the mill in 2019,” she said. “The ferry of Norland was kept.”\n\n“The pier of Norland fell.”"
    found = claims(f"Anna Berg resigned on Monday.\n\n{draft}")
    assert [claim.said_by for claim in found[-3:]] == ["Anna Berg", "Anna Berg", None]
    ahead = claims("“The mill was sold in 2019. The ferry of Norland was kept,” said Anna Berg.")
    assert ahead[0].said_by == "Anna Berg"


def test_the_line_under_a_quotation_says_whose_it_is() -> None:
    quoted, line = claims("> *“The mill of Norland was sold.”*\n> — Anna Berg, Oslo, 2023")
    assert (quoted.said_by, line.kind) == ("Anna Berg", SentenceKind.VAGUE)


def test_what_is_told_of_a_speaker_is_not_said_by_them() -> None:
    last = claims("Anna Berg argues that the bridge could fall, but she does not say when.")[-1]
    assert (last.text, last.said_by) == ("Anna Berg does not say when.", None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The board met for nine hours, directors said, and voted 7 to 2 for the mill.",
         [("The board met for nine hours.", "directors"), ("The board voted 7 to 2 for the mill.", "directors")]),
        ("“The mill was sold in 2019 and the ferry was kept,” Anna Berg said.",
         [("The mill was sold in 2019.", "Anna Berg"), ("The ferry was kept.", "Anna Berg")]),
        ("Councillors told us the mill was too dear, but it cost 3 million euros.",
         [("The mill was too dear.", "Councillors"), ("The mill cost 3 million euros.", None)]),
        ("Anna Berg resigned. Last month she told villagers that the ferry was sold.",
         [("The ferry was sold.", "Anna Berg")]),
        ("Farmers say that the mill of Norland is safe.", [("The mill of Norland is safe.", "Farmers")]),
        ("Norland will never pay, a spokesman said.",
         [("Norland will never pay, a spokesman said.", None), ("Norland will never pay.", "a spokesman")]),
        ("The firm says that it was told, but papers published by the Herald show that the mayor knew.",
         [("The firm was told.", "The firm"), ("Papers published by the Herald show that the mayor knew.", None),
          ("The mayor knew.", "papers published by the Herald")]),
        ("Anna Berg resigned. Her lawyer, Karl Holm, said that she had left on advice.",
         [("Anna Berg had left on advice.", "Anna Berg’s lawyer, Karl Holm")]),
    ],
)  # fmt: skip
def test_what_is_said_is_told_apart_clause_by_clause(text: str, said: list[tuple[str, str | None]]) -> None:
    assert [(claim.text, claim.said_by) for claim in claims(text)][-len(said) :] == said


def test_what_most_of_them_do_is_told_of_the_sentence_s_own() -> None:
    assert texts("The bank closed 40 branches. It employs 6,200 people, most of them in Norland.")[-1].endswith(
        "6,200 people, most of them in Norland."
    )


def test_names_in_capitals_are_spelled_as_names() -> None:
    found = claims("HANNAH REID: It fell.\nBBC NEWS: It rose.\nHANNAH REID: It fell in 2019.")
    assert [claim.said_by for claim in found] == ["Hannah Reid", "BBC NEWS", "Hannah Reid"]


TRANSCRIPT = (
    "ANNA REID (host): The bridge cost 40 million euros.\nTOM ROE: It cost 50 million.\n\n"
    "[00:04:12] ANNA REID: Anna Reid and Tom Roe say so?"
)


def test_the_labels_of_a_transcript_say_who_speaks_and_are_no_words_of_claims() -> None:
    found = claims(TRANSCRIPT)
    assert [claim.said_by for claim in found] == ["Anna Reid", "Tom Roe", "Anna Reid"]
    assert [TRANSCRIPT[claim.start : claim.end] for claim in found[:2]] == [
        "The bridge cost 40 million euros.", "It cost 50 million."
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Note: the bridge fell in 2020.\nNote: the ferry sank in 2021.\nCost: 40 million euros for Norland.",
        "Transcript: the bridge fell in 2020.\nAnna Berg: it fell.",
    ],
)
def test_remarks_before_a_colon_are_no_speakers(text: str) -> None:
    assert all(claim.said_by is None for claim in claims(text))


def test_sentences_of_other_languages_are_not_read_as_english() -> None:
    draft = "Die Stadt will bis 2030 noch 22.000 Wohnungen bauen. Das sagte der Rat am Montag in Wien."
    assert [claim.kind for claim in claims(draft)] == [SentenceKind.CLAIM, SentenceKind.CLAIM]
    assert claims(f"{draft} Wer zahlt das?")[-1].kind is SentenceKind.QUESTION


def test_an_entity_parts_no_sentence() -> None:
    assert texts("The council closed the mill &amp; the mayor resigned in 2019.") == [
        "The council closed the mill & the mayor resigned in 2019."
    ]


def test_a_link_with_a_title_and_a_rule_between_sections_are_no_words() -> None:
    text = '[Norland objected](https://example.org/a "a report") in 2020.\n\n---\n\nThe bridge fell in 2020.'
    assert texts(text) == ["Norland objected in 2020.", "The bridge fell in 2020."]


def test_the_blocks_of_a_pasted_page_are_sentences_apart_where_they_stand() -> None:
    text = (
        "<div><h1>The Norland bridge</h1><p>Norland <b>blocked</b> the bridge.</p><script>x = 1</script>"
        "<table><tr><td>The mill fell in 2019</td><td>12</td></tr></table>It cost 3 million.<br>Anna Berg left.</div>"
    )
    found = claims(text)
    assert [claim.text for claim in found if claim.kind is SentenceKind.CLAIM] == [
        "Norland blocked the bridge.", "The mill fell in 2019.", "The mill cost 3 million.", "Anna Berg left."
    ]  # fmt: skip
    assert text[found[1].start : found[1].end] == "Norland <b>blocked</b> the bridge."


def test_code_and_addresses_of_notes_are_no_sentences() -> None:
    assert texts("```\nfell = 2020\n```\n\nThe bridge fell in 2020.\n\n[^1]: https://example.org/a") == [
        "The bridge fell in 2020."
    ]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The bridge cost 4 million euros.", SentenceKind.CLAIM),
        ("Did the bridge cost 4 million euros?", SentenceKind.QUESTION),
        ("The council should be ashamed of the bridge.", SentenceKind.OPINION),
        ("It was the most beautiful bridge in Norland.", SentenceKind.OPINION),
        ("I think the bridge cost too much.", SentenceKind.OPINION),
        ("The bridge will open in 2031.", SentenceKind.PREDICTION),
        ("I loved the view from the bridge.", SentenceKind.EXPERIENCE),
        ("Things change.", SentenceKind.VAGUE),
        ("By Anna Berg and Karl Holm in Norland", SentenceKind.VAGUE),
        ("By Easter the council had paid 3 million euros.", SentenceKind.CLAIM),
        ("Updated at 12:30", SentenceKind.VAGUE),
        ("Updated figures show that Norland lost 3 million euros.", SentenceKind.CLAIM),
        ("| Norland | 2020 | 14 |", SentenceKind.VAGUE),
        ("What a day for Norland!", SentenceKind.OPINION),
        ("Anna Berg said that the bridge will open in 2031.", SentenceKind.CLAIM),
        ("Anna Berg called the bridge “the worst in Norland”.", SentenceKind.CLAIM),
        ("The Norland office.", SentenceKind.VAGUE),
        ("Norland Herald, Sudmark Times, Reuters", SentenceKind.VAGUE),
        ("© 2024 The Norland Herald", SentenceKind.VAGUE),
        ("The programmes of Norland cover:", SentenceKind.VAGUE),
        ("Boats of Norland carry 3,000 people.", SentenceKind.CLAIM),
        ("The next mayor of Norland will insist on a bridge.", SentenceKind.PREDICTION),
        ("The debt of Norland could reach 40 million euros next year.", SentenceKind.PREDICTION),
        ("My sister, who lives in Osaka, had never heard of it.", SentenceKind.EXPERIENCE),
        ("By Anna Berg | Published 2 June 2024", SentenceKind.VAGUE),
        ("I expect the bridge of Norland to open by 2027.", SentenceKind.OPINION),
        ("My own view is that Norland needs 3 bridges.", SentenceKind.OPINION),
        ("The mayor of Norland was wrong.", SentenceKind.OPINION),
        ("Norland deserved its bridge.", SentenceKind.OPINION),
        ("Anna Berg was named best actress in 2017.", SentenceKind.CLAIM),
        ("It was the worst drought in Norland since the war.", SentenceKind.CLAIM),
        ("The best-selling car of Norland is red.", SentenceKind.CLAIM),
        ("Norland is the best town of all.", SentenceKind.OPINION),
        ("Erik Dahl will lead the Norland Bank from October.", SentenceKind.CLAIM),
        ("Anna Berg will be replaced by Erik Dahl.", SentenceKind.CLAIM),
        ("Erik Dahl will earn 9 million kroner a year.", SentenceKind.CLAIM),
        ("Erik Dahl will never lead the Norland Bank.", SentenceKind.PREDICTION),
        ("The tax will lead to higher prices in Norland.", SentenceKind.PREDICTION),
        ("Norland will lead the polls by May.", SentenceKind.PREDICTION),
        ("If the grant is cut, we’ll have to close the mill of Norland.", SentenceKind.PREDICTION),
        ("The case for the Norland ferry is weak.", SentenceKind.OPINION),
        ("Anna Berg may be right.", SentenceKind.OPINION),
        ("I’m thrilled to be here.", SentenceKind.EXPERIENCE),
        ("I joined them twice.", SentenceKind.EXPERIENCE),
        ("My colleague Anna Berg was named scientist of the year.", SentenceKind.CLAIM),
        ("Our school in Norland had no teacher.", SentenceKind.CLAIM),
        ("Transcript: The Morning Desk, 14 May 2024", SentenceKind.VAGUE),
    ],
)
def test_only_what_can_be_checked_is_a_claim(sentence: str, kind: SentenceKind) -> None:
    assert kind_of(sentence) is kind


@given(st.text(max_size=300))
def test_every_claim_stands_in_the_draft_and_none_crashes(text: str) -> None:
    if not text.strip():
        return
    draft = Draft.of(text)
    found = list(claims_of(draft))
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


def test_claims_are_given_paragraph_by_paragraph_before_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def sentences(draft: Draft) -> Iterator[Sentence]:
        for one in sentences_of(draft):
            read.append(one.start)
            yield one

    sentences_of = Draft.sentences
    monkeypatch.setattr(Draft, "sentences", sentences)
    text = "\n\n".join(f"The bridge of Norland fell in {2000 + number}." for number in range(9))
    given = claims_of(Draft.of(text))
    assert next(given).text == "The bridge of Norland fell in 2000."
    assert len(read) == 2
    assert len(list(given)) == 8


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
