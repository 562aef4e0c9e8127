"""Evaluation sets: the form is read whole, and what does not fit it is told by file and line."""

import gzip
import json
import re
from datetime import date
from pathlib import Path

import pytest

from eval.gold import sources
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


def corpus(folder: Path, **texts: str) -> None:
    lines(folder / "corpus.jsonl", *({"_id": key, "title": "", "text": text} for key, text in texts.items()))


def queries(folder: Path, *ids: str) -> None:
    lines(folder / "queries.jsonl", *({"_id": one, "text": f"what about {one}?"} for one in ids))


def test_every_part_is_read(tmp_path):
    lines(
        tmp_path / "queries.jsonl",
        {"_id": "q", "text": "Who?", "as_of": "2022-06-17", "history": ["a"], "choices": ["b"], "type": "who", "x": 1},
        "\n",
        {"_id": 7, "text": "When?", "split": "dev"},
    )
    corpus(tmp_path, d="Abc")
    evidence = {"doc_id": "d", "start": 0, "end": 2, "text": "Ab"}
    lines(
        tmp_path / "answers.jsonl.gz",
        {"query_id": "q", "answerable": False, "answers": ["x"], "nuggets": ["a|b"], "evidence": [evidence]},
        {"query_id": "7", "choices": ["c"]},
    )
    lines(tmp_path / "claims.jsonl", {"_id": "c", "claim": "It is.", "label": "MIXED", "evidence": [{"text": "No."}]})
    found = EvaluationSet.load(tmp_path)
    first, second = found.queries
    assert (first.as_of, first.history, first.choices, first.split) == (date(2022, 6, 17), ("a",), ("b",), None)
    assert (second.id, second.split, second.choices) == ("7", "dev", ("c",))  # choices may stand beside the answer
    assert (first.type, second.type) == ("who", None)
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
    corpus(tmp_path, d1="", d2="", d3="")
    lines(tmp_path / "claims.jsonl", *({"_id": one, "claim": "x", "label": "MIXED"} for one in "abd"))
    qrels(tmp_path, "train", ("a", "d1", 1))
    qrels(tmp_path, "test", ("b", "d2", 2), ("b", "d3", 0))
    found = EvaluationSet.load(tmp_path)
    assert found.splits() == ("test", "train") and found.split() == "test" and found.split("train") == "train"
    assert [query.id for query in found.queries_of("train")] == ["a", "c"]
    assert [claim.id for claim in found.claims_of("train")] == ["a", "d"]
    assert [query.id for query in found.judged("test")] == ["b"]
    assert found.qrels["test"] == {"b": {"d2": 2, "d3": 0}}
    with pytest.raises(SetError, match="no split 'dev'; choose among test, train"):
        found.split("dev")


def test_a_stated_split_wins_and_the_only_one_is_taken(tmp_path):
    lines(tmp_path / "queries.jsonl", {"_id": "a", "text": "?", "split": "dev"}, {"_id": "b", "text": "?"})
    qrels(tmp_path, "dev", ("b", "d", 1))
    corpus(tmp_path, d="")
    found = EvaluationSet.load(tmp_path)
    assert found.split() == "dev" and [query.id for query in found.queries_of("dev")] == ["a", "b"]


BROKEN = (
    ("queries.jsonl", '{"_id": "a", "text": "?"}\n{"_id": "b"\n', r"queries\.jsonl:2: not JSON"),
    ("queries.jsonl", '{"_id": "a", "text": "?"}\n\n{"_id": "b"}\n', r"queries\.jsonl:3: 'text' is missing"),
    ("queries.jsonl", "[1]\n", r"queries\.jsonl:1: must be an object"),
    ("queries.jsonl", "[" * 100_000 + "\n", r"queries\.jsonl:1: JSON nested too deep"),
    ("queries.jsonl", '{"_id": "a", "text": "?", "as_of": "yesterday"}\n', r"queries\.jsonl:1: 'as_of' must be a date"),
    ("queries.jsonl", '{"_id": "a", "text": "?", "history": [{}]}\n', r"queries\.jsonl:1: 'history' must be a list of"),
    ("queries.jsonl", '{"_id": "a", "text": "\\ud800"}\n', r"queries\.jsonl:1: 'text' has half a surrogate pair at 0"),
    ("queries.jsonl", '{"_id": "a", "text": "?"}\n' * 2, r"queries\.jsonl:2: the id 'a' stands twice, at .*jsonl:1"),
    ("claims.jsonl", '{"_id": 1, "claim": "x", "label": "MIXED"}\n' * 2, r"claims\.jsonl:2: the id '1' stands twice"),
    ("answers.jsonl", '{"query_id": "q"}\n' * 2, r"answers\.jsonl:2: the id 'q' stands twice"),
    ("answers.jsonl", '{"query_id": "p"}\n', r"answers\.jsonl:1: no query has the id 'p'"),
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
    ("qrels/dev.tsv", "query-id\tcorpus-id\tscore\nq\td\t1\nq\td\t2\n", r"dev\.tsv:3: 'q' and 'd' are judged at .*:2"),
    ("qrels/dev.tsv", "q\td\t1.0\n", r"dev\.tsv:1: the score must be a whole number, not '1\.0'"),
    ("qrels/dev.tsv", "query-id\tcorpus-id\tscore\np\td\t1\n", r"dev\.tsv:2: no query has the id 'p'"),
    ("qrels/dev.tsv", "query-id\tcorpus-id\tscore\nq\te\t0\n", r"dev\.tsv:2: no article has the id 'e'"),
    ("corpus.jsonl", '{"_id": "d", "text": ""}\n' * 2, r"corpus\.jsonl:2: the id 'd' stands at .*corpus\.jsonl:1 too"),
)


@pytest.mark.parametrize(("name", "text", "message"), BROKEN)
def test_a_broken_row_is_told_by_file_and_line(tmp_path, name, text, message):
    queries(tmp_path, "q")
    corpus(tmp_path, d="A text.")
    qrels(tmp_path, "test", ("q", "d", 1))
    lines(tmp_path / name, text)
    with pytest.raises(SetError, match=message):
        EvaluationSet.load(tmp_path)


WRONG_EVIDENCE = (
    ({"doc_id": "d", "start": 0, "end": 4, "text": "Four"}, r"'\\ufeff Fo' from 0 to 4, not 'Four'; .* stand at 2"),
    ({"doc_id": "d", "start": 2, "end": 7, "text": "Four "}, "not 'Four '; count code points in the text as it is"),
    ({"doc_id": "d", "start": 7, "end": 12, "text": "Ships"}, "count code points in the text as it is"),
    ({"doc_id": "d", "start": 7, "end": 99, "text": "ships."}, "these words stand at 7"),
    ({"doc_id": "d", "start": 5, "end": 5, "text": "x"}, "must start before its end and not below 0, not 5 to 5"),
    ({"doc_id": "d", "start": -6, "end": -1, "text": "ships"}, "not below 0, not -6 to -1"),
    ({"doc_id": "d", "start": 5, "text": "x"}, "needs both 'start' and 'end'"),
    ({"doc_id": "d", "start": 7, "end": 12}, "'text' is missing"),
    ({"doc_id": "d", "text": "boats"}, "'boats' does not stand in 'd'"),
    ({"doc_id": "gone"}, "no article has the id 'gone'"),
    ({"start": 7, "end": 12}, "'text' is missing"),
    ({"text": " "}, "without a doc_id must carry text"),
    ({"doc_id": "d", "start": "7", "end": 12, "text": "ships"}, "'start' must be a whole number"),
)


@pytest.mark.parametrize("place", ["answers.jsonl:2", "claims.jsonl:2"])
@pytest.mark.parametrize(("evidence", "message"), WRONG_EVIDENCE)
def test_evidence_that_is_not_the_words_of_its_span_is_told_by_file_and_line(tmp_path, place, evidence, message):
    queries(tmp_path, "p", "q")
    corpus(tmp_path, d="\ufeff Four\nships.")
    right = {"doc_id": "d", "start": 2, "end": 12, "text": "Four\nships"}
    rows = (
        {
            "query_id": name,
            "_id": name,
            "claim": "x",
            "label": "MIXED",
            "evidence": [*([right] if name == "p" else []), one],
        }
        for name, one in (("p", right), ("q", evidence))
    )
    lines(tmp_path / place.split(":")[0], *rows)
    with pytest.raises(SetError, match=f"{re.escape(place)}: .*{message}"):
        EvaluationSet.load(tmp_path)


def test_evidence_may_be_a_span_a_whole_article_or_given_words(tmp_path):
    queries(tmp_path, "q")
    corpus(tmp_path, **{"7": "😀 e\u0301\u00a0x"})
    span = {"doc_id": 7, "start": 2, "end": 5, "text": "e\u0301\u00a0"}
    given = [{"text": "A page."}, {"text": ""}]
    lines(tmp_path / "answers.jsonl", {"query_id": "q", "evidence": [span, {"doc_id": "7"}, *given]})
    found = EvaluationSet.load(tmp_path).answers["q"].evidence
    assert [one.doc_id for one in found] == ["7", "7", None, None]
    assert sources(found) == {"7"} and sources(found[2:]) == {"A page.\n"} and sources(()) == frozenset()


def test_articles_are_left_unread_where_nothing_names_one_and_where_that_is_asked(tmp_path):
    lines(tmp_path / "claims.jsonl", {"_id": "c", "claim": "x", "label": "MIXED", "evidence": [{"text": "y"}]})
    lines(tmp_path / "corpus.jsonl", "no JSON")
    assert len(EvaluationSet.load(tmp_path).claims) == 1
    lines(tmp_path / "claims.jsonl", {"_id": "c", "claim": "x", "label": "MIXED", "evidence": [{"doc_id": "y"}]})
    assert len(EvaluationSet.load(tmp_path, articles=False).claims) == 1
    with pytest.raises(SetError, match=r"corpus\.jsonl:1: not JSON"):
        EvaluationSet.load(tmp_path)


def test_evidence_in_files_counts_in_their_canonical_text_and_ids_must_differ(tmp_path):
    (tmp_path / "articles" / "more").mkdir(parents=True)
    (tmp_path / "articles" / "one.txt").write_bytes("\ufeffTwo lines\r\nof text.\r\n".encode())
    evidence = {"doc_id": "one", "start": 4, "end": 12, "text": "lines\nof"}
    lines(tmp_path / "claims.jsonl", {"_id": "c", "claim": "x", "label": "REFUTED", "evidence": [evidence]})
    found = EvaluationSet.load(tmp_path)
    assert next(found.articles()).text[4:12] == "lines\nof"
    (tmp_path / "articles" / "more" / "one.txt").write_text("Two lines\nof another text.")
    with pytest.raises(SetError, match=r"one\.txt: the id 'one' stands at .*one\.txt too"):
        EvaluationSet.load(tmp_path)
    with pytest.raises(SetError, match="the id 'one'"):
        list(found.articles())
    (tmp_path / "articles" / "more" / "one.txt").rename(tmp_path / "articles" / "one.md")  # read first, other words
    with pytest.raises(SetError, match=r"one\.txt: the id 'one' stands at .*one\.md too"):
        EvaluationSet.load(tmp_path)


def test_a_date_of_an_article_is_read_as_every_other_date_and_what_is_none_is_unknown(tmp_path):
    stated = {"a": "June 17, 2022", "b": "2022-06-17T10:00:00Z", "c": "someday", "d": "03/04/2022", "e": 2022}
    rows = ({"_id": key, "text": "x", "metadata": {"published": day}} for key, day in stated.items())
    lines(tmp_path / "corpus.jsonl", *rows)
    queries(tmp_path, "q")
    read = [article.published and article.published.value for article in EvaluationSet.load(tmp_path).articles()]
    assert read == ["2022-06-17", "2022-06-17T10:00:00+00:00", None, None, None]


def test_two_files_of_one_part_are_refused_and_a_byte_order_mark_is_no_text(tmp_path):
    (tmp_path / "queries.jsonl").write_bytes(b"\xef\xbb\xbf" + b'{"_id": "a", "text": "?"}\n')
    assert EvaluationSet.load(tmp_path).queries[0].id == "a"
    lines(tmp_path / "queries.jsonl.gz", {"_id": "a", "text": "?"})
    with pytest.raises(SetError, match=r"both queries\.jsonl and queries\.jsonl\.gz"):
        EvaluationSet.load(tmp_path)


def test_a_broken_file_and_an_empty_folder_are_told(tmp_path):
    with pytest.raises(SetError, match="neither queries"):
        EvaluationSet.load(tmp_path)
    with pytest.raises(SetError, match="no such evaluation set"):
        EvaluationSet.load(tmp_path / "none")
    (tmp_path / "queries.jsonl.gz").write_bytes(gzip.compress(b'{"_id": "q", "text": "?"}\n')[:-9])
    with pytest.raises(SetError, match=r"queries\.jsonl\.gz:1: cannot be read: .*; fetch or pack the file again"):
        EvaluationSet.load(tmp_path)
    packed = gzip.compress(b'{"_id": "q", "text": "?"}\n' * 9)
    for at in range(10, len(packed)):  # a byte that is not the one written, anywhere behind the header
        (tmp_path / "queries.jsonl.gz").write_bytes(packed[:at] + bytes([packed[at] ^ 0xFF]) + packed[at + 1 :])
        with pytest.raises(SetError, match=r"queries\.jsonl\.gz:\d+: "):
            EvaluationSet.load(tmp_path)
    (tmp_path / "queries.jsonl.gz").unlink()
    (tmp_path / "queries.jsonl").write_bytes(b'{"_id": "p", "text": "?"}\n{"_id": "caf\xe9", "text": "?"}\n')
    with pytest.raises(SetError, match=r"queries\.jsonl:2: not UTF-8 at byte 13 of the line; save it as UTF-8"):
        EvaluationSet.load(tmp_path)


def test_judgements_that_no_split_names_are_told(tmp_path):
    queries(tmp_path, "q")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "dev.tsv.gz").write_bytes(gzip.compress(b"q\td\t1\n"))
    with pytest.raises(SetError, match=r"qrels: no SPLIT\.tsv in it; .*not packed"):
        EvaluationSet.load(tmp_path)


def test_a_set_is_named_by_its_folder_and_by_the_one_above_that_groups_languages(tmp_path):
    queries(tmp_path / "plain", "q")
    queries(tmp_path / "many" / "en", "q")
    (tmp_path / "many" / "README.md").write_text("one set in several languages")
    assert EvaluationSet.load(tmp_path / "plain").name == "plain"
    assert EvaluationSet.load(tmp_path / "many" / "en").name == "many/en"


SETS = {
    "fever-symmetric": ("test", 0, 708),
    "fool-me-twice": ("test", 0, 1169),
    "highlights": ("dev", 150, 0),
    "news-2022": ("dev", 149, 0),
    "scifact": ("test", 300, 809),
    "squad2": ("dev", 1299, 0),
    "tokyo-office": ("dev", 9, 10),
    "wice": ("test", 0, 349),
    **{f"xquad/{language}": ("dev", 1190, 0) for language in ("de", "en", "es", "ru")},
}


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no development data in {DATA}")
@pytest.mark.parametrize("name", SETS)
def test_the_development_sets_have_no_fault(name):
    split, judged, claims = SETS[name]
    found = EvaluationSet.load(DATA / name)
    assert found.name == name and found.split() == split
    assert len(found.judged(split)) == judged and len(found.claims) == claims
