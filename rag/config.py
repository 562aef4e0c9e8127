"""Settings: one frozen value, `CITEDESK_*` over `citedesk.toml` over these defaults."""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from corpus.errors import SettingsError

FILE_NAME = "citedesk.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person may set; each field is `CITEDESK_<NAME>` in the environment.

    `home` holds the library and the conversations, `models` the exported embedding models, `cache` the libraries of
    evaluation sets. `model` is "all-MiniLM-L6-v2", or the folder or hub id of any sentence-transformers model.
    `max_bytes` limits one source file, `max_question_chars` one question. `generator` writes the answers: "extractive",
    or a chat model as "provider:model"; `generators` are more of these to choose from. A model is shown at most
    `prompt_tokens` of evidence, none of it from the collections in `never_send`; it writes at most `answer_tokens` and
    has `chat_timeout` seconds for an answer.
    `prices` are what a million tokens read and a million written cost, by chat model. `entailment` tells whether words
    bear a sentence out: "entailment-minilm", or the folder or hub id of any CrossEncoder with entailment labels.
    """

    home: Path
    models: Path
    cache: Path
    model: str = "all-MiniLM-L6-v2"
    max_bytes: int = 300_000_000
    max_question_chars: int = 2_000
    generator: str = "extractive"
    generators: tuple[str, ...] = ()
    never_send: tuple[str, ...] = ()
    prompt_tokens: int = 4_000
    answer_tokens: int = 2_000
    chat_timeout: int = 120
    prices: tuple[tuple[str, float, float], ...] = ()
    entailment: str = "entailment-minilm"

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
        """Give the settings of this process.

        `citedesk.toml` is read from `folder` (the working folder unless told), else from the home.
        Raises SettingsError for an unknown name, a wrong type or a file that is not TOML.
        """
        environ = os.environ if environ is None else environ
        named = {field.name for field in fields(cls)}
        stated: dict[str, object] = {
            key.removeprefix("CITEDESK_").lower(): value
            for key, value in environ.items()
            if key.startswith("CITEDESK_")
        }
        home = Path(str(stated["home"])).expanduser() if stated.get("home") else None
        candidates = (folder or Path(), home or _data_folder())
        written = next((_read(where / FILE_NAME) for where in candidates if _has_file(where)), {})
        unknown = sorted((written.keys() | stated.keys()) - named)
        if unknown:
            raise SettingsError(f"unknown setting {', '.join(unknown)}; known are {', '.join(sorted(named))}")
        return cls._of({**_defaults(), **written, **{k: v for k, v in stated.items() if v != ""}})

    @classmethod
    def _of(cls, values: Mapping[str, object]) -> Settings:
        return cls(
            home=_folder(values["home"]),
            models=_folder(values["models"]),
            cache=_folder(values["cache"]),
            model=str(values["model"]),
            max_bytes=_positive("max_bytes", values["max_bytes"]),
            max_question_chars=_positive("max_question_chars", values["max_question_chars"]),
            generator=str(values["generator"]).strip(),
            generators=_names(values["generators"]),
            never_send=_names(values["never_send"]),
            prompt_tokens=_positive("prompt_tokens", values["prompt_tokens"]),
            answer_tokens=_positive("answer_tokens", values["answer_tokens"]),
            chat_timeout=_positive("chat_timeout", values["chat_timeout"]),
            prices=tuple(_price(one) for one in _names(values["prices"])),
            entailment=str(values["entailment"]),
        )


def _has_file(folder: Path) -> bool:
    try:
        return (folder / FILE_NAME).is_file()
    except OSError as error:  # the folder may not be entered
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(
            f"{folder} cannot be opened ({reason}); allow that, or set CITEDESK_HOME to another"
        ) from error


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{path} cannot be read as settings ({error}); mend it, or move it away") from error


def _data_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_path("citedesk"))


def _defaults() -> dict[str, object]:
    """Give the default of every setting: those of the class, and the user's own folders."""
    import platformdirs

    cache = Path(platformdirs.user_cache_path("citedesk"))
    folders = {"home": _data_folder(), "models": cache / "models", "cache": cache / "evaluation"}
    return {field.name: field.default for field in fields(Settings)} | folders


def _folder(value: object) -> Path:
    return Path(str(value)).expanduser().resolve()


def _positive(name: str, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = 0
    if number <= 0:
        raise SettingsError(f"{name} must be a whole number above zero, not {value!r}")
    return number


def _names(value: object) -> tuple[str, ...]:
    """Give the parts of a list, in TOML or between commas."""
    parts = value if isinstance(value, list | tuple) else str(value).split(",")
    return tuple(name for part in parts if (name := str(part).strip()))


def _price(value: str) -> tuple[str, float, float]:
    model, _, prices = value.rpartition("=")
    try:
        read, written = (float(price) for price in prices.split("/"))
    except ValueError:
        read = written = -1.0
    if not model.strip() or not 0 <= read < math.inf or not 0 <= written < math.inf:
        remedy = "write provider:model=READ/WRITTEN, each for a million tokens, such as openai:gpt-5-mini=0.25/2"
        raise SettingsError(f"prices holds {value!r}; {remedy}")
    return model.strip(), read, written
