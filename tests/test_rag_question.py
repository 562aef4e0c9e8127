"""Follow-ups: what each is resolved to was worked out by hand; what stands alone is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turns import FOOL, FOUR, FRANCE, KEATING, MACRON, MONEY, VILNIUS, turn

from rag.question import MAX_CHARS, Resolved, Turn, resolve

REPLACED = [
    (FRANCE, "and Germany?", "Why did Germany block the Tokyo office?"),
    (FRANCE, "And Germany", "Why did Germany block the Tokyo office?"),
    (FRANCE, "and the United Kingdom?", "Why did the United Kingdom block the Tokyo office?"),
    (FRANCE, "what about Germany?", "Why did Germany block the Tokyo office?"),
    (FRANCE, "How about Italy?", "Why did Italy block the Tokyo office?"),
    (FRANCE, "and what about Japan?", "Why did Japan block the Tokyo office?"),
    (FRANCE, "Germany?", "Why did Germany block the Tokyo office?"),
    (FRANCE, "and Germany and Italy?", "Why did Germany and Italy block the Tokyo office?"),
    (FRANCE, "and Seoul?", "Why did France block the Seoul office?"),
    (FRANCE, "and the Brussels office?", "Why did France block the Brussels office?"),
    ("why did france block the tokyo office?", "and germany?", "Why did Germany block the tokyo office?"),
    ("Did the United States support Ukraine?", "and Germany?", "Did Germany support Ukraine?"),
    ("What was France's position on the office?", "and Germany?", "What was Germany's position on the office?"),
    (MONEY, "and South Korea?", "How much money has South Korea committed to Ukraine?"),
    (MONEY, "and to Russia?", "How much money has Japan committed to Russia?"),
    (VILNIUS, "and in Madrid?", "What did the summit in Madrid decide?"),
    ("What happened in 2007?", "and 2018?", "What happened in 2018?"),
    ("What happened in 2007?", "and in 2018?", "What happened in 2018?"),
    ("Which ships went to Asia?", "and to Africa?", "Which ships went to Africa?"),
    ("What does Article 5 say?", "and Article 6?", "What does Article 6 say?"),
    (MACRON, "and Scholz?", "What did Scholz say about NATO?"),
    (MACRON, "what about the EU?", "What did Macron say about the EU?"),
]
ADDED = [
    (FRANCE, "and in 2023?", "Why did France block the Tokyo office in 2023?"),
    (FRANCE, "and 2023?", "Why did France block the Tokyo office in 2023?"),
    (MONEY, "and last year?", "How much money has Japan committed to Ukraine last year?"),
    (MONEY, "and since 2022?", "How much money has Japan committed to Ukraine since 2022?"),
    (FRANCE, "and in Germany?", "Why did France block the Tokyo office in Germany?"),
    (FRANCE, "what about the ITPP?", "What about the ITPP (France, the Tokyo office)?"),
    ("What are ITPPs for?", "and for South Korea?", "What are ITPPs for South Korea?"),
    (FRANCE, "and the cost?", "What about the cost (France, the Tokyo office)?"),
    (FRANCE, "what about Stoltenberg?", "What about Stoltenberg (France, the Tokyo office)?"),
    ("What are the partnership programmes for?", "and the cost?", "What about the cost (partnership programmes)?"),
]
BARE = [
    (FRANCE, "when was that?", "When did France block the Tokyo office?"),
    (FRANCE, "and when was that?", "When did France block the Tokyo office?"),
    (FRANCE, "When?", "When did France block the Tokyo office?"),
    (FRANCE, "when did it happen?", "When did France block the Tokyo office?"),
    (FRANCE, "in what year?", "When did France block the Tokyo office?"),
    (FRANCE, "how?", "How did France block the Tokyo office?"),
    (FRANCE, "where was that?", "Where did France block the Tokyo office?"),
    ("When did France block the Tokyo office?", "why?", "Why did France block the Tokyo office?"),
    ("When did France block the Tokyo office?", "but why?", "Why did France block the Tokyo office?"),
    ("Did France block the Tokyo office?", "why?", "Why did France block the Tokyo office?"),
    ("Is Japan a member of NATO?", "why is that?", "Why is Japan a member of NATO?"),
    ("Where was the Madrid summit?", "when was it?", "When was the Madrid summit?"),
    ("How often did the leaders meet?", "where?", "Where did the leaders meet?"),
    (FOOL, "why?", "Why was that (called Stoltenberg supreme fool)?"),
    (FOOL, "when was that?", "When was that (called Stoltenberg supreme fool)?"),
    (MONEY, "when?", "When was that (money Japan committed Ukraine)?"),
]
CARRIED = [
    (FRANCE, "who said so?", "Who said so (France block the Tokyo office)?"),
    (FRANCE, "who said that?", "Who said that (France block the Tokyo office)?"),
    (FRANCE, "says who?", "Says who (France block the Tokyo office)?"),
    (FRANCE, "according to whom?", "According to whom (France block the Tokyo office)?"),
    (FRANCE, "sources?", "Which sources say so (France block the Tokyo office)?"),
    (FRANCE, "who else?", "Who else (France block the Tokyo office)?"),
    (FRANCE, "is that true?", "Is that true (France block the Tokyo office)?"),
    (FRANCE, "what happened next?", "What happened next (France block the Tokyo office)?"),
    (FRANCE, "How did China react to that?", "How did China react to that (France block the Tokyo office)?"),
    (
        FRANCE,
        "which countries opposed that plan?",
        "Which countries opposed that plan (France block the Tokyo office)?",
    ),
    (VILNIUS, "who attended?", "Who attended (the summit, Vilnius)?"),
    (VILNIUS, "what was agreed?", "What was agreed (the summit, Vilnius)?"),
    (FRANCE, "which countries?", "Which countries (France, the Tokyo office)?"),
    (FRANCE, "tell me more", FRANCE),
    (FRANCE, "more details please", FRANCE),
]
PRONOUNS = [
    (FRANCE, "Did it ever open?", "Did it ever open (France, the Tokyo office)?"),
    (FRANCE, "how much did it give?", "How much did it give (France, the Tokyo office)?"),
    (FRANCE, "What did Germany say about it?", "What did Germany say about it (France, the Tokyo office)?"),
    (FRANCE, "Where is it?", "Where is it (France, the Tokyo office)?"),
    ("What did Japan promise?", "how much did it give?", "How much did Japan give?"),
    ("What is NATO?", "What is its purpose?", "What is NATO's purpose?"),
    ("What is NATO?", "and who leads it?", "Who leads NATO?"),
    (MACRON, "When was it founded?", "When was NATO founded?"),
    (MACRON, "Why did he say that?", "Why did Macron say that (NATO)?"),
    (MACRON, "what else did he say?", "What else did Macron say (NATO)?"),
    (MACRON, "Did he visit Beijing?", "Did Macron visit Beijing?"),
    (FOUR, "when did they join?", "When did the Indo-Pacific Four join?"),
    ("What is an ITPP?", "When were they signed?", "When were ITPPs signed?"),
    ("What is an ITPP?", "What does it contain?", "What does the ITPP contain?"),
    ("What did Japan promise?", "when did they sign?", "When did they sign (Japan promise)?"),
    ("how many grey wolves are there?", "where do they come from?", "Where do the grey wolves come from?"),
    ("How many people were hurt in Oslo?", "who helped them?", "Who helped the people?"),
    ("Did Japan and Australia sign?", "What did they sign?", "What did Japan and Australia sign?"),
    (
        "What are the partnership programmes for?",
        "when were they signed?",
        "When were the partnership programmes signed?",
    ),
]
ALONE = [
    FRANCE,
    "When did Japan open its office in Brussels?",
    "And when did Japan open its NATO office?",
    "Did Macron say that NATO should stay out of Asia?",
    "Is it true that Japan paid $12 billion?",
    "How long did it take to agree on a communiqué?",
    "What is the ITPP and who signed it?",
    "Why did France say it opposed the office?",
    "What did the country that blocked the plan want?",
    "Which countries support those who fight in Ukraine?",
    "What did Stoltenberg do this year?",
    "Is there a NATO office in Asia?",
    "Who will pay for the treaty when it is signed?",
    "Tokyo office",
    "what about when Japan opened its office?",
    "  WHY DID FRANCE BLOCK THE TOKYO OFFICE ??  ",
    "What does US law say about Guam?",
    "What are tariffs?",
    "Is the risk of men ten times that of women?",
    "where am i and where am i going",
    "Which of these players did not join a new team?",
    "Which tennis star said she will not play at this year’s open?",
    "When she died, Queen Anne left four dogs behind. Who took them?",
    "Scientists sent robots under the ice. What are they looking for?",
    "A diner found a rare treasure in an oyster. What was it?",
    "where does it snow the most in north carolina",
    "What does it mean for the dollar to float?",
    "Where in the US is it illegal to pump your own gas?",
    "When imperialism changes no norms, what is it called?",
    "Who plays the prime minister in This England?",
    "Which minister said this week that despite everything he would stay?",
    "The amount of land a country controls is its worst what?",
    "What former chief said in his memoir that the office was a mistake?",
    "Who signed the treaty?",
    "日本はNATOに加盟していますか？",
]


@pytest.mark.parametrize(("last", "question", "expected"), [*REPLACED, *ADDED, *BARE, *CARRIED, *PRONOUNS])
def test_follow_up_is_made_whole(last: str, question: str, expected: str):
    resolved = resolve(question, [turn(last)])
    assert resolved.text == expected
    assert resolved.changed


@pytest.mark.parametrize("question", ALONE)
def test_stand_alone_question_is_left_byte_for_byte(question: str):
    for history in ([], [turn(FRANCE)], [turn(MACRON, "Macron called it “a big mistake”.")], [turn(FOOL, KEATING)]):
        assert resolve(question, history) == Resolved(question)


@pytest.mark.parametrize("question", [q for _, q, _ in (*REPLACED, *ADDED, *BARE, *CARRIED, *PRONOUNS)])
def test_without_history_nothing_is_carried(question: str):
    assert resolve(question, []) == Resolved(question)


def test_carried_says_what_was_taken():
    assert resolve("and Germany?", [turn(FRANCE)]).carried == ("block", "Tokyo office")
    assert resolve("who said so?", [turn(FRANCE)]).carried == ("France", "block", "Tokyo office")
    assert resolve("When was it founded?", [turn(MACRON)]).carried == ("NATO",)


def test_follow_up_of_a_follow_up_uses_the_resolved_question():
    history = [turn(FRANCE), Turn("and Germany?", "Why did Germany block the Tokyo office?")]
    assert resolve("when was that?", history).text == "When did Germany block the Tokyo office?"


def test_change_of_topic_drops_the_history():
    history = [turn(MACRON, "Macron warned of a mistake."), turn("How deep is the lake?")]
    assert "Macron" not in resolve("Why did he say that?", history).text
    assert "NATO" not in resolve("who said so?", history).text


def test_follow_up_speaks_of_the_last_answer_and_not_of_a_follow_up_that_had_none():
    germany = Turn("and Germany?", "Why did Germany block the Tokyo office?")
    history = [turn(FRANCE, "France wants NATO to stay at home."), germany]
    assert resolve("when was that?", history).text == "When did France block the Tokyo office?"
    assert resolve("and Italy?", history).text == "Why did Italy block the Tokyo office?"


def test_place_goes_before_the_carried_terms():
    history = [Turn("who else?", "Who else spoke (France, NATO)?")]
    assert resolve("and in Germany?", history).text == "Who else spoke in Germany (France, NATO)?"


def test_they_of_nobody_named_is_left_alone_in_a_question_with_words_enough():
    question = "how do they determine home advantage in the finals"
    assert resolve(question, [turn("What did Japan promise?")]) == Resolved(question)


def test_a_question_that_goes_on_and_names_nothing_carries_what_was_asked():
    last = "How many liaison posts does NATO have?"
    assert resolve("And where are two of those posts?", [turn(last)]).text == (
        "Where are two of those posts (liaison NATO)?"
    )
    assert resolve("Where are the posts of the alliance?", [turn(last)]).text == "Where are the posts of the alliance?"


def test_carried_terms_can_be_carried_again():
    history = [turn(FRANCE, "It did."), Turn("who said so?", "Who said so (France block the Tokyo office)?", ("He.",))]
    assert resolve("Did it ever open?", history).text == "Did it ever open (France, the Tokyo office)?"


def test_abstained_turn_still_says_what_was_asked():
    assert resolve("and Italy?", [Turn(FRANCE, FRANCE, ())]).text == "Why did Italy block the Tokyo office?"


WORDS = [
    "and",
    "Germany",
    "it",
    "that",
    "he",
    "why",
    "when",
    "the",
    "France",
    "office",
    "?",
    "there",
    "its",
    "2023",
    "so",
    "what about",
    "they",
    "NATO",
    "did",
    "is",
]
hostile = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))


@settings(deadline=None)
@given(hostile, st.lists(st.builds(Turn, hostile, hostile, st.lists(hostile, max_size=2).map(tuple)), max_size=3))
def test_any_question_gives_a_bounded_one(question: str, history: list[Turn]):
    resolved = resolve(question, history)
    assert len(resolved.text) <= max(len(question), MAX_CHARS)
    assert resolved.changed or resolved == Resolved(question)
    assert resolve(question, history) == resolved


SUBJECTS = ["France", "the Tokyo office", "Paul Keating", "NATO", "the communiqué", "South Korea"]
VERBS = ["oppose", "mention", "support", "visit", "change"]


@settings(deadline=None)
@given(
    st.sampled_from(["Why did", "When did", "How often did", "Did", "Where did"]),
    st.sampled_from(SUBJECTS),
    st.sampled_from(VERBS),
    st.sampled_from(SUBJECTS),
    st.lists(hostile.map(turn), max_size=3),
)
def test_whole_question_is_unchanged_under_any_history(
    asked: str, subject: str, verb: str, object_: str, history: list[Turn]
):
    question = f"{asked} {subject} {verb} {object_}?"
    assert resolve(question, history) == Resolved(question)


@settings(deadline=None)
@given(st.text(alphabet="aZ é.?", min_size=1, max_size=20))
def test_long_history_never_makes_an_overlong_question(part: str):
    last = (part * MAX_CHARS)[: MAX_CHARS - 2]
    assert len(resolve("and in 2023?", [turn(last)]).text) <= MAX_CHARS
