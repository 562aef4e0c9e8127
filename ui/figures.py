"""Figures of evaluations as a person reads them in the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus.visible import visible
from ui.terminal import WIDTH, table

Figures = Mapping[str, Any]


def metric_lines(outcome: Figures) -> Iterator[str]:
    """Draw the figures of a run with their 95 % intervals, what it cost, and where it lies."""
    yield f"{visible(outcome['set'])} ({visible(outcome['split'])})"
    metrics = outcome["metrics"].items()
    yield from table([(name, f"{one['value']:.3f}", _interval(one["ci95"]), f"n={one['n']}") for name, one in metrics])
    for part, stages in outcome["cost"]["latency_ms"].items():
        last = "total" if "total" in stages else next(iter(stages), None)
        if last:
            told = ", ".join(f"{share} {value:.0f}" for share, value in stages[last].items())
            yield f"{part}: {told} ms a question"
    yield f"run folder: {visible(outcome['run_dir'])}"


def comparison_lines(comparison: Figures) -> Iterator[str]:
    """Draw a comparison: every metric, then the questions that changed most, with both answers."""
    yield f"a: {visible(comparison['a'])}"
    yield f"b: {visible(comparison['b'])}"
    asked = ", ".join(f"{count} of {part}" for part, count in comparison["questions"].items())
    yield f"{visible(comparison['set'])} ({visible(comparison['split'])}), questions: {asked}"
    yield ""
    yield from table([_HEADER, *(_row(name, one) for name, one in comparison["metrics"].items())])
    yield "p: paired randomisation test; Holm: corrected for the number of metrics; d: Cohen's d of pairs"
    yield ""
    yield f"{len(comparison['broke'])} broke, {len(comparison['mended'])} mended"
    for change in comparison["changed"]:
        yield from _changed(change)


def added_lines(added: Sequence[str], lacking: Sequence[str]) -> Iterator[str]:
    """Draw what became of the answers that readers marked."""
    yield f"{len(added)} questions added"
    if lacking:
        yield f"{len(lacking)} left out for want of the right words: mark those answers again and give them"


_HEADER = ("metric", "a", "b", "b - a", "95 %", "p", "Holm", "d", "n")


def _row(name: str, one: Figures | None) -> tuple[str, ...]:
    if one is None:
        return (name, "not in both", *[""] * (len(_HEADER) - 2))
    effect = "" if one["cohens_d"] is None else f"{one['cohens_d']:+.2f}"
    figures = (f"{one['a']:.3f}", f"{one['b']:.3f}", f"{one['difference']:+.3f}", _interval(one["ci95"]))
    return (name, *figures, f"{one['p']:.4f}", f"{one['p_holm']:.4f}", effect, str(one["n"]))


def _changed(change: Figures) -> Iterator[str]:
    yield ""
    outcome = "" if change["outcome"] == "same" else f"{change['outcome']}, "
    yield f"{visible(change['id'])} ({change['part']}; {outcome}{change['by']:+.3f}): {visible(change['question'])}"
    for name in ("a", "b"):
        said = textwrap.shorten(visible(change[name]), 300, placeholder=" …")
        yield from textwrap.wrap(said, WIDTH, initial_indent=f"  {name}: ", subsequent_indent="     ")


def _interval(pair: tuple[float, float]) -> str:
    return f"[{pair[0]:.3f}, {pair[1]:.3f}]"
