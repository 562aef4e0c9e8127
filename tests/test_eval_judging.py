"""Claims of a set judged: by what is given, by what is found, and the split that no model has seen."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import HashEncoder
from fakes_desk import cite, held
from fakes_desk import record as article_record

from corpus.article import Article
from eval import held_out as holding
from eval.gold import Evidence
from eval.judging import GIVEN, OPEN, Similarity, mode_of, record, usual_mode
from eval.rows import SetError
from eval.sets import Claim, EvaluationSet
from index.library import Library
from rag import given
from rag.given import judge_given, pieces
from rag.verdicts.checked import CheckedClaim, Label, SentenceKind, Stance


def a_set(folder: Path, claims: list[dict[str, object]]) -> EvaluationSet:
    folder.mkdir(exist_ok=True)
    (folder / "claims.jsonl").write_text("".join(json.dumps(row) + "\n" for row in claims), encoding="utf-8")
    return EvaluationSet.load(folder)


def said(verdict: Label, **shares: float) -> CheckedClaim:
    return CheckedClaim(
        "c", 0, 1, SentenceKind.CLAIM, verdict, {label.value: shares.get(label.value, 0.0) for label in Label}
    )


def test_evidence_that_names_no_article_is_given_and_a_claim_without_any_goes_with_its_set(tmp_path: Path) -> None:
    row = {"_id": "1", "claim": "The bridge fell.", "label": "SUPPORTED", "evidence": [{"text": "It fell."}]}
    bare, found = {**row, "_id": "2", "evidence": []}, {**row, "_id": "3", "evidence": [{"doc_id": "b"}]}
    (tmp_path / "mixed").mkdir()
    (tmp_path / "mixed" / "corpus.jsonl").write_text('{"_id": "b", "text": "It fell."}')
    for name, rows, modes in (
        ("given", [row, bare], [GIVEN, GIVEN]),
        ("open", [bare], [OPEN]),
        ("mixed", [row, bare, found], [GIVEN, OPEN, OPEN]),
    ):
        claims = a_set(tmp_path / name, rows).claims
        assert [mode_of(claim, usual_mode(claims)) for claim in claims] == modes


@pytest.mark.parametrize(
    ("labels", "wrong"), [({"SUPPORTED", "REFUTED"}, []), ({"SUPPORTED", "REFUTED", "MIXED"}, ["wrong"])]
)
def test_on_two_labels_the_likelier_counts_and_else_the_verdict(labels: set[str], wrong: list[str]) -> None:
    claim = Claim("1", "The bridge fell.", "REFUTED", ())
    verdict = said(Label.NOT_ENOUGH_INFO, REFUTED=0.4, SUPPORTED=0.1, NOT_ENOUGH_INFO=0.5)
    made = record(claim, lambda claim, mode: verdict, OPEN, "k", {}, labels)
    assert made["flags"] == wrong
    assert made["verdict"] == "NOT_ENOUGH_INFO"
    assert {
        "id",
        "claim",
        "cluster",
        "values",
        "timings_ms",
        "label",
        "probabilities",
        "mode",
        "for",
        "against",
        "gold",
    } <= set(made)


def test_gold_evidence_counts_wherever_it_is_shown_and_apart_where_it_decides() -> None:
    text = "The bridge fell. It was old. Nobody was hurt."
    known = article_record(text)
    due = tuple(
        Evidence("a", text.index(words), text.index(words) + len(words), words) for words in text.split(". ")[:2]
    )
    sides = (held(cite(1, known, text, "The bridge fell."), Stance.FOR), held(cite(2, known, text, "old"), Stance.OPEN))
    checked = replace(said(Label.NOT_ENOUGH_INFO), supporting=sides[:1], nearest=sides[1:])
    claim, names = Claim("1", "The bridge fell.", "SUPPORTED", due), {known.article_id: "a"}
    made = record(claim, lambda claim, mode: checked, OPEN, "k", names, {"SUPPORTED"})
    assert made["values"] == {"evidence_recall": 1.0, "evidence_decisive": 0.5}
    assert [one["quote"] for one in made["nearest"]] == ["old"]
    assert record(claim, lambda claim, mode: checked, GIVEN, "k", names, {"SUPPORTED"})["values"] == {}


def test_similarity_is_the_cosine_with_the_nearest_words_given_or_found(tmp_path: Path) -> None:
    encoder = HashEncoder()
    words = ["Norland bought a ferry.", "The bridge fell."]
    one = Claim("1", words[1], "SUPPORTED", tuple(Evidence(None, None, None, text) for text in words))
    with Library.open(tmp_path / "library", encoder) as library:
        like = Similarity(library)
        assert like(one, GIVEN) == pytest.approx(1.0, abs=1e-6)
        assert like(replace(one, evidence=()), GIVEN) == like(one, OPEN) == 0.0
        list(library.add([Article("a", words[0])], "bridges"))
        assert like(one, OPEN) == pytest.approx(float(np.dot(*encoder.encode(words))), abs=1e-3)


def test_the_judged_split_holds_what_no_model_has_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"_id": str(at), "claim": "The bridge fell.", "label": "SUPPORTED", "evidence": []} for at in range(3)]
    chosen = a_set(tmp_path / "bridges", rows)
    monkeypatch.setattr(holding, "_sides", lambda: {"bridges": frozenset({"1"})})
    assert chosen.split("judged") == "judged"
    assert [claim.id for claim in chosen.claims_of("judged")] == ["1"]
    assert len(chosen.claims_of("test")) == 3


def test_what_the_model_was_trained_on_is_not_taken_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "_SPLIT", tmp_path / "lost.json")
    monkeypatch.setattr(holding, "_sides", holding._sides.__wrapped__)
    with pytest.raises(SetError, match=r"lost\.json cannot be read .*; reinstall citedesk"):
        holding.held_out("scifact")


def test_given_words_are_all_there_is() -> None:
    words = "Norland paid 4 million euros for the ferry."
    checked = judge_given("Norland paid 9 million euros for the ferry.", [words], HashEncoder(), None)
    assert [one.citation.quote for one in checked.refuting] == [words]
    assert judge_given("Norland paid.", [], HashEncoder(), None).verdict is Label.NOT_ENOUGH_INFO


def test_of_a_page_the_sentences_nearest_to_the_claim_are_read_alone_and_as_windows() -> None:
    page = [f"Sentence {number} tells of something else." for number in range(30)]
    page[17] = "The ferry of Norland cost 4 million euros."
    chosen = pieces("The ferry of Norland cost 9 million euros.", page)
    assert chosen[0] == page[17]
    assert len(chosen) <= given.READ
    assert any(page[17] in piece and piece != page[17] for piece in chosen)


def test_few_texts_are_read_each_and_as_one() -> None:
    assert pieces("c", ["One  two.", "", "Three."]) == ["One two. Three.", "One two.", "Three."]
