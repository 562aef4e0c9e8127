"""A question put as a statement with a gap: "when did Tesla move to Paris?" as "Tesla moved to Paris @when".

English, and rough: where a verb or its subject is not found the statement can be no sentence. It serves training alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.reading.presupposed import MODALS, inflected
from rag.words.verbs import is_form, is_past

_ASKS = re.compile(
    r"^(?P<prep>(?:in|by|from|on|to|at|for|with|under|during|of|since|until) )?"
    r"(?P<asked>what|which|who|whom|when|where|how many|how much)(?P<rest> .+?)\?*$",
    re.I,
)
_BE = ("is", "are", "was", "were")
_DO = ("did", "does", "do")
_ENDS = ("to", "in", "from", "by", "with", "for", "of", "on", "at", "as")
_LITTLE = frozenset(
    ("the", "a", "an", "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "that", "which", "who",
     "as", "his", "her", "its", "their")
)  # fmt: skip
_LONGEST = 5
"""Words of what is asked for ("which French general")."""
_GAP = re.compile(r"@(?:when|where)?")
_DATED = re.compile(
    r"^(?:\d|January|February|March|April|May|June|July|August|September|October|November|December|the )"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What kind of thing was asked for ("when", "how many"), and the words with @, @when or @where for it."""

    kind: str
    gapped: str

    def placed(self, answer: str) -> str:
        """Give an answer as the gap takes it: a time or a place without a preposition gets one."""
        when = "@when" in self.gapped and _DATED.match(answer)
        return f"in {answer}" if when or ("@where" in self.gapped and answer[:1].isupper()) else answer

    def filled(self, answer: str) -> str:
        """Give the statement with an answer in its gap.

        >>> Statement("when", "Tesla moved to Paris @when").filled("in 1882")
        'Tesla moved to Paris in 1882.'
        """
        text = " ".join(_GAP.sub(lambda _: answer.strip(" .,"), self.gapped).split())
        return f"{text[0].upper()}{text[1:]}."


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question in parts: "in | what | country | is | Normandy located"."""

    prep: str
    kind: str
    noun: list[str]
    helper: str
    rest: list[str]

    @property
    def gap(self) -> str:
        """Give the gap with what is counted, and that of a time or place as such."""
        if self.kind.startswith("how"):
            return " ".join(["@", *self.noun])
        return f"@{self.kind}" if self.placed else "@"

    @property
    def placed(self) -> bool:
        """Say whether a time or a place is asked for."""
        return self.kind in ("when", "where")


def statement(question: str) -> Statement | None:
    """Put a question as a statement; None where it is put too freely.

    >>> statement("Who started the Yuan dynasty?").gapped
    '@ started the Yuan dynasty'
    >>> statement("When did Tesla move to Paris?").gapped
    'Tesla moved to Paris @when'
    >>> statement("In what country is Normandy located?").gapped
    'Normandy is located in @'
    >>> statement("Why did the plan fail?")
    """
    found = _ASKS.match(" ".join(question.split()))
    if not found:
        return None
    kind, words = found["asked"].casefold(), found["rest"].split()
    at = next((n for n, word in enumerate(words) if word in _BE + _DO + MODALS), None)
    verb = next((n for n, word in enumerate(words) if n >= (kind not in ("who", "what")) and is_past(word)), None)
    if at is None or (verb is not None and verb < at):
        told = _of_subject(kind, words, verb) if verb is not None and not found["prep"] else None
    else:
        asked = _Asked((found["prep"] or "").casefold().strip(), kind, words[:at], words[at], words[at + 1 :])
        told = _told(asked) if asked.rest and at <= _LONGEST else None
    return Statement(kind, " ".join(" ".join(told).split())) if told else None


def _of_subject(kind: str, words: list[str], verb: int) -> list[str] | None:
    """Give "who started the dynasty" as "@ started the dynasty"."""
    if kind in ("when", "where"):
        return None
    return [*(["@", *words[:verb]] if kind.startswith("how") else ["@"]), *words[verb:]]


def _told(asked: _Asked) -> list[str] | None:
    return _being(asked) if asked.helper in _BE else _doing(asked)


def _being(asked: _Asked) -> list[str] | None:
    """Give "where was Parliament moved" as "Parliament was moved @where"."""
    rest, be = asked.rest, asked.helper
    part = next((n for n, word in enumerate(rest) if is_past(word) or word.endswith("ing") or word == "known"), None)
    if part == 0 and not asked.prep and not asked.placed:
        return [asked.gap, be, *rest]
    if asked.placed:
        return [*rest, be, asked.gap] if part is None else [*rest[:part], be, *rest[part:], asked.gap]
    if part is None:
        return None if asked.prep or asked.noun else [*rest, be, "@"]
    if asked.noun and not asked.prep and asked.kind.startswith("how"):
        return None
    return [*rest[:part], be, *rest[part:], asked.prep, asked.gap]


def _doing(asked: _Asked) -> list[str] | None:
    """Give "what did the Normans build in England" as "the Normans built @ in England"."""
    verb = _verb(asked.rest)
    if verb is None:
        subject = asked.helper in MODALS and not asked.prep and not asked.placed and asked.rest[0].islower()
        return ["@", asked.helper, *asked.rest] if subject else None
    if asked.rest[verb] == "do":
        return None
    held, after = [*asked.rest[:verb], *inflected(asked.helper, asked.rest[verb])], asked.rest[verb + 1 :]
    if asked.prep:
        return [*held, *after, asked.prep, "@"]
    if asked.placed or (after and after[-1] in _ENDS):
        return [*held, *after, asked.gap]
    return [*held, asked.gap, *after]


def _verb(words: list[str]) -> int | None:
    """Give where the verb stands behind its subject."""
    for n in range(1, len(words)):
        word = words[n]
        if word.islower() and word not in _LITTLE and words[n - 1] not in _LITTLE and is_form(word):
            return n
    return None
