"""What one is of another: who reads of NATO's partner, or of its members and Japan, has not read that Japan is one."""

# ruff: noqa: SIM905 - tables read better unwrapped
from __future__ import annotations

import re
from collections.abc import Sequence

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.naming import Named, inside, named
from rag.reading.same_name import same
from rag.reading.slots import Line, Word, read

# What somebody can be of a body or a state, with the words that tell it.
_TOLD_BY = {
    "member": "member membership join belong accede accession admit induct ally",
    "partner": "partner partnership",
    "ally": "ally treaty",
    "observer": "observer",
    "candidate": "candidate candidacy apply applicant nominate stand run bid",
    "signatory": "sign signatory ratify party",
    "owner": "own owner buy bought acquire purchase",
    "founder": "found founder cofound establish create start",
}
_FORMS = {
    "members": "member", "partners": "partner", "allies": "ally", "observers": "observer", "candidates": "candidate",
    "signatories": "signatory", "owners": "owner",
    "founders": "founder", "co-founder": "founder", "cofounder": "founder",
}  # fmt: skip
_NOUNS = "|".join(sorted((*_TOLD_BY, *_FORMS), key=len, reverse=True))
_IS = re.compile(
    r"\b(?:is|are|was|were|became|becomes?|been|remains?)(?:\s(?!not\b|no\b|never\b)[\w’'-]+){0,5}?\s"
    rf"(?P<noun>{_NOUNS})\b",
    re.I,
)
# "Norland joined the Orlow Pact": who has joined a body is a member; "joined the talks" says nothing of the kind.
_JOINED = re.compile(
    r"\b(?P<noun>joined|joins|(?:has|have)\sjoined|acceded\sto)\s(?:the\s)?"
    r"(?=(?P<body>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)*))"
)
_OF_STATES = frozenset("alliance bloc community confederation federation league pact union".split())
_DENIED = re.compile(r"\b(?:not|never|no|no longer)\b|n[’']t\b", re.I)
_ASIDE = re.compile(r",\s[^,;:.]*")  # "Finland, a member since 2023"
_LIST = re.compile(r"(?:(?!\bbut\b)[^;:.]){0,80}")  # "members such as Finland, Norway and Poland"
_CLAUSE = re.compile(r"(?:(?!\b(?:but|with|among|between|by|from|for|against)\b)[^,;:.—(])*")
_PRONOUN = re.compile(r"\b(?:it|he|she|they|who|which|that)(?=\s)", re.I)
_NEAR = 40  # characters behind a pronoun in which what it means is told


def check(claim: Line, ground: Ground) -> Parts:
    """Find what a claim says somebody is, where the cited words tell it of nobody whom the claim names."""
    found = _IS.search(claim.text) or _joined(claim.text)
    if found is None or _DENIED.search(claim.text):
        return Parts()
    noun = "member" if found.re is _JOINED else found["noun"].casefold()
    stems = read(_TOLD_BY[_FORMS.get(noun, noun)]).stems
    known = inside(ground.line.text) | inside(ground.around)
    ahead = [one for one in named(claim.text, known) if one.end <= found.start()]
    told = [one for one in ground.line.words if one.stem in stems]
    if not ahead or any(_told_of(ahead, word, ground.line, known) for word in told):
        return Parts()
    said = claim.text[slice(*found.span("noun"))]
    part = Match(FaultKind.PREDICATE, *found.span("noun"), said, 0, 0, "")
    return Parts(mismatched=(Mismatch(part, False, f"the source calls nobody whom the sentence names “{said}”"),))


def _joined(text: str) -> re.Match[str] | None:
    """Give where a text says that somebody joined a body of states or people that it names in capitals."""
    found = _JOINED.search(text)
    body = found["body"].split() if found else []
    return found if body and (body[0].isupper() or body[-1].casefold() in _OF_STATES) else None


def _told_of(subjects: Sequence[Named], word: Word, line: Line, known: frozenset[str]) -> bool:
    """Say whether a word tells what one of the names is: in a clause with it or a pronoun, beside it, or of a list."""
    mine = [other for other in named(line.text, known) if any(same(one, other) for one in subjects)]
    return any(_beside(line.text, name, word) for name in mine) or _of_pronoun(line.text, word)


def _beside(text: str, name: Named, word: Word) -> bool:
    if name.start >= word.end:
        return _LIST.fullmatch(text, word.end, name.start) is not None
    between = text[name.run[1] : word.start]
    return any(way.fullmatch(between) for way in (_CLAUSE, _ASIDE))


def _of_pronoun(text: str, word: Word) -> bool:
    ahead = _PRONOUN.finditer(text, max(0, word.start - _NEAR), word.start)
    return any(_CLAUSE.fullmatch(text, pronoun.end(), word.start) for pronoun in ahead)
