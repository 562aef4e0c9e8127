"""Evidence as a chat model reads it: numbered sentences within a token budget, marked as words of articles."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from corpus.visible import visible
from index.records import ArticleRecord, StoredPassage
from rag import prompt
from rag.cite import parse
from rag.evidence.candidates import Evidence
from rag.writing.chat_cited import Document, Place
from rag.writing.tokens import count

MOST = 96  # numbered sentences
_TITLE = 160  # characters of a title or publisher
_BRACKETS = str.maketrans({"<": "‹", ">": "›"})  # no chat template has words between these
_INSTRUCTION = re.compile(r"\[(/?(?:INST|SYS|USER|ASSISTANT|SYSTEM)[^\]]*)\]", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered sentence: the words `[start:end]` of an article version, and `text`, those words as they are shown."""

    number: int
    article_id: str
    sha256: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The numbered sentences and the prompt's lines that show them, each opened by `mark`; `kept_back` counts passages.

    `documents` hold the same lines article by article, in order. The mark is a hash of question and evidence: no
    article can hold the mark of a prompt it stands in.
    """

    lines: tuple[Line, ...]
    text: str
    mark: str
    tokens: int
    kept_back: int
    documents: tuple[Document, ...] = ()

    @property
    def contents(self) -> str:
        """Say how much of the library this is."""
        sentences, articles = len(self.lines), len(self.documents)
        return f"{sentences} sentence{'s' * (sentences != 1)} of {articles} article{'s' * (articles != 1)}"

    def line(self, number: int) -> Line | None:
        """Give a numbered sentence, None for a number that does not exist."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else None

    def numbers(self, place: Place) -> range:
        """Give the numbers of the sentences at a place of the documents, none for a place that does not exist."""
        if place.document >= len(self.documents):
            return range(0)
        before = sum(len(document.sentences) for document in self.documents[: place.document])
        held = len(self.documents[place.document].sentences)
        return range(before + place.start + 1, before + min(place.end, held) + 1)


def pack(
    question: str,
    evidence: Evidence,
    records: Mapping[str, ArticleRecord],
    budget: int,
    never_send: Collection[str] = (),
) -> Pack:
    """Pack the passages of the best sentences, best first, into at most `budget` tokens.

    A passage too long for what is left gives its best sentence alone. Passages of the collections in `never_send`
    stay out and are counted.
    """
    passages = _best_first(evidence)
    sendable = [one for one in passages if records[one.article_id].collection not in never_send]
    mark = _mark(question, sendable)
    taken = _within(budget, sendable, evidence, records, mark)
    lines: list[Line] = []
    documents: list[Document] = []
    for passages_of in _by_article(taken):
        known = len(lines)
        for passage, spans in passages_of:
            lines += (_line(number, passage, *span) for number, span in enumerate(spans, len(lines) + 1))
        about = _header(records[passages_of[0][0].article_id], mark)
        documents.append(Document(about, tuple(_shown(line, mark) for line in lines[known:])))
    text = "\n".join(part for one in documents for part in (one.about, *one.sentences))
    return Pack(tuple(lines), text, mark, count(text), len(passages) - len(sendable), tuple(documents))


def shown_as_data(text: str) -> str:
    """Give words of an article on one line, with nothing in them that a prompt's own signs could be taken for."""
    line = " ".join(visible(text).split()).translate(_BRACKETS)
    bare = parse(line)
    plain = bare.text if bare.marks else line
    return _INSTRUCTION.sub(r"(\1)", plain)


_Taken = tuple[StoredPassage, tuple[tuple[int, int], ...]]


def _best_first(evidence: Evidence) -> list[StoredPassage]:
    ranked = {candidate.passage.row: candidate.passage for candidate in evidence.candidates}
    return list(ranked.values())


def _mark(question: str, passages: list[StoredPassage]) -> str:
    words = "\0".join((question, *(passage.text for passage in passages)))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:6]


def _within(
    budget: int, passages: list[StoredPassage], evidence: Evidence, records: Mapping[str, ArticleRecord], mark: str
) -> list[_Taken]:
    taken: list[_Taken] = []
    held: set[tuple[str, int]] = set()
    opened: set[str] = set()
    for passage in passages:
        header = 0 if passage.article_id in opened else count(_header(records[passage.article_id], mark)) + 1
        for spans in (passage.sentences, _best(passage, evidence)):
            fresh = tuple(span for span in spans if (passage.sha256, span[0]) not in held)
            cost = header + sum(count(_shown(_line(MOST, passage, *span), mark)) + 1 for span in fresh)
            if fresh and cost <= budget and len(held) + len(fresh) <= MOST:
                taken.append((passage, fresh))
                held.update((passage.sha256, start) for start, _ in fresh)
                opened.add(passage.article_id)
                budget -= cost
                break
    return taken


def _best(passage: StoredPassage, evidence: Evidence) -> tuple[tuple[int, int], ...]:
    best = next(one for one in evidence.candidates if one.passage.row == passage.row)
    return ((best.start, best.end),)


def _by_article(taken: list[_Taken]) -> Iterator[list[_Taken]]:
    groups: dict[str, list[_Taken]] = {}
    for one in taken:
        groups.setdefault(one[0].article_id, []).append(one)
    return (sorted(group, key=lambda one: one[0].start) for group in groups.values())


def _line(number: int, passage: StoredPassage, start: int, end: int) -> Line:
    words = passage.text[start - passage.start : end - passage.start]
    return Line(number, passage.article_id, passage.sha256, start, end, shown_as_data(words))


def _shown(line: Line, mark: str) -> str:
    return prompt.SENTENCE.format(mark=mark, number=line.number, text=line.text)


def _header(record: ArticleRecord, mark: str) -> str:
    title = shown_as_data(record.title or "untitled")[:_TITLE]
    publisher = shown_as_data(record.publisher or "publisher unknown")[:_TITLE]
    published = shown_as_data(record.published or "undated")[:_TITLE]
    return prompt.ARTICLE.format(mark=mark, title=title, publisher=publisher, published=published)
