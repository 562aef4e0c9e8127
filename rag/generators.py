"""A generator by its name: the extractive one, or a chat model."""

from __future__ import annotations

from functools import partial

from rag.compose import EXTRACTIVE
from rag.config import Settings
from rag.entailment.entail import opened
from rag.generator import Extractive, Generator


def load_generator(settings: Settings, name: str | None = None) -> Generator:
    """Give the generator named, else the one of the settings. Raises SettingsError for a name that names none.

    A chat model is not asked, nor looked for, before it has to write.
    """
    name = name or settings.generator
    if name == EXTRACTIVE:
        return Extractive()
    from rag.chat import load
    from rag.writing.write import Written

    prices = {model: (read, written) for model, read, written in settings.prices}
    chat = load(name, settings.chat_timeout, settings.answer_tokens)
    entailment = partial(opened, settings.entailment)
    return Written(chat, settings.prompt_tokens, settings.never_send, prices, entailment)
