"""Who does it to whom: a sentence that turns round the one who does a thing and the one to whom it is done."""

# ruff: noqa: SIM905 - tables and patterns read better unwrapped
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.checks import subjects
from rag.checks.agents import agents
from rag.reading.fault import FaultKind, Match, Mismatch, Parts
from rag.reading.ground import Ground
from rag.reading.naming import Named, inside, named
from rag.reading.predicates import LIGHT, Predicate, predicates, tells
from rag.reading.same_name import same
from rag.reading.slots import Line, Word
from rag.words.function_words import FUNCTION_WORDS
from rag.words.verbs import akin, stems_of

_MOST = 30  # verbs of a text, names that are compared
# Who meets somebody is met by them; of a sale both may be told to do it.
_MUTUAL = frozenset(
    """
    meet meets met marry marries married join joins joined fight fights fought play plays played face faces faced
    resemble resembles resembled equal equals equalled border borders bordered date dates dated kiss kissed hug hugged
    follow follows followed precede precedes preceded visit visits visited
    """.split()
)
# Of one deed two of these tell from either side, "sold" and "bought"; whom it concerns may stand behind "to".
_GIVES = LIGHT | frozenset(
    """
    return returns returned donate donates donated transfer transfers transferred deliver delivers delivered
    send sends sent offer offers offered pay pays paid hand hands handed commit commits committed award awards awarded
    sell sells sold buy buys bought lend lends lent borrow borrows borrowed lose loses lost win wins won receive
    receives received accept accepts accepted learn learns learned teach teaches taught inherit inherits inherited
    """.split()
)
_TOWARDS = frozenset(
    """
    give gives gave given return returns returned send sends sent hand hands handed donate donates donated transfer
    transfers transferred deliver delivers delivered award awards awarded present presents presented
    """.split()
)
_TO = re.compile(r"(?:\s[\w’'-]+){1,10}?\sto\s(?:the\s)?(?:[a-z]\w+\s){0,2}")
_UNCHANGED = frozenset("beat hit hurt cut put set let".split())  # past forms that no ending tells
_BE = re.compile(r"\b(?:is|are|was|were|been|being|be)(?:\s\w+ly)?\s$")
_BETWEEN = re.compile(r"\s(?:(?:the|an?|its|his|her|their|both)\s)?(?:[a-z][\w’'-]*\s){0,3}")
_CLAUSE_ENDS = re.compile(r"[.;:!?]\s|,\s(?:and|but|while|who|which)\b|\s(?:and|but|while|who|which|that)\s")
_NEXT = re.compile(r"\s([a-z][\w’'-]*)")
_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "both"))
_FAR = 120  # characters behind a verb in which the other's name stands
_HELPERS = frozenset("has have had is are was were will would did does do to not".split())


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb with the names that do it, the names it is done to, and the other names behind it in its clause."""

    verb: str
    doers: tuple[Named, ...]
    done_to: tuple[Named, ...]
    behind: tuple[Named, ...]


def check(claim: Line, ground: Ground) -> Parts:
    """Find a name that does in the claim what is done to it in the cited words, and nowhere does it there.

    It contradicts where both have changed places: who calls somebody a fool may be called one as well.
    """
    known = inside(ground.line.text) | inside(ground.around)
    if (exchanged := subjects.check(claim, ground)).mismatched:
        return exchanged
    told = list(_deeds(ground.line, named(ground.line.text, known)[:_MOST]))
    found: list[Mismatch] = []
    for one in _deeds(claim, named(claim.text, known)[:_MOST]):
        alike = [other for other in told if one.doers and _alike(one.verb, other.verb)]
        turned = next((pair for other in alike if (pair := _turned(one, other)) is not None), None)
        if turned and not any(_among(name, other.doers) for name in one.doers for other in alike):
            found.append(_fault(turned, claim, ground.line, one.verb))
    return Parts(mismatched=tuple(found[:1]))


def _turned(one: _Deed, other: _Deed) -> tuple[Named, Named, bool] | None:
    """Give the doer of the claim, where its source has it done to, and whether both have changed places."""
    exchanged = any(_among(own, other.doers) for own in (*one.done_to, *one.behind))
    for doer in one.doers:
        for name in (*other.done_to, *(other.behind if exchanged else ())):
            if same(doer, name) and not any(_among(own, one.done_to) for own in other.done_to):
                return doer, name, exchanged
    return None


def _among(name: Named, others: Sequence[Named]) -> bool:
    return any(same(name, other) for other in others)


def _alike(verb: str, other: str) -> bool:
    if verb in _MUTUAL or other in _MUTUAL:
        return False
    one = not stems_of(verb).isdisjoint(stems_of(other)) or (verb in _TOWARDS and other in _TOWARDS)
    return one or (verb not in _GIVES and other not in _GIVES and akin(verb, other))


def _deeds(line: Line, names: Sequence[Named]) -> Iterator[_Deed]:
    for one in [*predicates(line, rare=True), *_unchanged(line)][:_MOST]:
        word = line.words[one.at]
        if one.word in _HELPERS or tells(one.word):
            continue
        doers = tuple(agents(line, word, names) or _named(line, word, names))
        if _BE.search(line.text[: word.start]):
            yield _Deed(one.word, doers, tuple(_subjects(line, word, names)) if doers else (), ())
        else:
            done_to = tuple(_objects(line, word, names, gives=one.word in _GIVES))
            yield _Deed(one.word, doers, done_to, tuple(n for n in _clause(line, word, names) if n not in done_to))


def _named(line: Line, word: Word, names: Sequence[Named]) -> Iterator[Named]:
    """Give the name between commas right before a verb: "the director, Petra Holm, accused"."""
    ahead = [name for name in names if name.end <= word.start]
    if ahead and line.text[ahead[-1].run[1] : word.start] == ", " and line.text[: ahead[-1].run[0]].endswith(", "):
        yield ahead[-1]


def _unchanged(line: Line) -> Iterator[Predicate]:
    for at, word in enumerate(line.words):
        if line.text[word.start : word.end] in _UNCHANGED:
            yield Predicate(line.text[word.start : word.end], at)


def _subjects(line: Line, word: Word, names: Sequence[Named]) -> Iterator[Named]:
    """Give the name before a verb in the passive."""
    ahead = [name for name in names if name.end <= word.start]
    if ahead and re.fullmatch(r"(?:\s\w+){1,3}\s", line.text[ahead[-1].run[1] : word.start]):
        yield ahead[-1]


def _objects(line: Line, word: Word, names: Sequence[Named], *, gives: bool) -> Iterator[Named]:
    """Give the name right behind a verb, of which an article and an office may tell: "beat the champion Ann Lee".

    Where somebody `gives`, also the name behind "to".
    """
    behind = next((name for name in names if name.start > word.end), None)
    if behind is None:
        return
    between = line.text[word.end : behind.run[0]]
    plain = FUNCTION_WORDS.isdisjoint(set(between.split()) - _DETERMINERS)
    if _BETWEEN.fullmatch(between) and plain and not _possesses(line, behind):
        yield behind
    if gives:
        yield from (name for name in _clause(line, word, names) if _TO.fullmatch(line.text, word.end, name.run[0]))


def _possesses(line: Line, name: Named) -> bool:
    """Say whether a name only tells whose or of what sort the thing behind it is: "Japan's aid", "Tesla shares"."""
    behind = _NEXT.match(line.text, name.run[1])
    return line.text.startswith(("’s", "'s"), name.end) or (behind is not None and behind[1] not in FUNCTION_WORDS)


def _clause(line: Line, word: Word, names: Sequence[Named]) -> Iterator[Named]:
    end = _CLAUSE_ENDS.search(line.text, word.end)
    last = min(word.end + _FAR, end.start() if end else len(line.text))
    yield from (name for name in names if word.end < name.start < last)


def _fault(turned: tuple[Named, Named, bool], claim: Line, line: Line, verb: str) -> Mismatch:
    name, other, exchanged = turned
    said, theirs = claim.text[name.start : name.end], line.text[other.start : other.end]
    part = Match(FaultKind.NAME, name.start, name.end, said, other.start, other.end, theirs)
    return Mismatch(part, exchanged, f"in the sentence {said} does it (“{verb}”), in the source it is done to {theirs}")
