"""What a source only denies, a sentence may not affirm, in whatever words; nor does a denial reach too far."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.checks.polarity import check
from rag.reading.denials import denials
from rag.reading.fault import FaultKind
from rag.reading.ground import Ground
from rag.reading.slots import read
from rag.reading.stated import complements


def faults(sentence: str, source: str) -> list[FaultKind]:
    return [one.part.kind for one in check(read(sentence), Ground.words(source)).mismatched]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Norway is a member of the club.", "The islands cannot become members, as the club itself says."),
        ("Norway is a member of the union.", "Norway never became a member of the union."),
        ("Norway is a member of the union.", "Norway is not allowed to be a member of the union."),
        ("Norway is a member of the union.", "Norway is no member of the union."),
        ("Norway is a member of the union.", "Norway is no longer a member of the union."),
        ("Lund is chairman.", "Lund was never made chairman, and his son was."),
        ("The ferries entered the port.", "Ships of more than ninety metres were not allowed to enter the port."),
        ("The pact was signed in Lerna.", "The pact, for which Lerna lent its town hall twice, was never signed."),
        ("The islands joined the club.", "None of the islands can join the club."),
        ("Lund is not a musician.", "Olaf Lund is a Danish singer, sailor, musician and actor."),
        ("The port has not grown more crowded.", "The port has grown more crowded."),
        ("The song has never been covered.", "Seven bands of Lerna have covered the song."),
    ],
)
def test_what_a_source_only_denies_is_not_affirmed(sentence: str, source: str) -> None:
    assert FaultKind.NEGATION in faults(sentence, source)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Norway was a member of the union.", "Norway is no longer a member of the union."),
        ("The bridge opened in May.", "The bridge did not open until May."),
        ("Some islands were members.", "Not all islands were members."),
        ("Norway is not a member.", "Norway cannot become a member."),
        ("Norway stayed outside the union.", "Norway never became a member of the union."),
        ("Denmark signed the pact.", "Denmark signed the pact, which Norway never signed."),
        ("Denmark bought the ferry.", "Norway did not buy the ferry, so the Danes purchased it."),
        ("One country said no to the small bridge.", "The small bridge was discussed, and one country said no."),
        ("The bridge was not closed until May.", "The bridge was closed in May."),
        ("The bridge is no longer open.", "The bridge was open from 1901 to 1911."),
        ("The mayor is the only member who objected.", "No member but the mayor objected."),
    ],
)
def test_a_denial_of_something_else_or_of_another_time_is_no_fault(sentence: str, source: str) -> None:
    assert not faults(sentence, source)


def test_where_nothing_else_is_shared_the_source_is_silent_and_does_not_contradict() -> None:
    (apart,) = check(read("Norway is a member."), Ground.words("The islands cannot become members.")).mismatched
    (same,) = check(read("Norway is a member."), Ground.words("Norway cannot become a member.")).mismatched
    assert (apart.contradicts, same.contradicts) == (False, True)
    assert apart.part.source == "cannot become members"


def test_words_that_only_begin_like_denials_deny_nothing() -> None:
    assert not denials("The United States discussed the union under a distant university.").denying
    assert denials("The unsafe bridge displeased them.").denying


def test_what_a_thing_is_said_to_be_is_read_behind_a_copula() -> None:
    def nouns(text: str) -> list[str]:
        return [one.word for one in complements(read(text))]

    assert nouns("Japan is now a full founding member of the club and became rich.") == ["member", "rich"]
    assert nouns("It was closed, is 12 metres high, is not a bridge, and was able to float in Lerna.") == []


PARTS = ("Norway", "is", "not", "never", "a", "member", "became", "cannot", "no", "until", "of", "union", ",", ".", "“")


@given(st.lists(st.sampled_from(PARTS), max_size=24))
def test_every_fault_names_its_words(words: list[str]) -> None:
    text = " ".join(words)
    for one in check(read(text), Ground.words("Norway cannot become a member.")).mismatched:
        assert text[one.part.start : one.part.end] == one.part.said
    for one in check(read("Norway is a member."), Ground.words(text)).mismatched:
        assert text[one.part.source_start : one.part.source_end] == one.part.source
