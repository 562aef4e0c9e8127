"""Chat models that a test can compute by hand: `from fakes_chat import scripted`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from rag.chat import Chat
from rag.writing.write import Written

_NUMBERED = re.compile(r"^\w+\| \[(\d+)\] (.*)$", re.M)


class ScriptedModel(BaseChatModel):
    """A chat model that answers a prompt with what a function makes of it, in chunks of `size` characters.

    The function is given the whole prompt, system message first; an exception that it raises is the provider's.
    """

    reply: Callable[[str], str]
    size: int = 7
    prompts: list[str] = []  # noqa: RUF012 - pydantic copies it

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _said(self, messages: Sequence[BaseMessage]) -> str:
        prompt = "\n\n".join(str(message.content) for message in messages)
        self.prompts.append(prompt)
        return self.reply(prompt)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self._said(messages)))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        text = self._said(messages)
        for start in range(0, len(text), self.size):
            yield ChatGenerationChunk(message=AIMessageChunk(text[start : start + self.size]))


def scripted(reply: Callable[[str], str], **options: Any) -> Written:
    """Give the chat generator over a model that answers a prompt by a function; nothing is waited for."""
    model = ScriptedModel(reply=reply)
    return Written(Chat("fake:scripted", lambda: model, timeout=30, sleep=lambda seconds: None), **options)


def queued(*replies: str, **options: Any) -> Written:
    """Give the chat generator over a model that answers with these texts one after the other, the last one for ever."""
    left = list(replies)
    return scripted(lambda prompt: left.pop(0) if len(left) > 1 else left[0], **options)


def numbered(prompt: str) -> list[tuple[int, str]]:
    """Give the numbered sentences of a prompt."""
    return [(int(number), text) for number, text in _NUMBERED.findall(prompt)]


def number_of(prompt: str, words: str) -> int:
    """Give the number of the first sentence of a prompt that holds the words."""
    return next(number for number, text in numbered(prompt) if words in text)
