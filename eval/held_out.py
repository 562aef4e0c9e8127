"""The part of a claims set that the entailment model was not trained on, as a split of its own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from eval.rows import SetError

JUDGED = "judged"
"""The name of the split. The few weights of the verdict are fitted on it; `eval.train.verdict` cross-validates them."""
_SPLIT = Path(__file__).with_name("train") / "entailment-split.json"


def held_out(name: str) -> frozenset[str] | None:
    """Give the ids of the claims of a set that the model has not seen, None for a set that it was not trained on.

    Raises SetError where what it was trained on cannot be read: every claim would pass for unseen, or none.
    """
    return _sides().get(name)


@cache
def _sides() -> dict[str, frozenset[str]]:
    try:
        return {name: frozenset(sides[JUDGED]) for name, sides in json.loads(_SPLIT.read_bytes()).items()}
    except (OSError, ValueError, KeyError) as error:
        raise SetError(f"{_SPLIT} cannot be read ({error}); reinstall citedesk") from error
