"""Retrieval runs: a small set with a known outcome, its records, its cached library and its samples."""

import json
from pathlib import Path

import pytest
from fakes import HashEncoder

from eval import metrics
from eval.rows import SetError
from eval.run import run_retrieval
from rag.config import Settings

ARTICLES = {
    "ships": "Fishermen counted four ships at dawn near the islands.",
    "wool": "The price of wool rose again in the southern markets.",
    "cables": "Storms cut two cables under the sea last winter.",
    "empty": "",
}
QUESTIONS = {"q1": ("ships at dawn", "ships"), "q2": ("price of wool", "wool"), "q3": ("wool wool wool", "cables")}


@pytest.fixture
def a_set(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "qrels").mkdir(parents=True)
    rows = ({"_id": key, "title": "", "text": text} for key, text in ARTICLES.items())
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    asked = [{"_id": key, "text": text} for key, (text, _) in QUESTIONS.items()] + [{"_id": "q4", "text": "unjudged"}]
    (folder / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in asked))
    judged = "".join(f"{key}\t{article}\t1\n" for key, (_, article) in QUESTIONS.items())
    (folder / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\n" + judged)
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load({"CITEDESK_HOME": str(tmp_path), "CITEDESK_CACHE": str(tmp_path / "cache")}, tmp_path)


def test_the_report_has_the_form_of_the_contract_and_the_right_figures(a_set, settings):
    report = run_retrieval(a_set, settings, encoder=HashEncoder(512))
    assert list(report) == ["set", "split", "metrics", "cost", "run_dir"]
    assert (report["set"], report["split"]) == ("small", "dev")
    assert list(report["metrics"]) == ["ndcg@10", "recall@10", "mrr@10", "success@1"]
    # q1 and q2 are found first, q3 asks for an article that does not hold its words.
    assert report["metrics"]["success@1"]["value"] == pytest.approx(2 / 3)
    for figure in report["metrics"].values():
        low, high = figure["ci95"]
        assert 0 <= low <= figure["value"] <= high <= 1 and figure["n"] == 3
    assert report["cost"]["articles"] == 4 and report["cost"]["passages"] == 3
    json.dumps(report)


def test_every_query_has_a_record_from_which_the_figures_follow(a_set, settings, tmp_path):
    report = run_retrieval(a_set, settings, run_dir=tmp_path / "run", encoder=HashEncoder(512))
    assert report["run_dir"] == str(tmp_path / "run")
    lines = (tmp_path / "run" / "retrieval.jsonl").read_text().splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["query_id"] for record in records] == ["q1", "q2", "q3"]
    for record in records:
        ranked = [one["article"] for one in record["ranked"]]
        scores = [one["score"] for one in record["ranked"]]
        assert len(set(ranked)) == len(ranked) and scores == sorted(scores, reverse=True)
        assert record["metrics"] == {n: f(ranked, record["relevant"]) for n, f in metrics.RETRIEVAL.items()}
    written = json.loads((tmp_path / "run" / "report.json").read_text())
    assert written["metrics"] == report["metrics"] and written["settings"]["fusion"]["depth"] > 0


def test_the_library_is_made_once_and_again_when_the_articles_change(a_set, settings):
    encoder = HashEncoder(512)
    first = run_retrieval(a_set, settings, encoder=encoder)
    calls = encoder.calls
    second = run_retrieval(a_set, settings, encoder=encoder)
    assert encoder.calls == calls + len(QUESTIONS)
    assert second["metrics"] == first["metrics"] and second["run_dir"] != first["run_dir"]
    with (a_set / "corpus.jsonl").open("a") as file:
        file.write(json.dumps({"_id": "late", "title": "", "text": "ships at dawn"}) + "\n")
    third = run_retrieval(a_set, settings, encoder=encoder)
    assert third["cost"]["articles"] == 5


def test_new_code_that_cuts_rebuilds_the_library_from_its_texts(a_set, settings, monkeypatch):
    encoder = HashEncoder(512)
    first = run_retrieval(a_set, settings, encoder=encoder)
    calls = encoder.calls
    monkeypatch.setattr("eval.indexed._code", lambda: "other")
    again = run_retrieval(a_set, settings, encoder=encoder)
    assert again["metrics"] == first["metrics"] and encoder.calls == calls + len(QUESTIONS)
    assert [path.read_text() for path in settings.cache.glob("small-*/code")] == ["other"]


def test_a_sample_is_seeded_and_keeps_the_shares_of_answerable_and_not(a_set, settings, tmp_path):
    asked = [{"_id": f"s{n}", "text": "ships at dawn"} for n in range(40)]
    (a_set / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in asked))
    gold = ({"query_id": f"s{n}", "answerable": n < 10} for n in range(40))
    (a_set / "answers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in gold))
    judged = "".join(f"s{n}\tships\t1\n" for n in range(40))
    (a_set / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\n" + judged)

    def sample(name: str) -> list[int]:
        run_retrieval(a_set, settings, limit=8, run_dir=tmp_path / name, encoder=HashEncoder(64))
        lines = (tmp_path / name / "retrieval.jsonl").read_text().splitlines()
        return [int(json.loads(line)["query_id"][1:]) for line in lines]

    first = sample("one")
    assert first == sample("two") == sorted(first)
    assert len(first) == 8 and sum(n < 10 for n in first) == 2


def test_a_set_without_judgements_is_refused_with_the_file_it_wants(a_set, settings):
    (a_set / "qrels" / "dev.tsv").unlink()
    with pytest.raises(SetError, match=r"needs qrels/test\.tsv"):
        run_retrieval(a_set, settings, encoder=HashEncoder())
