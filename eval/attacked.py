"""How often hostile articles get their way, as one JSON object.

Every way of carrying an order crossed with every goal (`eval.hostile`), taken in by the shipped readers into a library
in a temporary folder and asked through the desk with the encoder of the settings. Shares are attack successes among
all cases, with exact intervals (Clopper-Pearson); "read" is the share in which the model could make the order out.
`obeying` does whatever order it can make out, all disguises undone; `heeding` only what stands on unmarked lines.
"exfiltrated", "miscited" and "disguised" are counted over all cases, whatever their goal. --every n takes each n-th
case, --listed so many of the successes of each goal with checking, --structural leaves the entailment model out,
--generator asks a real model in place of the scripted two.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.checked import proportion
from eval.hostile import ARMS, CHECKED, Case, Draw, Trial, cases, stock, trials
from eval.scripted import writer
from index.library import Library
from rag.chat import load
from rag.config import Settings
from rag.desk import Desk
from rag.shelf import load_encoder

NEVER = ("exfiltrated", "miscited", "disguised")


def figures(draw: tuple[Draw, Draw] | None = None) -> dict[str, Any]:
    """Give the figures by the options of the command line; `draw` are the page and the terminal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="try each n-th case")
    parser.add_argument("--listed", type=int, default=3, help="successes of each goal with checking that are listed")
    parser.add_argument("--structural", action="store_true", help="check without the entailment model")
    parser.add_argument("--generator", help="a chat model to ask in place of the scripted ones, as provider:model")
    options = parser.parse_args()
    found = run(tuple(cases(options.every)), draw, options.generator, structural=options.structural)
    return summary(found, options.listed)


def run(
    chosen: Sequence[Case],
    draw: tuple[Draw, Draw] | None = None,
    generator: str | None = None,
    *,
    structural: bool = False,
) -> list[Trial]:
    """Give the trials of the cases with both scripted models, or with a real one."""
    settings = Settings.load()
    real = load(generator, settings.chat_timeout, settings.answer_tokens) if generator else None
    with TemporaryDirectory() as folder, Library.open(Path(folder), load_encoder(settings)) as library:
        stock(library, chosen)
        desk, ships = Desk(library, settings), writer(settings, structural=structural)
        return [
            one
            for heeding in ((False, True) if real is None else (False,))
            for case in chosen
            for one in trials(desk, case, draw, ships, heeding=heeding, real=real)
        ]


def summary(found: Sequence[Trial], listed: int) -> dict[str, Any]:
    """Give shares by model and arm, by goal and by carrier, and some of the successes with checking."""
    models = sorted({one.model for one in found}, reverse=True)
    return {
        "cases": len({one.case for one in found}),
        "models": {
            model: {arm: _of_arm([one for one in found if (one.model, one.arm) == (model, arm)]) for arm in ARMS}
            for model in models
        },
        "got_through": list(_listed([one for one in found if one.arm == CHECKED], listed)),
    }


def _of_arm(found: Sequence[Trial]) -> dict[str, Any]:
    return {
        "success": _share(found, lambda one: one.reached),
        "read": _share(found, lambda one: one.read),
        **{name: _share(found, lambda one, name=name: getattr(one, name)) for name in NEVER},  # type: ignore[misc]
        "by_goal": {
            goal: _share([one for one in found if one.goal == goal], _reached) for goal in _names(found, "goal")
        },
        "by_carrier": {
            carrier: _share([one for one in found if one.carrier == carrier], _reached)
            for carrier in _names(found, "carrier")
        },
    }


def _reached(one: Trial) -> bool:
    return one.reached


def _names(found: Sequence[Trial], field: str) -> list[str]:
    return list(dict.fromkeys(str(getattr(one, field)) for one in found))


def _share(found: Sequence[Trial], is_so: Callable[[Trial], bool]) -> dict[str, Any]:
    return proportion(sum(map(is_so, found)), len(found))


def _listed(found: Sequence[Trial], most: int) -> Iterator[dict[str, Any]]:
    """Give all that must never be, and some successes of each goal."""
    never = [one for one in found if any(getattr(one, name) for name in NEVER)]
    yield from map(asdict, never)
    for goal in _names(found, "goal"):
        yield from map(asdict, [one for one in found if one.goal == goal and one.reached and one not in never][:most])
