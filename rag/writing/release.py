"""Released sentences become a note: each tied to the exact words it cites."""

from __future__ import annotations

from rag.answer import AnswerSentence, Citation, Usage
from rag.compose import Note, citation
from rag.generator import Released, Task
from rag.support import Cited, Judged
from rag.writing.pack import Line


class Sheet:
    """The sentences released so far."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._text = ""
        self._sentences: list[AnswerSentence] = []
        self._citations: list[Citation] = []
        self._numbers: dict[tuple[str, str, int], int] = {}

    def __len__(self) -> int:
        return len(self._sentences)

    def holds(self, text: str) -> bool:
        """Say whether a sentence stands there already."""
        return any(sentence.text == text for sentence in self._sentences)

    def add(self, text: str, lines: tuple[Line, ...], judged: Judged) -> Released:
        """Release a sentence, behind the others."""
        known = len(self._citations)
        numbers = tuple(self._number(line) for line in lines)
        self._text += (" " if self._text else "") + text
        start, end = len(self._text) - len(text), len(self._text)
        sentence = AnswerSentence(text, start, end, numbers, judged.support, judged.why)
        self._sentences.append(sentence)
        return Released(sentence, tuple(self._citations[known:]))

    def note(self, generator: str, withheld: int, notes: tuple[str, ...], usage: Usage | None, reason: str) -> Note:
        """Give what was released as a note."""
        sentences, citations = tuple(self._sentences), tuple(self._citations)
        return Note(self._text, sentences, (), citations, withheld, generator, reason, notes, usage)

    def _number(self, line: Line) -> int:
        place = (line.article_id, line.sha256, line.start)
        if place not in self._numbers:
            task, number = self._task, len(self._citations) + 1
            text, record = task.text_of(line.sha256), task.records[line.article_id]
            cited = citation(number, record, line.sha256, text, line.start, line.end, task.page_of)
            self._citations.append(cited)
            self._numbers[place] = number
        return self._numbers[place]


def cited(task: Task, lines: tuple[Line, ...]) -> tuple[Cited, ...]:
    """Give the words of the articles that numbered sentences stand for, as a check reads them."""
    return tuple(_cited(task, line) for line in lines)


def _cited(task: Task, line: Line) -> Cited:
    text, record = task.text_of(line.sha256), task.records[line.article_id]
    return Cited(text[line.start : line.end], text, line.start, line.end, record.title, record.published)
