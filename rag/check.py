"""Checking a draft: claim by claim, each searched for, held against what was found, judged and explained."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from index.embed import Encoder
from index.library import Library
from index.passage import Filters
from index.snapshot import Snapshot
from rag.answer import Citation, Searched
from rag.claims import Claim, claims_of
from rag.compose import citation
from rag.followups.asof import spelled_out
from rag.stopwatch import Stopwatch
from rag.verdicts import explain
from rag.verdicts.checked import Checked, CheckedClaim, Label, SentenceKind, Stance, Testimony
from rag.verdicts.compare import is_english
from rag.verdicts.draft import Draft
from rag.verdicts.independence import sources
from rag.verdicts.sides import nearest, sides
from rag.verdicts.stance import hold_all
from rag.verdicts.unearth import Found, unearth
from rag.verdicts.verdict import Voice, decide, one_voice

if TYPE_CHECKING:
    from rag.entailment.entail import Entailment

AHEAD = 64  # claims that reading is ahead of judging: of a draft with no more of them progress knows the whole
Progress = Callable[[int, int | None, CheckedClaim], None]
"""Is told of a claim that was judged: its number from 1, of how many (None until all are read), the claim."""


@dataclass(frozen=True, slots=True)
class Court:
    """What claims are judged with: a state of the library, what of it may be read, and the models."""

    state: Snapshot
    encoder: Encoder
    filters: Filters
    entailment: Entailment

    def judge(self, claim: Claim, as_of: date | None = None) -> CheckedClaim:
        """Search for a claim, hold it against what is found, and judge it."""
        texts: dict[str, str] = {}

        def text_of(sha256: str) -> str:
            return texts.setdefault(sha256, self.state.text(sha256))

        found = unearth(self.state, self.encoder, spelled_out(claim.text, as_of), self.filters, text_of)
        held = hold_all(claim.text, [(one.cited, one.near) for one in found], self.entailment, as_of=as_of)
        records = list({one.article_id: one.record for one in found if one.record is not None}.values())
        numbers = sources(records, texts)
        heard = [
            Voice(one, numbers[place.article_id], place.score, place.article_id)
            for one, place in zip(held, found, strict=True)
        ]
        voices = one_voice(heard)
        cites = [self._citation(number, one) for number, one in enumerate(found, 1)]
        return judged(claim, voices, cites)

    def _citation(self, number: int, found: Found) -> Citation:
        assert found.record is not None
        place = found.cited
        made = citation(number, found.record, found.sha256, place.text, place.start, place.end, self.state.page_of)
        return replace(made, also_in=found.also_in)


def check(
    library: Library,
    draft: Draft,
    searched: Callable[[Snapshot], Searched],
    filters: Filters,
    as_of: date | None,
    entailment: Entailment,
    progress: Progress | None = None,
    known: Checked | None = None,
) -> Checked:
    """Check the claims of a draft in its order; `progress` is told of each as it is judged.

    Claims that `known` holds in the same words, searched for in the same articles, keep their verdict.
    """
    clock = Stopwatch()
    done: list[CheckedClaim] = []
    with library.snapshot() as state:
        rests_on = searched(state)
        court = Court(state, library.encoder, filters, entailment)
        before = _by_words(known) if known and known.searched == rests_on else {}
        for claim, total in _counted(claims_of(draft)):
            same = before.get((claim.text, claim.kind, claim.said_by))
            asked = _told_language(claim, draft)
            done.append(replace(same, start=claim.start, end=claim.end) if same else _told(court, asked, as_of))
            if progress:
                progress(len(done), total, done[-1])
    return Checked(draft.text, tuple(done), rests_on, draft.language, tuple(_notes(draft, done)), clock.laps())


def _counted(claims: Iterable[Claim]) -> Iterator[tuple[Claim, int | None]]:
    """Give claims some way behind their reading, each with how many there are once all are read."""
    unread, waiting, given = iter(claims), deque[Claim](), 0
    while True:
        waiting.extend(islice(unread, AHEAD + 1 - len(waiting)))
        if not waiting:
            return
        claim = waiting.popleft()
        given += 1
        yield claim, given + len(waiting) if len(waiting) < AHEAD else None


def _by_words(known: Checked) -> dict[tuple[str, SentenceKind, str | None], CheckedClaim]:
    return {(one.claim, one.kind, one.said_by): one for one in known.claims}


def _told(court: Court, claim: Claim, as_of: date | None) -> CheckedClaim:
    return court.judge(claim, as_of) if claim.kind is SentenceKind.CLAIM else unjudged(claim)


def _told_language(claim: Claim, draft: Draft) -> Claim:
    """Give a claim with a note where it alone is in a language that the checks and the model do not know."""
    if claim.kind is not SentenceKind.CLAIM or is_english(claim.text) or not is_english(draft.text):
        return claim
    return replace(
        claim, notes=(*claim.notes, "it is not in English: only figures, years and quotations were compared")
    )


def judged(claim: Claim, voices: Sequence[Voice], cites: Sequence[Citation]) -> CheckedClaim:
    """Give a claim with the verdict that its evidence gives, and the evidence by side, the surest first."""
    verdict, probabilities = decide(voices)
    seen = [_testimony(voice, citation) for voice, citation in zip(voices, cites, strict=True)]
    supporting, refuting = sides(seen, verdict)
    behind = {Label.SUPPORTED: supporting, Label.REFUTED: refuting, Label.MIXED: (*supporting, *refuting)}
    return CheckedClaim(
        claim=claim.text,
        start=claim.start,
        end=claim.end,
        kind=claim.kind,
        verdict=verdict,
        probabilities=probabilities,
        supporting=supporting,
        refuting=refuting,
        independent_sources=explain.independent(behind.get(verdict, ())),
        notes=(*claim.notes, *_shared(behind.get(verdict, ()))),
        nearest=nearest(seen, [voice.near for voice in voices]) if verdict is Label.NOT_ENOUGH_INFO else (),
        why=explain.of_verdict(verdict, supporting, refuting),
        said_by=claim.said_by,
    )


def unjudged(claim: Claim) -> CheckedClaim:
    """Give what is no claim of fact with its kind, and no verdict on it."""
    why = {
        SentenceKind.QUESTION: "a question claims nothing",
        SentenceKind.VAGUE: "it is no whole sentence, or names nothing that articles could be searched for",
    }
    reason = why.get(claim.kind, f"{_article(claim.kind)} is not judged")
    return CheckedClaim(
        claim.text, claim.start, claim.end, claim.kind, Label.NOT_ENOUGH_INFO, {}, notes=claim.notes, why=reason,
        said_by=claim.said_by,
    )  # fmt: skip


def _testimony(voice: Voice, citation: Citation) -> Testimony:
    held = voice.held
    stance = held.stance
    score = {Stance.FOR: held.supports, Stance.AGAINST: held.refutes, Stance.OPEN: min(max(voice.near, 0.0), 1.0)}
    why = explain.of_testimony(held, stance)
    return Testimony(citation, stance, score[stance], voice.source, held.parts.matched, held.mismatched, why)


def _shared(behind: Sequence[Testimony]) -> Iterator[str]:
    """Say where articles behind a verdict count as one."""
    articles = {one.citation.article_id for one in behind}
    count = explain.independent(behind)
    if len(articles) > count:
        yield f"{len(articles)} articles stand behind it and count as {count}: they share text or come from one agency"


def _notes(draft: Draft, claims: Sequence[CheckedClaim]) -> Iterator[str]:
    yield from draft.notes
    if not draft.english:
        language = f" ({draft.language})" if len(draft.language) == 2 else ""
        yield f"the draft is not in English{language}: only figures and quotations were compared"
        yield "opinions and predictions are told apart in English alone"
    if not any(claim.kind is SentenceKind.CLAIM for claim in claims):
        kinds = dict.fromkeys(claim.kind.value for claim in claims)
        yield f"the draft holds no claim that can be checked: {', '.join(kinds) or 'no sentence'}"


def _article(kind: SentenceKind) -> str:
    return f"an {kind.value}" if kind.value[0] in "aeiou" else f"a {kind.value}"
