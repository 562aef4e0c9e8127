"""A check, and a traced quotation, as a person reads them in the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from corpus.visible import visible
from rag.answer import Searched
from rag.quotations.traced import QuoteMatch, Traced
from rag.verdicts.checked import Checked, CheckedClaim, Label, Testimony
from ui.counted import counted
from ui.terminal import WIDTH, described
from ui.verdict_html import sure

SIGNS = {Label.SUPPORTED: "+", Label.REFUTED: "x", Label.MIXED: "~", Label.NOT_ENOUGH_INFO: "?"}


def checked_lines(checked: Checked) -> Iterator[str]:
    """Draw a check: each claim with its verdict, why, and the words for and against; then what was searched."""
    for claim in checked.claims:
        yield from claim_lines(claim)
        yield ""
    for note in checked.notes:
        yield from _wrapped(f"note: {note}", 0)
    yield _searched(checked.searched, checked.timings_ms)


def claim_lines(claim: CheckedClaim) -> Iterator[str]:
    """Draw one claim."""
    yield from _wrapped(f"{sign(claim)} {claim.claim}", 0, 2)
    if not claim.judged:
        yield from _wrapped(f"{claim.kind.value}: {claim.why}", 2)
        return
    share = sure(claim)
    told = f" ({share:.0%})" if share is not None else ""
    yield from _wrapped(f"{claim.verdict.value.replace('_', ' ')}{told}: {claim.why}", 2)
    for note in claim.notes:
        yield from _wrapped(f"note: {note}", 2)
    yield from _side("for", claim.supporting)
    yield from _side("against", claim.refuting)
    yield from _side("nearest, which settles nothing", claim.nearest)


def sign(claim: CheckedClaim) -> str:
    """Give the sign of a verdict, "·" for what is not judged."""
    return SIGNS[claim.verdict] if claim.judged else "·"


def shortened(text: str) -> str:
    """Give the beginning of a text, in one line."""
    return textwrap.shorten(visible(text), 80, placeholder=" …")


def traced_lines(traced: Traced) -> Iterator[str]:
    """Draw where a quotation stands."""
    for match in traced.matches:
        yield from _match(match)
    if not traced.matches:
        yield "these words stand in no article, not even nearly"
    yield ""
    yield _searched(traced.searched, traced.timings_ms)


def _side(title: str, testimonies: Sequence[Testimony]) -> Iterator[str]:
    for number, one in enumerate(testimonies):
        if not number:
            yield f"  {title}"
        yield from _wrapped(f"“{' '.join(one.citation.quote.split())}”", 4)
        yield from _wrapped(f"{described(one.citation)}, source {one.source}: {one.why}", 6)


def _match(match: QuoteMatch) -> Iterator[str]:
    cited = match.citation
    yield from _wrapped(f"{cited.number:>3}  {match.exactness.value}: “{' '.join(cited.quote.split())}”", 0, 5)
    whose = {"quoted": "said by", "reported": "told after", "article": "the article’s own words, by"}[match.voice.value]
    yield from _wrapped(
        f"{whose} {match.speaker or 'somebody whose name could not be made out'}; {described(cited)}", 5
    )
    yield f"     article {cited.article_id}, characters {cited.start} to {cited.end}"
    if match.edits:
        edits = (f"{edit.kind}: “{edit.said}” for “{edit.source}”" for edit in match.edits)
        yield from _wrapped("; ".join(edits), 5)
    for remark in match.context:
        yield from _wrapped(f"mind: {remark}", 5)


def _searched(searched: Searched, timings_ms: dict[str, float]) -> str:
    found = f"Searched {counted(searched.articles, 'article')}, {counted(searched.passages, 'passage')}"
    left_out = f"; {searched.excluded_undated} undated left out" if searched.excluded_undated else ""
    total = timings_ms.get("total", 0.0)
    return f"{found}{left_out}, {total:.0f} ms."


def _wrapped(text: str, indent: int, hanging: int | None = None) -> list[str]:
    return textwrap.wrap(
        visible(text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hanging is None else hanging),
    )
