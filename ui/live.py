"""An answer in the terminal while it is written: what a chat model is asked, and each sentence once it is checked."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable

from corpus.visible import visible
from rag.answer import Usage
from rag.generator import Asking, Released, Step

WIDTH = 96


class Live:
    """Watches a generator: `say` gets what a model is asked, `show` the lines of each sentence that is released."""

    def __init__(self, say: Callable[[str], None], show: Callable[[Iterable[str]], None] | None = None) -> None:
        self._say, self._show = say, show
        self.shown = False

    def __call__(self, step: Step) -> None:
        """Tell a step."""
        if isinstance(step, Asking):
            self._say(asking(step))
        elif isinstance(step, Released) and self._show is not None:
            self.shown = True
            self._show(sentence_lines(step))


def asking(step: Asking) -> str:
    """Say what a chat model will read, and what that costs."""
    price = f", {step.cost:.4f} to read them" if step.cost is not None else ""
    most = f" and at most {step.most:.4f} for what is written" if step.most is not None else ""
    to = f"{step.generator} {step.destination}".rstrip()
    return visible(f"{step.sent} go to {to}: about {step.prompt_tokens:,} tokens{price}{most}")


def sentence_lines(step: Released) -> list[str]:
    """Draw a released sentence with the numbers of its citations."""
    numbers = "".join(f"[{number}]" for number in step.sentence.citations)
    return textwrap.wrap(f"{visible(step.sentence.text)} {numbers}", WIDTH)


def usage_line(usage: Usage) -> str:
    """Say what a chat model read, wrote and cost."""
    calls = "1 call" if usage.calls == 1 else f"{usage.calls} calls"
    cost = f", cost {usage.cost:.4f}" if usage.cost is not None else ""
    by = "" if usage.counted_by == "provider" else f" (counted by {usage.counted_by})"
    return f"{calls}, {usage.prompt_tokens:,} tokens read, {usage.answer_tokens:,} written{by}{cost}"
