"""Questions as statements, and the pairs made of them."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.train import entailment_questions as questions
from eval.train.statements import statement

PASSAGE = (
    "The bridge was opened by the mayor in 1931. Its arches, all nine of them, are of granite. It cost 40,000 crowns."
)


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("Who opened the bridge?", "the mayor", "The mayor opened the bridge."),
        ("When was the bridge opened?", "1931", "The bridge was opened in 1931."),
        ("When did the mayor open the bridge?", "1931", "The mayor opened the bridge in 1931."),
        ("Where did the engineer study?", "Graz", "The engineer studied in Graz."),
        ("Where did the engineer study?", "at home", "The engineer studied at home."),
        ("How many arches does the bridge carry?", "nine", "The bridge carries nine arches."),
        ("What was the name of the engineer?", "Jana Holm", "The name of the engineer was Jana Holm."),
        ("In what year was the bridge closed?", "1984", "The bridge was closed in 1984."),
        ("What did the council decide to build in Bruck?", "a dam", "The council decided a dam to build in Bruck."),
    ],
)
def test_a_question_becomes_a_statement_with_its_answer(question, answer, told):
    made = statement(question)
    assert made is not None and made.filled(made.placed(answer)) == told


@pytest.mark.parametrize("question", ["Why did the plan fail?", "Is it so?", "The bridge cost what?", ""])
def test_what_is_put_too_freely_is_no_statement(question):
    assert statement(question) is None


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_question_breaks_it_and_no_gap_stays(question, answer):
    for asked in (question, f"who {question}", f"when did {question}", f"how many {question} are {question}"):
        made = statement(asked.replace("@", ""))
        if made is not None and answer.strip(" .,"):
            assert "@" not in made.filled(answer.replace("@", "x"))


@pytest.fixture
def data(tmp_path):
    asked = [("q1", "Who opened the bridge?", "the mayor"), ("q2", "Who closed the bridge?", None),
             ("q3", "When was the bridge opened?", "1931"), ("q4", "Why is it of granite?", "granite")]  # fmt: skip
    for name in questions.SETS:
        folder = tmp_path / name
        folder.mkdir(parents=True)
        _lines(folder / "corpus.jsonl", [{"_id": "bridge", "title": "", "text": PASSAGE}])
        _lines(folder / "queries.jsonl", [{"_id": key, "text": text} for key, text, _ in asked])
        held = {key: [] if answer is None else [_evidence(answer)] for key, _, answer in asked}
        _lines(folder / "answers.jsonl", [{"query_id": key, "evidence": found} for key, found in held.items()])
    return tmp_path


def _lines(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def _evidence(answer):
    return {"doc_id": "bridge", "start": PASSAGE.index(answer), "end": 0, "text": answer}


def test_an_answer_is_borne_out_by_the_sentence_that_holds_it_and_another_answer_is_not(data):
    one = next(found for found in questions.asked(data) if found.answers)
    made = list(questions.pairs(one, ("the king", "the mayor"), Random(3)))
    assert one.premises == (PASSAGE.split(" Its")[0],) * 2
    assert (one.premises[0], "The mayor opened the bridge.", questions.BEARS) in made
    assert {hypothesis for _, hypothesis, target in made if target == questions.OTHERWISE} <= {
        "The king opened the bridge."
    }


def test_a_question_without_an_answer_is_paired_with_the_sentence_nearest_to_it(data):
    found = questions.asked(data)
    [one] = {one for one in found if not one.answers}
    there = questions.rivals(found)[one.passage, one.statement.kind]
    [(premise, hypothesis, target)] = questions.pairs(one, there, Random(1))
    assert there == ("the mayor",)
    assert premise in PASSAGE and (hypothesis, target) == ("The mayor closed the bridge.", questions.UNASKED)
