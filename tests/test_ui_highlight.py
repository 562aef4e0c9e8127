from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Span
from corpus.visible import escape, safe_link, visible
from ui.highlight import Mark, render_source

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(list("<>&\"'`=/ \n\t\u200b\u200d\u202e\u2066\ufeff\x00\x1b\x85\U000e0041")),
        st.characters(),
        st.sampled_from("aé👩💻علی日本"),
    ),
    max_size=60,
)


class Reader(HTMLParser):
    """Reads HTML back as a browser would: what is shown, what is marked, which elements there are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown, self.elements = "", set()
        self.marked: dict[str, str] = {}
        self.open: list[dict[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.open.append(dict(attrs))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        self.shown += data
        for number in (self.open[-1]["data-cite"] or "").split() if self.open else ():
            self.marked[number] = self.marked.get(number, "") + data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@st.composite
def marked_texts(draw):
    text = draw(HOSTILE)
    edge = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edge, edge).map(sorted), max_size=6))
    active = draw(st.integers(0, 6))
    return text, [Mark(Span(*span), number, number == active) for number, span in enumerate(spans, 1)]


@given(marked_texts())
def test_marks_are_exactly_the_words_of_their_spans_and_no_other_element_appears(case):
    text, marks = case
    page = read(render_source(text, marks))
    assert page.elements <= {"mark"}
    # A joiner at the edge of a mark has lost its neighbour and is shown as a sign: compare without the two joiners.
    assert _bare(page.shown) == _bare(text)
    for mark in marks:
        assert _bare(page.marked.get(str(mark.number), "")) == _bare(mark.span.of(text))


def _bare(text: str) -> str:
    shown = visible(text)
    for joiner in "\u200c\u200d":
        shown = shown.replace(joiner, "").replace(f"‹U+{ord(joiner):04X}›", "")
    return shown


@given(HOSTILE)
def test_escaped_text_has_no_markup_and_nothing_hidden(text):
    escaped = escape(text)
    assert not set("<>\"'") & set(escaped)
    page = read(escaped)
    assert page.elements == set()
    assert page.shown == visible(text)
    assert read(f'<a title="{escaped}">').open == [{"title": visible(text)}]
    escaped.encode("utf-8")


@given(HOSTILE)
def test_making_visible_twice_changes_nothing_more(text):
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202egnp.exe", "a‹U+202E›gnp.exe"),
        ("pay\u200bpal", "pay‹U+200B›pal"),
        ("\x1b[31m", "␛[31m"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("naïve 👩‍💻 नमस्ते", "naïve 👩‍💻 नमस्ते"),
        ("می‌خواهم", "می‌خواهم"),
        ("joi\u200dned", "joi‹U+200D›ned"),
        ("\U000e0041hidden", "‹U+E0041›hidden"),
    ],
)
def test_characters_that_hide_are_shown_and_writing_systems_keep_theirs(text, shown):
    assert visible(text) == shown


def test_an_emoji_before_the_span_does_not_move_the_mark():
    text = "🇯🇵👩‍💻 France blocked the office. Others did not."
    start = text.index("France")
    html = render_source(text, [Mark(Span(start, start + 26), 1)])
    assert read(html).marked == {"1": "France blocked the office."}


def test_the_active_span_is_strongest_where_spans_overlap():
    html = render_source("abcdef", [Mark(Span(0, 4), 1), Mark(Span(2, 6), 2, active=True)])
    assert html == (
        '<mark data-cite="1">ab</mark><mark data-cite="1 2" class="active">cd</mark>'
        '<mark data-cite="2" class="active">ef</mark>'
    )


def test_a_span_beyond_the_text_marks_what_there_is():
    assert render_source("abc", [Mark(Span(2, 9), 1)]) == 'ab<mark data-cite="1">c</mark>'


@pytest.mark.parametrize("url", ["https://example.org/a?b=1#c", "http://example.org", "https://例え.jp/記事"])
def test_web_addresses_are_links(url):
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https:///nohost",
        "https://[broken",
        "https://example.org/\u202egnp",
        " https://example.org",
        "file:///etc/passwd",
        "ftp://example.org",
    ],
)
def test_anything_else_is_no_link(url):
    assert safe_link(url) is None
