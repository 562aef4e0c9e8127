"""A checked draft as HTML: its words as they stand, each claim marked with its verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from corpus.article import Span
from corpus.visible import escape
from rag.checked import CheckedClaim, Label
from ui.verdict_html import LOOKS, look, sign_html

PART_CHARACTERS = 40_000  # of a draft drawn at once: a browser stays fluent with as many marks as that holds

Chip = Callable[[int, CheckedClaim], str]


def draft_html(text: str, claims: Sequence[CheckedClaim], chip: Chip, active: int | None, part: Span) -> str:
    """Draw `part` of a draft; `chip(number, claim)` is what stands behind a claim, numbers count from 0.

    The words of a claim are `<mark>` elements, whose joined words are the draft's own. A claim inside another one is
    drawn over it. Claims that reach out of the part are cut to it.
    """
    inside = [(number, one) for number, one in enumerate(claims) if one.start < part.end and one.end > part.start]
    return "".join(_drawn(text, inside, chip, active, part))


def parts(text: str, claims: Sequence[CheckedClaim]) -> tuple[Span, ...]:
    """Cut a long draft where no claim is cut."""
    cuts, reach = [0], 0
    for claim in sorted(claims, key=lambda one: one.start):
        if claim.start >= reach and claim.start - cuts[-1] >= PART_CHARACTERS:
            cuts.append(claim.start)
        reach = max(reach, claim.end)
    return tuple(Span(start, end) for start, end in pairwise([*cuts, len(text)]))


def summary_html(claims: Sequence[CheckedClaim]) -> str:
    """Count the verdicts, in words with their signs, and what was not judged."""
    counts = [(LOOKS[label], sum(one.judged and one.verdict is label for one in claims)) for label in Label]
    shown = [
        f'<li class="count {drawn.style}">{sign_html(drawn.sign, f"{count} {drawn.word.lower()}")}</li>'
        for drawn, count in counts
        if count
    ]
    unjudged = sum(not one.judged for one in claims)
    if unjudged:
        shown.append(f'<li class="count unjudged">{unjudged} not judged</li>')
    return f'<ul class="counts" aria-label="Verdicts">{"".join(shown)}</ul>' if shown else ""


def _drawn(
    text: str, claims: Sequence[tuple[int, CheckedClaim]], chip: Chip, active: int | None, part: Span
) -> Iterator[str]:
    edges = {part.start, part.end}
    for _, claim in claims:
        edges.update(edge for edge in (claim.start, claim.end) if part.start < edge < part.end)
    for start, end in pairwise(sorted(edges)):
        over = [(number, one) for number, one in claims if one.start <= start and end <= one.end]
        yield _piece(text[start:end], over, active)
        ending = [(number, one) for number, one in claims if one.end == end]
        yield from (chip(number, one) for number, one in sorted(ending, key=lambda it: (-it[1].start, it[0])))


def _piece(words: str, over: Sequence[tuple[int, CheckedClaim]], active: int | None) -> str:
    if not over:
        return escape(words)
    number, claim = min(over, key=lambda it: (it[1].end - it[1].start, -it[0]))
    picked = " active" if any(number == active for number, _ in over) else ""
    numbers = " ".join(str(number + 1) for number, _ in over)
    style = f"claim {look(claim).style}{picked}"
    return f'<mark class="{style}" data-claim="{numbers}" data-pick="k{number}">{escape(words)}</mark>'
