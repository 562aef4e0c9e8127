"""The gate: a run is held against the committed run of the same set.

Citations must resolve, and to articles that were out on the day that a question is asked from. Question by question, no
more may have come out wrong that were right (broke) than the other way round (mended), unless the CHANGELOG accepts
just that: a line that holds "evaluation accepted CODE", where the code is drawn from the committed run and the
questions that broke. Another breakage, or another committed run, has another code, so no line serves twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.outcome import right
from eval.run_folder import Record, Run, RunError, write

ACCEPTED = "evaluation accepted"
# Metrics that are 1 or a fault, and what the fault is.
_WHOLE = {
    "citation_validity": "citations do not resolve",
    "citations_in_time": "citations are of articles later than the question's day",
}
# What a committed record keeps: enough to compare with, without the articles' words that it stands on.
_KEPT = ("id", "question", "claim", "cluster", "values", "flags", "type", "answerable", "abstained", "confidence",
         "correct", "answer", "label", "verdict", "probabilities", "mode")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a run stands against the committed one; `faults` are lines that each end in a remedy, none where it holds."""

    compared: int
    broke: tuple[str, ...]
    mended: tuple[str, ...]
    code: str
    faults: tuple[str, ...]


def judge(committed: Run, run: Run, changelog: str) -> Verdict:
    """Hold a run against the committed one; questions that are new, or whose gold has changed, are not compared."""
    pairs = [pair for part, mine in run.records.items() for pair in _pairs(committed.records.get(part, ()), mine)]
    broke = tuple(b["id"] for a, b in pairs if right(a) and right(b) is False)
    mended = tuple(b["id"] for a, b in pairs if right(a) is False and right(b))
    code = _code(committed, broke)
    faults = list(_invalid(run))
    if len(broke) > len(mended) and f"{ACCEPTED} {code}" not in changelog:
        faults.append(
            f"{len(broke)} questions broke ({', '.join(broke)}) and {len(mended)} were mended; mend them, or say why "
            f"in a line of CHANGELOG.md that holds `{ACCEPTED} {code}`"
        )
    judged = sum(right(record) is not None for record in (a for a, _ in pairs))
    return Verdict(judged, broke, mended, code, tuple(faults))


def trimmed(run: Run) -> Run:
    """Give a run small enough to commit: records without rankings, sentences and quotes, and a digest of their gold."""
    records = {
        part: tuple(
            {name: one[name] for name in _KEPT if name in one} | {"gold_digest": gold_digest(one)} for one in mine
        )
        for part, mine in run.records.items()
    }
    return Run(run.about, {**run.report, "run_dir": ""}, records)


def accept(run: Run, place: Path, changelog: str) -> Verdict:
    """Make a run the committed one in `place`, where the gate lets it pass; raises RunError where it does not."""
    verdict = judge(Run.load(place), run, changelog) if place.exists() else None
    faults = verdict.faults if verdict else tuple(_invalid(run))
    if faults:
        raise RunError("; ".join(faults))
    write(trimmed(run), place)
    return verdict or Verdict(0, (), (), "", ())


def gold_digest(record: Record) -> str:
    """Give what a question's outcome is measured by, in sixteen letters: the question itself and its gold."""
    if "gold_digest" in record:
        return str(record["gold_digest"])
    gold = {**record["gold"], "nuggets_found": None} if isinstance(record.get("gold"), dict) else record.get("gold")
    due = [record.get(name) for name in ("question", "claim", "history", "as_of", "answerable", "label", "relevant")]
    return hashlib.sha256(json.dumps([due, gold], sort_keys=True).encode()).hexdigest()[:16]


def _pairs(committed: Sequence[Record], mine: Sequence[Record]) -> list[tuple[Record, Record]]:
    known = {record["id"]: record for record in committed}
    return [
        (known[record["id"]], record)
        for record in mine
        if record["id"] in known and gold_digest(known[record["id"]]) == gold_digest(record)
    ]


def _invalid(run: Run) -> list[str]:
    records = [record for mine in run.records.values() for record in mine]
    wrong = {metric: [one["id"] for one in records if one["values"].get(metric, 1) < 1] for metric in _WHOLE}
    return [
        f"{_WHOLE[metric]} in the answers to {', '.join(ids)}; this is never accepted, mend it"
        for metric, ids in wrong.items()
        if ids
    ]


def _code(committed: Run, broke: Sequence[str]) -> str:
    digests = [(part, [right(record) for record in mine]) for part, mine in sorted(committed.records.items())]
    return hashlib.sha256(json.dumps([digests, sorted(broke)]).encode()).hexdigest()[:8]
