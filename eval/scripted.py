"""A chat model that says what a function makes of its prompt: it lies on purpose, which no real one does on demand."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.chat import Chat
from rag.config import Settings
from rag.generators import load_generator
from rag.writing.write import Written

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForLLMRun
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

Statement = tuple[str, tuple[int, ...]]
"""A sentence and the numbers it cites."""

Writer = Callable[[Chat], Written]
"""Gives the shipped generator over a chat."""

MARKERS, JSON = "scripted:markers", "openai:scripted"
"""Names of a model that writes lines with markers, and of one whose server is asked for JSON."""


def scripted(reply: Callable[[str], str], name: str = MARKERS) -> Chat:
    """Give a chat over a model that is given the whole prompt, system message first, and says what `reply` returns."""
    return Chat(name, lambda: _model(reply), timeout=60.0)


def written(statements: Sequence[Statement], name: str = MARKERS) -> str:
    """Give statements in the form that a prompt to a model of this name asks for."""
    if name == JSON:
        sentences = [{"text": text, "cites": list(numbers)} for text, numbers in statements]
        return json.dumps({"evidence": [], "sentences": sentences}, ensure_ascii=False)
    return "\n".join(" ".join((text, "".join(f"[{number}]" for number in numbers))) for text, numbers in statements)


def writer(settings: Settings, *, structural: bool = False) -> Writer:
    """Give what ships, for any chat: its settings and its entailment model, or with `structural` none."""
    ready = load_generator(settings, MARKERS)
    if not isinstance(ready, Written):
        raise TypeError(f"{MARKERS} names a chat model, and {type(ready).__name__} is none")
    kept = replace(ready, entailment=Written(ready.chat).entailment) if structural else ready
    return lambda chat: replace(kept, chat=chat)


def _model(reply: Callable[[str], str]) -> BaseChatModel:
    from langchain_core.language_models import SimpleChatModel

    class Scripted(SimpleChatModel):
        @property
        def _llm_type(self) -> str:
            return "scripted"

        def _call(
            self,
            messages: list[BaseMessage],
            stop: list[str] | None = None,
            run_manager: CallbackManagerForLLMRun | None = None,
            **kwargs: object,
        ) -> str:
            return reply("\n\n".join(str(message.content) for message in messages))

    return Scripted()
