"""Writes the trained model as the one ONNX file that ships: int8 weights, made fp32 as onnxruntime loads it.

    python -m eval.train.entailment_export RUN... [--fp32 FILE]

Of several runs, or states of one, it writes the mean of the weights (model soup, Wortsman et al., 2022).
Each matrix is kept as int8 with one scale a column (a row for the word embeddings), behind a DequantizeLinear that
onnxruntime folds away at load; sums are in fp32. `--fp32` writes the same graph unrounded, to measure the difference.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.export import source_folder
from index.graph import Array, Graph
from rag.entailment.entail import FILE, MODEL, STATED, TOKENS

HEADS = 12
LAYERS = 6


def main() -> None:
    """Write the model of a run beside what states its checksum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, nargs="+")
    parser.add_argument("--fp32", type=Path)
    options = parser.parse_args()
    tensors = mean([averaged(run) for run in options.run])
    if options.fp32:
        write(tensors, options.fp32, rounded=False)
        return
    write(tensors, FILE, rounded=True)
    stated = {
        "model": MODEL,
        "sha256": hashlib.sha256(FILE.read_bytes()).hexdigest(),
        "tokenizer_sha256": hashlib.sha256((source_folder() / "tokenizer.json").read_bytes()).hexdigest(),
        "labels": ["ENTAILMENT", "NEUTRAL", "CONTRADICTION"],
        "max_tokens": TOKENS,
    }
    STATED.write_text(json.dumps(stated, indent=1) + "\n", "utf-8")
    print(f"{FILE.name}: {FILE.stat().st_size / 1e6:.1f} MB")


def mean(states: Sequence[dict[str, Array]]) -> dict[str, Array]:
    """Give the mean of weights, name by name."""
    return {name: np.mean([state[name] for state in states], axis=0, dtype=np.float32) for name in states[0]}


def averaged(run: Path) -> dict[str, Array]:
    """Give the averaged weights of a run's last step, named as the encoder's."""
    from safetensors.numpy import load_file

    step = json.loads((run / "state.json").read_bytes())["step"]
    held = load_file(run / f"averaged-{step}.safetensors")
    return {name.removeprefix("bert."): np.asarray(value, np.float32) for name, value in held.items()}


def write(tensors: dict[str, Array], target: Path, *, rounded: bool) -> None:
    """Write the graph of a cross-encoder with these weights."""
    config = json.loads((source_folder() / "config.json").read_bytes())
    graph = CrossGraph(tensors, config["layer_norm_eps"], rounded=rounded)
    states = graph.embed()
    for layer in range(LAYERS):
        states = graph.layer(states, layer, HEADS)
    graph.head(states)
    target.write_bytes(graph.crossed().SerializeToString(deterministic=True))


class CrossGraph(Graph):
    """BERT over two texts with a head. Inputs (int32, batch x sequence): input_ids, token_type_ids, attention_mask.

    Output `probabilities`, (batch, 3).
    """

    def __init__(self, tensors: dict[str, Array], epsilon: float, *, rounded: bool) -> None:
        super().__init__(tensors, epsilon)
        self.rounded = rounded

    def embed(self) -> str:
        """Add words, positions and segments."""
        at = "embeddings"
        tables = [
            self.constant(name, self.tensors[f"{at}.{name}_embeddings.weight"])
            for name in ("word", "position", "token_type")
        ]
        inputs = ["input_ids", "token_type_ids", *tables, *self.norm(f"{at}.LayerNorm")]
        states = self.add("EmbedLayerNormalization", inputs, "embedded", epsilon=self.epsilon)
        self.nodes[-1].output.append("unused_mask")
        return states

    def head(self, states: str) -> None:
        """Read the first token: a dense layer, three logits, their probabilities."""
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.array(0, np.int64), "first"))
        pooled = self.add("Gather", [states, "first"], "first_state", "", axis=1)
        pooled = self.add("Tanh", [self._dense(pooled, "pooler.dense")], "pooled", "")
        self.add("Softmax", [self._dense(pooled, "classifier")], "probabilities", "", axis=1)

    def constant(self, name: str, values: Array) -> str:
        """Keep a matrix as int8 and scales, whatever is smaller as it is."""
        if not self.rounded or values.ndim < 2 or values.size < 4096:
            return super().constant(name, values)
        from onnx import numpy_helper

        axis = 0 if name == "word" else 1
        whole, scales = int8(values, axis)
        kept = [f"{name}.int8", f"{name}.scales"]
        for part, held in zip(kept, (whole, scales), strict=True):
            self.constants.append(numpy_helper.from_array(np.ascontiguousarray(held), part))
        return self.add("DequantizeLinear", kept, name, "", axis=axis)

    def crossed(self) -> Any:  # noqa: ANN401 - onnx's protobuf classes have no types
        """Give the finished model."""
        from onnx import TensorProto, helper

        names = ("input_ids", "token_type_ids", "attention_mask")
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, ["batch", "sequence"]) for name in names]
        outputs = [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", 3])]
        graph = helper.make_graph(self.nodes, MODEL, inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)

    def _dense(self, states: str, dense: str) -> str:
        return self.add("Add", [self.product(states, dense), self.bias(dense)], f"{dense}.sum", "")


def int8(values: Array, axis: int) -> tuple[NDArray[np.int8], Array]:
    """Give a matrix in whole numbers of [-127, 127] and the scale of each slice along `axis`.

    A slice too small to have a scale (zeros, or below 1.5e-36) has the scale 1. The error is at most half a scale.
    """
    scales = (np.abs(values).max(axis=1 - axis, keepdims=True) / 127).astype(np.float32)
    scales = np.where(scales > np.finfo(np.float32).tiny, scales, np.float32(1))
    return np.rint(values / scales).astype(np.int8), scales.squeeze(1 - axis)


if __name__ == "__main__":
    main()
