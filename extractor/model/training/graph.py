"""Graphs of onnxruntime written by hand: nodes, constants, embeddings in eight bits, and a file of eight-bit matrices.

Weights take seven of the eight bits (``reduce_range``): without VNNI, processors add pairs of products in sixteen
bits and saturate, and the tags would depend on the processor.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnx

Weights = dict[str, NDArray[np.float32]]

FUSED = "com.microsoft"
EPSILON = 1e-12


@dataclass
class Graph:
    """Collects nodes and constants; each method returns the name of its output."""

    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """A constant, known by its name."""
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        """An operator with one output, known by its name."""
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def words(self, weights: Weights) -> str:
        """The embeddings of ``input_ids``, kept in eight bits with a scale a row."""
        from onnx import TensorProto

        words = weights["embeddings.word_embeddings.weight"]
        scale = np.abs(words).max(1, keepdims=True) / 127 + EPSILON
        self.constant("word_q", np.clip(np.round(words / scale), -127, 127).astype(np.int8))
        self.constant("word_scale", scale.astype(np.float32))
        quantised = self.node("Gather", ["word_q", "input_ids"], "word_rows_q")
        rows = self.node("Cast", [quantised], "word_rows", to=TensorProto.FLOAT)
        scales = self.node("Gather", ["word_scale", "input_ids"], "word_row_scales")
        return self.node("Mul", [rows, scales], "embedded")

    def normed(self, weights: Weights, value: str) -> str:
        """``value`` by the norm of the embeddings."""
        norm = [
            self.constant(f"embedding_norm_{kind}", weights[f"embeddings.LayerNorm.{kind}"])
            for kind in ("weight", "bias")
        ]
        return self.node("LayerNormalization", [value, *norm], "embedded_norm", epsilon=EPSILON, axis=-1)

    def model(self, weights: Weights, hidden: str) -> onnx.ModelProto:
        """The whole with the tag head on ``hidden``: ``input_ids`` and ``attention_mask`` to ``logits``."""
        from onnx import TensorProto, helper

        product = self.node("MatMul", [hidden, self.constant("tags", weights["classifier.weight"].T)], "tag_product")
        self.node("Add", [product, self.constant("tags_bias", weights["classifier.bias"])], "logits")
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
            for name in ("input_ids", "attention_mask")
        ]
        shape = ["batch", "length", len(weights["classifier.bias"])]
        output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, shape)
        return helper.make_model(
            helper.make_graph(self.nodes, "tagger", inputs, [output], self.constants),
            opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)],
            ir_version=9,
        )


def write(model: onnx.ModelProto, target: Path) -> None:
    """Write the network with eight-bit matrices, one scale a column, to ``target``."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(model, full)
        quantize_dynamic(
            full,
            target,
            op_types_to_quantize=["MatMul", "Attention", "LSTM"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )
