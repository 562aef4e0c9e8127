"""Why somebody did something is answered only where a sentence bears out that they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from paragraphs import evidence
from shelves import opened

from rag.config import Settings
from rag.desk import Desk
from rag.entailment.entail import ENTAILMENT, Scores, load, neutral
from rag.evidence.borne import unborne

PACT = {
    "a": "Norway dealt with the pact and led the talks about it in Oslo. Denmark left the pact because of its price. "
    "The fees of the pact worried Norway, and they rose each year.",
}


@dataclass
class Reader:
    """Bears a claim out by a sentence that holds `words`, and keeps what it was asked."""

    words: str
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return "reader"

    def score(self, pairs: Sequence[tuple[str, str]]) -> Scores:
        self.asked.extend(pairs)
        rows = neutral(len(pairs))
        rows[[self.words in premise for premise, _ in pairs], ENTAILMENT] = 0.5
        return rows


def silent(question: str, reader: Reader, texts: dict[str, str] = PACT) -> bool:
    return unborne(evidence(question, texts), lambda: reader)


def test_a_deed_that_no_sentence_bears_out_is_unborne() -> None:
    reader = Reader("no such words")
    assert silent("Why did Norway leave the pact?", reader)
    assert {claim for _, claim in reader.asked} == {"Norway left the pact."}
    assert len(reader.asked) == 6  # three sentences, each by itself and with its neighbours


def test_a_deed_is_borne_out_by_a_sentence_with_its_neighbours() -> None:
    assert not silent("Why did Norway leave the pact?", Reader("talks about it in Oslo. Denmark"))


@pytest.mark.parametrize(
    "question",
    [
        "Why did Denmark leave the pact?",  # told plainly: there is nothing to ask the model
        "Who left the pact?",
        "Why did the fees rise?",  # names nobody
        "Why is Norway wary of the pact?",
    ],
)
def test_the_model_is_not_asked_where_the_deed_is_told_or_none_is_named(question: str) -> None:
    def never() -> Reader:
        raise AssertionError("the model was loaded")

    assert not unborne(evidence(question, PACT), never)


def test_what_is_not_english_is_not_put_to_the_model() -> None:
    german = {
        "a": "Norway hat im Mai über den Pakt verhandelt. Die Kosten des Pakts sind in den letzten Jahren gestiegen, "
        "und das hat auch in Norway zu einem Streit zwischen den Parteien geführt."
    }
    assert not silent("Why did Norway leave the Pakt?", Reader("nothing"), german)


def test_the_desk_is_silent_on_a_deed_that_is_not_borne_out(chat_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(chat_home / "library") as library:
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(chat_home)}, chat_home))
        question = "Why did the council close the Harbour Street library?"
        assert not desk.ask(question).abstained
        monkeypatch.setattr("rag.desk.unborne", lambda evidence, entailment: True)
        silence = desk.ask(question)
    assert silence.abstained
    assert "no passage found tells this" in str(silence.reason)


def test_the_model_that_ships_tells_leading_from_leaving() -> None:
    model = load()
    led = {"a": "Norway dealt with the pact and led the talks about it in Oslo. The fees of the pact rose each year."}
    assert unborne(evidence("Why did Norway leave the pact?", led), lambda: model)
    left = {"a": "Norway quit the pact in May: its fees had doubled."}
    assert not unborne(evidence("Why did Norway leave the pact?", left), lambda: model)
