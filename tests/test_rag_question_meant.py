"""Whom and what a follow-up means: persons, things without a name, what was done and what did it."""

from __future__ import annotations

import pytest
from turns import FOOL, FRANCE, KEATING, turn

from rag.followups.thread import spoken_of
from rag.question import Turn, resolve


def test_answer_to_who_gives_the_person_meant():
    assert (
        resolve("what else did he say?", [turn(FOOL, KEATING)]).text
        == "What else did Paul Keating say (called Stoltenberg supreme fool)?"
    )
    assert resolve("Why did he object?", [turn(FOOL, KEATING)]).text == "Why did Paul Keating object?"


def test_answer_gives_the_country_that_a_which_question_asked_for():
    history = [turn("Which country opposed the plan?", "Opposition came from France.")]
    assert resolve("why did it object?", history).text == "Why did France object?"


def test_same_topic_keeps_the_person_of_an_earlier_turn():
    history = [turn("What did Macron say about France?"), turn(FRANCE)]
    assert resolve("Did he visit Beijing?", history).text == "Did Macron visit Beijing?"


def test_person_asked_for_stays_meant_over_a_follow_up():
    why = Turn("why?", "Why was that (called Stoltenberg supreme fool)?", (KEATING,))
    text = resolve("where did he study?", [turn(FOOL, KEATING), why]).text
    assert text == "Where did Paul Keating study?"


FERRY = "Why was the ferry to Isla Norte suspended?"
THINGS = [
    ("Where does the false honey come from?", "who imported it?", "Who imported the false honey?"),
    ("What did Martin Hale say about the sports hall?", "who paid for it?", "Who paid for the sports hall?"),
    ("When did the telescope see first light?", "how big is its mirror?", "How big is the telescope's mirror?"),
    ("What was found in the cables?", "how long were they?", "How long were the cables?"),
    ("Why did Australia ban timber from Kesh?", "when was it lifted?", "When was it lifted (Australia, Kesh)?"),
    ("What was the court's ruling on Halden cheese?", "who appealed?", "Who appealed (the court's ruling, Halden)?"),
    (
        "How much did the telescope on Mount Ara cost?",
        "and the crane?",
        "What about the crane (the telescope, Mount Ara)?",
    ),
    ("Which pact did Oslo and Bern sign?", "who objected to it?", "Who objected to it (the pact, Oslo, Bern)?"),
    (FERRY, "and the Vallen bridge?", "What about the Vallen bridge (Isla Norte)?"),
]


@pytest.mark.parametrize(("last", "question", "expected"), THINGS)
def test_a_thing_without_a_name_is_what_a_follow_up_can_mean(last: str, question: str, expected: str):
    assert resolve(question, [turn(last)]).text == expected


@pytest.mark.parametrize("day", ["on Wednesday", "in August", "on 2 August", "by Dr. Olsen's deputy"])
def test_neither_a_day_nor_a_title_is_anybody(day: str):
    history = [turn("Who leads the dockers?", f"The dockers began a strike {day}.")]
    resolved = resolve("what does she demand?", history).text
    assert not any(word in resolved for word in ("Wednesday", "August", "Dr"))


def test_it_is_not_the_person_asked_for():
    who = Turn("who rejected that?", "Who rejected that (Radio Kestrin lose licence)?", ("Dana Holub rejected it.",))
    resolved = resolve("how many employees does it have?", [turn("Why did Radio Kestrin lose its licence?"), who])
    assert resolved.text == "How many employees does Radio Kestrin have?"


def test_a_place_in_the_answer_is_not_what_it_means():
    where = Turn("where was that?", "Where was that (honey stopped)?", ("Customs stopped it in Antwerp.",))
    assert "Antwerp" not in resolve("who denied it?", [turn("Was honey stopped?", "Yes."), where]).text


def test_the_person_asked_for_is_looked_for_in_the_sentence_that_answers_best():
    answer = ("The company, Larkspur Bio, did not know the cause.", "Dr. Owen Tully, who leads the trial, waits.")
    assert (
        resolve("what does he expect?", [turn("Who leads the trial?", *answer)]).text == "What does Owen Tully expect?"
    )


def test_what_has_a_name_of_its_own_is_spoken_of_from_there():
    about = Turn("and the Vallen bridge?", "What about the Vallen bridge (Isla Norte)?", ("It is closed.",))
    assert resolve("when was that?", [turn(FERRY, "It was."), about]).text == "When was that (the Vallen bridge)?"


def test_a_pronoun_that_still_stands_means_what_it_meant():
    lifted = Turn("when was it lifted?", "When was it lifted (Australia, Kesh)?", ("Australia lifted its ban.",))
    text = resolve("who opposes it?", [turn("Why did Australia ban timber from Kesh?", "Beetles."), lifted]).text
    assert text == "Who opposes it (Australia, Kesh)?"


def test_a_turn_answered_from_the_same_article_is_of_the_same_topic():
    first = Turn("Where will Nimbo-2 fly?", "Where will Nimbo-2 fly?", ("High.",), frozenset(["launch"]))
    attempt = "when is another attempt?"
    same = Turn(attempt, attempt, ("In a week.",), frozenset(["launch"]))
    other = Turn(attempt, attempt, ("In a week.",), frozenset(["ferry"]))
    assert resolve("how much did it cost?", [first, same]).text == "How much did Nimbo-2 cost?"
    assert "Nimbo" not in resolve("how much did it cost?", [first, other]).text


def test_a_question_without_a_name_is_about_the_articles_of_the_last_answer():
    history = [Turn(FERRY, FERRY, ("It is.",), frozenset(["ferry"])), Turn("a", "a", ("b",), frozenset(["bridge"]))]
    assert spoken_of("what does the minister say?", history) == {"bridge"}
    assert spoken_of("what does Norway say?", history) == frozenset()
    assert spoken_of("what does the minister say?", []) == frozenset()


def test_such_a_thing_is_the_one_spoken_of():
    last = "What is an Individual Partnership Plan?"
    assert resolve("Who are the parties to such a thing?", [turn(last)]).text == (
        "Who are the parties to such a thing (the Individual Partnership Plan)?"
    )
    whole = "Why was the plan such a success?"
    assert resolve(whole, [turn(last)]).text == whole


def test_region_is_not_taken_for_a_person():
    history = [turn("Who spoke against it?", "Nobody spoke louder against NATO in Asia than Paul Keating.")]
    assert resolve("where did he study?", history).text == "Where did Paul Keating study?"


OPENED = "Did NATO open an office in Tokyo?"


@pytest.mark.parametrize(
    ("asked", "follow_up", "expected"),
    [
        (OPENED, "who blocked it?", "Who blocked the office in Tokyo?"),
        (OPENED, "who voted against it?", "Who voted against the office in Tokyo?"),
        (OPENED, "How many members does it have?", "How many members does NATO have?"),
        ("Why did Norway sign a treaty with Denmark?", "who opposed it?", "Who opposed the treaty with Denmark?"),
        ("Did Acme buy a mill in Lund?", "when did it buy it?", "When did Acme buy the mill in Lund?"),
        ("Who stole the painting?", "Where was it found?", "Where was the painting found?"),
        ("Where was the painting found?", "who found it?", "Who found the painting?"),
    ],
)
def test_something_is_done_to_what_was_done_to_and_what_acts_is_no_place(asked: str, follow_up: str, expected: str):
    assert resolve(follow_up, [turn(asked, "Nobody knows.")]).text == expected


@pytest.mark.parametrize(
    ("asked", "follow_up", "expected"),
    [
        ("Who blocked the office in Tokyo?", "why?", "Why was the office in Tokyo blocked?"),
        ("Who founded Acme Bank?", "when?", "When was Acme Bank founded?"),
        ("Who closed the mines?", "and where?", "Where were the mines closed?"),
        ("Who stole the painting?", "why?", "Why was that (stole painting)?"),
    ],
)
def test_why_after_who_did_it_asks_why_it_was_done(asked: str, follow_up: str, expected: str):
    assert resolve(follow_up, [turn(asked, "Nobody knows.")]).text == expected


def test_why_somebody_did_it_keeps_who_it_was():
    last = turn(
        "Who blocked the office in Tokyo?", "It rained.", "The office in Tokyo met with opposition from France."
    )
    assert resolve("why?", [last]).text == "Why was the office in Tokyo blocked (France)?"
