"""Questions that leave their verb out: "and Germany?", "what about the ITPP?", "and in 2023?"."""

from __future__ import annotations

import re

from rag.followups.followup import Resolved, appended, closed, core_of, subjects
from rag.reading.names import WORD, Name, NameKind, names, proper, terms
from rag.reading.things import things
from rag.words.lists import AUXILIARIES, FUNCTION, PREPOSITIONS, QUESTION_WORDS

_MAX_FRAGMENT = 6  # words of an ellipsis such as "and in the United Kingdom?"
_ELLIPSIS = re.compile(
    r"\s*(?:and|but|or|so)?[\s,]*(?:what|how) (?:about|of)\s+(?P<a>.+)|\s*(?:and|or|same for|the same for)\s+(?P<b>.+)",
    re.I,
)
_TIME = re.compile(
    r"(?:in |since |before |after |during |until )?(?:(?:the )?(?:last|this|next|past) \w+|today|yesterday|now|\d{4}|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{4})?)",
    re.I,
)


def ellipsis(question: str, last: str) -> Resolved | None:
    """Put the new name of "and Germany?" where the last question has a name of its kind."""
    match = _ELLIPSIS.fullmatch(question.strip().rstrip("?!. "))
    fragment = (match["a"] or match["b"]).strip() if match else ""
    words = [token.group().lower() for token in WORD.finditer(fragment)]
    whole = len(words) > _MAX_FRAGMENT or {*words} & (AUXILIARIES | QUESTION_WORDS)
    if whole or not {*words} - FUNCTION:
        return None
    return _replaced(fragment, last) or _added(fragment, words[0], last) or _about(fragment, last)


def name_alone(question: str, last: str) -> Resolved | None:
    """Take a name alone ("Germany?") as "and Germany?" where the last question has one of its kind."""
    core = question.strip()
    found = names(core)
    if not core.endswith("?") or len(found) != 1 or found[0].end - found[0].start < len(core.rstrip("? ")):
        return None
    return _replaced(core.rstrip("? "), last)


def _replaced(fragment: str, last: str) -> Resolved | None:
    new = names(fragment, opens=False)
    if not new:
        return None
    preposition = _preposition(fragment, new[0].article)
    old = [name for name in names(last) if name.kind is new[0].kind]
    if preposition:
        old = [name for name in old if _preposition(last, name.article) == preposition]
    if not old or (new[0].kind is NameKind.OTHER and _shape(old[0]) != _shape(new[0])):
        return None
    start, end = _slot(old[0], new[0])
    words = _worded(fragment[new[0].article if start == old[0].article else new[0].start :])
    carried = tuple(term for term in terms(last) if term != old[0].term)
    return Resolved(closed(last[:start] + words + last[end:]), carried, True)


def _shape(name: Name) -> tuple[bool, bool]:
    return name.qualifies, name.article < name.start


def _slot(old: Name, new: Name) -> tuple[int, int]:
    """Give the span to replace: the noun and its "the" go too where the new name brings its own."""
    if new.qualifies and old.qualifies:
        return old.article, old.noun_end
    if old.qualifies:
        return old.start, old.end
    return old.article, old.end


def _worded(words: str) -> str:
    return re.sub(r"[^\W_][\w.’'&-]*", lambda match: proper(match.group()), words)


def _preposition(text: str, end: int) -> str:
    words = [token.group().lower() for token in WORD.finditer(text[:end])]
    return words[-1] if words and words[-1] in PREPOSITIONS else ""


def _added(fragment: str, first: str, last: str) -> Resolved | None:
    """Add a place or time ("and in 2023?") at the end of the last question."""
    time = _TIME.fullmatch(fragment) is not None
    if not time and first not in PREPOSITIONS:
        return None
    added = f"in {fragment}" if fragment.isdigit() else fragment
    clause, bracket, carried = core_of(last).partition(" (")
    clause = clause.removesuffix(f" {first}") if added == fragment else clause  # "What are they for?", "and for Japan?"
    return Resolved(closed(f"{clause} {_worded(added)}{bracket}{carried}"), terms(last), True)


def _about(fragment: str, last: str) -> Resolved | None:
    carried, separator = subjects(last)
    if names(fragment):  # what has a name of its own is no part of the thing asked about before
        carried = tuple(term for term in carried if term not in {thing for _, thing in things(last)})
    return appended(f"What about {fragment}", carried, separator)
