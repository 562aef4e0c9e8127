"""Checks run apart from the page: they are told of as they go, stopped, forgotten, and never fail in silence."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from fakes_desk import judged

from corpus.errors import CitedeskError, QuestionError
from index.passage import EVERYTHING, Filters
from rag.answer import Searched
from rag.kept.check_history import KeptCheck, Listed
from rag.verdicts.checked import Checked, CheckedClaim, Label
from rag.verdicts.draft import Draft
from ui import desk_checked
from ui.checks import KEPT, Check, Checks, State

CLAIMS = tuple(judged(f"Claim {number}.", Label.SUPPORTED) for number in range(3))


@dataclass
class Slow:
    """Judges one claim each time it is let on."""

    on: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    asked: list[dict[str, Any]] = field(default_factory=list)
    error: Exception | None = None
    total: int | None = len(CLAIMS)
    made_ready: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def make_ready_to_check(self) -> None:
        self.made_ready.release()
        if self.error:
            raise self.error

    def check(self, draft: Draft, **asked: Any) -> Checked:
        self.asked.append(asked)
        if self.error:
            raise self.error
        for done, claim in enumerate(CLAIMS, 1):
            assert self.on.acquire(timeout=30)
            asked["progress"](done, self.total, claim)
        return Checked(draft.text, CLAIMS, Searched(1, 1, 0, {}), "en")


@dataclass
class Drawer:
    """Keeps checks in memory, or refuses to."""

    kept: dict[str, KeptCheck] = field(default_factory=dict)
    error: CitedeskError | None = None

    def keep(self, identity: str, check: KeptCheck) -> None:
        if self.error:
            raise self.error
        self.kept[identity] = check

    def get(self, identity: str) -> KeptCheck | None:
        return self.kept.get(identity)

    def listed(self) -> list[Listed]:
        return [Listed(identity, one.name, "") for identity, one in reversed(self.kept.items())]

    def delete(self, identity: str) -> None:
        del self.kept[identity]


def draft() -> Draft:
    return Draft("Claim 0. Claim 1. Claim 2.", "en")


def ended(checks: Checks, identity: str) -> Check:
    checks.wait(identity, 30)
    found = checks.get(identity)
    assert found is not None
    return found


def claims(checks: Checks, identity: str, count: int) -> tuple[CheckedClaim, ...]:
    """Wait until so many claims are judged."""
    for _ in range(3000):
        found = checks.get(identity)
        if found is not None and len(found.claims) == count:
            return found.claims
        threading.Event().wait(0.01)
    raise AssertionError(f"{count} claims were never judged")


def test_a_check_tells_its_claims_as_they_are_judged_and_its_result_in_the_end() -> None:
    desk = Slow()
    checks = Checks(desk, Drawer())
    filters = Filters(collections=("a",))
    identity = checks.start(draft, "a draft", filters, date(2024, 1, 2))
    desk.on.release()
    assert claims(checks, identity, 1) == CLAIMS[:1]
    running = checks.get(identity)
    assert running is not None
    assert (running.state, running.total, running.share, running.result) == (State.RUNNING, 3, 1 / 3, None)
    assert running.draft == draft()
    desk.on.release(2)
    done = ended(checks, identity)
    assert (done.state, done.claims, done.name) == (State.DONE, CLAIMS, "a draft")
    assert done.result is not None and done.result.claims == CLAIMS
    assert (desk.asked[0]["filters"], desk.asked[0]["as_of"]) == (filters, date(2024, 1, 2))


def test_how_far_the_check_of_a_long_draft_is_shows_by_its_words_until_its_claims_are_counted() -> None:
    desk = Slow(total=None)
    checks = Checks(desk, Drawer())
    identity = checks.start(draft, "a draft", EVERYTHING)
    desk.on.release(2)
    last = claims(checks, identity, 2)[-1]
    running = checks.get(identity)
    assert running is not None
    assert (running.total, running.share) == (None, last.end / len(draft().text))
    desk.on.release()
    done = ended(checks, identity)
    assert (done.total, done.share) == (3, 1.0)


@pytest.mark.parametrize("error", [None, CitedeskError("the model is missing")])
def test_what_a_check_waits_for_is_loaded_once_ahead_and_an_error_left_to_the_check(error: Exception | None) -> None:
    desk = Slow(error=error)
    checks = Checks(desk, Drawer())
    for _ in range(3):
        checks.make_ready()
    assert desk.made_ready.acquire(timeout=30)
    assert not desk.made_ready.acquire(timeout=0.05)
    if error:
        failed = ended(checks, checks.start(draft, "a draft", EVERYTHING))
        assert (failed.state, failed.error) == (State.FAILED, "the model is missing")


def test_a_stopped_check_keeps_what_is_judged_and_judges_no_more() -> None:
    desk = Slow()
    checks = Checks(desk, Drawer())
    identity = checks.start(draft, "a draft", EVERYTHING)
    desk.on.release()
    claims(checks, identity, 1)
    checks.stop(identity)
    desk.on.release(2)
    stopped = ended(checks, identity)
    assert (stopped.state, stopped.claims, stopped.result) == (State.STOPPED, CLAIMS[:1], None)
    assert desk.on.acquire(timeout=0)  # the third claim was never come to


def test_a_check_whose_claims_are_still_read_is_stopped_at_once() -> None:
    desk = Slow()
    checks = Checks(desk, Drawer())
    identity = checks.start(draft, "a draft", EVERYTHING)
    checks.stop(identity)
    stopped = checks.get(identity)
    assert stopped is not None and stopped.state is State.STOPPED  # though no claim has come yet
    desk.on.release(3)
    assert ended(checks, identity).state is State.STOPPED


@pytest.mark.parametrize("broken", ["read", "check"])
def test_an_error_is_kept_in_its_own_words(broken: str) -> None:
    def unreadable() -> Draft:
        raise QuestionError("there is nothing to check; paste a draft")

    desk = Slow(error=CitedeskError("there is nothing to check; paste a draft"))
    checks = Checks(desk, Drawer())
    failed = ended(checks, checks.start(unreadable if broken == "read" else draft, "a draft", EVERYTHING))
    assert (failed.state, failed.error) == (State.FAILED, "there is nothing to check; paste a draft")


def test_an_unforeseen_error_is_said_without_its_words_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    checks = Checks(Slow(error=ZeroDivisionError("secret")), Drawer())
    failed = ended(checks, checks.start(draft, "a draft", EVERYTHING))
    assert failed.state is State.FAILED
    assert "secret" not in failed.error
    assert "check failed" in caplog.text


def test_the_oldest_ended_check_is_forgotten_and_one_under_way_is_not() -> None:
    desk, drawer = Slow(), Drawer()
    checks = Checks(desk, drawer)
    waiting = checks.start(draft, "waiting", EVERYTHING)
    desk.on.release(3 * KEPT)
    ended(checks, waiting)
    held = Slow()
    checks._desk = held
    running = checks.start(draft, "running", EVERYTHING)
    checks._desk = Slow(error=CitedeskError("no"))
    later = [checks.start(draft, "later", EVERYTHING) for _ in range(KEPT)]
    for identity in later[-3:]:
        checks.wait(identity, 30)
    drawer.kept.clear()
    assert checks.get(waiting) is None
    assert checks.get(running) is not None
    assert checks.get(later[-1]) is not None
    held.on.release(3)
    ended(checks, running)


def test_what_was_never_begun_is_not_there() -> None:
    checks = Checks(Slow(), Drawer())
    checks.stop("none")
    checks.wait("none", 0)
    assert checks.get("none") is None and checks.get(None) is None


def let_on(error: CitedeskError | None = None) -> tuple[Checks, Drawer, str]:
    """Give a check that is done."""
    desk, drawer = Slow(), Drawer(error=error)
    checks = Checks(desk, drawer)
    desk.on.release(3)
    identity = checks.start(draft, "a draft", Filters(collections=("a",)), date(2024, 1, 2))
    ended(checks, identity)
    return checks, drawer, identity


def test_a_check_that_is_done_is_found_by_another_process() -> None:
    checks, drawer, identity = let_on()
    assert [one.id for one in checks.done()] == [identity]
    assert Checks(Slow(), drawer).get(identity) == checks.get(identity)


def test_a_stopped_check_is_not_kept() -> None:
    desk, drawer = Slow(), Drawer()
    checks = Checks(desk, drawer)
    identity = checks.start(draft, "a draft", EVERYTHING)
    checks.stop(identity)
    desk.on.release(3)
    assert ended(checks, identity).state is State.STOPPED
    assert drawer.kept == {}


def test_a_deleted_check_is_gone_here_and_where_it_was_kept() -> None:
    checks, drawer, identity = let_on()
    checks.delete(identity)
    assert checks.get(identity) is None
    assert drawer.kept == {} and list(checks.done()) == []


def test_a_check_that_cannot_be_kept_is_shown_and_says_so() -> None:
    checks, _, identity = let_on(CitedeskError("the disk is full; free some space"))
    found = checks.get(identity)
    assert found is not None
    assert (found.state, found.claims) == (State.DONE, CLAIMS)
    assert found.error == "this check is not kept: the disk is full; free some space"


@pytest.mark.parametrize(
    ("total", "told", "stopped"),
    [
        (None, "2 sentences and claims read, 50% of the draft", "after 2 sentences and claims: the rest of the draft"),
        (3, "2 of 3 sentences and claims read", "after 2 of 3: the rest of the draft"),
    ],
)
def test_how_far_a_check_is_is_told_with_and_without_the_number_of_its_claims(
    total: int | None, told: str, stopped: str
) -> None:
    read = tuple(replace(claim, start=0, end=end) for claim, end in zip(CLAIMS, (13, 9), strict=False))
    check = Check("x", "a draft", EVERYTHING, None, draft=draft(), claims=read, total=total)
    assert (desk_checked._told(check), desk_checked._stopped(check)) == (told, stopped)
