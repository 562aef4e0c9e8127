"""A check as one HTML file that loads and runs nothing: the draft with its verdicts, the words for and against.

Draft and claims are drawn as on the page "Check"; what is a button there is a link here.
"""

from __future__ import annotations

from importlib.resources import files

from corpus.article import Span
from corpus.visible import escape, safe_link
from rag.verdicts.checked import Checked, CheckedClaim, Testimony
from ui.answer_html import sentence
from ui.claim_html import claim_html, searched_html
from ui.draft_html import draft_html, summary_html
from ui.verdict_html import look, sign_html

_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLES = ("verdicts.css", "check.css")


def report_html(checked: Checked, title: str) -> str:
    """Give the report of a check. The same check gives the same bytes."""
    claims = "".join(_claim(checked, number, claim) for number, claim in enumerate(checked.claims, 1))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{_CSP}"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} – checked</title><style>{_style()}</style></head>\n"
        f'<body class="pane"><header><h1 dir="auto">{escape(title)}</h1>{summary_html(checked.claims)}'
        f"{searched_html(checked.searched)}{_notes(checked)}</header>\n"
        f'<main><h2>The draft</h2><div class="draft" dir="auto"{_language(checked)}>{_draft(checked)}</div>\n'
        f"<h2>Claims</h2>{claims}</main></body></html>\n"
    )


def _style() -> str:
    return "\n".join(files("ui").joinpath("assets", name).read_text("utf-8") for name in _STYLES)


def _language(checked: Checked) -> str:
    return f' lang="{escape(checked.language)}"' if checked.language != "und" else ""


def _notes(checked: Checked) -> str:
    return "".join(f'<p class="fine" role="note" dir="auto">{escape(sentence(note))}</p>' for note in checked.notes)


def _draft(checked: Checked) -> str:
    return draft_html(checked.text, checked.claims, _chip, None, Span(0, len(checked.text)))


def _chip(number: int, claim: CheckedClaim) -> str:
    drawn = look(claim)
    names = f'title="{escape(claim.claim)}" aria-label="Claim {number + 1}, {escape(drawn.word)}"'
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
