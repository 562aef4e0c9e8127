"""How long the first checked sentence takes beyond the time that a chat model needs to write it, as one JSON object.

    python -m eval.bench.first_sentence [--questions 40] [--pace 20] [--form markers|json] [--http]

A scripted model writes a token every --pace milliseconds: three sentences of the evidence, each opened by words that no
article holds, so that every check is run on it. Asked are dev questions of the desk set over the articles that ship,
in a warm process. `checked` is the time from the last token of a sentence to its release, in which the next token must
come, since nothing else tells that a sentence has ended; `from_prompt` is the time from the ready prompt to the release
less the time the model wrote, `in_all` the same from the question, so with the search and the evidence. Milliseconds by
the clock and, as `_cpu`, of processor time, which other work on the machine does not lengthen, but which holds what is
done while the model writes; target: 150 from the prompt. With --http the model is served on this machine
over HTTP as OpenAI's are, and read by the client that a real one is read by; its server shares this process and its
processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from eval.bench.paced import Clock, model, now, served
from eval.bench.source import EXAMPLES
from eval.scripted import JSON, MARKERS, writer
from rag.chat import Chat, load
from rag.config import Settings

if TYPE_CHECKING:
    from rag.desk import Desk

DESK = EXAMPLES.parents[1] / "eval" / "sets" / "desk"
FORMS = {"markers": MARKERS, "json": JSON}
NAMES = ("checked", "checked_cpu", "from_prompt", "from_prompt_cpu", "in_all", "in_all_cpu")
SHARES = (("p50", 0.5), ("p95", 0.95))
SERVED = "openai:paced"

Chats = Callable[[Clock], Chat]
"""Gives a chat over the model whose sentences a clock times."""


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.first_sentence")
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--pace", type=float, default=20.0, help="milliseconds a token")
    parser.add_argument("--form", choices=FORMS, default="markers")
    parser.add_argument("--http", action="store_true", help="read the model over HTTP on this machine")
    options = parser.parse_args()
    chats = _over_http if options.http else _in_process
    with (
        tempfile.TemporaryDirectory() as scratch,
        _desk(Path(scratch)) as desk,
        chats(options.pace / 1000, FORMS[options.form]) as chat,
    ):
        took = list(_took(desk, chat, _questions(options.questions)))
    found = {"form": options.form, "http": options.http, "pace_ms": options.pace, "questions": options.questions}
    times = zip(NAMES, zip(*took, strict=True), strict=True)
    found |= {"released": len(took)} | {name: _shares(values) for name, values in times}
    json.dump(found, sys.stdout, indent=2)
    sys.stdout.write("\n")


@contextmanager
def _in_process(pace: float, form: str) -> Iterator[Chats]:
    yield lambda clock: Chat(form, lambda: model(clock, pace, form))


@contextmanager
def _over_http(pace: float, form: str) -> Iterator[Chats]:
    asked: list[Clock] = []
    with served(lambda: asked[-1], pace, form) as address:
        os.environ["OPENAI_BASE_URL"] = address

        def chat(clock: Clock) -> Chat:
            asked.append(clock)
            return load(SERVED)

        yield chat


def _took(desk: Desk, chat: Chats, questions: Sequence[str]) -> Iterator[tuple[float, ...]]:
    """Give the milliseconds of each question in the order of NAMES; the first is asked twice, to warm up."""
    ships = writer(desk.settings)
    for number, question in enumerate((questions[0], *questions)):
        clock = Clock()
        generator = ships(chat(clock))
        begun = now()
        desk.ask(question, insist=True, generator=generator, watch=clock)
        if number and clock.released and clock.asked and clock.told:
            text, (released, spent) = clock.released
            ended, spent_then = clock.ended[text]
            waited = released - (ended - clock.asked[0])
            yield (
                *(released - ended, spent - spent_then),
                *(waited - clock.told[0], spent - clock.told[1]),
                *(waited - begun[0], spent - begun[1]),
            )


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
