"""Desk.check from end to end: a draft in, verdicts with words out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from shelves import article, fill, identity, opened, quick_folder

from corpus.errors import NotFound, QuestionError
from index.passage import Filters
from rag.check import AHEAD
from rag.config import Settings
from rag.desk import Desk
from rag.entailment.entail import Pairs, Scores
from rag.verdicts.checked import Checked, Label, SentenceKind, as_json
from rag.verdicts.draft import Draft
from rag.verdicts.unearth import core

BRIDGE = (
    "The bridge over the Olm fell on 3 May 2021 after two weeks of rain. Norland paid 4 million euros for the ferry "
    "that replaced it. Mayor Anna Berg did not promise a new bridge. The council of Norland voted for the ferry."
)
FERRY = "Norland has bought a ferry for 4 million euros, the Herald learned. The old bridge fell on 3 May 2021."
RIVAL = "The bridge over the Olm fell on 9 June 2021, according to the state of Sudmark."


class Reader:
    """Reads premises that hold most words of a hypothesis: contradiction where figures differ, else entailment."""

    name = "reader"

    def score(self, pairs: Pairs) -> Scores:
        return np.array([self._row(*pair) for pair in pairs], np.float32)

    def _row(self, premise: str, hypothesis: str) -> tuple[float, float, float]:
        said, there = (re.findall(r"\w+", text.casefold()) for text in (hypothesis, premise))
        if sum(word in there for word in said) < 0.6 * len(said):
            return 0.04, 0.92, 0.04
        figures = [word for word in said if word.isdigit()]
        return (0.9, 0.06, 0.04) if all(figure in there for figure in figures) else (0.04, 0.06, 0.9)


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.desk.opened", lambda model: Reader())


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with quick_folder() as home, opened(home) as library:
        fill(
            library,
            [
                article("bridge", BRIDGE, title="The bridge", publisher="Olm Times", published="2021-06-30"),
                article("copy", f"From the wire. {BRIDGE}", title="A copy", publisher="Other", published="2021-07-01"),
                article("ferry", FERRY, title="The ferry", publisher="Herald", published="2021-08-01"),
                article("rival", RIVAL, title="Another day", publisher="Sudmark Post", published="2021-09-01"),
            ],
        )
        yield Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home))


def verdicts(checked: Checked) -> list[Label]:
    return [claim.verdict for claim in checked.claims]


def test_a_claim_is_refuted_by_the_words_that_say_otherwise(desk: Desk) -> None:
    (claim,) = desk.check("Norland paid 9 million euros for the ferry.").claims
    assert claim.verdict is Label.REFUTED
    assert "4 million euros" in claim.why
    assert "9 million euros" in claim.why
    for one in claim.refuting:
        assert desk.library.text(one.citation.sha256)[one.citation.start : one.citation.end] == one.citation.quote
        for miss in one.mismatched:
            assert claim.claim[miss.part.start : miss.part.end] == miss.part.said
            assert one.citation.quote[miss.part.source_start : miss.part.source_end] == miss.part.source


def test_a_copy_is_no_source_of_its_own(desk: Desk) -> None:
    (claim,) = desk.check("Norland paid 4 million euros for the ferry.").claims
    assert claim.verdict is Label.SUPPORTED
    assert claim.independent_sources == 2  # the Olm Times with its copy, and the Herald


def test_sources_that_disagree_stand_side_by_side_with_their_dates(desk: Desk) -> None:
    (claim,) = desk.check("The bridge over the Olm fell on 3 May 2021.").claims
    assert claim.verdict in (Label.MIXED, Label.SUPPORTED)
    assert {one.citation.publisher for one in claim.refuting} == {"Sudmark Post"}
    assert "Olm Times" in {one.citation.publisher for one in claim.supporting}


def test_a_sentence_in_another_language_says_what_was_compared(desk: Desk) -> None:
    checked = desk.check("The bridge over the Olm fell on 3 May 2021. Die Brücke ist im Mai 2021 eingestürzt.")
    first, second = checked.claims
    assert not any("English" in note for note in first.notes)
    assert any("not in English" in note for note in second.notes)


def test_what_no_article_tells_is_not_enough_information_with_the_nearest_words(desk: Desk) -> None:
    (claim,) = desk.check("The ferry of Norland employs forty sailors from Spain.").claims
    assert claim.verdict is Label.NOT_ENOUGH_INFO
    assert claim.nearest
    assert claim.supporting == claim.refuting == ()


def test_the_articles_after_a_day_are_not_read(desk: Desk) -> None:
    (claim,) = desk.check("The bridge over the Olm fell on 9 June 2021.", as_of=date(2021, 8, 15)).claims
    assert "Sudmark Post" not in {one.citation.publisher for one in (*claim.supporting, *claim.nearest)}
    with pytest.raises(NotFound, match="no article passes"):
        desk.check("The bridge fell in 2021.", as_of=date(2001, 1, 1))


def test_last_year_and_next_month_are_counted_from_the_day_of_the_draft() -> None:
    with quick_folder() as home, opened(home) as library:
        early = "Last year the ferry of Olm carried 46,000 people. A second ferry is set to start in Olm next month."
        late = "The ferry of Olm carried 41,000 people last year."
        fill(
            library,
            [
                article("early", early, title="Early", publisher="Olm Times", published="2021-03-02"),
                article("late", late, title="Late", publisher="Olm Times", published="2022-03-02"),
            ],
        )
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home))

        def judged(claim: str, *day: int) -> tuple[Label, list[str]]:
            (one,) = desk.check(claim, as_of=date(*day)).claims
            return one.verdict, [said.citation.article_id for said in one.supporting]

        first = judged("The ferry of Olm carried 46,000 people last year.", 2021, 6, 1)
        later = judged("The ferry of Olm carried 46,000 people last year.", 2022, 6, 1)
        assert (first[0], len(first[1])) == (Label.SUPPORTED, 1)
        assert later[0] in (Label.REFUTED, Label.NOT_ENOUGH_INFO)  # the 46,000 are of the year before
        assert judged("The ferry of Olm carried 41,000 people last year.", 2022, 6, 1)[0] is Label.SUPPORTED
        assert judged("A second ferry is set to start in Olm next month.", 2021, 3, 9)[0] is Label.SUPPORTED
        assert judged("A second ferry is set to start in Olm next month.", 2022, 3, 9)[0] is not Label.SUPPORTED


def test_filters_keep_other_articles_out(desk: Desk) -> None:
    only = Filters(articles=(identity("rival"),))
    checked = desk.check("The bridge over the Olm fell on 3 May 2021.", filters=only)
    assert verdicts(checked) == [Label.REFUTED]
    assert checked.searched.articles == 1


@pytest.mark.parametrize(("claims", "unknown"), [(1, 0), (AHEAD, 0), (AHEAD + 1, 1), (AHEAD + 9, 9)])
def test_how_many_claims_there_are_is_told_once_all_are_read(desk: Desk, claims: int, unknown: int) -> None:
    told: list[tuple[int, int | None]] = []
    desk.check("Is it safe?\n\n" * claims, progress=lambda done, total, claim: told.append((done, total)))
    assert told == [(number, None if number <= unknown else claims) for number in range(1, claims + 1)]


def test_progress_is_told_claim_by_claim_and_only_claims_are_judged(desk: Desk) -> None:
    told: list[tuple[int, int | None, SentenceKind]] = []
    text = "Norland paid 4 million euros for the ferry. I loved it. It will sink in 2031. Is it safe?"
    checked = desk.check(text, progress=lambda done, total, claim: told.append((done, total, claim.kind)))
    assert [(done, total) for done, total, _ in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [claim.kind for claim in checked.claims] == [
        SentenceKind.CLAIM,
        SentenceKind.EXPERIENCE,
        SentenceKind.PREDICTION,
        SentenceKind.QUESTION,
    ]
    assert [claim.judged for claim in checked.claims] == [True, False, False, False]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("I loved it. We should be ashamed.", "no claim that can be checked"),
        ("What now? Why us?", "no claim that can be checked"),
        ("Things change.", "no claim that can be checked"),
        ("<p>Norland <b>paid</b> 4 million euros.</p><script>alert(1)</script>", "markup"),
        (
            "Die Brücke über den Olm ist am 3. Mai 2021 nach zwei Wochen Regen eingestürzt, und die Stadt Norland hat "
            "4 Millionen Euro für die Fähre bezahlt, die sie seither ersetzt.",
            "not in English (de)",
        ),
        ("Norland " + "paid and paid " * 800 + "4 million euros.", ""),
        ("### \n\n***\n\n---", ""),
    ],
)
def test_odd_drafts_get_a_clear_word(desk: Desk, text: str, note: str) -> None:
    checked = desk.check(text)
    assert note in " ".join(checked.notes)
    for claim in checked.claims:
        assert checked.text[claim.start : claim.end]


@pytest.mark.parametrize("text", ["", "\n\t ", "x" * 700_000])
def test_what_cannot_be_checked_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(QuestionError):
        desk.check(text)


def test_a_library_of_one_article_can_be_checked_against() -> None:
    with quick_folder() as home, opened(home) as library:
        fill(library, [article("bridge", BRIDGE)])
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home))
        assert verdicts(desk.check("Norland paid 9 million euros for the ferry.")) == [Label.REFUTED]


def test_a_draft_in_a_file_keeps_its_spans(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "draft.md"
    place.write_text("# Title\r\n\r\nNorland **paid** 4 million euros for the ferry.\r\n", encoding="utf-8", newline="")
    checked = desk.check(Draft.read(place, 1_000_000))
    (claim,) = checked.claims
    assert claim.claim == "Norland paid 4 million euros for the ferry."
    assert checked.text[claim.start : claim.end] == "Norland **paid** 4 million euros for the ferry."


def test_a_docx_draft_is_read(desk: Desk, tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Norland paid 9 million euros for the ferry.")
    document.save(str(tmp_path / "draft.docx"))
    assert verdicts(desk.check(Draft.read(tmp_path / "draft.docx", 1_000_000))) == [Label.REFUTED]


def test_the_json_form_is_the_contract(desk: Desk) -> None:
    made = json.loads(json.dumps(as_json(desk.check("Norland paid 9 million euros for the ferry."))))
    (claim,) = made["claims"]
    assert {
        "claim",
        "start",
        "end",
        "verdict",
        "probabilities",
        "for",
        "against",
        "independent_sources",
        "notes",
    } <= set(claim)
    (first, *_) = claim["against"]
    assert {"number", "article_id", "sha256", "quote", "start", "end", "prefix", "suffix", "score"} <= set(first)
    assert first["mismatched"][0]["contradicts"] is True


@pytest.mark.parametrize(
    ("claim", "bare"),
    [
        ("Norland did not pay.", "Norland did pay."),
        ("Norland didn’t pay and won't pay.", "Norland did pay and will pay."),
        ("Norland paid.", "Norland paid."),
    ],
)
def test_the_core_of_a_claim_has_no_denial(claim: str, bare: str) -> None:
    assert core(claim) == bare
