"""The chat generator: the model proposes, the text decides. What fails falls back to the articles' own sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.errors import ChatError
from rag.chat import Chat
from rag.compose import Note
from rag.followups.followup import Turn
from rag.generator import Extractive, Reading, Task, Watch, unwatched
from rag.writing.ask_model import Asker
from rag.writing.pack import Pack, pack
from rag.writing.proposal import Proposal
from rag.writing.standalone import stand_alone

if TYPE_CHECKING:
    from rag.entailment.entail import Entailment


def _none() -> Entailment | None:
    return None


@dataclass(frozen=True, slots=True)
class Written:
    """Answers by a chat model. `budget` are tokens of evidence, `prices` what a million tokens cost.

    Articles of the collections in `never_send` stay out of every prompt.
    """

    chat: Chat
    budget: int = 4_000
    never_send: Collection[str] = ()
    prices: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    entailment: Callable[[], Entailment | None] = _none

    @property
    def name(self) -> str:
        """Give the name of the chat model."""
        return self.chat.name

    def write(self, task: Task, watch: Watch = unwatched) -> Note:
        """Write a note. Where the model fails before anything was released, the extractive one, which says so."""
        entailment = self.entailment()  # loaded before the model is asked, so that no sentence waits for it
        if self.never_send and task.typed:
            task = replace(task, question=task.typed)  # what it took from earlier answers may be theirs
        packed = pack(task.question, task.evidence, task.records, self.budget, self.never_send)
        kept = _kept_back(packed)
        if not packed.lines:
            return _instead(task, ("none of the evidence may be sent to a chat model", *kept))
        asker = Asker(self.chat, self.prices, watch)
        run = Proposal(self.chat, task, packed, asker, watch, entailment)
        try:
            reason = run.answer()
        except ChatError as error:
            if not run.sheet:
                return _instead(task, (str(error), *kept))
            reason, kept = "", (f"the answer is not complete: {error}", *kept)
        notes, usage = (*run.trouble, *asker.trouble, *kept), asker.usage()
        return run.sheet.note(self.name, run.withheld, notes, usage, "" if run.sheet else reason)

    def resolve(self, question: str, history: Sequence[Turn], watch: Watch = unwatched) -> Reading:
        """Ask the model what a follow-up means; what it made of it is not taken where it brings in words nobody said.

        Earlier answers, and what questions took from them, are not shown to it where a collection is never to be sent.
        """
        if self.never_send:
            history = [Turn(turn.question, turn.question) for turn in history]
        asker = Asker(self.chat, self.prices, watch)
        return replace(stand_alone(asker, question, history), usage=asker.usage())


def _instead(task: Task, notes: tuple[str, ...]) -> Note:
    note = Extractive().write(task)
    first = f"these are the articles' own sentences: {notes[0]}"
    return Note(note.answer, note.sentences, note.lead_ins, note.citations, note.withheld, notes=(first, *notes[1:]))


def _kept_back(packed: Pack) -> tuple[str, ...]:
    if not packed.kept_back:
        return ()
    many = "passage" if packed.kept_back == 1 else "passages"
    return (f"{packed.kept_back} {many} of collections never sent to a chat model took no part in the answer",)
