"""Word files: what is shown is read, and hostile archives are refused before they unfold."""

from __future__ import annotations

import io

import docx
import pytest
from samples import PROSE, archive, paragraph, word

from corpus.article import Article, Origin, Stated
from corpus.errors import EmptySource, Malformed
from corpus.read import read_bytes
from corpus.sourcemap import BlockMap


def read(raw: bytes) -> Article:
    (article,) = read_bytes("report.docx", raw)
    return article


def test_paragraphs_headings_lists_and_tables_are_blocks_in_order() -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Ferries", "Ann Lee"
    document.add_heading("The harbour", 1)
    document.add_paragraph("Ferries are late.")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells), ("Island", "Goats", "Ö", "7"), strict=True
    ):
        cell.text = words
    document.add_paragraph("The end.")
    out = io.BytesIO()
    document.save(out)
    article = read(out.getvalue())
    assert article.text == "The harbour\n\nFerries are late.\n\nIsland\tGoats\nÖ\t7\n\nThe end."
    assert isinstance(article.source_map, BlockMap)
    assert [block.kind for block in article.source_map.blocks] == ["head", "p", "row", "row", "p"]
    assert all(block.span.of(article.text).strip() for block in article.source_map.blocks)
    assert article.title == Stated("Ferries", Origin.PROPERTIES)
    assert (article.authors, article.authors_origin, article.published) == (("Ann Lee",), Origin.PROPERTIES, None)


def test_insertions_are_read_and_deletions_are_not() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        run.format("kept ")
        + f"<w:ins>{run.format('put in')}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    )
    assert read(word(f"<w:p>{body}<w:r><w:tab/><w:t>tabbed</w:t><w:br/><w:t>next</w:t></w:r></w:p>")).text == (
        "kept put in\ttabbed\nnext"
    )


def test_hidden_words_are_not_read() -> None:
    run = "<w:r><w:rPr><w:vanish{}/></w:rPr><w:t>{}</w:t></w:r>"
    shown = run.format(' w:val="0"', "seen")
    assert read(word(f"<w:p>{run.format('', 'unseen ')}{shown}</w:p>")).text == "seen"


def test_a_table_inside_a_cell_is_read_once() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('inner')}</w:tc></w:tr></w:tbl>"
    assert read(word(f"<w:tbl><w:tr><w:tc>{paragraph('outer')}{inner}</w:tc></w:tr></w:tbl>")).text == "outer\ninner"


def test_a_byline_in_the_text_goes_before_the_typist() -> None:
    article = read(word("".join(map(paragraph, ("The Ferry", "By Ann Lee", PROSE, PROSE)))))
    assert (article.authors, article.authors_origin) == (("Ann Lee",), Origin.BYLINE)
    assert article.title == Stated("The Ferry", Origin.TEXT)


@pytest.mark.parametrize(
    ("raw", "error", "words"),
    [
        (word(""), EmptySource, "no text"),
        (archive({"word/document.xml": b"a" * 70_000_000}), Malformed, "zip bomb"),
        (archive({f"word/{n}.xml": "x" for n in range(5_001)}), Malformed, "zip bomb"),
        (word(paragraph("&a;"), before='<!DOCTYPE x [<!ENTITY a "aaaa">]>'), Malformed, "entities"),
        (word("<w:p>" * 20_000 + "</w:p>" * 20_000), Malformed, "damaged"),
        (word(paragraph("x"))[:-40], Malformed, "damaged"),
        (archive({"word/document.xml": "<w:document/>"}), Malformed, "damaged"),
    ],
    ids=["empty", "bomb", "many parts", "entities", "deep", "cut off", "incomplete"],
)
def test_a_hostile_or_broken_file_is_told_in_one_line(raw: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        read(raw)
    assert "\n" not in str(caught.value)
