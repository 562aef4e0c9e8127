"""What an ingest has to remark, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the readers it brings along are no part of a question
    from index.ingest import Remark

OF_ONE = 3  # notes told of one file: a table may give one for each of its rows


def told(notes: Sequence[Remark]) -> Iterator[Remark]:
    """Give the first notes on each file, and how many more there are."""
    for _, held in groupby(notes, key=attrgetter("source")):
        of_one = list(held)
        yield from of_one[:OF_ONE]
        if len(of_one) > OF_ONE:
            reason = f"and {len(of_one) - OF_ONE:,} more notes; `citedesk ingest --json` names them all"
            yield replace(of_one[0], reason=reason)
