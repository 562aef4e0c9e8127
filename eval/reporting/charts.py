"""What the plots of a report show: the figures of a run by group, by type and by label, curves and times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eval import metrics, outcome
from eval.measures.claiming import Bin, reliability
from eval.measures.estimate import Column, estimate
from eval.measures.refusing import Point, risk_coverage
from eval.reporting import plots
from eval.reporting.names import GROUPS, MODES, OTHER, Named
from eval.reporting.plots import Row
from eval.run_folder import Record

SHARES = ("p50", "p95", "p99")
TYPES = 16  # bars at most: the types with the most questions


@dataclass(frozen=True, slots=True)
class Chart:
    """A plot, and what to say over and under it; `rows` are its figures for those who read a table."""

    title: str
    caption: str
    svg: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric of a run: its words, value, 95 % interval and n."""

    name: str
    named: Named
    value: float
    low: float
    high: float
    n: int


def grouped(report: Mapping[str, Any]) -> dict[str, tuple[Figure, ...]]:
    """Give the figures of a run by the groups of `reporting.names`; what has no name there comes last, as it stands."""
    known = {name for group in GROUPS.values() for name in group}
    found = {
        group: tuple(
            _figure(f"{name}{added}", replace(named, title=f"{named.title}{added}"), report)
            for name, named in names.items()
            for added in ("", *MODES)
            if f"{name}{added}" in report["metrics"]
        )
        for group, names in GROUPS.items()
    }
    rest = [name for name in report["metrics"] if not any(name.removesuffix(added) in known for added in MODES)]
    found[OTHER] = tuple(_figure(name, _unnamed(name, report), report) for name in rest)
    return {group: figures for group, figures in found.items() if figures}


def headline(groups: Mapping[str, Sequence[Figure]]) -> list[Chart]:
    """Give a chart of dots with whiskers for each group that has shares; its counts are told under the title."""
    charts = []
    for number, (group, figures) in enumerate(groups.items()):
        shares = [one for one in figures if one.named.share]
        rows = [Row(one.named.title, one.value, one.low, one.high, one.n) for one in shares]
        if rows:
            svg = plots.dots(f"dots-{number}", group, rows)
            counts = [one for one in figures if not one.named.share]
            told = [f"{one.named.title}: {one.value:,.3g} ({one.low:,.3g}–{one.high:,.3g})" for one in counts]
            charts.append(Chart(group, " · ".join(told), svg))
    return charts


def of_answers(records: Sequence[Record]) -> list[Chart]:
    """Give what answers show beyond their figures: by type, when to be silent, whether confidence is to be trusted."""
    if not records:
        return []
    return [*_by_type(records), *_silence(records)]


def of_time(cost: Mapping[str, Any]) -> list[Chart]:
    """Give the time that each stage takes, a chart for each part of the run."""
    charts = []
    for part, stages in cost.get("latency_ms", {}).items():
        if stages:
            svg = plots.latency(f"time-{part}", f"Time: {part}", stages)
            said = "milliseconds: median (dot), p95 (end of the line), p99 (tick)"
            rows = [
                (stage, *(f"{found[share]:,.4g}" for share in ("p50", "p95", "p99"))) for stage, found in stages.items()
            ]
            charts.append(Chart(f"Time: {part}", said, svg, (("stage", "p50 ms", "p95 ms", "p99 ms"), *rows)))
    return charts


def handled(record: Record) -> bool:
    """Say whether a question was answered rightly, or refused where that was due."""
    return bool(outcome.right(record))


def _by_type(records: Sequence[Record]) -> list[Chart]:
    right = [handled(one) for one in records]
    kinds = {True: "answerable", False: "not answerable", None: "not known"}
    said = "the share answered rightly or, where no article answers, refused"
    charts = []
    for name, title, labels in (
        ("types", "By type of question", [one["type"] or "no type" for one in records]),
        ("kinds", "Answerable or not", [kinds[one["answerable"]] for one in records]),
    ):
        if len(set(labels)) > 1:
            rows = rows_of(labels, right, records)
            charts.append(Chart(title, said, plots.bars(name, title, rows), table_of(rows)))
    return charts


def rows_of(labels: Sequence[str], right: Column, records: Sequence[Record]) -> list[Row]:
    """Give the share that came out right by label, with its interval over clusters, the commonest labels first."""
    places: dict[str, list[int]] = {}
    for place, label in enumerate(labels):
        places.setdefault(label, []).append(place)
    largest = sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))[:TYPES]
    rows = []
    for label, mine in largest:
        found = estimate([float(right[place]) for place in mine], [records[place]["cluster"] for place in mine])
        if found is not None:
            rows.append(Row(f"{label} ({len(mine):,})", found.value, found.low, found.high, found.n))
    return rows


def _silence(records: Sequence[Record]) -> list[Chart]:
    confidence, correct = metrics.ANSWER_SET["aurc"].columns(records)
    if not len(confidence):
        return []
    curve = risk_coverage(confidence, correct)
    bins = reliability(confidence, correct)
    risk = plots.risk_coverage("risk", "Risk and coverage", curve, _now(records))
    trust = plots.calibration("trust", "Calibration of answers", bins)
    return [
        Chart("How much can it answer, and at what risk?", "the dot is where it works today", risk),
        Chart(
            "Does confidence mean what it says?",
            "on the diagonal it does; larger dots hold more questions",
            trust,
            (("confidence", "mean", "right", "n"), *map(bin_row, bins)),
        ),
    ]


def _now(records: Sequence[Record]) -> Point | None:
    answered = [one["correct"] for one in records if not one["abstained"]]
    if not answered:
        return None
    return Point(0.0, len(answered) / len(records), 1 - sum(answered) / len(answered))


def bin_row(one: Bin) -> tuple[str, ...]:
    """Give the cells of a bin of confidence."""
    return f"{one.low:.1f}–{one.high:.1f}", f"{one.confidence:.3f}", f"{one.accuracy:.3f}", f"{one.n:,}"


def table_of(rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """Give what bars show as a table with its head."""
    cells = [(row.label, f"{row.value:.3f}", f"{row.low:.3f}–{row.high:.3f}", f"{row.n:,}") for row in rows]
    return (("", "share", "95 % interval", "n"), *cells)


def _figure(name: str, named: Named, report: Mapping[str, Any]) -> Figure:
    found = report["metrics"][name]
    low, high = found["ci95"]
    return Figure(name, named, found["value"], low, high, found["n"])


def _unnamed(name: str, report: Mapping[str, Any]) -> Named:
    found = report["metrics"][name]
    inside = all(0 <= edge <= 1 for edge in (found["value"], *found["ci95"]))
    return Named(name, "", share=inside)
