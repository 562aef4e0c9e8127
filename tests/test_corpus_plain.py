"""Plain text: the text stays whole; what it says about itself is read with its origin."""

from __future__ import annotations

import codecs
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import PROSE

from corpus.article import Article, Origin, Stated
from corpus.errors import EmptySource, NotText
from corpus.hyphen import dehyphenated
from corpus.read import read_bytes


def read(raw: bytes | str, name: str = "note.txt") -> Article:
    (article,) = read_bytes(name, raw.encode() if isinstance(raw, str) else raw)
    return article


SAVED = """{top}

The committee met on the island, and nobody wrote anything down.

It will meet again.

{end}"""


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
@example("\ufeff\ufeffa\r\n\rb\n\r")
def test_the_text_is_the_decoded_file_with_line_ends_alone_changed(text: str) -> None:
    try:
        article = read(b"Once " + text.encode())
    except NotText:  # control characters make a file binary
        return
    assert article.text == "Once " + text.replace("\r\n", "\n").replace("\r", "\n")
    assert 0 <= article.body_start < len(article.text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_dropped(encoding: str) -> None:
    article = read("Grüße aus 東京 😀".encode(encoding))
    assert (article.text, article.notes) == ("Grüße aus 東京 😀", ())


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Der Präsident erklärte am Montag, die Maßnahmen würden für alle gelten. „Wir müssen handeln“."),
        ("latin-1", "El señor López dijo que mañana habrá una reunión en España."),
        ("cp1250", "Vláda oznámila nová opatření týkající se spolupráce s Japonskem, řekl mluvčí."),
        ("cp1251", "Правительство объявило о новых мерах на этой неделе."),
        ("shift_jis", "東京で開かれた会議で、政府は新しい方針を発表した。関係者は歓迎している。"),
        ("gb18030", "政府今天在东京宣布了新的方针，并表示将继续合作。"),
        ("euc_kr", "정부는 오늘 도쿄에서 새로운 방침을 발표했다. 관계자들은 환영했다."),
    ],
)
def test_old_encodings_are_told_by_their_looks_and_noted(encoding: str, text: str) -> None:
    article = read(text.encode(encoding))
    assert article.text == text
    assert article.notes[0].startswith("encoding guessed: ")


def test_utf16_without_its_mark_is_read() -> None:
    assert read((PROSE * 3).encode("utf-16-be")).text == PROSE * 3


def test_a_broken_character_in_utf8_is_replaced_and_noted() -> None:
    article = read("Über Zürich und Genf, ".encode() * 40 + b"\xc3 end")
    assert article.text.endswith("\ufffd end") and "replaced" in article.notes[0]


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b"\n\x00"])
def test_an_empty_file_is_told(raw: bytes) -> None:
    with pytest.raises(EmptySource):
        read(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n" + b"x" * 50,
        bytes(range(256)) * 8,
        b"{\\rtf1 x}",
        b"\x00\x01" * 99,
        b"\xd0\xcf\x11\xe0 x",
        b"<?xml version='1.0'?><rss/>",
    ],
)
def test_binary_data_named_txt_is_refused_in_one_line(raw: bytes) -> None:
    with pytest.raises(NotText) as caught:
        read(raw)
    assert "\n" not in str(caught.value)


def test_header_lines_state_metadata_and_stay_in_the_text_before_the_body() -> None:
    top = "Title: The Ferry\nBy: Ann Lee and Bo Ek\nPublisher: The Daily\nDate: 11 July 2023\nURL: https://example.org/a\n\n"
    article = read(top + PROSE)
    assert article.text == top + PROSE and article.text[article.body_start :] == PROSE
    assert article.title == Stated("The Ferry", Origin.HEADER)
    assert (article.authors, article.authors_origin) == (("Ann Lee", "Bo Ek"), Origin.HEADER)
    assert article.publisher == Stated("The Daily", Origin.HEADER)
    assert article.published == Stated("2023-07-11", Origin.HEADER)
    assert (article.url, article.key) == ("https://example.org/a", "note.txt")


def test_front_matter_states_metadata() -> None:
    top = "title: 'The Ferry: a story'\nauthors: [Ann Lee, {name: Bo Ek}]\ndate: 2023-07-11\nlang: en-GB\ntags: [x]"
    article = read(f"---\n{top}\n---\n" + "\n# A heading\n\n" + PROSE, "note.md")
    assert article.text[article.body_start :].startswith("# A heading")
    assert article.title == Stated("The Ferry: a story", Origin.HEADER)
    assert article.authors == ("Ann Lee", "Bo Ek") and article.language == "en"
    assert article.published == Stated("2023-07-11", Origin.HEADER) and article.media_type == "text/markdown"


def test_an_unclear_date_is_left_unknown_and_noted() -> None:
    article = read("Title: x\nDate: 03/04/2023\n\n" + PROSE)
    assert article.published is None and "03/04/2023" in article.notes[0]


@pytest.mark.parametrize(
    "text", ["Date: a fruit of the desert\nis sweet.", "Note: nothing\n\nMore.", "http://example.org/a\n\nMore."]
)
def test_text_that_only_looks_like_a_header_is_body(text: str) -> None:
    article = read(text)
    assert (article.body_start, article.published, article.title and article.title.origin) in (
        (0, None, None),
        (0, None, Origin.TEXT),
    )


@pytest.mark.parametrize(
    "block",
    [
        "title: " + "[" * 4000,
        "- " * 4000,
        "a: &a [x, x]\ntitle: [*a, *a]",
        "title: !!python/object/apply:os.abort []",
        "a: b: c",
        "\t",
    ],
)
def test_hostile_front_matter_tells_nothing_and_breaks_nothing(block: str) -> None:
    article = read(f"---\n{block}\n---\n{PROSE}")
    assert article.title is None and article.text[article.body_start :] == PROSE


def test_a_first_line_set_off_is_the_title_and_a_sentence_is_not() -> None:
    assert read(SAVED.format(top="Who pays for the ferry?", end="x")).title == Stated(
        "Who pays for the ferry?", Origin.TEXT
    )
    assert read(SAVED.format(top="Nobody pays for it.", end="x")).title is None
    assert read("One line alone").title is None
    assert read("# The Ferry\n" + PROSE, "note.md").title == Stated("The Ferry", Origin.TEXT)


@pytest.mark.parametrize(
    ("end", "authors", "publisher"),
    [
        ("Source: Ann Lee, The Island Post", ("Ann Lee",), "The Island Post"),
        ("Source: Ann Lee for IslandPost", ("Ann Lee",), "IslandPost"),
        ("Source: The Island Post", (), "The Island Post"),
        ("Source: Ann Lee, The Island Post\nLeave a comment", ("Ann Lee",), "The Island Post"),
    ],
)
def test_a_closing_source_line_gives_author_and_publisher(end: str, authors: tuple[str, ...], publisher: str) -> None:
    article = read(SAVED.format(top="Start.", end=end))
    assert article.authors == authors and article.publisher == Stated(publisher, Origin.SOURCE_LINE)
    assert article.authors_origin == (Origin.SOURCE_LINE if authors else None)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("By Ann Lee, Bo van der Ek and Cy D. Dahl", ("Ann Lee", "Bo van der Ek", "Cy D. Dahl")),
        ("BY ANN LEE", ("ANN LEE",)),
        ("Ann Lee, University of the Islands", ("Ann Lee",)),
        ("Ann Lee is a senior fellow at the Ferry Institute.", ("Ann Lee",)),
        ("Ann Lee, a professor at the University of the Islands, said that it was late.", ()),
        ("By the time the ferry came it was late", ()),
        ("Stockholm, Sweden", ()),
    ],
)
def test_a_byline_or_an_authors_note_gives_the_authors(line: str, authors: tuple[str, ...]) -> None:
    article = read(SAVED.format(top="Title here", end=line) if " is " in line else f"Title here\n\n{line}\n\n{PROSE}")
    assert (article.authors, article.authors_origin) == (authors, Origin.BYLINE if authors else None)


def test_a_paper_behind_the_people_of_a_byline_is_the_publisher() -> None:
    article = read(f"Title\n\nBy Ann Lee and Bo Ek, Harbour Gazette, 3 May 2024\n\n{PROSE}")
    assert article.authors == ("Ann Lee", "Bo Ek")
    assert article.publisher == Stated("Harbour Gazette", Origin.BYLINE)
    assert article.published == Stated("2024-05-03", Origin.BYLINE)
    for line in ("By Ann Lee and Bo News", "By Bo News", "By Ann Lee, Bo Ek"):
        assert read(f"Title\n\n{line}\n\n{PROSE}").publisher is None


def test_somebody_the_text_speaks_of_is_not_its_author() -> None:
    text = f"{PROSE}\n\nFerries, said Ann Lee, are late.\n\nAnn Lee is a professor at the University of the Islands."
    assert read(text).authors == ()


def test_a_dateline_of_its_own_is_the_date_and_an_update_is_not() -> None:
    assert read(f"Title\n\nPublished: July 11, 2023\n\n{PROSE}").published == Stated("2023-07-11", Origin.TEXT)
    assert read(f"Title\n\nBy Ann Lee | July 11, 2023\n\n{PROSE}").published == Stated("2023-07-11", Origin.BYLINE)
    assert read(f"Title\n\nUpdated July 11, 2023\n\n{PROSE}").published is None
    assert read(f"Title\n\nThe law of July 11, 2023 is new.\n\n{PROSE}").published is None


def test_language_is_told_for_text_and_undetermined_for_a_few_words() -> None:
    assert read(PROSE * 2).language == "en" and read("Ja.").language == "und"
    assert read("東京で開かれた会議で政府は新しい方針を発表した").language == "ja"


@pytest.mark.parametrize(
    "text",
    [
        "Author: a" + " " * 300_000 + "b\n\nWords.",
        "Title: a\nAuthor: " + "and " * 100_000 + "\n\nWords.",
        "By " + "A " * 200_000 + "\n\nWords.",
        "By " + "Ab, " * 100_000 + "\n\nWords.",
        "a\n" + "a" * 300_000 + "-\n" + "a" * 300_000,
        "---\n" * 100_000 + "x",
        "Source: " + "A, " * 100_000 + "\n",
        "article " * 100_000 + "republished from The\n\nx",
        "1/" * 200_000,
    ],
    ids=lambda text: text[:12],
)
def test_lines_without_end_are_read_all_the_same(text: str) -> None:
    article = read(text)
    assert article.text == text and len(dehyphenated(text)[0]) <= len(text)


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Title: The harbour\n  is closed\n\n", "The harbour is closed"),
        ("Title:\n\tThe harbour\n\tis\n\tclosed\nDate: 2023-01-02\n\n", "The harbour is closed"),
        ("Title: The harbour\u2028is  closed\nAuthor: Ann Lee\n\n", "The harbour is closed"),
        ("---\ntitle: |\n  The harbour\n  is closed\n---\n", "The harbour is closed"),
        ('---\ntitle: "The harbour\\nis closed"\n---\n', "The harbour is closed"),
    ],
)
def test_a_title_of_several_lines_is_one_line_and_the_text_stays_as_it_is(top: str, title: str) -> None:
    article = read(f"{top}The harbour of Holm was closed on Monday.\n")
    assert article.title == Stated(title, Origin.HEADER)
    assert article.text[: article.body_start] == top
    assert article.text[article.body_start :].startswith("The harbour of Holm")


@pytest.mark.parametrize("body", ["   The harbour was closed.\nNobody knows why.\n", "\n   The harbour was closed.\n"])
def test_an_indented_body_is_no_part_of_the_title(body: str) -> None:
    article = read(f"Title: Harbour\nAuthor: Ann Lee\n{body}")
    assert article.title == Stated("Harbour", Origin.HEADER)
    assert article.authors == ("Ann Lee",)
    assert "The harbour was closed." in article.text[article.body_start :]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json"])
def test_a_title_in_a_table_is_one_line(name: str) -> None:
    row = {"title": "The harbour\nis closed", "publisher": "The\nPost", "text": "The harbour of Holm was closed."}
    csv = 'title,publisher,text\n"The harbour\nis closed","The\nPost",The harbour of Holm was closed.\n'
    raw = {"a.csv": csv, "a.jsonl": json.dumps(row), "a.json": json.dumps([row])}[name]
    article = read(raw, name)
    assert (article.title, article.publisher) == (
        Stated("The harbour is closed", Origin.HEADER),
        Stated("The Post", Origin.HEADER),
    )
