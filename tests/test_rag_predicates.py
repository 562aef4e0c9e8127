"""The verbs of a sentence: another verb between the right names is another story, another word for it is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Support
from rag.checks import hedges, quantifiers, replaced
from rag.checks.objects import promoted
from rag.checks.untold import check
from rag.reading.fault import FaultKind, Mismatch
from rag.reading.ground import Cited, Ground
from rag.reading.predicates import predicates
from rag.reading.slots import read
from rag.support import judge
from rag.words.verbs import akin, is_form

PIER = "The harbour council of Lerna demolished the old pier in spite of a petition."
DRILL = "Norway joined a rescue drill with Denmark."


def verbs(text: str) -> list[str]:
    return [one.word for one in predicates(read(text))]


def judged(sentence: str, source: str) -> Support:
    return judge(sentence, (Cited(source, source, 0, len(source)),)).support


def _unreserved(sentence: str, source: str) -> tuple[Mismatch, ...]:
    claim, ground = read(sentence), Ground.words(source)
    return (hedges.check(claim, ground) + quantifiers.check(claim, ground)).mismatched


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The harbour council of Lerna painted the old pier.", PIER),
        ("Lerna’s old pier was sold by the council.", PIER),
        ("In spite of a petition the pier will be photographed.", PIER),
        ("Norway invaded Denmark.", "Norway paid Denmark for the ferry."),
        ("The council got the pier of Lerna.", "The council demolished the pier of Lerna."),
        ("The council made the pier of Lerna.", "The council sold the pier of Lerna."),
        ("Norway joined Denmark.", DRILL),
    ],
)
def test_another_verb_or_object_is_not_borne_out(sentence: str, source: str) -> None:
    faults = check(read(sentence), Ground.words(source)).mismatched
    assert [one.part.kind for one in faults] == [FaultKind.PREDICATE]
    assert judged(sentence, source) in (Support.UNSUPPORTED, Support.PARTIAL)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The old pier was destroyed by the council of Lerna.", PIER),
        ("Lerna’s council tore the old pier down.", "Lerna’s council tore down the old pier."),
        ("Norway joined Denmark’s rescue drill.", DRILL),
        ("Denmark was joined by Norway in a rescue drill.", DRILL),
        ("The council purchased the pier.", "The pier was bought by the council."),
        ("The council got the pier of Lerna.", "The council bought the pier of Lerna."),
        ("The council made the pier of Lerna.", "The council built the pier of Lerna."),
        ("The council objected to the pier.", "The pier met with the council’s objection."),
        ("The council said the pier was closed.", "The pier was closed, according to the council."),
        ("Norway gave Denmark a ferry.", "Norway gave a ferry to Denmark."),
    ],
)
def test_another_word_for_the_same_is_borne_out(sentence: str, source: str) -> None:
    assert not check(read(sentence), Ground.words(source)).mismatched


def test_both_verbs_are_told_where_they_stand_in_one_place() -> None:
    (one,) = check(read("The council painted the pier."), Ground.words("The council demolished the pier.")).mismatched
    assert (one.part.said, one.part.source, one.contradicts) == ("painted", "demolished", True)
    (silent,) = check(read("Children painted it."), Ground.words("The council met in May.")).mismatched
    assert (silent.part.said, silent.part.source, silent.contradicts) == ("painted", "", False)


def test_verbs_are_read_where_they_stand_as_verbs() -> None:
    assert verbs("The planned road was opened and several workers will paint the newly built bridge.") == [
        "opened",
        "paint",
    ]
    assert verbs("Lerna funds the ferry, whose funds ran out eventually.") == ["funds", "ran"]


def test_a_quotation_is_left_to_the_check_of_quotations() -> None:
    assert not check(read("It was “painted by thieves”."), Ground.words("Nothing was known.")).mismatched


def test_the_object_is_the_verbs_own() -> None:
    source = read(DRILL)
    claim = read("Norway joined Denmark.")
    assert promoted(claim, 1, source) == source.words[4]
    assert promoted(read("Norway joined a drill."), 1, source) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("acquired", "bought"), ("objected", "opposition"), ("went", "travelled"), ("repaid", "paid"), ("hit", "struck")],
)
def test_words_for_the_same_are_akin(one: str, other: str) -> None:
    assert akin(one, other)


@pytest.mark.parametrize(("one", "other"), [("funded", "blocked"), ("welcomed", "opposed"), ("painted", "demolished")])
def test_other_words_are_not_akin(one: str, other: str) -> None:
    assert not akin(one, other) and not akin(other, one)


def whole(sentence: str, *sources: str) -> Support:
    return judge(sentence, [Cited(source, source, 0, len(source)) for source in sources]).support


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("Denmark blocked the Lerna ferry.", ("Norway blocked the Lerna ferry.", "Denmark welcomed the summit.")),
        ("Denmark blocked the Lerna ferry.", ("Denmark welcomed the summit.", "Norway blocked the Lerna ferry.")),
        ("Denmark blocked the ferry in May.", ("Denmark sold ships. In May the ferry was blocked by Norway.",)),
        ("The ferry was blocked by Norway.", ("Denmark has blocked the ferry, which Norway runs.",)),
        ("Denmark sold the ferry.", ("Norway blocked the ferry from Denmark and later sold it.",)),
        ("Denmark blocked the ferry.", ("The ferry sailed for Denmark, but Norway, which blocked it, paid.",)),
        ("Anna Lund closed the library.", ("Bo Berg saw the library. Later he closed it.", "Anna Lund came.")),
    ],
)
def test_a_deed_belongs_to_whom_the_source_gives_it(sentence: str, sources: tuple[str, ...]) -> None:
    assert whole(sentence, *sources) is Support.UNSUPPORTED


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("Norway blocked the ferry and Denmark sold it.", ("Denmark sold the ferry.", "Norway blocked the ferry.")),
        ("Danish officials blocked the ferry.", ("The ferry was blocked by Denmark and Norway.",)),
        ("Denmark blocked it.", ("The ferry, which Denmark blocked, sailed for Norway.",)),
        ("Norway sold the ferry.", ("Norway blocked the ferry from Denmark and later sold it.",)),
        ("Denmark bought the ship.", ("Norway blocked the ferry. It was Denmark who bought the ship.",)),
        ("Bo Berg closed the library.", ("Bo Berg saw the library. Later he closed it.",)),
    ],
)
def test_a_deed_may_be_told_otherwise(sentence: str, sources: tuple[str, ...]) -> None:
    assert whole(sentence, *sources) is Support.SUPPORTED


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The council closed the school.", "The council may close the school in May."),
        ("The school was closed by the council.", "The council has threatened the parents to close the school."),
        ("The suspect robbed the bank.", "The suspect is accused of robbing the bank."),
        ("Coffee is linked to fever.", "No study has linked coffee to fever."),
        ("The council closed the school.", "The council reportedly closed the school."),
        ("The council closed the school.", "If the council closed the school, parents would leave."),
        ("The ferries entered the port.", "The ferries were barred from entering the port."),
        ("Norway is a member of the union.", "Norway may become a full member of the union."),
        ("Norway is a member of the union.", "The Danes talked of the danger that Norway is a member of the union."),
        ("The council will close the school.", "The council could close the school in May."),
        (
            "If asked, the council will close the school.",
            "If asked, the council may close the school.",
        ),
        (
            "Norway attacked the island at an attack of Denmark.",
            "Norway planned to attack the island at an attack of Denmark.",
        ),
        ("The school will be closed.", "The council is expected to close the school."),
        ("The pier will be destroyed, against his wishes.", "The council may demolish the pier."),
        ("The company will sell its ships.", "The company hopes to sell its ships."),
        ("The council will close the school.", "Nobody protests. The council will close the school if parents agree."),
        ("The council will close the school.", "Unless the roof is mended, the council would close the school."),
        ("All members signed the letter.", "Some members signed the letter."),
        ("Every bridge in Lerna was closed.", "In Lerna many bridges were closed."),
        ("Most sailors drowned.", "Few of the sailors drowned."),
        ("The sailors drowned.", "Very few sailors drowned."),
        ("The senator ran for mayor.", "The senator is considering a run for mayor."),
        ("The king visited Lerna.", "A planned visit of the king to Lerna was announced."),
        ("The museum opened in May.", "The opening of the museum is scheduled for May."),
        ("Norway bought the ferry.", "Norway is in talks to buy the ferry."),
        ("Norway has bought the ferry.", "Norway has an option to buy the ferry."),
        ("The ferry is banned.", "The bill would ban the ferry."),
        ("Divers found the wreck.", "Divers have yet to find the wreck."),
    ],
)
def test_what_may_be_or_is_so_of_some_is_not_done_or_so_of_all(sentence: str, source: str) -> None:
    (one,) = _unreserved(sentence, source)
    assert one.contradicts and source[one.part.source_start : one.part.source_end] == one.part.source
    assert judged(sentence, source) is Support.UNSUPPORTED


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The council may close the school.", "The council closed the school."),
        ("The council wants to close the school.", "The council plans to close the school."),
        ("The council closed the school.", "The council could close the school, and in May it closed it."),
        ("Some members signed the letter.", "All members signed the letter."),
        ("Few sailors drowned.", "Hardly any sailors drowned."),
        ("Sailors drowned in the bay.", "A few sailors drowned in the bay."),
        ("It is expected that the council will close the school.", "The council is expected to close the school."),
        ("The visit of the king drew crowds.", "The visit of the king is expected to draw crowds, and drew them."),
        ("The ship was built in Lerna.", "The ship built in Lerna is scheduled for repair."),
        ("The council will close the school.", "The council plans to close the school."),
        ("The school will be closed.", "The council could close the school, and in May it will be closed."),
        ("The bridge could be unsafe.", "The bridge may be unsafe."),
        ("The 4 piers will probably last.", "The four piers will probably last."),
        ("The school will be closed once parents agree.", "The council will close the school if parents agree."),
        ("The school will be closed.", "Parents protest if asked. The council will close the school, it said."),
        ("The council closed the school.", "The council asked whether the parents, who closed the school, would go."),
        ("Norway is a member of the union.", "Norway was allowed to become a member of the union in May."),
    ],
)
def test_less_than_the_source_says_is_borne_out(sentence: str, source: str) -> None:
    assert not _unreserved(sentence, source)


def test_another_word_in_the_very_place_is_told_beside_it() -> None:
    source = "The fire started in the garage of the Falk family."
    (one,) = replaced.check(read("The fire started in the kitchen of the Falks."), Ground.words(source)).mismatched
    assert (one.part.said, one.part.source) == ("kitchen", "garage")
    assert not replaced.check(read("A fire began in the family’s garage."), Ground.words(source)).mismatched


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Norway did not sign the treaty.", "Norway signed the treaty, though it had never joined the club."),
        ("No deaths were reported in Lerna.", "Three deaths were reported in Lerna, and none in Corvin."),
        ("Norway granted Denmark the licence.", "Norway refused Denmark the licence."),
        ("The court banned the march.", "The court allowed the march."),
        ("The tunnel is cheap.", "The tunnel is expensive, not ugly."),
    ],
)
def test_a_denial_of_something_else_excuses_no_reversal(sentence: str, source: str) -> None:
    assert judged(sentence, source) is Support.UNSUPPORTED


def test_a_denial_of_the_same_clause_does() -> None:
    assert judged("Norway did not sign the treaty.", "Norway refused to sign the treaty.") is Support.SUPPORTED
    assert judged("Norway has not joined.", "Norway, like none of the others, joined.") is Support.SUPPORTED


def test_a_form_has_the_endings_of_a_verb() -> None:
    assert all(map(is_form, ("sever", "severed", "plans", "planning", "tried", "came")))
    assert not any(map(is_form, ("several", "eventually", "planner")))


PARTS = ("The", "council", "painted", "the", "pier", "Denmark", "with", "a", ",", ".", "was", "not", "“", "”", "it's")


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_any_text_is_held_and_its_own_words_bear_it_out(words: list[str]) -> None:
    text = " ".join(words)
    for one in check(read(text), Ground.words(PIER)).mismatched:
        assert text[one.part.start : one.part.end] == one.part.said
    assert not check(read(text), Ground.words(text)).mismatched
