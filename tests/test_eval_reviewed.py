"""Marked answers: kept in the home, and made questions of a set that loads and runs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from evaluation import quicken
from fakes import HashEncoder
from fakes_desk import silence
from shelves import article, fill, opened

from corpus.errors import LibraryDamaged
from eval.reviewed import add
from eval.rows import SetError
from eval.run import Options, run
from eval.sets import EvaluationSet
from rag.answer import Searched
from rag.config import Settings
from rag.kept.reviews import Mistake, Reviews

TEXT = (
    "\ufeff The ferry to Orm sank in the night.\n\nThe company says that\na valve   was left open. 🙂 Nobody drowned."
)


@pytest.fixture
def library(tmp_path: Path):
    with opened(tmp_path / "library") as library:
        fill(
            library, [article("ferry", TEXT, published="2021-05-01"), article("late", "Late.", published="2023-05-01")]
        )
        yield library


def marked(home: Path, mistake: Mistake = Mistake.REFUSED_IN_VAIN, right: str = "A valve was left open", **filters):
    answer = replace(silence("Why did the ferry sink?"), searched=Searched(1, 1, 0, filters))
    return Reviews(home).add(answer, mistake, right, ("What of the ferry?",))


def test_a_review_comes_back_as_it_was_kept(tmp_path):
    assert Reviews(tmp_path / "home").all() == ()
    kept = [marked(tmp_path / "home"), marked(tmp_path / "home", right="")]
    assert list(Reviews(tmp_path / "home").all()) == kept and kept[0].id != kept[1].id
    (tmp_path / "home" / "reviews.jsonl").write_text("{\n")
    with pytest.raises(LibraryDamaged, match=r"reviews\.jsonl:1 is no review .*; mend or remove the line"):
        Reviews(tmp_path / "home").all()


def test_a_marked_answer_becomes_a_question_whose_evidence_stands_in_the_text(tmp_path, library):
    review = marked(tmp_path, until="2022-01-01")
    with library.snapshot() as state:
        assert add(Reviews(tmp_path).all(), tmp_path / "mine", state).added == (review.id,)
    loaded = EvaluationSet.load(tmp_path / "mine")
    (query,), gold = loaded.queries, loaded.answers[review.id]
    assert (query.text, query.history, str(query.as_of)) == (review.answer.question, review.history, "2022-01-01")
    assert [one.text for one in loaded.articles()] == [TEXT]  # what the day left out was not searched
    (evidence,) = gold.evidence
    assert TEXT[evidence.start : evidence.end] == evidence.text == "a valve   was left open"
    assert gold.answerable and gold.answers == ("A valve was left open",)
    assert loaded.qrels["dev"] == {review.id: {evidence.doc_id: 1}}


def test_what_is_in_the_set_is_not_added_again_and_other_sets_are_free(tmp_path, library):
    marked(tmp_path)
    with library.snapshot() as state:
        assert len(add(Reviews(tmp_path).all(), tmp_path / "mine", state).added) == 1
        second = marked(tmp_path, Mistake.SHOULD_HAVE_REFUSED, "")
        assert add(Reviews(tmp_path).all(), tmp_path / "mine", state).added == (second.id,)
        assert add(Reviews(tmp_path).all(), tmp_path / "mine", state).added == ()
        assert len(add(Reviews(tmp_path).all(), tmp_path / "other", state).added) == 2
    loaded = EvaluationSet.load(tmp_path / "mine")
    assert loaded.answers[second.id].answerable is False and len(list(loaded.articles())) == 2


def test_an_addition_that_was_broken_off_is_completed_by_the_next(tmp_path, library):
    review = marked(tmp_path)
    with library.snapshot() as state:
        add(Reviews(tmp_path).all(), tmp_path / "mine", state)
        whole = {path.name: path.read_bytes() for path in (tmp_path / "mine").rglob("*.*")}
        (tmp_path / "mine" / "queries.jsonl").unlink()  # which is written last
        assert add(Reviews(tmp_path).all(), tmp_path / "mine", state).added == (review.id,)
    assert {path.name: path.read_bytes() for path in (tmp_path / "mine").rglob("*.*")} == whole


def test_rows_are_added_below_a_last_line_without_an_end_and_never_beside_a_packed_file(tmp_path, library):
    mine = tmp_path / "mine"
    (mine / "qrels").mkdir(parents=True)
    (mine / "corpus.jsonl").write_text('{"_id": "x", "text": "A."}')
    (mine / "queries.jsonl").write_text('{"_id": "q", "text": "?"}')
    (mine / "qrels" / "dev.tsv").write_text("q\tx\t1")
    review = marked(tmp_path)
    with library.snapshot() as state:
        add(Reviews(tmp_path).all(), mine, state)
        assert {query.id for query in EvaluationSet.load(mine).judged("dev")} == {"q", review.id}
        (mine / "claims.jsonl.gz").write_bytes(b"")
        with pytest.raises(SetError, match=r"claims\.jsonl\.gz: nothing can be added beside a packed file; gunzip it"):
            add(Reviews(tmp_path).all(), mine, state)


def test_without_the_right_words_there_is_nothing_to_measure(tmp_path, library):
    review = marked(tmp_path, right="  ")
    with library.snapshot() as state:
        outcome = add(Reviews(tmp_path).all(), tmp_path / "mine", state)
    assert (outcome.added, outcome.lacking) == ((), (review.id,))


def test_the_set_of_marked_answers_runs(tmp_path, library, monkeypatch):
    quicken(monkeypatch)
    marked(tmp_path)
    with library.snapshot() as state:
        add(Reviews(tmp_path).all(), tmp_path / "mine", state)
    settings = Settings.load({"CITEDESK_HOME": str(tmp_path), "CITEDESK_CACHE": str(tmp_path / "cache")}, tmp_path)
    report = run(tmp_path / "mine", settings, Options(), tmp_path / "run", encoder=HashEncoder(512))
    assert report["split"] == "dev" and report["metrics"]["recall@10"]["value"] == 1
    json.dumps(report)
