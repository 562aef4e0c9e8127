"""Co-ordinated claims told apart by rule: "A did this, and B did that" is two, "A did this and did that" too."""

# ruff: noqa: E501 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.reading.finite import WORD, finite, opens_with_verb, states, verb_in
from rag.reading.quoted import quotations
from rag.words.verbs import is_past


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_JOINS = re.compile(
    r"[;:]\s+(?:and\s+|but\s+)?|,\s+(?:and|but|while|whereas|although|though|yet|so)\s+|\s+(?:but|while|whereas|and)\s+|"
    r",\s+(?=[a-z]+\s|I\s)"
)
_BARE = re.compile(r",\s+")  # the first comma of "has built a mill, bought a ferry and sold a pier"
_LAST = re.compile(r"[^,;:–—]{3,90}?,?\s+and\s+([a-z]+)\b")
_PARTED = re.compile(r"[,;:]\s+|[–—]\s*|\s\(|\b(?:where|which|who|whom|whose|that|when|because|if)\s+")
_ENTITY = re.compile(r"&#?\w{2,8}$")  # "&amp;" parts nothing
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|that|where)\b")
_ASIDE = re.compile(r",\s+(?:which|who|whose|where)\b[^,;:]*,?")
_HAVE = frozenset(("has", "have", "had"))
_ADVERB = re.compile(r"\s+(?:not|also|already|since|long|\w+ly)(?=\s)")
_TURNS = re.compile(r"but|while|whereas|though|yet")
_ACTS = re.compile(r"(?:he|she|it|they|we|you|I|there)\b")
# "It has lost half of its water, it is still shrinking": two sentences with nothing but a comma between them.
_SPLICED = re.compile(
    r"(?:(?:he|she|it|they|we|you|I|there)\s+|(?:the|an?|its|their|his|her|our|my|your|another|one)\s+[a-z]+\s+(?=(?P<verb>[a-z]+)\b))(?P<rest>\S.*)",
    re.DOTALL,
)
_PLAIN = re.compile(
    r"(?:is|are|was|were|has|have|had|did|does|do|can|could|will|would|must|drove|fell|went|took|gave|came|saw|knew|spoke|began|ran|rose|grew)$"
)
_LEANS = re.compile(
    r"\s*(?:if|when|while|although|though|because|since|as|after|before|unless|until|whether|once|had|were|should|not only|no sooner|"
    r"the (?:more|less|\w+er)|in|on|at|by|during|for|with|from|under|despite|like|unlike|among|between|according|given|\w+ing|\w+ed)\b",
    re.I,
)
_SPEAKS = re.compile(
    r"(?:(?:also|later|then|has|have|had)\s+)*(?:said|says|say|told|tells|added|adds|wrote|writes|argued|argues|warned|warns|claimed|claims|"
    r"noted|insisted|explained|thinks?|believes?|believed|thought|admitted|announced|reported|reports)\b"
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
_APPOSED = re.compile(
    r"[^,;:–—]{2,50},\s(?:[A-Z][\w.’'-]*\s?){1,4},\s+(?:(?:is|are|was|were|has|have|had)\s*)?$"
)  # "its captain, Nikos Berg, "
_WAS = frozenset(("was", "were"))
# Of these nothing can be told but what is done to somebody: "was arrested in May and released in June".
_DONE = re.compile(
    r"(?:arrested|released|charged|convicted|sentenced|fined|jailed|owned|registered|sold|built|founded|bought|published|acquitted|"
    r"awarded|banned|buried|closed|destroyed|demolished|designed|elected|expelled|killed|launched|named|painted|printed|rebuilt|"
    r"replaced|restored|searched|sacked|signed|suspended|translated|used|known|shown|taken|treated|tried|written)$"
)
_TOLD = _set(
    "wrote drove took went gave saw knew spoke began ran rose grew fell chose broke wore swore stole became came had"
)
_LED = re.compile(
    r"\s*(?:(?:In|On|At|After|Before|By|During|Since|For|With)\s[^,]{1,60},\s+|(?:In|On|At|By)\s(?:an?\s)?\w+\s(?=(?:the|it|he|she|they)\b))"
)
_MODAL = re.compile(r"(?:will|would|can|could|may|might|must|shall|should|has|have|had|is|are|was|were)\s+[a-z]")
_APART = re.compile(r",\s(?:[^,;:–—]|(?<=\d),(?=\d)){3,60},")  # "the harbour, once home to 30,000 boats, lies"
_HANGS = re.compile(r",|\s(?:for|of|in|on|at|to|with|from|by|between|about|over|against|under)\s")
_FEWEST = 3  # words of a clause
_REACH = 12  # words from the start of a clause in which its verb stands


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


def subject_of(text: str) -> str:
    """Give who or what a clause is about, without what hangs on it: "Norland's plan" of "Norland's plan for it failed"."""
    main = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    main = _LED.sub("", main, count=1)
    verb = verb_in(main, 0, len(main), _REACH)
    return _HANGS.split(" ".join(main[: verb.start()].split()), maxsplit=1)[0] if verb else ""


def _right(text: str, last: Clause, join: re.Match[str]) -> Clause | None:
    """Give what stands behind a conjunction, where both sides claim something."""
    main = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    left, start = text[last.start : join.start()], join.end()
    verb = verb_in(main, last.start, join.start(), 40)
    if join[0][0] == ";" and _ENTITY.search(text, 0, join.start()):
        return None
    if (verb is None and not last.subject) or len(WORD.findall(left)) < _FEWEST or _subordinate(left):
        return None
    first = WORD.match(text, start)
    if first is None or len(WORD.findall(text[start:])) < _FEWEST or _lists(text, last, join):
        return None
    if join[0][0] == ":" and len(WORD.findall(left)) <= _FEWEST:
        return None  # "It is not: ..." claims nothing without what stands behind it
    bare = _BARE.fullmatch(join[0]) is not None
    if bare and _spliced(text, last, join):
        return Clause(start, last.end)
    if not bare and "," in join[0] and (_bare_subject(text, start) or _many_act(text, start, join)):
        return Clause(start, last.end)
    if not bare and (first[0].casefold() in _STARTS or not first[0][0].islower()) and _own_verb(text, start, join):
        return Clause(start, last.end)
    if bare and not _goes_on(text, first):
        return None
    if any(aside.start() < join.start() < aside.end() for aside in _ASIDE.finditer(text)):
        return None  # "a desk in its embassy, which opened in 1872 and employs 140 people"
    subject = _borrowed(main, last, verb, join, first[0])
    behind = _MODAL.match(text, first.start()) or _OBJECT.match(text, first.end())
    return Clause(start, last.end, subject) if subject and behind else None


def _spliced(text: str, last: Clause, join: re.Match[str]) -> bool:
    """Say whether a comma stands between two sentences, the first of which needs nothing behind it."""
    left, right = text[last.start : join.start()], _SPLICED.match(text, join.end(), last.end)
    if right is None or _LEANS.match(_LED.sub("", left, count=1)) or _SPEAKS.match(right["rest"]):
        return False
    if _OPENS.match(left.rpartition(",")[2]) or _RELATIVE.search(left.rpartition(",")[2]):
        return False
    verb = right["verb"]
    said = verb is None or _PLAIN.match(verb) is not None or (verb.endswith("s") and states(verb))
    pronoun = right["verb"] is None and opens_with_verb(right["rest"])
    return said and (pronoun or right["verb"] is not None) and not _SPEAKS.search(left)


def _many_act(text: str, start: int, join: re.Match[str]) -> bool:
    """Say whether things without an article do something behind "but": ", but papers seen by the Herald show that"."""
    first = WORD.match(text, start)
    if first is None or not first[0].endswith("s") or _TURNS.search(join[0]) is None or states(first[0]):
        return False
    verb = verb_in(text, start, len(text), _REACH)
    return verb is not None and not _RELATIVE.search(text, start, verb.start()) and _own_verb(text, start, join)


def _bare_subject(text: str, start: int) -> bool:
    """Say whether a noun without an article and its verb follow: ", and freight goes by rail"."""
    words = [*WORD.finditer(text, start, start + 60)][:2]
    if len(words) < 2 or not words[0][0].islower() or states(words[0][0]) or words[0][0] in _STARTS:
        return False
    return states(words[1][0]) and not words[1][0].endswith("ed") and text[words[0].end() : words[1].start()] == " "


def _lists(text: str, last: Clause, join: re.Match[str]) -> bool:
    """Say whether a conjunction joins things and no clauses: nothing is done right before it, "Australia and Fiji"."""
    if join[0][0] in ";:" or _TURNS.search(join[0]) or _ACTS.match(text, join.end()):
        return False
    begun = max([last.start, *(mark.end() for mark in _PARTED.finditer(text, last.start, join.start()))])
    words = text[begun : join.start()]
    return begun > last.start and not any(states(word) for word in WORD.findall(words)) and not finite(words)


def _goes_on(text: str, first: re.Match[str]) -> bool:
    """Say whether a list of deeds goes on behind one: "…, bought a ferry and sold a pier"."""
    end = _LAST.match(text, first.end())
    return end is not None and (_did(first[0]) or states(first[0])) and _did(end[1])


def _did(word: str) -> bool:
    return word.endswith("ed") or is_past(word)


def _borrowed(text: str, last: Clause, verb: re.Match[str] | None, join: re.Match[str], first: str) -> str:
    """Give the subject that a verb behind a conjunction shares with the one before, "" where it has none or another."""
    if not states(first):
        return ""
    if verb is None:
        return last.subject
    apposed = _APPOSED.match(text, last.start, verb.start()) is not None
    if _RELATIVE.search(text, verb.end(), join.start()) or (
        text[: verb.start()].rstrip().endswith(",") and not apposed
    ):
        return ""  # "a firm that built the mill and sold it"; "the mill, opened in 1901 and closed in 1990, was"
    subject = last.subject or " ".join(text[last.start : verb.start()].split()).strip(" ")
    subject = subject if apposed else subject.strip(",")
    if not last.subject and verb[0] in _HAVE and _did(first) and _perfect(text, verb):
        return text[last.start : verb.end()].strip() if _is_subject(subject) else ""
    if not last.subject and verb[0] in _WAS and _DONE.match(first) and _perfect(text, verb):
        return text[last.start : verb.end()].strip() if _is_subject(subject) else ""
    return subject if _is_subject(subject) and _past(first, verb) else ""


def _perfect(text: str, verb: re.Match[str]) -> bool:
    adverb = _ADVERB.match(text, verb.end())
    word = WORD.search(text, adverb.end() if adverb else verb.end())
    return word is not None and _did(word[0])


def _own_verb(text: str, start: int, join: re.Match[str]) -> bool:
    """Say whether a clause with a subject of its own begins at a place; a bare "and" must be followed by it at once."""
    verb = verb_in(text, start, len(text), _REACH if "," in join[0] or ";" in join[0] else 4)
    ahead = _APART.sub("", text[start : verb.start()], count=1) if verb is not None else ""
    return verb is not None and verb.start() > start and not re.search(r"[,;:–—](?!\d)", ahead)


def _past(word: str, verb: re.Match[str] | None) -> bool:
    """Say whether a second verb has the form of the first, so that it is no participle or noun."""
    if verb is None:
        return True
    one, other = word.casefold(), verb[0].casefold()
    if {one, other} & _WAS:
        return one in _WAS or other not in _WAS or one in _TOLD or (one.endswith("s") and other == "was")
    return one.endswith("s") == other.endswith("s") or (not other.endswith("s") and not one.endswith("s"))


def _is_subject(words: str) -> bool:
    bare = words if not _APPOSED.fullmatch(f"{words.rstrip(',')}, ") else ""
    return bool(words) and len(words) <= 90 and not re.search(r"[,;:“\"]", bare)


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
