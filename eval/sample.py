"""Samples: `--limit N` of the questions or claims of a set, seeded, with the shares of the whole."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Sequence
from typing import Protocol, TypeVar

SEED = 20221122


class Named(Protocol):
    """Whatever has an id: a query, a claim."""

    @property
    def id(self) -> str:
        """The id, different from every other."""
        ...


T = TypeVar("T", bound=Named)


def sample(items: Sequence[T], stratum: Callable[[T], Hashable], limit: int | None) -> tuple[T, ...]:
    """Give at most `limit` of the items, in their order: a seeded sample in which every stratum keeps its share.

    Queries by whether they are answerable, claims by label. A larger sample holds the smaller one.
    """
    if limit is None or limit >= len(items):
        return tuple(items)
    strata: dict[Hashable, list[T]] = {}
    for item in items:
        strata.setdefault(stratum(item), []).append(item)
    generator = random.Random(SEED)
    mixed = sorted(
        ((number + 0.5) / len(mine), generator.random(), item.id)
        for mine in (generator.sample(mine, len(mine)) for mine in strata.values())
        for number, item in enumerate(mine)
    )
    kept = {name for _, _, name in mixed[:limit]}
    return tuple(item for item in items if item.id in kept)
