"""The claims of a draft: sentences taken apart, pronouns resolved, what is said kept apart from who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.reading.antecedents import Before
from rag.reading.clauses import Clause, clauses, finite, with_subject
from rag.reading.names import names
from rag.reading.quoted import quotations
from rag.reading.referent import Resolved, resolved
from rag.verdicts.attributed import Attributed, attributed
from rag.verdicts.checked import SentenceKind
from rag.verdicts.compare import is_english
from rag.verdicts.draft import Draft, Sentence, plain
from rag.verdicts.spoken import Quoted, continued, quoted_of
from rag.verdicts.worth import kind_of, kind_of_foreign

LONGEST = 2_000  # characters of a claim that are checked; more is no sentence
_MARKS = '“”„"«»'
_ENDS = ".!?…。！？؟।"
_HALF = f"{_MARKS} ,"
_JOINED = re.compile(r"[“\"]?(?:and|but|yet)\s+")
_THAT = re.compile(r"^that\s+(?!of\b|is\b|was\b|would\b|will\b|has\b|had\b)")
_SIGNED = re.compile(r"[—–-]+\s*(?P<who>[A-ZÀ-Þ][^,.;:]{2,60})")  # the line under a quotation: "— Anna Berg, 2019"
_CLOSING = re.compile(r"[,.!?]?[”\"»]")
_PRONOUN = re.compile(r"(?:he|she|they|it)$", re.I)
# "She said that it fell, but she did not say when": the second is told by who tells of it, not by her.
_TOLD_OF = re.compile(
    r"(?:he|she|they|it)\s+(?:(?:did|does|do|has|had)(?:n[’']t|\s+not)\s+(?:\w+ly\s+)?"
    r"(?:say|said|explain|elaborate|specif|name|give|given|offer|mention|provide)|declined|refused|(?:gave|offered|named)\s+no\b)",
    re.I,
)
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
    kind: SentenceKind
    notes: tuple[str, ...] = ()
    said_by: str | None = None


def claims_of(draft: Draft) -> tuple[Claim, ...]:
    """Give the claims in the order of the draft: a sentence, then what is said in it where somebody says it."""
    found: list[tuple[Quoted, list[Claim]]] = []
    before, english = Before.of(draft.text), draft.english
    for sentence in draft.sentences():
        words = plain(draft.text[sentence.start : sentence.end])
        if not words:
            continue
        quoted = quoted_of(draft.text, sentence)
        known = _inside(before, quoted, found) if quoted.whole else before
        claims = list(_of_sentence(draft.text, sentence, known, english))
        found.append((replace(quoted, speaker=_last_speaker(claims)), claims))
        before = before if quoted.whole else resolved(words, before).after(before)
    speakers = continued([quoted for quoted, _ in found])
    return tuple(
        _spoken_by(claim, speaker) for (_, claims), speaker in zip(found, speakers, strict=True) for claim in claims
    )


def _inside(before: Before, quoted: Quoted, found: Sequence[tuple[Quoted, list[Claim]]]) -> Before:
    """Give what stands before a sentence of a quotation: what was quoted before it, and none of what tells of it."""
    last = found[-1] if found and found[-1][0].paragraph == quoted.paragraph else None
    said = last[1][-1].text if last and (last[0].whole or last[1][-1].said_by) else ""
    return replace(before, text=said, earlier="")


def _last_speaker(claims: Sequence[Claim]) -> str | None:
    signed = _SIGNED.match(claims[0].text) if claims and claims[0].kind is SentenceKind.VAGUE else None
    return signed["who"] if signed else next((claim.said_by for claim in reversed(claims) if claim.said_by), None)


def _spoken_by(claim: Claim, speaker: str | None) -> Claim:
    if speaker is None or claim.said_by is not None:
        return claim
    return replace(claim, said_by=speaker, notes=(*claim.notes, f"said by {speaker}"))


def _of_sentence(text: str, sentence: Sentence, before: Before, english: bool) -> Iterator[Claim]:
    raw = text[sentence.start : sentence.end]
    if not english or not is_english(plain(raw)):
        claim = _claim(plain(raw)[:LONGEST], sentence.start, sentence.end, Before())
        yield replace(claim, kind=kind_of_foreign(claim.text), notes=claim.notes if len(raw) > LONGEST else ())
        return
    if len(raw) > LONGEST:
        yield _claim(plain(raw)[:LONGEST], sentence.start, sentence.end, before)
        return
    for start, end in _apart(raw):
        yield from _of_piece(raw[start:end], sentence.start + start, before)
        before = resolved(plain(raw[start:end]), before).after(before)


def _apart(raw: str) -> Iterator[tuple[int, int]]:
    """Give the pieces of a sentence between semicolons: who says the first need not say the next."""
    at = 0
    for clause in clauses(raw)[1:]:
        if raw[: clause.start].rstrip().endswith(";"):
            yield at, raw.rindex(";", 0, clause.start)
            at = clause.start
    yield at, len(raw)


def _of_piece(raw: str, start: int, before: Before) -> Iterator[Claim]:
    said = attributed(raw)
    if said is None:
        yield from _parts(raw, start, before)
        return
    who = resolved(plain(raw[slice(*said.who)]), before).text
    placed = f"the{who[3:]}" if who.startswith("The ") and raw[: said.who[0]].strip() else who
    named = f"{raw[: said.who[0]]}{placed}{raw[said.who[1] :]}" if _PRONOUN.match(raw[slice(*said.who)]) else raw
    yield _claim(plain(named), start, start + len(raw), before)
    known = before.said_by(who) if who[:1].isupper() or names(who) else before
    for part in _said(raw, start, said, known):
        if _TOLD_OF.match(raw[part.start - start :]):
            yield part
        else:
            yield replace(part, notes=(*part.notes, f"said by {who}"), said_by=who)


def _said(raw: str, start: int, said: Attributed, before: Before) -> Iterator[Claim]:
    """Give what somebody is said to say; its two halves are one claim, unless both are clauses of their own."""
    first = raw[slice(*said.what)]
    if said.rest is None:
        last_place = start + said.what[1]
        for part in _parts(first, start + said.what[0], before, said=True):
            yield replace(part, end=_closed(raw, part.end - start) + start) if part.end == last_place else part
        return
    last, ends = raw[slice(*said.rest)], (start + said.what[0], start + said.rest[1])
    joined = _JOINED.match(last)
    if joined and finite(first) and finite(last[joined.end() :]):
        parts = list(_parts(first, start + said.what[0], before, said=True))
        yield from parts
        after = Resolved(parts[-1].text).after(before)
        yield from _parts(last[joined.end() :], start + said.rest[0] + joined.end(), after, said=True)
    else:
        yield _claim(f"{plain(first).strip(_HALF)} {plain(last).strip(_MARKS)}", *ends, before)


def _closed(raw: str, end: int) -> int:
    """Give the end of words with the comma and the mark that close their quotation, which stand behind them."""
    closing = _CLOSING.match(raw, end)
    return closing.end() if closing else end


def _parts(raw: str, offset: int, before: Before, said: bool = False) -> Iterator[Claim]:
    """Give the co-ordinated claims of a sentence, each in the light of those before it."""
    parts = clauses(raw) if kind_of(plain(raw)) is not SentenceKind.QUESTION else (Clause(0, len(raw)),)
    for part in parts:
        words = " ".join(plain(piece) for piece in with_subject(raw, part)).strip()
        words = _THAT.sub("", words, count=1) if said else words
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
    stopped = bare if bare[-1] in f'{_ENDS}:"”’»)' else f"{bare}."
    return stopped[0].upper() + stopped[1:]


def _unquoted(words: str) -> str:
    """Give words without a pair of marks around all of them, or half a pair at one end."""
    body = words.rstrip(_ENDS)
    if quotations(words) and quotations(words)[0] in ((1, len(words) - 1), (1, len(body) - 1), (1, len(words))):
        return words.strip(_MARKS).strip(" ,;") if body[-1] not in _MARKS else f"{body[1:-1]}{words[len(body) :]}"
    return words.rstrip(_MARKS) if sum(words.count(mark) for mark in _MARKS) == 1 else words
