"""PDF: text, pages, boxes, and what is refused."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import pdf

from corpus.article import Article, Origin, Span
from corpus.errors import Encrypted, Malformed, NoTextLayer
from corpus.hyphen import dehyphenated
from corpus.read import read_bytes
from corpus.sourcemap import PageMap

LINES = ["The ferry company announced a part-", "nership with four islands.", "", "It starts in May."]


def read(raw: bytes, name: str = "paper.pdf") -> Article:
    (article,) = read_bytes(name, raw)
    return article


def pages_of(article: Article) -> PageMap:
    assert isinstance(article.source_map, PageMap)
    return article.source_map


def test_paragraphs_stand_apart_and_line_end_hyphens_stay() -> None:
    article = read(pdf([LINES]))
    assert article.text == "The ferry company announced a part-\nnership with four islands.\n\nIt starts in May."


def test_a_span_over_two_lines_has_a_box_on_each() -> None:
    article = read(pdf([LINES]))
    start = article.text.index("part-")
    upper, lower = pages_of(article).boxes(Span(start, start + len("part-\nnership")))
    # The first baseline lies 792 - 720 = 72 points below the top edge, the second one 14 points further down.
    assert (upper.page, lower.page) == (1, 1)
    assert upper.y0 < 72 < upper.y1 and lower.y0 < 86 < lower.y1
    assert lower.x0 == pytest.approx(72, abs=0.5) and upper.x1 > upper.x0 > 72


def test_every_character_knows_its_page() -> None:
    article = read(pdf([["First page here."], [], ["Third page here."]]))
    pages = pages_of(article)
    assert [pages.page_of(article.text.index(word)) for word in ("First", "Third")] == [1, 3]
    assert pages.page_of(len(article.text)) is None and pages.page_of(-1) is None
    assert pages.size_of(3) == (612, 792) and pages.size_of(2) is None
    assert article.notes == (
        "no text layer: 1 page (2) skipped; OCR is not done yet: let another program give it a text layer",
    )


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_of_a_turned_page_are_those_of_the_page_as_shown(turn: int) -> None:
    article = read(pdf([["Word"]], page=f"/Rotate {turn}"))
    boxes = pages_of(article).boxes(Span(0, 4))
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    y0, y1 = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    width, height = pages_of(article).size_of(1) or (0, 0)
    # The word starts 72 points from the left and its baseline stands 72 points from the top of the page not turned.
    # Turned clockwise, its left edge comes to lie on top, and its top edge on the right.
    near = {0: (x0, y1), 90: (y0, width - x0), 180: (width - x1, height - y0), 270: (height - y1, x1)}[turn]
    assert near == pytest.approx((72, 72), abs=4)
    assert (width, height) == ((612, 792) if turn in (0, 180) else (792, 612))


def test_a_sentence_runs_on_over_a_page_and_running_heads_are_left_out() -> None:
    tails, heads = ("goat", "horse", "mule"), ("Start.", "or cow.", "or dog.")
    lines = [
        [f"The Island Review {n}", heads[n], "More.", "And more.", f"It was a {tails[n]}", f"{n}"] for n in range(3)
    ]
    article = read(pdf(lines))
    assert article.text.count("The Island Review") == 1, "the first stays, since it may be the title"
    assert article.notes == ("5 running heads or page numbers left out",)
    assert "It was a goat\nor cow." in article.text


def test_metadata_is_the_documents_own_and_its_dates_are_no_publication() -> None:
    article = read(pdf([LINES], info="/Title (Ferries) /Author (Ann Lee) /CreationDate (D:20230711120000Z)"))
    assert article.title is not None and (article.title.value, article.title.origin) == ("Ferries", Origin.PROPERTIES)
    assert (article.authors, article.authors_origin) == (("Ann Lee",), Origin.PROPERTIES)
    assert article.published is None


def test_words_hyphenated_at_line_ends_are_found_through_the_map() -> None:
    text = read(
        pdf([["They called it a part-", "nership of Indo-", "Pacific and well-", "known or well-known firms."]])
    ).text
    search, offsets = dehyphenated(text)
    assert "partnership" in search and "Indo-Pacific" in search and "well-known or well-known" in search
    at = search.index("partnership")
    assert text[offsets[at] : offsets[at + len("partnership") - 1] + 1] == "part-\nnership"


@settings(deadline=None)
@given(st.text(alphabet="ab-\n \u00adAé1", max_size=60))
def test_the_hyphen_map_keeps_every_character_but_hyphens_and_space(text: str) -> None:
    search, offsets = dehyphenated(text)
    assert len(offsets) == len(search) + 1 and offsets[-1] == len(text)
    assert [text[place] for place in offsets[:-1]] == list(search)
    assert all(before < after for before, after in pairwise(offsets))
    dropped = set(range(len(text))) - set(offsets)
    assert all(text[place] in "-\n \u00ad" for place in dropped)


@pytest.mark.parametrize(
    ("raw", "error", "words"),
    [
        (pdf([[], []]), NoTextLayer, "no text layer: 2 pages skipped; OCR is not done yet"),
        (pdf([LINES])[:300], Malformed, "damaged"),
        (b"%PDF-1.7 and nothing else", Malformed, "damaged"),
        (
            pdf([LINES], extra="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -1 "
                f"/O <{'00' * 32}> /U <{'11' * 32}> >>"),
            Encrypted,
            "without its password",
        ),
    ],
    ids=["pictures", "cut off", "empty", "encrypted"],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line(raw: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        read(raw)
    assert "\n" not in str(caught.value)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_broken_bytes_never_crash_the_reader(data: st.DataObject) -> None:
    raw = bytearray(pdf([LINES, LINES]))
    for at in data.draw(st.lists(st.integers(9, len(raw) - 1), max_size=8)):
        raw[at] = data.draw(st.integers(0, 255))
    try:
        article = read(bytes(raw))
    except (Malformed, NoTextLayer, Encrypted):
        return
    assert len(pages_of(article).chars) == len(article.text)


def test_of_many_pages_without_text_the_first_are_named() -> None:
    article = read(pdf([LINES, *[[]] * 9]))
    assert article.notes[0].startswith("no text layer: 9 pages (2, 3, 4, 5, 6, 7, 8, 9, ...) skipped; ")


def test_a_table_of_contents_that_points_nowhere_stops_no_reader() -> None:
    raw = pdf([LINES])
    start = raw.rindex(b"startxref")
    assert read(raw[:start] + b"startxref\n99999\n%%EOF\n").text == read(raw).text
