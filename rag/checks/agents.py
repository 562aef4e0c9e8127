"""Who does it: the names that a verb has as its subject, or behind "by", in a sentence and in its source."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.kinds import SPEECH
from rag.reading.naming import Named, inside, named
from rag.reading.predicates import LIGHT, predicates
from rag.reading.same_name import same
from rag.reading.slots import Line, Word
from rag.reading.speakers import says
from rag.words.verbs import may_be_past

# What somebody hopes for, plans or calls a thing is that one's own; "like" may be no verb in the source.
_OWN = frozenset(
    "hope hopes hoped expect expects expected plan plans planned want wants wanted call calls called".split()
)
_FAINT = (LIGHT - _OWN) | {"like", "likes", "liked"}
_MOST = 30  # verbs of a sentence, places of each in its source, names that are compared
_HELPS = re.compile(
    r"(?:\s(?:has|have|had|will|would|did|does|do|can|could|may|might|not|also|then|later|once|already|twice|still|soon|"
    r"finally|again|first|never|\w+ly|in\s(?:exchange|turn|return|response|contrast)|on\s\w+day|last\s\w+))*\s"
)
_BE = re.compile(r"\b(?:is|are|was|were|been|being|be)(?:\s\w+ly)?\s$")
_BY = re.compile(r"(?:\s[\w’'-]+){0,8}?\sby\s(?:the\s|both\s)?")
# What stands between the verb of a subject and a later one: "blocked the ferry and sold it"; or between it and a name.
_GOES_ON = re.compile(
    r"(?:\s[\w’'-]+){0,6}\s(?:and|but)(?:\s(?:then|later|also|so|soon|finally|\w+ly|has|have|had))*\s"
)
_WHICH = re.compile(r",?\s(?:who|which|that)(?:\s(?:then|later|also|once|has|have|had|\w+ly))*\s")
_CLOSED = re.compile(rf",{_HELPS.pattern}")
_SET_OFF = re.compile(r", (?:(?:Drs?|Mrs?|Ms|Prof(?:essor)?|Sir|Dame|Lord|Lady)\.? )?$")
_ASIDE = re.compile(rf",\s(?:the|an?|its|his|her|their|former|then)\s[^,;:.!?]{{2,80}},{_HELPS.pattern}")
_WHOSE = re.compile(rf",\s(?:who|whose|which)\s[^,;:.!?]{{2,80}},{_HELPS.pattern}")
_LEADING = re.compile(f"{_HELPS.pattern}|{_WHICH.pattern}|{_WHOSE.pattern}")
# With one of these a verb that says little by itself says what is done: "called for tests", "put off the vote".
_PARTICLE = re.compile(r"\s(for|off|up|down|out|over)\s")
_PRONOUN = re.compile(
    r"(?:^|\s)(?P<word>he|she|it)(?:\s(?:has|had|will|would|did|does|also|then|later|once|\w+ly))*\s$", re.I
)
_AND = re.compile(r"\s?(?:,|and|n?or|&|as well as|,\sand|of|at|from)\s(?:the\s)?")
_NOUN = re.compile(r"\b(?:the|an?|one|two|three|four|five|several|some|many|its|his|her|their|\d+)\s(?:[a-z]+\s)?$")
_FROM = re.compile(r"\s(?:from|by)\s(?:(?:the|an?|its|his|her|their)\s)?(?:[a-z][\w-]*\s){0,3}?(?:[a-z]+,\s)?")
_NEAR = 90  # characters between a verb and the name behind "by"


def check(claim: Line, ground: Ground, *, telling: bool = False) -> Parts:
    """Find a verb that a claim gives to another than everyone who does it in the cited words.

    A verb whose subject is no name there, or that stands there in another place without one, settles nothing; who says
    a thing is left to the check of speakers, unless only verbs that are `telling` count: those are of saying too, and
    of others not those that say little by themselves.
    """
    known = inside(ground.line.text) | inside(ground.around)
    mine, theirs = named(claim.text, known)[:_MOST], named(ground.line.text, known)[:_MOST]
    found: list[Mismatch] = []
    for one in list(predicates(claim, rare=telling))[:_MOST]:
        word = claim.words[one.at]
        spoken = SPEECH.fullmatch(one.word) is not None and says(one.word)
        said = [] if spoken and not telling else agents(claim, word, mine)
        tied = _particle(claim, word) if telling and one.word in _FAINT | _OWN else None
        faint = telling and one.word in _FAINT and not tied
        others = _everywhere(word.stem, tied, ground.line, theirs) if said and not faint else []
        if others and not any(same(name, other) for name in said for other in others):
            found.append(_other(said[0], others[0], claim, ground.line, one.word))
    return Parts(mismatched=tuple(found))


def _particle(line: Line, word: Word) -> str:
    """Give the particle right behind a verb, "" where there is none."""
    found = _PARTICLE.match(line.text, word.end)
    return found[1] if found else ""


def _everywhere(stem: str, tied: str | None, source: Line, names: Sequence[Named]) -> list[Named]:
    """Give who does it wherever a source has a verb, `tied` to a particle, to none ("") or whatever follows (None).

    Nobody where it does not tell by name even once.
    """
    found: list[Named] = []
    places = (word for word in source.words if word.stem == stem and tied in (None, _particle(source, word)))
    for word in list(places)[:_MOST]:
        doing = agents(source, word, names)
        if not doing:
            return []
        found += doing
    return found


def agents(line: Line, word: Word, names: Sequence[Named]) -> list[Named]:
    """Give the names that do what a verb tells: before it, behind its "by", or of the verb that it goes on from."""
    if _BE.search(line.text[: word.start]):
        return list(_behind(line, word, names))
    doing = list(_ahead(line, word, names)) or _apposed(line, word, names)
    return doing or _shared(line, word, names) or _meant(line, word, names) or _given(line, word, names)


def _given(line: Line, word: Word, names: Sequence[Named]) -> list[Named]:
    """Give whose deed a noun tells: "two warnings from its own engineer, Ilse Holm"."""
    deed = line.text[word.start : word.end].casefold()
    if _NOUN.search(line.text[: word.start]) is None or may_be_past(deed):
        return []
    behind = (name for name in names if word.end < name.start < word.end + _NEAR and not name.marks)
    return [name for name in behind if _FROM.fullmatch(line.text, word.end, name.run[0])][:1]


def _apposed(line: Line, word: Word, names: Sequence[Named]) -> list[Named]:
    """Give the name before a verb that stands between commas, or whose title does: "the engineer, Lea Holm, left"."""
    ahead = [name for name in names if name.end <= word.start]
    if (
        ahead
        and _SET_OFF.search(line.text[: ahead[-1].run[0]])
        and _CLOSED.fullmatch(line.text, ahead[-1].run[1], word.start)
    ):
        return ahead[-1:]
    return next(([name] for name in reversed(ahead) if _ASIDE.fullmatch(line.text, name.run[1], word.start)), [])


def _shared(line: Line, word: Word, names: Sequence[Named]) -> list[Named]:
    """Give the names of a verb's subject that stands before another verb: "Norway blocked it and sold it"."""
    before = [one for one in predicates(line) if line.words[one.at].end < word.start]
    if not before:
        return []
    other = line.words[before[-1].at]
    joined = _GOES_ON.fullmatch(line.text, other.end, word.start)
    return list(_ahead(line, other, names)) if joined else []


def _meant(line: Line, word: Word, names: Sequence[Named]) -> list[Named]:
    """Give the name that a pronoun before a verb means, where its paragraph has one alone that it can mean."""
    pronoun = _PRONOUN.search(line.text, max(0, word.start - _NEAR), word.start)
    if pronoun is None:
        return []
    first, last = line.text.rfind("\n\n", 0, word.start), pronoun.start("word")
    thing = pronoun["word"].casefold() == "it"  # a country, where nothing else is named; he and she are none
    meant = [name for name in names if first < name.start and name.end <= last and (thing or not name.marks)]
    alone = bool(meant) and all(same(name, meant[0]) for name in meant)
    return meant[:1] if alone and bool(meant[0].marks) is thing else []


def _ahead(line: Line, word: Word, names: Sequence[Named]) -> Iterator[Named]:
    """Give the names right before a verb, several where they are joined."""
    at, joint = word.start, _LEADING
    for name in reversed([name for name in names if name.end <= word.start]):
        if not joint.fullmatch(line.text[name.run[1] : at]):
            return
        yield name
        at, joint = name.run[0], _AND


def _behind(line: Line, word: Word, names: Sequence[Named]) -> Iterator[Named]:
    """Give the names behind the "by" of a verb in the passive."""
    at, joint = word.end, _BY
    for name in (name for name in names if word.end < name.start < word.end + _NEAR):
        if not joint.fullmatch(line.text[at : name.run[0]]):
            return
        yield name
        at, joint = name.run[1], _AND


def _other(name: Named, other: Named, claim: Line, line: Line, verb: str) -> Mismatch:
    said, theirs = claim.text[name.start : name.end], line.text[other.start : other.end]
    part = Match(FaultKind.NAME, name.start, name.end, said, other.start, other.end, theirs)
    return Mismatch(part, True, f"“{verb}” is said of {theirs} in the source, of {said} in the sentence")
