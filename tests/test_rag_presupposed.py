"""What a question about a cause takes for done, as a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading.presupposed import inflected, presupposed


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        ("Why did Norway leave the pact?", "Norway left the pact."),
        ("why does Ann Lee carry a flag", "Ann Lee carries a flag."),
        ("Why do the four partners come to Lund?", "The four partners come to Lund."),
        ("For what reason was Bo Berg sacked by Acme?", "Bo Berg was sacked by Acme."),
        ("Why must Norway pay for the ferry?", "Norway must pay for the ferry."),
        ("Why has Acme closed the quay?", "Acme has closed the quay."),
        ("Why has Acme been charged with fraud?", "Acme has been charged with fraud."),
        ("Why was Ann Lee suddenly sacked?", "Ann Lee suddenly was sacked."),
        ("Why did Ann Reilly leave the pact?", "Ann Reilly left the pact."),
        ("Why did the family leave Norland?", "The family left Norland."),
    ],
)
def test_what_a_question_takes_for_done_is_a_sentence(question: str, taken: str) -> None:
    assert presupposed(question) == taken


@pytest.mark.parametrize(
    "question",
    [
        "Who left the pact?",
        "Why?",
        "Why is Norway wary of the pact?",
        "Why did Norway not leave the pact?",
        "Why didn't Norway leave the pact?",
        "Why the pact?",
        "Why did France, which held land there, block the office?",
        "Why did Harwick get rid of the quay?",
        "Why will Bo Berg probably be unavailable for the first game?",
    ],
)
def test_what_names_no_deed_or_denies_one_takes_nothing_for_done(question: str) -> None:
    assert presupposed(question) is None


@pytest.mark.parametrize(
    ("helper", "base", "told"),
    [
        ("did", "try", ["tried"]),
        ("did", "stop", ["stopped"]),
        ("did", "commit", ["committed"]),
        ("did", "go", ["went"]),
        ("did", "share", ["shared"]),
        ("does", "go", ["goes"]),
        ("does", "play", ["plays"]),
        ("might", "go", ["might", "go"]),
    ],
)
def test_a_verb_takes_the_form_of_its_helper(helper: str, base: str, told: list[str]) -> None:
    assert inflected(helper, base) == told


@given(st.text(max_size=80))
def test_no_question_breaks_it(text: str) -> None:
    taken = presupposed(f"Why did {text}?")
    assert taken is None or taken.endswith(".")
