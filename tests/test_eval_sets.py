"""Evaluation sets: the form is read whole, and what does not fit it is told by file and line."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from eval.rows import SetError
from eval.sets import EvaluationSet

DATA = Path(__file__).parents[2] / "shared" / "data"


def lines(path: Path, *rows: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())


def qrels(folder: Path, split: str, *rows: tuple[str, str, int]) -> None:
    body = "".join(f"{query}\t{article}\t{grade}\n" for query, article, grade in rows)
    lines(folder / "qrels" / f"{split}.tsv", "query-id\tcorpus-id\tscore\n" + body)


def queries(folder: Path, *ids: str) -> None:
    lines(folder / "queries.jsonl", *({"_id": one, "text": f"what about {one}?"} for one in ids))


def test_every_part_is_read(tmp_path):
    lines(
        tmp_path / "queries.jsonl",
        {"_id": "q", "text": "Who?", "as_of": "2022-06-17", "history": ["a"], "choices": ["b"], "extra": 1},
        "\n",
        {"_id": 7, "text": "When?", "split": "dev"},
    )
    evidence = {"doc_id": "d", "start": 0, "end": 2, "text": "Ab"}
    lines(
        tmp_path / "answers.jsonl.gz",
        {"query_id": "q", "answerable": False, "answers": ["x"], "nuggets": ["a|b"], "evidence": [evidence]},
        {"query_id": "7"},
    )
    lines(tmp_path / "claims.jsonl", {"_id": "c", "claim": "It is.", "label": "MIXED", "evidence": [{"text": "No."}]})
    found = EvaluationSet.load(tmp_path)
    first, second = found.queries
    assert (first.as_of, first.history, first.choices, first.split) == (date(2022, 6, 17), ("a",), ("b",), None)
    assert (second.id, second.split) == ("7", "dev")
    assert found.answers["q"].answerable is False and found.answers["7"].answerable is None
    assert found.answers["q"].nuggets == ("a|b",) and found.answers["q"].evidence[0].end == 2
    assert found.claims[0].label == "MIXED" and found.claims[0].evidence[0].doc_id is None


def test_the_text_of_a_corpus_is_kept_byte_for_byte(tmp_path):
    queries(tmp_path, "q")
    text = "\ufeff  A line\r\nand e\u0301 😀\u00a0 "
    lines(
        tmp_path / "corpus.jsonl.gz",
        {"_id": "d", "title": "T", "text": text, "metadata": {"published": "2022-03-29", "url": "https://a.example"}},
        {"_id": "e", "title": "", "text": ""},
    )
    first, second = EvaluationSet.load(tmp_path).articles()
    assert first.text == text and first.key == "d" and first.title and first.title.value == "T"
    assert first.published and first.published.value == "2022-03-29" and first.url == "https://a.example"
    assert second.text == "" and second.title is None and second.published is None


def test_articles_of_a_folder_are_named_by_their_stem(tmp_path):
    queries(tmp_path, "q")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("The first article says a thing or two.\n")
    (tmp_path / "articles" / "two.txt").write_text("The second says another thing.\n")
    assert [article.key for article in EvaluationSet.load(tmp_path).articles()] == ["one", "two"]


def test_qrels_decide_the_split_and_unjudged_queries_belong_to_all(tmp_path):
    queries(tmp_path, "a", "b", "c")
    qrels(tmp_path, "train", ("a", "d1", 1))
    qrels(tmp_path, "test", ("b", "d2", 2), ("b", "d3", 0))
    found = EvaluationSet.load(tmp_path)
    assert found.splits() == ("test", "train") and found.split() == "test" and found.split("train") == "train"
    assert [query.id for query in found.queries_of("train")] == ["a", "c"]
    assert [query.id for query in found.judged("test")] == ["b"]
    assert found.qrels["test"] == {"b": {"d2": 2, "d3": 0}}
    with pytest.raises(SetError, match="no split 'dev'; choose among test, train"):
        found.split("dev")


def test_a_stated_split_wins_and_the_only_one_is_taken(tmp_path):
    lines(tmp_path / "queries.jsonl", {"_id": "a", "text": "?", "split": "dev"}, {"_id": "b", "text": "?"})
    qrels(tmp_path, "dev", ("b", "d", 1))
    found = EvaluationSet.load(tmp_path)
    assert found.split() == "dev" and [query.id for query in found.queries_of("dev")] == ["a", "b"]


BROKEN = (
    ("queries.jsonl", '{"_id": "a", "text": "?"}\n{"_id": "b"\n', r"queries\.jsonl:2: not JSON"),
    ("queries.jsonl", '{"_id": "a", "text": "?"}\n\n{"_id": "b"}\n', r"queries\.jsonl:3: 'text' is missing"),
    ("queries.jsonl", "[1]\n", r"queries\.jsonl:1: must be an object"),
    ("queries.jsonl", '{"_id": "a", "text": "?", "as_of": "yesterday"}\n', r"queries\.jsonl:1: 'as_of' must be a date"),
    ("queries.jsonl", '{"_id": "a", "text": "?"}\n{"_id": "a", "text": "?"}\n', "the id 'a' stands twice"),
    ("answers.jsonl", '{"query_id": "q", "answerable": "yes"}\n', r"answers\.jsonl:1: 'answerable' must be true or"),
    ("answers.jsonl", '{"query_id": "q", "nuggets": ["("]}\n', r"answers\.jsonl:1: '\(' is no regular expression"),
    (
        "answers.jsonl",
        '{"query_id": "q", "evidence": [3]}\n',
        r"answers\.jsonl:1: 'evidence' must be a list of objects",
    ),
    ("claims.jsonl", '{"_id": "c", "claim": "x", "label": "TRUE"}\n', r"claims\.jsonl:1: unknown label 'TRUE'"),
    ("qrels/dev.tsv", "query-id\tcorpus-id\tscore\nq\td\n", r"dev\.tsv:2: 2 columns instead of 3"),
    ("qrels/dev.tsv", "query-id\tcorpus-id\tscore\nq\td\thigh\n", r"dev\.tsv:2: the score must be a whole number"),
)


@pytest.mark.parametrize(("name", "text", "message"), BROKEN)
def test_a_broken_row_is_told_by_file_and_line(tmp_path, name, text, message):
    queries(tmp_path, "q")
    lines(tmp_path / name, text)
    with pytest.raises(SetError, match=message):
        EvaluationSet.load(tmp_path)


def test_a_broken_file_and_an_empty_folder_are_told(tmp_path):
    with pytest.raises(SetError, match="neither queries"):
        EvaluationSet.load(tmp_path)
    with pytest.raises(SetError, match="no such evaluation set"):
        EvaluationSet.load(tmp_path / "none")
    (tmp_path / "queries.jsonl.gz").write_bytes(gzip.compress(b'{"_id": "q", "text": "?"}\n')[:-9])
    with pytest.raises(SetError, match="cannot be read"):
        EvaluationSet.load(tmp_path)


def test_a_set_is_named_by_its_folder_and_by_the_one_above_that_groups_languages(tmp_path):
    queries(tmp_path / "plain", "q")
    queries(tmp_path / "many" / "en", "q")
    (tmp_path / "many" / "README.md").write_text("one set in several languages")
    assert EvaluationSet.load(tmp_path / "plain").name == "plain"
    assert EvaluationSet.load(tmp_path / "many" / "en").name == "many/en"


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no development data in {DATA}")
@pytest.mark.parametrize(
    ("name", "split", "judged", "claims"),
    [
        ("scifact", "test", 300, 809),
        ("news-2022", "dev", 149, 0),
        ("xquad/ru", "dev", 1190, 0),
        ("wice", "test", 0, 349),
    ],
)
def test_the_development_sets_load(name, split, judged, claims):
    found = EvaluationSet.load(DATA / name)
    assert found.name == name and found.split() == split
    assert len(found.judged(split)) == judged and len(found.claims) == claims
