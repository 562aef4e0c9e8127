"""On what condition: what will be only if something else is."""

from __future__ import annotations

import re

_FAR = 60  # characters ahead of a verb in which its "will" stands
_WOULD = re.compile(
    r"(?:\b(?:will|would|shall)|[’']ll)(?:\s(?:not|also|have|be|been|\w+ly|then|still|soon|never))*\s$", re.I
)
_TOLD = re.compile(
    r"\b(?<!even )(?<!as )(?:if|unless|provided|providing|as long as|in case|in the event|depend\w*|"
    r"once|until|only|otherwise|without|should|condition\w*|subject to|when)\b",
    re.I,
)
_IF = re.compile(r"(?<!even )(?<!as )\b(?:if|unless|provided that|as long as|on condition that)\b", re.I)
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s")


def conditional(text: str) -> bool:
    """Say whether a text tells of any condition, in any words."""
    return _TOLD.search(text) is not None


def condition(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the span of a verb in the future, `text[start:end]`, with a condition in its sentence; None without one."""
    if not _WOULD.search(text, max(0, start - _FAR), start):
        return None
    ends = [stop.end() for stop in _SENTENCE_END.finditer(text)]
    first = max((stop for stop in ends if stop <= start), default=0)
    last = min((stop for stop in ends if stop > start), default=len(text))
    found = _IF.search(text, first, last)
    return None if found is None else (min(start, found.start()), max(end, found.end()))
