import pytest
from paragraphs import evidence

from rag.evidence.demands import failures, only_named, unmet
from rag.evidence.floor import Floor
from rag.evidence.whose import speaker
from rag.extract import choose
from rag.reading.expect import AnswerKind, expected
from rag.reading.kinds import answers_kind
from rag.reading.speech import needs_antecedent, said_by_pronoun
from rag.words.terms import terms

QUAY = {
    "a": "A crane fell at the quay of Varnholm on Monday and killed two. The harbour master, Tor Lindqvist, closed the "
    'quay. "Every check was made in time," said Inga Hauge, who speaks for the owner. The strike of the dockers, '
    "which began on 3 May, goes on.",
    "b": "The council of Orrin chose Nadia Kowal, 38, as its conductor. Kowal was born in Lund. “An orchestra is a "
    "conversation,” she said. Its manager, Olive Strand, said that Kowal would cost less.",
}


def said(question):
    return [one.text for one in choose(evidence(question, QUAY))]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("According to Inga Hauge, what was checked?", ["Inga", "Hauge"]),
        ("According to an article from last November, what was checked?", []),
        ("What does the report say about the crane?", []),
        ("What did the Orrin report say about the crane?", ["Orrin"]),
    ],
)
def test_an_article_is_nobody_whose_words_are_asked_for(question, asked):
    assert [term.word for term in speaker(evidence(question, QUAY))] == asked


def test_who_somebody_is_asks_for_no_other_name():
    assert expected("Who is Tor Lindqvist?").kind is AnswerKind.OTHER
    assert expected("who was Anna von der Heide?").kind is AnswerKind.OTHER
    assert expected("Who is the harbour master?").kind is AnswerKind.PERSON
    assert expected("Who is Tor Lindqvist's boss?").kind is AnswerKind.PERSON
    assert expected("Who called Tor Lindqvist a fool?").kind is AnswerKind.PERSON
    assert said("Who is Tor Lindqvist?")[:1] == ["The harbour master, Tor Lindqvist, closed the quay."]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who is Tor Lindqvist?", True),
        ("What did Inga Hauge say?", True),
        ("What is NATO?", True),
        ("What did Inga Hauge say about the crane?", False),
        ("When did Tor Lindqvist go?", False),
        ("Who?", False),
        ("What about Inga Hauge (crane Varnholm)?", False),
    ],
)
def test_a_question_of_a_name_and_nothing_else_is_known(question, named):
    assert only_named(evidence(question, QUAY)) is named


def test_a_question_of_a_name_is_answered_by_what_names_it_however_far():
    unsure = Floor(intercept=-9.0, weights={}, threshold=0.5)
    assert not unsure.judge(evidence("What did Inga Hauge say?", QUAY)).abstain
    assert unsure.judge(evidence("What did Inga Hauge say about the crane?", QUAY)).abstain
    assert unsure.judge(evidence("What did Ada Hauge-Berg say?", QUAY)).abstain
    assert said("What did Inga Hauge say?") == [
        '"Every check was made in time," said Inga Hauge, who speaks for the owner.'
    ]


def test_words_about_another_thing_are_not_those_asked_for():
    assert unmet(evidence("What did Inga Hauge say about the check?", QUAY)) == ""
    assert unmet(evidence("What did Inga Hauge say about the honey?", QUAY)) == "topic"


def test_what_is_said_of_somebody_is_not_said_by_them():
    found = evidence("What did Nadia Kowal say?", QUAY)
    missed = {one.text: failures(one, found) for one in found.candidates}
    assert missed["“An orchestra is a conversation,” she said."] == ()
    assert "speaker" in missed["Its manager, Olive Strand, said that Kowal would cost less."]


def test_a_quotation_of_a_pronoun_brings_the_one_it_means():
    sentences = said("What did she say about the orchestra and the conversation?")
    assert "“An orchestra is a conversation,” she said." in sentences
    assert "Kowal was born in Lund." in sentences


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("Since February they have lost 31 lambs.", True),
        ("On Tuesday she said no.", True),
        ("In 2019, he resigned.", True),
        ("By 3 May they had left.", True),
        ("In the north, farmers say they like it.", False),
        ("After Lind left, he wrote to her.", False),
        ("In May it rained.", False),
    ],
)
def test_a_pronoun_behind_words_of_time_points_back(sentence, leans):
    assert needs_antecedent(sentence) is leans


def test_a_pronoun_that_speaks_is_told_from_a_name():
    assert said_by_pronoun('"I like honey," she wrote.')
    assert said_by_pronoun("“Go!” he said, and left.")
    assert not said_by_pronoun('"I like honey," wrote Ada Lind.')
    assert not said_by_pronoun("He left, she said.")


@pytest.mark.parametrize(
    ("sentence", "cause"),
    [
        ("It has lent 26 works since 2021.", False),
        ("It has been so since early May.", False),
        ("It has been so since then.", False),
        ("The crane was due to be replaced.", False),
        ("It stayed, since the four had no votes.", True),
        ("The flight was late due to fog.", True),
    ],
)
def test_words_of_time_give_no_reason(sentence, cause):
    why = "Why was that?"
    assert answers_kind(expected(why), sentence, why) is cause


def test_a_thing_asked_for_opens_a_sentence_that_goes_on_about_the_name_beside_it():
    found = evidence("When did the strike in Kelmar begin?", {"a": "Kelmar is quiet. The strike began on 3 May."})
    assert [failures(one, found) for one in found.candidates if "strike" in one.text] == [()]


def test_beside_a_sentence_of_the_kind_asked_for_stands_no_other():
    texts = {"a": "Line 7 will cost 410 million euros. Mayor Ruth Adler said that line 7 would open as planned."}
    assert [one.text for one in choose(evidence("What will line 7 cost?", texts))] == [
        "Line 7 will cost 410 million euros."
    ]


def test_the_dead_are_counted_by_their_toll():
    assert unmet(evidence("How many died in Sivas?", {"a": "The toll in Sivas has risen to seven."})) == ""


def test_a_question_in_capitals_names_nothing():
    assert not any(term.name for term in terms("WHEN DID THE STRIKE BEGIN"))
    assert [term.name for term in terms("NATO ITPP")] == [True, True]


def test_the_words_of_somebodys_lawyer_are_the_lawyers_wherever_they_stand():
    question = "What does Carl Dahl's lawyer say?"
    text = (
        "Carl Dahl denies the charges. Carl Dahl was seized in Lund and says nothing. Carl Dahl, the court says, sold"
        " mills. Carl Dahl told nobody. Carl Dahl said he was ill. Carl Dahl wrote a book. Dahl's lawyer, Eva Lund, "
        "said that the bank was poor."
    )
    found = [one.text for one in choose(evidence(question, {"a": text}))]
    assert found == ["Dahl's lawyer, Eva Lund, said that the bank was poor."]
    assert unmet(evidence(question, {"a": text.replace("lawyer", "cousin")})) == "speaker"
