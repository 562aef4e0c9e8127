"""Processor time of answers: what other work on the machine disturbs less than the clock."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Unpack

from eval.asking import Asker, How
from rag.answer import Answer

CPU = "processor"


@dataclass(frozen=True, slots=True)
class Timed:
    """A desk, or a peer in its place, whose answers carry the processor milliseconds they took, of all threads."""

    desk: Asker

    def ask(self, question: str, **how: Unpack[How]) -> Answer:
        """Answer as the desk does."""
        started = time.process_time()
        said = self.desk.ask(question, **how)
        taken = round((time.process_time() - started) * 1e3, 2)
        return replace(said, timings_ms={**said.timings_ms, CPU: taken})
