"""What leaves the machine when a generator writes, said plainly before it is asked."""

from __future__ import annotations

from rag.compose import EXTRACTIVE
from rag.config import Settings
from rag.writing.destination import destination


def leaving(settings: Settings, generator: str) -> str:
    """Say where the question and the evidence go, how much, what is kept back, and the price if one is set."""
    if generator == EXTRACTIVE:
        return "Answers are the articles' own sentences. Nothing leaves this machine."
    goal = destination(generator)
    earlier = "earlier questions" if settings.never_send else "earlier questions and answers"
    shown = f"your question, {earlier}, and up to {settings.prompt_tokens:,} tokens of the sentences found"
    if goal.leaves:
        said = f"Leaves this machine for {goal.host or generator}: {shown}."
    else:
        said = f"Goes to a chat model on this machine and does not leave it: {shown}."
    kept = f" Never sent: {', '.join(settings.never_send)}." if settings.never_send else ""
    return said + kept + _price(settings, generator)


def _price(settings: Settings, generator: str) -> str:
    for name, read, written in settings.prices:
        if name == generator:
            return f" A million tokens cost {read:g} to read and {written:g} to write."
    return ""
