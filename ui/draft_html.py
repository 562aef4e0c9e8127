"""A checked draft as HTML: its words as they stand, each claim marked with its verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from corpus.article import Span
from corpus.visible import escape
from rag.verdicts.checked import CheckedClaim, Label
from ui.verdict_html import LOOKS, look, sign_html

PART_CHARACTERS = 40_000  # of a draft drawn at once: a browser stays fluent with as many marks as that holds

Chip = Callable[[int, CheckedClaim], str]


def draft_html(text: str, claims: Sequence[CheckedClaim], chip: Chip, active: int | None, part: Span) -> str:
    """Draw `part` of a draft; `chip(number, claim)` is what stands behind a claim, numbers count from 0.

    The words of a claim are `<mark>` elements, whose joined words are the draft's own. A claim inside another one is
    drawn over it. Claims that reach out of the part are cut to it.
    """
    inside = [(n, one) for n, one in enumerate(claims) if max(one.start, part.start) < min(one.end, part.end)]
    return "".join(_drawn(text, inside, chip, active, part))


def parts(text: str, claims: Sequence[CheckedClaim]) -> tuple[Span, ...]:
    """Cut a long draft where no claim is cut; it may be longer than the claims that are known so far."""
    cuts, reach = [0], 0
    for claim in sorted(claims, key=lambda one: one.start):
        if claim.start >= reach and claim.start - cuts[-1] >= PART_CHARACTERS:
            cuts.append(claim.start)
        reach = max(reach, claim.end)
    while len(text) - max(cuts[-1], reach) > 2 * PART_CHARACTERS:  # what follows the claims known so far
        cuts.append(max(cuts[-1], reach) + PART_CHARACTERS)
    return tuple(Span(start, end) for start, end in pairwise([*cuts, len(text)]))


def summary_html(claims: Sequence[CheckedClaim], at: int | None = None, jumps: bool = False) -> str:
    """Count the verdicts, in words with their signs, and what was not judged.

    Where it `jumps`, a click on a count picks the next claim of that verdict behind the one `at` which the reader is.
    """
    counts = {label: [n for n, one in enumerate(claims) if one.judged and one.verdict is label] for label in Label}
    words = {Label.MIXED: LOOKS[Label.MIXED].brief}  # "1 mixed": "1 sources disagree" would count sources
    shown = []
    for label, drawn in LOOKS.items():
        if found := counts[label]:
            word = words.get(label, drawn.word).lower()
            counted = sign_html(drawn.sign, f"{len(found):,} {word}")
            shown.append(
                f'<li class="count {drawn.style}">{_jump(found, at, word, counted) if jumps else counted}</li>'
            )
    unjudged = len(claims) - sum(map(len, counts.values()))
    if unjudged:
        shown.append(f'<li class="count unjudged">{unjudged:,} not judged</li>')
    return f'<ul class="counts" aria-label="Verdicts">{"".join(shown)}</ul>' if shown else ""


def _jump(found: Sequence[int], at: int | None, word: str, counted: str) -> str:
    """Draw a count that picks the next of its claims, and after the last one the first."""
    after = next((number for number in found if at is not None and number > at), found[0])
    names = f'title="Go to the next: {word}" data-hold="{word}"'
    return f'<button type="button" class="jump" data-pick="k{after}" {names}>{counted}</button>'


def _drawn(
    text: str, claims: Sequence[tuple[int, CheckedClaim]], chip: Chip, active: int | None, part: Span
) -> Iterator[str]:
    """Go through the part once: claims open and close at its edges, each chip stands where its claim ends."""
    opening, closing = defaultdict(list), defaultdict(list)
    for number, claim in claims:
        opening[max(claim.start, part.start)].append((number, claim))
        closing[min(claim.end, part.end)].append((number, claim))
    over: dict[int, CheckedClaim] = {}
    for start, end in pairwise(sorted({part.start, part.end, *opening, *closing})):
        over |= dict(opening[start])
        yield _piece(text[start:end], over, active)
        ending = [(number, claim) for number, claim in closing[end] if claim.end == end]
        yield from (chip(number, one) for number, one in sorted(ending, key=lambda it: it[0]))
        for number, _ in closing[end]:
            del over[number]


def _piece(words: str, over: Mapping[int, CheckedClaim], active: int | None) -> str:
    if not over:
        return escape(words)
    number, claim = min(over.items(), key=lambda it: (it[1].end - it[1].start, -it[0]))
    picked = " active" if active in over else ""
    numbers = " ".join(str(number + 1) for number in sorted(over))
    style = f"claim {look(claim).style}{picked}"
    return f'<mark class="{style}" data-claim="{numbers}" data-pick="k{number}">{escape(words)}</mark>'
