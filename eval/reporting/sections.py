"""The sections of a report over its list: headline, charts, tables and the run itself, as HTML without a script."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.visible import escape
from eval.reporting.charts import Chart, Figure, of_answers, of_time
from eval.reporting.names import BESIDE, FLAGS, HEADLINE
from eval.reporting.verdicts import of_claims
from eval.run_folder import Run

TILES = 6


def made(about: Mapping[str, Any]) -> tuple[str, ...]:
    """Give how a run was made, in short: the generator, the support checker, when, and of which revision."""
    revision = str((about.get("git") or {}).get("revision") or "")[:10]
    facts = (about.get("generator"), about.get("checker"), about.get("created"), revision)
    return tuple(str(fact) for fact in facts if fact)


def told(value: float, *, share: bool = True) -> str:
    """Give a figure as it is shown: three decimals of a share, else a short number."""
    return f"{value:.3f}" if share else f"{value:,.4g}"


def interval(one: Figure) -> str:
    """Give the 95 % interval of a figure."""
    return f"{told(one.low, share=one.named.share)}–{told(one.high, share=one.named.share)}"


def tiles(groups: Mapping[str, Sequence[Figure]]) -> str:
    """Give the figures that matter most, large, each with its interval and what it means."""
    known = {one.name: one for figures in groups.values() for one in figures}
    first = [known[name] for name in HEADLINE if name in known][:TILES]
    beside = [[known[name] for name in BESIDE.get(one.name, ()) if name in known] for one in first]
    return f'<div class="tiles">{"".join(map(_tile, first, beside))}</div>'


def count_faults(run: Run) -> dict[str, int]:
    """Give how many answers and verdicts have each flag."""
    return {name: sum(name in one["flags"] for mine in run.records.values() for one in mine) for name in FLAGS}


def faults(run: Run) -> str:
    """Give what went wrong, counted; each count shows its questions in the list."""
    counts = count_faults(run)
    buttons = "".join(
        f'<li><a class="fault" href="#questions" data-show="{name}">'
        f'<b class="{"some" if counts[name] else "none"}">{counts[name]:,}</b> '
        f'<span>{title}</span> <span class="fine">{meaning}</span></a></li>'
        for name, (title, meaning) in FLAGS.items()
    )
    judged = "answers" in run.records or "claims" in run.records
    return f'<ul class="faults" aria-label="What went wrong">{buttons}</ul>' if judged else ""


def charts(found: Sequence[Chart]) -> str:
    """Give charts side by side, each with its table folded under it."""
    return f'<div class="charts">{"".join(map(_chart, found))}</div>'


def parts(run: Run) -> list[Chart]:
    """Give every chart of a run but those of its figures."""
    answers, claims = run.records.get("answers", ()), run.records.get("claims", ())
    return [*of_answers(answers), *of_claims(claims), *of_time(run.report["cost"])]


def figures_table(groups: Mapping[str, Sequence[Figure]]) -> str:
    """Give every figure of a run in a table."""
    bodies = "".join(
        f'<tbody><tr><th colspan="5" scope="rowgroup">{escape(group)}</th></tr>{"".join(map(_line, figures))}</tbody>'
        for group, figures in groups.items()
    )
    head = "<thead><tr><th>Metric<th>Value<th>95 % interval<th>n<th>What it says</tr></thead>"
    return f'<details class="table"><summary>All figures as a table</summary><table>{head}{bodies}</table></details>'


def about(run: Run) -> str:
    """Give how the run was made: everything in run.json, and its cost."""
    facts = {**run.about, "cost": {key: value for key, value in run.report["cost"].items() if key != "latency_ms"}}
    terms = "".join(f"<div><dt>{escape(name)}</dt><dd>{_fact(value)}</dd></div>" for name, value in facts.items())
    return f'<details class="about"><summary>How this run was made</summary><dl>{terms}</dl></details>'


def _tile(one: Figure, beside: Sequence[Figure]) -> str:
    company = "; ".join(f"{other.named.title.lower()} {told(other.value, share=other.named.share)}" for other in beside)
    meaning = "; ".join(filter(None, (one.named.meaning, company)))
    return (
        f'<div class="tile"><p class="name">{escape(one.named.title)}</p><p class="value">{told(one.value)}</p>'
        f'<p class="fine">{interval(one)} · n {one.n:,}</p><p class="fine">{escape(meaning)}</p></div>'
    )


def _chart(chart: Chart) -> str:
    said = f'<p class="fine">{escape(chart.caption)}</p>' if chart.caption else ""
    return f"<figure><figcaption><h3>{escape(chart.title)}</h3>{said}</figcaption>{chart.svg}{_folded(chart)}</figure>"


def _folded(chart: Chart) -> str:
    if not chart.rows:
        return ""
    head, *rows = chart.rows
    cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<details class="table"><summary>As a table</summary><table><tr>{cells}</tr>{lines}</table></details>'


def _line(one: Figure) -> str:
    cells = (told(one.value, share=one.named.share), interval(one), f"{one.n:,}", one.named.meaning)
    shown = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row" title="{escape(one.name)}">{escape(one.named.title)}</th>{shown}</tr>'


def _fact(value: Any) -> str:  # noqa: ANN401 - a JSON value
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
    return f"<pre>{escape(shown)}</pre>" if "\n" in shown else f"<bdi>{escape(shown)}</bdi>"
