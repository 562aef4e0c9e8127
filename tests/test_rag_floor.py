import json
import math

import pytest
from paragraphs import evidence

from rag.evidence.demands import failures, only_named, reason, speaker, unmet
from rag.evidence.features import features, shares
from rag.evidence.floor import OTHER_WEIGHTS, WEIGHTS, Floor, shipped
from rag.evidence.near import name_runs
from rag.words.english import is_english

PORT = {
    "a": "The port of Lindmark employs 120 people. Mayor Ana Brenner said the port of Lindmark must grow. "
    "There are plans to open a second quay in Lindmark. Norway paid 3 million crowns for the port of Lindmark."
}


def demand(question, texts=PORT):
    return unmet(evidence(question, texts))


def test_a_name_that_no_passage_holds_is_a_demand_unmet():
    found = evidence("How many people does the port of Sundby employ?", PORT)
    assert unmet(found) == "names"
    assert "Sundby" in reason("names", found)


def test_names_and_kind_together_let_an_answer_through():
    assert demand("How many people does the port of Lindmark employ?") == ""


def test_a_day_that_nobody_gives_is_a_demand_unmet():
    assert demand("On what date did the second quay in Lindmark open?") == "kind"


def test_people_must_be_counted_where_people_are_asked_for():
    assert demand("How many people attended?", {"a": "The meeting had 14 items on its list for people to read."}) == ""
    assert demand("How many people attended?", {"a": "The meeting had 14 items on its list."}) == "counted"


def test_only_words_of_the_one_asked_for_count():
    assert demand("What did Ana Brenner say about the port of Lindmark?") == ""
    assert demand("What did Norway's king say about the port of Lindmark?") != ""


def test_a_surname_stands_for_the_name():
    assert demand("What did Mr. Tom Brenner say?", {"a": "Brenner said the port must grow."}) == ""


def test_an_acronym_is_held_by_its_words():
    texts = {"a": "The members spend 2% of their gross domestic product on ports."}
    assert demand("How much GDP do members spend on ports?", texts) == ""


def test_names_side_by_side_are_one_name():
    runs = name_runs(evidence("Did Ana Brenner of Lindmark meet France and Norway?", PORT))
    assert [[term.word for term in run] for run in runs] == [["Ana", "Brenner"], ["Lindmark"], ["France"], ["Norway"]]


def test_the_speaker_asked_for_is_read_from_the_question():
    found = evidence("What did Norway's king say about the port?", PORT)
    assert [term.word for term in speaker(found)] == ["Norway", "king"]


def test_the_days_of_a_period_spelled_out_are_not_demanded_and_it_is_not_told_as_a_name():
    found = evidence("What did Brenner do this week? (1 April 2024 to 3 April 2024)", PORT)
    assert [[term.word for term in run] for run in name_runs(found)] == [["Brenner"], ["April"], ["2024"]]
    assert reason("names", found) == "no passage found speaks of Brenner in this connection"
    assert "2024" in reason("names", evidence("What was done last year? (2024)", PORT))


def test_probability_is_the_logistic_of_the_weighted_features():
    found = evidence("How many people does the port of Lindmark employ?", PORT)
    floor = Floor(intercept=-1.0, weights={"pooled": 2.0, "coverage": 0.5}, threshold=0.5)
    values = features(found)
    expected = 1 / (1 + math.exp(1.0 - 2.0 * values["pooled"] - 0.5 * values["coverage"]))
    assert floor.probability(found) == pytest.approx(expected)


HAFEN = {
    "a": "Der Hafen von Lindmark beschäftigt seit dem Frühjahr 120 Menschen, wie die Stadt am Montag mitteilte. "
    "Die Bürgermeisterin sagte, dass er noch wachsen müsse, und nannte den Bau einer zweiten Mole.",
    "b": "Norwegen zahlte drei Millionen Kronen für die Fähre, die jede Nacht nach Norden fährt.",
}


def test_german_nouns_are_no_names_that_a_sentence_must_hold():
    found = evidence("Wie viele Menschen haben im Hafen von Lindmark Arbeit?", HAFEN)
    assert not found.english
    assert [failures(one, found) for one in found.candidates] == [()] * len(found.candidates)
    assert shipped().judge(found) == shipped().other.judge(found)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (HAFEN["a"], False),
        (
            "El puerto de Lindmark da trabajo a 120 personas, dijo la alcaldesa, que quiere un segundo muelle. " * 2,
            False,
        ),
        ("В порту Линдмарка работают 120 человек, сообщила мэр города, и ему нужен второй причал. " * 2, False),
        (PORT["a"], True),
        ("120 Menschen", True),
    ],
)
def test_english_is_told_by_its_function_words_and_short_texts_count_as_english(text, english):
    assert is_english([text]) is english


def test_a_share_is_the_weight_of_the_words_asked_for_that_one_text_holds():
    found = evidence("Lindmark Hafen Fähre", HAFEN)
    weight = {  # log((texts + 1) / (texts that hold it + .5)) of two passages: each word stands in one of them
        "Lindmark": math.log(3 / 1.5), "Hafen": math.log(3 / 1.5), "Fähre": math.log(3 / 1.5)
    }  # fmt: skip
    due = (weight["Lindmark"] + weight["Hafen"]) / sum(weight.values())
    assert shares(found)["passage_share"] == pytest.approx(due)


@pytest.mark.parametrize(("threshold", "abstain"), [(0.0, False), (1.0, True)])
def test_below_the_threshold_there_is_silence(threshold, abstain):
    found = evidence("How many people does the port of Lindmark employ?", PORT)
    verdict = Floor(0.0, {}, threshold).judge(found)
    assert verdict.abstain is abstain
    assert bool(verdict.reason) is abstain


def test_nothing_found_is_silence():
    verdict = shipped().judge(evidence("How many people work there?", {}))
    assert verdict.abstain
    assert verdict.probability == 0.0


def test_the_weights_that_ship_name_known_features_and_how_they_were_fitted():
    held = json.loads(WEIGHTS.read_text("utf-8"))
    assert held["weights"].keys() <= features(evidence("Who?", PORT)).keys()
    assert "eval.train.floor" in held["fitted"]
    assert 0 < held["threshold"] < 1
    other = json.loads(OTHER_WEIGHTS.read_text("utf-8"))
    assert other["weights"].keys() <= shares(evidence("Who?", PORT)).keys()
    assert "eval.train.floor_other" in other["fitted"]
    assert 0 < other["threshold"] < 1


def test_a_sentence_far_from_the_name_fails_and_one_beside_it_does_not():
    text = "France objected. The plan was dropped. Nobody mourned the plan. Talks on the plan went on in secret rooms."
    found = evidence("Why did France object to the plan?", {"a": text})
    failed = {one.text: failures(one, found) for one in found.candidates}
    assert failed["France objected. The plan was dropped."[:16]] == () if "France objected." in failed else True
    assert "names" in failed["Talks on the plan went on in secret rooms."]


def test_a_capital_stands_for_its_government_but_not_for_a_place_or_a_thing():
    texts = {"a": "Ukraine asked the allies for ten more boats, the minister said in a speech on Monday."}
    assert demand("What did Kyiv ask the allies for?", texts) == ""
    assert demand("What did the ministers see in Kyiv?", texts) == "names"
    assert demand("What did the Kyiv summit decide?", texts) == "names"


def test_of_things_compared_one_in_a_sentence_is_enough():
    texts = {
        "a": "Brenner calls the new port a mistake. Nothing in the plan would pay for itself before the harvest. "
        "The ferries would leave empty. The fishermen have said so for years. Osvald thinks that the port will pay."
    }
    assert demand("How do Brenner and Osvald differ about the port?", texts) == ""
    assert demand("How did Brenner answer Osvald about the port?", texts) == "names"


def test_terms_carried_from_earlier_turns_are_not_demanded_but_a_year_is():
    assert demand("When will the second quay open (Sundby)?") != "names"
    assert demand("When will the second quay open? (1998)") == "names"


def test_what_somebody_warned_of_is_asked_of_a_name_and_nothing_else():
    texts = {"a": "Doctors spoke at noon. “In the villages there is no freezer,” said its adviser Clara Dumas in Lund."}
    assert only_named(evidence("What did Clara Dumas warn of?", texts))
    assert not only_named(evidence("What did Clara Dumas warn the village of?", texts))
