"""What a support checker makes of sentences whose truth is known: its objections, right and wrong, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eval.falsehoods.perturbed import Perturbed

Objection = Callable[[str, str, str, int, int], tuple[str, str, tuple[str, ...]]]
"""Sentence, document id, its text, start and end of the cited words -> support, why and the kinds of fault found."""

CONTENT = frozenset(("verbatim", "supported"))
"""The values of `support` that object to nothing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence judged: `borne_out` is the truth, `group` what was done to it and `how` in which way."""

    group: str
    how: str
    sentence: str
    cited: str
    borne_out: bool
    support: str
    why: str
    faults: tuple[str, ...]

    @property
    def objected(self) -> bool:
        """Say whether the checker found the sentence less than supported."""
        return self.support not in CONTENT


def check_pairs(pairs: Iterable[Perturbed], texts: dict[str, str], judge: Objection) -> Iterator[Checked]:
    """Judge both sentences of every pair against the words they were made from."""
    for pair in pairs:
        for sentence, borne_out in ((pair.true, True), (pair.false, False)):
            how = pair.how if not borne_out else "reworded" if pair.true != pair.source else "verbatim"
            verdict = judge(sentence, pair.doc_id, texts[pair.doc_id], pair.start, pair.end)
            yield Checked(pair.kind.value, how, sentence, pair.source, borne_out, *verdict)


def summary(checked: Sequence[Checked]) -> dict[str, Any]:
    """Give recall, precision and the rate of false alarms, for all and for every group and way, with intervals."""
    false = [one for one in checked if not one.borne_out]
    true = [one for one in checked if one.borne_out]
    caught = [one for one in false if one.objected]
    return {
        "recall": _share(false),
        "precision": proportion(len(caught), len(caught) + sum(one.objected for one in true)),
        "false_alarms": _share(true),
        "by_kind": {group: _of_group(checked, group) for group in sorted({one.group for one in checked})},
    }


def _of_group(checked: Sequence[Checked], group: str) -> dict[str, Any]:
    mine = [one for one in checked if one.group == group]
    false = [one for one in mine if not one.borne_out]
    true = [one for one in mine if one.borne_out]
    given: dict[str, Any] = {}
    if false:
        caught = [one for one in false if one.objected]
        given["recall"] = _share(false)
        given["named_right"] = proportion(sum(group in one.faults for one in caught), len(caught))
        given["precision"] = proportion(len(caught), len(caught) + sum(one.objected for one in true))
        given["recall_by_way"] = {
            how: _share([one for one in false if one.how == how]) for how in sorted({one.how for one in false})
        }
    given["false_alarms"] = {
        how: _share([one for one in true if one.how == how]) for how in sorted({one.how for one in true})
    }
    return given


def _share(checked: Sequence[Checked]) -> dict[str, Any]:
    return proportion(sum(one.objected for one in checked), len(checked))


def proportion(count: int, total: int) -> dict[str, Any]:
    """Give a share with its exact interval; the value is None where there was nothing to count."""
    low, high = clopper_pearson(count, total)
    value = round(count / total, 4) if total else None
    return {"value": value, "ci95": [round(low, 4), round(high, 4)], "count": count, "n": total}


def clopper_pearson(count: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """Give the exact binomial interval of Clopper and Pearson (Biometrika 26, 1934), (0, 1) for no trials."""
    from scipy.stats import beta  # type: ignore[import-untyped]

    tail = (1 - level) / 2
    low = float(beta.ppf(tail, count, total - count + 1)) if count else 0.0
    high = float(beta.ppf(1 - tail, count + 1, total - count)) if count < total else 1.0
    return low, high
