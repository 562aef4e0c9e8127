"""A chat model behind one door: asked as a stream, tried again while that may help, its failures told in a line.

chat = Chat("openai:gpt-5-mini", make("openai:gpt-5-mini", timeout=60), timeout=60)
for chunk in chat.stream("Be brief.", "What is a citation?"): ...
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import ChatError, SettingsError
from rag.writing.chat_cited import CITING, Document, content
from rag.writing.chat_faults import ADDRESSES, KEYS, Failure, failure
from rag.writing.chat_text import Chunk, read
from rag.writing.pump import pumped

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

TRIES = 3
BACK_OFF = 1.0  # seconds before the second try; doubled each time
PATIENCE = 30.0  # seconds: a server that asks to wait longer is not waited for
MOST_TOKENS = 2_000  # written for one answer; what a model thinks to itself counts too

# How each maker's model is told the same: no retries of its own, how long a byte may take, an end to what it writes.
_OPTIONS: Mapping[str, Callable[[float, int], dict[str, Any]]] = {
    "openai": lambda timeout, most: {"timeout": timeout, "max_retries": 0, "max_tokens": most, "stream_usage": True},
    "anthropic": lambda timeout, most: {"timeout": timeout, "max_retries": 0, "max_tokens": most},
    "ollama": lambda timeout, most: {"client_kwargs": {"timeout": timeout}, "num_predict": most},
}

Schema = dict[str, Any]
# How a server is asked for JSON of a given form. What it does not understand it refuses or passes over.
_FORMS: Mapping[str, Callable[[Schema], dict[str, Any]]] = {
    # In the body and not as an option of the client, which would then read the answer whole at the end.
    "openai": lambda schema: {
        "extra_body": {
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": schema},
            }
        }
    },
    "ollama": lambda schema: {"format": schema},
}


class OptionRefused(ChatError):
    """The server takes the question but not in the form asked for."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat model by its name, "provider:model". `timeout` seconds and `answer_tokens` are given to one answer in all.

    `make` gives the model when it is first asked, so that what is missing is told then; `sleep` waits between tries.
    """

    name: str
    make: Callable[[], BaseChatModel]
    timeout: float = 120.0
    sleep: Callable[[float], None] = time.sleep
    answer_tokens: int = MOST_TOKENS

    @property
    def provider(self) -> str:
        """Give the name of its maker."""
        return self.name.split(":", 1)[0]

    @property
    def structured(self) -> bool:
        """Say whether its server may be asked for JSON of a given form."""
        return self.provider in _FORMS

    @property
    def citing(self) -> bool:
        """Say whether its models cite documents by themselves."""
        return self.provider in CITING

    def stream(
        self, system: str, prompt: str, schema: Schema | None = None, documents: Sequence[Document] = ()
    ) -> Iterator[Chunk]:
        """Give what the model writes as it comes. `documents`, for a model that cites them, stand before the prompt.

        Raises ChatError, OptionRefused where the server will not have the schema or the documents. Until the first
        words have come a failure that may pass is tried again, TRIES times in all.
        """
        bound = _FORMS[self.provider](schema) if schema is not None and self.structured else {}
        for tried in range(1, TRIES + 1):
            begun = False
            try:
                for chunk in self._once(system, content(documents, prompt) if documents else prompt, bound):
                    begun = True
                    yield chunk
                return
            except ChatError:
                raise
            except Exception as error:  # each provider raises what it likes; nothing of ours runs in this block
                failed = failure(self.name, error)
                if failed.refused and (bound or documents):
                    raise OptionRefused(str(failed.error)) from error
                if begun or not _again(failed, tried):
                    raise failed.error from error
                self.sleep(failed.after if failed.after is not None else BACK_OFF * 2 ** (tried - 1))

    def _once(self, system: str, prompt: str | list[str | dict[str, Any]], bound: Mapping[str, Any]) -> Iterator[Chunk]:
        model = self.make()  # first: what it lacks is told before anything else is loaded
        from langchain_core.messages import HumanMessage, SystemMessage

        stream = model.stream([SystemMessage(system), HumanMessage(prompt)], **bound)
        return (read(message) for message in pumped(stream, self.timeout))


def named(name: str) -> str:
    """Give the name of a chat model as it was written. Raises SettingsError where it is no "provider:model"."""
    provider, colon, model = name.partition(":")
    if not (colon and provider.strip() and model.strip()):
        remedy = "write extractive, or provider:model such as openai:gpt-5-mini, anthropic:..., ollama:..."
        raise SettingsError(f"{name!r} names no generator; {remedy}")
    return name


def load(name: str, timeout: float = 120.0, answer_tokens: int = MOST_TOKENS) -> Chat:
    """Give a chat model by name, which writes at most `answer_tokens` a call.

    Keys and addresses are the provider's own variables and no others.
    """
    return Chat(named(name), lambda: _made(name, timeout, answer_tokens), timeout, answer_tokens=answer_tokens)


def _made(name: str, timeout: float, answer_tokens: int) -> BaseChatModel:
    provider = name.split(":", 1)[0]
    options = _OPTIONS[provider](timeout, answer_tokens) if provider in _OPTIONS else {}
    if (key := KEYS.get(provider)) and not os.environ.get(key):
        if not os.environ.get(ADDRESSES[provider]):
            raise ChatError(f"{provider} has no key; set {key}")
        options["api_key"] = "none"  # a server of one's own asks for none, the client for any
    from langchain.chat_models import init_chat_model

    model: BaseChatModel = init_chat_model(name, temperature=0, **options)
    return model


def _again(failed: Failure, tried: int) -> bool:
    return failed.passing and tried < TRIES and (failed.after or 0) <= PATIENCE
