"""A check as a page and in the terminal."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fakes_desk import cite, record

from corpus.article import Span
from corpus.errors import CitedeskError
from corpus.visible import escape
from rag.answer import Searched
from rag.quotations.traced import Edit, Exactness, QuoteMatch, Traced, Voice
from rag.reading.fault import FaultKind, Match, Mismatch
from rag.verdicts.checked import Checked, CheckedClaim, Label, SentenceKind, Stance
from rag.verdicts.checked import Testimony as Witness  # a class named Test... would be collected
from ui.check_commands import write_report
from ui.check_html import report_html
from ui.check_lines import checked_lines, traced_lines
from ui.check_markdown import check_markdown
from ui.cli import build_parser
from ui.draft_html import draft_html
from ui.verdict_html import look

SOURCE = "Norland paid <b>4 million</b> euros & more."
DRAFT = "Norland paid 9 million euros. <script>alert(1)</script> I loved it.\u202e"


def against() -> Witness:
    part = Match(FaultKind.FIGURE, 13, 22, "9 million", 16, 25, "4 million")
    words = "the source says “4 million”, the claim “9 million”"
    citation = cite(1, record(SOURCE, title="The <ferry>", url="javascript:alert(1)"), SOURCE, SOURCE)
    return Witness(citation, Stance.AGAINST, 0.9, 1, (), (Mismatch(part, True, "differs"),), words)


def checked() -> Checked:
    shares = {"SUPPORTED": 0.01, "REFUTED": 0.9, "MIXED": 0.04, "NOT_ENOUGH_INFO": 0.05}
    first = CheckedClaim(
        "Norland paid 9 million euros.", 0, 29, SentenceKind.CLAIM, Label.REFUTED, shares,
        (), (against(),), 1, ("a <note>",), why="the source says “4 million”",
    )  # fmt: skip
    at = DRAFT.index("I loved")
    second = CheckedClaim(
        "I loved it.", at, at + 11, SentenceKind.EXPERIENCE, Label.NOT_ENOUGH_INFO, {}, why="not judged"
    )
    return Checked(DRAFT, (first, second), Searched(1, 2, 0, {}), "en", (), {"total": 12.0})


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_a_report_that_cannot_be_written_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "report.html"
    file.write_text("before")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CitedeskError, match="no space left on device; name another file with --html"):
        write_report(file, checked(), "draft")
    assert file.read_text() == "before" and list(tmp_path.iterdir()) == [file]


def test_a_report_goes_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "report.html")
    for title in ("draft", "draft, again"):
        write_report(tmp_path / "link", checked(), title)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "report.html").read_text("utf-8") == report_html(checked(), title)


def test_nothing_of_a_draft_or_source_becomes_markup() -> None:
    page = report_html(checked(), "<draft>")
    tags = Tags()
    tags.feed(page)
    assert not {"script", "b", "img", "iframe"} & {tag for tag, _ in tags.seen}
    assert all((attributes.get("href") or "#").startswith("#") for tag, attributes in tags.seen if tag == "a")
    assert "&lt;script&gt;" in page
    assert "‹U+202E›" in page
    assert "default-src 'none'" in page


def test_a_verdict_is_told_by_word_and_sign_and_not_by_colour_alone() -> None:
    page = report_html(checked(), "draft")
    assert '<span class="sign" aria-hidden="true">✗</span> Refuted' in page
    assert "Not judged: experience" in page
    assert page.count('id="claim-') == 2


def test_a_verdict_that_is_not_the_likeliest_says_no_probability() -> None:
    one = replace(checked().claims[0], verdict=Label.NOT_ENOUGH_INFO)
    held_back = replace(checked(), claims=(one,))
    assert "sure" not in report_html(held_back, "draft").split("</style>")[1]
    assert "sure" not in check_markdown(held_back)
    assert "NOT ENOUGH INFO:" in "\n".join(checked_lines(held_back))


def test_the_parts_that_differ_are_marked_in_claim_and_source() -> None:
    page = report_html(checked(), "draft")
    assert '<span class="part differs">9 million</span>' in page
    assert '<span class="part differs">4 million</span>' in page


def test_the_draft_stands_whole_and_a_claim_inside_another_is_drawn_as_on_the_page() -> None:
    one = checked()
    inner = replace(one.claims[0], start=8, end=20)
    whole = replace(one, claims=(one.claims[0], inner, one.claims[1]))
    page = report_html(whole, "draft")
    drawn = page.split('<div class="draft"', 1)[1].split("</div>", 1)[0].split(">", 1)[1]
    marks = re.findall(r'<mark [^>]*data-claim="([^"]*)"[^>]*>([^<]*)</mark>', drawn)
    assert marks[:3] == [("1", "Norland "), ("1 2", "paid 9 milli"), ("1", "on euros.")]
    assert re.sub(r"<a .*?</a>|<[^>]*>", "", drawn) == escape(DRAFT)
    page_marks = draft_html(whole.text, whole.claims, lambda number, claim: "", None, Span(0, len(DRAFT)))
    assert re.sub(r"<a .*?</a>", "", drawn) == page_marks


def test_every_claim_leads_to_its_verdict_and_back() -> None:
    tags = Tags()
    tags.feed(report_html(checked(), "draft"))
    ids = [attributes["id"] for _, attributes in tags.seen if "id" in attributes]
    assert sorted(ids) == ["claim-1", "claim-2", "in-1", "in-2"]
    assert sorted(str(it["href"]) for tag, it in tags.seen if tag == "a") == sorted(f"#{name}" for name in ids)


def test_the_report_has_every_variable_that_its_styles_take() -> None:
    style = report_html(checked(), "draft").split("<style>", 1)[1].split("</style>", 1)[0]
    assert set(re.findall(r"var\((--[\w-]+)", style)) <= set(re.findall(r"(--[\w-]+):", style))
    assert "url(" not in style


def test_the_terminal_shows_verdict_reason_and_words_and_no_control_characters() -> None:
    text = "\n".join(checked_lines(checked()))
    assert "REFUTED (90%)" in text
    assert "against" in text
    assert "experience" in text
    assert "\u202e" not in text


def test_the_terminal_shows_where_a_quotation_stands_and_what_to_mind() -> None:
    citation = cite(1, record(SOURCE), SOURCE, "4 million")
    edit, remark = Edit("changed", "five", "4"), "it stands in a question"
    match = QuoteMatch(citation, Exactness.NEAR, "Anna Berg", Voice.QUOTED, (edit,), (remark,))
    text = "\n".join(traced_lines(Traced("five million", (match,), Searched(1, 2, 0, {}))))
    assert "near" in text
    assert "Anna Berg" in text
    assert "“five” for “4”" in text
    assert remark in text
    assert "no article" in "\n".join(traced_lines(Traced("x", (), Searched(1, 2, 0, {}))))


@pytest.mark.parametrize("arguments", [["check"], ["check", "a claim", "--file", "draft.txt"], ["quote"]])
def test_a_check_takes_a_claim_or_a_file_and_a_trace_takes_words(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        build_parser().parse_args(arguments)
    assert left.value.code == 2


def test_one_source_on_both_sides_is_not_told_as_sources_that_disagree() -> None:
    mixed = replace(checked().claims[0], verdict=Label.MIXED)
    assert look(replace(mixed, independent_sources=2)).word == "Sources disagree"
    assert look(replace(mixed, independent_sources=1)).word == "One source speaks for it and against it"


def test_words_that_settle_nothing_are_not_said_to_bear_anything_out() -> None:
    match = Match(FaultKind.NAME, 0, 3, "Ten", 0, 3, "Ten")
    near = replace(against(), stance=Stance.OPEN, matched=(match,), mismatched=())
    made = checked()
    claim = replace(made.claims[0], verdict=Label.NOT_ENOUGH_INFO, supporting=(), refuting=(), nearest=(near,))
    page = report_html(replace(made, claims=(claim,)), "draft")
    assert "named there too" in page
    assert "borne out" not in page


def test_what_is_not_judged_takes_little_room_in_a_report() -> None:
    made = checked()
    opinion = replace(made.claims[0], kind=SentenceKind.OPINION, probabilities={}, supporting=(), refuting=())
    page = report_html(replace(made, claims=(made.claims[0], opinion)), "draft")
    assert re.findall(r'<article id="claim-(\d)" class="([^"]*)"', page) == [("1", "detail"), ("2", "detail brief")]


def test_the_report_of_a_book_lists_what_was_judged_and_draws_every_word_of_the_draft(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = checked()
    paragraphs = [f"{DRAFT}\n\n" for _ in range(12)]
    claims = tuple(
        replace(one, start=one.start + number * len(paragraphs[0]), end=one.end + number * len(paragraphs[0]))
        for number in range(12)
        for one in made.claims
    )
    book = replace(made, text="".join(paragraphs), claims=claims)
    for name, value in (("WHOLE", 10), ("PIECE", len(DRAFT)), ("PART_CHARACTERS", len(DRAFT))):
        monkeypatch.setattr(f"ui.check_html.{name}", value)
    drawn = report_html(book, "A book")
    judged = [number for number, one in enumerate(claims, 1) if one.judged]
    assert [int(number) for number in re.findall(r'<article id="claim-(\d+)"', drawn)] == judged
    assert [int(number) for number in re.findall(r'href="#claim-(\d+)"', drawn)] == judged
    assert drawn.count('<div class="piece">') > 1
    assert "that are not judged are marked in the draft alone" in drawn
    draft = drawn.split('<div class="draft"')[1].split("<h2>Claims</h2>")[0]
    assert draft.count("&lt;script&gt;") == book.text.count("<script>")
    assert len(re.findall(r"<mark ", draft)) == len(claims)
