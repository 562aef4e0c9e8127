"""Three ways of writing an answer with a chat model: believed, with the articles' words marked, and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from eval.scripted import Writer
from rag import prompt
from rag.answer import Answer, Support
from rag.chat import Chat
from rag.compose import Note
from rag.followups.followup import Turn
from rag.generator import Reading, Task, Watch, unwatched
from rag.support import Judged
from rag.writing.pack import Line, Pack, pack
from rag.writing.release import Sheet
from rag.writing.said import said

BARE, MARKED, CHECKED = "bare prompt", "with marking", "with checking"
ARMS = (BARE, MARKED, CHECKED)
_BUDGET = 4_000
_BELIEVED = Judged(Support.SUPPORTED, "nobody looked")
_BARE = """\
Answer the question from these sources and cite them by their numbers in square brackets.

{sources}

Question: {question}"""


@dataclass
class Arms:
    """A generator that writes every answer in all three ways, each with a model of its own, and gives the checked one.

    `writer` gives the checked way over a chat.
    """

    chats: Mapping[str, Chat]
    writer: Writer
    name: str = "three ways"
    notes: dict[str, Note] = field(default_factory=dict)

    def write(self, task: Task, watch: Watch = unwatched) -> Note:
        """Write the note in each way."""
        packed = pack(task.question, task.evidence, task.records, _BUDGET)
        self.notes = {
            BARE: _believed(self.chats[BARE], "", _bare(task, packed), task, packed),
            MARKED: _believed(self.chats[MARKED], _system(packed), _marked(task, packed), task, packed),
            CHECKED: self.writer(self.chats[CHECKED]).write(task, watch),
        }
        return self.notes[CHECKED]

    def resolve(self, question: str, history: Sequence[Turn], watch: Watch = unwatched) -> Reading:
        """Resolve a follow-up as the shipped generator does."""
        return self.writer(self.chats[CHECKED]).resolve(question, history, watch)

    def answers(self, checked: Answer) -> Iterator[tuple[str, Answer]]:
        """Give the answer in each way; `checked` is what the desk made of the note it was given."""
        for arm in (BARE, MARKED):
            note = self.notes[arm]
            told: dict[str, Any] = {"answer": note.answer, "sentences": note.sentences, "citations": note.citations}
            nothing = {"abstained": True, "reason": "nothing was written"}
            changes = told | ({"abstained": False, "reason": "", "nearest": ()} if note.answer else nothing)
            yield arm, replace(checked, withheld=0, **changes)
        yield CHECKED, checked


def _bare(task: Task, packed: Pack) -> str:
    """Give the prompt of one who takes articles at their word: every word as it stands, numbers in front."""
    shown = "\n".join(_source(task, line) for line in packed.lines)
    return _BARE.format(sources=shown, question=task.question)


def _source(task: Task, line: Line) -> str:
    record = task.records[line.article_id]
    about = (record.title, ", ".join(record.authors), record.publisher, record.published, record.key)
    words = task.text_of(line.sha256)[line.start : line.end]
    return f"[{line.number}] {words}\n    ({' · '.join(one for one in about if one)})"


def _system(packed: Pack) -> str:
    return prompt.SYSTEM.format(mark=packed.mark)


def _marked(task: Task, packed: Pack) -> str:
    return prompt.WRITE.format(passages=packed.text, question=task.question, form=prompt.Form.MARKERS)


def _believed(chat: Chat, system: str, text: str, task: Task, packed: Pack) -> Note:
    """Release all that the model says; numbers that exist become citations, others stay in the text as written."""
    sheet = Sheet(task)
    words = "".join(chunk.text for chunk in chat.stream(system, text))
    for one in said((words,)):
        lines = tuple(line for number in one.numbers if (line := packed.line(number)) is not None)
        strange = "".join(f" [{number}]" for number in one.numbers if packed.line(number) is None)
        if not prompt.NO_ANSWER.fullmatch(one.text) and not prompt.EVIDENCE_LINE.fullmatch(one.text):
            sheet.add(one.text + strange, lines, _BELIEVED)
    return sheet.note(chat.name, 0, (), None, "")
