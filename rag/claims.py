"""The claims of a draft: sentences taken apart, pronouns resolved, what is said kept apart from who says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rag.anaphora import meant
from rag.attributed import attributed
from rag.checked import Kind
from rag.clauses import Clause, clauses, with_subject
from rag.compare import is_english
from rag.draft import Draft, plain
from rag.names import names
from rag.pronouns import Pronoun, loose_pronouns
from rag.worth import kind_of

LONGEST = 2_000  # characters of a claim that are checked; more is no sentence
_PERSONAL = frozenset(("he", "she", "it", "they", "his", "her", "its", "their"))


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
    before = ""
    for sentence in draft.sentences():
        words = plain(draft.text[sentence.start : sentence.end])
        if words:
            found += _of_sentence(draft.text, sentence.start, sentence.end, before)
            before = _resolved(words, before)[0]
    return tuple(found)


def _of_sentence(text: str, start: int, end: int, before: str) -> Iterator[Claim]:
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
    who = _resolved(plain(raw[said.who[0] : said.who[1]]), before)[0]
    inner, offset = raw[said.what[0] : said.what[1]], start + said.what[0]
    for part in _parts(inner, offset, f"{who}. {before}" if names(who) else before):
        yield Claim(part.text, part.start, part.end, part.kind, (*part.notes, f"said by {who}"), who)


def _parts(raw: str, offset: int, before: str) -> Iterator[Claim]:
    """Give the co-ordinated claims of a sentence, each in the light of those before it."""
    parts = clauses(raw) if kind_of(plain(raw)) is not Kind.QUESTION else (Clause(0, len(raw)),)
    for part in parts:
        words = " ".join(plain(piece) for piece in with_subject(raw, part))
        claim = _claim(words, offset + part.start, offset + part.end, before)
        yield claim
        before = claim.text


def _claim(words: str, start: int, end: int, before: str) -> Claim:
    text, notes = _resolved(_sentence(words), before)
    notes = (*notes, f"only its first {LONGEST:,} characters were checked") if len(words) >= LONGEST else notes
    return Claim(text, start, end, kind_of(text), notes)


def _sentence(words: str) -> str:
    """Give words as a sentence: a capital at its head and a stop at its end."""
    bare = words.strip().strip('“”"').strip(" ,;")
    if bare.count("“") != bare.count("”") or bare.count('"') % 2:
        bare = words.strip().strip(" ,;")
    if not bare:
        return words
    stopped = bare if bare[-1] in '.!?…。！？؟।"”’»)' else f"{bare}."
    return stopped[0].upper() + stopped[1:]


def _resolved(words: str, before: str) -> tuple[str, tuple[str, ...]]:
    """Give a sentence with its first pronoun in the place of a name of the sentence before, and what was done."""
    pronouns = [one for one in loose_pronouns(words) if one.word.lower() in _PERSONAL and one.start < 40]
    if not pronouns:
        return words, ()
    first = pronouns[0]
    candidates = meant(first, before, ()) if before else ()
    if not candidates:
        return words, (f"“{first.word}” has no name in the sentence before",)
    name = candidates[0]
    notes = (f"“{first.word}” is read as {name}",)
    if len(candidates) > 1:
        notes = (f"“{first.word}” is read as {name}; it may mean {' or '.join(candidates[1:3])}",)
    return words[: first.start] + _worded(first, name) + words[first.end :], notes


def _worded(pronoun: Pronoun, name: str) -> str:
    possessive = pronoun.word.lower() in ("his", "its", "their") or pronoun.possessive
    capital = name[0].upper() + name[1:] if pronoun.start == 0 else name
    return f"{capital}’s" if possessive else capital
