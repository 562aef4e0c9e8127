"""Two runs compared: metric by metric with a test, and question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.measures import claiming, paired
from eval.measures.paired import Paired
from eval.outcome import changes
from eval.parts import PARTS
from eval.run_folder import Record, Run, RunError

MOST = 10  # questions shown of those that changed
_JUDGED = ("citation_recall", "citation_precision")  # mean nothing under different checkers

Comparison = dict[str, Any]


def compare(a: Path, b: Path) -> Comparison:
    """Compare run b with run a, as `compare --json` prints it.

    Raises RunError for a folder that is no whole run, and for runs over different sets or questions.
    """
    return compared(Run.load(a), Run.load(b), str(a), str(b))


def compared(a: Run, b: Run, name_a: str, name_b: str) -> Comparison:
    """Compare two runs that are loaded; the names are for messages."""
    parts = _shared_parts(a, b, name_a, name_b)
    same_checker = a.about.get("checker") == b.about.get("checker")
    found = {
        name: value
        for part in parts
        for name, value in _metrics(part, a.records[part], b.records[part]).items()
        if same_checker or name not in _JUDGED
    }
    adjusted = paired.holm({name: one.p for name, one in found.items() if one is not None})
    changed = [change for part in parts for change in changes(part, a.records[part], b.records[part])]
    return {
        "a": name_a,
        "b": name_b,
        "set": a.about["set"],
        "split": a.about["split"],
        "questions": {part: len(a.records[part]) for part in parts},
        "metrics": {name: _told(one, adjusted.get(name)) for name, one in found.items()},
        "broke": [change.id for change in changed if change.outcome == "broke"],
        "mended": [change.id for change in changed if change.outcome == "mended"],
        "changed": [asdict(change) for change in changed if change.outcome != "same" or change.by][:MOST],
    }


def _shared_parts(a: Run, b: Run, name_a: str, name_b: str) -> list[str]:
    """Give the parts both runs have; raises RunError where the runs cannot be compared."""
    for field, word in (("set", "sets"), ("split", "splits"), ("set_digest", "contents of the set")):
        if a.about.get(field) != b.about.get(field):
            raise RunError(f"{name_a} and {name_b} are over different {word}; run `citedesk eval` on one set for both")
    parts = [part for part in a.records if part in b.records and part in PARTS]
    if not parts:
        raise RunError(f"{name_a} and {name_b} share no part; run `citedesk eval` with the same --only for both")
    for part in parts:
        if [one["id"] for one in a.records[part]] != [one["id"] for one in b.records[part]]:
            raise RunError(
                f"{name_a} and {name_b} asked different questions ({part}); run `citedesk eval` with the same --limit"
            )
    return parts


def _metrics(part: str, a: Sequence[Record], b: Sequence[Record]) -> dict[str, Paired | None]:
    """Give every metric that either run has, by name; None where one of them has no value of it."""
    return {
        f"{name}{added}": value
        for added, places in claiming.apart(a).items()
        for name, value in _together(part, [a[place] for place in places], [b[place] for place in places]).items()
    }


def _together(part: str, a: Sequence[Record], b: Sequence[Record]) -> dict[str, Paired | None]:
    clusters = [record["cluster"] for record in a]
    names = dict.fromkeys(name for record in (*a, *b) for name in record["values"])
    found = {name: paired.means(_values(a, name), _values(b, name), clusters) for name in names}
    for name, metric in PARTS[part].of_the_set.items():
        if not metric.compared:
            continue
        found[name] = paired.sets(metric.of, metric.columns(a), metric.columns(b), clusters)
    return found


def _values(records: Sequence[Record], name: str) -> list[float | None]:
    return [record["values"].get(name) for record in records]


def _told(one: Paired | None, adjusted: float | None) -> Mapping[str, Any] | None:
    if one is None:
        return None
    return {
        "a": one.a,
        "b": one.b,
        "difference": one.difference,
        "ci95": [one.low, one.high],
        "p": one.p,
        "p_holm": adjusted,
        "cohens_d": one.cohens_d,
        "n": one.n,
    }
