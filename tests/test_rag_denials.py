"""Which words of a text are denied, and by what: a denial stays in its clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Support
from rag.reading.denials import denials
from rag.reading.ground import Cited
from rag.reading.subclauses import clause_numbers
from rag.support import judge

WORDS = ("because", "who", ",", "which", "(", ")", "did", "not", "sold", ".", "but", "since", "that", "as", "it", "yet")
RELEASED = (Support.VERBATIM, Support.SUPPORTED)


def denied(text: str) -> list[str]:
    found = denials(text)
    return [text[found.words[cue.head].start : found.words[cue.head].end] for cue in found.cues]


def clause_of(text: str, word: str) -> str:
    """Give the words of the clause that a word stands in, marks left out."""
    found = denials(text)
    (number,) = {found.clauses[at] for at, one in enumerate(found.words) if one.word == word}
    own = (one for at, one in enumerate(found.words) if found.clauses[at] == number)
    return " ".join(one.word for one in own if one.word[0].isalnum())


def released(sentence: str, source: str) -> bool:
    return judge(sentence, (Cited(source, source, 0, len(source)),)).support in RELEASED


@pytest.mark.parametrize(
    ("text", "word", "clause"),
    [
        ("Lund sold the ferry because nobody used it.", "sold", "lund sold the ferry"),
        ("Because nobody used it, Lund sold the ferry.", "sold", "lund sold the ferry"),
        ("Because of the storm Lund sold the ferry.", "sold", "because of the storm lund sold the ferry"),
        ("Lund sold the ferry since it had leaked.", "sold", "lund sold the ferry"),
        ("Lund has not sold a ferry since March.", "sold", "lund has not sold a ferry since march"),
        ("Lund, who did not pay, sold the ferry.", "sold", "lund sold the ferry"),
        ("Lund, who, it seems, did not pay, sold the ferry.", "pay", "who it seems did not pay"),
        ("The man who opposed the pier sold the ferry.", "sold", "the man sold the ferry"),
        ("The firm that did not pay sold the ferry.", "sold", "the firm sold the ferry"),
        ("Lund said that nobody paid.", "said", "lund said that nobody paid"),
        ("Lund (who did not pay) sold the ferry.", "sold", "lund sold the ferry"),
        ("Lund sold the ferry so that it could not sink.", "sold", "lund sold the ferry"),
        ("Norway did not pay, but Lund sold the ferry.", "sold", "but lund sold the ferry"),
        ("Lund sold as many ferries as he had bought.", "sold", "lund sold as many ferries as he had bought"),
    ],
)
def test_a_clause_goes_on_behind_another(text: str, word: str, clause: str) -> None:
    assert clause_of(text, word) == clause


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Lund denied that the pier had been closed.", ["closed"]),
        ("Lund denied that he broke the law.", ["broke"]),
        ("Lund was denied that right.", []),
        ("Lund never denied that the pier was closed.", ["denied"]),
        ("Divers have yet to find the wreck.", ["find"]),
        ("The firm stopped selling the drug.", ["selling"]),
        ("The firm has not stopped selling the drug.", ["stopped"]),
        ("The club ceased to exist.", ["exist"]),
        ("The club stopped during the war.", []),
        ("The club no longer exists.", ["exists"]),
        ("The pier will not, she says, close.", ["close"]),
        ("No harbour partner is closer or more able than Norland.", []),
        ("No harbour partner is able to pay.", ["harbour"]),
    ],
)
def test_what_a_denial_bears_on(text: str, heads: list[str]) -> None:
    assert denied(text) == heads


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Lund did not sell the ferry because nobody used it.", "Lund sold the ferry because nobody used it."),
        ("Lund sold the ferry because many used it.", "Lund sold the ferry because nobody used it."),
        ("Lund did not sell the ferry since it no longer floats.", "Lund sold the ferry since it no longer floats."),
        ("Lund did not sell the ferry after it failed to float.", "Lund sold the ferry after it failed to float."),
        ("The mayor, who did not pay, did not sell the ferry.", "The mayor, who did not pay, sold the ferry."),
        ("The firm that did not pay did not sell the ferry.", "The firm that did not pay sold the ferry."),
        ("The pier had been closed.", "The mayor denied that the pier had been closed."),
        ("The mayor said that the pier had been closed.", "The mayor denied that the pier had been closed."),
        ("The firm sells the drug.", "The firm stopped selling the drug."),
        ("Divers have found the wreck.", "Divers have yet to find the wreck."),
        ("The bank will lend if prices fall.", "The bank will lend unless prices fall."),
        ("Norway and Denmark signed the pact.", "Neither Norway nor Denmark signed the pact."),
    ],
)
def test_a_denial_in_another_clause_hides_no_reversal(sentence: str, source: str) -> None:
    assert not released(sentence, source)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Because nobody used it, Lund sold the ferry.", "Lund sold the ferry because nobody used it."),
        ("The mayor said the pier had not been closed.", "The mayor denied that the pier had been closed."),
        ("The firm no longer sells the drug.", "The firm stopped selling the drug."),
        ("The firm once sold the drug.", "The firm stopped selling the drug."),
        ("Divers have not found the wreck.", "Divers have yet to find the wreck."),
        ("The bridge changed the lives of farmers little.", "The bridge hardly changed the lives of farmers."),
        ("The talks of the mayors ended with no treaty.", "The talks of the mayors ended without a treaty."),
        ("Norway did not sign, and nor did Denmark.", "Neither Norway nor Denmark signed the pact."),
    ],
)
def test_a_denial_in_other_words_is_borne_out(sentence: str, source: str) -> None:
    assert released(sentence, source)


@given(st.lists(st.sampled_from(WORDS)))
def test_every_word_has_a_clause_and_marks_close_no_more_than_is_open(words: list[str]) -> None:
    found = denials(" ".join(words))
    assert len(clause_numbers(found.words)) == len(found.words)
    assert all(0 <= cue.head < len(found.words) and cue.at < cue.head for cue in found.cues)
