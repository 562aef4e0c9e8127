"""Opening what a desk stands on: the encoder the settings name, and the library in their home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from index.embed import Encoder
from index.library import Library
from rag.config import Settings

LIBRARY = "library"


def load_encoder(settings: Settings) -> Encoder:
    """Give the encoder the settings name; raises ModelError where it cannot be had."""
    from index.embed import load

    return load(settings.models, settings.model)


def open_library(settings: Settings, *, wait: Callable[[str], None] | None = None, any_model: bool = False) -> Library:
    """Open the library in the home, made when there is none; raises the errors of `Library.open`.

    `any_model` opens a library of whatever model, for `check` and `repair` only.
    """
    return Library.open(settings.home / LIBRARY, load_encoder(settings), wait=wait, any_model=any_model)


def describe(settings: Settings) -> dict[str, object]:
    """Give every setting, the model's fingerprint and what the library holds, for a person or a script."""
    with open_library(settings) as library:
        with library.snapshot() as state:
            articles, passages, _ = state.count()
        return {
            **{name: str(value) if isinstance(value, Path) else value for name, value in asdict(settings).items()},
            "model_sha256": library.encoder.manifest.sha256,
            "articles": articles,
            "passages": passages,
            "collections": library.collections(),
        }
