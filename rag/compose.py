"""Chosen sentences -> the text of the answer, its citations and lead-ins, every one checked against the stored text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.records import ArticleRecord
from rag.answer import AnswerSentence, Citation, LeadIn, Support, Usage
from rag.extract import Chosen, by_article

EXTRACTIVE = "extractive"
AROUND = 32  # characters of prefix and suffix in a citation
_BETWEEN_GROUPS = "\n\n"
_VERBATIM = "the article's own words"

TextOf = Callable[[str], str]
PageOf = Callable[[str, int], int | None]
AlsoIn = Callable[[Chosen], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Note:
    """The text of an answer and what stands where in it; `withheld` counts what failed its check.

    `reason` says why there is no sentence, `notes` how it came about, `generator` who wrote it.
    """

    answer: str
    sentences: tuple[AnswerSentence, ...]
    lead_ins: tuple[LeadIn, ...]
    citations: tuple[Citation, ...]
    withheld: int
    generator: str = EXTRACTIVE
    reason: str = ""
    notes: tuple[str, ...] = ()
    usage: Usage | None = None


Place = tuple[str, str, int, int]  # article, SHA-256 of its text, start and end there


@dataclass(frozen=True, slots=True)
class _Held:
    """A sentence the stored text holds, and all places that hold its words: its own, then those of its copies."""

    sentence: Chosen
    places: tuple[Place, ...]


_Group = tuple[ArticleRecord, tuple[_Held, ...]]


@dataclass(frozen=True, slots=True)
class _Laid:
    """The text of an answer, and where in it the lead-ins and the sentences stand, each in order."""

    text: str
    lead_ins: tuple[LeadIn, ...]
    spans: tuple[tuple[int, int], ...]


def compose(
    chosen: tuple[Chosen, ...],
    records: Mapping[str, ArticleRecord],
    text_of: TextOf,
    page_of: PageOf = lambda article_id, offset: None,
    also_in: AlsoIn = lambda sentence: (),
) -> Note:
    """Write a note: grouped by source, each group led in by who says it and when, every sentence verbatim and cited.

    Neighbouring groups of one outlet and day share their lead-in and stand as paragraphs of their own.
    `text_of` gives the stored text of a version, `page_of` the page of an offset in an article, `also_in` the
    articles that hold a sentence too and are not cited for it. A sentence that is not byte for byte what the stored
    text holds at its place is withheld and counted.
    """
    groups = [(records[key], sound) for key, some in by_article(chosen) if (sound := _held(some, text_of))]
    held = [one for _, sentences in groups for one in sentences]
    laid = _laid_out(groups)
    sentences = tuple(
        AnswerSentence(one.sentence.text, *span, numbers, Support.VERBATIM, _VERBATIM)
        for one, span, numbers in zip(held, laid.spans, _numbers(held), strict=True)
    )
    citations = tuple(_citations(held, records, text_of, page_of, also_in))
    return Note(laid.text, sentences, laid.lead_ins, citations, _withheld(chosen, held))


def lead_in(record: ArticleRecord) -> str:
    """Give who says it and when: the publisher, else the authors, else the title; the date as stated, else "undated".

    >>> lead_in(record)  # doctest: +SKIP
    'Japan Times, undated:'
    """
    authors = " and ".join(record.authors[:2]) + (" and others" if len(record.authors) > 2 else "")
    title = f"“{record.title}”" if record.title else ""
    who = record.publisher or authors or title or "A source without a title"
    return f"{' '.join(who.split())}, {(record.published or 'undated')[:10]}:"


def _held(sentences: Sequence[Chosen], text_of: TextOf) -> tuple[_Held, ...]:
    """Give the sentences that the stored text holds, each with those of its copies that hold its words too."""
    return tuple(
        _Held(one, ((one.article_id, one.sha256, one.start, one.end), *_true_copies(one, text_of)))
        for one in sentences
        if _checks(one, text_of)
    )


def _true_copies(sentence: Chosen, text_of: TextOf) -> Iterator[Place]:
    for article_id, sha256, start, end in sentence.copies:
        if _same(text_of(sha256)[start:end], sentence.text):
            yield article_id, sha256, start, end


def _withheld(chosen: Sequence[Chosen], held: Sequence[_Held]) -> int:
    """Count the sentences that failed their check, and the copies that failed theirs of those that did not."""
    return len(chosen) - len(held) + sum(1 + len(one.sentence.copies) - len(one.places) for one in held)


def _laid_out(groups: Sequence[_Group]) -> _Laid:
    """Write the groups one behind the other, each led in unless it is of the outlet and day of the one before."""
    text, said = "", ""
    lead_ins, spans = list[LeadIn](), list[tuple[int, int]]()
    for record, held in groups:
        separator = _BETWEEN_GROUPS if text else ""
        if said != (said := lead_in(record)):
            text += separator + said
            lead_ins.append(LeadIn(len(text) - len(said), len(text)))
            separator = " "
        for one in held:
            text += separator + one.sentence.text
            spans.append((len(text) - len(one.sentence.text), len(text)))
            separator = " "
    return _Laid(text, tuple(lead_ins), tuple(spans))


def _numbers(held: Sequence[_Held]) -> Iterator[tuple[int, ...]]:
    """Give the numbers of each sentence's citations, counted from 1 through the answer."""
    first = 1
    for one in held:
        yield tuple(range(first, first + len(one.places)))
        first += len(one.places)


def _citations(
    held: Sequence[_Held], records: Mapping[str, ArticleRecord], text_of: TextOf, page_of: PageOf, also_in: AlsoIn
) -> Iterator[Citation]:
    for one, numbers in zip(held, _numbers(held), strict=True):
        for number, (article_id, sha256, start, end) in zip(numbers, one.places, strict=True):
            cited = citation(number, records[article_id], sha256, text_of(sha256), start, end, page_of)
            yield replace(cited, also_in=also_in(one.sentence)) if number == numbers[0] else cited


def _checks(sentence: Chosen, text_of: TextOf) -> bool:
    return text_of(sentence.sha256)[sentence.start : sentence.end].encode() == sentence.text.encode()


def _same(stored: str, quoted: str) -> bool:
    """Say whether a copy holds the same words; line breaks may fall elsewhere in another article."""
    return stored.split() == quoted.split()


def citation(
    number: int, record: ArticleRecord, sha256: str, text: str, start: int, end: int, page_of: PageOf
) -> Citation:
    """Give the citation of the words `text[start:end]` of a version."""
    return Citation(
        number=number,
        article_id=record.article_id,
        sha256=sha256,
        title=record.title,
        publisher=record.publisher,
        publisher_origin=record.publisher_origin,
        authors=record.authors,
        published=record.published,
        published_origin=record.published_origin,
        url=record.url,
        page=page_of(record.article_id, start),
        quote=text[start:end],
        start=start,
        end=end,
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
    )
