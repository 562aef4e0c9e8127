"""Models of sentence-transformers that do not ship: found in a folder or by hub id, and fit to be used or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from corpus.errors import ModelError

Use = Literal["embedding", "entailment"]
_CLASSES: dict[Use, str] = {"embedding": "SentenceTransformer", "entailment": "CrossEncoder"}


def load_foreign(use: Use, model: str) -> Any:  # noqa: ANN401
    """Load a model from a folder or, where the network is allowed, by its hub id.

    Raises ModelError when there is none for that use, or its tokenizer does not state offsets.
    """
    local = Path(model).is_dir()
    if not local and (Path(model).is_absolute() or model.startswith((".", "~"))):
        raise ModelError(f"there is no folder {model} to load an {use} model from; name a folder or a hub id")
    import sentence_transformers

    try:
        loaded = getattr(sentence_transformers, _CLASSES[use])(model, device="cpu", local_files_only=local)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"cannot load the {use} model {model} ({reason}); name a folder or a hub id") from error
    if not getattr(loaded.tokenizer, "is_fast", False):
        raise ModelError(f"{model} has no tokenizer that states offsets; choose another {use} model")
    return loaded


def most_tokens(model: Any) -> int:  # noqa: ANN401
    """Give the tokens that a loaded model reads, special ones included."""
    return int(min(model.max_seq_length or 512, model.tokenizer.model_max_length))
