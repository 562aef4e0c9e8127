"""Co-ordinated claims told apart by rule: "A did this, and B did that" is two, "A did this and did that" too."""

# ruff: noqa: E501 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.reading.quoted import quotations
from rag.words.verbs import is_form, is_past


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_JOINS = re.compile(
    r"[;:]\s+(?:and\s+|but\s+)?|,\s+(?:and|but|while|whereas|although|though|yet)\s+|\s+(?:but|while|whereas|and)\s+|"
    r",\s+(?=[a-z]+\s)"
)
_BARE = re.compile(r",\s+")  # the first comma of "has built a mill, bought a ferry and sold a pier"
_LAST = re.compile(r"[^,;:–—]{3,90}?,?\s+and\s+([a-z]+)\b")
_PARTED = re.compile(r"[,;:]\s+|[–—]\s*|\s\(|\b(?:where|which|who|whom|whose|that|when|because|if)\s+")
_ENTITY = re.compile(r"&#?\w{2,8}$")  # "&amp;" parts nothing
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|that|where)\b")
_ASIDE = re.compile(r",\s+(?:which|who|whose|where)\b[^,;:]*,?")
_BE = _set("is are was were has have had do does did will would can could may might must should")
_HAVE = frozenset(("has", "have", "had"))
_ADVERB = re.compile(r"\s+(?:not|also|already|since|long|\w+ly)(?=\s)")
_NO_VERB_BEHIND = re.compile(
    r"(?:\b(?:the|an?|its|their|his|her|our|this|that|these|those|of|in|on|at|for|to|with|by|from|no|"
    r"two|three|four|some|many|several|more|most|new|all)|[’']s)\s+$",
    re.I,
)
_THING = re.compile(r"\s+(?:[A-Z\d$€£“\"]|(?:the|an?|its|their|his|her|that|no|it|them|him|all|both)\b)")
_TURNS = re.compile(r"but|while|whereas|though|yet")
_ACTS = re.compile(r"(?:he|she|it|they|we|you|I|there)\b")
_ACTOR = re.compile(r"\b(?:(?P<one>he|she|it)|they|we|you|I)\s+$", re.I)
_MANY = re.compile(r"(?:[a-z]s|\b(?:percent|people|they|we|most|many|half))\s+$", re.I)


_FINITE = _set(
    "is are was were has have had does do did will would can could may might must shall should isn't aren't wasn't "
    "weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't cannot became began bought "
    "brought broke built came chose cost cut drew drove fell felt fought found gave got grew held hit kept knew "
    "laid led left lent let lost made meant met paid put quit ran rose said sat saw sent set shot shut sold sought "
    "spent spoke spread stood stole struck swore taught took told thought threw understood went withdrew won wore "
    "wrote says holds wants plans opposes supports keeps remains leads runs makes takes gives gets goes comes seeks "
    "calls needs shares owns costs sits lies stands includes employs expects believes thinks argues warns insists "
    "rejects faces aims hosts serves covers produces spends hopes fears denies sells buys pays lives works describes contains sets allows "
    "lists limits happens matters depends comes means begins starts ends grows falls rises appears seems"
)
_STARTS = _set(
    "the a an its their his her our this that these those he she it they we some many most all no both each every "
    "none nobody nothing neither one two three four five six seven eight nine ten several nobody everyone"
)
_OBJECT = re.compile(
    r"\s+(?:[A-Z\d$€£“\"‘]|(?:the|a|an|its|their|his|her|to|from|in|on|at|with|that|for|by|no|not|over|into|up|out|more|less|"
    r"about|nearly|some|all|two|three|four|five|six|seven|eight|nine|ten|back|off|as|against|it|them|him)\b|"
    r"[a-z]+s\s+(?:to|in|at|for|from|with|by|on)\b)"
)
_LED = re.compile(
    r"\s*(?:(?:In|On|At|After|Before|By|During|Since|For|With)\s[^,]{1,60},\s+|(?:In|On|At|By)\s(?:an?\s)?\w+\s(?=(?:the|it|he|she|they)\b))"
)
_HANGS = re.compile(r",|\s(?:for|of|in|on|at|to|with|from|by|between|about|over|against|under)\s")
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
    """Say whether an English clause has a verb that states something, as far as forms and their place tell."""
    return _verb(text, 0, len(text), 40) is not None or any(
        number and _may_state(text, word) for number, word in enumerate(_WORD.finditer(text))
    )


def subject_of(text: str) -> str:
    """Give who or what a clause is about, without what hangs on it: "Norland's plan" of "Norland's plan for it failed"."""
    main = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    main = _LED.sub("", main, count=1)
    verb = _verb(main, 0, len(main), _REACH)
    return _HANGS.split(" ".join(main[: verb.start()].split()), maxsplit=1)[0] if verb else ""


def _right(text: str, last: Clause, join: re.Match[str]) -> Clause | None:
    """Give what stands behind a conjunction, where both sides claim something."""
    main = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    left, start = text[last.start : join.start()], join.end()
    verb = _verb(main, last.start, join.start(), 40)
    if join[0][0] == ";" and _ENTITY.search(text, 0, join.start()):
        return None
    if (verb is None and not last.subject) or len(_WORD.findall(left)) < _FEWEST or _subordinate(left):
        return None
    first = _WORD.match(text, start)
    if first is None or len(_WORD.findall(text[start:])) < _FEWEST or _lists(text, last, join):
        return None
    if join[0][0] == ":" and len(_WORD.findall(left)) <= _FEWEST:
        return None  # "It is not: ..." claims nothing without what stands behind it
    bare = _BARE.fullmatch(join[0]) is not None
    if not bare and (first[0].casefold() in _STARTS or not first[0][0].islower()) and _own_verb(text, start, join):
        return Clause(start, last.end)
    if bare and not _goes_on(text, first):
        return None
    if any(aside.start() < join.start() < aside.end() for aside in _ASIDE.finditer(text)):
        return None  # "a desk in its embassy, which opened in 1872 and employs 140 people"
    subject = _borrowed(main, last, verb, join, first[0])
    return Clause(start, last.end, subject) if subject and _OBJECT.match(text, first.end()) else None


def _lists(text: str, last: Clause, join: re.Match[str]) -> bool:
    """Say whether a conjunction joins things and no clauses: nothing is done right before it, "Australia and Fiji"."""
    if join[0][0] in ";:" or _TURNS.search(join[0]) or _ACTS.match(text, join.end()):
        return False
    begun = max([last.start, *(mark.end() for mark in _PARTED.finditer(text, last.start, join.start()))])
    words = text[begun : join.start()]
    return begun > last.start and not any(_states(word) for word in _WORD.findall(words)) and not finite(words)


def _goes_on(text: str, first: re.Match[str]) -> bool:
    """Say whether a list of deeds goes on behind one: "…, bought a ferry and sold a pier"."""
    end = _LAST.match(text, first.end())
    return end is not None and (_did(first[0]) or _states(first[0])) and _did(end[1])


def _did(word: str) -> bool:
    return word.endswith("ed") or is_past(word)


def _borrowed(text: str, last: Clause, verb: re.Match[str] | None, join: re.Match[str], first: str) -> str:
    """Give the subject that a verb behind a conjunction shares with the one before, "" where it has none or another."""
    if not _states(first):
        return ""
    if verb is None:
        return last.subject
    if _RELATIVE.search(text, verb.end(), join.start()) or text[: verb.start()].rstrip().endswith(","):
        return ""  # "a firm that built the mill and sold it"; "the mill, opened in 1901 and closed in 1990, was"
    subject = last.subject or " ".join(text[last.start : verb.start()].split()).strip(" ,")
    if not last.subject and verb[0] in _HAVE and _did(first) and _perfect(text, verb):
        return text[last.start : verb.end()].strip() if _is_subject(subject) else ""
    return subject if _is_subject(subject) and _past(first, verb) else ""


def _perfect(text: str, verb: re.Match[str]) -> bool:
    adverb = _ADVERB.match(text, verb.end())
    word = _WORD.search(text, adverb.end() if adverb else verb.end())
    return word is not None and _did(word[0])


def _own_verb(text: str, start: int, join: re.Match[str]) -> bool:
    """Say whether a clause with a subject of its own begins at a place; a bare "and" must be followed by it at once."""
    verb = _verb(text, start, len(text), _REACH if "," in join[0] or ";" in join[0] else 4)
    return verb is not None and verb.start() > start and not re.search(r"[,;:–—]", text[start : verb.start()])


def _verb(text: str, start: int, end: int, reach: int) -> re.Match[str] | None:
    found = _WORD.finditer(text, start, end)
    for number, word in enumerate(found):
        if number > reach:
            return None
        if number and (_stated(text, word) or (_may_state(text, word) and _does(text, word))):
            return word
    return None


def _stated(text: str, word: re.Match[str]) -> bool:
    """Say whether a word is a verb as far as its form tells: "was", or "planned" where no "the" stands before it."""
    acting = _ACTOR.search(text, 0, word.start())
    if acting and is_form(word[0]) and word[0].endswith("s") == bool(acting["one"]) and not word[0].endswith("ing"):
        return True
    return _states(word[0]) and (word[0] in _BE or not _NO_VERB_BEHIND.search(text, 0, word.start()))


def _may_state(text: str, word: re.Match[str]) -> bool:
    """Say whether a word can be a verb where it stands: a form of one, and not behind "the" or "of"."""
    low, ends = word[0], not text[word.end() :].strip(" .!?:")
    if not low.islower() or low.endswith("ing") or not (is_past(low) or is_form(low)):
        return False
    many = _MANY.search(text, 0, word.start()) is not None
    form = is_past(low) or (many if not low.endswith("s") else not ends)
    return form and not _NO_VERB_BEHIND.search(text, 0, word.start())


def _does(text: str, word: re.Match[str]) -> bool:
    """Say whether a word is a verb for what stands behind it: "lists 16 areas"."""
    form = word[0].endswith("s") or _MANY.search(text, 0, word.start()) is not None
    return form and _THING.match(text, word.end()) is not None


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
