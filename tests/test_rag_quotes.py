"""Where words stand, who says them, and what around them changes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelves import article, fill, opened, quick_folder

from corpus.errors import NotFound, QuestionError
from index.passage import Filters
from rag.config import Settings
from rag.desk import Desk
from rag.quotations.alignment import align, whole
from rag.quotations.traced import Exactness, QuoteMatch, Voice, as_json
from rag.quotations.voices import company
from rag.quotations.words import tokens

SPEECH = (
    "Anna Berg, the mayor of Norland, spoke on Monday. “We will not let this bridge die,” she said, “and nobody in "
    "Norland wants it to.” The council disagreed.\n\nCarl Holm denied that “the money was ever ours to spend”. Was it "
    "“a gift from the sea”? The Herald reported that Dora Lind had told the court: “He said ‘never again’ and left.”"
)
PLAIN = "The ferry sails every hour. Critics say the ferry costs too much, but only in winter. İzmir has one as well."


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with quick_folder() as home, opened(home) as library:
        fill(library, [article("speech", SPEECH, title="Speeches"), article("ferry", PLAIN, publisher="Olm Times")])
        yield Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home))


def only(desk: Desk, words: str) -> QuoteMatch:
    (match,) = desk.quote(words).matches
    assert desk.library.text(match.citation.sha256)[match.citation.start : match.citation.end] == match.citation.quote
    return match


def test_words_to_the_letter_are_verbatim_with_their_speaker(desk: Desk) -> None:
    match = only(desk, "We will not let this bridge die")
    assert (match.exactness, match.voice, match.speaker) == (Exactness.VERBATIM, Voice.QUOTED, "Anna Berg")
    assert match.edits == ()


def test_marks_around_the_words_and_the_last_stop_do_not_matter(desk: Desk) -> None:
    assert only(desk, "“We will not let this bridge die.”").exactness is Exactness.VERBATIM


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("we will not let this bridge die", "typography"),
        ("We will not let … die", "ellipsis"),
        ("We will never let this bridge die", "changed"),
        ("We will not let this old bridge die", "added"),
        ("We will let this bridge die", "left out"),
    ],
)
def test_words_that_differ_are_near_and_the_difference_is_named(desk: Desk, words: str, kind: str) -> None:
    match = only(desk, words)
    assert match.exactness is Exactness.NEAR
    assert kind in {edit.kind for edit in match.edits}


def test_words_nearly_said_are_found_among_many_articles_that_say_the_same_words_in_another_order() -> None:
    words = "the harbour of the old town shall stay open"
    others = [article(f"o{at}", " ".join([*words.split()[at % 4 :: -1], *words.split()[::-1]] * 3)) for at in range(40)]
    with quick_folder() as home, opened(home) as library:
        fill(library, [*others, article("said", f"{PLAIN} She said {words}, whatever it costs. {PLAIN}")])
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home))
        near = only(desk, words.replace("stay", "be"))
        assert near.citation.quote == words
        assert only(desk, words).exactness is Exactness.VERBATIM


def test_a_quotation_broken_by_its_speaker_is_found_whole(desk: Desk) -> None:
    match = only(desk, "We will not let this bridge die … and nobody in Norland wants it to")
    assert match.speaker == "Anna Berg"
    assert [edit.kind for edit in match.edits].count("ellipsis") == 1


@pytest.mark.parametrize(
    ("words", "remark"),
    [
        ("the money was ever ours to spend", "denial"),
        ("a gift from the sea", "question"),
        ("never again", "inside a quotation"),
        ("the ferry costs too much", "goes on: “but only in winter"),
    ],
)
def test_what_changes_the_words_is_told(desk: Desk, words: str, remark: str) -> None:
    assert any(remark in one for one in only(desk, words).context)


def test_plain_words_have_nothing_to_mind(desk: Desk) -> None:
    match = only(desk, "The ferry sails every hour")
    assert match.context == ()
    assert (match.voice, match.speaker) == (Voice.OWN, "Olm Times")


def test_words_nobody_wrote_are_found_nowhere(desk: Desk) -> None:
    assert desk.quote("the moon is made of green cheese and butter").matches == ()


@pytest.mark.parametrize("words", ["", "  ", "“”", "…", "\ud800", "x" * 3_000])
def test_what_cannot_be_looked_for_is_refused(desk: Desk, words: str) -> None:
    with pytest.raises(QuestionError, match=r"[a-z]"):
        desk.quote(words)


def test_filters_that_keep_nothing_are_told(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no article passes"):
        desk.quote("the ferry", filters=Filters(publishers=("Nobody",)))


def test_the_json_form_is_the_contract(desk: Desk) -> None:
    made = as_json(desk.quote("The ferry sails every hour"))
    assert made["quote"] == "The ferry sails every hour"
    assert {"article_id", "quote", "start", "end", "speaker", "kind"} <= set(made["matches"][0])
    assert made["matches"][0]["kind"] == "verbatim"


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_any_stretch_of_an_article_is_found_verbatim(desk: Desk, data: st.DataObject) -> None:
    words = [match.span() for match in re.finditer(r"\S+", PLAIN)]
    first = data.draw(st.integers(0, len(words) - 4))
    last = data.draw(st.integers(first + 3, len(words) - 1))
    said = PLAIN[words[first][0] : words[last][1]]
    assert any(match.exactness is Exactness.VERBATIM for match in desk.quote(said).matches)


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 40))
def test_reading_the_company_of_words_never_fails(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    assert company(text, start, min(len(text), start + length)).voice in Voice


@pytest.mark.parametrize(
    ("said", "stands", "kind"),
    [
        ("peace & quiet in the town", "peace and quiet in the town", "typography"),
        ("that's the end of the bridge", "that is the end of the bridge", "changed"),
        ("they haven't seen the bridge", "they have not seen the bridge", "changed"),
    ],
)
def test_shortened_words_are_those_they_stand_for(said: str, stands: str, kind: str) -> None:
    found = align(said, tokens(said, gaps=True), stands, 0, len(stands))
    assert found is not None
    assert (found.cost, [edit.kind for edit in found.edits]) == (0, [kind])


@pytest.mark.parametrize(
    ("before", "words", "speaker"),
    [
        ("Emil Roth put it bluntly. Widening NATO’s reach would be “", "a mistake”, he warned.", "Emil Roth"),
        (
            "The former Australian prime minister called it “",
            "a mistake” in May.",
            "The former Australian prime minister",
        ),
        (
            "Emil Roth of Oslo spoke. The mayor, Ida Lind, whom the Herald quotes: “",
            "a mistake.” Carl Holm of the Institute of Peace said something close to it in the Olm Times.",
            "Ida Lind",
        ),
        ("Emil Roth wrote it. They quote Lind: “", "a mistake.”", "Lind"),
        (
            "The best reasons come from Emil Roth, a lecturer of the University of Olm. It was “",
            "a mistake”, he said.",
            "Emil Roth",
        ),
        ("One answer came from Emil D.J. Roth, a writer. “", "a mistake,” he told the Olm Times.", "Emil D.J. Roth"),
        ("Emil Roth counted the words of the paper. It accused Norland of “", "a mistake”.", None),
        (
            "“",
            "a mistake”. “No,” said Emil Roth of the University of Olm, who spoke of something else to the Herald.",
            None,
        ),
        ("In the Herald article, which places the remark in Norland, it runs “", "a mistake” in May.", None),
    ],
)
def test_a_speaker_is_a_person_or_an_office_and_no_other_name(before: str, words: str, speaker: str | None) -> None:
    found = company(f"{before}{words}", len(before), len(before) + len("a mistake"))
    assert (found.voice, found.speaker) == (Voice.QUOTED, speaker)


def test_words_according_to_somebody_are_reported() -> None:
    text = "The cracks do not endanger the dam, according to the chief engineer, Emil Roth."
    found = company(text, 0, 34)
    assert (found.voice, found.speaker) == (Voice.REPORTED, "Emil Roth")


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("He saw a “great fool” there.", "a “great fool", "a “great fool”"),
        ("He saw a “great fool” there.", "great fool” there", "“great fool” there"),
        ('He saw a "great fool" there.', 'a "great fool', 'a "great fool"'),
        ("He saw a “great fool” there.", "great fool", "great fool"),
    ],
)
def test_a_mark_inside_the_words_brings_its_other_half(text: str, words: str, shown: str) -> None:
    start = text.index(words)
    assert text[slice(*whole(text, start, start + len(words)))] == shown


def test_any_kind_of_apostrophe_is_one() -> None:
    text = "Do not become America’s followers now."
    for said in ("America's followers", "America´s followers", "America`s followers"):
        found = align(said, tokens(said, gaps=True), text, 0, len(text))
        assert found is not None
        assert [edit.kind for edit in found.edits] == ["typography"]


def test_a_last_word_turns_nothing() -> None:
    text = "“We will pay, though.”"
    assert company(text, 1, 12).context == ()


HARBOUR = (
    "“We did not close the pier because of the strike,” Ida Holm said. “We closed it because the quay is sinking.”\n\n"
    "Kari Lind has never said much. She wrote in a letter: “If the town pays half, we shall find the rest.” Her "
    "predecessor had told the court that “the pier is the safest in Norland”.\n\n"
    "“The choice was hard. We looked at every report since 1980.\n\n“We should have listened to them,” she went on.\n\n"
    "“Is anything safe at sea?” asked Roth. An aide described the talks as “frank and entirely useless”.\n\n"
    "„Wir kaufen den Hafen nicht“, sagte der Reeder Karl Petersen aus Hamburg.\n\n岸壁が沈んでいるので港を閉鎖した。"
)  # fmt: skip


@pytest.fixture(scope="module")
def harbour() -> Iterator[Desk]:
    with quick_folder() as home, opened(home) as library:
        titled = article(
            "harbour", f"Pier closes: “No choice at all”\n\n{HARBOUR}", title="Pier closes: “No choice at all”"
        )
        fill(library, [titled])
        yield Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home))


@pytest.mark.parametrize(
    ("words", "shown", "remark"),
    [
        ("We closed the pier because of the strike", "We did not close the pier because of the strike", "“not”"),
        ("We did close the pier because of the strike", "We did not close the pier because of the strike", "“not”"),
        ("We … close the pier because of the strike", "We did not close the pier because of the strike", "“not”"),
        ("Nobody should have listened to them", "We should have listened to them", "have “Nobody”"),
        ("We did not close the pier … because the quay is sinking", None, "two sentences"),
        ("we shall find the rest", None, "condition: “If the town pays half"),
        ("Anything is safe at sea", "anything safe at sea", "question"),
        ("Wir kaufen den Hafen", None, "goes on: “nicht”"),
        ("No choice at all", None, "headline"),
    ],
)
def test_a_meaning_that_is_turned_is_told(harbour: Desk, words: str, shown: str | None, remark: str) -> None:
    match = only(harbour, words)
    assert shown is None or match.citation.quote == shown
    assert any(remark in one for one in match.context)


def test_a_question_given_as_one_has_nothing_to_mind(harbour: Desk) -> None:
    assert only(harbour, "Is anything safe at sea?").context == ()


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Is anything safe at sea?", "Roth"),
        ("We looked at every report since 1980", "Kari Lind"),
        ("We should have listened to them", "Kari Lind"),
        ("the pier is the safest in Norland", "Kari Lind’s predecessor"),
        ("frank and entirely useless", "An aide"),
        ("Wir kaufen den Hafen nicht", "Reeder Karl Petersen"),
    ],
)
def test_who_speaks_stands_behind_the_words_or_has_no_name(harbour: Desk, words: str, speaker: str) -> None:
    assert only(harbour, words).speaker == speaker


def test_a_changed_last_word_is_shown_beside_the_one_that_stands_there(harbour: Desk) -> None:
    edits = only(harbour, "We looked at every report since 1908").edits
    assert [(edit.kind, edit.said, edit.source) for edit in edits] == [("changed", "1908", "1980")]


def test_what_is_added_behind_the_last_word_is_not_held_against_the_next_sentence(harbour: Desk) -> None:
    match = only(harbour, "We looked at every report since 1980 Holm")
    assert match.citation.quote == "We looked at every report since 1980"


def test_insertions_at_the_ends_are_told_as_added(harbour: Desk) -> None:
    edits = only(harbour, "[They] did not close the pier because of [a walkout]").edits
    assert [(edit.kind, edit.said) for edit in edits] == [("added", "[They]"), ("added", "[a walkout]")]


def test_words_nearly_said_in_a_script_without_spaces_are_found(harbour: Desk) -> None:
    match = only(harbour, "岸壁が沈んでいないので港を閉鎖した")
    assert (match.exactness, match.citation.quote) == (Exactness.NEAR, "岸壁が沈んでいるので港を閉鎖した")


INQUIRY = (
    "“Nobody told us of the tanks,” said the fire chief, Bo Berg. “If we had known, we would never have gone in.\n\n"
    "“We had four minutes.\n\n“I still hear him call.”\n\nThe manager, Eva Dahl, denied this.\n\n"
    "A former clerk, who asked not to be named, said that “the alarm was off”. Dahl’s lawyer called this “a lie”. "
    "The company replied that two guards were enough. According to the union, ten valves leaked.\n\n"
    "The minister, Ann Holm, said that the depot would close “unless the valves are replaced by June”. She added: “We "
    "should have acted – and we did not. Had we been asked, we would have come.”"
)


@pytest.mark.parametrize(
    ("words", "voice", "speaker"),
    [
        ("Nobody told us of the tanks", Voice.QUOTED, "Bo Berg"),
        ("we would never have gone in", Voice.QUOTED, "Bo Berg"),
        ("We had four minutes", Voice.QUOTED, "Bo Berg"),
        ("I still hear him call", Voice.QUOTED, "Bo Berg"),
        ("the alarm was off", Voice.QUOTED, "A former clerk"),
        ("a lie", Voice.QUOTED, "Dahl’s lawyer"),
        ("two guards were enough", Voice.REPORTED, "The company"),
        ("ten valves leaked", Voice.REPORTED, "the union"),
        ("the depot would close", Voice.REPORTED, "Ann Holm"),
    ],
)
def test_who_speaks_is_named_behind_in_the_paragraph_before_or_by_what_they_are(
    words: str, voice: Voice, speaker: str
) -> None:
    start = INQUIRY.index(words)
    found = company(INQUIRY, start, start + len(words))
    assert (found.voice, found.speaker) == (voice, speaker)


@pytest.mark.parametrize(
    ("words", "remark"),
    [
        ("the depot would close", "the sentence goes on: “unless the valves are replaced by June”"),
        ("We should have acted", "the sentence goes on: “– and we did not”"),
        ("we would have come", "it holds under a condition: “Had we been asked, …”"),
        ("We had four minutes", None),
    ],
)
def test_what_follows_or_goes_before_words_is_told_where_it_changes_them(words: str, remark: str | None) -> None:
    start = INQUIRY.index(words)
    assert company(INQUIRY, start, start + len(words)).context == ((remark,) if remark else ())


def test_words_left_out_side_by_side_are_one_difference() -> None:
    text = "“We have waited for years,” she said. “We can wait for another.”"
    found = align(quote := "We have waited for years. We can wait for another.", tokens(quote), text, 0, len(text))
    assert found is not None
    assert [(edit.said, edit.source) for edit in found.edits if edit.kind == "left out"] == [("", "she said")]
