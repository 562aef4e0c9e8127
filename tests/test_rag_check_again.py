"""A draft that was edited: what stayed the same keeps its verdict, what has changed is judged again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from shelves import article, fill, opened, quick_folder

from index.passage import EVERYTHING, Filters
from rag.check import Court, unjudged
from rag.config import Settings
from rag.desk import Desk
from rag.verdicts.checked import CheckedClaim

BRIDGE = "The bridge fell on 3 May 2021. Norland paid 4 million euros for the ferry. Anna Berg resigned in June 2021."
FIRST, SECOND = "The bridge fell on 3 May 2021.", "Norland paid 9 million euros for the ferry."


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with quick_folder() as home, opened(home) as library:
        fill(library, [article("bridge", BRIDGE), article("other", "The ferry is red and slow.")])
        yield Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home))


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the claims that were judged, in order; each gets the verdict of how many were judged before it."""
    seen: list[str] = []

    def counted(self: Court, claim, as_of=None) -> CheckedClaim:
        seen.append(claim.text)
        return replace(unjudged(claim), why=f"verdict {len(seen)}")

    monkeypatch.setattr("rag.desk.opened", lambda model: None)
    monkeypatch.setattr(Court, "judge", counted)
    return seen


def test_only_the_claim_that_was_reworded_is_judged_again(desk: Desk, judged: list[str]) -> None:
    before = desk.check(f"{FIRST} {SECOND}")
    assert judged == [FIRST, SECOND]
    new = SECOND.replace("9", "4")
    text = f"Listen. {FIRST} {new}"
    after = desk.check(text, known=before)
    assert judged == [FIRST, SECOND, new]
    kept = next(one for one in after.claims if one.claim == FIRST)
    assert text[kept.start : kept.end] == FIRST
    assert [one.why for one in after.claims if one.claim in (FIRST, new)] == ["verdict 1", "verdict 3"]
    assert [(one.claim, one.start) for one in after.claims] == [(c.claim, c.start) for c in desk.check(text).claims]


def test_a_claim_whose_pronoun_now_means_another_is_judged_again(desk: Desk, judged: list[str]) -> None:
    before = desk.check("Anna Berg spoke in Norland. She resigned in June 2021.")
    judged.clear()
    desk.check("Carl Dorn spoke in Norland. He resigned in June 2021.", known=before)
    assert len(judged) == 2


def test_another_search_knows_nothing(desk: Desk, judged: list[str]) -> None:
    before = desk.check(FIRST, filters=EVERYTHING)
    (one, _) = sorted(desk.library.articles(), key=lambda record: record.key)
    desk.check(FIRST, filters=Filters(articles=(one.article_id,)), known=before)
    assert judged == [FIRST, FIRST]
