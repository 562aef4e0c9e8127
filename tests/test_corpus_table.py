"""Rows of JSON lines and CSV: an article each, in columns named by option."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article, Origin, Stated, canonical_text
from corpus.errors import EmptySource, Malformed
from corpus.read import ReadOptions, read_bytes

DEFAULTS = ReadOptions()
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(str.strip)


def read(raw: str, name: str, options: ReadOptions = DEFAULTS) -> list[Article]:
    return list(read_bytes(name, raw.encode(), options=options))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_rows_come_back_from_json_lines_and_csv(rows: list[tuple[str, str]]) -> None:
    lines = "".join(json.dumps({"title": title, "text": text}) + "\n" for title, text in rows)
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("title", "text"), *rows])
    for articles in (read(lines, "a.jsonl"), read(out.getvalue(), "a.csv")):
        assert [article.text for article in articles] == [canonical_text(text) for _, text in rows]
        assert [article.title and article.title.value for article in articles] == [title.strip() for title, _ in rows]
        assert [article.key.partition("#")[2] for article in articles] == [str(n + 1) for n in range(len(rows))]


def test_columns_are_named_by_option_and_found_without_regard_to_case() -> None:
    options = ReadOptions(
        text_column="Body", title_column="headline", date_column="when", author_column="who", publisher_column="paper",
        url_column="link", id_column="no",
    )  # fmt: skip
    raw = 'no;HEADLINE;body;When;Who;Paper;Link\nx7;The Ferry;"Late; again.\nAnd again.";13.07.2023;Ann Lee and Bo Ek;Daily;https://example.org/a\n'
    (article,) = read(raw, "a.csv", options)
    assert (article.key, article.text, article.url) == ("a.csv#x7", "Late; again.\nAnd again.", "https://example.org/a")
    assert article.title == Stated("The Ferry", Origin.HEADER) and article.publisher == Stated("Daily", Origin.HEADER)
    assert article.published == Stated("2023-07-13", Origin.HEADER) and article.authors == ("Ann Lee", "Bo Ek")


def test_an_unclear_date_is_unknown_and_noted() -> None:
    (article,) = read('{"text": "x", "date": "03/04/2023"}\n', "a.jsonl")
    assert article.published is None and "03/04/2023" in article.notes[0]


def test_an_array_of_objects_and_a_list_of_authors_are_read() -> None:
    articles = read('[{"text": "one", "author": ["Ann Lee", "Bo Ek"]}, {"text": "two"}]', "a.json")
    assert [article.text for article in articles] == ["one", "two"] and articles[0].authors == ("Ann Lee", "Bo Ek")


def test_half_a_character_in_json_becomes_one_that_can_be_written() -> None:
    (article,) = read('{"text": "\\ud800 x", "author": "\\udfff"}\n', "a.jsonl")
    assert article.text == "\ufffd x" and article.sha256


def test_a_row_with_a_comma_too_many_is_named_and_never_cut() -> None:
    articles: list[Article] = []
    with pytest.raises(Malformed, match=r"2 rows read, 1 left out \(row 2: more fields than .*; mend them"):
        for article in read_bytes("a.csv", b"title,text\nA,one,,\nB,two, and three\nC,four\n"):
            articles.append(article)
    assert [article.text for article in articles] == ["one", "four"]


def test_columns_of_other_names_are_told_once() -> None:
    with pytest.raises(Malformed, match=r"^no column is named 'text' but headline, body; .* --text-column$"):
        read("headline,body\n" + "Pier,Closed.\n" * 50, "a.csv")


@pytest.mark.parametrize(("raw", "name"), [("title,text\n", "a.csv"), ("[]", "a.json")])
def test_a_table_without_rows_is_told(raw: str, name: str) -> None:
    with pytest.raises(EmptySource, match="no row in it; "):
        read(raw, name)


def test_bad_rows_are_named_after_the_good_ones() -> None:
    raw = '{"text": "one"}\nnot json\n\n[1]\n{"text": ""}\n{"x": 1}\n{"text": "six"}\n'
    articles: list[Article] = []
    with pytest.raises(Malformed, match=r"2 rows read, 4 left out \(row 2: no JSON object; .* and 1 more\)"):
        for article in read_bytes("a.jsonl", raw.encode()):
            articles.append(article)
    assert [article.text for article in articles] == ["one", "six"]


@pytest.mark.parametrize("raw", ['text\n"never closed\n', "a,b\n1,2\n"])
def test_a_table_without_text_is_told_with_the_remedy(raw: str) -> None:
    with pytest.raises(Malformed, match=r"check its quotation marks|name the column"):
        read(raw, "a.csv")


@pytest.mark.parametrize("raw", ['{"text":' + "[" * 50_000, '{"text": "x", "date": ' + "9" * 5_000 + "}"])
def test_hostile_json_is_no_object(raw: str) -> None:
    with pytest.raises(Malformed, match="no JSON object"):
        read(raw + "\n", "a.jsonl")
