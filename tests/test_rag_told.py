import pytest
from paragraphs import evidence

from rag.evidence.demands import reason, unmet
from rag.evidence.floor import Floor, shipped
from rag.evidence.told import outright, undated, unmade, untold

FERRY = {
    "a": "Acme's ferry hit the quay in Lund on 3 March 2021, and Bo Berg lost his post. Denmark has joined Norway in "
    "talks on the quay. Ann Lee has called the quay a danger since 2019. Bo Berg was succeeded by Eva Dahl in 2022. "
    "There was opposition from Portugal to the office in Lund. The fair took place in Lund in 2020."
}


def asked(question, texts=FERRY):
    return evidence(question, texts)


@pytest.mark.parametrize(
    "question", ["Who fined Acme?", "Who arrested Bo Berg?", "When did Ann Lee resign?", "When did Acme buy Borealis?"]
)
def test_a_name_or_date_is_no_answer_where_nothing_tells_the_deed(question):
    assert untold(asked(question))
    assert unmet(asked(question)) in ("untold", "names")


@pytest.mark.parametrize(
    "question",
    [
        "Why did Ann Lee resign?",
        "How much did Acme pay Bo Berg?",
        "Where did Bo Berg marry?",
        "Why did Denmark block the office in Lund?",
    ],
)
def test_what_is_asked_of_a_deed_that_no_word_tells_of_its_doers_is_untold(question):
    assert untold(asked(question))


def test_a_comparative_is_no_word_for_the_deed_of_its_stem():
    texts = {"a": "No friend of Acme is closer than Borealis. Bo Berg spoke in Lund because it rained."}
    assert untold(asked("Why did Acme close?", texts))
    assert not untold(asked("Why did Acme close?", {"a": texts["a"].replace("is closer", "closed sooner")}))


def test_the_silence_says_what_is_untold():
    assert reason("untold", asked("Who fined Acme?")) == "no passage found tells this of Acme"


@pytest.mark.parametrize(
    "question",
    [
        "Who succeeded Bo Berg?",
        "Who blocked the office in Lund?",
        "Why did Portugal block the office in Lund?",
        "Why did Bo Berg make a fuss?",
        "When did the fair in Lund take place?",
        "When did the fair occur in Lund?",
    ],
)
def test_what_is_told_in_other_words_asked_otherwise_or_by_a_verb_that_says_little_is_not_untold(question):
    assert not untold(asked(question))


def test_when_a_deed_was_done_needs_a_date_beside_the_deed():
    texts = {"a": "Denmark has joined Norway. The quay in Lund is grey. The talks began in 2019."}
    assert undated(asked("When did Denmark join Norway?", texts))
    assert unmet(asked("When did Denmark join Norway?", texts)) == "kind"
    dated = {"a": "Denmark has joined Norway. It did so in 2019. The quay in Lund is grey."}
    assert not undated(asked("When did Denmark join Norway?", dated))


def test_the_day_on_which_somebody_spoke_dates_no_deed():
    texts = {"a": "Denmark has joined Norway in talks. Bo Berg said in January that the quay in Lund is grey."}
    assert undated(asked("When did Denmark join Norway?", texts))
    assert not undated(asked("When did Denmark join Norway?", {"a": texts["a"].replace("said in", "came in")}))


def test_what_is_only_supposed_has_no_day():
    texts = {"a": "If convicted, Bo Berg faces ten years. Bo Berg was seized in May 2021."}
    assert unmet(asked("When was Bo Berg convicted?", texts)) == "deed"
    assert not unmet(asked("When was Bo Berg convicted?", {"a": "Bo Berg was convicted in May 2021."}))


def test_a_deed_that_is_only_undergone_has_no_doer():
    texts = {"a": "The viola was stolen from the museum of Lund in 1993. Eva Dahl bought a harp in Oslo."}
    assert unmade(asked("Who stole the viola?", texts))
    assert unmet(asked("Who stole the viola?", texts)) == "kind"
    for told in ("was stolen from the museum of Lund by Bo Berg", "vanished. Bo Berg stole it"):
        assert not unmade(asked("Who stole the viola?", {"a": f"The viola {told}."}))
    assert not unmade(asked("Who was stolen?", texts))


def test_who_does_a_thing_by_name_of_it_did_it():
    texts = {"a": "A court froze the accounts of Tarn Bank. The prosecutor accuses the founder, Bo Berg, of fraud."}
    assert not untold(asked("Who founded Tarn Bank?", texts))
    assert untold(asked("Who cleaned Tarn Bank?", texts))


def test_short_questions_of_names_are_no_headlines():
    assert reason("untold", asked("Why did Ann Lee leave Tarn Bank?")) == (
        "no passage found tells this of Ann Lee or Tarn Bank"
    )


def test_what_is_told_outright_is_answered_below_the_floor():
    found = asked("Who succeeded Bo Berg?")
    weights = shipped().english.weights
    assert outright(found)
    assert not Floor(-99.0, weights, 0.5).judge(found).abstain
    assert Floor(-99.0, weights, 0.5).judge(asked("Who owns the quay in Lund?")).abstain
