"""The part of a claims set that no model was trained on, as a split of its own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

JUDGED = "judged"
"""The name of the split: what the entailment model was neither trained nor tuned on."""
_SPLIT = Path(__file__).with_name("train") / "entailment-split.json"


def held_out(name: str) -> frozenset[str] | None:
    """Give the ids of the claims of a set that no model has seen, None for a set that none was trained on."""
    return _sides().get(name)


@cache
def _sides() -> dict[str, frozenset[str]]:
    if not _SPLIT.is_file():
        return {}
    return {name: frozenset(sides[JUDGED]) for name, sides in json.loads(_SPLIT.read_bytes()).items()}
