"""Co-ordinated claims told apart by rule: "A did this, and B did that" is two, "A did this and did that" too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.reading.quoted import quotations

_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_JOINS = re.compile(
    r";\s+(?:and\s+|but\s+)?|,\s+(?:and|but|while|whereas|although|though|yet)\s+|\s+(?:but|while|whereas|and)\s+"
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FINITE = _set(
    "is are was were has have had does do did will would can could may might must shall should isn't aren't wasn't "
    "weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't cannot became began bought "
    "brought broke built came chose cost cut drew drove fell felt fought found gave got grew held hit kept knew "
    "laid led left lent let lost made meant met paid put quit ran rose said sat saw sent set shot shut sold sought "
    "spent spoke spread stood stole struck swore taught took told thought threw understood went withdrew won wore "
    "wrote says holds wants plans opposes supports keeps remains leads runs makes takes gives gets goes comes seeks "
    "calls needs shares owns costs sits lies stands includes employs expects believes thinks argues warns insists "
    "rejects faces aims hosts serves covers produces spends hopes fears denies sells buys pays lives works"
)
_STARTS = _set(
    "the a an its their his her our this that these those he she it they we some many most all no both each every "
    "one two three four five six seven eight nine ten several nobody everyone"
)
_OBJECT = re.compile(
    r"\s+(?:[A-Z\d$€£“\"‘]|(?:the|a|an|its|their|his|her|to|from|in|on|at|with|that|for|by|no|not|over|into|up|out|more|less|"
    r"about|nearly|some|all|two|three|four|five|six|seven|eight|nine|ten|back|off|as|against|it|them|him)\b)"
)
_FEWEST = 3  # words of a clause
_REACH = 9  # words from the start of a clause in which its verb stands


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that claims something by itself: `text[start:end]`, with the subject it borrows from the one before."""

    start: int
    end: int
    subject: str = ""


def clauses(text: str) -> tuple[Clause, ...]:
    """Give the co-ordinated main clauses of an English sentence; one that cannot be parted safely is one clause.

    >>> [text[c.start:c.end] for c in clauses(text := "Japan changed its laws and sent $12 billion to Ukraine.")]
    ['Japan changed its laws', 'sent $12 billion to Ukraine.']
    """
    parts = [Clause(0, len(text))]
    quoted = list(quotations(text))
    for join in _JOINS.finditer(text):
        last = parts[-1]
        if join.start() <= last.start or any(start - 1 <= join.start() < end for start, end in quoted):
            continue
        right = _right(text, last, join)
        if right is not None:
            parts[-1:] = [Clause(last.start, join.start(), last.subject), right]
    return tuple(parts)


def finite(text: str) -> bool:
    """Say whether an English clause has a verb that states something, as far as a list and an ending tell."""
    return _verb(text, 0, len(text), 40) is not None


def _right(text: str, last: Clause, join: re.Match[str]) -> Clause | None:
    """Give what stands behind a conjunction, where both sides claim something."""
    left, start = text[last.start : join.start()], join.end()
    verb = _verb(text, last.start, join.start(), 40)
    if (verb is None and not last.subject) or len(_WORD.findall(left)) < _FEWEST or _subordinate(left):
        return None
    if len(_WORD.findall(text[start:])) < _FEWEST:
        return None
    first = _WORD.match(text, start)
    if first is None:
        return None
    if (first[0].casefold() in _STARTS or first[0][0].isupper()) and _own_verb(text, start, join):
        return Clause(start, last.end)
    subject = last.subject or (text[last.start : verb.start()].strip() if verb else "")
    if _states(first[0]) and _OBJECT.match(text, first.end()) and _is_subject(subject) and _past(first[0], verb):
        return Clause(start, last.end, subject)
    return None


def _own_verb(text: str, start: int, join: re.Match[str]) -> bool:
    """Say whether a clause with a subject of its own begins at a place; a bare "and" must be followed by it at once."""
    verb = _verb(text, start, len(text), _REACH if "," in join[0] or ";" in join[0] else 4)
    return verb is not None and verb.start() > start and not re.search(r"[,;:]", text[start : verb.start()])


def _verb(text: str, start: int, end: int, reach: int) -> re.Match[str] | None:
    found = _WORD.finditer(text, start, end)
    for number, word in enumerate(found):
        if number > reach:
            return None
        if number and _states(word[0]):
            return word
    return None


def _states(word: str) -> bool:
    low = word.casefold().replace("’", "'")
    return word[0].islower() and (low in _FINITE or (low.endswith("ed") and len(low) > 4))


def _past(word: str, verb: re.Match[str] | None) -> bool:
    """Say whether a second verb has the form of the first, so that it is no participle or noun."""
    if verb is None:
        return True
    one, other = word.casefold(), verb[0].casefold()
    return one.endswith("s") == other.endswith("s") or (not other.endswith("s") and not one.endswith("s"))


def _is_subject(words: str) -> bool:
    return bool(words) and len(words) <= 90 and not re.search(r"[,;:“\"]", words)


_OPENS = re.compile(
    r"\s*(?:if|when|while|although|though|because|since|as|after|before|unless|until|whether|once)\b", re.I
)


def _subordinate(left: str) -> bool:
    """Say whether the words before a conjunction are a clause that needs the one behind it."""
    return bool(_OPENS.match(left)) and "," not in left


def with_subject(text: str, clause: Clause) -> Iterator[str]:
    """Give the words of a clause, those it borrows first."""
    if clause.subject:
        yield clause.subject
    yield text[clause.start : clause.end]
