"""The plots of a report, each an inline SVG: figures with whiskers, curves, bars, times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10, sqrt
from typing import TYPE_CHECKING

from corpus.visible import visible
from eval.measures.claiming import Bin
from eval.measures.refusing import Point
from eval.reporting import svg
from eval.reporting.svg import INK, QUIET, SECOND, SERIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST_LABEL = 26  # characters that leave room for the plot beside it
_ROW = 30  # pixels
_Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled figure in [0, 1] with its 95 % interval, over `n` cases."""

    label: str
    value: float
    low: float
    high: float
    n: int


def dots(name: str, title: str, rows: Sequence[Row]) -> str:
    """Give a dot with whiskers for each row, from 0 to 1."""

    def draw(axes: Axes) -> None:
        _rows(axes, rows)
        for place, row in enumerate(rows):
            axes.plot([row.low, row.high], [place, place], color=SERIES, linewidth=2, solid_capstyle="butt")
            for end in (row.low, row.high):
                axes.plot([end, end], [place - 0.16, place + 0.16], color=SERIES, linewidth=2)
            axes.plot(row.value, place, "o", color=SERIES, markersize=8, clip_on=False)

    return svg.plot(name, title, _in_words(rows), _height(rows), draw)


def bars(name: str, title: str, rows: Sequence[Row]) -> str:
    """Give a bar with whiskers for each row, from 0 to 1."""

    def draw(axes: Axes) -> None:
        _rows(axes, rows)
        axes.barh(range(len(rows)), [row.value for row in rows], 0.62, color=SERIES, alpha=0.45)
        for place, row in enumerate(rows):
            axes.plot([row.low, row.high], [place, place], color=INK, linewidth=1.5)
            for end in (row.low, row.high):
                axes.plot([end, end], [place - 0.14, place + 0.14], color=INK, linewidth=1.5, clip_on=False)

    return svg.plot(name, title, _in_words(rows), _height(rows), draw)


def risk_coverage(
    name: str, title: str, curve: Sequence[Point], now: Point | None, asked: str = "questions", given: str = "answers"
) -> str:
    """Give the share of the `given` that is wrong by the share of what is `asked`; `now` is where the system works."""

    def draw(axes: Axes) -> None:
        coverage, risk = [point.coverage for point in curve], [point.risk for point in curve]
        axes.plot([0, *coverage], [risk[0], *risk], color=SERIES, linewidth=2, drawstyle="steps-pre")
        axes.axhline(0.05, color=SECOND, linewidth=1, linestyle=(0, (4, 3)))
        axes.annotate("5 %", (1, 0.05), (3, 0), textcoords="offset points", color=SECOND, va="center", fontsize=11)
        if now is not None:
            axes.plot(now.coverage, now.risk, "o", color=INK, markersize=7)
        across = f"share of the {asked} that get {given}"
        _shares(axes, across, f"share of the {given} wrong", top=max(*risk, 0.1) * 1.08)

    at = f" It works at {now.coverage:.0%}, {now.risk:.1%} of them wrong." if now else ""
    meaning = f"Over all {asked}, {curve[-1].risk:.1%} of the {given} would be wrong.{at}"
    return svg.plot(name, title, meaning, 280, draw)


def calibration(name: str, title: str, bins: Sequence[Bin], stated: str = "confidence stated") -> str:
    """Give the share that is right by the confidence stated, with Wilson's intervals; the diagonal is honesty."""

    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
        for one in bins:
            axes.plot([one.confidence] * 2, wilson(one.accuracy, one.n), color=SERIES, linewidth=1.5)
        most = max(one.n for one in bins)
        sizes = [20 + 130 * one.n / most for one in bins]
        trust, right = [one.confidence for one in bins], [one.accuracy for one in bins]
        axes.plot(trust, right, color=SERIES, linewidth=1.5)
        axes.scatter(trust, right, sizes, color=SERIES, clip_on=False)
        _shares(axes, stated, "share right", top=1.03)

    meaning = "; ".join(f"{one.confidence:.2f} stated, {one.accuracy:.2f} right of {one.n}" for one in bins)
    return svg.plot(name, title, meaning, 280, draw)


def latency(name: str, title: str, stages: Mapping[str, Mapping[str, float]]) -> str:
    """Give for each stage the milliseconds at the median (dot), p95 (end of the line) and p99 (tick)."""

    def draw(axes: Axes) -> None:
        from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

        axes.set_xscale("log")
        for place, found in enumerate(stages.values()):
            middle, high, last = (max(found[share], 0.01) for share in ("p50", "p95", "p99"))
            axes.plot([middle, high], [place, place], color=SERIES, linewidth=3, solid_capstyle="butt")
            axes.plot(middle, place, "o", color=SERIES, markersize=8)
            axes.plot(last, place, "|", color=INK, markersize=10, markeredgewidth=2)
        _labels(axes, list(stages), [f"{_ms(found['p50'])} · {_ms(found['p95'])} ms" for found in stages.values()])
        axes.set_xlim(*_decades([found[share] for found in stages.values() for share in ("p50", "p99")]))
        axes.xaxis.set_major_locator(LogLocator(10, numticks=6))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.xaxis.set_minor_formatter(NullFormatter())

    meaning = "; ".join(f"{stage}: {found['p50']:g} ms at the median" for stage, found in stages.items())
    return svg.plot(name, title, meaning, 46 + _ROW * len(stages), draw)


def _decades(times: Sequence[float]) -> tuple[float, float]:
    """Give the powers of ten that hold the times, a decade at least."""
    low, high = floor(log10(max(min(times), 0.01))), ceil(log10(max(*times, 0.1)))
    return 10.0**low * 0.8, 10.0 ** max(high, low + 1) * 1.1


def _ms(time: float) -> str:
    return f"{time:,.0f}" if time >= 100 else f"{time:.3g}"


def wilson(share: float, n: int) -> tuple[float, float]:
    """Give the 95 % interval of a share of n cases (Wilson 1927). Eight of ten: (.490, .943)."""
    spread = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    middle, scale = share + _Z**2 / (2 * n), 1 + _Z**2 / n
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _rows(axes: Axes, rows: Sequence[Row]) -> None:
    _labels(axes, [row.label for row in rows], [f"{row.value:.3f} {_interval(row)}" for row in rows])
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "", "0.5", "", "1"])


def _interval(row: Row) -> str:
    return f"({row.low:.2f}–{row.high:.2f})" if row.low < row.high else ""


def _labels(axes: Axes, labels: Sequence[str], figures: Sequence[str]) -> None:
    """Name the rows at the left, the first on top, and put their figures at the right."""
    axes.set_yticks(range(len(labels)), [_short(label) for label in labels], color=INK, fontsize=12)
    axes.set_ylim(len(labels) - 0.45, -0.55)
    axes.grid(axis="y", visible=False)
    axes.spines["left"].set_visible(False)
    beside = axes.get_yaxis_transform()
    for place, figure in enumerate(figures):
        axes.annotate(
            figure, (1, place), (9, 0), beside, "offset points", va="center_baseline", fontsize=11, color=QUIET
        )


def _short(label: str) -> str:
    shown = visible(label)
    return shown if len(shown) <= LONGEST_LABEL else shown[: LONGEST_LABEL - 1] + "…"


def _shares(axes: Axes, across: str, up: str, top: float) -> None:
    from matplotlib.ticker import PercentFormatter

    axes.set(xlim=(0, 1.005), ylim=(0, top), xlabel=across, ylabel=up)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1, decimals=None))


def _height(rows: Sequence[Row]) -> int:
    return 30 + _ROW * len(rows)


def _in_words(rows: Sequence[Row]) -> str:
    return "; ".join(f"{row.label} {row.value:.3f}, interval {row.low:.3f} to {row.high:.3f}" for row in rows)
