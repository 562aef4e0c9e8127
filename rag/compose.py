"""Chosen sentences -> the text of the answer, its citations and lead-ins, every one checked against the stored text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from index.records import ArticleRecord
from rag.answer import AnswerSentence, Citation, LeadIn, Support, Usage
from rag.extract import Chosen, by_article

EXTRACTIVE = "extractive"
AROUND = 32  # characters of prefix and suffix in a citation
_BETWEEN_GROUPS = "\n\n"
_VERBATIM = "the article's own words"

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


@dataclass(slots=True)
class _Draft:
    text: str = ""
    sentences: list[AnswerSentence] = field(default_factory=list)
    lead_ins: list[LeadIn] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    withheld: int = 0

    def append(self, text: str, separator: str) -> tuple[int, int]:
        """Put text behind what stands, and give its span."""
        self.text += (separator if self.text else "") + text
        return len(self.text) - len(text), len(self.text)


def compose(
    chosen: tuple[Chosen, ...],
    records: Mapping[str, ArticleRecord],
    text_of: Callable[[str], str],
    page_of: PageOf = lambda article_id, offset: None,
    also_in: AlsoIn = lambda sentence: (),
) -> Note:
    """Write a note: grouped by source, each group led in by who says it and when, every sentence verbatim and cited.

    Neighbouring groups of one outlet and day share their lead-in and stand as paragraphs of their own.
    `text_of` gives the stored text of a version, `page_of` the page of an offset in an article, `also_in` the
    articles that hold a sentence too and are not cited for it. A sentence that is not byte for byte what the stored
    text holds at its place is withheld and counted.
    """
    draft = _Draft()
    said = ""
    for article_id, sentences in by_article(chosen):
        checked = [sentence for sentence in sentences if _checks(sentence, text_of)]
        draft.withheld += len(sentences) - len(checked)
        if not checked:
            continue
        separator = _BETWEEN_GROUPS
        if said != (said := lead_in(records[article_id])):
            draft.lead_ins.append(LeadIn(*draft.append(said, separator)))
            separator = " "
        for sentence in checked:
            _add(draft, sentence, separator, records, text_of, page_of, also_in(sentence))
            separator = " "
    return Note(draft.text, tuple(draft.sentences), tuple(draft.lead_ins), tuple(draft.citations), draft.withheld)


def lead_in(record: ArticleRecord) -> str:
    """Give who says it and when: the publisher, else the authors, else the title; the date as stated, else "undated".

    >>> lead_in(record)  # doctest: +SKIP
    'Japan Times, undated:'
    """
    authors = " and ".join(record.authors[:2]) + (" and others" if len(record.authors) > 2 else "")
    title = f"“{record.title}”" if record.title else ""
    who = record.publisher or authors or title or "A source without a title"
    return f"{' '.join(who.split())}, {(record.published or 'undated')[:10]}:"


def _add(
    draft: _Draft,
    sentence: Chosen,
    separator: str,
    records: Mapping[str, ArticleRecord],
    text_of: Callable[[str], str],
    page_of: PageOf,
    also_in: tuple[str, ...],
) -> None:
    numbers: list[int] = []
    places = [(sentence.article_id, sentence.sha256, sentence.start, sentence.end), *sentence.copies]
    for article_id, sha256, start, end in places:
        text = text_of(sha256)
        if not _same(text[start:end], sentence.text):
            draft.withheld += 1
            continue
        number = len(draft.citations) + 1
        cited = citation(number, records[article_id], sha256, text, start, end, page_of)
        draft.citations.append(cited if numbers else replace(cited, also_in=also_in))
        numbers.append(number)
    start, end = draft.append(sentence.text, separator)
    draft.sentences.append(AnswerSentence(sentence.text, start, end, tuple(numbers), Support.VERBATIM, _VERBATIM))


def _checks(sentence: Chosen, text_of: Callable[[str], str]) -> bool:
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
