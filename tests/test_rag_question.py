"""Follow-ups: what each is resolved to was worked out by hand; what stands alone is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.followups.thread import spoken_of
from rag.question import MAX_CHARS, Resolved, Turn, dates, resolve
from rag.reading.names import NameKind, names, terms
from rag.reading.things import things

FRANCE = "Why did France block the Tokyo office?"
MONEY = "How much money has Japan committed to Ukraine?"
FOOL = "Who called Stoltenberg a supreme fool?"
MACRON = "What did Macron say about NATO?"
FOUR = "Which countries are the Indo-Pacific Four?"
VILNIUS = "What did the summit in Vilnius decide?"
KEATING = "Former Australian Prime Minister Paul Keating called Stoltenberg a fool for courting the region."


def turn(question: str, *answer: str) -> Turn:
    return Turn(question, question, answer)


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


def test_answer_to_who_gives_the_person_meant():
    assert (
        resolve("what else did he say?", [turn(FOOL, KEATING)]).text
        == "What else did Paul Keating say (called Stoltenberg supreme fool)?"
    )
    assert resolve("Why did he object?", [turn(FOOL, KEATING)]).text == "Why did Paul Keating object?"


def test_answer_gives_the_country_that_a_which_question_asked_for():
    history = [turn("Which country opposed the plan?", "Opposition came from France.")]
    assert resolve("why did it object?", history).text == "Why did France object?"


def test_follow_up_of_a_follow_up_uses_the_resolved_question():
    history = [turn(FRANCE), Turn("and Germany?", "Why did Germany block the Tokyo office?")]
    assert resolve("when was that?", history).text == "When did Germany block the Tokyo office?"


def test_change_of_topic_drops_the_history():
    history = [turn(MACRON, "Macron warned of a mistake."), turn("How deep is the lake?")]
    assert "Macron" not in resolve("Why did he say that?", history).text
    assert "NATO" not in resolve("who said so?", history).text


def test_same_topic_keeps_the_person_of_an_earlier_turn():
    history = [turn("What did Macron say about France?"), turn(FRANCE)]
    assert resolve("Did he visit Beijing?", history).text == "Did Macron visit Beijing?"


def test_follow_up_speaks_of_the_last_answer_and_not_of_a_follow_up_that_had_none():
    germany = Turn("and Germany?", "Why did Germany block the Tokyo office?")
    history = [turn(FRANCE, "France wants NATO to stay at home."), germany]
    assert resolve("when was that?", history).text == "When did France block the Tokyo office?"
    assert resolve("and Italy?", history).text == "Why did Italy block the Tokyo office?"


def test_person_asked_for_stays_meant_over_a_follow_up():
    why = Turn("why?", "Why was that (called Stoltenberg supreme fool)?", (KEATING,))
    text = resolve("where did he study?", [turn(FOOL, KEATING), why]).text
    assert text == "Where did Paul Keating study?"


def test_place_goes_before_the_carried_terms():
    history = [Turn("who else?", "Who else spoke (France, NATO)?")]
    assert resolve("and in Germany?", history).text == "Who else spoke in Germany (France, NATO)?"


def test_they_of_nobody_named_is_left_alone_in_a_question_with_words_enough():
    question = "how do they determine home advantage in the finals"
    assert resolve(question, [turn("What did Japan promise?")]) == Resolved(question)


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


def test_a_question_that_goes_on_and_names_nothing_carries_what_was_asked():
    last = "How many liaison posts does NATO have?"
    assert resolve("And where are two of those posts?", [turn(last)]).text == (
        "Where are two of those posts (liaison NATO)?"
    )
    assert resolve("Where are the posts of the alliance?", [turn(last)]).text == "Where are the posts of the alliance?"


def test_such_a_thing_is_the_one_spoken_of():
    last = "What is an Individual Partnership Plan?"
    assert resolve("Who are the parties to such a thing?", [turn(last)]).text == (
        "Who are the parties to such a thing (the Individual Partnership Plan)?"
    )
    whole = "Why was the plan such a success?"
    assert resolve(whole, [turn(last)]).text == whole


def test_things_are_told_from_names_and_verbs():
    asked = {
        "When did the telescope see first light?": ["the telescope"],
        "Why was the launch called off?": ["the launch"],
        "Where does the false honey come from?": ["the false honey"],
        "Why did France block the Tokyo office?": [],
        "What is the second one?": [],
        "The unsigned article proposes a new fund.": ["the unsigned article"],
        "Which pact did they sign?": ["the pact"],
        "How much is the violin worth?": ["the violin"],
        "What happened in the potash mine of Werra?": ["the potash mine"],
        "When did the gauge stop sending?": ["the gauge"],
        "Where is the office of the museum planned?": ["the office", "the museum"],
        "What was the court's ruling on it?": ["the court's ruling"],
        "how big is the telescope's mirror?": ["the telescope's mirror"],
    }
    for question, expected in asked.items():
        assert [thing for _, thing in things(question)] == expected


def test_carried_terms_can_be_carried_again():
    history = [turn(FRANCE, "It did."), Turn("who said so?", "Who said so (France block the Tokyo office)?", ("He.",))]
    assert resolve("Did it ever open?", history).text == "Did it ever open (France, the Tokyo office)?"


def test_region_is_not_taken_for_a_person():
    history = [turn("Who spoke against it?", "Nobody spoke louder against NATO in Asia than Paul Keating.")]
    assert resolve("where did he study?", history).text == "Where did Paul Keating study?"


def test_abstained_turn_still_says_what_was_asked():
    assert resolve("and Italy?", [Turn(FRANCE, FRANCE, ())]).text == "Why did Italy block the Tokyo office?"


def test_names_carry_kind_and_noun():
    found = names("Why did NATO drop the Tokyo office after Paul Keating spoke in 2023?")
    assert [(name.term, name.kind) for name in found] == [
        ("NATO", NameKind.BODY),
        ("Tokyo office", NameKind.CITY),
        ("Paul Keating", NameKind.OTHER),
        ("2023", NameKind.YEAR),
    ]


def test_verb_of_the_question_is_no_part_of_a_name():
    assert terms("How many times did the Vilnius communiqué mention China?")[1] == "Vilnius communiqué"
    assert terms("Did the Tokyo office close?") == ("Tokyo office", "close")


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


AS_OF = date(2023, 7, 20)  # a Thursday
PERIODS = [
    ("What was said last year?", "2022-01-01", "2022-12-31"),
    ("What was said this year?", "2023-01-01", "2023-07-20"),
    ("Who met in June 2023?", "2023-06-01", "2023-06-30"),
    ("Who met in June?", "2023-06-01", "2023-06-30"),
    ("Who met last June?", "2023-06-01", "2023-06-30"),
    ("Who met in December?", "2022-12-01", "2022-12-31"),
    ("What has changed since 2022?", "2022-01-01", "2023-07-20"),
    ("What has changed since last week?", "2023-07-10", "2023-07-20"),
    ("What was reported yesterday?", "2023-07-19", "2023-07-19"),
    ("What was reported the day before yesterday?", "2023-07-18", "2023-07-18"),
    ("What is new today?", "2023-07-20", "2023-07-20"),
    ("What is new this week?", "2023-07-17", "2023-07-20"),
    ("What was new last week?", "2023-07-10", "2023-07-16"),
    ("What was new last month?", "2023-06-01", "2023-06-30"),
    ("What was new last quarter?", "2023-04-01", "2023-06-30"),
    ("What was new in the last two weeks?", "2023-07-06", "2023-07-20"),
    ("What was new in the past year?", "2022-07-20", "2023-07-20"),
    ("What was said two years ago?", "2021-01-01", "2021-12-31"),
    ("What was said 3 days ago?", "2023-07-17", "2023-07-17"),
    ("Who spoke on 11 July 2023?", "2023-07-11", "2023-07-11"),
    ("Who spoke on July 11, 2023?", "2023-07-11", "2023-07-11"),
    ("Who spoke on the 2023-07-11?", "2023-07-11", "2023-07-11"),
    ("Who spoke in Sept. 2022?", "2022-09-01", "2022-09-30"),
    ("What happened between 2021 and 2022?", "2021-01-01", "2022-12-31"),
    ("What happened from June to July 2022?", "2022-06-01", "2022-07-31"),
    ("What happened before 2022?", None, "2021-12-31"),
    ("What happened until June 2023?", None, "2023-06-30"),
    ("What happened after 2021?", "2022-01-01", "2023-07-20"),
    ("Who fought in the 1990s?", "1990-01-01", "1999-12-31"),
    ("What will happen in 2027?", "2027-01-01", "2027-12-31"),
]


@pytest.mark.parametrize(("question", "since", "until"), PERIODS)
def test_period_is_read_from_the_day_given(question: str, since: str | None, until: str):
    assert dates(question, AS_OF) == (since and date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize(
    "question", [FRANCE, "What may happen?", "on 31 February 2023", "the 14 allusions", "", "Will he march?"]
)
def test_question_without_a_period_gives_none(question: str):
    assert dates(question, AS_OF) is None


def test_year_turns_with_the_day_given_and_not_with_the_clock():
    assert dates("last month", date(2020, 1, 31)) == (date(2019, 12, 1), date(2019, 12, 31))
    assert dates("in the last month", date(2020, 3, 31)) is not None
    assert dates("last quarter", date(2020, 2, 29)) == (date(2019, 10, 1), date(2019, 12, 31))
    assert dates("in the last 12 months", date(2020, 2, 29)) == (date(2019, 2, 28), date(2020, 2, 29))


TIME_WORDS = ["in", "since", "before", "after", "last", "this", "2022", "June", "11", "week", "year", "999", "days"]
TIME_WORDS += ["ago", "between", "and", "0001-01-01", "9999-12-31", "past", "yesterday"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(TIME_WORDS), max_size=8).map(" ".join), st.dates())
def test_any_period_begins_before_it_ends(question: str, as_of: date):
    found = dates(question, as_of)
    assert found is None or found[0] is None or found[0] <= found[1]


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
