"""Tracing a quotation: found by its phrase and by its rarest words, then aligned word by word in the articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.errors import QuestionError
from corpus.visible import is_text
from index.passage import Filters
from index.records import ArticleRecord, StoredPassage
from index.snapshot import Snapshot
from rag.answer import Searched
from rag.compose import citation
from rag.quotations.alignment import Aligned, align, verbatim, whole
from rag.quotations.traced import Edit, Exactness, QuoteMatch, Traced, Voice
from rag.quotations.turned import of_edits
from rag.quotations.voices import Company, company
from rag.quotations.words import Token, tokens
from rag.stopwatch import Stopwatch
from rag.words.terms import rarity

LONGEST = 2_000  # characters
MATCHES = 20
_PHRASES = 20  # passages that hold the phrase
_LIKELY = 8  # passages that hold most of the rarest words
_RAREST = 10
_HEADLINE = 2_000  # characters in which the headline stands
_INSERTED = re.compile(r"^\[[^\[\]]{1,80}\]|\[[^\[\]]{1,80}\](?=\W*$)")
_MARKS = '"“”„«»‹›「」'


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in an article where the words stand."""

    passage: StoredPassage
    text: str
    at: Aligned


def trace(state: Snapshot, words: str, searched: Searched, filters: Filters) -> Traced:
    """Find where words stand, verbatim or nearly; raises QuestionError for none, too many, or no text."""
    clock = Stopwatch()
    quote = _quote(words)
    said = tokens(quote, gaps=True)
    if not said:
        raise QuestionError("there are no words to look for; write the quotation")
    places = _distinct(_places(state, quote, said, filters))
    clock.lap("find")
    records = state.records(place.passage.article_id for place in places)
    matches = [_match(state, number, quote, place, records) for number, place in enumerate(places[:MATCHES], 1)]
    clock.lap("read")
    return Traced(words, tuple(matches), searched, clock.laps())


def _quote(words: str) -> str:
    """Give the words without the marks around them; raises QuestionError where they cannot be looked for."""
    if not is_text(words):
        raise QuestionError("the quotation holds bytes that are not text; write it in UTF-8")
    if len(words) > LONGEST:
        raise QuestionError(f"the quotation has {len(words):,} characters; look for at most {LONGEST:,}")
    return words.strip().strip(_MARKS + "'‘’").strip()


def _places(state: Snapshot, quote: str, said: Sequence[Token], filters: Filters) -> Iterator[_Place]:
    texts: dict[str, str] = {}
    margin = len(quote) + 200
    for passage in state.passages(_rows(state, quote, said, filters)):
        if passage.sha256 not in texts:
            texts[passage.sha256] = state.text(passage.sha256)
        text = texts[passage.sha256]
        first, last = max(0, passage.start - margin), min(len(text), passage.end + margin)
        found = align(quote, said, text, first, last)
        if found is not None:
            yield _Place(passage, text, found)


def _rows(state: Snapshot, quote: str, said: Sequence[Token], filters: Filters) -> list[int]:
    """Give the passages that may hold the words: those with its longest unbroken phrase, and with its rarest words.

    Where the phrase stands nowhere, its halves are looked for: a word that was changed leaves one of them whole.
    """
    runs = _runs(quote, said)
    phrase = max(runs, key=len)
    rows = [row for row, _ in state.lexical(f'"{phrase}"', _PHRASES, filters)]
    if not rows:
        rows = [row for half in _halves(phrase) for row, _ in state.lexical(half, _LIKELY, filters)]
    rarest = sorted({one.word for one in said if one.word}, key=lambda word: (-rarity(word), word))[:_RAREST]
    rows += [row for row, _ in state.lexical(" ".join(rarest), _LIKELY, filters)]
    return list(dict.fromkeys(rows))


def _halves(phrase: str) -> tuple[str, ...]:
    """Give two searches for a phrase: for either half as it stands, the passages with most of the other first."""
    words = phrase.split()
    if len(words) == 1 and not phrase.isascii():
        return (phrase,)  # a script without spaces between words: its pairs of characters
    first, last = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
    return (f'"{first}" {last}', f'{first} "{last}"') if first else ()


def _runs(quote: str, said: Sequence[Token]) -> list[str]:
    """Give the stretches of a quotation between its ellipses, without marks."""
    runs: list[list[Token]] = [[]]
    for one in said:
        if one.word:
            runs[-1].append(one)
        else:
            runs.append([])
    spans = [quote[run[0].start : run[-1].end] for run in runs if run]
    return ["".join(" " if character in _MARKS else character for character in span) for span in spans]


def _distinct(places: Iterator[_Place]) -> list[_Place]:
    """Give each place once, the verbatim first, then the cheapest; ties by the article and place."""
    kept: list[_Place] = []
    for place in sorted(places, key=lambda one: (one.at.cost, len(one.at.edits), one.passage.article_id, one.at.start)):
        if not any(
            one.passage.article_id == place.passage.article_id
            and one.at.start < place.at.end
            and place.at.start < one.at.end
            for one in kept
        ):
            kept.append(place)
    return kept


def _match(state: Snapshot, number: int, quote: str, place: _Place, records: dict[str, ArticleRecord]) -> QuoteMatch:
    passage, at = place.passage, place.at
    record = records[passage.article_id]
    start, end = whole(place.text, at.start, at.end)
    made = citation(number, record, passage.sha256, place.text, start, end, state.page_of)
    exact = not at.edits and verbatim(quote, made.quote)
    edits = at.edits if exact or at.edits else (Edit("typography", quote, made.quote),)
    edits = (*_bracketed(quote), *(() if _bracketed(quote) and not at.edits else edits))
    here = _company(quote, place, record)
    speaker = here.speaker or (" and ".join(record.authors) or record.publisher if here.voice is Voice.OWN else None)
    exactness = Exactness.VERBATIM if exact else Exactness.NEAR
    return QuoteMatch(made, exactness, speaker, here.voice, edits, (*of_edits(edits), *here.context))


def _company(quote: str, place: _Place, record: ArticleRecord) -> Company:
    """Give whose words they are there; a headline is read by itself, and is told to be one."""
    title, start, end = record.title or "", place.at.start, place.at.end
    asked = quote.rstrip(_MARKS + "'‘’ ").endswith(("?", "？", "؟"))
    at = place.text.find(title, 0, _HEADLINE) if title else -1
    if at < 0 or not at <= start <= end <= at + len(title):
        return company(place.text, start, end, asked)
    here = company(title, start - at, end - at, asked)
    return replace(here, context=("it stands in the headline", *here.context))


def _bracketed(quote: str) -> tuple[Edit, ...]:
    """Give the insertions at the ends of a quotation: "[We] closed it"."""
    return tuple(Edit("added", mark.group(), "") for mark in _INSERTED.finditer(quote))
