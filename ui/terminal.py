"""What a person reads in the terminal. Words of articles are printed with control characters made visible."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.visible import shortened, visible
from index.records import ArticleRecord
from rag.answer import Answer, Citation, FoundPassage, Nearest
from rag.compose import EXTRACTIVE
from ui.counted import counted
from ui.live import usage_line
from ui.remarks import told

if TYPE_CHECKING:  # the readers it brings along are no part of a question
    from index.ingest import Report

WIDTH = 96


def answer_lines(answer: Answer, shown: bool = False) -> Iterator[str]:
    """Draw an answer: the words with citation numbers, unless they are shown already, then each source."""
    if answer.resolved_question != answer.question:
        yield f"(asked as: {visible(answer.resolved_question)})"
    if answer.abstained:
        yield from _silence(answer)
    else:
        yield from () if shown else _words(answer)
        yield from _sources(answer)
    if answer.withheld:
        yield f"{answer.withheld} sentence(s) failed their check and are not shown."
    yield ""
    yield _searched(answer)
    if answer.usage is not None:
        asked = "the chat model" if answer.generator == EXTRACTIVE else visible(answer.generator)
        yield f"{asked}: {usage_line(answer.usage)}."


def _words(answer: Answer) -> Iterator[str]:
    text, last = [], 0
    for sentence in sorted(answer.sentences, key=lambda sentence: sentence.end):
        numbers = "".join(f"[{number}]" for number in sentence.citations)
        # Lines of a page or a PDF end anywhere; only the breaks between groups are the answer's own.
        text.append(f"{visible(answer.answer[last : sentence.start])}{_line(sentence.text)} {numbers}")
        last = sentence.end
    text.append(visible(answer.answer[last:]))
    for paragraph in "".join(text).split("\n"):
        yield from textwrap.wrap(paragraph, WIDTH) or [""]


def _sources(answer: Answer) -> Iterator[str]:
    yield ""
    yield "Sources"
    for citation in answer.citations:
        yield from _citation(citation)


def _citation(citation: Citation) -> Iterator[str]:
    page = f", page {citation.page}" if citation.page else ""
    yield f"[{citation.number}] {described(citation)}{page}"
    where = citation.url or f"article {citation.article_id}"
    yield f"    {visible(where)}, characters {citation.start} to {citation.end}"


def _line(text: str) -> str:
    """Give text on one line: a title with line ends would draw lines of its own, such as a second source."""
    return " ".join(visible(text).split())


def described(citation: Citation) -> str:
    """Name a source in one line: title, publisher, date, the last two with where they were read, or unknown."""
    publisher = f"{citation.publisher} ({citation.publisher_origin})" if citation.publisher else "publisher unknown"
    published = f"{citation.published} ({citation.published_origin})" if citation.published else "date unknown"
    return _line(" · ".join((citation.title or "untitled", publisher, published)))


def _silence(answer: Answer) -> Iterator[str]:
    yield from textwrap.wrap(visible(answer.reason), WIDTH)
    if answer.nearest:
        yield ""
        yield "Nearest passages (not an answer)"
        for passage in answer.nearest:
            yield from _nearest(passage)


def _nearest(passage: Nearest) -> Iterator[str]:
    yield f"- {_line(passage.title or 'untitled')} (article {passage.article_id}, {passage.start} to {passage.end})"
    words = textwrap.shorten(visible(passage.text), 300, placeholder=" …")
    yield from textwrap.wrap(words, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _searched(answer: Answer) -> str:
    searched = answer.searched
    found = f"Searched {counted(searched.articles, 'article')}, {counted(searched.passages, 'passage')}"
    left_out = f"; {searched.excluded_undated} undated left out" if searched.excluded_undated else ""
    total = answer.timings_ms.get("total")
    took = f", {total:.0f} ms" if total is not None else ""
    return f"{found}{left_out}{took}."


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Draw rows in columns as wide as their widest cell; the last column is left ragged."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def report_lines(report: Report) -> Iterator[str]:
    """Draw what an ingest did: counts, then each warning and each failure with its reason."""
    yield f"{len(report.added)} added, {len(report.updated)} updated, {len(report.skipped)} unchanged"
    for remark in told(report.notes):
        yield f"note: {_source(remark.source)}: {_line(remark.reason)}"
    for remark in report.failed:
        yield f"failed: {_source(remark.source)}: {_line(remark.reason)}"


def _source(path: str) -> str:
    return shortened(_line(path))


def hit_lines(hits: Sequence[FoundPassage]) -> Iterator[str]:
    """Draw ranked passages."""
    for hit in hits:
        where = f"article {hit.article_id}, {hit.start} to {hit.end}"
        yield f"{hit.rank:>3}  {hit.score:.3f}  {_line(hit.title or 'untitled')} ({where})"
        yield from textwrap.wrap(visible(hit.text), WIDTH, initial_indent="     ", subsequent_indent="     ")
    if not hits:
        yield "nothing found"


def record_lines(records: Sequence[ArticleRecord]) -> Iterator[str]:
    """Draw one article a line."""
    for record in records:
        named = _line(record.title or record.key)
        yield "  ".join((record.article_id, record.collection, record.published or "undated", named))
    if not records:
        yield "no articles; add some with `citedesk ingest FOLDER`"


def article_lines(record: ArticleRecord, text: str) -> Iterator[str]:
    """Draw an article: what is known of it and where that was read, then its text as it stands."""
    facts = (
        ("title", record.title, record.title_origin),
        ("publisher", record.publisher, record.publisher_origin),
        ("published", record.published, record.published_origin),
        ("authors", ", ".join(record.authors), record.authors_origin),
        ("address", record.url, None),
        ("language", record.language, None),
        ("collection", record.collection, None),
        ("version", record.sha256, f"{len(record.versions)} in all"),
    )
    yield from table(
        [(name, visible(f"{value} ({origin})" if origin else value)) for name, value, origin in facts if value]
    )
    yield ""
    yield visible(text)
