"""The claims of a draft: sentences taken apart, pronouns resolved, what is said kept apart from who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.reading.antecedents import Before
from rag.reading.clauses import Clause, clauses, with_subject
from rag.reading.names import names
from rag.reading.quoted import quotations
from rag.reading.referent import Resolved, resolved
from rag.reading.relatives import Relative, relatives, without
from rag.verdicts.attributed import Attributed, attributed
from rag.verdicts.checked import SentenceKind
from rag.verdicts.compare import is_english
from rag.verdicts.draft import Draft, Sentence, plain
from rag.verdicts.spoken import Quoted, continued, quoted_of
from rag.verdicts.worded import as_sentence, closed, joined
from rag.verdicts.worth import kind_of, kind_of_foreign, specific

LONGEST = 2_000  # characters of a claim that are checked; more is no sentence
_THAT = re.compile(r"^that\s+(?!of\b|is\b|was\b|would\b|will\b|has\b|had\b)")
_BUT = re.compile(r",\s+but$")
_SPEAKS = re.compile(
    r"\b(?:said|says|told|tells|added|adds|wrote|writes|argue[sd]?|warn(?:s|ed)|claim(?:s|ed)|put|puts|asked|asks|announced|concluded|promised)\b"
)
_HELD = (SentenceKind.OPINION, SentenceKind.PREDICTION)
_LENT = re.compile(r"(?:he|she|it|they|his|her|its|their)\b", re.I)  # means the same in each clause that borrows it
_HERS = re.compile(r"(?P<whose>her|his)\s", re.I)
_SHE = re.compile(r"\W*(?:that\s+)?(?P<who>she|he)\b", re.I)
_OWNER = re.compile(r"(?P<who>.{2,60}?)[’']s?\s")
_SIGNED = re.compile(r"[—–-]+\s*(?P<who>[A-ZÀ-Þ][^,.;:]{2,60})")  # the line under a quotation: "— Anna Berg, 2019"
_PRONOUN = re.compile(r"(?:he|she|they|it)$", re.I)
# "She said that it fell, but she did not say when": the second is told by who tells of it, not by her.
_TOLD_OF = re.compile(
    r"(?:he|she|they|it)\s+(?:(?:did|does|do|has|had)(?:n[’']t|\s+not)\s+(?:\w+ly\s+)?"
    r"(?:say|said|explain|elaborate|specif|name|give|given|offer|mention|provide)|declined|refused|(?:gave|offered|named)\s+no\b)",
    re.I,
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


_Read = tuple[Quoted, list[Claim]]  # how a sentence stands to quotation marks, and its claims


def claims_of(draft: Draft) -> Iterator[Claim]:
    """Give the claims in the order of the draft: a sentence, then what is said in it where somebody says it.

    They are given paragraph by paragraph, as they are read: those of a book take ten seconds.
    """
    before, english = Before.of(draft.text), draft.english
    paragraph: list[_Read] = []
    for sentence in draft.sentences():
        words = plain(draft.text[sentence.start : sentence.end])
        if not words:
            continue
        quoted = quoted_of(draft.text, sentence)
        if paragraph and paragraph[-1][0].paragraph != quoted.paragraph:
            yield from _with_speakers(paragraph)
            paragraph = []
        known = _inside(before, quoted, paragraph) if quoted.whole else before
        claims = list(_of_sentence(draft.text, sentence, known, english))
        paragraph.append((replace(quoted, speaker=_last_speaker(claims)), claims))
        before = before if quoted.whole else resolved(words, before).after(before)
    yield from _with_speakers(paragraph)


def _with_speakers(paragraph: Sequence[_Read]) -> Iterator[Claim]:
    """Give the claims of a paragraph, those inside a quotation with who says them, which may stand behind them."""
    speakers = continued([quoted for quoted, _ in paragraph])
    for (_, claims), speaker in zip(paragraph, speakers, strict=True):
        yield from (_spoken_by(claim, speaker) for claim in claims)


def _inside(before: Before, quoted: Quoted, paragraph: Sequence[_Read]) -> Before:
    """Give what stands before a sentence of a quotation: what was quoted before it, and none of what tells of it."""
    last = paragraph[-1] if paragraph else None
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
    """Give the pieces of a sentence that need not have one speaker: between semicolons, behind a colon or ", but"."""
    at = 0
    for clause in clauses(raw)[1:]:
        ahead = raw[at : clause.start].rstrip()
        if ahead.endswith(";") or (ahead.endswith(":") and not _SPEAKS.search(ahead)):
            yield at, raw.rindex(ahead[-1], 0, clause.start)
            at = clause.start
        elif (but := _BUT.search(ahead)) and _is_told(raw[at : at + but.start()]):
            yield at, at + but.start()
            at = clause.start
    yield at, len(raw)


def _is_told(ahead: str) -> bool:
    """Say whether somebody is said to say what words end in, in none of their own: "but" then turns against it."""
    said = attributed(ahead)
    return said is not None and said.what[0] > said.who[1] and not quotations(ahead)


def _of_piece(raw: str, start: int, before: Before) -> Iterator[Claim]:
    hung = relatives(raw)
    main = without(raw, hung)
    said = attributed(main) or attributed(raw)
    if said is None:
        yield from _parts(raw, start, before)
        return
    who = resolved(plain(main[slice(*said.who)]), before).text
    placed = f"the{who[3:]}" if who.startswith("The ") and raw[: said.who[0]].strip() else who
    named = f"{main[: said.who[0]]}{placed}{main[said.who[1] :]}" if _PRONOUN.match(raw[slice(*said.who)]) else main
    whole = _claim(plain(named), start, start + len(raw), before)
    # That somebody says it can be looked up, whatever it is that they say.
    yield replace(whole, kind=SentenceKind.CLAIM) if whole.kind in _HELD and specific(whole.text) else whole
    for one in hung:
        if not any(a <= one.start < b for a, b in (said.what, said.rest or (0, 0))):
            yield from _hung(raw, start, one, replace(before, text="", earlier=""))
    speaker = _owner(raw, said, who) or who
    known = before.said_by(speaker) if speaker[:1].isupper() or names(speaker) else before
    for part in _said(raw, start, said, known):
        if _TOLD_OF.match(raw[part.start - start :]):
            yield part
        else:
            yield replace(part, notes=(*part.notes, f"said by {who}"), said_by=who)


def _owner(raw: str, said: Attributed, who: str) -> str:
    """Give whose lawyer speaks where she is spoken of: "her lawyer said that she left" is about her, "" elsewhere."""
    hers, she, owner = _HERS.match(raw, said.who[0]), _SHE.match(raw, said.what[0]), _OWNER.match(who)
    same = hers is not None and she is not None and (hers["whose"].lower() == "her") == (she["who"].lower() == "she")
    return owner["who"] if same and owner is not None else ""


def _said(raw: str, start: int, said: Attributed, before: Before) -> Iterator[Claim]:
    """Give what somebody is said to say; its two halves are one claim, unless both are clauses of their own."""
    last_place = start + (said.rest or said.what)[1]
    words = joined(raw, said)
    for part in _parts(words, start + said.what[0], before, said=True):
        yield replace(part, end=closed(raw, part.end - start) + start) if part.end == last_place else part


def _parts(raw: str, offset: int, before: Before, said: bool = False) -> Iterator[Claim]:
    """Give the co-ordinated claims of a sentence, each in the light of those before it."""
    asks = kind_of(plain(raw)) is SentenceKind.QUESTION
    hung = () if asks else relatives(raw)
    main, lent = without(raw, hung), before
    for part in (Clause(0, len(raw)),) if asks else clauses(main):
        words = " ".join(plain(piece) for piece in with_subject(main, part)).strip()
        words = _THAT.sub("", words, count=1) if said else words
        lent = lent if part.subject and _LENT.match(part.subject) else before
        claim = _claim(words, offset + part.start, offset + part.end, lent)
        yield claim
        for one in hung:
            if part.start <= one.start < part.end:
                yield from _hung(raw, offset, one, replace(before, text="", earlier=""))
        before = Resolved(claim.text).after(before)


def _hung(raw: str, offset: int, one: Relative, before: Before) -> Iterator[Claim]:
    """Give what a relative clause claims, where it stands: "who ran it until 2014" says that Berg ran it until 2014."""
    words = f"{one.about} {raw[one.verb : one.end]}"
    moved = offset + one.verb - len(one.about) - 1
    for part in _parts(words, 0, before):
        start = moved + part.start if part.start else offset + one.start
        yield replace(part, start=start, end=moved + part.end)


def _claim(words: str, start: int, end: int, before: Before) -> Claim:
    known = resolved(as_sentence(words), before)
    text, notes = known.text, (*known.notes,)
    notes = (*notes, f"only its first {LONGEST:,} characters were checked") if len(words) >= LONGEST else notes
    return Claim(text, start, end, kind_of(text), notes)
