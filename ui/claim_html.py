"""A claim and its evidence as HTML: the verdict, the words for and against side by side, and what was searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus.visible import escape
from rag.answer import Searched
from rag.reading.fault import FaultKind
from rag.verdicts import explain
from rag.verdicts.checked import CheckedClaim, Label, Stance, Testimony
from ui.answer_html import described, sentence
from ui.counted import counted
from ui.verdict_html import LOOKS, claim_parts, look, quote_parts, sign_html, sure

Title = Callable[[Testimony], str]


def claim_html(claim: CheckedClaim, title: Title, picked: Testimony | None = None) -> str:
    """Draw a claim; `title` draws what leads to a source, `picked` is the evidence that marks its parts."""
    drawn = look(claim)
    held = picked or next(iter((*claim.refuting, *claim.supporting, *claim.nearest)), None)
    wording = claim_parts(claim.claim, held) if held else escape(claim.claim)
    body = "".join((_sides(claim, title), _nearest(claim, title), _notes(claim.notes)))
    return (
        f'<div class="verdict {drawn.style}"><h3>{sign_html(drawn.sign, drawn.word)}{_sure(claim)}</h3>'
        f'<p class="wording" dir="auto">{wording}</p>{_why(claim)}{_legend(held)}</div>{body}'
    )


def searched_html(searched: Searched) -> str:
    """Say what was searched, and what the filters left out."""
    line = f"Searched {counted(searched.articles, 'article')}, {counted(searched.passages, 'passage')}"
    wanted = "; ".join(f"{name}: {_listed(value)}" for name, value in searched.filters.items())
    left_out = f"; {searched.excluded_undated:,} undated left out by the date filter" * bool(searched.excluded_undated)
    return f'<p class="fine" dir="auto">{escape(line + left_out + (f" · {wanted}" if wanted else ""))}</p>'


def evidence(claim: CheckedClaim) -> tuple[Testimony, ...]:
    """Give everything a claim shows, in the order it is drawn."""
    return (*claim.supporting, *claim.refuting, *claim.nearest)


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _sure(claim: CheckedClaim) -> str:
    share = sure(claim)
    if share is None:
        return ""
    shares = sorted(claim.probabilities.items(), key=lambda item: -item[1])
    others = " · ".join(f"{LOOKS[Label(label)].word.lower()} {share:.0%}" for label, share in shares)
    return f' <span class="sure" title="{escape(others)}">{share:.0%} sure</span>'


def _why(claim: CheckedClaim) -> str:
    count = claim.independent_sources
    # Where one side stands alone, the reason counts its sources.
    facts = [f"{count} independent source{'s' * (count != 1)}"] * (claim.verdict is Label.MIXED)
    facts += [f"said by {claim.said_by}"] if claim.said_by else []
    why = f'<p class="why" dir="auto">{escape(sentence(claim.why))}</p>' if claim.why else ""
    return why + (f'<p class="fine" dir="auto">{escape(sentence(" · ".join(facts)))}</p>' if facts else "")


def _legend(held: Testimony | None) -> str:
    if held is None or not (held.matched or held.mismatched):
        return ""
    # Words that settle nothing bear nothing out, whatever they have in common with the claim.
    kinds = [("agrees", "named there too" if held.stance is Stance.OPEN else "borne out")] * bool(held.matched)
    kinds += [("differs", "contradicted")] * any(miss.contradicts for miss in held.mismatched)
    kinds += [("absent", "not said there")] * any(
        not miss.contradicts and miss.part.kind is not FaultKind.ATTRIBUTION for miss in held.mismatched
    )
    shown = " ".join(f'<span class="part {style}">{words}</span>' for style, words in kinds)
    return f'<p class="legend fine">Held against <bdi>{escape(_whose(held))}</bdi>: {shown}</p>'


def _sides(claim: CheckedClaim, title: Title) -> str:
    """Draw the evidence for and against side by side, or the side that has none as a line."""
    if not (claim.supporting or claim.refuting):
        return ""
    sides = (("for", "For", claim.supporting), ("against", "Against", claim.refuting))
    both = " both" * bool(claim.supporting and claim.refuting)
    return f'<div class="sides{both}">{"".join(_side(*side, title) for side in sides)}</div>'


def _side(style: str, name: str, held: Sequence[Testimony], title: Title) -> str:
    if not held:
        return f'<p class="fine">{name}: nothing found</p>'
    rows = "".join(_testimony(one, title) for one in held)
    return f'<section class="side {style}"><h4>{name} ({len(held)})</h4><ul>{rows}</ul></section>'


def _nearest(claim: CheckedClaim, title: Title) -> str:
    if not claim.nearest:
        return ""
    rows = "".join(_testimony(one, title) for one in claim.nearest)
    return f'<section class="side near"><h4>Nearest words, which decide nothing</h4><ul>{rows}</ul></section>'


def _testimony(one: Testimony, title: Title) -> str:
    cited = one.citation
    page = f", page {cited.page}" if cited.page else ""
    copies = len(cited.also_in)
    also = f" · the same words in {copies} other article{'s' * (copies != 1)}" if copies else ""
    about = f"{described(cited.publisher, cited.published)}{page} · source {one.source}{also}"
    rows = "".join(f"<li>{escape(line)}</li>" for line in _differences(one))
    differ = f'<ul class="differences" dir="auto">{rows}</ul>' if rows else ""
    why = f'<p class="fine" dir="auto">{escape(sentence(one.why))}</p>' if one.why and not rows else ""
    return (
        f'<li class="testimony">{title(one)}<p class="fine" dir="auto">{escape(about)}</p>'
        f'<blockquote dir="auto">{quote_parts(one)}</blockquote>{differ}{why}</li>'
    )


def _differences(one: Testimony) -> Iterator[str]:
    """Say what the claim has and the source has instead."""
    for miss in one.mismatched:
        said, there = miss.part.said, miss.part.source
        if miss.part.kind is FaultKind.ATTRIBUTION:
            yield explain.of_owner(miss)
        elif said and there:
            yield f"claim says “{said}”, source says “{there}”"
        elif miss.contradicts:
            yield miss.why or f"contradicts “{said}”"
        elif said:
            yield f"does not say “{said}”"


def _notes(notes: Sequence[str]) -> str:
    rows = "".join(f"<li>{escape(sentence(note))}</li>" for note in dict.fromkeys(notes))
    return f'<ul class="claim-notes" aria-label="Notes" dir="auto">{rows}</ul>' if rows else ""


def _whose(one: Testimony) -> str:
    cited = one.citation
    return cited.publisher or cited.title or "an untitled article"
