"""A draft with verdicts drawn into it loses no word of it, and nothing in it is markup."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from fakes_desk import cite, held, judged, record
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Span
from corpus.visible import visible
from rag.answer import Searched
from rag.reading.fault import FaultKind, Match, Mismatch
from rag.verdicts.checked import Checked, CheckedClaim, Label, SentenceKind, Stance, as_json
from ui import desk_checked
from ui.check_markdown import check_markdown
from ui.claim_html import claim_html
from ui.draft_html import PART_CHARACTERS, draft_html, parts, summary_html
from ui.verdict_html import claim_parts, quote_parts

TEXTS = st.text(st.sampled_from("ab <>&\"'\n\u202e👩é*_[]"), min_size=1, max_size=60)


def claim(
    start: int, end: int, verdict: Label = Label.SUPPORTED, kind: SentenceKind = SentenceKind.CLAIM
) -> CheckedClaim:
    return replace(judged("Words.", verdict, kind=kind), start=start, end=end)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, list[CheckedClaim]]:
    text = draw(TEXTS)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    found = draw(st.lists(st.tuples(spans, st.sampled_from(Label), st.sampled_from(SentenceKind)), max_size=6))
    return text, [claim(min(span), max(span), verdict, kind) for span, verdict, kind in found if span[0] != span[1]]


def no_chip(number: int, claim: CheckedClaim) -> str:
    return f'<button data-pick="k{number}"></button>'


def plain(drawn: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", drawn))


@given(drafts(), st.integers(0, 5))
def test_the_words_stand_as_they_are_and_each_claim_marks_its_own(
    made: tuple[str, list[CheckedClaim]], active: int
) -> None:
    text, claims = made
    drawn = draft_html(text, claims, no_chip, active, Span(0, len(text)))
    assert plain(drawn) == visible(text)
    for number, one in enumerate(claims, 1):
        marks = re.findall(r'<mark [^>]*data-claim="([\d ]+)"[^>]*>([^<]*)</mark>', drawn)
        own = "".join(html.unescape(words) for numbers, words in marks if str(number) in numbers.split())
        assert own == visible(text[one.start : one.end])
        assert drawn.count(f'<button data-pick="k{number - 1}">') == 1


def test_a_claim_inside_another_is_drawn_over_it_and_its_chip_stands_first() -> None:
    text = "He said that it rained."
    claims = [claim(0, 23, Label.REFUTED), claim(13, 22, Label.SUPPORTED)]
    drawn = draft_html(text, claims, no_chip, 0, Span(0, len(text)))
    assert re.findall(r'class="([^"]*)" data-claim="([^"]*)"', drawn) == [
        ("claim refuted active", "1"),
        ("claim supported active", "1 2"),
        ("claim refuted active", "1"),
    ]
    assert drawn.index('data-pick="k1"></button>') < drawn.index('data-pick="k0"></button>')


def test_chips_that_stand_at_one_place_are_in_the_order_of_their_numbers() -> None:
    text = "He said that it rained."
    drawn = draft_html(text, [claim(0, 23), claim(13, 23)], no_chip, 0, Span(0, len(text)))
    assert drawn.index('data-pick="k0"></button>') < drawn.index('data-pick="k1"></button>')


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=120))
def test_a_long_draft_is_cut_between_claims_and_wholly_covered(lengths: list[int]) -> None:
    ends = [sum(lengths[: n + 1]) for n in range(len(lengths))]
    claims = [claim(end - length, end) for length, end in zip(lengths, ends, strict=True)]
    text = "x" * ends[-1]
    cuts = parts(text, claims)
    assert "".join(part.of(text) for part in cuts) == text
    assert all(part.end in ends for part in cuts)
    assert all(part.end - part.start < PART_CHARACTERS + 3000 for part in cuts)


def test_what_follows_the_claims_known_so_far_is_cut_too() -> None:
    text = "x" * (5 * PART_CHARACTERS)
    cuts = parts(text, [claim(0, PART_CHARACTERS + 9)])
    assert "".join(part.of(text) for part in cuts) == text
    assert cuts[0].end >= PART_CHARACTERS + 9
    assert max(part.end - part.start for part in cuts) <= 3 * PART_CHARACTERS


def test_verdicts_are_counted_in_words() -> None:
    claims = [claim(0, 1, Label.REFUTED), claim(1, 2, Label.REFUTED), claim(2, 3, kind=SentenceKind.OPINION)]
    assert plain(summary_html(claims)) == "✗ 2 refuted1 not judged"
    assert summary_html([]) == ""
    assert plain(summary_html([claim(0, 1, Label.MIXED)])) == "≠ 1 mixed"


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@given(TEXTS, st.lists(st.tuples(SPANS, SPANS, st.booleans()), max_size=5))
def test_marked_parts_lose_no_word_of_claim_or_quote(text: str, found: list[tuple[list[int], list[int], bool]]) -> None:
    known = record(text)
    part = [Match(FaultKind.NAME, *mine, "", *theirs, "") for mine, theirs, _ in found]
    missed = tuple(Mismatch(one, contradicts, "") for one, (_, _, contradicts) in zip(part, found, strict=True))
    one = held(cite(1, known, text, text), Stance.FOR, matched=tuple(part[:2]), mismatched=missed[2:])
    assert plain(claim_parts(text, one)) == plain(quote_parts(one)) == visible(text)


def test_what_differs_is_shown_over_what_agrees() -> None:
    known = record("cost 12")
    both = Match(FaultKind.FIGURE, 0, 7, "cost 20", 0, 7, "cost 12")
    figure = Match(FaultKind.FIGURE, 5, 7, "20", 5, 7, "12")
    one = held(cite(1, known, "cost 12", "cost 12"), Stance.AGAINST, matched=(both,),
               mismatched=(Mismatch(figure, True, ""),))  # fmt: skip
    assert claim_parts("cost 20", one) == '<span class="part agrees">cost </span><span class="part differs">20</span>'


def test_both_sides_stand_beside_each_other() -> None:
    known = record("It rained. It was dry.")
    texts = ("It rained. It was dry.", "It rained.", "It was dry.")
    evidence = [
        held(cite(n, known, texts[0], texts[n]), stance) for n, stance in ((1, Stance.FOR), (2, Stance.AGAINST))
    ]
    drawn = claim_html(judged("It rained.", Label.MIXED, *evidence), lambda one: "")
    assert '<div class="sides both">' in drawn
    assert "1 independent source." in drawn
    assert drawn.index("For (1)") < drawn.index("It rained.</blockquote>") < drawn.index("Against (1)")


HOSTILE = "![x](http://evil.invalid) <b> **b** `c` # h | t \n- l \u202e http://evil.invalid"


def test_markdown_holds_the_words_and_no_markup_of_theirs() -> None:
    known = record(HOSTILE, title=HOSTILE, publisher=HOSTILE, url="https://example.org/a_(b)")
    one = replace(judged(HOSTILE, Label.REFUTED, held(cite(1, known, HOSTILE, HOSTILE), Stance.AGAINST)), why=HOSTILE)
    checked = Checked(HOSTILE, (one,), Searched(1, 1, 0, {}), "en", (HOSTILE,))
    drawn = check_markdown(checked)
    assert "\u202e" not in drawn
    assert "1. **✗ Refuted** (70% sure): " in drawn
    assert "(<https://example.org/a_(b)>)" in drawn
    assert not re.search(r"(?<!\\)!\[|(?<!\\)<b|(?<!\\)`|http:", drawn)
    assert as_json(checked)["claims"][0]["verdict"] == "REFUTED"


def test_other_parts_of_a_long_draft_are_stepped_to_once_they_hold_a_claim() -> None:
    cuts = (Span(0, 10), Span(10, 20), Span(20, 30))
    assert desk_checked._turns([], cuts[:1], 0) == ""
    alone = desk_checked._turns([claim(0, 5)], cuts, 0)
    assert "Part 1 of 3: the others hold no judged claim yet" in alone
    assert "<button" not in alone
    steps = desk_checked._turns([claim(0, 5), claim(12, 15)], cuts, 0)
    assert 'data-pick="k1"' in steps
    assert "Part 1 of 3" in steps


def test_a_count_leads_to_the_next_claim_of_its_verdict_and_round_to_the_first() -> None:
    refuted, supported = Label.REFUTED, Label.SUPPORTED
    claims = [claim(0, 1, refuted), claim(2, 3, supported), claim(4, 5, refuted), claim(6, 7, supported)]
    picks = [re.findall(r'data-pick="(k\d+)"', summary_html(claims, at, jumps=True)) for at in (None, 0, 2)]
    assert picks == [["k1", "k0"], ["k1", "k2"], ["k3", "k0"]]
    assert "button" not in summary_html(claims)
