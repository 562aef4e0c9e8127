"""Whether the articles tell a deed of those of whom a question asks it, of others, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index.records import StoredPassage
from rag.evidence.candidates import Evidence
from rag.evidence.pointing import referent
from rag.reading.asked import Asked, asked
from rag.reading.deeds import Deed, deeds
from rag.reading.expect import AnswerKind
from rag.reading.naming import Named, inside, named
from rag.reading.same_name import alike, same
from rag.reading.slots import read
from rag.words.demonyms import seat_of
from rag.words.function_words import word_set
from rag.words.terms import holds, stems
from rag.words.verbs import closely_akin, is_form, may_be_past, stems_of

_EMPTY = frozenset(("place", "part"))  # nouns that say no more than their verb: "take place"
# Of one stem with a verb, and no word for its deed.
_COMPARED = word_set("closer closest lower lowest slower slowest cleaner clearer warmer cooler freer emptier narrower")
_WHEN = (AnswerKind.DATE, AnswerKind.DAY)
_SEEN = (*_WHEN, AnswerKind.COUNT, AnswerKind.MONEY, AnswerKind.DURATION, AnswerKind.PERSON)
_BEFORE = 2  # sentences in front of a deed in which its parts may be named


class Told(StrEnum):
    """How the articles tell of the deed that a question asks about."""

    UNASKED = "unasked"
    SO = "so"
    OTHERWISE = "otherwise"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Relation:
    """How the passages tell of a deed, and the places of the sentences that tell it so: version and offset.

    Of a deed that no name belongs to, the places of all that tell it. `surely` says that it is a verb, told of those
    asked about, and that what is asked for is of a kind that can be seen; `hinted` that a word for it stands near a
    name of those who are asked to have done it, or to have had it done to them; `undergone` that nothing tells of it
    who did it; `plainly` that the verb, or one of the same event, is told beside one of those asked why.
    """

    told: Told
    places: frozenset[tuple[str, int]] = frozenset()
    surely: bool = False
    hinted: bool = True
    undergone: bool = False
    plainly: bool = False


@lru_cache(maxsize=1)
def relation(evidence: Evidence) -> Relation:
    """Say how the passages found tell of the deed that the question asks about."""
    wanted = asked(evidence.question)
    if wanted is None or not evidence.english:
        return Relation(Told.UNASKED)
    if not wanted.names:
        told = [one for one in _mentions(evidence, wanted) if _states(one) or _of_the_rest(one, wanted, evidence)]
        return Relation(Told.UNASKED, _places(told), undergone=_undergone(told))
    ways = [(_way(one, wanted, evidence), one) for one in _mentions(evidence, wanted)]
    so = [one for way, one in ways if way is Told.SO]
    plainly = evidence.expected.kind is AnswerKind.CAUSE and any(_plain(one, wanted) for _, one in ways)
    if so:
        surely = evidence.expected.kind in _SEEN and not (wanted.owners or wanted.beside)
        return Relation(Told.SO, _places(so), surely, undergone=_undergone(so), plainly=plainly)
    if any(way is Told.OTHERWISE for way, _ in ways):
        return Relation(Told.OTHERWISE)
    return Relation(Told.NOWHERE, hinted=any(_hints(one, wanted) for _, one in ways), plainly=plainly)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A mention of a deed by a word, its sentence with its place, and that with those before it and the title.

    `meant` is the sentence that its own points back to, if any.
    """

    deed: Deed
    word: str
    place: tuple[str, int]
    sentence: str
    meant: str
    near: str


def _places(told: Sequence[_Mention]) -> frozenset[tuple[str, int]]:
    return frozenset(one.place for one in told)


def _undergone(told: Sequence[_Mention]) -> bool:
    return bool(told) and all(one.deed.undergone for one in told)


def _plain(one: _Mention, wanted: Asked) -> bool:
    """Say whether the verb, or one told of the same event, stands in a sentence with one of those asked about."""
    if one.deed.denied or not closely_akin(wanted.verb.casefold(), one.word.casefold()):
        return False
    return any(_held((name,), one.sentence) for name in wanted.doers or wanted.names)


def _mentions(evidence: Evidence, wanted: Asked) -> Iterator[_Mention]:
    for passage in {hit.passage.row: hit.passage for hit in evidence.hits}.values():
        line = read(passage.text)
        spans = [(start - passage.start, end - passage.start) for start, end in passage.sentences]
        for deed in deeds(wanted.verb, line, named(passage.text, inside(passage.text)), spans):
            one = _mention(deed, passage, spans)
            if one.word not in _COMPARED and (not wanted.beside or wanted.beside in read(one.sentence).stems):
                yield one


def _states(one: _Mention) -> bool:
    """Say whether a mention is the very verb as a verb, or one who does it: "was elected" and no "election"."""
    return one.deed.same and (is_form(one.word) or may_be_past(one.word) or one.word.endswith(("er", "or")))


def _of_the_rest(one: _Mention, wanted: Asked, evidence: Evidence) -> bool:
    """Say whether another word for a deed stands beside all else that the question says, or tells what is counted."""
    if evidence.expected.kind is AnswerKind.COUNT:
        return True  # "died": "killed", "the number of dead"
    verb, held = stems_of(wanted.verb), stems(one.sentence)
    rest = [term.stem for term in evidence.asked if term.stem not in verb]
    return bool(rest) and all(holds(stem, held) for stem in rest)


def _mention(deed: Deed, passage: StoredPassage, spans: Sequence[tuple[int, int]]) -> _Mention:
    at = next(number for number, (_, end) in enumerate(spans) if deed.start < end)
    start, end = spans[at]
    before, meant = spans[max(0, at - _BEFORE)][0], referent(passage, at)
    place = passage.sha256, start + passage.start
    near = f"{passage.title or ''}\n{meant}\n{passage.text[before:end]}"
    return _Mention(deed, passage.text[deed.start : deed.end], place, passage.text[start:end], meant, near)


def _way(one: _Mention, wanted: Asked, evidence: Evidence) -> Told:
    """Say what a mention tells; another word than the verb asked for tells of it only by its names."""
    deed = one.deed
    held = _held(wanted.names, one.near if deed.same else one.sentence)
    whose = wanted.owners or (() if wanted.doers else wanted.things)
    pairs = ((wanted.doers, deed.doers), (wanted.things, deed.things), (whose, deed.owners))
    apart = [name for mine, theirs in pairs if _others(mine, theirs) for name in mine]
    apart += wanted.places if _elsewhere(wanted.places, deed.places) else ()
    if apart:
        return Told.OTHERWISE if _rivals(one, wanted, evidence, apart) else Told.NOWHERE
    undone = (deed.denied and evidence.expected.kind is not AnswerKind.CAUSE) or (
        deed.possible and wanted.done and evidence.expected.kind in (*_WHEN, AnswerKind.PERSON)
    )
    if undone and not wanted.denied:
        return Told.OTHERWISE if held and _rivals(one, wanted, evidence, wanted.doers) else Told.NOWHERE
    parts = pairs if wanted.doers or wanted.things or wanted.owners else ((wanted.places, deed.places),)
    told_of = deed.same or any(_same(a, b) for mine, theirs in parts for a in mine for b in theirs)
    return Told.SO if held and told_of else Told.NOWHERE


def _hints(one: _Mention, wanted: Asked) -> bool:
    """Say whether the verb stands near one of those asked about, or another word for it beside all of them.

    "Opposition from Norway to the Lerna office" hints of blocking it, "a trip to Lerna" of none to Oslo.
    """
    told = f"{one.meant}\n{one.sentence}"
    if _others(wanted.doers, one.deed.doers):
        return False
    if not one.deed.same:
        return _held(wanted.names, told)
    return any(_held((name,), told) for name in wanted.doers or wanted.names)


def _held(wanted: Sequence[Named], text: str) -> bool:
    around = named(text, inside(text))
    return all(any(_same(one, other) for other in around) for one in wanted)


def _rivals(one: _Mention, wanted: Asked, evidence: Evidence, apart: Sequence[Named]) -> bool:
    """Say whether a deed is the one asked for but for the names `apart`: the very verb, read here, beside more."""
    if not one.deed.same or one.place not in _read(evidence):
        return False
    of_names = [(name.start, name.end) for name in apart]
    rest = [
        term
        for term in evidence.asked
        if term.stem not in {*stems_of(wanted.verb), *_EMPTY} and not any(a <= term.start < b for a, b in of_names)
    ]
    held = stems(one.near)
    return any(holds(term.stem, held) for term in rest) if rest else wanted.beside not in _EMPTY


def _read(evidence: Evidence) -> set[tuple[str, int]]:
    """Give the places of the sentences read by themselves and of those beside them."""
    return {(one.passage.sha256, start) for one in evidence.shortlist for start, _ in one.neighbours()}


def _others(mine: Sequence[Named], theirs: Sequence[Named]) -> bool:
    """Say whether names of one sort are none of those asked for; a person may act for a country."""
    if not mine or not theirs or any(_same(a, b) for a in mine for b in theirs):
        return False
    return any(bool(a.marks) == bool(b.marks) for a in mine for b in theirs)


def _same(one: Named, other: Named) -> bool:
    """Say whether names can name one thing; "Kestrel-4b" is not "Kestrel-4c"."""
    digits = [word for name in (one, other) for word in name.words if any(map(str.isdigit, word))]
    return same(one, other) and (not digits or set(one.words) & set(other.words) >= set(digits))


def _elsewhere(mine: Sequence[Named], theirs: Sequence[Named]) -> bool:
    """Say whether places are others: by their words, since a capital is not its country here."""
    if not mine or not theirs or any(alike(a, b) for x in mine for y in theirs for a in x.words for b in y.words):
        return False
    return any(_is_town(a) == _is_town(b) and not a.marks & b.marks for a in mine for b in theirs)


def _is_town(name: Named) -> bool:
    return not name.marks or seat_of(" ".join(name.words).title()) is not None
