"""A check as one HTML file that loads and runs nothing: the draft with its verdicts, the words for and against.

Draft and claims are drawn as on the page "Check"; what is a button there is a link here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import files

from corpus.article import Span
from corpus.visible import escape, safe_link
from rag.verdicts.checked import Checked, CheckedClaim, Testimony
from ui.answer_html import sentence
from ui.claim_html import claim_html, searched_html
from ui.draft_html import PART_CHARACTERS, draft_html, summary_html
from ui.verdict_html import look, sign_html

_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
WHOLE = 1_000  # sentences of a draft up to which opinions and the like are listed under the claims too
PIECE = 4_000  # characters of a long draft that are laid out together
_LEFT_OUT = '<p class="fine">Opinions and other sentences that are not judged are marked in the draft alone.</p>'
_STYLES = ("verdicts.css", "check.css")


def report_html(checked: Checked, title: str) -> str:
    """Give the report of a check. The same check gives the same bytes."""
    brief = len(checked.claims) > WHOLE
    shown = (it for it in enumerate(checked.claims, 1) if it[1].judged or not brief)
    claims = "".join(_claim(checked, number, claim) for number, claim in shown)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{_CSP}"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} – checked</title><style>{_style()}</style></head>\n"
        f'<body class="pane"><header><h1 dir="auto">{escape(title)}</h1>{summary_html(checked.claims)}'
        f"{searched_html(checked.searched)}{_notes(checked)}</header>\n"
        f'<main><h2>The draft</h2><div class="draft" dir="auto"{_language(checked)}>{_draft(checked)}</div>\n'
        f"<h2>Claims</h2>{_LEFT_OUT * brief}{claims}</main></body></html>\n"
    )


def _style() -> str:
    return "\n".join(files("ui").joinpath("assets", name).read_text("utf-8") for name in _STYLES)


def _language(checked: Checked) -> str:
    return f' lang="{escape(checked.language)}"' if checked.language != "und" else ""


def _notes(checked: Checked) -> str:
    return "".join(f'<p class="fine" role="note" dir="auto">{escape(sentence(note))}</p>' for note in checked.notes)


def _draft(checked: Checked) -> str:
    """Draw the draft, a long one in pieces that a browser lays out as they come into view."""
    chip = partial(_chip, len(checked.claims) > WHOLE)
    pieces = [draft_html(checked.text, checked.claims, chip, None, one) for one in _pieces(checked)]
    return pieces[0] if len(pieces) == 1 else "".join(f'<div class="piece">{one}</div>' for one in pieces)


def _pieces(checked: Checked) -> Iterator[Span]:
    """Cut a long draft at paragraphs, where no claim is cut."""
    at = reach = 0
    for claim in checked.claims if len(checked.text) > PART_CHARACTERS else ():
        if (
            claim.start - at >= PIECE
            and claim.start >= reach
            and checked.text.startswith("\n", max(0, claim.start - 1))
        ):
            yield Span(at, claim.start)
            at = claim.start
        reach = max(reach, claim.end)
    yield Span(at, len(checked.text))


def _chip(brief: bool, number: int, claim: CheckedClaim) -> str:
    drawn = look(claim)
    names = f'title="{escape(claim.claim)}" aria-label="Claim {number + 1}, {escape(drawn.word)}"'
    if brief and not claim.judged:
        return f'<span class="chip {drawn.style}" {names}>{sign_html(drawn.sign, drawn.brief)}</span>'
    shown = f"{number + 1} {sign_html(drawn.sign, drawn.brief)}"
    return f'<a class="chip {drawn.style}" id="in-{number + 1}" href="#claim-{number + 1}" {names}>{shown}</a>'


def _claim(checked: Checked, number: int, claim: CheckedClaim) -> str:
    place = f"Claim {number:,} of {len(checked.claims):,}"
    back = f'<p class="steps fine">{place} · <a href="#in-{number}">in the draft</a></p>'
    brief = "" if claim.judged else " brief"
    return f'<article id="claim-{number}" class="detail{brief}">{back}{claim_html(claim, _title)}</article>\n'


def _title(one: Testimony) -> str:
    title, link = escape(one.citation.title or "untitled"), safe_link(one.citation.url)
    led = f'<a href="{escape(link)}" rel="noreferrer noopener">{title}</a>' if link else title
    return f'<p class="title" dir="auto">{led}</p>'
