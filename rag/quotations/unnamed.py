"""Who speaks as the subject of a sentence and by no name of their own: "the company", "Holm’s lawyer"."""

from __future__ import annotations

import re

_ASIDE = r"(?:,\s(?![A-ZÀ-Þ])[^“”\"«»;:]{2,80}?,)?"
_ADVERBS = r"(?:\s(?:has|have|had|also|later|once|then|never|only|again|\w+ly))*"
_SAYS = (
    r"(?:said|says|answered|answers|replied|replies|told|called|calls|denied|denies|claimed|claims|argued|argues|warned|warns|"
    r"insisted|insists|admitted|admits|wrote|writes|added|adds|complained|conceded|maintained|maintains|declared|stated)\b"
)
_OWNED = r"[A-ZÀ-Þ][\w’'.-]*(?:\s[A-ZÀ-Þ][\w’'.-]*){0,2}['’]s?\s[a-z][\w-]*(?:\s[a-z][\w-]*){0,2}?"
_NOUN = r"(?:The|An?|One|Two|Three|Some|Several|Many)\s[a-z][\w’'-]*(?:\s(?!that\b|who\b|which\b)[a-z][\w’'-]*){0,4}?"
_SUBJECT = re.compile(rf"\W*(?P<who>{_OWNED}|{_NOUN}){_ASIDE}{_ADVERBS}\s{_SAYS}")
_ACCORDING = re.compile(
    r"\b[Aa]ccording\sto\s(?P<who>(?:the|an?)\s[a-z][\w’'-]*(?:\s(?:of\s(?:the\s)?)?[\w’'-]+){0,3}?)(?=[,.;:]|\s[A-Z\d]|$)"
)


def subject(sentence: str) -> str:
    """Give who speaks where a sentence begins with them and a verb of saying; "" where a name or nobody does.

    >>> subject("A former clerk, who asked not to be named, said that the alarm was off.")
    'A former clerk'
    """
    found = _SUBJECT.match(sentence)
    return " ".join(found["who"].split()) if found else ""


def source(sentence: str) -> str:
    """Give whom a sentence is according to where they have no name: "the union"; "" where it is according to nobody."""
    found = _ACCORDING.search(sentence)
    return " ".join(found["who"].split()) if found else ""
