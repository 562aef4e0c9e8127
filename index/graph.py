"""BERT as an ONNX graph of ONNX Runtime's fused operators, written straight from named weights."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_FUSED = "com.microsoft"

Array = NDArray[np.float32]


class Graph:
    """BERT in six operators. Inputs (int32, batch x sequence): input_ids, attention_mask. Output: token_states."""

    def __init__(self, tensors: dict[str, Array], epsilon: float) -> None:
        self.tensors = tensors
        self.epsilon = epsilon
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def embed(self) -> str:
        """Add words and positions; give the name of the states."""
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
        """Add one layer over the states; give the name of the new ones."""
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
        """Multiply states by the weight of a dense layer, without its bias."""
        return self.add(
            "MatMul", [states, self.constant(dense, self.tensors[f"{dense}.weight"].T)], f"{dense}.product", ""
        )

    def residual(self, states: str, skip: str, at: str) -> str:
        """Add bias and skipped states, then normalise."""
        inputs = [states, skip, *self.norm(f"{at}.LayerNorm"), self.bias(f"{at}.dense")]
        return self.add("SkipLayerNormalization", inputs, f"{at}.sum", epsilon=self.epsilon)

    def norm(self, at: str) -> list[str]:
        """Give the names of a norm's weight and bias."""
        return [self.constant(f"{at}.{name}", self.tensors[f"{at}.{name}"]) for name in ("weight", "bias")]

    def bias(self, dense: str) -> str:
        """Give the name of a dense layer's bias."""
        return self.constant(f"{dense}.bias", self.tensors[f"{dense}.bias"])

    def constant(self, name: str, values: Array) -> str:
        """Keep values in the graph under a name, and give it."""
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operator: str, inputs: list[str], output: str, domain: str = _FUSED, **attributes: float) -> str:
        """Add an operator; give the name of its output."""
        from onnx import helper

        node = helper.make_node(operator, inputs, [output], name=output, domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in attributes.items())
        self.nodes.append(node)
        return output

    def model(self, dimension: int) -> Any:  # noqa: ANN401 - onnx's protobuf classes have no types
        """Give the finished model."""
        from onnx import TensorProto, helper

        axes = ["batch", "sequence"]
        inputs = [helper.make_tensor_value_info(n, TensorProto.INT32, axes) for n in ("input_ids", "attention_mask")]
        outputs = [helper.make_tensor_value_info("token_states", TensorProto.FLOAT, [*axes, dimension])]
        graph = helper.make_graph(self.nodes, "BERT", inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)
