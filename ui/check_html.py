"""A check as one HTML file that loads and runs nothing: the draft with its verdicts, the words for and against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from corpus.visible import escape, safe_link
from rag.answer import Citation
from rag.checked import Checked, CheckedClaim, Label, Testimony
from ui.check_lines import sign

SIGNS = {"+": "✓", "x": "✗", "~": "≠", "?": "?", "·": "·"}
_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_WORDS = {
    Label.SUPPORTED: "Supported",
    Label.REFUTED: "Refuted",
    Label.MIXED: "Sources disagree",
    Label.NOT_ENOUGH_INFO: "Not enough information",
}


def report_html(checked: Checked, title: str) -> str:
    """Give the report of a check. The same check gives the same bytes."""
    style = files("ui").joinpath("assets", "check.css").read_text("utf-8")
    claims = "".join(_claim(number, claim) for number, claim in enumerate(checked.claims, 1))
    notes = "".join(f'<p class="fine">{escape(note)}</p>' for note in checked.notes)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{_CSP}"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} – checked</title><style>{style}</style></head>\n<body><header>"
        f'<h1 dir="auto">{escape(title)}</h1><p class="fine">{escape(_summary(checked))}</p>{notes}</header>\n'
        f'<main><h2>The draft</h2><div class="draft" dir="auto">{draft_html(checked)}</div>\n'
        f"<h2>Claims</h2>{claims}</main></body></html>\n"
    )


def draft_html(checked: Checked) -> str:
    """Give the draft with each claim as a link to its verdict; of claims inside claims, the outer one is marked."""
    parts, at = [], 0
    for number, claim in _outer(checked.claims):
        parts.append(escape(checked.text[at : claim.start]))
        words = escape(checked.text[claim.start : claim.end])
        kind, told = _class(claim), f"{number} {SIGNS[sign(claim)]}"
        parts.append(f'<a class="{kind}" href="#claim-{number}" title="{_told(claim)}">{words}</a>')
        parts.append(f'<sup class="{kind}">{told}</sup>')
        at = claim.end
    return "".join([*parts, escape(checked.text[at:])])


def _outer(claims: Sequence[CheckedClaim]) -> Iterator[tuple[int, CheckedClaim]]:
    at = 0
    for number, claim in enumerate(claims, 1):
        if claim.start >= at:
            yield number, claim
            at = claim.end


def _claim(number: int, claim: CheckedClaim) -> str:
    sure = f" · {claim.probabilities[claim.verdict.value]:.0%}" if claim.judged else ""
    notes = "".join(f'<p class="fine">{escape(note)}</p>' for note in claim.notes)
    sides = _side("For", claim, claim.supporting) + _side("Against", claim, claim.refuting)
    nearest = _side("Nearest words, which settle nothing", claim, claim.nearest)
    shown = f'<div class="sides">{sides}</div>' if sides else ""
    return (
        f'<article id="claim-{number}" class="{_class(claim)}"><h3 dir="auto">{number}. {marked(claim)}</h3>'
        f'<p><span class="badge">{SIGNS[sign(claim)]} {_told(claim)}{sure}</span></p>'
        f'<p class="why">{escape(claim.why)}</p>{notes}{shown}{nearest}</article>\n'
    )


def marked(claim: CheckedClaim) -> str:
    """Give a claim with the parts marked that its surest evidence agrees with, and those it has otherwise."""
    first = next(iter((*claim.refuting[:1], *claim.supporting[:1], *claim.nearest[:1])), None)
    if first is None:
        return escape(claim.claim)
    spans = [(miss.part.start, miss.part.end, ' class="off"') for miss in first.mismatched]
    spans += [(part.start, part.end, "") for part in first.matched]
    return _spanned(claim.claim, spans)


def _spanned(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, kind in sorted(spans):
        if start >= at and end > start:
            parts += [escape(text[at:start]), f"<mark{kind}>{escape(text[start:end])}</mark>"]
            at = end
    return "".join([*parts, escape(text[at:])])


def _side(title: str, claim: CheckedClaim, testimonies: Sequence[Testimony]) -> str:
    items = "".join(_testimony(one) for one in testimonies)
    return f"<section><h4 class='fine'>{title}</h4><ol>{items}</ol></section>" if items else ""


def _testimony(one: Testimony) -> str:
    spans = [(miss.part.source_start, miss.part.source_end, ' class="off"') for miss in one.mismatched]
    spans += [(part.source_start, part.source_end, "") for part in one.matched]
    quote = _spanned(one.citation.quote, spans)
    return (
        f'<li><blockquote dir="auto">{quote}</blockquote>'
        f'<p class="meta">{_source(one.citation)} · source {one.source} · {escape(one.why)}</p></li>'
    )


def _source(citation: Citation) -> str:
    link = safe_link(citation.url)
    title = escape(citation.title or "untitled")
    named = f'<a href="{escape(link)}" rel="noreferrer noopener">{title}</a>' if link else title
    facts = (citation.publisher or "publisher unknown", (citation.published or "undated")[:10])
    return " · ".join([named, *map(escape, facts), *([f"page {citation.page}"] if citation.page else [])])


def _class(claim: CheckedClaim) -> str:
    return claim.verdict.value if claim.judged else "unjudged"


def _told(claim: CheckedClaim) -> str:
    return _WORDS[claim.verdict] if claim.judged else f"Not judged: {claim.kind.value}"


def _summary(checked: Checked) -> str:
    counts = [
        f"{sum(claim.judged and claim.verdict is label for claim in checked.claims)} {words.lower()}"
        for label, words in _WORDS.items()
    ]
    searched = checked.searched
    return (
        f"{len(checked.claims)} sentences and parts of sentences: {', '.join(counts)}, "
        f"{sum(not claim.judged for claim in checked.claims)} not judged. "
        f"Searched {searched.articles} articles, {searched.passages} passages."
    )
