"""A report as one HTML file that loads nothing: figures that need no script, a list whose details open at a click."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

from corpus.visible import escape, visible
from eval.reporting import sections
from eval.reporting.answer import answer_item
from eval.reporting.charts import grouped, headline
from eval.reporting.claim import claim_item
from eval.reporting.entry import Item
from eval.reporting.names import FLAGS
from eval.reporting.ranking import ranking, ranking_item
from eval.reporting.verdicts import verdicts
from eval.run_folder import Run

_PARTS = {"answers": "Answers", "claims": "Claims", "retrieval": "Rankings"}


def report_html(run: Run) -> str:
    """Give the page of a run. The same run gives the same bytes."""
    style, script = _asset("report.css"), _asset("report.js")
    found = items(run)
    title = f"{run.report['set']} · {run.report['split']}"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – citedesk evaluation</title><style>{style}</style></head>\n"
        f"<body>{_head(run, title)}<main>{_figures(run)}{_list(found)}{sections.about(run)}</main>\n"
        f'<script type="application/json" id="details">{_details(found)}</script>\n'
        f"<script>{script}</script></body></html>\n"
    )


def items(run: Run) -> list[Item]:
    """Give what the list shows: what went wrong stands before what did not; a ranking stands with its answer."""
    rankings = {record["id"]: record for record in run.records.get("retrieval", ())}
    answers = run.records.get("answers", ())
    shown = {record["id"] for record in answers}
    found = [answer_item(one, ranking(rankings[one["id"]]) if one["id"] in rankings else "") for one in answers]
    found += [claim_item(one) for one in run.records.get("claims", ())]
    found += [ranking_item(one) for one in rankings.values() if one["id"] not in shown]
    return sorted(found, key=lambda item: not item.flags)


def _policy(style: str, script: str) -> str:
    """Allow this style and this script and nothing else: no other script, no image, font, frame, form or request."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src-elem '{_digest(style)}'; "
        "style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _asset(name: str) -> str:
    return files("eval").joinpath("assets", name).read_text("utf-8")


def _details(found: Sequence[Item]) -> str:
    """Give the bodies as JSON in which nothing can end the script element or open a comment."""
    pairs = [[item.body, visible(item.words)] for item in found]
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")


def _head(run: Run, title: str) -> str:
    counts = [f"{len(records):,} {_PARTS.get(part, part).lower()}" for part, records in run.records.items()]
    facts = " · ".join([*counts, *sections.made(run.about)])
    return (
        f'<header><div><p class="brand">citedesk evaluation</p><h1 dir="auto">{escape(title)}</h1>'
        f'<p class="fine">{escape(facts)}</p></div>'
        '<button type="button" id="theme" class="scripted" aria-label="Colours">Dark</button></header>'
    )


def _figures(run: Run) -> str:
    groups = grouped(run.report)
    return (
        f'<section aria-labelledby="h-figures"><h2 id="h-figures">In short</h2>{sections.tiles(groups)}'
        f"{sections.faults(run)}</section>"
        '<section aria-labelledby="h-all"><h2 id="h-all">Figures</h2>'
        '<p class="fine">A dot is the figure, its whiskers the 95 % interval over the questions.</p>'
        f"{sections.charts(headline(groups))}{sections.figures_table(groups)}</section>"
        '<section aria-labelledby="h-more"><h2 id="h-more">Behind the figures</h2>'
        f"{sections.charts(sections.parts(run))}{verdicts(run.records.get('claims', ()))}</section>"
    )


def _list(found: Sequence[Item]) -> str:
    rows = "".join(_row(place, item) for place, item in enumerate(found))
    return (
        '<section id="questions" aria-labelledby="h-list"><h2 id="h-list">Questions</h2>'
        "<noscript><p>Details and filters need JavaScript; the figures above do not.</p></noscript>"
        f'{_filters(found)}<div id="list">{rows}</div><p id="none" hidden>Nothing fits these filters.</p></section>'
    )


def _filters(found: Sequence[Item]) -> str:
    flags = Counter(flag for item in found for flag in item.flags)
    toggles = "".join(
        f'<button type="button" data-flag="{name}" aria-pressed="false">{title} <b>{flags[name]:,}</b></button>'
        for name, (title, _) in FLAGS.items()
    )
    parts = [(part, _PARTS.get(part, part)) for part in dict.fromkeys(item.part for item in found)]
    kinds = [(kind, kind.replace("_", " ").lower()) for kind in sorted({item.kind for item in found if item.kind})]
    return (
        '<form class="filters scripted" role="search"><input type="search" name="words" autocomplete="off" '
        'placeholder="Find words   (press /)" aria-label="Find words in questions, answers, citations and evidence">'
        f"{_select('part', 'Everything', parts)}{_select('kind', 'Every type', kinds)}"
        f'<span class="toggles" role="group" aria-label="What went wrong">{toggles}</span>'
        '<button type="button" id="open">Open all shown</button><output id="shown" aria-live="polite"></output></form>'
    )


def _select(name: str, everything: str, options: Sequence[tuple[str, str]]) -> str:
    if len(options) < 2:
        return ""
    shown = "".join(f'<option value="{escape(value)}">{escape(title)}</option>' for value, title in options)
    return f'<select name="{name}" aria-label="{everything}"><option value="">{everything}</option>{shown}</select>'


def _row(place: int, item: Item) -> str:
    missed = '<span class="badge quiet">Citation missed</span>' if "citation_missed" in item.flags else ""
    kind = f'<span class="kind"><bdi>{escape(item.kind.replace("_", " ").lower())}</bdi></span>' if item.kind else ""
    return (
        f'<details class="item" id="i{place}" data-part="{escape(item.part)}" data-kind="{escape(item.kind)}" '
        f'data-flags="{" ".join(map(escape, item.flags))}"><summary>'
        f'<span class="badge {item.tone}">{escape(item.outcome)}</span>'
        f'<span class="asked" dir="auto">{escape(item.text)}</span>{missed}{kind}</summary>'
        '<div class="body"></div></details>\n'
    )
