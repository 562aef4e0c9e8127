"""What of the evidence is shown: for a claim, against it and nearest to it, no words twice."""

from __future__ import annotations

from collections.abc import Sequence

from rag.verdicts.checked import Label, Stance, Testimony

SHOWN = 5
"""Testimonies of a side."""
NEAREST = 5


def sides(seen: Sequence[Testimony], verdict: Label) -> tuple[tuple[Testimony, ...], tuple[Testimony, ...]]:
    """Give the testimonies for and against; the words that a verdict rests on are not shown against it as well."""
    favour, against = _side(seen, Stance.FOR), _side(seen, Stance.AGAINST)
    if verdict is Label.SUPPORTED:
        return favour, _clear_of(favour, against)
    if verdict is Label.REFUTED:
        return _clear_of(against, favour), against
    return favour, against


def _side(seen: Sequence[Testimony], stance: Stance) -> tuple[Testimony, ...]:
    return _apart(sorted((one for one in seen if one.stance is stance), key=lambda one: -one.score))[:SHOWN]


def _clear_of(taken: Sequence[Testimony], others: Sequence[Testimony]) -> tuple[Testimony, ...]:
    return tuple(one for one in others if not any(_overlap(one, other) for other in taken))


def _apart(ranked: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Give testimonies of which no two share words of an article, the earlier ones kept."""
    kept: list[Testimony] = []
    for one in ranked:
        if not any(_overlap(one, other) for other in kept):
            kept.append(one)
    return tuple(kept)


def _overlap(one: Testimony, other: Testimony) -> bool:
    here, there = one.citation, other.citation
    same = here.article_id == there.article_id and here.sha256 == there.sha256
    return same and here.start < there.end and there.start < here.end


def nearest(seen: Sequence[Testimony], near: Sequence[float]) -> tuple[Testimony, ...]:
    """Give the testimonies that settle nothing, the nearest first; `near` says how near each is, higher is nearer."""
    order = sorted(range(len(seen)), key=lambda at: -near[at])
    return _apart([seen[at] for at in order if seen[at].stance is Stance.OPEN])[:NEAREST]
