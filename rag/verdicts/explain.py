"""A verdict in words: what the sources say, what the claim says, how many stand behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rag.answer import Citation
from rag.reading.fault import FaultKind, Mismatch
from rag.verdicts.checked import Label, Stance, Testimony
from rag.verdicts.stance import Held


def of_testimony(held: Held, stance: Stance) -> str:
    """Give what one sentence says to a claim."""
    if stance is Stance.AGAINST:
        contradicted = [_said(one) for one in held.against]
        return "; ".join(dict.fromkeys(contradicted)) or "the model reads a contradiction in these words"
    missing = [one.part.said for one in held.mismatched if one.part.kind is not FaultKind.ATTRIBUTION]
    owned = next((one for one in held.mismatched if one.part.kind is FaultKind.ATTRIBUTION), None)
    if stance is Stance.FOR and owned is not None and not missing:
        return of_owner(owned)
    if stance is Stance.FOR:
        return f"but it does not say {_listed(missing)}" if missing else _agreeing(held)
    return f"it does not say {_listed(missing)}" if missing else "it does not settle the claim"


def of_owner(one: Mismatch) -> str:
    """Give whose words a source has that a claim states as fact."""
    return one.why.replace("the sentence", "the claim")


def of_verdict(verdict: Label, supporting: Sequence[Testimony], refuting: Sequence[Testimony]) -> str:
    """Give the reason for a verdict in one line."""
    if verdict is Label.SUPPORTED:
        return f"{_counted(supporting)} for it: {_named(supporting, supporting)}"
    if verdict is Label.REFUTED:
        return f"{_counted(refuting)} against it: {_named(refuting[:1], refuting)}: {refuting[0].why}"
    if verdict is Label.MIXED:
        both = (*supporting, *refuting)
        if independent(both) == 1:
            return f"one source has words for it and against it: {_named(refuting, both)} ({refuting[0].why})"
        sides = f"for it {_named(supporting, both)}; against it {_named(refuting, both)}"
        return f"the sources disagree: {sides} ({refuting[0].why})"
    if refuting and supporting:
        return f"words stand for it and against it, not surely enough for a verdict: {refuting[0].why}"
    if refuting:
        return f"words stand against it, not surely enough for a verdict: {refuting[0].why}"
    if supporting:
        return f"words speak for it, not surely enough for a verdict: {supporting[0].why}"
    return "the articles hold no words that bear it out or contradict it"


def independent(testimonies: Sequence[Testimony]) -> int:
    """Count the sources, those that share text or an agency once."""
    return len({one.source for one in testimonies})


def _said(one: Mismatch) -> str:
    if one.part.source and one.part.said:
        verb = "names" if one.part.kind.value == "name" else "says"
        return f"the source {verb} “{one.part.source}”, the claim “{one.part.said}”"
    return of_owner(one)


def _agreeing(held: Held) -> str:
    agreed = dict.fromkeys(one.said for one in held.parts.matched)
    return f"it agrees in {_listed(list(agreed))}" if agreed else "it says the same in other words"


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in dict.fromkeys(words)][:4]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _counted(testimonies: Sequence[Testimony]) -> str:
    count = independent(testimonies)
    return "one source stands" if count == 1 else f"{count} independent sources stand"


def _named(testimonies: Sequence[Testimony], among: Sequence[Testimony]) -> str:
    """Name the articles of testimonies, by their titles where others `among` them have the same publisher and day."""
    articles = {one.citation.article_id: _whose(one.citation) for one in among}
    labels = Counter(articles.values())
    names = (
        _whose(one.citation) if labels[_whose(one.citation)] == 1 else _titled(one.citation) for one in testimonies
    )
    return " and ".join(list(dict.fromkeys(names))[:3])


def _whose(citation: Citation) -> str:
    who = citation.publisher or " and ".join(citation.authors[:2]) or citation.title or "an untitled article"
    return f"{who}, {(citation.published or 'undated')[:10]}"


def _titled(citation: Citation) -> str:
    title = citation.title
    return _whose(citation) if not title else title if "“" in title else f"“{title}”"
