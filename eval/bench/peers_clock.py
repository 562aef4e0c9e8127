"""Processor time of answers: what other work on the machine disturbs less than the clock."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from eval.asking import Asker
from rag.answer import Answer

CPU = "processor"


@dataclass(frozen=True, slots=True)
class Timed:
    """A desk, or a peer in its place, whose answers carry the processor milliseconds they took, of all threads."""

    desk: Asker

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Answer] = (),
        as_of: date | None = None,
        insist: bool = False,
    ) -> Answer:
        """Answer as the desk does."""
        started = time.process_time()
        said = self.desk.ask(question, history=history, as_of=as_of, insist=insist)
        taken = round((time.process_time() - started) * 1e3, 2)
        return replace(said, timings_ms={**said.timings_ms, CPU: taken})
