"""What a chat model proposes of one answer, sentence by sentence: no sentence is released before its check.

Each is checked as soon as the model has written it. What fails is put before the model once more with the reason; what
fails again is withheld and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import ChatError
from rag import prompt
from rag.chat import Chat, OptionRefused
from rag.generator import Task, Watch
from rag.writing import structured
from rag.writing.ask_model import Asker
from rag.writing.chat_cited import Document
from rag.writing.marking import marked
from rag.writing.pack import Pack
from rag.writing.release import Sheet
from rag.writing.said import Said, said
from rag.writing.verify import Checked, verify

if TYPE_CHECKING:
    from rag.entailment.entail import Entailment

MOST = 12  # sentences released
READ = 40  # sentences read: a model that goes on and on is left


@dataclass(slots=True)
class Proposal:
    """One answer on its way: its `sheet` holds what was released, `withheld` counts what was not."""

    chat: Chat
    task: Task
    pack: Pack
    asker: Asker
    watch: Watch
    entailment: Entailment | None
    sheet: Sheet = field(init=False)
    form: prompt.Form = field(init=False)
    withheld: int = 0
    trouble: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.sheet = Sheet(self.task)
        self.form = self._forms()[0]

    def answer(self) -> str:
        """Release what passes, at once or mended, and give the reason to be told where nothing did."""
        failed: list[Checked] = []
        for one in self._first():
            if not self._released(checked := verify(one, self.pack, self.task, self.entailment)):
                failed.append(checked)
        self.withheld, known = len(failed), len(self.sheet)
        for one in self._mended(failed):
            self._released(verify(one, self.pack, self.task, self.entailment))
        self.withheld = max(0, self.withheld - (len(self.sheet) - known))
        if self.withheld:
            return "what the model wrote is not borne out by the words it cites"
        return "the model found no answer in the evidence"

    def _released(self, checked: Checked) -> bool:
        """Release a sentence that passed; one that stands there already is passed over."""
        if not checked.shown:
            return False
        if not self.sheet.holds(checked.said.text) and len(self.sheet) < MOST:
            self.watch(self.sheet.add(checked.said.text, checked.lines, checked.judged))
        return True

    def _first(self) -> Iterator[Said]:
        """Give the model's sentences, in the first form that its server takes."""
        *offered, last = self._forms()
        for self.form in offered:
            try:
                yield from self._said()
            except OptionRefused:
                continue
            return
        self.form = last
        yield from self._said()

    def _forms(self) -> tuple[prompt.Form, ...]:
        offered = ((self.chat.structured, prompt.Form.STRUCTURED), (self.chat.citing, prompt.Form.CITED))
        return (*(form for offers, form in offered if offers), prompt.Form.MARKERS)

    def _said(self) -> Iterator[Said]:
        shaped = self.form is prompt.Form.STRUCTURED
        text = self._filled(prompt.WRITE, form=self.form.value)
        self._announce("the question", text)
        words = self._asked(text, structured.schema(len(self.pack.lines)) if shaped else None)
        return _claims(structured.said(words) if shaped else said(words))

    def _mended(self, failed: Sequence[Checked]) -> Iterator[Said]:
        """Give the sentences that the model wrote anew in its one repair turn, which is told before it is sent."""
        if not failed:
            return iter(())
        failed = failed[:MOST]
        faults = "\n".join(map(_fault, failed))
        text = self._filled(prompt.REPAIR, faults=faults, form=self.form.value if self._documents() else "")
        self._announce(f"once more, to mend {_counted(failed)}, the question", text)
        try:
            return iter(list(_claims(said(self._asked(text, None)))))
        except ChatError as error:
            self.trouble = (f"what failed its check could not be put before the model again: {error}",)
            return iter(())

    def _announce(self, sent: str, text: str) -> None:
        shown = (prompt.SYSTEM, text, self.pack.text if self._documents() else "")
        self.asker.announce(f"{sent} and {self.pack.contents}", *shown)

    def _asked(self, text: str, schema: structured.Schema | None) -> Iterator[str]:
        system, documents = prompt.SYSTEM.format(mark=self.pack.mark), self._documents()
        return marked(self.asker.ask(system, text, schema, documents), self.pack)

    def _documents(self) -> tuple[Document, ...]:
        return self.pack.documents if self.form is prompt.Form.CITED else ()

    def _filled(self, template: str, **words: str) -> str:
        """Fill in a prompt; the evidence stands in it unless it is sent as documents."""
        passages = "" if self._documents() else self.pack.text
        return template.format(passages=passages, question=self.task.question, **words).lstrip("\n")


def _claims(sentences: Iterator[Said]) -> Iterator[Said]:
    """Give the sentences that claim something, READ of them at most: not the line of numbers, nor "NO ANSWER"."""
    for number, one in enumerate(sentences):
        if number == READ:
            return
        if not prompt.EVIDENCE_LINE.fullmatch(one.text) and not prompt.NO_ANSWER.fullmatch(one.text):
            yield one


def _fault(checked: Checked) -> str:
    numbers = "".join(f"[{line.number}]" for line in checked.lines)
    return prompt.FAULT.format(sentence=checked.said.text, cited=numbers, why=checked.judged.why)


def _counted(failed: Sequence[Checked]) -> str:
    many = len(failed)
    return "1 sentence that failed its check" if many == 1 else f"{many} sentences that failed their check"
