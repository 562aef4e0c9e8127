"""The claims of a draft: sentences taken apart, pronouns resolved, what is said kept apart from who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.reading.clauses import Clause, clauses, finite, with_subject
from rag.reading.names import names
from rag.reading.quoted import quotations
from rag.reading.referent import Before, Resolved, resolved
from rag.verdicts.attributed import Attributed, attributed
from rag.verdicts.checked import Kind
from rag.verdicts.compare import is_english
from rag.verdicts.draft import Draft, plain
from rag.verdicts.worth import kind_of

LONGEST = 2_000  # characters of a claim that are checked; more is no sentence
_MARKS = '“”"„«»'
_ENDS = ".!?…。！？؟।"
_HALF = f"{_MARKS} ,"
_JOINED = re.compile(r"[“\"]?(?:and|but|yet)\s+")
_THAT = re.compile(r"^that\s+", re.I)
_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][\w .,'’/-]{1,60}\((?:Reuters|AP|AFP|dpa|DPA|UPI|TASS|Xinhua|Bloomberg|Kyodo|ANSA|EFE|PA Media|PA)\)"
    r"\s*[-–—]+\s*"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a draft claims at `draft.text[start:end]`, in words that stand alone; `said_by` is who is said to say it."""

    text: str
    start: int
    end: int
    kind: Kind
    notes: tuple[str, ...] = ()
    said_by: str | None = None


def claims_of(draft: Draft) -> tuple[Claim, ...]:
    """Give the claims in the order of the draft: a sentence, then what is said in it where somebody says it."""
    found: list[Claim] = []
    before = Before()
    for sentence in draft.sentences():
        words = plain(draft.text[sentence.start : sentence.end])
        if words:
            found += _of_sentence(draft.text, sentence.start, sentence.end, before)
            before = resolved(words, before).after(before)
    return tuple(found)


def _of_sentence(text: str, start: int, end: int, before: Before) -> Iterator[Claim]:
    raw = text[start:end]
    if len(raw) > LONGEST or not is_english(plain(raw)):
        yield _claim(plain(raw)[:LONGEST], start, end, before)
        return
    said = attributed(raw)
    if said is None:
        yield from _parts(raw, start, before)
        return
    whole = _claim(plain(raw), start, end, before)
    yield whole
    who = resolved(plain(raw[said.who[0] : said.who[1]]), before).text
    known = Before(f"{who}. {before.text}", before.people) if names(who) else before
    for part in _said(raw, start, said, known):
        yield Claim(part.text, part.start, part.end, part.kind, (*part.notes, f"said by {who}"), who)


def _said(raw: str, start: int, said: Attributed, before: Before) -> Iterator[Claim]:
    """Give what somebody is said to say; its two halves are one claim, unless both are clauses of their own."""
    first = raw[slice(*said.what)]
    if said.rest is None:
        yield from _parts(first, start + said.what[0], before)
        return
    last, ends = raw[slice(*said.rest)], (start + said.what[0], start + said.rest[1])
    joined = _JOINED.match(last)
    if joined and finite(first) and finite(last[joined.end() :]):
        yield from _parts(first, start + said.what[0], before)
        yield from _parts(last[joined.end() :], start + said.rest[0] + joined.end(), before)
    else:
        yield _claim(f"{plain(first).strip(_HALF)} {plain(last).strip(_MARKS)}", *ends, before)


def _parts(raw: str, offset: int, before: Before) -> Iterator[Claim]:
    """Give the co-ordinated claims of a sentence, each in the light of those before it."""
    parts = clauses(raw) if kind_of(plain(raw)) is not Kind.QUESTION else (Clause(0, len(raw)),)
    for part in parts:
        words = _THAT.sub("", " ".join(plain(piece) for piece in with_subject(raw, part)).strip(), count=1)
        claim = _claim(words, offset + part.start, offset + part.end, before)
        yield claim
        before = Resolved(claim.text).after(before)


def _claim(words: str, start: int, end: int, before: Before) -> Claim:
    known = resolved(_sentence(words), before)
    text, notes = known.text, (*known.notes,)
    notes = (*notes, f"only its first {LONGEST:,} characters were checked") if len(words) >= LONGEST else notes
    return Claim(text, start, end, kind_of(text), notes)


def _sentence(words: str) -> str:
    """Give words as a sentence: a capital at its head and a stop at its end, out of quotation marks around them all."""
    bare = _unquoted(_DATELINE.sub("", words.strip()).strip(" ,;"))
    if not bare:
        return words
    stopped = bare if bare[-1] in f'{_ENDS}"”’»)' else f"{bare}."
    return stopped[0].upper() + stopped[1:]


def _unquoted(words: str) -> str:
    """Give words without a pair of marks around all of them, or half a pair at one end."""
    body = words.rstrip(_ENDS)
    if quotations(words) and quotations(words)[0] in ((1, len(words) - 1), (1, len(body) - 1), (1, len(words))):
        return words.strip(_MARKS).strip(" ,;") if body[-1] not in _MARKS else f"{body[1:-1]}{words[len(body) :]}"
    return words.rstrip(_MARKS) if sum(words.count(mark) for mark in _MARKS) == 1 else words
