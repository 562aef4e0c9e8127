from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from run_records import QUOTE, answer, citation, claim, evidence, ranking, run, sentence, silence

from eval import run_folder
from eval.report import write_report
from eval.reporting import entry, svg
from eval.reporting.answer import answer_item, touching
from eval.reporting.claim import claim_item
from eval.reporting.html import items, report_html
from eval.reporting.markdown import plain, report_markdown
from eval.reporting.names import GROUPS
from eval.reporting.ranking import ranking_item
from eval.reporting.words import marked, shared
from eval.run_folder import RunError

EVIL = (
    "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> --> </style>\u2028\u2029\u202eevil\u2066"
    "\"'`&lt;&#60;\x00\ufeff]]> <svg onload=alert(3)> 👩\u200d💻 علی"
)
VOID = {"meta", "br", "img", "input", "link", "hr"}
LOADS = {"img", "link", "iframe", "object", "embed", "base", "video", "audio", "source", "image", "foreignobject"}


class Page(HTMLParser):
    """Reads HTML as a browser does: elements with their attributes, the words shown, scripts by type."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[str | None, str]] = []
        self.style, self.shown, self.within = "", "", ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.within = tag if tag in ("script", "style") else ""
        if tag == "script":
            self.scripts.append((dict(attrs).get("type"), ""))

    def handle_endtag(self, tag):
        self.within = ""

    def handle_data(self, data):
        if self.within == "script":
            kind, text = self.scripts[-1]
            self.scripts[-1] = (kind, text + data)
        elif self.within == "style":
            self.style += data
        else:
            self.shown += data

    def details(self) -> list[list[str]]:
        return json.loads(next(text for kind, text in self.scripts if kind == "application/json"))

    def having(self, style: str) -> list[dict[str, str | None]]:
        return [attrs for _, attrs in self.elements if style in (attrs.get("class") or "").split()]


WHOLE = run(
    answers=[
        answer("q0"),
        answer("q1", flags=["wrong", "citation_missed"], correct=False, confidence=0.7, type="who"),
        silence("q2"),
        silence("q3", answerable=True, flags=["refused_in_vain"], type=None),
        answer("q4", answerable=False, flags=["should_have_refused"], correct=False, confidence=0.4),
    ],
    retrieval=[ranking("q0"), ranking("r1", ("museum", "library"))],
    claims=[claim("c0"), claim("c1", "REFUTED"), claim("c2", "REFUTED", "REFUTED"), claim("c3", "MIXED", "MIXED")],
)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(report_html(WHOLE))


@pytest.fixture
def unplotted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the plots out, which take the time."""
    monkeypatch.setattr(svg, "plot", lambda *drawing: "<svg></svg>")


def hostile_run() -> run_folder.Run:
    cited = citation(
        1, EVIL, EVIL, prefix=EVIL, suffix=EVIL, title=EVIL, publisher=EVIL, published=EVIL, url="javascript:x"
    )
    gold = {"answers": [EVIL], "nuggets": [EVIL], "nuggets_found": [False], "evidence": [evidence(EVIL, 0, EVIL)]}
    said = {"sentences": [sentence(EVIL, [1], support="partial", why=EVIL)], "gold": gold, "history": [EVIL]}
    one = answer(EVIL, EVIL, [cited], question=EVIL, resolved_question=EVIL + "?", as_of=EVIL, type=EVIL, **said)
    made = run(
        answers=[one, silence("q1", reason=EVIL, would_have_said=EVIL)],
        claims=[claim("c0", claim=EVIL, against=[cited], gold={"evidence": [evidence(EVIL, None, None)]})],
        retrieval=[ranking("r0", (EVIL,), question=EVIL, relevant={EVIL: 1, EVIL + "2": 1})],
    )
    made.about["settings"] = {EVIL: EVIL}
    made.report["set"] = made.about["set"] = EVIL
    made.report["metrics"][EVIL] = {"value": 0.5, "ci95": [0.4, 0.6], "n": 3}
    made.report["cost"]["latency_ms"]["answers"][EVIL] = {"p50": 1.0, "p95": 2.0, "p99": 3.0}
    return made


def test_a_report_loads_nothing_and_its_policy_allows_its_own_style_and_script_alone(page: Page) -> None:
    assert not LOADS & {tag for tag, _ in page.elements}
    for _, attrs in page.elements:
        assert not any(name.startswith("on") or name in ("src", "srcset", "action", "ping") for name in attrs)
        assert re.fullmatch(r"#[\w.-]+|https://gazette\.example/roof", attrs.get("href") or "#x")
    policy = next(attrs["content"] for _, attrs in page.elements if attrs.get("http-equiv"))
    script = next(text for kind, text in page.scripts if kind is None)
    for rule, text in (("script-src", script), ("style-src-elem", page.style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_hostile_words_are_shown_and_never_obeyed() -> None:
    made = hostile_run()
    html = report_html(made)
    read = Page(html)
    assert [kind for kind, _ in read.scripts] == ["application/json", None]
    bodies = [Page(body) for body, _ in read.details()]
    for one in (read, *bodies):
        assert not {"script", *LOADS} & {tag for tag, _ in one.elements} - ({"script"} if one is read else set())
        assert not any(name.startswith("on") for _, attrs in one.elements for name in attrs)
        assert not any((attrs.get("href") or "#").startswith("javascript") for _, attrs in one.elements)
        assert not set("\u202e\u2066\u2028\x00\ufeff") & set(one.shown)
    answered = next(one for one in bodies if one.having("answer"))
    assert "</script><script>alert(1)</script><!--" in answered.shown
    assert "‹U+202E›evil" in answered.shown
    assert "👩\u200d💻 علی" in answered.shown
    assert "<!--" not in html.split("<body>")[1]


@settings(max_examples=60, deadline=None)
@given(st.text(st.one_of(st.sampled_from("<>&\"'/!-\u2028\u202e\x00 aé👩"), st.characters()), max_size=40))
def test_any_words_come_back_as_they_are_from_the_details(words: str) -> None:
    item = answer_item(answer(said=words, cited=[citation(quote=words)]), "")
    read = Page(item.body)
    assert read.having("answer")
    assert {tag for tag, _ in read.elements} <= {
        *("div", "p", "section", "h4", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"),
        *("b", "span", "bdi", "a", "mark", "button"),
    }


def test_each_fault_is_counted_and_can_be_filtered(page: Page) -> None:
    assert "citation_missed wrong" in {
        " ".join(sorted((one["data-flags"] or "").split())) for one in page.having("item")
    }
    shown = [(one.get("data-show")) for one in page.having("fault")]
    assert shown == ["wrong", "should_have_refused", "refused_in_vain", "citation_missed"]
    flags = [one for row in page.having("item") for one in (row["data-flags"] or "").split()]
    assert {flag: flags.count(flag) for flag in shown} == {
        "wrong": 2,  # an answer and a claim
        "should_have_refused": 1,
        "refused_in_vain": 1,
        "citation_missed": 1,
    }


def test_what_went_wrong_stands_first_and_every_record_has_its_details(page: Page) -> None:
    found = items(WHOLE)
    assert len(found) == 5 + 4 + 1  # the ranking of q0 stands with its answer
    assert [bool(item.flags) for item in found] == [True] * 4 + [False] * 6
    rows = page.having("item")
    assert [row["id"] for row in rows] == [f"i{place}" for place in range(10)]
    assert [body for body, _ in page.details()] == [item.body for item in found]


def test_the_outcome_says_what_came_of_a_question() -> None:
    def told(record: dict) -> tuple[str, str]:
        item = answer_item(record, "")
        return item.outcome, item.tone

    assert told(answer()) == ("Right", "good")
    assert told(answer(flags=["wrong", "citation_missed"])) == ("Wrong", "bad")
    assert told(answer(flags=["citation_missed"])) == ("Right", "good")
    assert told(answer(flags=["should_have_refused"])) == ("Should have refused", "bad")
    assert told(silence()) == ("Refused rightly", "good")
    assert told(silence(answerable=None)) == ("Silent", "quiet")
    assert told(silence(answerable=True, flags=["refused_in_vain"])) == ("Refused in vain", "bad")
    assert claim_item(claim("c", "REFUTED")).outcome == "Supported, not refuted"
    assert claim_item(claim()).flags == ()
    likelier = claim_item(claim("c", "REFUTED", "NOT_ENOUGH_INFO", flags=[]))  # of a set of two labels
    assert (likelier.outcome, likelier.tone) == ("Refuted is likelier", "good")
    assert ranking_item(ranking()).outcome == "Found at 1"
    assert ranking_item(ranking(articles=("museum",))).outcome == "Not found"


def test_a_citation_stands_beside_the_gold_evidence_with_the_words_they_share_marked() -> None:
    body = answer_item(answer(), "").body
    assert "The old library <mark>closed in 2021 because its roof was unsafe</mark>." in body
    assert "<mark>closed in 2021 because its roof was unsafe</mark></blockquote>" in body
    assert "Touches the gold evidence: 42 of 59 characters" in body
    assert 'data-cite="1"' in body
    assert 'data-card="1"' in body


def test_a_citation_is_told_from_the_gold_evidence_by_place_not_by_words() -> None:
    due = [evidence(QUOTE, 0)]
    assert touching(citation(), due) == ("Touches the gold evidence: 59 of 59 characters", "good")
    assert touching(citation(start=59), due) == ("The right article, other words", "quiet")
    assert touching(citation(doc_id="museum"), due) == ("Another article than the gold evidence", "bad")
    assert touching(citation(), []) == ("", "quiet")
    whole_article = [evidence("", None)]
    assert touching(citation(), whole_article)[0] == "The right article, other words"


def test_what_was_due_is_told_found_or_missed() -> None:
    gold = {"answers": ["its roof was unsafe", "a fire"], "nuggets": ["1998"], "nuggets_found": [False], "evidence": []}
    read = Page(answer_item(answer(gold=gold), "").body)
    assert "found: its roof was unsafe" in read.shown
    assert "missed: a fire" in read.shown
    assert "missed: 1998" in read.shown


def test_a_whole_text_that_was_due_is_told_neither_found_nor_missed() -> None:
    gold = {"answers": ["word " * 40], "nuggets": [], "nuggets_found": [], "evidence": []}
    shown = Page(answer_item(answer(gold=gold), "").body).shown
    assert "word word" in shown
    assert "missed" not in shown


def test_a_silence_shows_its_reason_and_what_it_would_have_said() -> None:
    shown = Page(answer_item(silence(), "").body).shown
    assert "No answer: nothing found bears on it" in shown
    assert "In 1998." in shown
    assert "A refusal: the articles do not answer this." in shown


def test_lead_ins_open_paragraphs_and_the_paragraphs_hold_the_whole_answer() -> None:
    said = "Gazette, 2023: It closed. It burnt.\nThe Times: It reopened."
    lead_ins = [{"start": 0, "end": 14}, {"start": 36, "end": 46}]
    parts = [(15, 25), (26, 35), (47, 59)]
    sentences = [sentence(said[start:end], [1], start) for start, end in parts]
    body = answer_item(answer(said=said, sentences=sentences, lead_ins=lead_ins), "").body
    words = re.findall(r'<p dir="auto">(.*?)</p>', body)
    assert len(words) == 2
    told = "".join(re.sub(r"<button.*?</button>", "", one) for one in words)
    assert re.sub(r"\s+", "", re.sub(r"<.*?>", "", told)) == re.sub(r"\s+", "", said)


@given(st.text("ab the of,. ", max_size=30), st.lists(st.text("ab the of", max_size=20), max_size=3))
def test_marked_words_stand_in_the_others_and_are_whole(text: str, others: list[str]) -> None:
    known = {word for other in others for word in re.findall(r"\w+", other)}
    spans = shared(text, others)
    for start, end in spans:
        assert set(re.findall(r"\w+", text[start:end])) <= known
        assert re.fullmatch(r"\b\w.*\w\b|\b\w\b", text[start:end])
    assert list(spans) == sorted(spans)
    assert Page(marked(text, others)).shown == text


def test_shared_words_begin_and_end_in_content_words() -> None:
    assert shared("The bid met with a strong bid", ["a strong opposition"]) == ((19, 25),)
    assert shared("of the and", ["of the and"]) == ()
    assert marked("Straße in Köln", ["STRASSE"]) == "<mark>Straße</mark> in Köln"


def test_a_missed_article_is_named_under_its_ranking() -> None:
    shown = Page(ranking_item(ranking(articles=("museum",))).body).shown
    assert "library: relevant, not found" in shown
    late = ranking(articles=[f"a{number}" for number in range(11)] + ["library"])
    assert "library: relevant, at rank 12" in Page(ranking_item(late).body).shown


def test_a_link_leads_to_an_article_only_by_an_address_that_is_safe() -> None:
    assert 'href="https://gazette.example/roof"' in entry.source(citation())
    for url in (None, "javascript:alert(1)", "data:text/html,x", "//gazette.example"):
        assert "href" not in entry.source(citation(url=url))


@pytest.mark.parametrize("part", ["answers", "claims", "retrieval"])
def test_a_run_of_one_part_has_a_report(part: str, unplotted: None) -> None:
    alone = run(**{part: WHOLE.records[part]})
    assert len(Page(report_html(alone)).having("item")) == len(WHOLE.records[part])
    assert report_markdown(alone).startswith("# made-up")


def test_figures_that_have_no_name_are_shown_as_they_stand(unplotted: None) -> None:
    made = run(answers=[answer()])
    made.report["metrics"]["new_share"] = {"value": 0.25, "ci95": [0.125, 0.5], "n": 4}
    made.report["metrics"]["new_count"] = {"value": 1234.5, "ci95": [1000, 2000], "n": 4}
    assert "| new\\_share | 0.250 | 0.125–0.500 | 4 |" in report_markdown(made)
    assert "| new\\_count | 1,234 | 1,000–2,000 | 4 |" in report_markdown(made)
    assert "new_share" in Page(report_html(made)).shown


def test_claims_show_what_they_are_held_against_and_whether_their_probabilities_are_true(page: Page) -> None:
    for words in ("Accuracy of majority", "Coverage at 5 % risk", "Calibration error", "Refuted, rightly"):
        assert words in page.shown
    assert "How many verdicts can be relied on" in page.shown
    names = {attrs.get("aria-labelledby") for tag, attrs in page.elements if tag == "svg"}
    assert {"claim-risk-title claim-risk-meaning", "claim-trust-title claim-trust-meaning"} <= names
    lines = report_markdown(WHOLE).splitlines()
    assert any(line.startswith("| Accuracy of majority | 0.500 |") for line in lines)


def test_words_near_a_claim_that_decide_nothing_are_shown_beside_the_evidence_due() -> None:
    body = claim_item(claim("c", verdict="NOT_ENOUGH_INFO", nearest=[citation()], **{"for": []})).body
    assert "<h4>Nearest, deciding nothing</h4>" in body
    assert "<h4>For</h4>" not in body


def test_validity_is_never_shown_large_without_how_much_is_cited(unplotted: None) -> None:
    made = run(answers=[answer("q0")])
    for name, value in (("citations_per_answer", 2.5), ("citation_coverage", 0.75)):
        made.report["metrics"][name] = {"value": value, "ci95": [value, value], "n": 1}
    said = "byte for byte; citations an answer 2.5; citation coverage 0.750"
    assert said in Page(report_html(made)).shown


def test_every_figure_of_the_committed_run_has_a_name() -> None:
    report = json.loads((Path(__file__).parents[1] / "eval" / "runs" / "desk-dev" / "report.json").read_text("utf-8"))
    assert set(report["metrics"]) <= {name for group in GROUPS.values() for name in group}


def test_counts_are_told_over_the_shares_of_their_group(unplotted: None) -> None:
    made = run(answers=[answer(values={"citation_validity": 1.0, "citations_per_answer": 2.0})])
    assert "Citations an answer: 2 (2–2)" in Page(report_html(made)).shown


def test_markdown_holds_the_figures_and_the_faults() -> None:
    lines = report_markdown(WHOLE).splitlines()
    found = WHOLE.report["metrics"]["abstain_recall"]
    low, high = found["ci95"]
    assert f"| Refusal recall | {found['value']:.3f} | {low:.3f}–{high:.3f} | {found['n']} |" in lines
    assert "| Refused in vain | 1 | silent where an article answers |" in lines
    assert plain("a|b *c*\n<d>") == "a\\|b \\*c\\* \\<d\\>"


def test_a_report_is_made_from_the_folder_alone_and_twice_the_same(tmp_path) -> None:
    folder = tmp_path / "run"
    run_folder.write(run(answers=[answer(), silence()]), folder)
    paths = write_report(folder)
    assert paths == (folder / "report.html", folder / "report.md")
    first = [path.read_bytes() for path in paths]
    assert [path.read_bytes() for path in write_report(folder)] == first
    assert sorted(path.name for path in folder.iterdir()) == [
        *("answers.jsonl", "report.html", "report.json", "report.md", "run.json"),
    ]


def test_a_folder_that_holds_no_run_is_told_in_one_line(tmp_path) -> None:
    with pytest.raises(RunError, match="run `citedesk eval` anew"):
        write_report(tmp_path)
