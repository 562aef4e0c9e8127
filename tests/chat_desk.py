"""A small library of two collections, and a desk at which the chat models of a test answer: `import chat_desk`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fakes_chat import ScriptedModel, number_of, scripted
from shelves import article, fill, opened, quick_folder

from rag.answer import Answer
from rag.config import Settings
from rag.desk import Desk
from rag.writing.write import Written

Ask = Callable[..., Answer]

CLOSED = "The council closed the Harbour Street library in March 2021 because its roof was unsafe."
COST = "Repairs will cost about three million pounds, the mayor, Anna Berg, said on Tuesday."
QUOTE = "“We had no choice,” Berg told reporters outside the town hall."
SECRET = "The secret memo says that the library roof was sold in April 2019 to Kestrel Holdings."
QUESTION = "why did the council close the Harbour Street library?"


@contextmanager
def library_home() -> Iterator[Path]:
    """Give a folder with the library in it, for the tests of one module."""
    with quick_folder() as folder, opened(folder / "library") as library:
        fill(library, [article("a", f"{CLOSED} {COST} {QUOTE}", title="The library", publisher="The Post",
                               published="2021-03-04")])  # fmt: skip
        fill(library, [article("b", SECRET, title="Memo")], "private")
        yield folder


@contextmanager
def asking(home: Path) -> Iterator[Ask]:
    """Give what asks QUESTION, or another one, of a generator, whatever the evidence is worth."""
    with opened(home / "library") as library:
        desk = Desk(library, Settings.load({"CITEDESK_HOME": str(home)}, home))

        def asked(generator: Written, question: str = QUESTION, **options: object) -> Answer:
            return desk.ask(question, generator=generator, insist=True, **options)  # type: ignore[arg-type]

        yield asked


def prompts(generator: Written) -> list[str]:
    """Give what the model of a generator was sent."""
    model = generator.chat.make()
    assert isinstance(model, ScriptedModel)
    return model.prompts


def true_answer(prompt: str) -> str:
    """Give an answer that the library bears out, with its markers."""
    number = number_of(prompt, "roof was unsafe")
    return f"EVIDENCE: {number}\nThe council closed the library because its roof was unsafe [{number}]."


FALSE = {
    "figure": "Repairs will cost about nine million pounds, the mayor said [{cost}].",
    "date": "The council closed the Harbour Street library in March 2019 [{closed}].",
    "name": "Repairs will cost about three million pounds, Peter Lund said [{cost}].",
    "quotation": "“We had every choice,” Berg told reporters [{quote}].",
    "no marker": "The council closed the library because its roof was unsafe.",
    "no such number": "The council closed the library because its roof was unsafe [87].",
    "zero": "The council closed the library because its roof was unsafe [0].",
    "link": "The council closed the library, see https://example.invalid/?q=roof [{closed}].",
    "image": "The council closed the library ![x](a.png) [{closed}].",
    "another place": "The council closed the Harbour Street library in March 2021 [{quote}].",
    "markup": "The council closed the library <b>for</b> its roof [{closed}].",
    "false marker in code": "The council closed the library for its roof `[3]` [{closed}].",
}


def false_answer(kind: str, prompt: str) -> str:
    """Give the sentence of FALSE of that kind, with the markers of the prompt."""
    words = {"closed": "closed the", "cost": "Repairs", "quote": "had no"}
    return FALSE[kind].format(**{name: number_of(prompt, part) for name, part in words.items()})


def prompts_of(ask: Ask) -> list[str]:
    """Give what a model is sent for QUESTION."""
    generator = scripted(true_answer)
    ask(generator)
    return prompts(generator)
