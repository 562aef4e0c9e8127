"""A report in Markdown: the figures in tables, short enough for a change's description."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.visible import visible
from eval.reporting.charts import Figure, grouped
from eval.reporting.names import FLAGS
from eval.reporting.sections import count_faults, interval, made, told
from eval.run_folder import Run

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def report_markdown(run: Run) -> str:
    """Give the figures of a run by group, what went wrong, and the time it took."""
    report = run.report
    lines = [f"# {plain(report['set'])} · {plain(report['split'])}", ""]
    counts = [f"{len(records):,} {part}" for part, records in run.records.items()]
    lines += [" · ".join([*counts, *map(plain, made(run.about))]), ""]
    for group, figures in grouped(report).items():
        lines += [f"## {plain(group)}", "", *_table(figures), ""]
    return "\n".join([*lines, *_faults(run), *_times(report["cost"])])


def plain(text: str) -> str:
    """Give text that Markdown shows as it stands, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def _table(figures: Sequence[Figure]) -> list[str]:
    rows = [
        f"| {plain(one.named.title)} | {told(one.value, share=one.named.share)} | {interval(one)} | {one.n:,} |"
        for one in figures
    ]
    return ["| Metric | Value | 95 % interval | n |", "| --- | ---: | ---: | ---: |", *rows]


def _faults(run: Run) -> list[str]:
    if not {"answers", "claims"} & set(run.records):
        return []
    counts = count_faults(run)
    rows = [f"| {title} | {counts[name]:,} | {meaning} |" for name, (title, meaning) in FLAGS.items()]
    return ["## What went wrong", "", "| Fault | Questions | |", "| --- | ---: | --- |", *rows, ""]


def _times(cost: Mapping[str, Any]) -> list[str]:
    rows = [
        f"| {plain(part)}: {plain(stage)} | {found['p50']:,.4g} | {found['p95']:,.4g} | {found['p99']:,.4g} |"
        for part, stages in cost.get("latency_ms", {}).items()
        for stage, found in stages.items()
    ]
    return (
        ["## Time", "", "| Stage | p50 ms | p95 ms | p99 ms |", "| --- | ---: | ---: | ---: |", *rows, ""]
        if rows
        else []
    )
