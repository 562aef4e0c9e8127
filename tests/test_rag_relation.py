import pytest
from paragraphs import evidence

from rag.evidence.demands import reason, unmet
from rag.evidence.relation import Told, relation
from rag.extract import choose
from rag.reading.asked import asked
from rag.reading.deeds import deeds
from rag.reading.naming import inside, named
from rag.reading.slots import read
from rag.reading.things import things
from rag.words.demonyms import told_powers

FERRY = {
    "a": "Norway on Monday blocked a plan to open a ferry office in Lisbon. Denmark supported the plan for the office. "
    "Ann Lee had opened a ferry office in Bremen, which she leads. Italy likes the pact. "
    "Portugal joined the pact in 2019, and Bo Berg refused the Lund Prize in 2020. Denmark did not sign the treaty. "
    "Acme's chairman Carl Dahl welcomed the pact with Borealis."
}


def words(names):
    return [" ".join(name.words) for name in names]


def told(question, texts=FERRY):
    return relation(evidence(question, texts)).told


@pytest.mark.parametrize(
    ("question", "verb", "doers", "things", "places", "owners"),
    [
        ("Why did Norway block the Lisbon office?", "block", ["norway"], [], ["lisbon"], []),
        ("Who blocked the office in Lisbon?", "blocked", [], [], ["lisbon"], []),
        ("When did Acme buy Borealis?", "buy", ["acme"], ["borealis"], [], []),
        ("Why was Bo Berg sent off?", "sent", [], ["bo berg"], [], []),
        ("Who is the chairman of Acme?", "chairman", [], [], [], ["acme"]),
        ("Why did some towns across northern Denmark close Acme?", "close", [], ["acme"], [], []),
        ("Where does Acme have its headquarters?", "headquarters", [], [], [], ["acme"]),
    ],
)
def test_the_deed_of_a_question_is_read_with_its_names(question, verb, doers, things, places, owners):
    found = asked(question)
    assert found is not None
    assert found.verb == verb
    got = words(found.doers), words(found.things), words(found.places), words(found.owners)
    assert got == (doers, things, places, owners)


@pytest.mark.parametrize("question", ["Did Norway block it?", "What did Ann Lee say?", "why?", "", "Acme and Borealis"])
def test_a_question_may_ask_of_no_deed(question):
    assert asked(question) is None


def test_a_name_in_front_of_what_it_is_said_of_is_no_place():
    found = asked("When did the reformers gather in Huguenot churches?")
    assert found is not None
    assert found.places == ()


@pytest.mark.parametrize(
    ("text", "verb", "doers", "things", "denied"),
    [
        ("Norway on Monday blocked the plan.", "block", ["norway"], [], False),
        ("The plan was blocked by Norway and Denmark.", "block", ["denmark", "norway"], [], False),
        ("Denmark did not sign the treaty.", "sign", ["denmark"], [], True),
        ("King Edward the Elder returned in March.", "return", ["edward", "elder"], [], False),
        ("Acme, no friend of Borealis, had closed the mill.", "close", ["acme", "borealis"], [], False),
        ("It convicted his deputy, Bo Berg.", "convict", [], ["bo berg"], False),
    ],
)
def test_who_does_a_deed_and_what_it_is_done_to(text, verb, doers, things, denied):
    (found,) = deeds(verb, read(text), named(text, inside(text)), [(0, len(text))])
    assert (sorted(words(found.doers)), words(found.things), found.denied) == (doers, things, denied)


@pytest.mark.parametrize(
    "question",
    [
        "Why did Denmark block the office in Lisbon?",  # another doer
        "Who blocked the ferry office in Bremen?",  # another place
        "When did Italy join the pact?",
        "When did Bo Berg refuse the Dahl Prize?",  # another thing
        "When did Denmark sign the treaty?",  # denied
        "Who is the chairman of Borealis?",  # another owner
    ],
)
def test_a_deed_told_of_others_alone_is_no_answer(question):
    found = evidence(question, FERRY)
    assert relation(found).told is Told.OTHERWISE
    assert unmet(found) in ("deed", "names", "kind")


@pytest.mark.parametrize(
    "question",
    [
        "Why did Norway block the office in Lisbon?",
        "Who blocked the office in Lisbon?",
        "When did Portugal join the pact?",
        "When did Berg refuse the Lund Prize?",
        "Why did Denmark not sign the treaty?",
        "Who is the chairman of Acme?",
    ],
)
def test_a_deed_told_as_asked_is_answered(question):
    assert told(question) is Told.SO


def test_a_question_is_told_of_whom_the_passages_do_not_tell_it():
    found = evidence("Why did Denmark block the office in Lisbon?", FERRY)
    assert unmet(found) == "deed"
    assert "Denmark" in reason("deed", found)


def test_a_number_tied_to_a_name_tells_names_apart():
    texts = {"a": "Kepler-4b was discovered in 2019 by a telescope. Kepler-4c is its larger neighbour, a study says."}
    assert told("When was Kepler-4b discovered?", texts) is Told.SO
    assert told("When was Kepler-4c discovered?", texts) is Told.OTHERWISE


def test_the_very_verb_of_another_thing_says_nothing():
    texts = {"a": "Norway returned the ship to its owner. Edward ruled for twenty years."}
    assert told("When did Edward return the crown?", texts) is not Told.OTHERWISE


def test_what_may_be_done_is_not_done():
    texts = {"a": "Norway could veto the ferry office in Lisbon, which Denmark wants to open."}
    assert told("When did Norway veto the ferry office?", texts) is Told.OTHERWISE
    assert told("Why could Norway veto the ferry office?", texts) is Told.SO


def test_it_before_a_verb_means_the_one_name_that_opens_its_sentence():
    texts = {"a": "Acme wanted ships. Nordkaj also owns the harbour of Lund, which it bought in 2017."}
    assert told("When did Acme buy the harbour of Lund?", texts) is Told.OTHERWISE
    assert told("When did Nordkaj buy the harbour of Lund?", texts) is Told.SO
    two = {"a": "Kublai named Zhenjin his heir, but he died in 1285. Ann Lee died in 1920."}
    assert told("When did Zhenjin die?", two) is Told.SO


def test_a_deed_done_to_another_is_not_done_to_the_one_asked_about():
    texts = {"a": "The photographer Ilie Popa remains free. Dana Rusu had been arrested in November at the airport."}
    assert told("When was Ilie Popa arrested?", texts) is Told.OTHERWISE
    assert told("When was Dana Rusu arrested?", texts) is Told.SO


def test_who_does_it_may_be_named_in_the_sentence_before():
    texts = {"a": "Ann Lee taught in Bremen. In 1974 she refused the Lund Prize, and in 1995 she took the Dahl Prize."}
    assert told("Why did Ann Lee refuse the Dahl Prize?", texts) is Told.OTHERWISE
    assert told("Why did Ann Lee refuse the Lund Prize?", texts) is Told.SO


def test_its_in_front_of_a_noun_means_the_name_that_the_sentence_before_opens_with():
    texts = {"a": "Borealis likes ships. Acme, which bought Borealis, has two ships. Its chairman Carl Dahl sails."}
    assert told("Who is the chairman of Acme?", texts) is Told.SO
    assert told("Who is the chairman of Borealis?", texts) is Told.OTHERWISE


def test_an_article_of_a_treaty_is_nobody_who_speaks():
    texts = {"a": "Article 6 of the treaty says that an attack on a ship counts."}
    assert unmet(evidence("What does Article 6 of the treaty say?", texts)) == ""


def test_a_sentence_of_one_person_may_stand_far_behind_the_name():
    text = (
        "Ann Lee was born in Lund. She studied law. She wrote two books. She taught in Bremen. "
        "In 1974 she refused a prize."
    )
    chosen = choose(evidence("Why did Ann Lee refuse a prize?", {"a": text}))
    assert {"Ann Lee was born in Lund.", "In 1974 she refused a prize."} == {one.text for one in chosen[-2:]}


def test_a_capital_as_a_place_is_no_government():
    assert told_powers("Paris refused. A shop in Berlin opened, and the Rome office.") == {"@france"}
    assert told_powers("Officials in Berlin agreed.") == {"@germany"}


def test_a_city_is_in_its_country_but_does_nothing_for_it():
    texts = {"a": "The museum has an office in Paris. A second office in Paris was blocked in May."}
    assert unmet(evidence("Why did France block the second office?", texts)) == "names"
    assert unmet(evidence("When was the second office in France blocked?", texts)) == ""


def test_a_bare_object_is_a_thing():
    assert things("Why did Acme Foods call back cheese?") == ((29, "the cheese"),)
    assert things("When did Acme close today?") == ()


def test_children_are_not_all_the_people():
    texts = {"a": "Fourteen people died in Lund."}
    assert unmet(evidence("How many children died in Lund?", texts)) == "counted"
    assert unmet(evidence("How many people died in Lund?", texts)) == ""


def test_a_person_may_act_for_a_country():
    texts = {"a": "Emmanuel Laurent blocked the ferry office. France has a new president."}
    assert told("Why did France block the ferry office?", texts) is not Told.OTHERWISE


def test_the_sentence_that_tells_the_deed_comes_first():
    texts = {
        "a": "The Lund ferry office opened in Bremen in Germany in May. Ann Lee, who knows ships, heads the office."
    }
    best = choose(evidence("Who heads the Bremen ferry office?", texts))[0]
    assert "Ann Lee" in best.text


def test_the_mayor_of_a_town_does_the_deed_and_not_the_town():
    wanted = asked("What did the mayor of Lund propose in 2011?")
    assert wanted.verb == "propose" and not wanted.doers
    assert words(asked("What did Lund propose in 2011?").doers) == ["lund"]


def test_how_many_did_it_has_a_deed_and_so_has_a_verb_whose_past_is_its_base():
    assert asked("How many people died in the fire?").verb == "died"
    assert asked("How many people were hurt in the fire?").verb == "hurt"


def test_a_deed_without_names_is_told_by_its_verb_or_beside_all_other_words_of_the_question():
    texts = {"a": "The trams were made by Acme. The election was in May. Bo Berg was elected in 2010. They made bread."}
    built = relation(evidence("Who built the trams?", texts))
    assert built.told is Told.UNASKED and {start for _, start in built.places} == {0}
    elected = relation(evidence("When was she elected?", texts))
    assert {start for _, start in elected.places} == {texts["a"].index("Bo Berg")}


def test_a_relation_is_read_once_from_one_evidence(monkeypatch):
    found, calls = evidence("Who blocked the office in Lisbon?", FERRY), []
    monkeypatch.setattr("rag.evidence.relation.asked", lambda question: calls.append(question) or asked(question))
    assert relation(found) is relation(found)
    assert len(calls) == 1
