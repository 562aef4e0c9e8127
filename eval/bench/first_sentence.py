"""How long the first checked sentence takes beyond the time that a chat model needs to write it, as one JSON object.

    python -m eval.bench.first_sentence [--questions 40] [--pace 20] [--form markers|json]

A scripted model writes a token every --pace milliseconds: three sentences of the evidence, each opened by words that no
article holds, so that every check is run on it. Asked are dev questions of the desk set over the articles that ship,
in a warm process. `checked` is the time from the last token of a sentence to its release, in which the next token must
come, since nothing else tells that a sentence has ended; `in_all` is the time from question to release less the time
the model wrote, so with the search, the evidence and the prompt. Milliseconds by the clock and, as `_cpu`, of processor
time, which other work on the machine does not lengthen; target: 150.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eval.bench.source import EXAMPLES
from eval.scripted import JSON, MARKERS, writer, written
from rag.chat import Chat
from rag.config import Settings
from rag.generator import Released, Step

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from rag.desk import Desk

DESK = EXAMPLES.parents[1] / "eval" / "sets" / "desk"
FORMS = {"markers": MARKERS, "json": JSON}
TOKEN = 4  # characters
NAMES = ("checked", "checked_cpu", "in_all", "in_all_cpu")
SHARES = (("p50", 0.5), ("p95", 0.95))
_NUMBERED = re.compile(r"^\w+\| \[(\d+)\] ([^\"“”:\n]{30,200}\.)$", re.M)


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.first_sentence")
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--pace", type=float, default=20.0, help="milliseconds a token")
    parser.add_argument("--form", choices=FORMS, default="markers")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, _desk(Path(scratch)) as desk:
        took = list(_took(desk, options.pace / 1000, FORMS[options.form], _questions(options.questions)))
    found = {"form": options.form, "pace_ms": options.pace, "questions": options.questions, "released": len(took)}
    times = zip(NAMES, zip(*took, strict=True), strict=True)
    json.dump(found | {name: _shares(values) for name, values in times}, sys.stdout, indent=2)
    sys.stdout.write("\n")


Moment = tuple[float, float]
"""The clock and the processor time of this process, in milliseconds."""


def _now() -> Moment:
    return time.perf_counter() * 1000, time.process_time() * 1000


@dataclass(slots=True)
class _Clock:
    """When a model was asked, when it had written each of its sentences, and when the first was released."""

    asked: Moment | None = None
    ended: dict[str, Moment] = field(default_factory=dict)
    released: tuple[str, Moment] | None = None

    def __call__(self, step: Step) -> None:
        if isinstance(step, Released) and self.released is None:
            self.released = step.sentence.text, _now()


def _took(desk: Desk, pace: float, name: str, questions: Sequence[str]) -> Iterator[tuple[float, ...]]:
    """Give the milliseconds of each question in the order of NAMES; the first is asked twice, to warm up."""
    ships = writer(desk.settings)
    for number, question in enumerate((questions[0], *questions)):
        clock = _Clock()
        model = _model(clock, pace, name)
        begun = _now()
        desk.ask(question, insist=True, generator=ships(Chat(name, lambda model=model: model)), watch=clock)  # type: ignore[misc]
        if number and clock.released is not None and clock.asked is not None:
            text, (released, spent) = clock.released
            ended, spent_then = clock.ended[text]
            in_all = released - begun[0] - (ended - clock.asked[0])
            yield released - ended, spent - spent_then, in_all, spent - begun[1]


def _model(clock: _Clock, pace: float, name: str) -> BaseChatModel:
    from langchain_core.language_models import SimpleChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.outputs import ChatGenerationChunk

    class Paced(SimpleChatModel):
        @property
        def _llm_type(self) -> str:
            return "paced"

        def _call(self, messages: list[BaseMessage], *_: object, **__: object) -> str:
            return _reply(str(messages[-1].content), name)[0]

        def _stream(self, messages: list[BaseMessage], *_: object, **__: object) -> Iterator[ChatGenerationChunk]:
            clock.asked = clock.asked or _now()
            text, ends = _reply(str(messages[-1].content), name)
            for start in range(0, len(text), TOKEN):
                time.sleep(pace)
                for sentence, end in ends.items():
                    if start < end <= start + TOKEN:
                        clock.ended.setdefault(sentence, _now())
                yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + TOKEN]))

    return Paced()


def _reply(prompt: str, name: str) -> tuple[str, dict[str, int]]:
    """Give what the model writes, and where in it each sentence, its markers with it, has ended; it mends nothing."""
    if "did not pass a check" in prompt:
        return "NO ANSWER", {}
    found = [(f"In short, {text}", (int(number),)) for number, text in _NUMBERED.findall(prompt)[:3]]
    text = written(found, name)
    ends = {sentence: text.index(sentence) + len(sentence) for sentence, _ in found}
    behind = re.compile(r'\s*\[\d+\]|", "cites": \[\d+\]\}')
    return text, {
        sentence: match.end() if (match := behind.match(text, end)) else end for sentence, end in ends.items()
    }


def _questions(most: int) -> list[str]:
    rows = [json.loads(line) for line in (DESK / "queries.jsonl").read_text("utf-8").splitlines()]
    return [str(row["text"]) for row in rows if row["split"] == "dev" and "history" not in row][:most]


def _desk(scratch: Path) -> Desk:
    from corpus.read import ReadOptions
    from index.ingest import ingest
    from rag.desk import Desk

    desk = Desk.open(replace(Settings.load(), home=scratch))
    ingest(desk.library, (EXAMPLES,), "examples", ReadOptions())
    return desk


def _shares(values: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return {name: round(cuts[round(share * 100) - 1], 1) for name, share in SHARES}


if __name__ == "__main__":
    main()
